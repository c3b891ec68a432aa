// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import { propagateUncertainty } from '../propagation/propagate-uncertainty.ts';
import { runTrials } from '../trials/run-trials.ts';
import { meanAndDeviation } from '../trials/summarise-trials.ts';
import { correlationOf, degreesOfFreedomOf, standardUncertaintyOf, uncertainOutput } from '../uncertain-quantity.ts';
import type { DistributionText } from './input-distribution.ts';
import { type InputText, type MeasurementModelText, parseMeasurementModel } from './measurement-model.ts';

const NORMAL = { kind: 'normal', mean: '1', standardUncertainty: '1' } as const satisfies DistributionText;
const input = (name: string, more: Partial<InputText> = {}): InputText => ({ name, distribution: NORMAL, ...more });

describe('inputs of one identity', () => {
  const text = (expression: string, more: Partial<MeasurementModelText> = {}): MeasurementModelText => ({
    inputs: [input('a', { identity: 'ref' }), input('b', { identity: 'ref' })],
    equations: [{ name: 'z', expression }],
    ...more,
  });
  const everyWay = (given: MeasurementModelText): readonly number[] => {
    const model = parseMeasurementModel(given);
    const { outputs } = runTrials(model, { seed: 1, from: 0, to: 102_400 });
    return [
      propagateUncertainty(model).outputs[0]?.standardUncertainty as number,
      standardUncertaintyOf(uncertainOutput(model, 'z')),
      meanAndDeviation(outputs[0] as Float64Array).standardUncertainty,
    ];
  };

  it('are one quantity: a − b is certain by the law of propagation, by trials and by influences', () => {
    expect(everyWay(text('a - b'))).toEqual([0, 0, 0]);
  });

  it.each<[DistributionText, number]>([
    [NORMAL, 2],
    [{ kind: 'rectangular', lower: '-3', upper: '3' }, 2 * Math.sqrt(3)],
    [{ kind: 'triangular', centre: '5', halfWidth: '1' }, 2 / Math.sqrt(6)],
  ])('count twice in a sum, all three ways (%o)', (distribution, expected) => {
    const inputs = ['a', 'b'].map((name) => input(name, { identity: 'ref', distribution }));
    const [propagated, influences, trials] = everyWay(text('a + b', { inputs }));
    expect(propagated).toBeCloseTo(expected, 12);
    expect(influences).toBeCloseTo(expected, 12);
    // s of 102 400 trials varies by 0.22 % or less.
    expect(Math.abs((trials as number) / expected - 1)).toBeLessThan(0.01);
  });

  it('are one quantity in two units too', () => {
    const inputs = [
      input('a', {
        identity: 'ref',
        unit: 'm',
        distribution: { kind: 'normal', mean: '1.5', standardUncertainty: 0.3 },
      }),
      input('b', {
        identity: 'ref',
        unit: 'mm',
        distribution: { kind: 'normal', mean: 1500, standardUncertainty: 300 },
      }),
    ];
    expect(everyWay(text('a - b', { inputs, equations: [{ name: 'z', expression: 'a - b', unit: 'mm' }] }))).toEqual([
      0, 0, 0,
    ]);
  });

  it('have one line of the budget, one number of degrees of freedom and terms of second order as one', () => {
    const inputs = ['a', 'b'].map((name) => input(name, { identity: 'ref', degreesOfFreedom: 7 }));
    const model = parseMeasurementModel(text('a * b', { inputs }));
    const [output] = propagateUncertainty(model, { order: 2 }).outputs;
    expect(output?.contributions.map(({ input: { name }, sensitivity }) => [name, sensitivity])).toEqual([['a', 2]]);
    expect(output?.effectiveDegreesOfFreedom).toEqual({ known: true, value: 7 });
    expect(degreesOfFreedomOf(uncertainOutput(model, 'z'))).toEqual({ known: true, value: 7 });
    const squared = parseMeasurementModel({ inputs: [input('a')], equations: [{ name: 'z', expression: 'a ^ 2' }] });
    const [expected] = propagateUncertainty(squared, { order: 2 }).outputs;
    expect(output?.standardUncertainty).toBeCloseTo(expected?.standardUncertainty as number, 12);
  });

  it('share what is correlated with any of them', () => {
    const inputs = [...text('a').inputs, input('c', { identity: 'other' })];
    const half = (a: string, b: string) => ({ a, b, coefficient: '0.5' });
    const correlated = text('a - c', { inputs, correlations: [half('b', 'c')] });
    for (const u of everyWay(correlated)) expect(u).toBeCloseTo(1, 1);
    const twice = text('a', { inputs, correlations: [half('a', 'c'), half('b', 'c')] });
    expect(codeOf(() => parseMeasurementModel(twice))).toBe('BAD_CORRELATION');
    expect(codeOf(() => parseMeasurementModel(text('a', { correlations: [half('a', 'b')] })))).toBe('BAD_CORRELATION');
  });

  it.each<[string, Partial<InputText>]>([
    ['another value', { distribution: { ...NORMAL, mean: '1.001' } }],
    ['another uncertainty', { distribution: { ...NORMAL, standardUncertainty: '2' } }],
    ['another distribution', { distribution: { kind: 'constant', value: '1' } }],
    ['other degrees of freedom', { degreesOfFreedom: 5 }],
    ['another unit', { unit: 'mg' }],
  ])('are refused with %s', (_, more) => {
    const inputs = [input('a', { identity: 'ref' }), input('b', { identity: 'ref', ...more })];
    expect(codeOf(() => parseMeasurementModel(text('a', { inputs })))).toBe('BAD_INPUT');
  });

  it.each<DistributionText>([
    { kind: 'gamma', shape: '2', scale: '3' },
    { kind: 'trapezoidal', lower: '0', upper: '3', ratio: '0.5' },
  ])('have a form without a unit (%o)', (distribution) => {
    const inputs = [
      input('a', { identity: 'ref', unit: 'm', distribution }),
      input('b', { identity: 'ref', unit: 'm', distribution: { ...distribution } }),
    ];
    expect(parseMeasurementModel(text('a / b', { inputs })).inputs).toHaveLength(1);
  });

  it.each<string>(['', 'x'.repeat(201), 7 as unknown as string])('need a name that is text (%o)', (identity) => {
    expect(codeOf(() => parseMeasurementModel(text('a', { inputs: [input('a', { identity })] })))).toBe('BAD_INPUT');
  });
});

describe('inputs without an identity', () => {
  const single = (more: Partial<InputText>) =>
    parseMeasurementModel({ inputs: [input('T', more)], equations: [{ name: 'z', expression: 'T' }] });

  it('are tied to nothing of the same name: an output that remembers them is refused', () => {
    expect(codeOf(() => uncertainOutput(single({}), 'z'))).toBe('BAD_UNCERTAIN_QUANTITY');
    const [a, b] = ['budget A: T', 'budget B: T'].map((identity) => uncertainOutput(single({ identity }), 'z'));
    expect(a !== undefined && b !== undefined && correlationOf(a, b)).toBe(0);
  });

  it('may be there where they contribute nothing', () => {
    const model = single({ distribution: { kind: 'constant', value: '4' } });
    expect(uncertainOutput(model, 'z')).toEqual({ estimate: 4, influences: [] });
  });

  it('stay two quantities in one model', () => {
    const model = parseMeasurementModel({
      inputs: [input('a'), input('b')],
      equations: [{ name: 'z', expression: 'a - b' }],
    });
    expect(propagateUncertainty(model).outputs[0]?.standardUncertainty).toBeCloseTo(Math.SQRT2, 12);
  });
});
