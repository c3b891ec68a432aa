// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Digest, type Instant } from '@touchstone/identifiers';
import { commitmentOf, parseOpening, type StatementError } from '@touchstone/statements';
import {
  decodeBase64,
  type LogError,
  type LogSuite,
  type NoteKey,
  openNote,
  parseNote,
  sameBytes,
  type TlogPolicy,
} from '@touchstone/transparency-log';
import { type Reason, reason } from '../check.ts';
import { type PlaceInBatch, rootOfPlace } from './batch-promise.ts';
import { NO_PROMISE, readPromiseLines } from './promise-lines.ts';

/** A log's signed word that it will show a statement, and what opens the commitment in it. */
export interface LogPromise {
  readonly note: string;
  readonly opening: Uint8Array;
  /** Where the note is about a whole batch: the statement's place in it. */
  readonly place?: PlaceInBatch;
  /** Keys of logs that the asker gave with it, beside those of the policies. */
  readonly keys?: readonly NoteKey[];
}

/** What a promise is held against. */
export interface PromisedSubject {
  /** Absent where the asker has none for the place. */
  readonly policy: TlogPolicy | undefined;
  readonly digest: Digest;
  /** Until when the asker has looked. */
  readonly knownAt: Instant;
}

/**
 * promise = "touchstone/promise/v1" LF base64(commitment) LF origin LF promised LF merge-by LF, signed as a note
 * C2SP signed-note v1.0.0; decision record 0035; that of a whole batch in batch-promise.ts. What a signed promise says of a statement that no tree shows yet:
 * LOG_PROMISED until its time has come, LOG_PROMISE_OVERDUE after it, which is a finding against the log and not against
 * the statement; LOG_PROMISE_NOT_PROVED when it is not the word about this statement of a log whose key is known.
 */
export function verifyPromise(suite: LogSuite, promise: LogPromise, subject: PromisedSubject): Reason {
  try {
    return readPromise(suite, promise, subject);
  } catch (error) {
    // Of the note, its keys and the opening: nothing else is thrown.
    return notProved((error as LogError | StatementError).message);
  }
}

function readPromise(suite: LogSuite, promise: LogPromise, subject: PromisedSubject): Reason {
  const { note, opening } = promise;
  const said = readPromiseLines(parseNote(note).text);
  if (said === undefined) return notProved(NO_PROMISE);
  const { log, encoded, count, since, until } = said;
  const known = [...(subject.policy?.logs ?? []).map(({ key }) => key), ...(promise.keys ?? [])];
  const keys = known.filter(({ name }) => name === log);
  if (keys.length === 0) return notProved(`no key of ${log} is at hand. ${GIVING_KEYS}`);
  const opened = openNote(suite, note, keys);
  if (opened.outcome === 'rejected') return notProved(`${opened.detail}. ${GIVING_KEYS}`);
  const commitment = commitmentOf((message) => suite.sha256(message), parseOpening(opening), subject.digest);
  const promised = count === undefined ? commitment : rootIn(suite, commitment, { place: promise.place, count });
  if (promised === undefined || !sameBytes(promised, decodeBase64(encoded)))
    return notProved(count === undefined ? 'it is about another statement' : 'its batch has no such statement there');
  const seconds = String(Math.round((Date.parse(until) - Date.parse(since)) / 1_000));
  const values = { log, promised: since, mergeBy: until, seconds };
  const what = `${log} promised on ${since} to show it within ${seconds} seconds, by ${until}`;
  return compareInstants(subject.knownAt, until) <= 0
    ? reason('LOG_PROMISED', `no tree shows it yet: ${what}`, values)
    : reason('LOG_PROMISE_OVERDUE', `a promise is broken: ${what}, and no tree at hand shows it`, values);
}

function rootIn(
  suite: LogSuite,
  commitment: Uint8Array,
  { place, count }: { readonly place: PlaceInBatch | undefined; readonly count: number },
): Uint8Array | undefined {
  return place === undefined ? undefined : rootOfPlace(suite, commitment, { place, count });
}

/** How whoever asks makes the key of a log known. */
const GIVING_KEYS =
  'The key of a log is given by a policy that names it (log-policies/ of the trust folder), or by --log VKEY';

function notProved(why: string): Reason {
  return reason('LOG_PROMISE_NOT_PROVED', `a log's promise about it proves nothing: ${why}`);
}
