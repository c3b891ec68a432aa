// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeOf } from '../testing/code-of.ts';
import {
  combineUncertain,
  correlationOf,
  covarianceOf,
  coverageFactor,
  degreesOfFreedomOf,
  expandUncertainty,
  type InputText,
  parseMeasurementModel,
  parseUncertainQuantity,
  propagateUncertainty,
  reportResult,
  standardUncertaintyOf,
  type UncertainQuantity,
  uncertainOutput,
  welchSatterthwaite,
} from './index.ts';

const input = (name: string, mean: number, standardUncertainty: number, more: Partial<InputText> = {}): InputText => ({
  name,
  distribution: { kind: 'normal', mean, standardUncertainty },
  ...more,
});
const output = (expression: string, inputs: readonly InputText[], r?: number, order?: 1 | 2) =>
  propagateUncertainty(
    parseMeasurementModel({
      inputs,
      equations: [{ name: 'y', expression }],
      ...(r === undefined ? {} : { correlations: [{ a: 'a', b: 'b', coefficient: r }] }),
    }),
    order === undefined ? {} : { order },
  ).outputs[0] as NonNullable<ReturnType<typeof propagateUncertainty>['outputs'][0]>;

describe('propagateUncertainty()', () => {
  it('scales with its inputs', () => {
    const number = fc.double({ min: 0.1, max: 10, noNaN: true });
    fc.assert(
      fc.property(number, number, number, (a, b, scale) => {
        const once = output('a * b + sin(a)', [input('a', a, 0.1), input('b', b, 0.2)]);
        const more = output('a * b + sin(a)', [input('a', a, 0.1 * scale), input('b', b, 0.2 * scale)]);
        expect(more.standardUncertainty / once.standardUncertainty).toBeCloseTo(scale, 10);
      }),
    );
  });

  it('adds contributions that are fully correlated, and lets their differences vanish', () => {
    const both = [input('a', 1, 0.3), input('b', 2, 0.4)];
    expect(output('a + b', both, 1).standardUncertainty).toBeCloseTo(0.7, 14);
    expect(output('4 * a - 3 * b', both, 1).standardUncertainty).toBeCloseTo(0, 7);
    expect(output('a + b', both).standardUncertainty).toBeCloseTo(0.5, 14);
  });

  it('adds the terms of second order of a square exactly', () => {
    // Var(a²) = 4 μ² u² + 2 u⁴ for a normal a.
    expect(output('a^2', [input('a', 3, 0.5)], undefined, 2).standardUncertainty ** 2).toBeCloseTo(
      36 * 0.25 + 2 * 0.0625,
      12,
    );
    // Var(ab) = u² b² + v² a² + u² v².
    expect(
      output('a * b', [input('a', 0, 0.5), input('b', 0, 2), input('c', 1, 0)], undefined, 2).standardUncertainty,
    ).toBeCloseTo(1, 12);
  });

  it('converts units and keeps sensitivities in them', () => {
    const model = parseMeasurementModel({
      inputs: [input('V', 5, 0.01, { unit: 'V' }), input('I', 20, 0.02, { unit: 'mA' })],
      equations: [{ name: 'R', expression: 'V / I', unit: 'kΩ' }],
    });
    const resistance = propagateUncertainty(model).outputs[0];
    expect(resistance?.estimate).toBeCloseTo(0.25, 14);
    // kΩ/V and kΩ/mA.
    expect(resistance?.contributions.map(({ sensitivity }) => sensitivity)).toEqual([
      expect.closeTo(0.05, 14),
      expect.closeTo(-0.0125, 14),
    ]);
  });

  it.each<[string, string, () => unknown]>([
    ['a logarithm of a negative number', 'MODEL_UNDEFINED', () => output('ln(a)', [input('a', -1, 0.1)])],
    ['a root at 0', 'MODEL_UNDEFINED', () => output('sqrt(a)', [input('a', 0, 0.1)])],
    [
      'second order with correlation',
      'CORRELATED_INPUTS',
      () => output('a * b', [input('a', 1, 1), input('b', 1, 1)], 0.5, 2),
    ],
    [
      'second order that leaves a negative variance',
      'MODEL_UNDEFINED',
      () => output('a - a^3', [input('a', 0, 1)], undefined, 2),
    ],
  ])('refuses %s', (_, code, call) => {
    expect(codeOf(call)).toBe(code);
  });

  it.each([
    ['sqrt(a^2 + b^2)', 0],
    ['(a*a + b*b)^(1/2)', 0],
    ['sqrt(a^2) + b', 1],
    ['(a*a)^0.5 + b', 1],
    ['acos(1 - a*a) + b', 1],
    ['b * sqrt((a - 0)^2)', 1],
  ])('refuses a modulus at 0, which has no slope there, however it is written: %s', (expression, b) => {
    for (const order of [1, 2] as const) {
      const call = () => output(expression, [input('a', 0, 0.1), input('b', b, 0.1)], undefined, order);
      expect(codeOf(call)).toBe('MODEL_UNDEFINED');
    }
  });

  it('knows an uncertainty whose square is beyond a double, one that cancels, and refuses one that is itself beyond', () => {
    expect(output('1e-170 * a', [input('a', 2, 0.1)]).standardUncertainty / 1e-171).toBeCloseTo(1, 14);
    expect(output('1e170 * (a - b)', [input('a', 2, 3), input('b', 2, 4)]).standardUncertainty / 5e170).toBeCloseTo(
      1,
      14,
    );
    expect(codeOf(() => output('1e300 * a * 1e8', [input('a', 0.1, 100)]))).toBe('MODEL_UNDEFINED');
    expect(output('a - b', [input('a', 1, 0.1), input('b', 1, 0.1)], 1).standardUncertainty).toBe(0);
    expect(output('0 * a', [input('a', 1, 0.1)]).standardUncertainty).toBe(0);
  });

  it('refuses terms of second order that are infinite behind a slope of 0', () => {
    expect(output('a^1.5 + b', [input('a', 0, 0.1), input('b', 1, 0.2)]).standardUncertainty).toBeCloseTo(0.2, 15);
    expect(codeOf(() => output('a^1.5 + b', [input('a', 0, 0.1), input('b', 1, 0.2)], undefined, 2))).toBe(
      'MODEL_UNDEFINED',
    );
  });

  it('takes constants for what they are', () => {
    // The slope at 0 is infinite, but nothing is passed on.
    const root = output('sqrt(a) + b', [input('a', 0, 0), input('b', 1, 0.2)]);
    expect(root.standardUncertainty).toBeCloseTo(0.2, 15);
    const nothing = output('a', [input('a', 1, 0)]);
    expect([nothing.standardUncertainty, nothing.contributions[0]?.share]).toEqual([0, 0]);
  });
});

describe('expandUncertainty()', () => {
  it('takes a stated k where degrees of freedom are unknown, and refuses to find one', () => {
    const correlated = output('a + b', [input('a', 1, 1, { degreesOfFreedom: 5 }), input('b', 1, 1)], 0.5);
    expect(expandUncertainty(correlated, { coverageFactor: 2 }).expandedUncertainty).toBeCloseTo(2 * Math.sqrt(3), 12);
    expect(codeOf(() => expandUncertainty(correlated, { coverageProbability: 0.95 }))).toBe('CORRELATED_INPUTS');
    expect(codeOf(() => expandUncertainty(correlated, { coverageFactor: 0 }))).toBe('BAD_INPUT');
    expect(codeOf(() => coverageFactor(1, 5))).toBe('BAD_INPUT');
  });

  it('finds degrees of freedom where only inputs without end to theirs are correlated', () => {
    const sound = output(
      'a + b + c',
      [input('a', 1, 1), input('b', 1, 1), input('c', 1, 1, { degreesOfFreedom: 4 })],
      0.5,
    );
    expect(sound.effectiveDegreesOfFreedom).toEqual({ known: true, value: expect.closeTo(64, 9) });
    const unaffected = output(
      'b + c',
      [input('a', 1, 1, { degreesOfFreedom: 4 }), input('b', 1, 1), input('c', 1, 1)],
      0.5,
    );
    expect(expandUncertainty(unaffected, { coverageProbability: 0.95 }).coverageFactor).toBeCloseTo(1.959964, 6);
  });

  it('finds infinite degrees of freedom and U = 0 where correlated inputs take each other away', () => {
    const nothing = output('a - b', [input('a', 1, 0.1), input('b', 1, 0.1)], 1);
    expect(nothing.standardUncertainty).toBe(0);
    expect(nothing.effectiveDegreesOfFreedom).toEqual({ known: true, value: Number.POSITIVE_INFINITY });
    expect(expandUncertainty(nothing, { coverageProbability: 0.95 }).expandedUncertainty).toBe(0);
    const rest = output(
      'a - b + c',
      [input('a', 1, 0.1), input('b', 1, 0.1), input('c', 1, 0.2, { degreesOfFreedom: 4 })],
      1,
    );
    expect(rest.effectiveDegreesOfFreedom).toEqual({ known: true, value: expect.closeTo(4, 9) });
  });

  it.each([1e-170, 1, 1e160])('finds the same degrees of freedom at any size: %d', (u) => {
    const inputs = [input('a', 1, u, { degreesOfFreedom: 4 }), input('b', 1, u)];
    expect(output('a + b', inputs).effectiveDegreesOfFreedom).toEqual({ known: true, value: expect.closeTo(16, 9) });
    const part = { standardUncertainty: u, degreesOfFreedom: 4 };
    expect(welchSatterthwaite([part, part])).toBeCloseTo(8, 9);
  });

  it('does not truncate below 1, nor a whole number that rounding made smaller', () => {
    const of = (value: number) =>
      expandUncertainty(
        { standardUncertainty: 1, effectiveDegreesOfFreedom: { known: true, value } },
        { coverageProbability: 0.9 },
      ).degreesOfFreedom;
    expect([of(0.7), of(1.9), of(39.99999999999999)]).toEqual([0.7, 1, 40]);
    expect(codeOf(() => welchSatterthwaite([{ standardUncertainty: -1, degreesOfFreedom: 3 }]))).toBe('BAD_INPUT');
    expect(
      welchSatterthwaite([
        { standardUncertainty: 0, degreesOfFreedom: 3 },
        { standardUncertainty: 2, degreesOfFreedom: 7 },
      ]),
    ).toBeCloseTo(7, 12);
  });
});

describe('reportResult()', () => {
  it.each<[number, number, Parameters<typeof reportResult>[2], string, string]>([
    [50000838.0, 31.66, {}, '50000838', '32'],
    [10.05762, 0.02734, {}, '10.058', '0.027'],
    [10.05762, 0.02734, { significantDigits: 1 }, '10.06', '0.03'],
    [10.05762, 0.02734, { rounding: 'up' }, '10.058', '0.028'],
    [10.05762, 0.027, { rounding: 'up' }, '10.058', '0.027'],
    [1234567, 1234, {}, '1234600', '1200'],
    [1234567, 1200, { rounding: 'up' }, '1234600', '1200'],
    [1234567, 1201, { rounding: 'up' }, '1234600', '1300'],
    [2.345, 0.0996, {}, '2.34', '0.10'],
    [2.345, 0.0991, { rounding: 'up' }, '2.34', '0.10'],
    [-0.1712038, 0.0028776, {}, '-0.1712', '0.0029'],
    [5, 0, {}, '5', '0'],
    [1e-9, 2.5e-11, {}, '0.000000001000', '0.000000000025'],
  ])('prints %s with u = %s', (estimate, u, rule, value, uncertainty) => {
    expect(reportResult(estimate, u, rule)).toEqual({ estimate: value, uncertainty });
  });

  it('refuses what is no result', () => {
    expect(codeOf(() => reportResult(Number.NaN, 1))).toBe('BAD_INPUT');
    expect(codeOf(() => reportResult(1, -1))).toBe('BAD_INPUT');
    expect(codeOf(() => reportResult(1, Number.POSITIVE_INFINITY))).toBe('BAD_INPUT');
  });
});

describe('uncertain quantities', () => {
  // Two certificates that rest on one reference standard.
  const certificate = (own: string) =>
    parseMeasurementModel({
      inputs: [
        input('reference', 100, 0.04, { identity: 'standard 7, certificate 2026-3', unit: 'g' }),
        input('difference', 0.5, 0.03, { identity: `comparison ${own}`, unit: 'g', degreesOfFreedom: 9 }),
      ],
      equations: [{ name: 'mass', expression: 'reference + difference', unit: 'g' }],
    });
  const [a, b] = [uncertainOutput(certificate('A'), 'mass'), uncertainOutput(certificate('B'), 'mass')];

  it('stay correlated across certificates', () => {
    expect(standardUncertaintyOf(a)).toBeCloseTo(0.05, 12);
    expect(correlationOf(a, b)).toBeCloseTo(0.04 ** 2 / 0.05 ** 2, 12);
    // The reference drops out of the difference and counts twice in the sum.
    expect(standardUncertaintyOf(combineUncertain('A - B', { A: a, B: b }))).toBeCloseTo(0.03 * Math.SQRT2, 12);
    expect(standardUncertaintyOf(combineUncertain('A + B', { A: a, B: b }))).toBeCloseTo(
      Math.hypot(0.08, 0.03 * Math.SQRT2),
      12,
    );
    expect(a.unit).toBe('g');
  });

  it('know themselves: q + q has 2u, q − q nothing', () => {
    expect(standardUncertaintyOf(combineUncertain('A + A', { A: a }))).toBeCloseTo(0.1, 12);
    expect(combineUncertain('A - B', { A: a, B: a }).influences).toEqual([]);
    expect(correlationOf(combineUncertain('A - B', { A: a, B: a }), a)).toBe(0);
  });

  const of = (estimate: number, unit: string | undefined, identity: string): UncertainQuantity => ({
    estimate,
    ...(unit === undefined ? {} : { unit }),
    influences: [{ identity, contribution: 1 }],
  });

  it('keep their units, and are converted where they differ', () => {
    const [mm, um] = [of(20, 'mm', 'p'), of(35, 'µm', 'q')];
    const sum = combineUncertain('a + b', { a: mm, b: um });
    expect(sum.unit).toBe('mm');
    expect(sum.estimate).toBeCloseTo(20.035, 12);
    expect(standardUncertaintyOf(sum)).toBeCloseTo(Math.hypot(1, 0.001), 12);
    const inMicrometres = combineUncertain('a + b + 1 [mm]', { a: mm, b: um }, 'µm');
    expect(inMicrometres.estimate).toBeCloseTo(21_035, 9);
    expect(inMicrometres.unit).toBe('µm');
    expect(combineUncertain('a * b', { a: mm, b: um }, 'mm2').estimate).toBeCloseTo(0.7, 12);
    expect(combineUncertain('a / b', { a: mm, b: um })).not.toHaveProperty('unit');
    expect(combineUncertain('a / b', { a: mm, b: um }).estimate).toBeCloseTo(20_000 / 35, 9);
    const fractions = combineUncertain('a + b', { a: of(2, 'mg/kg', 'p'), b: of(1, 'g/kg', 'q') });
    expect([fractions.unit, fractions.estimate]).toEqual(['mg/kg', expect.closeTo(1_002, 9)]);
    expect(combineUncertain('a / b', { a: fractions, b: fractions })).toEqual({ estimate: 1, influences: [] });
    expect(combineUncertain('a + b', { a: of(2, undefined, 'p'), b: of(1, undefined, 'q') })).not.toHaveProperty(
      'unit',
    );
  });

  it.each<[string, string | undefined, string | undefined, string]>([
    ['mm', 'kg', undefined, 'INCOMPARABLE'],
    ['mm', undefined, undefined, 'INCOMPARABLE'],
    ['mg/kg', 'mL/L', undefined, 'INCOMPARABLE'],
    ['mm', 'µm', 'kg', 'INCOMPARABLE'],
    ['mm', 'µm', 'blorb', 'UNKNOWN_UNIT'],
    ['blorb', 'µm', undefined, 'UNKNOWN_UNIT'],
  ])('are not added in units that do not go together: %s + %s in %s', (first, second, wanted, code) => {
    const quantities = { a: of(20, first, 'p'), b: of(35, second, 'q') };
    expect(codeOf(() => combineUncertain('a + b', quantities, wanted))).toBe(code);
  });

  it('ask for the unit of a result that none of them is in', () => {
    const quantities = { a: of(20, 'mm', 'p'), b: of(35, 'mm', 'q') };
    expect(codeOf(() => combineUncertain('a * b', quantities))).toBe('BAD_UNCERTAIN_QUANTITY');
  });

  it('survive JSON', () => {
    const back = parseUncertainQuantity(JSON.parse(JSON.stringify(a)));
    expect(back).toEqual(a);
    expect(covarianceOf(back, b)).toBeCloseTo(0.04 ** 2, 14);
  });

  it('agree with one model of everything', () => {
    const number = fc.double({ min: 0.5, max: 5, noNaN: true });
    fc.assert(
      fc.property(number, number, number, fc.double({ min: -0.99, max: 0.99, noNaN: true }), (x, y, z, r) => {
        const of = (expression: string) =>
          uncertainOutput(
            parseMeasurementModel({
              inputs: [
                input('a', x, 0.1, { identity: 'certificate a' }),
                input('b', y, 0.2, { identity: 'certificate b' }),
                input('c', z, 0),
              ],
              equations: [{ name: 'y', expression }],
              correlations: [{ a: 'a', b: 'b', coefficient: r }],
            }),
            'y',
          );
        const whole = of('(a * b) / (a + b * c)');
        const parts = combineUncertain('p / q', { p: of('a * b'), q: of('a + b * c') });
        expect(parts.estimate).toBeCloseTo(whole.estimate, 10);
        expect(standardUncertaintyOf(parts)).toBeCloseTo(standardUncertaintyOf(whole), 10);
      }),
    );
  });

  it('have degrees of freedom, or say why not', () => {
    const degrees = degreesOfFreedomOf(a);
    expect(degrees.known && degrees.value).toBeCloseTo(9 / (0.03 / 0.05) ** 4, 9);
    const tied: UncertainQuantity = {
      ...a,
      correlations: [{ a: 'comparison A', b: 'standard 7, certificate 2026-3', coefficient: 0.2 }],
    };
    expect(degreesOfFreedomOf(tied)).toMatchObject({ known: false, reason: 'correlated-inputs' });
    // A correlation with an influence that is not here changes nothing.
    const elsewhere: UncertainQuantity = {
      ...a,
      correlations: [{ a: 'comparison A', b: 'something else', coefficient: 0.2 }],
    };
    expect(degreesOfFreedomOf(elsewhere)).toEqual(degrees);
    expect(covarianceOf(elsewhere, elsewhere)).toBeCloseTo(0.0025, 14);
    const before: UncertainQuantity = {
      ...a,
      correlations: [{ a: 'a stranger', b: 'comparison A', coefficient: 0.2 }],
    };
    expect(covarianceOf(before, b)).toBeCloseTo(0.04 ** 2, 14);
    expect(parseUncertainQuantity(tied).correlations).toHaveLength(1);
  });

  it('refuse an influence that contradicts itself', () => {
    const influences = [{ identity: 'comparison A', contribution: 1 }];
    const other: UncertainQuantity = { estimate: 1, unit: 'g', influences };
    expect(codeOf(() => combineUncertain('A + B', { A: a, B: other }))).toBe('BAD_UNCERTAIN_QUANTITY');
    const tie = (coefficient: number): UncertainQuantity => ({
      estimate: 1,
      influences: ['p', 'q'].map((identity) => ({ identity, contribution: 0 })),
      correlations: [{ a: 'p', b: 'q', coefficient }],
    });
    expect(codeOf(() => combineUncertain('A + B', { A: tie(0.1), B: tie(0.2) }))).toBe('BAD_UNCERTAIN_QUANTITY');
    expect(combineUncertain('A + B', { A: tie(0.1), B: tie(0.1) }).correlations).toHaveLength(1);
    expect(codeOf(() => combineUncertain('ln(A / A - 1)', { A: a }))).toBe('BAD_UNCERTAIN_QUANTITY');
    expect(codeOf(() => uncertainOutput(certificate('A'), 'weight'))).toBe('UNKNOWN_NAME');
  });

  it('refuse one influence with two uncertainties, as one model of both would', () => {
    const resting = (u: number, unit: string) =>
      uncertainOutput(
        parseMeasurementModel({
          inputs: [input('r', 100, u, { identity: 'standard 7', unit })],
          equations: [{ name: 'y', expression: 'r', unit: 'g' }],
        }),
        'y',
      );
    const [A, inMilligrams] = [resting(0.003, 'g'), resting(3, 'mg')];
    for (const [u, unit] of [[0.03, 'g'] as const, [0.003, 'mg'] as const]) {
      expect(codeOf(() => combineUncertain('A - B', { A, B: resting(u, unit) }))).toBe('BAD_UNCERTAIN_QUANTITY');
    }
    expect(standardUncertaintyOf(combineUncertain('A + B', { A, B: inMilligrams }))).toBeCloseTo(0.006, 12);
    for (const of of [covarianceOf, correlationOf]) {
      expect(codeOf(() => of(A, resting(0.03, 'g')))).toBe('BAD_UNCERTAIN_QUANTITY');
      expect(codeOf(() => of(resting(0.03, 'g'), A))).toBe('BAD_UNCERTAIN_QUANTITY');
    }
    expect(covarianceOf(A, inMilligrams)).toBeCloseTo(0.003 ** 2, 18);
    expect(correlationOf(A, inMilligrams)).toBeCloseTo(1, 12);
    // Through JSON, through an earlier combination, and past one who did not say.
    const silent: UncertainQuantity = { ...A, influences: [{ identity: 'standard 7', contribution: 0.1 }] };
    const both = parseUncertainQuantity(JSON.parse(JSON.stringify(combineUncertain('A + B', { A, B: silent }))));
    expect(both.influences[0]?.contribution).toBeCloseTo(0.103, 12);
    expect(codeOf(() => combineUncertain('A + B', { A: both, B: resting(0.03, 'g') }))).toBe('BAD_UNCERTAIN_QUANTITY');
  });

  const good = { estimate: 1, influences: [{ identity: 'i', contribution: 1 }] };
  it.each<[string, unknown]>([
    ['no object', 'text'],
    ['nothing', null],
    ['a list', []],
    ['no influences', { estimate: 1 }],
    ['too many influences', { estimate: 1, influences: new Array(5_001).fill(good.influences[0]) }],
    ['an influence given twice', { estimate: 1, influences: [good.influences[0], good.influences[0]] }],
    ['an infinite estimate', { ...good, estimate: Number.POSITIVE_INFINITY }],
    ['an estimate that is text', { ...good, estimate: '1' }],
    ['a unit that is no text', { ...good, unit: 3 }],
    ['an influence without a name', { estimate: 1, influences: [{ identity: '', contribution: 1 }] }],
    ['a name that is too long', { estimate: 1, influences: [{ identity: 'x'.repeat(201), contribution: 1 }] }],
    ['a name that is no text', { estimate: 1, influences: [{ identity: 7, contribution: 1 }] }],
    ['a contribution that is text', { estimate: 1, influences: [{ identity: 'i', contribution: '1' }] }],
    ['degrees of freedom of 0', { estimate: 1, influences: [{ identity: 'i', contribution: 1, degreesOfFreedom: 0 }] }],
    [
      'an influence of u = 0',
      { estimate: 1, influences: [{ identity: 'i', contribution: 1, standardUncertainty: 0 }] },
    ],
    ['correlations that are no list', { ...good, correlations: {} }],
    ['a correlation with itself', { ...good, correlations: [{ a: 'i', b: 'i', coefficient: 1 }] }],
    ['a correlation with a stranger', { ...good, correlations: [{ a: 'i', b: 'j', coefficient: 0.1 }] }],
    ['a correlation that is text', { ...good, correlations: ['i and j'] }],
  ])('are refused with %s', (_, given) => {
    expect(codeOf(() => parseUncertainQuantity(given))).toBe('BAD_UNCERTAIN_QUANTITY');
  });

  it('are refused with correlations that cannot be', () => {
    const pairs = [
      ['i', 'j', 0.9],
      ['j', 'k', 0.9],
      ['i', 'k', -0.9],
    ].map(([first, second, coefficient]) => ({ a: first, b: second, coefficient }));
    const influences = ['i', 'j', 'k'].map((identity) => ({ identity, contribution: 1 }));
    expect(codeOf(() => parseUncertainQuantity({ estimate: 1, influences, correlations: pairs }))).toBe(
      'BAD_CORRELATION',
    );
  });
});
