// SPDX-License-Identifier: Apache-2.0
import { gzipSync } from 'node:zlib';
import { encodeBase64url, type Instant } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/w3c-bitstring-status-list.json' with { type: 'json' };
import { gzipNode } from '../suites/node.ts';
import { caught } from '../tests/caught.ts';
import type { JsonObject, JsonValue } from './json-value.ts';
import { isFinalStatus, type StatementStatus, type StatusChange, statusAt } from './status-change.ts';
import { readStatusEntries, readStatusList } from './status-entry.ts';
import {
  decodeStatusList,
  deriveStatusList,
  encodeStatusList,
  STATUS_ENTRIES_MIN,
  statusValue,
} from './status-list.ts';

const EMPTY = vectors.facts.emptyListEncoded;
const AT = '2026-06-01T00:00:00Z' as Instant;
const REPORT = { issuer: 'did:web:lab.example', id: 'urn:uuid:1' };

describe('decodeStatusList()', () => {
  it('reads the empty list of the specification', () => {
    expect(decodeStatusList(EMPTY)).toEqual(new Uint8Array(vectors.facts.minUncompressedBytes));
    expect(STATUS_ENTRIES_MIN).toBe(vectors.facts.minEntries);
  });

  it('gives back what encodeStatusList() was given', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(STATUS_ENTRIES_MIN - 1), { maxLength: 50 }), (indexes) => {
        const bits = new Uint8Array(STATUS_ENTRIES_MIN / 8);
        for (const index of indexes) bits[index >> 3] = (bits[index >> 3] as number) | (0x80 >> (index & 7));
        const read = decodeStatusList(encodeStatusList(bits, gzipNode));
        expect(read).toEqual(bits);
        for (const index of indexes) expect(statusValue(read, index)).toBe(1);
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['BAD_STATUS_LIST', 'without its multibase letter', EMPTY.slice(1)],
    ['BAD_STATUS_LIST', 'with fewer entries than hide one', `u${encodeBase64url(gzipSync(new Uint8Array(16_383)))}`],
    ['BAD_MULTIBASE', 'with padding', `${EMPTY}=`],
    ['BAD_GZIP', 'that is not compressed', 'uAAAA'],
    ['TOO_LARGE', 'that is a bomb', `u${encodeBase64url(gzipSync(new Uint8Array(5_000_000)))}`],
  ])('refuses with %s a list %s', (code, _, encoded) => {
    expect(caught(() => decodeStatusList(encoded))).toMatchObject({ code });
  });
});

describe('encodeStatusList()', () => {
  it('makes no list in which an entry would stand out', () => {
    expect(() => encodeStatusList(new Uint8Array(100), gzipNode)).toThrow(RangeError);
  });
});

describe('statusValue()', () => {
  const bits = Uint8Array.of(0b1000_0001, 0b0110_0000);

  it('counts from the most significant bit', () => {
    expect([0, 1, 6, 7, 8, 9].map((index) => statusValue(bits, index))).toEqual([1, 0, 0, 1, 0, 1]);
  });

  it('reads entries of several bits', () => {
    expect([0, 3, 4].map((index) => statusValue(bits, index, 2))).toEqual([2, 1, 1]);
    expect(statusValue(bits, 0, 16)).toBe(0x8160);
  });

  it('refuses an entry beyond the end', () => {
    expect(caught(() => statusValue(bits, 16))).toMatchObject({ code: 'STATUS_INDEX_OUT_OF_RANGE' });
    expect(caught(() => statusValue(bits, 8, 2))).toMatchObject({ code: 'STATUS_INDEX_OUT_OF_RANGE' });
  });
});

describe('statusAt()', () => {
  const suspended = change('suspended', '2026-02-01');
  const restored = change('active', '2026-03-01');
  const revoked = change('revoked', '2026-04-01');

  it.each([
    ['2026-01-31T23:59:59Z', 'active'],
    ['2026-02-01T00:00:00Z', 'suspended'],
    ['2026-03-01T00:00:00Z', 'active'],
    ['2026-04-01T00:00:00Z', 'revoked'],
  ])('at %s says %s', (instant, status) => {
    expect(statusAt([revoked, suspended, restored], instant as Instant).status).toBe(status);
  });

  it('names the change that it rests on', () => {
    expect(statusAt([suspended], AT)).toEqual({ status: 'suspended', change: suspended });
    expect(statusAt([], AT)).toEqual({ status: 'active' });
  });

  it('never undoes a final state', () => {
    for (const status of ['withdrawn', 'revoked', 'replaced'] as const) {
      expect(statusAt([change(status, '2026-02-01'), restored], AT).status).toBe(status);
    }
  });

  it('does not use what became known later', () => {
    const backdated = { ...change('revoked', '2026-01-01'), recordedAt: '2026-05-01T00:00:00Z' as Instant };
    expect(statusAt([backdated], '2026-02-01T00:00:00Z' as Instant).status).toBe('revoked');
    expect(statusAt([backdated], '2026-02-01T00:00:00Z' as Instant, '2026-04-30T00:00:00Z' as Instant).status).toBe(
      'active',
    );
  });

  it('lets a later record correct an earlier one with the same effect, and the graver of two at once stand', () => {
    const corrected = { ...change('active', '2026-02-01'), recordedAt: '2026-02-02T00:00:00Z' as Instant };
    expect(statusAt([corrected, suspended], AT).status).toBe('active');
    const both = [change('suspended', '2026-02-01'), change('active', '2026-02-01')];
    expect(statusAt(both, AT).status).toBe('suspended');
  });

  it('does not see the order of the list', () => {
    const anyChange = fc
      .tuple(
        fc.constantFrom<StatementStatus>('active', 'suspended', 'withdrawn', 'revoked', 'replaced'),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
      )
      .map(([status, from, recorded]) => ({
        ...change(status, `2026-01-0${from}`),
        recordedAt: `2026-02-0${recorded}T00:00:00Z` as Instant,
      }));
    fc.assert(
      fc.property(
        fc
          .array(anyChange, { maxLength: 8 })
          .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(statusAt(shuffled, AT).status).toBe(statusAt(list, AT).status);
        },
      ),
    );
  });

  it('calls final what ISO/IEC 17000 has no way back from', () => {
    expect((['active', 'suspended', 'withdrawn', 'revoked', 'replaced'] as const).map(isFinalStatus)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });
});

describe('deriveStatusList()', () => {
  const places = [
    { index: 7, statement: REPORT },
    { index: 131_071, statement: { ...REPORT, id: 'urn:uuid:2' } },
  ];
  const changes = [
    change('suspended', '2026-02-01'),
    { ...change('withdrawn', '2026-03-01'), statement: places[1]?.statement ?? REPORT },
  ];

  it('sets the entry of each statement whose state the list tells', () => {
    const revocation = deriveStatusList({ purpose: 'revocation', places, changes, at: AT });
    const suspension = deriveStatusList({ purpose: 'suspension', places, changes, at: AT });
    expect([statusValue(revocation, 7), statusValue(revocation, 131_071)]).toEqual([0, 1]);
    expect([statusValue(suspension, 7), statusValue(suspension, 131_071)]).toEqual([1, 0]);
    expect(revocation.reduce((sum, byte) => sum + byte, 0)).toBe(1);
  });

  it('is what statusAt() says, at every moment', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), (month) => {
        const at = `2026-${String(month).padStart(2, '0')}-15T00:00:00Z` as Instant;
        const bits = deriveStatusList({ purpose: 'suspension', places, changes, at });
        expect(statusValue(bits, 7) === 1).toBe(statusAt([changes[0] as StatusChange], at).status === 'suspended');
      }),
    );
  });

  it('refuses a place outside the list', () => {
    for (const index of [-1, 0.5, STATUS_ENTRIES_MIN]) {
      const source = { purpose: 'revocation', places: [{ index, statement: REPORT }], changes: [], at: AT } as const;
      expect(() => deriveStatusList(source)).toThrow(RangeError);
    }
    const longer = {
      purpose: 'revocation',
      places: [{ index: STATUS_ENTRIES_MIN, statement: REPORT }],
      changes: [],
      at: AT,
      entries: 1 << 20,
    } as const;
    expect(deriveStatusList(longer)).toHaveLength(1 << 17);
  });
});

describe('readStatusEntries()', () => {
  it('reads the spelling of W3C: a list, with the index as text', () => {
    const { entries, faults } = readStatusEntries(vectors.examples[0]?.credentialStatus as JsonValue);
    expect(faults).toEqual([]);
    expect(entries).toEqual([
      { purpose: 'revocation', list: 'https://example.com/credentials/status/3', index: 94_567, size: 1 },
      { purpose: 'suspension', list: 'https://example.com/credentials/status/4', index: 23_452, size: 1 },
    ]);
  });

  it('reads the spelling of UNTP: one object, with the index as a number', () => {
    const entry = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'refresh',
      statusListIndex: 94_567,
      statusListCredential: 'https://cab.example/status/4',
    };
    expect(readStatusEntries(entry).entries).toEqual([
      { purpose: 'refresh', list: 'https://cab.example/status/4', index: 94_567, size: 1 },
    ]);
  });

  it('has nothing to read when nothing is there', () => {
    expect(readStatusEntries(undefined)).toEqual({ entries: [], faults: [] });
  });

  const good = {
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: '1',
    statusListCredential: 'https://a.example',
    statusSize: 2,
  };
  it.each([
    ['another type', { ...good, type: 'StatusList2021Entry' }],
    ['no object', 'https://a.example#1'],
    ['an index with a sign', { ...good, statusListIndex: '-1' }],
    ['an index with a zero in front', { ...good, statusListIndex: '01' }],
    ['an index that is no whole number', { ...good, statusListIndex: 1.5 }],
    ['an index beyond reason', { ...good, statusListIndex: 1e21 }],
    ['no index', { ...good, statusListIndex: null }],
    ['no purpose', { ...good, statusPurpose: 1 }],
    ['no list', { ...good, statusListCredential: {} }],
    ['a size that is none', { ...good, statusSize: 0 }],
    ['a size as text', { ...good, statusSize: '2' }],
    ['a size of half a bit', { ...good, statusSize: 1.5 }],
    ['a size too large', { ...good, statusSize: 33 }],
  ])('says what it did not understand: %s', (_, entry) => {
    const { entries, faults } = readStatusEntries([good, entry as JsonValue]);
    expect(entries).toHaveLength(1);
    expect(faults).toHaveLength(1);
  });

  it('reads no more entries than a credential needs', () => {
    expect(readStatusEntries(Array.from({ length: 33 }, () => good))).toMatchObject({
      entries: [],
      faults: [expect.any(String)],
    });
  });
});

describe('readStatusList()', () => {
  const list = vectors.examples[1] as unknown as JsonObject;
  const subject = list.credentialSubject as JsonObject;

  it('reads the list credential of the specification', () => {
    expect(readStatusList(list, { at: AT })).toEqual({
      url: 'https://example.com/credentials/status/3',
      issuer: 'did:example:12345',
      purposes: ['revocation'],
      bits: new Uint8Array(16_384),
      takenAt: AT,
    });
  });

  it('takes the address that it was fetched from before the one that it claims', () => {
    const other = {
      ...list,
      id: null,
      issuer: { id: 'did:example:2' },
      credentialSubject: { ...subject, statusPurpose: ['revocation', 'suspension'] },
    };
    expect(readStatusList(other, { at: AT, url: 'https://a.example/1' })).toMatchObject({
      url: 'https://a.example/1',
      issuer: 'did:example:2',
      purposes: ['revocation', 'suspension'],
    });
  });

  it.each([
    ['BAD_STATUS_LIST', 'another type', { ...list, type: ['VerifiableCredential'] }],
    ['BAD_STATUS_LIST', 'several subjects', { ...list, credentialSubject: [subject, subject] }],
    ['BAD_STATUS_LIST', 'no issuer', { ...list, issuer: {} }],
    ['BAD_STATUS_LIST', 'no address', { ...list, id: 1 }],
    ['BAD_STATUS_LIST', 'no purpose', { ...list, credentialSubject: { ...subject, statusPurpose: [] } }],
    ['BAD_STATUS_LIST', 'no bits', { ...list, credentialSubject: { ...subject, encodedList: 1 } }],
  ])('refuses with %s a list with %s', (code, _, credential) => {
    expect(caught(() => readStatusList(credential as JsonObject, { at: AT }))).toMatchObject({ code });
  });

  it('inflates no more than it is told', () => {
    expect(caught(() => readStatusList(list, { at: AT, bytesMax: 16_383 }))).toMatchObject({ code: 'TOO_LARGE' });
  });
});

function change(status: StatementStatus, day: string): StatusChange {
  const from = `${day}T00:00:00Z` as Instant;
  return { statement: REPORT, status, from, reason: 'for a test', recordedAt: from };
}
