// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readSeries } from '../control-chart/read-series.ts';
import { barsOf, type CapabilityStudy, type StudyAnswer, studyCapability } from './capability.ts';
import { numberTyped } from './number-typed.ts';
import { GAUGE, PINS } from './examples.ts';
import { type GaugeReadings, readGauge, studyGauge } from './gauge.ts';

const vectors = new URL('../../../../libraries/metrology/vectors/gauge_study.json', import.meta.url);
const { aiag } = JSON.parse(readFileSync(vectors, 'utf8'));

const studied = <Study>(answer: StudyAnswer<Study>): Study => {
  if (!('study' in answer)) throw new Error(answer.detail);
  return answer.study;
};
const read = (text: string): GaugeReadings => {
  const found = readGauge(text);
  if ('fault' in found) throw new Error(JSON.stringify(found.fault));
  return found;
};
const capability = (text: string, more: object = { lower: 9.9, upper: 10.1 }): StudyAnswer<CapabilityStudy> => {
  const series = readSeries(text);
  if (series.fault !== undefined) throw new Error(series.fault.code);
  return studyCapability(series.rows, more, 0.95);
};

describe('studyCapability()', () => {
  it('takes C from the deviation within subgroups and P from that of all', () => {
    const { mean, performance, ...study } = studied(capability('1\t3\n5\t7', { lower: 0, upper: 8 }));
    expect([mean, study.count, study.outside]).toEqual([4, 4, 0]);
    expect(study.capability?.deviation).toBeCloseTo(Math.SQRT2, 12);
    expect(study.capability?.degreesOfFreedom).toBe(2);
    expect(study.capability?.indices.Cp?.value).toBeCloseTo(8 / (6 * Math.SQRT2), 12);
    expect(performance.deviation).toBeCloseTo(Math.sqrt(20 / 3), 12);
    expect(performance.indices.Cpk.value).toBeCloseTo(4 / (3 * Math.sqrt(20 / 3)), 12);
  });

  it('tells performance alone of values that stand alone, and counts what is outside', () => {
    const study = studied(capability('1\n2\n3\n9', { upper: 5 }));
    expect(study).not.toHaveProperty('capability');
    expect(study.outside).toBe(1);
    expect(study.performance.indices).not.toHaveProperty('Cp');
  });

  it.each([
    ['one value', '1', { lower: 0 }, 'TOO_FEW_OBSERVATIONS'],
    ['no limit', '1\n2', {}, 'BAD_PARAMETER'],
    ['limits that are crossed', '1\n2', { lower: 2, upper: 1 }, 'BAD_PARAMETER'],
    ['values that do not vary', '1\n1', { lower: 0 }, 'ZERO_SPREAD'],
  ])('refuses %s', (_, text, limits, refusal) => {
    expect(capability(text, limits)).toMatchObject({ refusal });
  });

  it('has an example that can be studied', () => {
    const { capability: within } = studied(capability(PINS));
    expect(within?.indices.Cp?.interval[0]).toBeLessThan(within?.indices.Cp?.value as number);
  });
});

describe('barsOf()', () => {
  it('counts each value once, the greatest too', () => {
    for (const values of [[1, 2, 3, 4, 5], [2, 2, 2], Array.from({ length: 5_000 }, (_, at) => at)]) {
      const bars = barsOf(values);
      expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
      expect(bars.length).toBeLessThanOrEqual(40);
      expect(bars.at(-1)?.to).toBeCloseTo(Math.max(...values), 9);
    }
  });
});

describe('readGauge()', () => {
  const rows = 'P1\tA\t1,5\t1.6\nP1\tB\t1.4\t1.5\nP2\tA\t2\t2.1\nP2\tB\t2.2\t2.0';
  it('reads parts, operators and repeats, in one row or in many, with headings or without', () => {
    const expected = {
      parts: ['P1', 'P2'],
      operators: ['A', 'B'],
      readings: [
        [
          [1.5, 1.6],
          [1.4, 1.5],
        ],
        [
          [2, 2.1],
          [2.2, 2],
        ],
      ],
    };
    expect(read(rows)).toEqual(expected);
    expect(read(`part\toperator\t1\t2\n${rows}`)).toEqual({ ...expected });
    const long = 'P1;A;1,5\nP1;A;1,6\nP1;B;1,4\nP1;B;1,5\nP2;A;2\nP2;A;2,1\nP2;B;2,2\nP2;B;2,0';
    expect(read(`Peça;Operador;Leitura\n${long}`)).toEqual(expected);
  });

  it.each([
    ['P1\tA\t1\tx', { row: 1, column: 'D', given: 'x' }],
    ['P1\t\t1', { row: 1, column: 'B', given: '' }],
    ['\tA\t1', { row: 1, column: 'A', given: '' }],
    ['P1\tA\t1\nP1\tB', { row: 2, column: 'C', given: '' }],
    ['P1,A,"1,5"', { row: 1, column: 'C', given: '1,5' }],
  ])('tells the cell that is no number or no name in %j', (text, fault) => {
    expect(readGauge(text)).toEqual({ fault });
  });
});

describe('studyGauge()', () => {
  const options = { tolerance: undefined, confidence: 0.95 };
  it('says of the published readings what is published', () => {
    const text = (aiag.readings as readonly (readonly (readonly number[])[])[])
      .flatMap((row, part) => row.map((values, operator) => [`P${part}`, `O${operator}`, ...values].join('\t')))
      .join('\n');
    const { anova, ranges, repeatabilityInterval } = studied(studyGauge(read(text), options));
    expect(anova.percentOfTotal).toBeCloseTo(Number(aiag.anova.percentOfTotal), 2);
    expect(ranges.gauge).toBeCloseTo(Number(aiag.ranges.gauge), 3);
    // √(0.03997 · 78/χ²(78)) with χ² of 0.975 and 0.025: 104.316 and 55.466 (tables).
    expect(repeatabilityInterval[0]).toBeCloseTo(Math.sqrt((0.03997 * 78) / 104.316), 4);
    expect(repeatabilityInterval[1]).toBeCloseTo(Math.sqrt((0.03997 * 78) / 55.466), 4);
  });

  it('refuses what is unequal, too few, or all the same', () => {
    const refusal = (text: string) => studyGauge(read(text), options);
    expect(refusal('P1\tA\t1\t2\nP1\tB\t1\nP2\tA\t1\t2\nP2\tB\t1\t2')).toHaveProperty('refusal');
    expect(refusal('P1\tA\t1\t2')).toMatchObject({ refusal: 'TOO_FEW_OBSERVATIONS' });
    expect(refusal('P1\tA\t1\t1\nP1\tB\t1\t1\nP2\tA\t1\t1\nP2\tB\t1\t1')).toMatchObject({ refusal: 'ZERO_SPREAD' });
    expect(studied(studyGauge(read(GAUGE), { ...options, tolerance: 0.2 })).anova.percentOfTolerance).toBeGreaterThan(
      0,
    );
  });
});

describe('numberTyped()', () => {
  it('takes a decimal comma, nothing as nothing, and no text', () => {
    expect([numberTyped(' 9,90 '), numberTyped(''), numberTyped('-1e-3')]).toEqual([9.9, undefined, -0.001]);
    expect([numberTyped('ten'), numberTyped('1 000')]).toEqual([Number.NaN, Number.NaN]);
  });
});
