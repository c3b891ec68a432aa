// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { change, did, type Entries, type Entry, ROOTS, recordOf } from '../testing/traced.ts';
import { askRecord } from '../traceability/gather-trace.ts';
import type { ExaminedReport } from './report.ts';
import { samplingBefore } from './sampling-on-record.ts';

const edition = (lotNumber: string, ...samples: string[]): Entry => ({
  kind: 'SamplingRecord',
  issuer: 'sampler',
  subject: {
    ...{ id: 'urn:test:sampling', sampler: { name: 'sampler', did: did('sampler') }, represents: 'lot' },
    ...{ lot: { food: 'leaf', lotNumber }, plan: { standard: 'GB/T 8302-2013', increments: 5 } },
    ...{ takenAt: '2026-11-08T02:00:00Z', place: 'CN-GD', samples: samples.map((sample) => ({ sample })) },
  },
});
const replaced = (of: string, by: string, { issuer = 'sampler', status = 'replaced' } = {}) =>
  change(of, issuer, { status, replacedBy: `ref:${by}` });

async function before(entries: Entries, label = 'third') {
  const record = recordOf(entries);
  const sample = { sample: 'S-1', samplingRecord: record.reference(label) } as ExaminedReport['sample'];
  const found = await askRecord({ find: record.find, roots: ROOTS }, (around) =>
    samplingBefore({ sample: sample as NonNullable<typeof sample> }, around),
  );
  return found.map(({ lot, samples }) => `${lot} ${samples.join()}`);
}

describe('samplingBefore()', () => {
  const EDITIONS = { first: edition('L-1', 'S-1'), second: edition('L-2', 'S-1', 'S-2'), third: edition('L-3', 'S-1') };
  const CHAIN = { ...EDITIONS, one: replaced('first', 'second'), two: replaced('second', 'third') };

  it('gives what the sampler corrected, through all editions, and nothing of what came after', async () => {
    expect(await before(CHAIN)).toEqual(['L-2 S-1,S-2', 'L-1 S-1']);
    expect(await before(CHAIN, 'second')).toEqual(['L-1 S-1']);
    expect(await before(CHAIN, 'first')).toEqual([]);
  });

  it('takes no word but that of the sampler, about a sampling record that is there, and ends where it goes in a circle', async () => {
    expect(await before({ ...EDITIONS, two: replaced('second', 'third', { issuer: 'rival' }) })).toEqual([]);
    expect(await before({ ...EDITIONS, two: replaced('second', 'third', { status: 'revoked' }) })).toEqual([]);
    expect(await before({ ...EDITIONS, two: change('second', 'sampler', { status: 'replaced' }) })).toEqual([]);
    const { second: _, ...without } = EDITIONS;
    expect(await before({ ...without, two: replaced('second', 'third') })).toEqual([]);
    const other = { ...EDITIONS, paper: change('first', 'sampler'), two: replaced('paper', 'third') };
    expect(await before(other)).toEqual([]);
    expect(await before({ ...CHAIN, round: replaced('third', 'first') })).toEqual([
      'L-2 S-1,S-2',
      'L-1 S-1',
      'L-3 S-1',
    ]);
    const none = { sample: { sample: 'S-1' } } as Parameters<typeof samplingBefore>[0];
    expect(samplingBefore(none, {} as never)).toEqual([]);
  });
});
