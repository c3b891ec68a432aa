// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { conformityMarks } from './conformity.ts';
import { custodyMarks } from './custody.ts';
import type { ExaminedReport } from './report.ts';

const mg = (value: string) => ({ value, unit: 'mg/kg' });
const LIMIT = { ...mg('0.20'), inclusive: true };
const SIMPLE = { kind: 'simple-acceptance' };
const GUARDED = { kind: 'guard-band', multiplier: '1' };

function codes(value: string, stated: object, uncertainty?: object): readonly string[] {
  const result = {
    ...{ outcome: 'quantified', result: 'R1', substance: 'pb', quantity: mg(value), basis: 'as sold' },
    ...{ method: { standard: 'GB 5009.12-2023' }, testedOn: '2026-11-20', expandedUncertainty: uncertainty },
    conformity: [{ specification: 'GB 2762-2022', upper: LIMIT, decisionRule: SIMPLE, outcome: 'conforms', ...stated }],
  };
  return conformityMarks({ reportNumber: 'N', results: [result] } as unknown as ExaminedReport).map(({ code }) => code);
}
const u = { ...mg('0.01'), coverageFactor: '2' };

describe('conformityMarks()', () => {
  it('lets through what its own value, limits and rule give', () => {
    expect(codes('0.12', {})).toEqual([]);
    expect(codes('0.20', {})).toEqual([]);
    expect(codes('0.5', { outcome: 'does-not-conform' })).toEqual([]);
    expect(codes('0.1211', { decisionRule: GUARDED }, u)).toEqual([]);
  });

  it('is red where the contrary is said', () => {
    expect(codes('0.5', {})).toEqual(['CONFORMITY_CONTRADICTED']);
    expect(codes('0.1211', { outcome: 'does-not-conform' })).toEqual(['CONFORMITY_CONTRADICTED']);
    expect(codes('0.20', { upper: { ...LIMIT, inclusive: false } })).toEqual(['CONFORMITY_CONTRADICTED']);
  });

  it('is amber where it does not follow: no uncertainty for a guard band, another quantity, more said than is known', () => {
    expect(codes('0.12', { decisionRule: GUARDED })).toEqual(['CONFORMITY_NOT_DECIDED']);
    expect(codes('0.12', { upper: { ...LIMIT, unit: 's' } })).toEqual(['CONFORMITY_NOT_DECIDED']);
    expect(codes('0.12', { outcome: 'inconclusive' })).toEqual(['CONFORMITY_NOT_DECIDED']);
  });
});

describe('custodyMarks()', () => {
  it('asks for a word about a sample that is said to have come unsuitable', () => {
    const sample = {
      sample: 'S1',
      food: 'wolfberry-leaf',
      receivedAt: '2026-11-19T01:00:00Z',
      suitability: 'unsuitable',
    };
    const of = (more: object) =>
      custodyMarks(
        { reportNumber: 'N', results: [], sample: { ...sample, ...more } } as unknown as ExaminedReport,
        {} as never,
      );
    expect(of({}).map(({ code }) => code)).toEqual(['SAMPLE_NOT_TRACED', 'SAMPLE_NOT_SUITABLE']);
    expect(of({ suitability: 'deviating' }).map(({ code }) => code)).toEqual(['SAMPLE_NOT_TRACED']);
  });
});
