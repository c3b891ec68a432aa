// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import { parseTaxonomy } from '@touchstone/requirements';
import type { ScopeLine } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { type AskFood, type ExaminedReport, examineReport, type Surroundings, underIn } from './index.ts';

const named = (id: string, parent?: string) => {
  const names = { en: id, 'zh-Hans': id, 'zh-Hant': id, pt: id };
  return { id, ...(parent === undefined ? {} : { parent }), names, addedBy: 'project' as const };
};
const ASK = underIn(
  parseTaxonomy([named('all'), named('vegetables', 'all'), named('leaf', 'vegetables'), named('tuna', 'all')]),
);
const DAY = parseCalendarDay('2026-11-20');

/** Marks about foods where `sampled` was taken, `tested` reported, and a line for `granted` is in force. */
function codes([sampled, tested, granted]: readonly [string, string, string], isUnder: AskFood | undefined = ASK) {
  const method = { standard: 'GB 5009.12-2023' };
  const result = { outcome: 'not-detected', result: 'R1', substance: 'pb', method, testedOn: DAY };
  const samplingRecord = { id: 'urn:uuid:1', issuer: 'did:web:s.example', digest: 'uEi' };
  const sample = { sample: 'S-1', food: tested, receivedAt: parseInstant('2026-11-19T01:00:00Z'), samplingRecord };
  const report = { reportNumber: 'R-1', sample, results: [result] } as unknown as ExaminedReport;
  const object = { description: granted, foods: ['nuts', granted] };
  const line = { activity: 'testing', line: 'T1', object, property: { substance: 'pb' }, method, from: DAY, to: DAY };
  const around = {
    ...{ offsetMinutes: 480, isUnder, scope: () => [line as unknown as ScopeLine] },
    sampling: { lot: { food: sampled }, samples: [{ sample: 'S-1' }], takenAt: '2026-11-18T01:00:00Z', sampler: {} },
  } as unknown as Surroundings;
  return examineReport(report, around).map(({ code }) => code);
}

describe('foods', () => {
  it('are the same as their group, and others are others', () => {
    expect(codes(['leaf', 'leaf', 'leaf'])).toEqual([]);
    expect(codes(['leaf', 'vegetables', 'vegetables'])).toEqual([]);
    expect(codes(['vegetables', 'leaf', 'vegetables'])).toEqual([]);
    expect(codes(['tuna', 'leaf', 'leaf'])).toEqual(['SAMPLE_OF_OTHER_FOOD']);
  });

  it('in words of somebody’s own are neither held against a report nor taken for granted', () => {
    expect(codes(['leaf', 'leaf of the wolfberry', 'leaf'])).toEqual(['SAMPLE_FOOD_NOT_COMPARED', 'SCOPE_NOT_READ']);
    expect(codes(['leaf of the wolfberry', 'leaf', 'leaf'])).toEqual(['SAMPLE_FOOD_NOT_COMPARED']);
    expect(codes(['leaf', 'tuna', 'tuna'], () => undefined)).toEqual(['SAMPLE_FOOD_NOT_COMPARED']);
  });

  it('of a line are held against a report where the taxonomy knows them all', () => {
    const known = underIn(parseTaxonomy(['nuts', 'leaf', 'tuna'].map((id) => named(id))));
    expect(codes(['tuna', 'tuna', 'leaf'], known)).toEqual(['OUTSIDE_SCOPE_LINES']);
  });
});
