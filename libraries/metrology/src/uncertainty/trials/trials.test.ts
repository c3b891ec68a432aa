// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { studentCdf } from '../../distributions/student.ts';
import { codeOf } from '../../testing/code-of.ts';
import { type InputDistribution, momentsOf } from '../model/input-distribution.ts';
import { type InputText, parseMeasurementModel } from '../model/measurement-model.ts';
import { propagateUncertainty } from '../propagation/propagate-uncertainty.ts';
import { coverageRegion, jointResultOf, normalRegion, rectangularCoverage } from './coverage-region.ts';
import { fillWords, generatorFrom, next32, streamOf } from './generators.ts';
import { numericalTolerance } from './numerical-tolerance.ts';
import { philox } from './philox.ts';
import { runAdaptively } from './run-adaptively.ts';
import { joinTrials, runTrials } from './run-trials.ts';
import { samplerOf } from './samplers.ts';
import { sineOfHalfTurns } from './sine.ts';
import { sortedValues } from './sort-values.ts';
import { meanAndDeviation, summariseTrials } from './summarise-trials.ts';
import { validateByTrials } from './validate-by-trials.ts';
import { studentZiggurat } from './ziggurat.ts';

const normal = (name: string, mean = 0, standardUncertainty = 1): InputText => ({
  name,
  distribution: { kind: 'normal', mean, standardUncertainty },
});
const model = (expressions: Record<string, string>, inputs: readonly InputText[], r?: number) =>
  parseMeasurementModel({
    inputs,
    equations: Object.entries(expressions).map(([name, expression]) => ({ name, expression })),
    outputs: Object.keys(expressions),
    ...(r === undefined ? {} : { correlations: [{ a: 'a', b: 'b', coefficient: r }] }),
  });

const BAD_PARAMETER = expect.objectContaining({ code: 'BAD_PARAMETER' });

describe('generators', () => {
  // Known answers of Random123, tests/kat_vectors.
  it.each<[number[], number[], number[]]>([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [new Array(4).fill(0xffffffff), [0xffffffff, 0xffffffff], [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])('Philox4x32-10 of %o', (counter, key, expected) => {
    expect(philox(counter as never, key as never)).toEqual(expected);
  });

  it('xoshiro128** from the state 1, 2, 3, 4, as the rand_xoshiro crate has it', () => {
    const generator = generatorFrom('xoshiro128**', [1, 2, 3, 4]);
    const got = Array.from({ length: 10 }, () => next32(generator));
    expect(got).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('Wichmann-Hill agrees with its definition in whole numbers', () => {
    const generator = generatorFrom('wichmann-hill-2006', [11, 22, 33, 44]);
    const factors = [11_600n, 47_003n, 23_000n, 33_000n];
    const moduli = [2_147_483_579n, 2_147_483_543n, 2_147_483_423n, 2_147_483_123n];
    let state = [12n, 23n, 34n, 45n];
    for (let draw = 0; draw < 200; draw += 1) {
      state = state.map((w, j) => (w * (factors[j] as bigint)) % (moduli[j] as bigint));
      const sum = state.reduce((all, w, j) => all + Number(w) / Number(moduli[j]), 0);
      expect(Math.abs(next32(generator) / 2 ** 32 - (sum % 1))).toBeLessThan(2 ** -31);
    }
  });

  it.each(['xoshiro128**', 'wichmann-hill-2006'] as const)('%s gives the same words one by one and at once', (name) => {
    const key = { seed: 5, purpose: 6, block: 7 };
    const words = new Uint32Array(300);
    fillWords(streamOf(name, key), words);
    const single = streamOf(name, key);
    expect(Array.from({ length: 300 }, () => next32(single))).toEqual([...words]);
  });

  it('give every stream numbers of its own', () => {
    const of = (purpose: number, block: number, seed = 1) => {
      const words = new Uint32Array(4);
      fillWords(streamOf('xoshiro128**', { seed, purpose, block }), words);
      return words.join();
    };
    const streams = [of(0, 0), of(1, 0), of(0, 1), of(0, 0, 2), of(0, 2 ** 33), of(0, 0, 2 ** 40 + 1)];
    expect(new Set(streams).size).toBe(6);
    expect(of(3, 5)).toBe(of(3, 5));
  });
});

describe('sineOfHalfTurns()', () => {
  it('is the sine, and never beyond 1', () => {
    for (let step = -5_000; step <= 5_000; step += 1) {
      const t = step / 10_000;
      expect(Math.abs(sineOfHalfTurns(t) - Math.sin(Math.PI * t))).toBeLessThan(4e-16);
      expect(Math.abs(sineOfHalfTurns(t))).toBeLessThanOrEqual(1);
    }
    expect([-0.5, 0, 0.5].map(sineOfHalfTurns)).toEqual([-1, 0, 1]);
  });
});

describe('samplers', () => {
  const COUNT = 200_000;
  const draw = (distribution: InputDistribution, nu = Number.POSITIVE_INFINITY) => {
    const block = new Float64Array(COUNT);
    samplerOf(distribution, nu)(streamOf('xoshiro128**', { seed: 3, purpose: 1, block: 2 }), block);
    return block;
  };

  it.each<[InputDistribution]>([
    [{ kind: 'constant', value: 3 }],
    [{ kind: 'normal', mean: 5, standardUncertainty: 2 }],
    [{ kind: 'rectangular', lower: -1, upper: 2 }],
    [{ kind: 'triangular', lower: -1, upper: 2 }],
    [{ kind: 'arcsine', lower: -1, upper: 2 }],
    [{ kind: 'trapezoidal', lower: -1, upper: 2, ratio: 0.3 }],
    [{ kind: 'trapezoidal', lower: -1, upper: 2, ratio: 0.95 }],
    [{ kind: 'curvilinear-trapezoidal', lower: -1, upper: 2, inexactness: 0.4 }],
    [{ kind: 'exponential', mean: 4 }],
    [{ kind: 'gamma', shape: 3.5, scale: 2 }],
    [{ kind: 'gamma', shape: 0.4, scale: 2 }],
  ])('have the moments of %o', (distribution) => {
    const { estimate, standardUncertainty } = momentsOf(distribution);
    const got = meanAndDeviation(draw(distribution));
    expect(Math.abs(got.estimate - estimate)).toBeLessThanOrEqual((5 * standardUncertainty) / Math.sqrt(COUNT));
    expect(Math.abs(got.standardUncertainty - standardUncertainty)).toBeLessThanOrEqual(0.02 * standardUncertainty);
  });

  // JCGM 101:2008, 6.4.2 to 6.4.6: (b − a)²/12, (1 + β²)(b − a)²/24 and so on, written down here and not taken from the code.
  it.each<[InputDistribution, number]>([
    [{ kind: 'rectangular', lower: -1, upper: 2 }, 9 / 12],
    [{ kind: 'curvilinear-trapezoidal', lower: -1, upper: 2, inexactness: 0.4 }, 9 / 12 + 0.4 ** 2 / 9],
    [{ kind: 'trapezoidal', lower: -1, upper: 2, ratio: 0.95 }, ((1 + 0.95 ** 2) * 9) / 24],
    [{ kind: 'trapezoidal', lower: -1, upper: 2, ratio: 0.75 }, ((1 + 0.75 ** 2) * 9) / 24],
    [{ kind: 'triangular', lower: -1, upper: 2 }, 9 / 24],
    [{ kind: 'arcsine', lower: -1, upper: 2 }, 9 / 8],
  ])('have the variance of the closed form: %o', (distribution, variance) => {
    // Five deviations of s², whose variance is (kurtosis − 1)/n with a kurtosis of 2.4 or less.
    const got = meanAndDeviation(draw(distribution)).standardUncertainty ** 2;
    expect(Math.abs(got / variance - 1)).toBeLessThan(5 * Math.sqrt(1.4 / COUNT));
  });

  it.each([0.5, 1, 2.5, 18, 1e6, Number.POSITIVE_INFINITY])('follow Student’s law with %s degrees of freedom', (nu) => {
    const values = sortedValues(
      draw(
        nu === Number.POSITIVE_INFINITY
          ? { kind: 'normal', mean: 0, standardUncertainty: 1 }
          : { kind: 't', mean: 0, standardUncertainty: 1 },
        nu,
      ),
    );
    // Kolmogorov's distance is below 1.95/√n with a probability of 0.999; the stream is fixed.
    let distance = 0;
    for (let index = 0; index < COUNT; index += 200) {
      distance = Math.max(distance, Math.abs(studentCdf(values[index] as number, nu) - (index + 0.5) / COUNT));
    }
    expect(distance).toBeLessThan(1.95 / Math.sqrt(COUNT));
    // The tail, which few values reach, by its own share.
    const end = studentZiggurat(nu).tailFrom;
    const beyond = values.filter((value) => Math.abs(value) > end).length;
    const expected = 2 * studentCdf(-end, nu) * COUNT;
    expect(Math.abs(beyond - expected)).toBeLessThan(5 * Math.sqrt(expected));
  });

  it.each([1, 5, Number.POSITIVE_INFINITY])(
    'fill every hundredth of Student’s law alike with %s degrees of freedom',
    (nu) => {
      const normal = nu === Number.POSITIVE_INFINITY;
      const counts = new Float64Array(100);
      for (const value of draw({ kind: normal ? 'normal' : 't', mean: 0, standardUncertainty: 1 }, nu)) {
        const place = Math.floor(studentCdf(value, nu) * 100);
        counts[place] = (counts[place] as number) + 1;
      }
      const chiSquared = counts.reduce((sum, count) => sum + (count - COUNT / 100) ** 2 / (COUNT / 100), 0);
      // The 0.999 quantile for 99 degrees of freedom; the stream is fixed.
      expect(chiSquared).toBeLessThan(148.2);
    },
  );

  it('make layers again when they have made too many', () => {
    const first = studentZiggurat(7).tailFrom;
    for (let nu = 100; nu < 200; nu += 1) {
      studentZiggurat(nu);
    }
    expect(studentZiggurat(7).tailFrom).toBe(first);
  });

  it('refuse fewer degrees of freedom than ½', () => {
    expect(codeOf(() => samplerOf({ kind: 't', mean: 0, standardUncertainty: 1 }, 0.4))).toBe('BAD_INPUT');
  });
});

describe('runTrials()', () => {
  const sum = model({ y: 'a + b', z: 'a * b' }, [normal('a', 1), normal('b', 2)]);

  it('gives the same values in any chunks and in any order', () => {
    const whole = runTrials(sum, { seed: 9, from: 0, to: 10_000 });
    const parts = [
      runTrials(sum, { seed: 9, from: 4_096, to: 10_000 }),
      runTrials(sum, { seed: 9, from: 0, to: 4_096 }),
    ];
    expect(joinTrials(parts)).toEqual(whole);
    expect(runTrials(sum, { seed: 10, from: 0, to: 100 }).outputs[0]).not.toEqual(whole.outputs[0]?.subarray(0, 100));
  });

  it('agrees with the expression computed trial by trial', () => {
    const one = model({ x: 'a', y: 'a^3 + 2^b - sin(a) / (1 + b^2) + abs(b)^a + atan2(a, b)' }, [
      normal('a', 1),
      normal('b', 2),
    ]);
    const { outputs } = runTrials(
      model({ a1: 'a * 1', b1: 'b * 1', y: 'a^3 + 2^b - sin(a) / (1 + b^2) + abs(b)^a + atan2(a, b)' }, [
        normal('a', 1),
        normal('b', 2),
      ]),
      { seed: 1, from: 0, to: 500 },
    );
    expect(one.program.outputs).toHaveLength(2);
    const [a, b, y] = outputs as [Float64Array, Float64Array, Float64Array];
    y.forEach((value, r) => {
      const [x, z] = [a[r] as number, b[r] as number];
      expect(value).toBe(x ** 3 + 2 ** z - Math.sin(x) / (1 + z * z) + Math.abs(z) ** x + Math.atan2(x, z));
    });
  });

  it.each([0.9, 1, -1, -0.4])('draws inputs that are correlated by %s', (r) => {
    const { outputs } = runTrials(
      model({ x: 'a * 1', y: 'b * 1' }, [normal('a', 5, 2), normal('c'), normal('b', -3, 0.5)], r),
      { seed: 4, from: 0, to: 100_000 },
    );
    const { estimates, covariance } = jointResultOf({ from: 0, to: 100_000, outputs });
    expect(estimates[1]).toBeCloseTo(-3, 1);
    expect((covariance[0]?.[1] as number) / (2 * 0.5)).toBeCloseTo(r, 1);
  });

  it('draws an angle all around where the law of propagation has no derivative', () => {
    const around = model({ phi: 'atan2(a, b)' }, [normal('a'), normal('b')]);
    const { outputs } = runTrials(around, { seed: 2, from: 0, to: 100_000 });
    // The direction of two normal quantities of mean 0 is rectangular from −π to π: u = π/√3.
    const { estimate, standardUncertainty } = meanAndDeviation(outputs[0] as Float64Array);
    expect(Math.abs(estimate)).toBeLessThan(0.05);
    expect(Math.abs(standardUncertainty - Math.PI / Math.sqrt(3))).toBeLessThan(0.02);
  });

  it('agrees with the law of propagation for a linear model, whatever the inputs’ order', () => {
    const names = ['a', 'b', 'c'];
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 3, maxLength: 3 }),
        fc.nat(1e6),
        (weights, seed) => {
          fc.pre(Math.hypot(...weights) > 0.1);
          const text = names.map((name, index) => `(${(weights[index] as number).toFixed(6)}) * ${name}`).join(' + ');
          const linear = model(
            { y: text },
            names.map((name) => normal(name, 1)),
          );
          const turned = model(
            { y: text },
            [...names].reverse().map((name) => normal(name, 1)),
          );
          const exact = propagateUncertainty(linear).outputs[0];
          expect(propagateUncertainty(turned).outputs[0]?.standardUncertainty).toBeCloseTo(
            exact?.standardUncertainty as number,
            12,
          );
          const got = meanAndDeviation(runTrials(linear, { seed, from: 0, to: 20_000 }).outputs[0] as Float64Array);
          const u = exact?.standardUncertainty as number;
          expect(Math.abs(got.estimate - (exact?.estimate as number))).toBeLessThan((6 * u) / Math.sqrt(20_000));
          expect(Math.abs(got.standardUncertainty - u)).toBeLessThan(0.05 * u);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each<[string, string, () => unknown]>([
    ['half a seed', 'BAD_TRIALS', () => runTrials(sum, { seed: 0.5, from: 0, to: 10 })],
    ['a start inside a block', 'BAD_TRIALS', () => runTrials(sum, { seed: 1, from: 10, to: 20 })],
    ['no trials', 'BAD_TRIALS', () => runTrials(sum, { seed: 1, from: 1024, to: 1024 })],
    ['too many trials', 'BAD_TRIALS', () => runTrials(sum, { seed: 1, from: 0, to: 1e9 })],
    ['nothing to join', 'BAD_TRIALS', () => joinTrials([])],
    [
      'a gap',
      'BAD_TRIALS',
      () =>
        joinTrials([runTrials(sum, { seed: 1, from: 0, to: 10 }), runTrials(sum, { seed: 1, from: 1024, to: 1030 })]),
    ],
    [
      'chunks of other models',
      'BAD_TRIALS',
      () =>
        joinTrials([
          runTrials(sum, { seed: 1, from: 0, to: 1024 }),
          runTrials(model({ y: 'a' }, [normal('a')]), { seed: 1, from: 1024, to: 1030 }),
        ]),
    ],
    ['a chunk that is too short', 'BAD_TRIALS', () => joinTrials([{ from: 0, to: 5, outputs: [new Float64Array(4)] }])],
    [
      'correlated inputs that are not normal',
      'CORRELATED_INPUTS',
      () =>
        runTrials(
          model(
            { y: 'a + b' },
            [normal('a'), { name: 'b', distribution: { kind: 'rectangular', lower: 0, upper: 1 } }],
            0.5,
          ),
          { seed: 1, from: 0, to: 10 },
        ),
    ],
  ])('refuses %s', (_, code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});

describe('summariseTrials()', () => {
  it('counts as JCGM 101, 7.7 does', () => {
    const values = Float64Array.from({ length: 100 }, (_, index) => 100 - index);
    const { symmetric, shortest } = summariseTrials(values, 0.95);
    expect(symmetric).toEqual({ lower: 3, upper: 98 });
    expect(shortest).toEqual({ lower: 1, upper: 96 });
    expect(summariseTrials(values.subarray(0, 3), 0.6).symmetric).toEqual({ lower: 98, upper: 100 });
  });

  it('says the same of trials in parts, and where one has no value', () => {
    const { outputs } = runTrials(model({ y: 'a * b' }, [normal('a'), normal('b')]), { seed: 3, from: 0, to: 30_000 });
    const [values] = outputs as [Float64Array];
    const parts = [values.subarray(0, 11), values.subarray(11, 20_000), values.subarray(20_000)];
    expect(summariseTrials(parts, 0.95)).toEqual(summariseTrials(values, 0.95));
    const holed = [Float64Array.of(1, 2), Float64Array.of(3, Number.NaN)];
    expect(() => summariseTrials(holed, 0.5)).toThrow(expect.objectContaining({ data: { position: 3 } }));
  });

  it('finds the shortest interval where most values are', () => {
    const values = Float64Array.from({ length: 1_000 }, (_, index) => (index / 1_000) ** 2);
    expect(summariseTrials(values, 0.5).shortest.lower).toBe(0);
    expect(
      summariseTrials(
        values.map((value) => -value),
        0.5,
      ).shortest.upper,
    ).toBeCloseTo(0, 3);
  });

  it.each<[string, string, () => unknown]>([
    ['a probability of 1', 'BAD_INPUT', () => summariseTrials(new Float64Array(10), 1)],
    ['one trial', 'BAD_TRIALS', () => summariseTrials(new Float64Array(1), 0.5)],
    ['fewer trials than the probability needs', 'BAD_TRIALS', () => summariseTrials(new Float64Array(10), 0.99)],
    [
      'trials without a value',
      'MODEL_UNDEFINED',
      () =>
        summariseTrials(
          runTrials(model({ y: 'ln(a)' }, [normal('a')]), { seed: 1, from: 0, to: 1024 }).outputs[0] as Float64Array,
          0.9,
        ),
    ],
  ])('refuses %s', (_, code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});

describe('sortedValues()', () => {
  it('sorts as the built-in sort does, crowded or not', () => {
    const crowd = fc.array(
      fc.oneof(
        fc.double({ min: -1, max: 1, noNaN: true }),
        fc.constant(0.5),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
      ),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(crowd, (values) => {
        // −0 and 0 are equal and may stand in either order.
        const given = Float64Array.from(values, (value) => value + 0);
        expect([...sortedValues(given)].map((value) => value + 0)).toEqual(
          [...given.slice().sort()].map((value) => value + 0),
        );
      }),
    );
    const heavy = Float64Array.from({ length: 2_000 }, (_, index) => (index === 0 ? 1e12 : (index * 7_919) % 1_000));
    expect(sortedValues(heavy)).toEqual(heavy.slice().sort());
  });
});

describe('adaptive runs and validation', () => {
  const nearlyLinear = model({ y: 'a + b^2 / 10' }, [normal('a'), normal('b', 0, 0.5)]);

  it('stop when everything has settled', () => {
    const run = runAdaptively(nearlyLinear, { seed: 5, coverageProbability: 0.95, significantDigits: 1 });
    expect(run.stabilised).toBe(true);
    expect(run.sequences).toBeGreaterThan(1);
    expect(run.trials.to).toBe(run.sequences * 10_240);
    expect(run.summaries[0]?.trials).toBe(run.trials.to);
  });

  it('go on to a part of the tolerance where that is asked, as to validate by them', () => {
    const rule = { seed: 5, coverageProbability: 0.95, significantDigits: 1 } as const;
    const [one, fiftieth] = [
      runAdaptively(nearlyLinear, rule),
      runAdaptively(nearlyLinear, { ...rule, toleranceDivisor: 50 }),
    ];
    expect(fiftieth.stabilised).toBe(true);
    // Two sequences are the fewest, so the first is better than it was asked to be.
    expect(fiftieth.sequences).toBeGreaterThan(10 * one.sequences);
    expect(codeOf(() => runAdaptively(nearlyLinear, { ...rule, toleranceDivisor: 0 }))).toBe('ZERO_SPREAD');
  });

  it('say when they ran out of trials, and are the same again', () => {
    const rule = { seed: 5, coverageProbability: 0.95, trialsMax: 20_480, generator: 'wichmann-hill-2006' } as const;
    // Cauchy's law has no mean to settle on.
    const wild = model({ y: 'a' }, [
      { name: 'a', distribution: { kind: 't', mean: 0, standardUncertainty: 1 }, degreesOfFreedom: 1 },
    ]);
    const run = runAdaptively(wild, rule);
    expect([run.stabilised, run.sequences]).toEqual([false, 2]);
    expect(runAdaptively(wild, rule)).toEqual(run);
  });

  it('need two sequences even of a constant', () => {
    const run = runAdaptively(model({ y: 'a' }, [{ name: 'a', distribution: { kind: 'constant', value: 2 } }]), {
      seed: 1,
      coverageProbability: 0.9995,
    });
    expect([run.stabilised, run.sequences]).toEqual([true, 2]);
  });

  it.each([
    [33.8, 2, 0.5],
    [0.00353, 1, 0.0005],
    [9.96, 2, 0.5],
    [9.94, 2, 0.05],
  ] as const)('take δ of u = %s with %s digits as %s', (u, digits, expected) => {
    expect(numericalTolerance(u, digits)).toBeCloseTo(expected, 12);
  });

  it('refuse what cannot be', () => {
    expect(() => numericalTolerance(0, 2)).toThrow(BAD_PARAMETER);
    expect(codeOf(() => runAdaptively(nearlyLinear, { seed: 1, coverageProbability: 1 }))).toBe('BAD_TRIALS');
    expect(codeOf(() => runAdaptively(nearlyLinear, { seed: 1, coverageProbability: 0.9, trialsMax: 0 }))).toBe(
      'BAD_TRIALS',
    );
  });

  it('take δ from the trials where the law of propagation has no u', () => {
    const trials = summariseTrials(
      Float64Array.from({ length: 100 }, (_, index) => index),
      0.9,
    );
    expect(
      validateByTrials({ estimate: 0, standardUncertainty: 0, expandedUncertainty: 0 }, trials, {
        significantDigits: 1,
      }).tolerance,
    ).toBe(5);
  });
});

describe('coverage regions', () => {
  const pair = model({ x: '2 * a', y: 'a + b' }, [normal('a', 1), normal('b', 2)]);
  const trials = runTrials(pair, { seed: 11, from: 0, to: 200_000 });

  it('have the factors of normal outputs where the outputs are normal', () => {
    const joint = { estimates: [2, 3], covariance: propagateUncertainty(pair).covariance };
    expect(joint.covariance).toEqual([
      [4, 2],
      [2, 2],
    ]);
    const [ellipse, exact] = [
      coverageRegion(trials, { kind: 'hyper-ellipsoidal', coverageProbability: 0.95 }),
      normalRegion(joint, { kind: 'hyper-ellipsoidal', coverageProbability: 0.95 }),
    ];
    // χ²₀.₉₅(2) = −2 ln 0.05.
    expect(exact.coverageFactor).toBeCloseTo(Math.sqrt(-2 * Math.log(0.05)), 12);
    expect(ellipse.coverageFactor).toBeCloseTo(exact.coverageFactor, 1);
    const rectangle = coverageRegion(trials, { kind: 'hyper-rectangular', coverageProbability: 0.95 });
    const bound = normalRegion(joint, { kind: 'hyper-rectangular', coverageProbability: 0.95 });
    expect(rectangularCoverage(bound.coverageFactor, 2)).toBeCloseTo(0.95, 12);
    // Bonferroni's bound is never too small.
    expect(rectangle.coverageFactor).toBeLessThan(bound.coverageFactor);
    expect(bound).toMatchObject({ kind: 'hyper-rectangular' });
    expect('halfWidths' in bound && bound.halfWidths[0]).toBeCloseTo(2 * bound.coverageFactor, 12);
  });

  it.each<[string, Record<string, string>, number, 'hyper-ellipsoidal' | 'hyper-rectangular', string | undefined]>([
    ['an output that does not vary', { x: 'a', y: 'a - a' }, 0.9, 'hyper-rectangular', 'BAD_TRIALS'],
    ['an output that follows from another', { x: 'a', y: '2 * a' }, 0.9, 'hyper-ellipsoidal', 'BAD_TRIALS'],
    ['a probability of 0', { x: 'a', y: 'b' }, 0, 'hyper-ellipsoidal', 'BAD_INPUT'],
  ])('refuse %s', (_, expressions, coverageProbability, kind, code) => {
    const some = runTrials(model(expressions, [normal('a'), normal('b')]), { seed: 1, from: 0, to: 2_000 });
    expect(codeOf(() => coverageRegion(some, { kind, coverageProbability }))).toBe(code);
  });
});
