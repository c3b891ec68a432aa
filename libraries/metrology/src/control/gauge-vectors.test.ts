// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import conformity from '../../vectors/conformity.json' with { type: 'json' };
import vectors from '../../vectors/gauge_study.json' with { type: 'json' };
import { MetrologyError } from '../metrology-error.ts';
import { capabilityIndices, gaugeStudy, gaugeStudyByRanges } from './index.ts';

const { aiag, capability } = vectors;
const as = (value: number, printed: string) => value.toFixed(printed.split('.')[1]?.length ?? 0);
const code = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof MetrologyError ? error.code : String(error);
  }
  return 'nothing';
};

describe('gaugeStudy()', () => {
  it(`reproduces ${aiag.source.slice(0, 40)}`, () => {
    const found = gaugeStudy(aiag.readings);
    const { sumOfSquares, meanSquare, variance } = aiag.anova;
    for (const line of ['parts', 'operators', 'interaction', 'equipment'] as const) {
      expect(as(found[line].sumOfSquares, sumOfSquares[line])).toBe(sumOfSquares[line]);
      expect(as(found[line].meanSquare, meanSquare[line])).toBe(meanSquare[line]);
    }
    for (const part of ['gauge', 'repeatability', 'reproducibility', 'partToPart'] as const) {
      expect(as(found[part] ** 2, variance[part])).toBe(variance[part]);
    }
    expect(as(found.interactionP ?? 0, aiag.anova.interactionP)).toBe(aiag.anova.interactionP);
    expect(found.pooled).toBe(true);
    expect(as(found.percentOfTotal, aiag.anova.percentOfTotal)).toBe(aiag.anova.percentOfTotal);
    expect(found.distinctCategories).toBe(aiag.anova.distinctCategories);
  });
});

describe('gaugeStudyByRanges()', () => {
  it('reproduces the form of AIAG, up to what the form rounds on its way', () => {
    const found = gaugeStudyByRanges(aiag.readings, { tolerance: 6 });
    const { distinctCategories, ...printed } = aiag.ranges;
    for (const [name, value] of Object.entries(printed)) {
      const got = found[name as keyof typeof printed];
      expect(Math.abs(got / Number(value) - 1), name).toBeLessThan(3e-4);
    }
    expect(found.distinctCategories).toBe(distinctCategories);
    expect(found.percentOfTolerance).toBeCloseTo(100 * found.gauge, 10);
    // 2.574 · 0.3417; B's readings of parts 4 (1.02) and none else lie beyond.
    expect(found.rangeLimit).toBeCloseTo(0.8795, 3);
    expect(found.beyond).toEqual([[3, 1]]);
  });

  it('gives no reproducibility where repeatability explains it, and agrees with the analysis of variance on average', () => {
    const noisy = [
      [
        [0, 2],
        [2, 0],
      ],
      [
        [1, 3],
        [3, 1],
      ],
    ];
    expect(gaugeStudyByRanges(noisy)).toMatchObject({ reproducibility: 0, beyond: [] });
    expect(gaugeStudyByRanges(noisy)).not.toHaveProperty('percentOfTolerance');
    expect(
      gaugeStudyByRanges([
        [
          [1, 1],
          [1, 1],
        ],
        [
          [2, 2],
          [2, 2],
        ],
      ]).distinctCategories,
    ).toBe(Number.POSITIVE_INFINITY);
  });

  it('does not depend on the origin, and grows with the unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 }), (shift, factor) => {
        const moved = aiag.readings.map((row) => row.map((cell) => cell.map((value) => factor * value + shift)));
        const [found, base] = [gaugeStudyByRanges(moved), gaugeStudyByRanges(aiag.readings)];
        expect(found.gauge / base.gauge / factor).toBeCloseTo(1, 9);
        expect(found.percentOfTotal).toBeCloseTo(base.percentOfTotal, 7);
      }),
    );
  });

  it('refuses what cannot be compared', () => {
    const flat = [
      [
        [1, 1],
        [1, 1],
      ],
      [
        [1, 1],
        [1, 1],
      ],
    ];
    expect(code(() => gaugeStudyByRanges(flat))).toBe('ZERO_SPREAD');
    expect(code(() => gaugeStudyByRanges(aiag.readings, { tolerance: -1 }))).toBe('BAD_UNCERTAINTY');
    expect(code(() => gaugeStudyByRanges([[[1, 2]]]))).toBe('TOO_FEW_OBSERVATIONS');
  });
});

describe('capabilityIndices()', () => {
  it(`reproduces ${capability.source.slice(0, 60)}`, () => {
    const { mean, standardDeviation, lower, upper } = capability;
    const found = capabilityIndices({ mean, standardDeviation, degreesOfFreedom: 29, count: 30 }, { lower, upper });
    expect(as(found.Cp?.value ?? 0, capability.Cp)).toBe(capability.Cp);
    expect(as(found.Cpk.value, capability.Cpk)).toBe(capability.Cpk);
    expect(as(found.CpUpper ?? 0, capability.CpUpper)).toBe(capability.CpUpper);
    expect(as(found.CpLower ?? 0, capability.CpLower)).toBe(capability.CpLower);
  });

  it('has the C_pk that stands beside a specific risk', () => {
    const { inputs, expected } = conformity.cases.find(({ id }) => id === 'specific-risk-10.5') as unknown as {
      readonly inputs: { readonly mean: number; readonly sd: number };
      readonly expected: { readonly Cpk: number };
    };
    const process = { mean: inputs.mean, standardDeviation: inputs.sd, degreesOfFreedom: 9, count: 10 };
    expect(capabilityIndices(process, { lower: 9, upper: 11 }).Cpk.value).toBeCloseTo(expected.Cpk, 10);
  });
});
