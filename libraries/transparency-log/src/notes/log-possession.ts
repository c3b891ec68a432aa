// SPDX-License-Identifier: Apache-2.0
import { LogError } from '../log-error.ts';
import type { LogSuite } from '../log-suite.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { noteBytes, parseNote } from './note.ts';
import { formatVkey, type NoteKey } from './note-key.ts';
import { openNote } from './open-note.ts';

const HEADER = 'touchstone/log-possession/v1';
/** With a space, which no name of a key has: no log is called so. C2SP signed-note v1.0.0, Format. */
const ANSWER_ORIGIN = `${HEADER} answer`;
const LINE = /^[^\p{Cc}\p{Zl}\p{Zp}]{1,8192}$/u;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/** Whose key is asked for a sign of itself: by whom, on behalf of which party, and when. */
export interface PossessionChallenge {
  /** Name of the key with which the asker signs. */
  readonly asker: string;
  /** The party that says that the log is its own. */
  readonly party: string;
  /** The key that is to answer. */
  readonly vkey: string;
  /** RFC 3339, in UTC. */
  readonly at: string;
}

/** What a challenge and its answer must be about, whose word the challenge is, and when it was given. */
export interface ExpectedPossession extends Pick<PossessionChallenge, 'party'> {
  /** By which the asker signs what it asks, and whose name is its own. */
  readonly asker: NoteKey;
  readonly key: NoteKey;
  /** RFC 3339: the challenge was given between both. */
  readonly notBefore: string;
  readonly notAfter: string;
}

/** Both notes as they came. */
export interface PossessionNotes {
  readonly challenge: string;
  readonly answer: string;
}

/**
 * `NO_CHALLENGE`: none that this asker has signed about itself. `OTHER_PARTY`, `OTHER_KEY`: given to another party, or
 * about another key. `EXPIRED`: not given in that time. `NO_POSSESSION`: the key has not signed the answer to it.
 */
export type PossessionVerdict =
  | { readonly outcome: 'accepted'; readonly challenge: PossessionChallenge }
  | {
      readonly outcome: 'rejected';
      readonly code: 'NO_CHALLENGE' | 'OTHER_PARTY' | 'OTHER_KEY' | 'EXPIRED' | 'NO_POSSESSION';
      readonly detail: string;
    };

/**
 * challenge = "touchstone/log-possession/v1" LF asker LF party LF vkey LF instant LF, signed as a note by the asker
 * C2SP signed-note v1.0.0. Its second line is a name and its third no hash, so that it is never read as a checkpoint.
 * BAD_NOTE for a member that has no place in a line.
 */
export function possessionChallengeText({ asker, party, vkey, at }: PossessionChallenge): string {
  if (![asker, party, vkey].every((each) => LINE.test(each)) || !INSTANT.test(at)) {
    throw new LogError('BAD_NOTE', 'a challenge has a log, a party and a key, each in one line, and an instant in UTC');
  }
  return `${[HEADER, asker, party, vkey, at].join('\n')}\n`;
}

/** What a challenge asks, whoever signed it. BAD_NOTE for whatever is none. */
export function parsePossessionChallenge(note: string | Uint8Array): PossessionChallenge {
  const [header, asker = '', party = '', vkey = '', at = '', ...rest] = parseNote(note).text.split('\n');
  const challenge = { asker, party, vkey, at };
  if (header !== HEADER || rest.length !== 1 || rest[0] !== '') {
    throw new LogError('BAD_NOTE', `it is no ${HEADER}`);
  }
  possessionChallengeText(challenge);
  return challenge;
}

/**
 * answer = "touchstone/log-possession/v1 answer" LF "0" LF base64(SHA-256(challenge)) LF, signed as a note by the key
 * The shape of a checkpoint, as an ML-DSA-44 key signs nothing else (C2SP tlog-cosignature v1.1.0-rc.1), and that of no
 * tree: no log has such a name, and no empty tree such a root. The challenge is hashed whole, with the signature of the
 * asker, so that nobody has signed the answer before it was asked.
 */
export function possessionAnswerText(suite: LogSuite, challenge: string): string {
  return formatCheckpoint({ origin: ANSWER_ORIGIN, size: 0, root: suite.sha256(noteBytes(challenge)) });
}

/** Whether the holder of a key has said, when asked, that its log is that of a party. Never throws: notes are strangers' texts. */
export function openPossession(
  suite: LogSuite,
  { challenge, answer }: PossessionNotes,
  expected: ExpectedPossession,
): PossessionVerdict {
  const asked = readChallenge(suite, challenge, expected);
  if (asked === undefined) {
    return rejected('NO_CHALLENGE', `it is no challenge that ${expected.asker.name} has given`);
  }
  if (asked.party !== expected.party) return rejected('OTHER_PARTY', 'the challenge was given to another party');
  if (asked.vkey !== formatVkey(expected.key)) return rejected('OTHER_KEY', 'the challenge is about another key');
  const given = Date.parse(asked.at);
  if (!(given >= Date.parse(expected.notBefore) && given <= Date.parse(expected.notAfter))) {
    return rejected('EXPIRED', `the challenge was given at ${asked.at}, and counts only from ${expected.notBefore} on`);
  }
  return isAnswered(suite, { challenge, answer }, expected.key)
    ? { outcome: 'accepted', challenge: asked }
    : rejected('NO_POSSESSION', `${expected.key.name} has not signed the answer to this challenge with that key`);
}

function readChallenge(suite: LogSuite, note: string, { asker }: ExpectedPossession): PossessionChallenge | undefined {
  return orUndefined(() => {
    if (openNote(suite, note, [asker]).outcome === 'rejected') return undefined;
    const challenge = parsePossessionChallenge(note);
    return challenge.asker === asker.name ? challenge : undefined;
  });
}

function isAnswered(suite: LogSuite, { challenge, answer }: PossessionNotes, key: NoteKey): boolean {
  const text = orUndefined(() => {
    const opened = openNote(suite, answer, [key]);
    return opened.outcome === 'accepted' ? opened.text : undefined;
  });
  return text === possessionAnswerText(suite, challenge);
}

function orUndefined<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof LogError) return undefined;
    throw error;
  }
}

function rejected(
  code: Extract<PossessionVerdict, { outcome: 'rejected' }>['code'],
  detail: string,
): PossessionVerdict {
  return { outcome: 'rejected', code, detail };
}
