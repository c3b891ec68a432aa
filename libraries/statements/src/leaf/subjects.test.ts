// SPDX-License-Identifier: Apache-2.0
import { createHash, createHmac } from 'node:crypto';
import { concatBytes, digestFromSha256, encodeHex, utf8Bytes } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeBody, parseStatement, type Statement } from '../body.ts';
import { statementKey } from '../edges.ts';
import type { StatementKind } from '../kind.ts';
import { StatementError } from '../statement-error.ts';
import { ISSUER, OTHER, REFERENCE_KEY, SUBJECTS, UUID } from '../testing/subjects.ts';
import type { Sha256 } from './bytes.ts';
import { commitmentOf, encodeOpening, parseOpening } from './commitment.ts';
import { encodeLeaf } from './leaf.ts';
import { MAP_FN_DESCRIPTION, mapFnId, mapKeysOf, subjectListEntry } from './map-fn.ts';
import { type LeafOpening, openLeaf } from './open-leaf.ts';
import { partyKey, statementLeaves, subjectKey, subjectKeysOf, subjectsOf, thingKey } from './subject-key.ts';

const sha256: Sha256 = (message) => createHash('sha256').update(message).digest();
const hex = (text: string, ...more: Uint8Array[]) => encodeHex(sha256(concatBytes(utf8Bytes(text), ...more)));
const filled = (byte: number, length = 32) => new Uint8Array(length).fill(byte);
const DIGEST = digestFromSha256(filled(9));

function statement(kind: StatementKind, more: Record<string, unknown> = {}): Statement {
  const subject = JSON.parse(JSON.stringify({ ...SUBJECTS[kind], ...more }));
  return parseStatement(
    composeBody(kind, { uuid: UUID, issuer: ISSUER, validFrom: '2026-11-13T08:00:00Z', subject } as never),
  );
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof StatementError) return error.code;
    throw error;
  }
  return 'nothing thrown';
}

describe('subjectsOf()', () => {
  const own = statementKey(statement('Accreditation'));
  it('is the parties that a statement is about, and the statement itself as the thing', () => {
    expect(subjectsOf(statement('Accreditation'))).toEqual({ parties: [OTHER], thing: own });
    expect(subjectsOf(statement('SelfDeclaration'))).toEqual({ parties: [OTHER, 'A-1'], thing: own });
  });

  it('is the issuer where a statement is about nobody', () => {
    expect(subjectsOf(statement('StandardNotice'))).toEqual({ parties: [ISSUER], thing: own });
    expect(subjectsOf(statement('SelfDeclaration', { declarant: { name: 'x' } })).parties).toEqual([ISSUER]);
  });

  it.each<StatementKind>(['StatusChange', 'ReportDefect'])('keeps a %s with what it changes', (kind) => {
    const target = { parties: [OTHER, 'holder'], thing: REFERENCE_KEY };
    expect(subjectsOf(statement(kind), target)).toEqual(target);
    expect(subjectsOf(statement(kind))).toEqual({ parties: [OTHER], thing: REFERENCE_KEY });
  });

  it('does not let a target move a statement that changes nothing', () => {
    expect(subjectsOf(statement('Accreditation'), { parties: ['x'], thing: 'y' }).thing).toBe(own);
  });
});

describe('partyKey(), thingKey() and subjectKey()', () => {
  it('hash a label, a line feed and the name', () => {
    expect(encodeHex(partyKey(sha256, OTHER))).toBe(hex(`touchstone/party/v1\n${OTHER}`));
    expect(encodeHex(thingKey(sha256, REFERENCE_KEY))).toBe(hex(`touchstone/thing/v1\n${REFERENCE_KEY}`));
    expect(encodeHex(subjectKey(sha256, { party: OTHER, thing: REFERENCE_KEY }))).toBe(
      hex(`touchstone/party/v1\n${OTHER}`) + hex(`touchstone/thing/v1\n${REFERENCE_KEY}`),
    );
  });

  it('blind both halves of a natural person, as HMAC of another implementation', () => {
    const mac = (text: string) => createHmac('sha256', filled(7)).update(text).digest('hex');
    expect(encodeHex(subjectKey(sha256, { party: OTHER, thing: 'a b' }, filled(7)))).toBe(
      mac(`touchstone/party/v1\n${OTHER}`) + mac('touchstone/thing/v1\na b'),
    );
  });

  it('refuse a secret of another length', () => {
    expect(codeOf(() => partyKey(sha256, OTHER, filled(7, 16)))).toBe('BAD_LEAF');
  });
});

describe('subjectKeysOf() and statementLeaves()', () => {
  it('give one key for each party, ascending and distinct, blinded where there is a secret', () => {
    const subjects = { parties: ['a', 'b', 'c', 'a'], thing: 't' };
    const keys = subjectKeysOf(sha256, subjects, (party) => (party === 'b' ? filled(7) : undefined));
    const expected = [
      subjectKey(sha256, { party: 'a', thing: 't' }),
      subjectKey(sha256, { party: 'b', thing: 't' }, filled(7)),
      subjectKey(sha256, { party: 'c', thing: 't' }),
    ].map(encodeHex);
    expect(keys.map(encodeHex)).toEqual(expected.sort());
    expect(subjectKeysOf(sha256, { parties: ['a'], thing: 't' })).toHaveLength(1);
  });

  it('divide more than 255 parties into leaves that all stand', () => {
    const parties = Array.from({ length: 600 }, (_, index) => `p${index}`);
    const leaves = statementLeaves(subjectKeysOf(sha256, { parties, thing: 't' }), filled(3));
    expect(leaves.map(({ subjectKeys }) => subjectKeys.length)).toEqual([255, 255, 90]);
    expect(leaves.flatMap((leaf) => mapKeysOf(encodeLeaf(leaf)))).toHaveLength(600);
  });
});

describe('commitmentOf()', () => {
  it('hashes a label, the salt and the digest', () => {
    expect(encodeHex(commitmentOf(sha256, filled(1), DIGEST))).toBe(
      hex('touchstone/commitment/v1\n', filled(1), filled(9)),
    );
  });

  it('refuses a salt of another length', () => {
    expect(codeOf(() => commitmentOf(sha256, filled(1, 31), DIGEST))).toBe('BAD_LEAF');
  });

  const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
  it('binds: another digest or another salt gives another commitment', () => {
    fc.assert(
      fc.property(bytes32, bytes32, fc.nat(255), (salt, digest, bit) => {
        const flipped = (of: Uint8Array) => of.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
        const commitment = encodeHex(commitmentOf(sha256, salt, digestFromSha256(digest)));
        expect(encodeHex(commitmentOf(sha256, flipped(salt), digestFromSha256(digest)))).not.toBe(commitment);
        expect(encodeHex(commitmentOf(sha256, salt, digestFromSha256(flipped(digest))))).not.toBe(commitment);
      }),
    );
  });

  // The adversary has every statement and every leaf, and must say which leaf is whose. Whatever can be computed from
  // a statement alone is tried; with n leaves under equal keys, chance finds one match in expectation, whatever n is.
  it('hides: whoever has the statements but no salt matches them to their leaves no better than by chance', () => {
    const random = seeded('the salts of one run');
    const rounds = 300;
    const among = 8;
    let right = 0;
    for (let round = 0; round < rounds; round += 1) {
      const statements = Array.from({ length: among }, (_, index) => sha256(utf8Bytes(`statement ${round} ${index}`)));
      const leaves = statements.map((each) => commitmentOf(sha256, random(), digestFromSha256(each)));
      const guesses = [
        (each: Uint8Array) => each,
        (each: Uint8Array) => commitmentOf(sha256, filled(0), digestFromSha256(each)),
        (each: Uint8Array) => commitmentOf(sha256, random(), digestFromSha256(each)),
      ];
      for (const guess of guesses) {
        right += statements.filter((each, index) => nearest(guess(each), leaves) === index).length;
      }
    }
    // 7 200 guesses, each right with probability 1/8: mean 900, standard deviation 28; five of them to each side.
    expect(right).toBeGreaterThan(760);
    expect(right).toBeLessThan(1_040);
  });
});

describe('encodeOpening() and parseOpening()', () => {
  it('carry the salt, and nothing else', () => {
    expect(parseOpening(encodeOpening(filled(5)))).toEqual(filled(5));
    const good = encodeOpening(filled(5));
    for (const bad of [good.subarray(1), concatBytes(good, filled(0, 1)), concatBytes(filled(2, 1), filled(5))]) {
      expect(codeOf(() => parseOpening(bad))).toBe('BAD_LEAF');
    }
    expect(codeOf(() => encodeOpening(filled(5, 31)))).toBe('BAD_LEAF');
  });
});

describe('openLeaf()', () => {
  const subjects = { parties: ['firm', 'person'], thing: 't' };
  const secretOf = (party: string) => (party === 'person' ? filled(7) : undefined);
  const leafFor = (of: typeof subjects, secrets = secretOf) => {
    const [leaf] = statementLeaves(subjectKeysOf(sha256, of, secrets), commitmentOf(sha256, filled(1), DIGEST));
    return encodeLeaf(leaf as NonNullable<typeof leaf>);
  };
  const opening: LeafOpening = { digest: DIGEST, salt: filled(1), subjects, secretOf };

  it('opens a leaf for whoever has statement, salt and secrets', () => {
    expect(openLeaf(sha256, leafFor(subjects), opening)).toEqual({ outcome: 'opened', unshown: [] });
  });

  it('names the parties that stand there under a blinded key at best', () => {
    const verdict = openLeaf(sha256, leafFor(subjects), { digest: DIGEST, salt: filled(1), subjects });
    expect(verdict).toEqual({ outcome: 'opened', unshown: ['person'] });
  });

  it.each<[string, Uint8Array, Partial<LeafOpening>, object]>([
    ['no leaf', filled(1, 3), {}, { reasons: ['NOT_A_STATEMENT_LEAF'] }],
    [
      'an index root',
      encodeLeaf({ type: 'index-root', mapRoot: filled(1), size: 0, mapFnId: filled(2) }),
      {},
      { reasons: ['NOT_A_STATEMENT_LEAF'] },
    ],
    ['another salt', leafFor(subjects), { salt: filled(2) }, { reasons: ['COMMITMENT_DIFFERS'] }],
    ['another digest', leafFor(subjects), { digest: digestFromSha256(filled(8)) }, { reasons: ['COMMITMENT_DIFFERS'] }],
    [
      'a party left out',
      leafFor({ ...subjects, parties: ['person'] }),
      {},
      { reasons: ['SUBJECT_MISSING'], missing: ['firm'] },
    ],
    [
      'a party of known secret left out',
      leafFor({ ...subjects, parties: ['firm'] }),
      {},
      { reasons: ['SUBJECT_MISSING'], missing: ['person'] },
    ],
    [
      'a party too many',
      leafFor({ ...subjects, parties: ['firm', 'person', 'rival'] }),
      {},
      { reasons: ['SUBJECT_INVENTED'], missing: [] },
    ],
    [
      'another thing',
      leafFor({ ...subjects, thing: 'u' }),
      { secretOf: () => filled(7) },
      { reasons: ['SUBJECT_MISSING', 'SUBJECT_INVENTED'], missing: ['firm', 'person'] },
    ],
  ])('refuses %s', (_, leaf, more, expected) => {
    expect(openLeaf(sha256, leaf, { ...opening, ...more })).toMatchObject({ outcome: 'refused', ...expected });
  });
});

describe('the map function', () => {
  it('is named by the digest of its description, which is never edited', () => {
    expect(encodeHex(mapFnId(sha256))).toBe(hex(MAP_FN_DESCRIPTION));
    // A changed digest means that a new version with a new name is due, not that this line is.
    expect(encodeHex(mapFnId(sha256))).toBe('16af4b0d380c659eba1a6aea5615073b658116b9791caa6686a82996310f2fb7');
  });

  it('adds nothing for leaves of other types and for bytes that are no leaf', () => {
    const index = encodeLeaf({ type: 'index-root', mapRoot: filled(1), size: 0, mapFnId: filled(2) });
    expect(mapKeysOf(index)).toEqual([]);
    expect(mapKeysOf(new Uint8Array())).toEqual([]);
    expect(mapKeysOf(Uint8Array.of(1, 1))).toEqual([]);
  });

  it('lists index and leaf hash', () => {
    expect(encodeHex(subjectListEntry(258, filled(4)))).toBe(`0000000000000102${'04'.repeat(32)}`);
  });
});

/** 32 bytes at a time of a stream that no statement has a part in; the same in every run. */
function seeded(seed: string): () => Uint8Array {
  let count = 0;
  return () => sha256(utf8Bytes(`${seed} ${count++}`));
}

/** The leaf that has most bits in common with the guess. */
function nearest(guess: Uint8Array, leaves: readonly Uint8Array[]): number {
  const common = leaves.map((leaf) => leaf.reduce((sum, byte, at) => sum + 8 - bits(byte ^ (guess[at] as number)), 0));
  return common.indexOf(Math.max(...common));
}

function bits(byte: number): number {
  return byte.toString(2).replaceAll('0', '').length;
}
