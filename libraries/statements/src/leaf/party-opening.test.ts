// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { concatBytes } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StatementError } from '../statement-error.ts';
import type { Sha256 } from './bytes.ts';
import { encodeOpening } from './commitment.ts';
import { disclosedSubjectKeys, encodePartyOpening, type LeafSecrets, parsePartyOpening } from './party-opening.ts';
import { subjectKey, subjectKeysOf } from './subject-key.ts';

const sha256: Sha256 = (message) => createHash('sha256').update(message).digest();
const filled = (byte: number, length = 32) => new Uint8Array(length).fill(byte);
const salt = filled(7);
const both: LeafSecrets = {
  salt,
  parties: [
    { party: 'did:web:person.example', secret: filled(1) },
    { party: '叶', key: filled(2, 64) },
  ],
};

describe('encodePartyOpening() and parsePartyOpening()', () => {
  it('give back what they were given, in the first form where nobody is blinded', () => {
    expect(parsePartyOpening(encodePartyOpening(both))).toEqual(both);
    expect(encodePartyOpening({ salt, parties: [] })).toEqual(encodeOpening(salt));
    expect(parsePartyOpening(encodeOpening(salt))).toEqual({ salt, parties: [] });
  });

  it('write a secret and a key with their names, length first', () => {
    const [first, second] = [Uint8Array.of(2, ...salt, 2, 1, 0, 22), Uint8Array.of(2, 0, 3, 0xe5, 0x8f, 0xb6)];
    const name = new TextEncoder().encode('did:web:person.example');
    expect(encodePartyOpening(both)).toEqual(concatBytes(first, name, filled(1), second, filled(2, 64)));
  });

  const good = encodePartyOpening(both);
  it.each<[string, Uint8Array]>([
    ['nothing', new Uint8Array()],
    ['another version', Uint8Array.of(3, ...salt)],
    ['an end inside of the salt', good.slice(0, 20)],
    ['an end inside of a name', good.slice(0, 40)],
    ['an end inside of a key', good.slice(0, -1)],
    ['more behind the end', Uint8Array.of(...good, 0)],
    ['no disclosure', Uint8Array.of(2, ...salt, 0)],
    ['a disclosure of another kind', good.with(34, 3)],
    ['a name that is not UTF-8', good.with(good.length - 65, 0xff)],
  ])('refuse %s', (_, bytes) => {
    expect(() => parsePartyOpening(bytes)).toThrow(StatementError);
  });

  it.each<[string, LeafSecrets]>([
    ['a short secret', { salt, parties: [{ party: 'p', secret: filled(1, 31) }] }],
    ['a short key', { salt, parties: [{ party: 'p', key: filled(1, 32) }] }],
    ['a short salt', { salt: filled(1, 3), parties: both.parties }],
    ['a name beyond all measure', { salt, parties: [{ party: 'p'.repeat(2_001), secret: salt }] }],
    ['too many', { salt, parties: Array.from({ length: 256 }, (_, n) => ({ party: `p${n}`, secret: salt })) }],
  ])('do not write %s', (_, secrets) => {
    expect(() => encodePartyOpening(secrets)).toThrow(StatementError);
  });

  it('throw nothing but a refusal, whatever the bytes are', () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
        try {
          return parsePartyOpening(good.with(at, byte)).parties.length > 0 || at === 0;
        } catch (error) {
          return error instanceof StatementError;
        }
      }),
    );
  });
});

describe('disclosedSubjectKeys()', () => {
  const subjects = { parties: ['did:a', 'did:person', 'did:other'], thing: 'did:a urn:uuid:1' };
  const secrets = new Map([
    ['did:person', filled(1)],
    ['did:other', filled(2)],
  ]);
  const all = subjectKeysOf(sha256, subjects, (party) => secrets.get(party));

  it('makes the keys of the leaf from secrets, from keys as the log has them, and from names alone', () => {
    const key = subjectKey(sha256, { party: 'did:other', thing: subjects.thing }, filled(2));
    const parties = [
      { party: 'did:person', secret: filled(1) },
      { party: 'did:other', key },
    ];
    expect(disclosedSubjectKeys(sha256, subjects, parties)).toEqual(all);
    expect(disclosedSubjectKeys(sha256, subjects, [])).toEqual(subjectKeysOf(sha256, subjects));
  });

  it('makes others where a secret is not that of the person', () => {
    const parties = [{ party: 'did:person', secret: filled(9) }];
    expect(disclosedSubjectKeys(sha256, subjects, parties)).not.toEqual(all);
  });
});
