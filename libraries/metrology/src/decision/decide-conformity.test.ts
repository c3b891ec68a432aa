// SPDX-License-Identifier: Apache-2.0
import { parseDecimal } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/gbt8170.json' with { type: 'json' };
import { describeQuantity, parseQuantity, type Quantity, quantityOfRational } from '../quantity/index.ts';
import {
  type ConformityDecision,
  type DecisionRule,
  decideConformity,
  type MeasuredResult,
  type QuantifiedResult,
  type Tolerance,
} from './index.ts';

const quantity = (text: string): Quantity => {
  const space = text.indexOf(' ');
  return parseQuantity({ value: text.slice(0, space), unit: text.slice(space + 1) });
};
const bound = (text: string, inclusive = true) => ({ value: quantity(text), inclusive });
const atMost = (text: string): Tolerance => ({ upper: bound(text) });
const measured = (value: string, U?: string, k = '2'): QuantifiedResult => ({
  kind: 'quantified',
  value: quantity(value),
  ...(U === undefined ? {} : { expandedUncertainty: { value: quantity(U), coverageFactor: parseDecimal(k) } }),
});
const simple: DecisionRule = { kind: 'simple-acceptance' };
const guard = (
  guards: 'acceptance' | 'rejection' | 'both',
  form?: 'binary' | 'non-binary',
  multiplier = '1',
): DecisionRule => ({
  kind: 'guard-band',
  multiplier: parseDecimal(multiplier),
  guards,
  ...(form === undefined ? {} : { form }),
});
const probable = (threshold: string): DecisionRule => ({
  kind: 'conformance-probability',
  threshold: parseDecimal(threshold),
});
const codes = ({ reasons }: ConformityDecision) => reasons.map(({ code }) => code);
const decide = (result: MeasuredResult, tolerance: Tolerance, rule: DecisionRule = simple) =>
  decideConformity({ result, tolerance, rule });

describe('decideConformity() by simple acceptance', () => {
  it('compares in any unit of the same kind, and says that the uncertainty is missing', () => {
    const decision = decide(measured('0.30 mg/kg'), atMost('300 ug/kg'));
    expect(decision).toMatchObject({ outcome: 'conforms', statement: 'pass' });
    expect(codes(decision)).toEqual(['WITHIN_LIMITS', 'UNCERTAINTY_MISSING']);
    expect(decision).not.toHaveProperty('conformanceProbability');
    expect(describeQuantity(decision.acceptanceLimit?.upper as Quantity)).toBe('300 µg/kg');
  });

  it('counts any excess, however small', () => {
    const decision = decide(measured(`0.3${'0'.repeat(200)}1 mg/kg`, '0.06 mg/kg'), atMost('0.3 mg/kg'));
    expect(decision).toMatchObject({ outcome: 'does-not-conform', statement: 'fail' });
    expect(codes(decision)).toEqual(['ABOVE_UPPER_LIMIT']);
    expect(decision.conformanceProbability).toBeCloseTo(0.5, 12);
  });

  it('shows the risk beside a pass when the uncertainty is stated', () => {
    expect(decide(measured('0.25 mg/kg', '60 ug/kg'), atMost('0.3 mg/kg')).conformanceProbability).toBeCloseTo(
      0.9522096477,
      9,
    );
  });

  it('minds whether the limit itself is included, on both sides', () => {
    const open: Tolerance = { lower: bound('1 mm', false), upper: bound('2 mm', false) };
    const closed: Tolerance = { lower: bound('1 mm'), upper: bound('2 mm') };
    expect(codes(decide(measured('1 mm'), open))).toEqual(['BELOW_LOWER_LIMIT', 'UNCERTAINTY_MISSING']);
    expect(codes(decide(measured('2 mm'), open))).toEqual(['ABOVE_UPPER_LIMIT', 'UNCERTAINTY_MISSING']);
    expect(decide(measured('1 mm'), closed).outcome).toBe('conforms');
    expect(decide(measured('2 mm'), closed).outcome).toBe('conforms');
    expect(decide(measured('2 mm', '0.2 mm'), closed).conformanceProbability).toBeCloseTo(0.5, 9);
  });

  it('knows from a mark on which side of the limit a reported value lies', () => {
    const reported = (reportedMark: '+' | '-') =>
      decide({ ...measured('0.3 mg/kg'), reportedMark }, atMost('0.3 mg/kg'));
    expect(reported('+').outcome).toBe('does-not-conform');
    expect(reported('-').outcome).toBe('conforms');
  });

  it('does not take a stated uncertainty of 0 for one', () => {
    const decision = decide(measured('0.2 mg/kg', '0 mg/kg'), atMost('0.3 mg/kg'));
    expect(codes(decision)).toEqual(['WITHIN_LIMITS', 'UNCERTAINTY_ZERO']);
    expect(decision).not.toHaveProperty('conformanceProbability');
  });

  it('does not convert a relative uncertainty by guessing', () => {
    expect(codes(decide(measured('0.2 mg/kg', '15 %'), atMost('0.3 mg/kg')))).toEqual([
      'WITHIN_LIMITS',
      'UNCERTAINTY_INCOMPARABLE',
    ]);
  });

  it('takes the uncertainty of a temperature as an interval', () => {
    const decision = decide(measured('4.0 °C', '1 K'), atMost('5 °C'), guard('acceptance'));
    expect(describeQuantity(decision.acceptanceLimit?.upper as Quantity)).toBe('4 °C');
    expect(decision.outcome).toBe('conforms');
  });

  it('survives a ratio that no double holds', () => {
    const tiny = `0.${'0'.repeat(900)}1 mg/kg`;
    expect(decide(measured('0.2 mg/kg', tiny), atMost('0.3 mg/kg')).conformanceProbability).toBe(1);
    expect(decide(measured('0.4 mg/kg', tiny), atMost('0.3 mg/kg')).conformanceProbability).toBe(0);
  });
});

describe('decideConformity() with rounding', () => {
  interface Comparison {
    readonly lower?: string;
    readonly upper?: string;
    readonly excluded?: readonly string[];
    readonly digit?: number;
    readonly value: string;
    readonly full: string;
    readonly rounded: string;
  }

  it.each(vectors.comparison.cases as Comparison[])(
    'compares $value with $lower … $upper ($excluded excluded): $full, rounded $rounded',
    (row) => {
      const tolerance = {
        ...(row.lower === undefined ? {} : { lower: bound(`${row.lower} mm`, !row.excluded?.includes('lower')) }),
        ...(row.upper === undefined ? {} : { upper: bound(`${row.upper} mm`, !row.excluded?.includes('upper')) }),
      };
      const question = { result: measured(`${row.value} mm`), tolerance, rule: simple };
      expect(decideConformity({ ...question, rounding: { method: 'full-value' } }).outcome).toBe(row.full);
      const digit = row.digit === undefined ? {} : { digit: row.digit };
      const rounded = decideConformity({ ...question, rounding: { method: 'rounded-value', ...digit } });
      expect(rounded.outcome).toBe(row.rounded);
      expect(codes(rounded)).toContain('ROUNDED_BEFORE_COMPARISON');
    },
  );

  it('rounds in the unit of the limit, and once only', () => {
    const question = { tolerance: atMost('15 mm'), rule: simple, rounding: { method: 'rounded-value' } as const };
    expect(decideConformity({ ...question, result: measured('1.54546 cm') }).outcome).toBe('conforms');
    expect(decideConformity({ ...question, result: measured('1.55 cm') }).outcome).toBe('does-not-conform');
    expect(decideConformity({ ...question, result: { ...measured('1.55 cm'), reportedMark: '-' } }).outcome).toBe(
      'conforms',
    );
  });

  it('is inconclusive where a limit has no last digit and none is named', () => {
    const third = quantityOfRational({ numerator: 1n, denominator: 3n }, quantity('1 mm').unit);
    const question = {
      result: measured('0.33 mm'),
      tolerance: { upper: { value: third, inclusive: true } },
      rule: simple,
    };
    expect(codes(decideConformity({ ...question, rounding: { method: 'rounded-value' } }))).toEqual([
      'ROUNDING_NOT_DEFINED',
    ]);
    expect(decideConformity({ ...question, rounding: { method: 'rounded-value', digit: -2 } }).outcome).toBe(
      'conforms',
    );
  });

  it('is inconclusive with a rule for which rounding is not defined', () => {
    const decision = decideConformity({
      result: measured('0.2 mg/kg', '0.1 mg/kg'),
      tolerance: atMost('0.3 mg/kg'),
      rule: guard('acceptance'),
      rounding: { method: 'rounded-value' },
    });
    expect(decision).toMatchObject({ outcome: 'inconclusive', reasons: [{ code: 'ROUNDING_NOT_DEFINED' }] });
  });
});

describe('decideConformity() by guard band', () => {
  // T = 0.30, U = 0.05: pass to 0.25, conditional to 0.30 and 0.35, fail beyond.
  const at = (value: string, rule: DecisionRule) =>
    decide(measured(`${value} mg/kg`, '0.05 mg/kg'), atMost('0.30 mg/kg'), rule);

  it.each([
    ['0.25', 'pass', 'conforms', 'conforms', 'conforms'],
    ['0.26', 'conditional-pass', 'inconclusive', 'conforms', 'inconclusive'],
    ['0.30', 'conditional-pass', 'inconclusive', 'conforms', 'inconclusive'],
    ['0.31', 'conditional-fail', 'does-not-conform', 'inconclusive', 'inconclusive'],
    ['0.35', 'conditional-fail', 'does-not-conform', 'inconclusive', 'inconclusive'],
    ['0.36', 'fail', 'does-not-conform', 'does-not-conform', 'does-not-conform'],
  ])('says %s is a %s', (value, statement, acceptance, rejection, both) => {
    expect(at(value, guard('acceptance'))).toMatchObject({ statement, outcome: acceptance });
    expect(at(value, guard('rejection'))).toMatchObject({ statement, outcome: rejection });
    expect(at(value, guard('both'))).toMatchObject({ statement, outcome: both });
  });

  it('decides inside the band in its binary forms', () => {
    // ILAC-G8:09/2019, 4.2.2: a binary statement is pass or fail.
    const fails = { outcome: 'does-not-conform', statement: 'fail' };
    const passes = { outcome: 'conforms', statement: 'pass' };
    expect(at('0.26', guard('acceptance', 'binary'))).toMatchObject(fails);
    expect(at('0.31', guard('acceptance', 'binary'))).toMatchObject(fails);
    expect(at('0.26', guard('rejection', 'binary'))).toMatchObject(passes);
    expect(at('0.31', guard('rejection', 'binary'))).toMatchObject(passes);
    expect(codes(at('0.26', guard('acceptance', 'binary')))).toEqual(['IN_GUARD_BAND']);
    expect(at('0.26', guard('acceptance', 'non-binary')).outcome).toBe('inconclusive');
  });

  it('gives its reasons and the limit for the measured value', () => {
    expect(codes(at('0.25', guard('acceptance')))).toEqual(['WITHIN_LIMITS']);
    expect(codes(at('0.26', guard('acceptance')))).toEqual(['IN_GUARD_BAND']);
    expect(codes(at('0.31', guard('acceptance')))).toEqual(['ABOVE_UPPER_LIMIT', 'IN_GUARD_BAND']);
    expect(codes(at('0.36', guard('acceptance')))).toEqual(['ABOVE_UPPER_LIMIT']);
    const limit = (rule: DecisionRule) => describeQuantity(at('0.2', rule).acceptanceLimit?.upper as Quantity);
    expect(limit(guard('acceptance'))).toBe('0.25 mg/kg');
    expect(limit(guard('both', undefined, '0.5'))).toBe('0.275 mg/kg');
    expect(limit(guard('rejection'))).toBe('0.35 mg/kg');
  });

  it('narrows a tolerance on both sides, and says when nothing is left', () => {
    const tolerance = { lower: bound('9 mm'), upper: bound('11 mm') };
    const narrow = decide(measured('10 mm', '400 um'), tolerance, guard('acceptance'));
    expect(narrow).toMatchObject({ outcome: 'conforms', statement: 'pass' });
    expect(Object.values(narrow.acceptanceLimit ?? {}).map(describeQuantity)).toEqual(['9.400 mm', '10.600 mm']);
    const none = decide(measured('10 mm', '1.2 mm'), tolerance, guard('acceptance'));
    expect(none).toMatchObject({ outcome: 'inconclusive', statement: 'conditional-pass' });
    expect(codes(none)).toEqual(['IN_GUARD_BAND', 'GUARD_BANDS_OVERLAP']);
  });

  it('never takes a missing uncertainty for zero', () => {
    for (const rule of [guard('acceptance'), guard('rejection', 'binary'), probable('0.95')]) {
      const decision = decide(measured('0.01 mg/kg'), atMost('0.30 mg/kg'), rule);
      expect(decision.outcome).toBe('inconclusive');
      expect(codes(decision)).toEqual(['UNCERTAINTY_MISSING']);
      expect(decision).not.toHaveProperty('statement');
    }
  });
});

describe('decideConformity() by conformance probability', () => {
  const at = (value: string, tolerance: Tolerance = atMost('0.30 mg/kg'), U = '0.06 mg/kg') =>
    decide(measured(`${value} mg/kg`, U), tolerance, probable('0.95'));

  it.each([
    ['0.25', 'pass', 'conforms', ['PROBABILITY_REACHED']],
    ['0.26', 'conditional-pass', 'inconclusive', ['PROBABILITY_NOT_REACHED']],
    ['0.34', 'conditional-fail', 'inconclusive', ['PROBABILITY_NOT_REACHED', 'ABOVE_UPPER_LIMIT']],
    ['0.35', 'fail', 'does-not-conform', ['ABOVE_UPPER_LIMIT', 'PROBABILITY_NOT_REACHED']],
  ])('decides %s as %s', (value, statement, outcome, reasons) => {
    const decision = at(value);
    expect(decision).toMatchObject({ statement, outcome });
    expect(codes(decision)).toEqual(reasons);
  });

  it('does not hold a large uncertainty against a permitted value', () => {
    const decision = at('1', { lower: bound('0.99 mg/kg'), upper: bound('1.01 mg/kg') }, '100 mg/kg');
    expect(decision.conformanceProbability).toBeLessThan(0.05);
    expect(decision).toMatchObject({ outcome: 'inconclusive', statement: 'conditional-pass' });
  });

  it('takes the coverage factor that was used', () => {
    const p = (k: string) =>
      decide(measured('0.25 mg/kg', '0.06 mg/kg', k), atMost('0.3 mg/kg')).conformanceProbability;
    expect(p('3')).toBeCloseTo(0.9937903347, 9);
    expect(p('1')).toBeCloseTo(0.797671619, 9);
  });
});

describe('decideConformity() on a result without a number', () => {
  const below = (loq: string, lod?: string): MeasuredResult => ({
    kind: 'below-loq',
    loq: quantity(loq),
    ...(lod === undefined ? {} : { lod: quantity(lod) }),
  });
  const absent = (lod: string, loq?: string): MeasuredResult => ({
    kind: 'not-detected',
    lod: quantity(lod),
    ...(loq === undefined ? {} : { loq: quantity(loq) }),
  });

  it.each([
    [below('0.01 mg/kg'), 'conforms', 'BOUNDED_BY_OWN_LOQ'],
    [below('10 ug/kg', '3 ug/kg'), 'conforms', 'BOUNDED_BY_OWN_LOQ'],
    [below('0.02 mg/kg'), 'inconclusive', 'LOQ_ABOVE_LIMIT'],
    [below('0.02 mg/kg', '0.005 mg/kg'), 'inconclusive', 'LOQ_ABOVE_LIMIT'],
    [absent('0.01 mg/kg'), 'conforms', 'BOUNDED_BY_OWN_LOQ'],
    [absent('0.005 mg/kg', '0.02 mg/kg'), 'conforms', 'BOUNDED_BY_OWN_LOQ'],
    [absent('0.011 mg/kg'), 'inconclusive', 'LOQ_ABOVE_LIMIT'],
    [absent('0.001 mg/L'), 'inconclusive', 'UNIT_INCOMPARABLE'],
  ])('bounds %o by its own limit against 0.010 mg/kg: %s', (result, outcome, code) => {
    for (const rule of [simple, guard('acceptance'), probable('0.95')]) {
      const decision = decide(result, atMost('0.010 mg/kg'), rule);
      expect(decision.outcome).toBe(outcome);
      expect(codes(decision)).toEqual([code]);
    }
  });

  it.each([
    ['1 mg/kg', true, 'does-not-conform', ['BELOW_LOWER_LIMIT']],
    ['0.5 mg/kg', true, 'inconclusive', ['LOQ_ABOVE_LIMIT']],
    ['0 mg/kg', false, 'inconclusive', ['LOQ_ABOVE_LIMIT']],
    ['0 mg/kg', true, 'conforms', ['BOUNDED_BY_OWN_LOQ']],
    ['-1 mg/kg', false, 'conforms', ['BOUNDED_BY_OWN_LOQ']],
  ])('minds a lower limit of %s (included: %s): %s', (lower, inclusive, outcome, reasons) => {
    const decision = decide(below('1 mg/kg'), { lower: bound(lower, inclusive) });
    expect(decision.outcome).toBe(outcome);
    expect(codes(decision)).toEqual(reasons);
  });

  it('says everything that is open', () => {
    expect(codes(decide(below('9 mg/kg'), { lower: bound('1 mg/kg'), upper: bound('2 mg/kg') }))).toEqual([
      'LOQ_ABOVE_LIMIT',
      'LOQ_ABOVE_LIMIT',
    ]);
  });
});

describe('decideConformity() with units that do not compare', () => {
  it.each([
    ['0.1 mL/L', '0.3 mg/kg', 'quotient-kind'],
    ['33 Bq/L', '100 Bq/kg', 'dimension'],
    ['3 CFU/g', '3 MPN/g', 'unit-kind'],
    ['278 K', '5 °C', 'temperature-scale'],
  ])('does not guess from %s against %s', (value, limit, reason) => {
    const decision = decide(measured(value), atMost(limit));
    expect(decision).toMatchObject({ outcome: 'inconclusive', reasons: [{ code: 'UNIT_INCOMPARABLE' }] });
    expect(decision.reasons[0]?.detail).toContain(reason);
  });
});

describe('decideConformity() refuses', () => {
  const good = { result: measured('1 mm', '0.1 mm'), tolerance: atMost('2 mm'), rule: simple };
  const withU = (U: string, k: string, p?: string): QuantifiedResult => ({
    ...measured('1 mm'),
    expandedUncertainty: {
      value: quantity(U),
      coverageFactor: parseDecimal(k),
      ...(p === undefined ? {} : { coverageProbability: parseDecimal(p) }),
    },
  });

  it('nothing in a proper question', () => {
    expect(decideConformity({ ...good, result: withU('0.1 mm', '2', '0.95') }).outcome).toBe('conforms');
    const both = { kind: 'not-detected', lod: quantity('1 um'), loq: quantity('0.001 mm') } as const;
    expect(decideConformity({ ...good, result: both }).outcome).toBe('conforms');
  });

  it.each([
    ['a negative U', withU('-0.1 mm', '2'), 'BAD_UNCERTAINTY'],
    ['k = 0', withU('0.1 mm', '0'), 'BAD_UNCERTAINTY'],
    ['k < 0', withU('0.1 mm', '-2'), 'BAD_UNCERTAINTY'],
    ['a coverage probability of 0', withU('0.1 mm', '2', '0'), 'BAD_UNCERTAINTY'],
    ['a coverage probability of 1', withU('0.1 mm', '2', '1'), 'BAD_UNCERTAINTY'],
    ['an LOQ of 0', { kind: 'below-loq', loq: quantity('0 mm') }, 'BAD_RESULT'],
    ['a negative LOD', { kind: 'not-detected', lod: quantity('-1 mm') }, 'BAD_RESULT'],
    ['an LOD above the LOQ', { kind: 'not-detected', lod: quantity('2 mm'), loq: quantity('1 mm') }, 'BAD_RESULT'],
    [
      'an LOD of another kind than the LOQ',
      { kind: 'below-loq', lod: quantity('1 mg'), loq: quantity('1 mm') },
      'BAD_RESULT',
    ],
  ] as const)('%s', (_, result, code) => {
    expect(() => decideConformity({ ...good, result })).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['no limit at all', {}],
    ['limits of two kinds', { lower: bound('1 mg'), upper: bound('2 mm') }],
    ['a lower limit above the upper', { lower: bound('3 mm'), upper: bound('2 mm') }],
    ['equal limits of which one is excluded', { lower: bound('2 mm', false), upper: bound('2 mm') }],
    ['equal limits of which the other is excluded', { lower: bound('2 mm'), upper: bound('2 mm', false) }],
  ])('%s', (_, tolerance) => {
    expect(() => decideConformity({ ...good, tolerance })).toThrow(expect.objectContaining({ code: 'BAD_TOLERANCE' }));
  });

  it('no single permitted value', () => {
    expect(decide(measured('2 mm'), { lower: bound('2 mm'), upper: bound('0.2 cm') }).outcome).toBe('conforms');
  });

  it('a rule that is none', () => {
    expect(() => decide(measured('1 mm'), atMost('2 mm'), probable('1'))).toThrow(
      expect.objectContaining({ code: 'BAD_RULE' }),
    );
  });
});
