// SPDX-License-Identifier: Apache-2.0
import { encodeBase64 } from '../base64.ts';
import { LogError } from '../log-error.ts';
import type { LogSuite } from '../log-suite.ts';
import { emptyRoot, sameBytes } from '../merkle/hashing.ts';
import { type TreeHead, verifyWitnessConsistency } from '../merkle/verify.ts';
import { parseCheckpoint } from '../notes/checkpoint.ts';
import { decodeText, formatNote, formatSignatureLines } from '../notes/note.ts';
import { type NoteKey, uint32Bytes } from '../notes/note-key.ts';
import { type OpenedCheckpoint, openCheckpoint } from '../notes/open-checkpoint.ts';
import { type NoteSigner, signText } from '../notes/sign-note.ts';
import { type AddCheckpointRequest, parseAddCheckpoint } from './add-checkpoint.ts';

/** What a witness remembers of a log: the tree it cosigned last, and the checkpoint that it serves to monitors. */
export interface WitnessState extends TreeHead {
  /** With the signatures of the log that were verified and with the witness's own. */
  readonly note: string;
}

/** A log that a witness is configured for; `state` is missing as long as nothing was cosigned. */
export interface WitnessedLog {
  readonly keys: readonly NoteKey[];
  readonly state?: WitnessState;
}

/** What a witness needs besides the request. */
export interface WitnessContext {
  /** The log of an origin, read in the transaction that the new state will be written in; undefined for a strange one. */
  readonly findLog: (origin: string) => WitnessedLog | undefined | Promise<WitnessedLog | undefined>;
  readonly cosigners: readonly NoteSigner[];
  /** POSIX seconds; not 0. */
  readonly now: number;
}

/** An answer over HTTP. */
export interface WitnessAnswer {
  readonly status: 200 | 400 | 403 | 404 | 409 | 422;
  readonly contentType: string;
  readonly body: string;
  /**
   * With status 200 only. It is kept durably before the answer leaves, and in one step with the check that the state
   * is still the one that was read: otherwise the answer is thrown away and the request answered anew.
   */
  readonly newState?: WitnessState & { readonly origin: string };
}

type Accepted = OpenedCheckpoint & { readonly outcome: 'accepted' };

/**
 * Answers a request to cosign a checkpoint, in the order and with the status codes of the protocol.
 * C2SP tlog-witness v1.0.0, add-checkpoint. Never throws for what is in the request.
 */
export async function answerAddCheckpoint(
  suite: LogSuite,
  body: string | Uint8Array,
  context: WitnessContext,
): Promise<WitnessAnswer> {
  let request: AddCheckpointRequest;
  try {
    request = parseAddCheckpoint(body);
  } catch (error) {
    if (!(error instanceof LogError)) {
      throw error;
    }
    return refused(await statusOfUnread(body, error, context), error.message);
  }
  const { origin } = request.checkpoint;
  const log = await context.findLog(origin);
  if (log === undefined) {
    return refused(404, 'this witness does not know the log');
  }
  const opened = openCheckpoint(suite, request.note, { origin, logKeys: log.keys });
  if (opened.outcome === 'rejected') {
    return refused(403, opened.detail);
  }
  return refuseInconsistent(suite, request, log.state) ?? cosigned(opened, context);
}

/**
 * 400, but for a signature in base64 that is not canonical: 404 where the log is strange, and 403 where the line is one
 * of its keys: a signature that fails, as for programs that decode it all the same. Lines of other keys are left aside
 * where they are well formed, which this is not. C2SP tlog-witness v1.0.0, add-checkpoint.
 */
async function statusOfUnread(
  body: string | Uint8Array,
  { code, at }: LogError,
  { findLog }: WitnessContext,
): Promise<400 | 403 | 404> {
  const place = /^signature (\d+)$/.exec(at)?.[1];
  if (code !== 'NOT_CANONICAL' || place === undefined) return 400;
  const given = decodeText(body);
  const note = given.slice(given.indexOf('\n\n') + 2);
  const split = note.lastIndexOf('\n\n');
  const origin = originOf(note.slice(0, split + 1));
  if (origin === undefined) return 400;
  const log = await findLog(origin);
  if (log === undefined) return 404;
  const [, name, encoded] = (note.slice(split + 2).split('\n')[Number(place) - 1] as string).split(' ') as [
    string,
    string,
    string,
  ];
  // 30 of the 32 bits of a key's id are in the first five characters, whatever comes behind.
  const id = encoded.slice(0, 5);
  const isOfKey = (key: NoteKey) => key.name === name && encodeBase64(uint32Bytes(key.id)).slice(0, 5) === id;
  return log.keys.some(isOfKey) ? 403 : 400;
}

function originOf(text: string): string | undefined {
  try {
    return parseCheckpoint(text).origin;
  } catch {
    return undefined;
  }
}

/** The refusal of a checkpoint that does not follow from the state, or undefined. */
function refuseInconsistent(
  suite: LogSuite,
  { oldSize, proof, checkpoint }: AddCheckpointRequest,
  state: WitnessState | undefined,
): WitnessAnswer | undefined {
  if (oldSize > checkpoint.size) {
    return refused(400, `the old size ${oldSize} exceeds the size ${checkpoint.size} of the checkpoint`);
  }
  const known = state ?? { size: 0, root: emptyRoot(suite) };
  if (oldSize !== known.size) {
    return { status: 409, contentType: 'text/x.tlog.size', body: `${known.size}\n` };
  }
  if (oldSize === checkpoint.size && !sameBytes(known.root, checkpoint.root)) {
    return refused(
      422,
      'a tree of this size was cosigned with another root, or a tree without leaves has a root of its own',
    );
  }
  return verifyWitnessConsistency(suite, { older: known, newer: checkpoint }, proof)
    ? undefined
    : refused(422, `the proof does not show that the tree of ${checkpoint.size} leaves appends to that of ${oldSize}`);
}

async function cosigned(opened: Accepted, { cosigners, now }: WitnessContext): Promise<WitnessAnswer> {
  if (now === 0 || cosigners.length === 0) {
    throw new RangeError('A witness has a key, and its clock does not stand at 1970');
  }
  const { checkpoint, text, logSignatures } = opened;
  const cosignatures = await Promise.all(cosigners.map((cosigner) => signText(text, cosigner, { time: now })));
  const note = formatNote({ text, signatures: [...logSignatures, ...cosignatures] });
  const { origin, size, root } = checkpoint;
  return {
    status: 200,
    contentType: 'text/plain; charset=utf-8',
    body: formatSignatureLines(cosignatures),
    newState: { origin, size, root, note },
  };
}

function refused(status: 400 | 403 | 404 | 422, message: string): WitnessAnswer {
  return { status, contentType: 'text/plain; charset=utf-8', body: `${message}\n` };
}
