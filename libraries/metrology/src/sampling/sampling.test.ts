// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/acceptance_sampling.json' with { type: 'json' };
import plans from '../../vectors/single_plans.json' with { type: 'json' };
import { codeOf } from '../testing/code-of.ts';
import * as sampling from './index.ts';

const {
  AQLS,
  CODE_LETTERS,
  INSPECTION_LEVELS,
  SWITCHING_START,
  acceptanceProbability,
  averageOutgoingQuality,
  averageOutgoingQualityLimit,
  averageTotalInspection,
  codeLetter,
  findAttributesPlan,
  findSinglePlan,
  findVariablesPlanKnownSigma,
  findVariablesPlanUnknownSigma,
  mayReduce,
  nextInspection,
  operatingCharacteristic,
  variablesAcceptance,
  variablesAcceptanceKnownSigma,
} = sampling;

// biome-ignore lint/suspicious/noExplicitAny: each case of the vectors has a shape of its own
const caseOf = (id: string): any => vectors.cases.find((one) => one.id === id);
const letters = caseOf('sampling-code-letters');
const lotOf = new Map<string, { lotSize: number; level: sampling.InspectionLevel }>();
for (const range of letters.lots as readonly string[]) {
  for (const level of INSPECTION_LEVELS) {
    const lotSize = Number.parseInt(range, 10);
    const letter = codeLetter(lotSize, level);
    if (!lotOf.has(letter)) {
      lotOf.set(letter, { lotSize, level });
    }
  }
}
const questionOf = (letter: string) => lotOf.get(letter) as { lotSize: number; level: sampling.InspectionLevel };
const text = ({ sampleSize, acceptanceNumber, rejectionNumber }: sampling.SinglePlan) =>
  `${sampleSize}/${acceptanceNumber}/${rejectionNumber}`;

describe('codeLetter()', () => {
  it('has every letter of table 1 at both ends of each range', () => {
    (letters.lots as readonly string[]).forEach((range, row) => {
      const [from, to = from] = range.split('-').map((edge) => Number.parseInt(edge, 10)) as [number, number?];
      INSPECTION_LEVELS.forEach((level, column) => {
        const expected = letters.table[row].split(' ')[column];
        expect([codeLetter(from, level), codeLetter(to as number, level)]).toEqual([expected, expected]);
      });
    });
  });

  it('refuses a lot of one, and a level that is none', () => {
    expect(codeOf(() => codeLetter(1, 'II'))).toBe('BAD_PARAMETER');
    expect(codeOf(() => codeLetter(10, 'IV' as 'II'))).toBe('BAD_SAMPLING_PLAN');
  });
});

describe('findSinglePlan()', () => {
  it.each(['normal', 'tightened', 'reduced'] as const)('has all 416 entries of %s inspection', (severity) => {
    for (const letter of CODE_LETTERS) {
      const found = AQLS.map((aql) => text(findSinglePlan({ ...questionOf(letter), aql, severity })));
      expect(found.join(' ')).toBe(plans[severity][letter]);
    }
  });

  it('has the reduced plans of MIL-STD-105E, with their gap, where that edition is asked for', () => {
    const { reduced } = caseOf('sampling-single-reduced-mil');
    for (const letter of CODE_LETTERS) {
      for (const aql of AQLS) {
        const question = { ...questionOf(letter), aql, severity: 'reduced', edition: 'MIL-STD-105E' } as const;
        expect(text(findSinglePlan(question))).toBe(reduced[letter][aql].join('/'));
      }
    }
  });

  it('has a plan for every severity to which the switching rules lead, reduced with no gap and a smaller sample', () => {
    const accepted = { kind: 'lot', accepted: true, acceptanceNumber: 0 } as const;
    let { state } = nextInspection(SWITCHING_START, accepted);
    while (!mayReduce(state)) ({ state } = nextInspection(state, accepted));
    const { inspection } = nextInspection(state, { kind: 'reduce' }).state;
    expect(inspection).toBe('reduced');
    for (const letter of CODE_LETTERS) {
      for (const aql of AQLS) {
        const question = { ...questionOf(letter), aql };
        const found = findSinglePlan({ ...question, severity: inspection as 'reduced' });
        expect(found).toMatchObject({ edition: 'ISO 2859-1:1999', rejectionNumber: found.acceptanceNumber + 1 });
        expect(found.sampleSize).toBeLessThanOrEqual(findSinglePlan({ ...question, severity: 'normal' }).sampleSize);
      }
    }
  });

  it('says when every item is to be inspected', () => {
    const question = { level: 'II', severity: 'normal', aql: '0.10' } as const;
    expect(findSinglePlan({ ...question, lotSize: 100 })).toMatchObject({
      sampleSize: 125,
      inspectAll: true,
      codeLetter: 'F',
    });
    expect(findSinglePlan({ ...question, lotSize: 1000 }).inspectAll).toBe(false);
    expect(codeOf(() => findSinglePlan({ ...question, aql: '3' as '10', lotSize: 100 }))).toBe('BAD_SAMPLING_PLAN');
  });
});

describe('nextInspection()', () => {
  const lots = (state: sampling.SwitchingState, accepted: string, acceptanceNumber = 0) =>
    [...accepted].reduce<sampling.Switched>(
      (before, mark) => nextInspection(before.state, { kind: 'lot', accepted: mark === '+', acceptanceNumber }),
      { state, rule: 'none' },
    );
  const tightened = lots(SWITCHING_START, '--').state;

  it('tightens at two of five lots not accepted, and not at two of six', () => {
    expect(lots(SWITCHING_START, '-+++-').rule).toBe('normal-to-tightened');
    expect(lots(SWITCHING_START, '-++++-').state).toMatchObject({ inspection: 'normal', score: 0 });
  });

  it('goes back to normal after five in succession, and stops at five not accepted', () => {
    expect(lots(tightened, '+++++').rule).toBe('tightened-to-normal');
    expect(lots(tightened, '++++-++++').state).toMatchObject({
      inspection: 'tightened',
      inSuccession: 4,
      notAccepted: 1,
    });
    const stopped = lots(tightened, '-++-+---');
    expect(stopped).toEqual({ state: { inspection: 'discontinued' }, rule: 'discontinue' });
    expect(nextInspection(stopped.state, { kind: 'resume' }).rule).toBe('resume-tightened');
    expect(codeOf(() => lots(stopped.state, '+'))).toBe('BAD_SAMPLING_PLAN');
    expect(codeOf(() => nextInspection(tightened, { kind: 'resume' }))).toBe('BAD_SAMPLING_PLAN');
  });

  it.each([Number.NaN, -3, 1.5, Number.POSITIVE_INFINITY])('refuses a lot whose Ac is %d, in any state', (Ac) => {
    for (const state of [SWITCHING_START, tightened, { inspection: 'reduced' } as const]) {
      expect(codeOf(() => lots(state, '+', Ac))).toBe('BAD_SAMPLING_PLAN');
    }
  });

  it('refuses an event that it does not know', () => {
    for (const kind of ['pause', undefined]) {
      expect(codeOf(() => nextInspection(SWITCHING_START, { kind } as unknown as sampling.SwitchingEvent))).toBe(
        'BAD_SAMPLING_PLAN',
      );
    }
  });

  it('scores 2 for Ac of 0 and 1, 3 for more if also one step tighter, and reduces from 30 on', () => {
    expect(mayReduce(lots(SWITCHING_START, '+'.repeat(14)).state)).toBe(false);
    const ready = lots(SWITCHING_START, '+'.repeat(15)).state;
    expect(mayReduce(ready)).toBe(true);
    const reduced = nextInspection(ready, { kind: 'reduce' });
    expect(reduced.rule).toBe('normal-to-reduced');
    const lot = { kind: 'lot', accepted: true, acceptanceNumber: 3 } as const;
    expect(nextInspection(SWITCHING_START, { ...lot, acceptedOneStepTighter: true }).state).toMatchObject({ score: 3 });
    expect(nextInspection(ready, lot).state).toMatchObject({ score: 0 });
    expect(lots(reduced.state, '+').rule).toBe('none');
    expect(lots(reduced.state, '-').rule).toBe('reduced-to-normal');
    expect(nextInspection(reduced.state, { ...lot, betweenNumbers: true }).rule).toBe('reduced-to-normal');
    expect(nextInspection(reduced.state, { kind: 'return-to-normal' }).state).toEqual(SWITCHING_START);
    expect(codeOf(() => nextInspection(SWITCHING_START, { kind: 'reduce' }))).toBe('BAD_SAMPLING_PLAN');
    expect(codeOf(() => nextInspection(SWITCHING_START, { kind: 'return-to-normal' }))).toBe('BAD_SAMPLING_PLAN');
  });
});

describe('operatingCharacteristic()', () => {
  it('falls with quality in all models, from 1', () => {
    const plan = { sampleSize: 50, acceptanceNumber: 2 };
    for (const model of [
      { kind: 'binomial' },
      { kind: 'poisson' },
      { kind: 'hypergeometric', lotSize: 400 },
    ] as const) {
      const curve = operatingCharacteristic(plan, [0, 0.02, 0.05, 0.1, 0.2], model).map(({ acceptance }) => acceptance);
      expect(curve[0]).toBe(1);
      expect(curve).toEqual([...curve].sort((a, b) => b - a));
    }
  });

  it('agrees with the sum of terms', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 5 }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (n, c, p) => {
          let term = (1 - p) ** n;
          let sum = 0;
          for (let k = 0; k <= Math.min(c, n); k += 1) {
            sum += term;
            term *= ((n - k) / (k + 1)) * (p / (1 - p));
          }
          expect(acceptanceProbability({ sampleSize: n, acceptanceNumber: c }, p, { kind: 'binomial' })).toBeCloseTo(
            sum,
            11,
          );
        },
      ),
    );
  });

  it('finds the largest average outgoing quality', () => {
    const plan = { sampleSize: 80, acceptanceNumber: 2 };
    const { quality, acceptance } = averageOutgoingQualityLimit(plan, { lotSize: 1000 });
    for (const factor of [0.9, 1.1]) {
      expect(averageOutgoingQuality(plan, quality * factor, { lotSize: 1000 })).toBeLessThan(acceptance);
    }
    expect(averageOutgoingQuality(plan, 0.02)).toBeGreaterThan(averageOutgoingQuality(plan, 0.02, { lotSize: 1000 }));
    expect(averageTotalInspection(plan, 0, 1000)).toBe(80);
  });

  // ISO 2859-1:1999, table 8-A (as printed in GB/T 2828.1-2012, 8-A; recalled), per 100 items.
  it.each([
    [2, 1, '42.0'],
    [2, 2, '68.6'],
    [3, 0, '12.3'],
  ])('finds the limit of nonconformities of n = %i, c = %i: %s', (sampleSize, acceptanceNumber, printed) => {
    const { acceptance, quality } = averageOutgoingQualityLimit({ sampleSize, acceptanceNumber }, { kind: 'poisson' });
    expect((100 * acceptance).toPrecision(3)).toBe(printed);
    // At the summit P(X ≤ c) = m P(X = c).
    const mean = quality * sampleSize;
    const mass = acceptanceProbability({ sampleSize, acceptanceNumber }, quality, { kind: 'poisson' });
    const one = Array.from({ length: acceptanceNumber }, (_, k) => mean / (k + 1)).reduce(
      (a, b) => a * b,
      Math.exp(-mean),
    );
    expect(mass).toBeCloseTo(mean * one, 6);
  });

  it('knows qualities above 1 where nonconformities are counted, and only there', () => {
    const plan = { sampleSize: 2, acceptanceNumber: 30 };
    expect(averageOutgoingQuality(plan, 2, { kind: 'poisson' })).toBeCloseTo(2, 10);
    expect(codeOf(() => averageOutgoingQuality(plan, 2))).toBe('BAD_PARAMETER');
  });

  it('refuses shares beyond 1, samples beyond the lot, plans of nothing', () => {
    const plan = { sampleSize: 80, acceptanceNumber: 2 };
    expect(codeOf(() => acceptanceProbability(plan, 1.1, { kind: 'binomial' }))).toBe('BAD_PARAMETER');
    expect(codeOf(() => acceptanceProbability(plan, 0.1, { kind: 'hypergeometric', lotSize: 50 }))).toBe(
      'BAD_PARAMETER',
    );
    expect(codeOf(() => acceptanceProbability({ sampleSize: 0, acceptanceNumber: 0 }, 0.1, { kind: 'poisson' }))).toBe(
      'BAD_PARAMETER',
    );
  });
});

describe('plan finding', () => {
  const { plans: expected } = caseOf('sampling-find-plan');
  const point = (quality: number, acceptance: number) => ({ quality, acceptance });
  const points = { producer: point(0.05, 0.95), consumer: point(0.15, 0.075) };
  const variables = { producer: point(0.05, 0.95), consumer: point(0.2, 0.1) };

  it('agrees with R AcceptanceSampling', () => {
    const found = (model: sampling.SamplingModel) => {
      const { sampleSize, acceptanceNumber } = findAttributesPlan(points, model);
      return { n: sampleSize, c: acceptanceNumber, r: acceptanceNumber + 1 };
    };
    expect(found({ kind: 'binomial' })).toEqual(expected.find_binomial);
    expect(found({ kind: 'hypergeometric', lotSize: 500 })).toEqual(expected.find_hyper);
    expect(found({ kind: 'poisson' })).toEqual(expected.find_poisson);
    const known = findVariablesPlanKnownSigma(variables);
    expect(known.sampleSize).toBe(expected.find_normal_known.n);
    expect(known.acceptabilityConstant).toBeCloseTo(expected.find_normal_known.k, 12);
    const unknown = findVariablesPlanUnknownSigma(variables);
    expect(unknown.sampleSize).toBe(expected.find_normal_unknown.n);
    // R stops its root search at 1e-6.
    expect(Math.abs(unknown.acceptabilityConstant - expected.find_normal_unknown.k)).toBeLessThan(1e-6);
  });

  it('keeps both points', () => {
    const known = findVariablesPlanKnownSigma(variables);
    expect(variablesAcceptanceKnownSigma(known, 0.05)).toBeCloseTo(0.95, 12);
    expect(variablesAcceptanceKnownSigma(known, 0.2)).toBeLessThanOrEqual(0.1);
    const unknown = findVariablesPlanUnknownSigma(variables);
    expect(variablesAcceptance(unknown, 0.05)).toBeCloseTo(0.95, 9);
    expect(variablesAcceptance(unknown, 0.2)).toBeLessThanOrEqual(0.1);
  });

  it('refuses points in the wrong order and points that no plan keeps', () => {
    expect(
      codeOf(() => findAttributesPlan({ producer: points.consumer, consumer: points.producer }, { kind: 'binomial' })),
    ).toBe('BAD_SAMPLING_PLAN');
    const close = { producer: point(0.05, 0.99), consumer: point(0.0501, 0.01) };
    expect(codeOf(() => findAttributesPlan(close, { kind: 'hypergeometric', lotSize: 100 }))).toBe('NO_SUCH_PLAN');
    expect(codeOf(() => findVariablesPlanUnknownSigma(close))).toBe('NO_SUCH_PLAN');
  });
});
