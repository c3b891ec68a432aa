// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/conformity.json' with { type: 'json' };
import { conformanceProbability, type NumberInterval, specificRisks } from './conformance-probability.ts';
import { acceptanceLimitForConsumerRisk, globalRisks } from './global-risk.ts';
import { acceptanceMultiplier, riskAtAcceptanceLimit } from './guard-band.ts';
import { normalQuantile } from './normal-distribution.ts';

interface Case {
  readonly id: string;
  readonly tolerance: number;
  readonly inputs?: Readonly<Record<string, number>>;
  readonly expected?: unknown;
  readonly table?: readonly { readonly r: number; readonly PFA_max: number }[];
}

const cases = vectors.cases as unknown as readonly Case[];
const matching = (prefix: string) => cases.filter(({ id }) => id.startsWith(prefix));
const numbers = ({ expected }: Case) => expected as Readonly<Record<string, number>>;

// Ten digits are printed: relative, or absolute where the print rounds to 0 or 1.
function expectClose(got: number, expected: number | undefined, tolerance: number): void {
  const printed = expected as number;
  const scale = printed === 0 || printed === 1 ? 1 : Math.abs(printed);
  expect(Math.abs(got - printed) / scale).toBeLessThanOrEqual(tolerance);
}

const normal = (standardDeviation: number, mean = 0) => ({ kind: 'normal', mean, standardDeviation }) as const;
const around = (halfWidth: number, centre = 0): NumberInterval => ({
  lower: centre - halfWidth,
  upper: centre + halfWidth,
});

describe('conformity.json', () => {
  it('has no case that no test below reads', () => {
    const read = ['106-', 'RP19-', 'Deaver-', 'guardband-', 'G8-', 'specific-risk-'];
    expect(cases.filter(({ id }) => !read.some((prefix) => id.startsWith(prefix)))).toEqual([]);
    expect(cases).toHaveLength(15);
  });
});

describe('conformanceProbability()', () => {
  it.each([...matching('106-zener'), ...matching('106-viscosity')])(
    'reproduces $id',
    ({ inputs = {}, expected, tolerance }) => {
      const { y = 0, u = 0, ...limits } = inputs;
      expectClose(conformanceProbability({ value: y, standardUncertainty: u }, limits), expected as number, tolerance);
    },
  );

  it.each(matching('106-uniform-grid'))('reproduces every row of $id', ({ expected, tolerance }) => {
    const rows = expected as readonly { y: number; u: number; lower: number | null; upper: number | null; p: number }[];
    expect(rows).toHaveLength(81);
    for (const { y, u, lower, upper, p } of rows) {
      const limits = { ...(lower === null ? {} : { lower }), ...(upper === null ? {} : { upper }) };
      expectClose(conformanceProbability({ value: y, standardUncertainty: u }, limits), p, tolerance);
    }
  });
});

describe('specificRisks()', () => {
  it.each(matching('specific-risk-'))('reproduces the total of $id', (vector) => {
    const { mean = 0, sd = 0 } = vector.inputs ?? {};
    const { consumer } = specificRisks({ value: mean, standardUncertainty: sd }, { lower: 9, upper: 11 });
    expectClose(consumer, numbers(vector).total, vector.tolerance);
  });
});

describe('riskAtAcceptanceLimit()', () => {
  it.each(matching('G8-'))('reproduces $id', ({ table = [], tolerance }) => {
    expect(table).toHaveLength(7);
    for (const { r, PFA_max } of table) {
      expectClose(riskAtAcceptanceLimit(r, 2), PFA_max, tolerance);
    }
  });
});

describe('acceptanceMultiplier()', () => {
  it.each(matching('guardband-TUR'))('reproduces $id', (vector) => {
    const ratio = Number(vector.id.slice('guardband-TUR'.length));
    const expected = numbers(vector);
    expectClose(acceptanceMultiplier('rss', ratio), expected.rss, vector.tolerance);
    expectClose(acceptanceMultiplier('u95', ratio), expected.test95_ILAC_G8_w_eq_U, vector.tolerance);
    expectClose(acceptanceMultiplier('rp10', ratio), expected.rp10, vector.tolerance);
    expectClose(acceptanceMultiplier('dobbert', ratio), expected.dobbert, vector.tolerance);
  });
});

describe('globalRisks()', () => {
  it.each(matching('106-9.5.4'))('reproduces $id', (vector) => {
    const model = {
      prior: { kind: 'gamma', shape: 4, rate: 4 },
      tolerance: { upper: 2 },
      standardUncertainty: 0.25,
    } as const;
    const risks = globalRisks({ ...model, acceptance: { upper: 2 } });
    const expected = numbers(vector);
    expectClose(risks.nonconforming, expected.p_nonconforming, vector.tolerance);
    expectClose(risks.consumer, expected.R_C, vector.tolerance);
    expectClose(risks.producer, expected.R_P, vector.tolerance);
    expectClose(acceptanceLimitForConsumerRisk(model, 0.001), expected.acceptance_limit_RC_0_001, vector.tolerance);
  });

  it.each(matching('106-9.5-resistor'))('reproduces $id', (vector) => {
    const risks = globalRisks({
      prior: normal(0.12, 1500),
      tolerance: around(0.2, 1500),
      standardUncertainty: 0.04,
      acceptance: around(0.18, 1500),
    });
    const expected = numbers(vector);
    expectClose(risks.consumer, expected.R_C, vector.tolerance);
    expectClose(risks.producer, expected.R_P, vector.tolerance);
    expectClose(risks.conditionalConsumer, expected.conditional_R_C, vector.tolerance);
  });

  it.each(matching('RP19-'))('reproduces $id', (vector) => {
    const inTolerance = vector.inputs?.in_tolerance_probability ?? 0;
    const sd = 1 / normalQuantile((1 + inTolerance) / 2);
    const risks = globalRisks({
      prior: normal(sd),
      tolerance: around(1),
      standardUncertainty: sd / 4,
      acceptance: around(1),
    });
    const expected = numbers(vector);
    expectClose(100 * risks.consumer, expected.PFA_pct, vector.tolerance);
    expectClose(100 * risks.conditionalConsumer, expected.CPFA_pct, vector.tolerance);
    expectClose(100 * risks.producer, expected.PFR_pct, vector.tolerance);
  });

  it.each(matching('Deaver-'))('reproduces $id', (vector) => {
    const [, limit, ratio] = /^Deaver-SL([\d.]+)-TUR(\d+)$/.exec(vector.id) ?? [];
    const limits = around(Number(limit));
    const risks = globalRisks({
      prior: normal(1),
      tolerance: limits,
      standardUncertainty: 1 / Number(ratio),
      acceptance: limits,
    });
    expectClose(risks.consumer, numbers(vector).PFA, vector.tolerance);
    expectClose(risks.producer, numbers(vector).PFR, vector.tolerance);
  });
});
