// SPDX-License-Identifier: Apache-2.0
import { parseDecimal, rationalFromDecimal, rationalToNumber } from '@touchstone/identifiers';
import { parseQuantity } from '@touchstone/metrology/quantity';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrated, doubtAbout, doubtedEntries, foundOff, limit, ONE_TO_ONE, weighing } from '../testing/doubted.ts';
import { changed, type Entries, grams, recordOf } from '../testing/traced.ts';
import { carryShift, type ShiftedImpact } from './carry-shift.ts';
import { gatherImpact } from './gather-impact.ts';
import { redecideReport } from './redecide.ts';
import { coefficientFromBudget, effectOf, type ShiftPoint, shiftAt, shiftsFound } from './shift.ts';

const FOUND = {
  ...{ quantity: 'mass', at: grams('100'), shift: { value: '20', unit: 'mg' }, coverageFactor: '2' },
  expandedUncertainty: { value: '2', unit: 'mg' },
};
const sound = doubtedEntries();
const withResults = (...results: readonly unknown[]): Entries => changed(sound, 'report', { results });
const used = (sensitivity: unknown, more: object = {}) => ({
  instruments: [
    { instrument: 'balance', calibration: 'ref:balance', ...(sensitivity === undefined ? {} : { sensitivity }) },
  ],
  ...more,
});

async function decide(
  entries: Entries,
  {
    found = foundOff('20'),
    stated,
    decisions,
  }: {
    found?: readonly ShiftPoint[];
    stated?: ShiftedImpact['stated'];
    decisions?: Parameters<typeof redecideReport>[2];
  } = {},
) {
  const record = recordOf(entries);
  const { impact, papers } = await gatherImpact(doubtAbout(record.reference), { find: record.find });
  const { issuer, id } = record.reference('report');
  const around = { impact, papers, found, ...(stated === undefined ? {} : { stated }) };
  return redecideReport(`${issuer} ${id}`, around, decisions);
}
const codes = (made: Awaited<ReturnType<typeof decide>>) =>
  made.map(({ verdict, reasons }) => [verdict, ...reasons.map(({ code }) => code)].join(' '));

describe('redecideReport()', () => {
  it('flips a pass into a fail where the correction carries the value over the limit', async () => {
    // The weight was 20 mg heavier than relied upon, so is everything weighed with the balance: 100.020 g > 100.010 g.
    expect(await decide(sound)).toEqual([
      {
        ...{
          result: 'r-1',
          specification: 'at most 100.010',
          verdict: 'flips',
          before: 'conforms',
          after: 'does-not-conform',
        },
        ...{ reported: '100.000 g', reasons: [] },
        // U = 2 sqrt(2² + 1²) mg.
        corrected: { value: '100.0200 g', expandedUncertainty: '0.0045 g' },
      },
    ]);
  });

  it('flips a fail into a pass, lets stand what a small correction does not move, and decides two limits of one result', async () => {
    const failed = weighing('r-1', {
      ...used({ ...ONE_TO_ONE, at: grams('100') }),
      quantity: grams('100.015'),
      conformity: [limit('100.010', { outcome: 'does-not-conform' })],
    });
    expect(codes(await decide(withResults(failed), { found: foundOff('-20') }))).toEqual(['flips']);
    expect(codes(await decide(sound, { found: foundOff('5') }))).toEqual(['stands']);
    const two = weighing('r-1', { conformity: [limit('100.010'), limit('100.030', { rounding: 'full-value' })] });
    expect(codes(await decide(withResults(two)))).toEqual(['flips', 'stands']);
  });

  it('uses the rule that was applied, and says so where that rule leaves the corrected value open', async () => {
    const decisionRule = { kind: 'guard-band', multiplier: '1', guards: 'acceptance' };
    const guarded = weighing('r-1', {
      conformity: [limit('100.010', { decisionRule, lower: { ...grams('99'), inclusive: true } })],
    });
    expect(codes(await decide(withResults(guarded), { found: foundOff('3') }))).toEqual(['stands']);
    expect(codes(await decide(withResults(guarded), { found: foundOff('8') }))).toEqual([
      'cannot-tell RULE_LEAVES_OPEN',
    ]);
  });

  it('corrects a value without an uncertainty, and invents none', async () => {
    const { expandedUncertainty: _, ...bare } = weighing('r-1');
    const [made] = await decide(withResults(bare));
    expect(made).toMatchObject({ verdict: 'flips', corrected: { value: '100.02 g' } });
    expect(made?.corrected).not.toHaveProperty('expandedUncertainty');
  });

  it('cannot tell without a sensitivity, a point, one unit, a number, or a rule, and says what would settle it', async () => {
    expect(codes(await decide(withResults(weighing('r-1', used(undefined)))))).toEqual([
      'cannot-tell SENSITIVITY_NOT_STATED',
    ]);
    const beyond = weighing('r-1', { quantity: grams('50'), conformity: [limit('60')] });
    expect(codes(await decide(withResults(beyond)))).toEqual(['cannot-tell SHIFT_NOT_KNOWN_AT_POINT']);
    const other = weighing('r-1', {
      ...used({ ...ONE_TO_ONE, at: grams('100') }),
      ...{
        quantity: { value: '5', unit: 'mg/kg' },
        expandedUncertainty: { value: '1', unit: 'mg/kg', coverageFactor: '2' },
      },
    });
    expect(codes(await decide(withResults(other)))).toEqual(['cannot-tell NOT_OF_ONE_UNIT']);
    const { quantity: _q, expandedUncertainty: _u, ...none } = weighing('r-1');
    const nonDetect = { ...none, outcome: 'not-detected', limitOfDetection: grams('1') };
    expect(codes(await decide(withResults(nonDetect)))).toEqual(['cannot-tell NON_DETECT']);
    const { conformity: _c, ...silent } = weighing('r-1');
    const [made] = await decide(withResults(silent));
    expect(made).toMatchObject({ verdict: 'cannot-tell', corrected: { value: '100.0200 g' } });
    expect(made?.reasons.map(({ code }) => code)).toEqual(['NO_CONFORMITY_STATED']);
    expect(codes(await decide(withResults({ ...silent, ...used(undefined) })))).toEqual([
      'cannot-tell SENSITIVITY_NOT_STATED NO_CONFORMITY_STATED',
    ]);
    expect(made?.reasons.every(({ settle }) => settle.length > 0)).toBe(true);
  });

  it('cannot tell where the numbers do not fit, or do not give what the report says', async () => {
    const otherwise = weighing('r-1', { conformity: [limit('99')] });
    expect(codes(await decide(withResults(otherwise)))).toEqual(['cannot-tell STATED_OTHERWISE']);
    const noLimit = { specification: 's', decisionRule: { kind: 'simple-acceptance' }, outcome: 'conforms' };
    expect(codes(await decide(withResults(weighing('r-1', { conformity: [noLimit] }))))).toEqual([
      'cannot-tell NUMBERS_DO_NOT_FIT',
    ]);
    const unit = weighing('r-1', { quantity: { value: '1', unit: 'blobs' } });
    expect(codes(await decide(withResults(unit)))).toEqual(['cannot-tell NUMBERS_DO_NOT_FIT']);
  });

  it.each([
    // U' = k √(u(y)² + u(Δy)²) with u(y) = U/k of the report and u(Δy) = U/k of the certificate that found it off.
    ['1', '2', '0.0041'], // 1 · √(4² + 1²) mg
    ['4', '2', '0.0057'], // 4 · √(1² + 1²) mg
    ['2', '1', '0.0057'], // 2 · √(2² + 2²) mg
    ['2', '0.5', '0.0089'], // 2 · √(2² + 4²) mg
  ])('widens with the factors that are stated: k = %s of the result, k = %s as found', async (k, kFound, widened) => {
    const found = shiftsFound([{ ...FOUND, coverageFactor: kFound }] as never, 'as found');
    const stated = weighing('r-1', { expandedUncertainty: { ...grams('0.004'), coverageFactor: k } });
    const [made] = await decide(withResults(stated), { found });
    expect(made?.corrected?.expandedUncertainty).toBe(`${widened} g`);
  });

  it('follows no place of an uncertainty of nothing', async () => {
    const nothing = { value: '0', unit: 'mg' };
    const found = shiftsFound([{ ...FOUND, expandedUncertainty: nothing }] as never, 'as found');
    const stated = weighing('r-1', { expandedUncertainty: { ...nothing, coverageFactor: '2' } });
    const [made] = await decide(withResults(stated), { found });
    expect(made?.corrected?.value).toBe('100.02 g');
  });

  it('cannot tell where figures on record cannot be: k of 0, an uncertainty below 0, a unit that nobody knows', async () => {
    for (const wrong of [
      { coverageFactor: '0' },
      { coverageFactor: '-2' },
      { expandedUncertainty: { value: '-2', unit: 'mg' } },
      { shift: { value: '20', unit: 'blorb' } },
      { expandedUncertainty: { value: '2', unit: 's' } },
    ]) {
      const found = shiftsFound([{ ...FOUND, ...wrong }] as never, 'as found');
      expect(found).toEqual([]);
      expect(codes(await decide(sound, { found }))).toEqual(['cannot-tell SHIFT_NOT_KNOWN_AT_POINT']);
    }
    for (const [value, coverageFactor] of [
      ['0.004', '0'],
      ['0.004', '-2'],
      ['-0.004', '2'],
    ]) {
      const result = weighing('r-1', { expandedUncertainty: { value, unit: 'g', coverageFactor } });
      expect(codes(await decide(withResults(result)))).toEqual(['cannot-tell NUMBERS_DO_NOT_FIT']);
    }
  });

  it('takes what the owner states in review where the paper is silent, sensitivity and rule', async () => {
    const { conformity: _, ...silent } = weighing('r-1', used(undefined));
    const decisions = new Map([['r-1', [limit('100.010')]]]) as never;
    expect(codes(await decide(withResults(silent), { stated: () => ONE_TO_ONE as never, decisions }))).toEqual([
      'flips',
    ]);
  });

  it('leaves out results that rest on nothing in doubt', async () => {
    const untouched = weighing('r-2', { instruments: [{ instrument: 'other balance' }] });
    const made = await decide(withResults(weighing('r-1'), untouched, weighing('r-3', { instruments: undefined })));
    expect(made.map(({ result }) => result)).toEqual(['r-1']);
  });

  it('adds up what comes from the reference by two ways, and keeps it one influence', async () => {
    // A difference of two weighings on two balances with the same weight: the shift falls out, with its uncertainty.
    const entries = {
      ...withResults(
        weighing('r-1', {
          instruments: [
            { instrument: 'balance', calibration: 'ref:balance', sensitivity: ONE_TO_ONE },
            { instrument: 'balance 2', calibration: 'ref:second', sensitivity: { ...ONE_TO_ONE, coefficient: '-1' } },
          ],
        }),
      ),
      second: calibrated('balance 2', 'calibrator', {
        references: [{ standard: 'weight', calibration: 'ref:good', sensitivity: ONE_TO_ONE }],
      }),
    };
    expect(await decide(entries)).toMatchObject([
      { verdict: 'stands', corrected: { value: '100.0000 g', expandedUncertainty: '0.0040 g' } },
    ]);
  });

  it('carries a relative effect through a solution, and shows few digits of what never ends', async () => {
    const relative = { effect: 'relative', coefficient: '1' };
    const entries: Entries = {
      ...withResults(
        weighing('r-1', {
          ...{ substance: 'pb', quantity: { value: '0.30', unit: 'mg/kg' }, conformity: [] },
          expandedUncertainty: { value: '0.02', unit: 'mg/kg', coverageFactor: '2' },
          instruments: [{ instrument: 'solution 7', calibration: 'ref:solution', sensitivity: relative }],
        }),
      ),
      solution: {
        kind: 'ReferenceMaterialCertificate',
        issuer: 'calibrator',
        subject: {
          ...{
            id: 'urn:test:rm',
            certificateNumber: 'RM',
            producer: { id: 'did:web:calibrator.test.touchstone.example', name: 'c' },
          },
          ...{ material: 'solution', batch: '7', certifiedOn: '2026-02-01', validUntil: '2027-01-01' },
          references: [{ standard: 'weight', calibration: 'ref:good', sensitivity: relative }],
          values: [
            {
              substance: 'pb',
              quantity: { value: '1000', unit: 'mg/L' },
              expandedUncertainty: { value: '4', unit: 'mg/L' },
              coverageFactor: '2',
            },
          ],
        },
      },
    };
    const third = [
      { quantity: 'mass', at: grams('30'), shift: grams('1'), expandedUncertainty: grams('0.3'), coverageFactor: '2' },
    ];
    const [made] = await decide(entries, { found: foundOff('20', third).slice(1) });
    // 0.30 (1 + 1/30) = 0.31; u² = 0.01² + (0.30 · 0.15/30)².
    expect(made).toMatchObject({ corrected: { value: '0.310 mg/kg', expandedUncertainty: '0.020 mg/kg' } });
    const odd = [
      { quantity: 'mass', at: grams('70'), shift: grams('1'), expandedUncertainty: grams('0.3'), coverageFactor: '2' },
    ];
    const found = foundOff('20', odd).slice(1);
    expect((await decide(entries, { found }))[0]?.corrected?.value).toBe('0.304 mg/kg');
    const [result] = (entries.report as Entries[string]).subject.results as readonly object[];
    const { expandedUncertainty: _, ...bare } = result as { readonly expandedUncertainty: object };
    const without = changed(entries, 'report', { results: [bare] });
    expect((await decide(without, { found }))[0]?.corrected?.value).toBe('0.304285714286 mg/kg');
    // Two points, and none said to be the one used.
    expect(codes(await decide(entries, { found: foundOff('20', third) }))[0]).toContain('SHIFT_NOT_KNOWN_AT_POINT');
  });

  it('says that a verification has no values, and that a circle of papers has none either', async () => {
    const record = recordOf(sound);
    const { impact, papers } = await gatherImpact(doubtAbout(record.reference), { find: record.find });
    const balance = impact.hits[0]?.node.id as string;
    const report = impact.hits[1]?.node.id as string;
    const link = (from: string, to: string) => ({ from, to, sensitivity: ONE_TO_ONE as never });
    const circle = { ...impact, links: [link(balance, balance)] };
    const around = { impact: circle, papers, found: foundOff('20') };
    const of = parseQuantity(grams('100') as never);
    expect(carryShift(around).shiftOf(balance, { of })).toMatchObject({ reasons: [{ code: 'NO_VALUES' }] });
    expect(
      carryShift({ ...around, impact: { ...impact, links: [link(report, balance)] } }).pointsOf(balance),
    ).toMatchObject({ reasons: [{ code: 'NO_VALUES' }] });
    expect(carryShift({ ...around, impact: { ...impact, links: [] } }).shiftOf(balance, { of })).toMatchObject({
      known: { influences: [] },
    });
  });

  it('keeps a point about which something is known where another lies open', async () => {
    const results = ['100', '900'].map((at) => ({
      quantity: 'mass',
      at: grams(at),
      expandedUncertainty: grams('0.001'),
      coverageFactor: '2',
    }));
    expect(codes(await decide(changed(sound, 'balance', { results })))).toEqual(['flips']);
  });
});

describe('shiftAt()', () => {
  const at = (value: string, unit = 'g') => parseQuantity({ value, unit });
  const number = (point: Pick<ShiftPoint, 'shift'> | undefined) =>
    point === undefined ? undefined : rationalToNumber(point.shift.value);

  it('runs straight between two points, is the point at a point, and knows nothing beyond', () => {
    const points = foundOff('20', [
      {
        quantity: 'mass',
        at: grams('200'),
        shift: grams('0.04'),
        expandedUncertainty: grams('0.004'),
        coverageFactor: '2',
      },
    ]);
    expect(number(shiftAt(points, { at: at('125') }))).toBe(25);
    // The two points are one influence: 0.75 · 1 mg + 0.25 · 2 mg.
    expect(shiftAt(points, { at: at('125') })?.influences).toEqual([
      { identity: 'as-found C weight', contribution: 1.25 },
    ]);
    expect(number(shiftAt(points, { at: at('0.2', 'kg') }))).toBe(0.04);
    for (const beyond of ['99', '201']) expect(shiftAt(points, { at: at(beyond) })).toBeUndefined();
    expect(shiftAt(points, { at: at('1', 'm') })).toBeUndefined();
  });

  it('reads where it was found and where it is asked as temperatures, on whatever scale', () => {
    const kelvins = (value: string) => ({ value, unit: 'K' });
    const points = foundOff(
      '20',
      [
        {
          quantity: 'temperature',
          at: kelvins('293.15'),
          shift: kelvins('0.04'),
          expandedUncertainty: kelvins('0.01'),
        },
        {
          quantity: 'temperature',
          at: kelvins('303.15'),
          shift: kelvins('0.06'),
          expandedUncertainty: kelvins('0.01'),
        },
      ].map((one) => ({ ...one, coverageFactor: '2' })),
    );
    expect(number(shiftAt(points, { at: at('25', '°C'), quantity: 'temperature' }))).toBe(0.05);
  });

  it('takes the quantity that is wanted, and guesses none among several', () => {
    const points = foundOff('20', [
      {
        quantity: 'eccentricity',
        at: grams('100'),
        shift: grams('1'),
        expandedUncertainty: grams('1'),
        coverageFactor: '2',
      },
    ]);
    expect(number(shiftAt(points, { at: at('100'), quantity: 'mass' }))).toBe(20);
    expect(shiftAt(points, { at: at('100'), quantity: 'density' })).toBeUndefined();
  });

  it('lies between the points that enclose it', () => {
    const value = fc.integer({ min: -1_000, max: 1_000 });
    fc.assert(
      fc.property(value, value, fc.integer({ min: 100, max: 200 }), (low, high, where) => {
        const points = foundOff(String(low), [
          {
            quantity: 'mass',
            at: grams('200'),
            shift: { value: String(high), unit: 'mg' },
            expandedUncertainty: grams('0.002'),
            coverageFactor: '2',
          },
        ]);
        const found = number(shiftAt(points, { at: at(String(where)) })) as number;
        expect(found).toBeGreaterThanOrEqual(Math.min(low, high));
        expect(found).toBeLessThanOrEqual(Math.max(low, high));
      }),
    );
  });
});

describe('effectOf()', () => {
  it('has no relative effect at a point of nothing', () => {
    const [shift] = foundOff('20');
    const zero = parseQuantity({ value: '0', unit: 'g' });
    const relative = { effect: 'relative', coefficient: '1' } as never;
    expect(effectOf(relative, shift as ShiftPoint, { at: zero, of: zero })).toBeUndefined();
  });

  it('takes a difference of temperatures for one', () => {
    const kelvin = parseQuantity({ value: '0.5', unit: 'K' });
    const of = parseQuantity({ value: '20', unit: '°C' });
    const made = effectOf(
      ONE_TO_ONE as never,
      { shift: kelvin, influences: [{ identity: 'i', contribution: 0.1 }] },
      { at: of, of },
    );
    expect(made?.shift.value).toEqual(rationalFromDecimal(parseDecimal('0.5')));
    expect(made?.influences).toEqual([{ identity: 'i', contribution: 0.1 }]);
  });
});

describe('coefficientFromBudget()', () => {
  it('is what the budget says that the influence adds, over its uncertainty', () => {
    const result = { estimate: 1, influences: [{ identity: 'weight', contribution: -0.4 }] };
    expect(coefficientFromBudget(result, { identity: 'weight', standardUncertainty: 0.2 })).toBe(-2);
    expect(coefficientFromBudget(result, { identity: 'weight', standardUncertainty: 0 })).toBeUndefined();
    expect(coefficientFromBudget(result, { identity: 'other', standardUncertainty: 1 })).toBeUndefined();
  });
});
