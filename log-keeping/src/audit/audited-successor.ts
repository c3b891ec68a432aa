// SPDX-License-Identifier: Apache-2.0
import { formatVkey, type LogReader, type LogSuite, type NoteKey, type TreeHead } from '@touchstone/transparency-log';
import { lookForSuccessor } from '../follow/look-for-successor.ts';
import { LogKeepingError } from '../log-keeping-error.ts';
import { contradiction } from './audit-fault.ts';

/** How a log names the one that goes on from it, as far as an audit sees. */
export type AuditedSuccessor =
  /** Signed by the log, and its successor begins with exactly the tree that was audited. */
  | { readonly state: 'goes-on'; readonly origin: string; readonly vkey: string }
  /** Named, and not held against anything: why. */
  | { readonly state: 'not-held'; readonly why: string };

/**
 * Holds the name of a successor against the audited tree. Contradicted only where the log has signed for a key whose log
 * begins with another tree; a name that the log did not sign may be anybody's. Decision record 0062.
 */
export async function checkSuccessor(
  suite: LogSuite,
  log: {
    readonly origin: string;
    readonly keys: readonly NoteKey[];
    readonly read: LogReader;
    readonly tree: TreeHead;
  },
  readAt: (at: string) => LogReader | Promise<LogReader>,
): Promise<AuditedSuccessor | undefined> {
  const found = await lookForSuccessor(suite, log, readAt).catch((error: unknown) => {
    if (error instanceof LogKeepingError) return error;
    throw error;
  });
  if (found instanceof LogKeepingError) return { state: 'not-held', why: found.message };
  if (found.outcome === 'none') return undefined;
  if (found.outcome === 'taken') {
    const { key } = found.succession;
    return { state: 'goes-on', origin: key.name, vkey: formatVkey(key) };
  }
  if (found.outcome === 'waiting') {
    const { name } = found.succession.key;
    return { state: 'not-held', why: `${name} shows nothing, or goes on from a larger tree than the one shown here` };
  }
  if (found.code === 'OTHER_BEGINNING') {
    throw contradiction('successor', found.detail, `a log that begins with the tree of ${log.tree.size} entries`);
  }
  return { state: 'not-held', why: `${found.code}: ${found.detail}` };
}
