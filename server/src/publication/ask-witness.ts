// SPDX-License-Identifier: Apache-2.0
import type { PublishedTree } from '@touchstone/log-keeping/appender';
import {
  formatAddCheckpoint,
  type LogReader,
  parseCheckpoint,
  parseNote,
  proveConsistency,
  readWitnessAnswer,
  type SignedNote,
  type WitnessReply,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import type { WitnessSetting } from './log-settings.ts';
import type { WitnessTrouble } from './witness-trouble.ts';

/** What asking one witness takes. */
export interface WitnessQuestion {
  readonly witness: WitnessSetting;
  readonly tree: Pick<PublishedTree, 'size' | 'note'>;
  /** The size that the witness cosigned last, as far as this log knows. */
  readonly oldSize: number;
  readonly read: LogReader;
  readonly timeout: number;
}

/** What came of it. */
export type WitnessOutcome =
  | { readonly outcome: 'cosigned'; readonly note: string }
  | {
      readonly outcome: 'failed';
      readonly trouble: WitnessTrouble;
      readonly size?: number;
      /** It answered, and does not go on from the tree that it has cosigned to the one shown. */
      readonly disagrees?: true;
      /** The status by which it refused. */
      readonly status?: number;
    };

/** A witness answers with a line or two; what is longer is no answer. */
const ANSWER_BYTES_MAX = 64 << 10;

/**
 * Asks a witness to cosign a tree, once more from the size that it names where it remembers another.
 * C2SP tlog-witness v1.0.0, add-checkpoint. Never throws: a witness that fails is a state to be shown.
 */
export async function askWitness(question: WitnessQuestion): Promise<WitnessOutcome> {
  const { witness, tree } = question;
  try {
    const first = await ask(question, question.oldSize);
    if (first.outcome !== 'conflict') return settle(first);
    if (first.size > tree.size) {
      // It has seen more of this log than there is: either the log was set back, or it was asked about a newer tree.
      const text = `it has cosigned ${first.size} entries of this log, and the tree shown has ${tree.size}`;
      const trouble = { kind: 'saw-more', values: { cosigned: first.size, shown: tree.size }, text } as const;
      return { outcome: 'failed', trouble, size: first.size, disagrees: true };
    }
    const second = await ask(question, first.size);
    if (second.outcome === 'conflict') {
      const text = `it changed its mind about what it has cosigned, now ${second.size}`;
      return { outcome: 'failed', trouble: { kind: 'changed-mind', values: { cosigned: second.size }, text } };
    }
    return settle(second);
  } catch (error) {
    return { outcome: 'failed', trouble: { kind: kindOf(error), text: `${witness.url}: ${messageOf(error)}` } };
  }
}

/** The note without what witnesses wrote on it: after a restart the checkpoint comes back with their lines. */
export function logsOwn(note: string | Uint8Array): SignedNote {
  const { text, signatures } = parseNote(note);
  const { origin } = parseCheckpoint(text);
  return { text, signatures: signatures.filter(({ name }) => name === origin) };
}

function settle(reply: Exclude<WitnessReply, { readonly outcome: 'conflict' }>): WitnessOutcome {
  if (reply.outcome === 'cosigned') return reply;
  const { detail: text, status } = reply;
  if (status === undefined) return { outcome: 'failed', trouble: { kind: 'no-cosignature', text }, disagrees: true };
  return { outcome: 'failed', trouble: { kind: 'refused', values: { status }, text }, disagrees: true, status };
}

async function ask({ witness, tree, read, timeout }: WitnessQuestion, oldSize: number) {
  const proof = await proveConsistency(nodeLogSuite, { from: oldSize, to: tree.size }, read).catch((cause: unknown) => {
    throw new UnprovenError('the tree that is here could not be proved', { cause });
  });
  // Of the note only the log's own signatures are shown to a witness.
  const response = await fetch(`${witness.url}/add-checkpoint`, {
    method: 'POST',
    body: formatAddCheckpoint({ oldSize, proof, note: tree.note }),
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeout),
  });
  const contentType = (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim() ?? '';
  const answer = { status: response.status, contentType, body: await readBody(response) };
  return readWitnessAnswer(nodeLogSuite, { note: tree.note, keys: [witness.key] }, answer);
}

async function readBody(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > ANSWER_BYTES_MAX) throw new RangeError(`the answer is longer than ${ANSWER_BYTES_MAX} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

/** What the files of this log do not prove is no fault of the witness. */
class UnprovenError extends Error {
  override readonly name = 'UnprovenError';
}

function kindOf(error: unknown): WitnessTrouble['kind'] {
  if (error instanceof UnprovenError) return 'not-asked';
  // What fetch throws where nobody answers, breaks off, or is not done in time.
  const isSilence = error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError');
  return isSilence ? 'unreachable' : 'unreadable';
}

function messageOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}
