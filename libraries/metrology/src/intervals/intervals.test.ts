// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import tables from '../../vectors/critical_values.json' with { type: 'json' };
import vectors from '../../vectors/spc.json' with { type: 'json' };
import { studentQuantile } from '../distributions/student.ts';
import { codeOf } from '../testing/code-of.ts';
import {
  intervalByControlChart,
  intervalByStaircase,
  intervalFromDrift,
  intervalInUse,
  reductionFor,
  testInterval,
} from './index.ts';

// biome-ignore lint/suspicious/noExplicitAny: each case of the vectors has a shape of its own
type Case = any;
const caseOf = (id: string): Case => vectors.cases.find((one) => one.id === id);
const text = 'x' as unknown as number;

describe('calibration intervals', () => {
  const { data, expected } = caseOf('interval-variables');
  const drift = { durations: data.dt, changes: data.delta, order: 2 };
  const reliability = { kind: 'reliability', initial: data.u0, value: data.y0, confidence: 0.9 } as const;

  it('reproduce NASA-HDBK-8739.19-5, table 7-2 on', () => {
    const { fit, interval } = intervalFromDrift(drift, { kind: 'uncertainty', initial: data.u0, uncertainty: 0.5 });
    expect(fit.coefficients[0]).toBeCloseTo(expected.b[0], 8);
    expect(fit.coefficients[1]).toBeCloseTo(expected.b[1], 8);
    expect(fit.covariance[0]?.[0]).toBeCloseTo(expected.cov[0][0], 8);
    expect(Math.abs((fit.covariance[1]?.[1] as number) - expected.cov[1][1])).toBeLessThan(1e-14);
    expect(fit.residualStandardDeviation).toBeCloseTo(expected.syx, 4);
    expect(Math.abs((interval as number) - expected.interval_u_target_0_5)).toBeLessThan(0.005);
    const both = intervalFromDrift(drift, { ...reliability, lower: 9, upper: 11 }).interval as number;
    expect(Math.abs(both - expected.interval_rel_target_9_11_90pct)).toBeLessThan(0.05);
    const upper = intervalFromDrift(drift, { ...reliability, upper: 11 }).interval as number;
    expect(Math.abs(upper - expected.interval_upper_only_11)).toBeLessThan(0.005);
  });

  it('are 0 where the target is missed to begin with, and unknown where it is never reached', () => {
    expect(intervalFromDrift(drift, { ...reliability, value: 9.03, lower: 9 }).interval).toBe(0);
    expect(intervalFromDrift(drift, { kind: 'uncertainty', initial: 0, uncertainty: 1e9 }).interval).toBeUndefined();
  });

  it.each(tables.rows.find(({ test }) => test === 'a3')?.printed as readonly Case[])(
    'by method A3 print as in the tutorial: %s of %s in tolerance after %s',
    (inTolerance, calibrations, interval, wanted, confidence, printed, rejection, low, high) => {
      const found = testInterval({ inTolerance, calibrations, interval }, { reliability: wanted, confidence });
      expect(found.interval.toFixed(0)).toBe(printed);
      expect(found.rejection.toFixed(4)).toBe(rejection);
      expect(found.range.map((edge) => edge.toFixed(4))).toEqual([low, high]);
    },
  );

  it('by method A3 change at most by a factor, and not without confidence', () => {
    const after = (inTolerance: number, policy = {}) =>
      testInterval({ inTolerance, calibrations: 60, interval: 100 }, { reliability: 0.8, ...policy });
    expect(after(60)).toMatchObject({ interval: 200, range: [expect.any(Number), 1], changed: true });
    expect(after(0, { changeMax: 3 }).interval).toBeCloseTo(100 / 3, 10);
    expect(after(0).range[0]).toBe(0);
    expect(after(48)).toMatchObject({ interval: 100, changed: false });
    expect(after(57, { intervalMax: 120 }).interval).toBe(120);
    expect(after(20, { intervalMin: 90 }).interval).toBe(90);
  });

  it('refuse no limits, times of 0, more in tolerance than there are', () => {
    expect(codeOf(() => intervalFromDrift(drift, reliability))).toBe('BAD_PARAMETER');
    expect(codeOf(() => intervalFromDrift({ ...drift, durations: [0, 1, 2] }, reliability))).toBe('ZERO_SPREAD');
    expect(codeOf(() => intervalFromDrift({ ...drift, changes: [text, 1, 2] }, reliability))).toBe('BAD_OBSERVATIONS');
    expect(codeOf(() => testInterval({ inTolerance: 3, calibrations: 2, interval: 1 }, { reliability: 0.9 }))).toBe(
      'BAD_PARAMETER',
    );
    expect(
      codeOf(() => testInterval({ inTolerance: 1, calibrations: 2, interval: 1 }, { reliability: 0.9, changeMax: 1 })),
    ).toBe('ZERO_SPREAD');
  });
});

describe('intervalByStaircase()', () => {
  it('extends well within the limit, keeps within it, reduces outside, in the order of the calibrations', () => {
    const found = [
      { error: 0.8, limit: 1 },
      { error: -0.81, limit: 1 },
      { error: -1, limit: 1 },
      { error: 1.01, limit: 1 },
      { inTolerance: true },
      { inTolerance: false },
    ];
    const { interval, steps } = intervalByStaircase(365, found, { extendBy: 0.25, reliability: 0.75 });
    // b = 1 − 1.25⁻³ = 0.488
    expect(steps.map((step) => step.found)).toEqual([
      'well-within',
      'within',
      'within',
      'outside',
      'within',
      'outside',
    ]);
    expect(steps.map((step) => step.interval)).toEqual([
      456.25,
      456.25,
      456.25,
      expect.closeTo(456.25 * 0.512, 9),
      expect.closeTo(456.25 * 0.512, 9),
      expect.closeTo(456.25 * 0.512 ** 2, 9),
    ]);
    expect(interval).toBe(steps.at(-1)?.interval);
  });

  it('stays between its ends, and without calibrations where it was', () => {
    expect(intervalByStaircase(365, []).interval).toBe(365);
    expect(intervalByStaircase(5, []).interval).toBe(30);
    expect(intervalByStaircase(60, [{ inTolerance: false }, { inTolerance: false }]).interval).toBe(30);
    expect(intervalByStaircase(1800, [{ error: 0, limit: 1 }]).interval).toBe(1826);
  });

  it('refuses errors that are none, limits of 0, ends the wrong way round', () => {
    expect(codeOf(() => intervalByStaircase(365, [{ error: text, limit: 1 }]))).toBe('BAD_OBSERVATIONS');
    expect(codeOf(() => intervalByStaircase(365, [{ error: 0, limit: 0 }]))).toBe('ZERO_SPREAD');
    expect(codeOf(() => intervalByStaircase(0, []))).toBe('ZERO_SPREAD');
    expect(codeOf(() => intervalByStaircase(365, [], { intervalMin: 90, intervalMax: 90 }))).toBe('ZERO_SPREAD');
  });
});

describe('reductionFor()', () => {
  it('makes the interval stand still on average at the reliability wanted', () => {
    const share = fc.double({ min: 0.5, max: 0.95, noNaN: true });
    fc.assert(
      fc.property(share, fc.double({ min: 0.01, max: 0.5, noNaN: true }), (reliability, extendBy) => {
        const b = reductionFor({ extendBy, reliability });
        const growth = reliability * Math.log1p(extendBy) + (1 - reliability) * Math.log(1 - b);
        expect(Math.abs(growth)).toBeLessThan(1e-9);
      }),
    );
  });

  it('refuses a reliability of 1, which no reduction gives', () => {
    expect(codeOf(() => reductionFor({ extendBy: 0.1, reliability: 1 }))).toBe('BAD_PARAMETER');
  });
});

describe('intervalByControlChart()', () => {
  const chart = { limit: 1, uncertainty: 0.01, confidence: 0.95, horizon: 5_000 };
  const steady = [0, 365, 730, 1095].map((day, index) => ({ day, asFound: 0.1 * index + (index % 2) * 1e-3 }));

  it('ends where the drift with its uncertainty reaches the limit', () => {
    const { driftPerDay, uncertaintyOfDrift, interval } = intervalByControlChart(steady.toReversed(), chart);
    // Changes 0.101, 0.099 and 0.101 over 365 days each.
    const mean = 0.301 / 3;
    const s = Math.sqrt(((0.101 - mean) ** 2 * 2 + (0.099 - mean) ** 2) / 2);
    expect(driftPerDay).toBeCloseTo(mean / 365, 12);
    expect(uncertaintyOfDrift).toBeCloseTo(s / Math.sqrt(3) / 365, 12);
    const reach = (t: number) => {
      const ofDrift = Math.hypot(s, uncertaintyOfDrift * t);
      const u = Math.hypot(0.01, ofDrift);
      return 0.301 + driftPerDay * t + studentQuantile(0.975, 2 * (u / ofDrift) ** 4) * u;
    };
    expect(reach(interval as number)).toBeLessThanOrEqual(1);
    expect(reach((interval as number) + 1)).toBeGreaterThan(1);
  });

  it('looks no further than its horizon, and needs no uncertainty', () => {
    expect(intervalByControlChart(steady, { ...chart, horizon: 365 }).interval).toBeUndefined();
    const straight = [0, 100, 200, 300].map((day) => ({ day, asFound: day / 1_000 }));
    const { interval } = intervalByControlChart(straight, { ...chart, uncertainty: 0 });
    expect(Math.abs((interval as number) - 700)).toBeLessThanOrEqual(1);
    const still = straight.map(({ day }) => ({ day, asFound: 0 }));
    expect(intervalByControlChart(still, { ...chart, uncertainty: 0 }).interval).toBeUndefined();
    expect(intervalByControlChart(still, { ...chart, uncertainty: 0.5 }).interval).toBeUndefined();
    // 1.96 · 0.52 > 1
    expect(intervalByControlChart(still, { ...chart, uncertainty: 0.52 }).interval).toBe(0);
  });

  it('begins from what the last adjustment left', () => {
    const adjusted = steady.map((one, index) => (index === 3 ? { ...one, asLeft: 0 } : one));
    const [left, asItWas] = [adjusted, steady].map(
      (errors) => intervalByControlChart(errors, chart).interval as number,
    );
    expect(left).toBeGreaterThan(asItWas as number);
    const between = steady.map((one, index) => (index === 1 ? { ...one, asLeft: 0 } : one));
    expect(intervalByControlChart(between, chart).driftPerDay).toBeGreaterThan(
      intervalByControlChart(steady, chart).driftPerDay,
    );
  });

  it('is 0 where the limit is not kept to begin with, and refuses too few calibrations or two of one day', () => {
    expect(intervalByControlChart(steady, { ...chart, limit: 0.2 }).interval).toBe(0);
    expect(codeOf(() => intervalByControlChart(steady.slice(1), chart))).toBe('TOO_FEW_OBSERVATIONS');
    expect(codeOf(() => intervalByControlChart([], chart))).toBe('TOO_FEW_OBSERVATIONS');
    expect(codeOf(() => intervalByControlChart([...steady, { day: 0, asFound: 0 }], chart))).toBe('ZERO_SPREAD');
    expect(codeOf(() => intervalByControlChart([...steady, { day: 2000, asFound: text }], chart))).toBe(
      'BAD_PARAMETER',
    );
    expect(codeOf(() => intervalByControlChart(steady, { ...chart, limit: 0 }))).toBe('ZERO_SPREAD');
    expect(codeOf(() => intervalByControlChart(steady, { ...chart, horizon: 0.5 }))).toBe('BAD_PARAMETER');
  });
});

describe('intervalInUse()', () => {
  it('turns hours of use into days, and refuses an instrument that is never used', () => {
    expect(intervalInUse({ hours: 1_000, hoursPerDay: 4 })).toBe(250);
    expect(codeOf(() => intervalInUse({ hours: 1_000, hoursPerDay: 0 }))).toBe('ZERO_SPREAD');
  });
});
