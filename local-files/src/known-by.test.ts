// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { createReader, type EvidenceSource } from '@touchstone/evidence';
import { parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { papersNotKnownBy, sourceKnownBy } from './known-by.ts';

const read = createReader(nodeSuite);
const knownAt = parseInstant('2026-06-01T00:00:00Z');
const texts = [
  { validFrom: '2026-05-31T00:00:00Z' },
  { validFrom: '2026-06-01T00:00:00Z' },
  { validFrom: '2026-06-01T08:00:01+08:00' },
  { validFrom: 'soon' },
  {},
].map((body) => JSON.stringify(body));

describe('papersNotKnownBy()', () => {
  it('gives the papers that are valid from later, and no other', () => {
    const later = papersNotKnownBy(
      texts.map((text, index) => ({ file: String(index), text })),
      { read, knownAt: parseInstant('2026-05-31T23:00:00Z') },
    );
    expect(later.map(({ file }) => file)).toEqual(['1', '2']);
  });
});

describe('sourceKnownBy()', () => {
  it('gives what was there at the instant', async () => {
    const all: EvidenceSource = {
      find: async () => [texts.map((text) => ({ text }))],
      resolve: async (dids) => new Map(dids.map((did) => [did, {}])),
    };
    const source = sourceKnownBy(all, read);
    const [found] = await source.find([{ by: 'identity', key: 'x' }], knownAt);
    expect(found?.map(({ text }) => texts.indexOf(text))).toEqual([0, 1, 3, 4]);
    expect([...(await source.resolve(['did:web:a.example'])).keys()]).toEqual(['did:web:a.example']);
  });
});
