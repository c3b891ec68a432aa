// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import {
  decodeBase64,
  encodeBase64,
  type LogError,
  type LogSuite,
  type NoteKey,
  openNote,
  parseNote,
} from '@touchstone/transparency-log';
import { BATCH_PROMISES_MAX, batchRoot } from './batch-promise.ts';
import { NO_PROMISE, readPromiseLines } from './promise-lines.ts';

/** What a log has signed that it will show. */
export interface PromisedCommitments {
  readonly log: string;
  readonly mergeBy: Instant;
  readonly commitments: readonly Uint8Array[];
}

/** The commitments of a promise that one of these keys has signed, or why it proves nothing. */
export type PromisedVerdict =
  | ({ readonly outcome: 'promised' } & PromisedCommitments)
  | { readonly outcome: 'nothing'; readonly detail: string };

/**
 * Every leaf that a promise is about, for whoever has the whole log and none of its statements: the answer to a batch,
 * or the promise of one statement; that of one out of a batch names its commitment by its opening only, and will not do.
 */
export function readPromisedCommitments(suite: LogSuite, text: string, keys: readonly NoteKey[]): PromisedVerdict {
  try {
    return readAll(suite, text, keys);
  } catch (error) {
    // Of a text that is no JSON, no note or no base64: nothing else is thrown.
    return nothing((error as LogError | SyntaxError).message);
  }
}

function readAll(suite: LogSuite, text: string, keys: readonly NoteKey[]): PromisedVerdict {
  const { promise } = Object(JSON.parse(text)) as { readonly promise?: unknown };
  const { note, commitments = [] } = (typeof promise === 'string' ? { note: promise } : Object(promise)) as {
    readonly note?: unknown;
    readonly commitments?: unknown;
  };
  if (typeof note !== 'string') return nothing('it has no promise');
  const said = readPromiseLines(parseNote(note).text);
  if (said === undefined) return nothing(NO_PROMISE);
  const opened = openNote(
    suite,
    note,
    keys.filter(({ name }) => name === said.log),
  );
  if (opened.outcome === 'rejected') return nothing(opened.detail);
  const { log, until: mergeBy } = said;
  if (said.count === undefined) {
    return { outcome: 'promised', log, mergeBy, commitments: [decodeBase64(said.encoded)] };
  }
  if (!Array.isArray(commitments) || commitments.length !== said.count || said.count > BATCH_PROMISES_MAX) {
    return nothing(
      `it is about ${said.count} statements, and not their commitments are given: the whole answer is needed`,
    );
  }
  const decoded = commitments.map((each) => decodeBase64(String(each)));
  if (encodeBase64(batchRoot(suite, decoded)) !== said.encoded) return nothing('it is about other commitments');
  return { outcome: 'promised', log, mergeBy, commitments: decoded };
}

function nothing(detail: string): PromisedVerdict {
  return { outcome: 'nothing', detail };
}
