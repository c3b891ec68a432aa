// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Reads } from '../../record-keeping/reads.ts';
import { cases } from './fold.ts';
import { type SearchMeans, whatIsDue } from './search.ts';

const BY = { issuer: 'did:web:laboratory.example', id: 'urn:uuid:019a0000-0000-7000-8000-000000000001', digest: 'u' };
const SOUND = {
  ...{ standard: 'W', owner: '', papers: [BY], from: '2026-01-01', until: '2026-06-01', certificate: BY },
  ...{ reason: 'r', replyBy: '2026-12-01', asFound: [] },
};

/** A record that holds these cases and nothing else. */
function meansOf(rows: readonly object[]): SearchMeans {
  const found = (of: unknown) => ({ selectAll: () => ({ execute: async () => (of === cases ? rows : []) }) });
  const reads = { rows: found, findStatements: async () => [] } as unknown as Reads;
  return { reads, readInUseBy: async () => [], readRecordedUses: async () => [], placesOf: async () => [] };
}

const caseOf = (stream: string, raised: object) => ({
  ...{ stream, owner: BY.issuer, jurisdiction: 'MO', state: 'searching', tally: { shown: false } },
  raised,
});

describe('whatIsDue()', () => {
  it('reports a case that cannot be searched, and searches the others, however many such stand before them', async () => {
    const poisoned = ['a', 'b', 'c', 'd'].map((stream) => caseOf(stream, { ...SOUND, papers: 7 }));
    const due = await whatIsDue(meansOf([...poisoned, caseOf('sound', SOUND)]), '2026-11-22T12:00:00Z');
    expect(due.filter((one) => 'failure' in one)).toHaveLength(4);
    expect(due.filter((one) => 'input' in one)).toMatchObject([{ input: { due: 'searched', stream: 'sound' } }]);
  });

  it('searches a case whose as-found figures cannot be, as one whose shift nobody knows', async () => {
    const mg = (value: string) => ({ value, unit: 'mg' });
    const point = { quantity: 'mass', at: mg('1'), shift: mg('1'), expandedUncertainty: mg('-2'), coverageFactor: '0' };
    const due = await whatIsDue(meansOf([caseOf('old', { ...SOUND, asFound: [point] })]), '2026-11-22T12:00:00Z');
    expect(due).toMatchObject([{ input: { due: 'searched', stream: 'old' } }]);
  });
});
