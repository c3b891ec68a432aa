// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay, parsePlace } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { globalRisks } from '../decision/global-risk.ts';
import { lastDayOf } from './due-day.ts';
import { calibrationRisks, UNCERTAINTY_RATIOS } from './how-good.ts';
import type { ListedInstrument, PastCalibration } from './instrument.ts';
import { findLaboratories } from './laboratories.ts';
import { describeReason } from './describe-plan.ts';
import { type InstrumentPlan, placeUpkeep, planUpkeep, remindFrom } from './plan-upkeep.ts';
import type { UpkeepReason } from './reason.ts';
import { parseInstrumentRules } from './rules.ts';
import { listed, offered, RULES_TEXT } from './upkeep-fixtures.ts';

const rules = parseInstrumentRules(RULES_TEXT);
const on = parseCalendarDay('2026-11-22');
const HK = parsePlace('HK');
const plan = (different: Partial<ListedInstrument> = {}, ratio: '1/3' | '1/4' = '1/3') =>
  planUpkeep([listed(different)], { rules, on, ratio })[0] as InstrumentPlan;
const codes = (reasons: readonly { readonly code: string }[]) => reasons.map(({ code }) => code);

describe('what planUpkeep() says to do', () => {
  it.each([
    [
      'verification where the kind is listed for the use',
      {},
      'trade',
      'verification',
      ['VERIFY_LISTED', 'FROM_MEMORY'],
    ],
    ['no memory where the row was read', { type: '温度计' }, 'medical', 'verification', ['VERIFY_LISTED']],
    ['calibration where it is not listed', {}, 'medical', 'calibration', ['CALIBRATE_NOT_LISTED', 'FROM_MEMORY']],
    ['calibration where the law asks for none', { place: HK }, 'trade', 'calibration', ['CALIBRATE_NO_PERIODIC_LAW']],
    ['calibration where a product is decided by it', {}, 'product', 'calibration', ['CALIBRATE_DECIDES']],
    ['nothing for an indication', {}, 'indication', 'none', ['INDICATION_ONLY']],
    ['to ask where the kind is not known', { type: 'gizmo' }, 'trade', 'unclear', ['KIND_UNKNOWN']],
    ['to ask where the field was not looked at', {}, 'safety', 'unclear', ['LAW_NOT_LOADED']],
    ['to ask where the place is not loaded', { place: parsePlace('MO') }, 'trade', 'unclear', ['LAW_NOT_LOADED']],
    ['verification of the highest standard', {}, 'highest-standard', 'verification', ['VERIFY_HIGHEST_STANDARD']],
    ['calibration of it elsewhere', { place: HK }, 'highest-standard', 'calibration', ['CALIBRATE_NO_PERIODIC_LAW']],
    ['to ask of it', { place: parsePlace('MO') }, 'highest-standard', 'unclear', ['LAW_NOT_LOADED']],
  ] as const)('is %s', (_, different, use, action, reasons) => {
    const { what } = plan({ ...different, use });
    expect([what.action, codes(what.reasons)]).toEqual([action, reasons]);
  });

  it.each([
    ['Scale', true],
    ['bathroom scales', true],
    ['price-computing SCALE (shop)', true],
    ['电子秤', true],
    ['新scale2', true],
    ['upscale display', false],
    ['scaled model', false],
  ])('takes %j for a scale: %s', (type, known) => {
    const { action } = plan({ type, use: 'trade' }).what;
    expect(action).toBe(known ? 'verification' : 'unclear');
  });

  it('says of a list that was read whole that what is not in it need not be verified', () => {
    const read = RULES_TEXT.regimes.map((regime) => ({
      ...regime,
      compulsory: regime.compulsory.map((entry) => ({ ...entry, certainty: 'read' })),
    }));
    const whole = parseInstrumentRules({ ...RULES_TEXT, regimes: read });
    const [found] = planUpkeep([listed({ use: 'medical' })], { rules: whole, on, ratio: '1/3' });
    expect(codes(found?.what.reasons ?? [])).toEqual(['CALIBRATE_NOT_LISTED']);
  });
});

const day = parseCalendarDay;
const past = (
  dates: readonly string[],
  errors: readonly (string | undefined)[],
  unit = 'g',
): readonly PastCalibration[] =>
  dates.map((date, index) => {
    const value = errors[index];
    return { on: day(date), ...(value === undefined ? {} : { asFound: { value, unit } }) };
  });
const grams = (value: string) => ({ value, unit: 'g' });
const YEARS = ['2023-01-10', '2024-01-10', '2025-01-10', '2026-01-10'];

describe('how often, by planUpkeep()', () => {
  it('begins as is customary for the kind, or as it is now', () => {
    expect(plan().howOften).toMatchObject({ method: 'initial', span: { months: 18 } });
    expect(codes(plan({ type: 'gizmo' }).howOften.reasons)).toEqual(['INITIAL_UNKNOWN_KIND']);
    expect(plan({ type: 'gizmo' }).howOften.span).toEqual({ months: 12 });
    expect(plan({ currentIntervalMonths: 9 }).howOften).toMatchObject({ method: 'current', span: { months: 9 } });
    expect(plan({ use: 'indication' }).howOften).toEqual({ method: 'none', reasons: [] });
  });

  it('follows the law where there is a period, whatever is customary', () => {
    const law = plan({ use: 'trade', currentIntervalMonths: 3 });
    expect(law.howOften).toMatchObject({ method: 'legal-period', span: { months: 12 } });
    expect(plan({ use: 'trade', type: 'water meter' }).howOften).toMatchObject({ method: 'once' });
    expect(plan({ use: 'highest-standard' }).howOften.method).toBe('initial');
    expect(codes(plan({ use: 'highest-standard' }).howOften.reasons)).toContain('PERIOD_NOT_LOADED');
  });

  it('steps by the staircase: each error against the tolerance, where there are fewer than four', () => {
    const found = plan({ calibrations: past(YEARS.slice(2), ['0.1', '0.29']) }).howOften;
    expect(found.method).toBe('staircase');
    // 18 months are 547.86 days; well within: × 1.1; within: as it was.
    expect(found.span).toEqual({ days: 602 });
    expect(
      plan({ currentIntervalMonths: 12, calibrations: past(YEARS.slice(2), ['0.1', '0.29']) }).howOften.span,
    ).toEqual({
      days: 365,
    });
  });

  it('shortens the period of the law by a history that asks for less, and says so where it was outside', () => {
    const outside = past(YEARS.slice(3), ['0.5']);
    const shorter = plan({ use: 'trade', calibrations: outside });
    expect(shorter.howOften.method).toBe('staircase');
    expect(codes(shorter.howOften.reasons)).toEqual([
      ...['LEFT_OUTSIDE', 'LEGAL_PERIOD', 'STAIRCASE', 'LAST_OUTSIDE', 'HISTORY_ASKS_LESS'],
    ]);
    const longer = plan({ use: 'trade', calibrations: past(YEARS.slice(3), ['0.01']) });
    expect(longer.howOften.method).toBe('legal-period');
    const same = { currentIntervalMonths: 12, calibrations: past(YEARS.slice(3), ['0.29']) };
    expect(plan({ ...same, use: 'trade' }).howOften.method).toBe('legal-period');
    const late = [{ on: day('2026-01-10'), inTolerance: false }];
    const months = { currentIntervalMonths: 60 };
    const kept = plan({ ...months, use: 'trade', calibrations: late }).howOften;
    expect([kept.method, codes(kept.reasons)]).toEqual([
      'legal-period',
      ['LEFT_OUTSIDE', 'LEGAL_PERIOD', 'LAST_OUTSIDE'],
    ]);
  });

  it('takes yes and no where no error is known, and nothing where neither is', () => {
    const [yes, no] = [true, false].map((inTolerance) => plan({ calibrations: [{ on, inTolerance }] }).howOften);
    expect(yes?.span).toEqual({ days: 547 });
    expect(codes(no?.reasons ?? [])).toEqual(['LEFT_OUTSIDE', 'STAIRCASE', 'LAST_OUTSIDE']);
    expect(codes(yes?.reasons ?? [])).toEqual(['STAIRCASE']);
    expect(plan({ calibrations: [{ on }] }).howOften.method).toBe('initial');
    const noTolerance = { tolerance: undefined, calibrations: past(YEARS, ['0', '0', '0', '0']) };
    expect(plan(noTolerance).howOften.method).toBe('initial');
    expect(plan({ calibrations: past(YEARS, ['0', '0', '0', '0'], 'mm') }).howOften.method).toBe('initial');
  });

  it('charts the drift of four calibrations, from what was left, the later of two of one day', () => {
    const drifting = past(YEARS, ['0', '0.05', '0.1', '0.151']);
    const charted = plan({ calibrations: drifting.toReversed() }).howOften;
    expect(charted.method).toBe('control-chart');
    // 0.05 g a year from 0.151 g: less than three years to 0.3 g.
    expect((charted.span as { days: number }).days).toBeGreaterThan(365);
    expect((charted.span as { days: number }).days).toBeLessThan(3 * 365);
    const adjusted = drifting.with(3, { ...(drifting[3] as PastCalibration), asLeft: { value: '0', unit: 'g' } });
    const longer = plan({ calibrations: adjusted }).howOften;
    expect((longer.span as { days: number }).days).toBeGreaterThan((charted.span as { days: number }).days);
    expect(plan({ calibrations: [...drifting, ...drifting] }).howOften).toEqual(charted);
    const steady = plan({ calibrations: past(YEARS, ['0', '0', '0', '0']) }).howOften;
    expect([steady.span, codes(steady.reasons)]).toEqual([{ days: 1826 }, ['CONTROL_CHART_OPEN']]);
  });

  it.each<[string, PastCalibration, string]>([
    ['as found', { on: day('2026-01-10'), asFound: grams('0.31') }, 'not-to-be-used'],
    ['below as found', { on: day('2026-01-10'), asFound: grams('-0.31') }, 'not-to-be-used'],
    ['and left so', { on: day('2026-01-10'), asFound: grams('0.5'), asLeft: grams('0.5') }, 'not-to-be-used'],
    ['and said so', { on: day('2026-01-10'), inTolerance: false }, 'not-to-be-used'],
    ['left on the limit', { on: day('2026-01-10'), asFound: grams('0.5'), asLeft: grams('0.3') }, 'in-order'],
    [
      'and said so beside a number within',
      { on: day('2026-01-10'), inTolerance: false, asFound: grams('0') },
      'not-to-be-used',
    ],
    [
      'and said so though the number is outside',
      { on: day('2026-01-10'), inTolerance: true, asFound: grams('9') },
      'not-to-be-used',
    ],
    ['and adjusted', { on: day('2026-01-10'), inTolerance: false, asLeft: grams('0') }, 'in-order'],
    ['but calibrated since', { on: day('2026-01-09'), asFound: grams('0.5') }, 'in-order'],
  ])('outside its tolerance %s is known (%s)', (_, one, state) => {
    for (const use of ['product', 'trade'] as const) {
      const { when, howOften } = plan({ use, calibrations: [one], currentIntervalMonths: 24 });
      expect(when.state === 'not-to-be-used').toBe(state === 'not-to-be-used');
      expect(codes(howOften.reasons).includes('LEFT_OUTSIDE')).toBe(state === 'not-to-be-used');
      if (state === 'not-to-be-used') expect(when.dueOn).toBe('2026-01-10');
    }
    expect(plan({ use: 'indication', calibrations: [one] }).when).toEqual({ state: 'not-needed' });
  });

  it('is not used where its drift has reached the limit, though no error has yet', () => {
    const { when, howOften } = plan({ calibrations: past(YEARS, ['0', '0.09', '0.19', '0.28']) });
    expect(when).toEqual({ state: 'not-to-be-used', dueOn: '2026-01-10' });
    expect(codes(howOften.reasons)).toContain('DRIFTED_TO_LIMIT');
    const left = past(YEARS, ['0', '0.09', '0.19', '0.28']);
    const adjusted = left.with(3, { ...(left[3] as PastCalibration), asLeft: grams('0') });
    expect(plan({ calibrations: adjusted }).when.state).toBe('in-order');
    // Of a limit that nobody has stated nothing is told.
    expect(plan({ tolerance: undefined, calibrations: left }).when.state).toBe('in-order');
  });

  const KILOGRAMS = { usedAt: { value: '10', unit: 'kg' } };
  const percent = (value: string) => ({ value, unit: '%' });
  it.each<[string, Partial<ListedInstrument>, string, string | undefined]>([
    ['a share against a share', { ...KILOGRAMS, tolerance: percent('1') }, '30 %', 'LEFT_OUTSIDE'],
    ['a share within a share', { ...KILOGRAMS, tolerance: percent('1') }, '-1 %', undefined],
    ['a share against an amount', { ...KILOGRAMS, tolerance: { value: '0.1', unit: 'kg' } }, '-30 %', 'LEFT_OUTSIDE'],
    ['a share within an amount', { ...KILOGRAMS, tolerance: { value: '0.1', unit: 'kg' } }, '1 %', undefined],
    [
      'a share of a negative value',
      { usedAt: { value: '-10', unit: 'N' }, tolerance: percent('1') },
      '2 %',
      'LEFT_OUTSIDE',
    ],
    [
      'a mass against a length',
      { usedAt: undefined, tolerance: { value: '0.02', unit: 'mm' } },
      '5 kg',
      'ERROR_NOT_COMPARED',
    ],
    ['shares of what nobody told', { usedAt: undefined, tolerance: percent('1') }, '30 %', 'LEFT_OUTSIDE'],
    ['shares of it within', { usedAt: undefined, tolerance: percent('1') }, '0.9 %', undefined],
    ['an amount against a share of it', { usedAt: undefined, tolerance: percent('1') }, '0.2 kg', 'ERROR_NOT_COMPARED'],
    ['a share of it against an amount', { usedAt: undefined, tolerance: grams('1') }, '30 %', 'ERROR_NOT_COMPARED'],
    [
      'a share of nothing against an amount',
      { usedAt: { value: '0', unit: 'kg' }, tolerance: { value: '0.1', unit: 'kg' } },
      '30 %',
      'ERROR_NOT_COMPARED',
    ],
    [
      'a share of a nothing with digits',
      { usedAt: { value: '-0.00', unit: 'kg' }, tolerance: { value: '0.1', unit: 'kg' } },
      '-0.1 %',
      'ERROR_NOT_COMPARED',
    ],
    [
      'an amount at nothing against an amount',
      { usedAt: { value: '0', unit: 'kg' }, tolerance: { value: '0.1', unit: 'kg' } },
      '100 g',
      undefined,
    ],
    [
      'a share of a pH',
      { usedAt: { value: '7', unit: '[pH]' }, tolerance: { value: '0.1', unit: '[pH]' } },
      '30 %',
      'ERROR_NOT_COMPARED',
    ],
    [
      'points of percent against either',
      { usedAt: percent('50'), tolerance: percent('3') },
      '2 %',
      'ERROR_NOT_COMPARED',
    ],
    [
      'those of a range',
      { usedAt: undefined, rangeTo: percent('95'), tolerance: percent('3') },
      '2 %',
      'ERROR_NOT_COMPARED',
    ],
    [
      'points against points',
      { usedAt: percent('50'), tolerance: percent('3'), toleranceIsInUnit: true },
      '2 %',
      undefined,
    ],
    ['nothing against nothing', { tolerance: undefined }, '5 kg', undefined],
  ])('compares %s before it says that an instrument is in order', (_, different, error, code) => {
    const [value, unit] = error.split(' ') as [string, string];
    for (const found of ['asFound', 'asLeft'] as const) {
      const calibrations = [{ on: day('2026-01-10'), [found]: { value, unit } }];
      const { when, howOften, instrument } = plan({ ...different, calibrations, currentIntervalMonths: 24 });
      expect(when.state).toBe(code === undefined ? 'in-order' : 'not-to-be-used');
      const said = codes(howOften.reasons).filter((one) => one === 'LEFT_OUTSIDE' || one === 'ERROR_NOT_COMPARED');
      expect(said).toEqual(code === undefined ? [] : [code]);
      // The plan lists the instrument as its firm did.
      expect(instrument.calibrations).toEqual(calibrations);
    }
  });

  it('takes the certificate that said outside before an error that nothing compares with, and says what it was not', () => {
    const one = { on: day('2026-01-10'), asFound: { value: '5', unit: 'mm' } };
    expect(codes(plan({ calibrations: [{ ...one, inTolerance: false }] }).howOften.reasons)[0]).toBe('LEFT_OUTSIDE');
    const [reason] = plan({ calibrations: [{ ...one, inTolerance: true }] }).howOften.reasons;
    expect(reason).toEqual({
      code: 'ERROR_NOT_COMPARED',
      values: { on: '2026-01-10', error: '5 mm', tolerance: '0.3 g' },
    });
  });

  it('steps back where the certificate said no, whatever number stands beside it', () => {
    const on = day('2026-01-10');
    const of = (more: object) => plan({ calibrations: [{ on, asLeft: grams('0'), ...more }] }).howOften;
    expect(of({ inTolerance: false, asFound: grams('0.01') })).toEqual(of({ inTolerance: false }));
    expect(of({ inTolerance: true, asFound: grams('9') })).toEqual(of({ asFound: grams('9') }));
    expect(of({ inTolerance: false, asFound: grams('9') })).toEqual(of({ asFound: grams('9') }));
  });

  it('charts no error that was written as a share of nothing', () => {
    const shares = past(YEARS, ['30', '40', '50', '60'], '%');
    const { howOften, when } = plan({ usedAt: grams('0'), calibrations: shares });
    expect([howOften.method, when.state]).toEqual(['initial', 'not-to-be-used']);
  });

  it('steps by an error that was written as a share as by its amount', () => {
    const shares = past(YEARS.slice(2), ['0.1', '0.29'], '%');
    const amounts = past(YEARS.slice(2), ['0.1', '0.29']);
    expect(plan({ calibrations: shares }).howOften).toEqual(plan({ calibrations: amounts }).howOften);
  });

  it('ends by hours of use where they are over first', () => {
    const hours = { hoursBetweenCalibrations: 500, hoursPerDay: 4 };
    expect(plan(hours).howOften).toMatchObject({ method: 'in-use', span: { days: 125 } });
    expect(plan({ ...hours, hoursPerDay: 0.1 }).howOften.method).toBe('initial');
    expect(plan({ hoursPerDay: 4 }).howOften.method).toBe('initial');
    expect(plan({ hoursBetweenCalibrations: 4 }).howOften.method).toBe('initial');
    expect(plan({ ...hours, use: 'trade' }).howOften.method).toBe('in-use');
  });
});

describe('how good, by planUpkeep()', () => {
  it('is a share of the tolerance, rounded down to three figures', () => {
    expect(plan().howGood).toMatchObject({ target: { value: '0.1', unit: 'g' }, permissibleError: { value: '0.3' } });
    expect(plan({}, '1/4').howGood.target).toEqual({ value: '0.075', unit: 'g' });
    expect(plan({ tolerance: { value: '2', unit: 'g' } }).howGood.target).toEqual({ value: '0.666', unit: 'g' });
    expect(plan({ tolerance: { value: '10000', unit: 'g' } }).howGood.target).toEqual({ value: '3333', unit: 'g' });
    expect(plan({ tolerance: { value: '3000', unit: 'g' } }).howGood.target).toEqual({ value: '1000', unit: 'g' });
  });

  it('is a share of a share of the value of use, of either sign', () => {
    const half = { value: '0.5', unit: '%' };
    expect(plan({ tolerance: half }).howGood.target).toEqual({ value: '0.166', unit: 'g' });
    const third = plan({ tolerance: half, usedAt: { value: '-100', unit: 'g' } }).howGood;
    expect(third.permissibleError).toEqual({ value: '0.5', unit: 'g' });
    expect(plan({ tolerance: half, usedAt: { value: '0', unit: 'g' } }).howGood.target).toBeUndefined();
    expect(codes(plan({ tolerance: half, usedAt: undefined }).howGood.reasons)).toEqual(['RELATIVE_WITHOUT_VALUE']);
    expect(codes(plan({ tolerance: undefined }).howGood.reasons)).toEqual(['TOLERANCE_MISSING']);
  });

  it.each(['%', '% RH', '% (V/V)', '% vol', 'g/100 g', 'ppm', 'pH', 'dB'])(
    'asks what a tolerance in percent means of what is measured in %s',
    (unit) => {
      const humidity = { tolerance: { value: '3', unit: '％' }, usedAt: { value: '50', unit } };
      const { target, reasons } = plan(humidity).howGood;
      expect([target, codes(reasons)]).toEqual([undefined, ['PERCENT_TWO_READINGS']]);
      expect(describeReason(reasons[0] as UpkeepReason, 'en')).toContain(`3 % at 50 ${unit}`);
    },
  );

  it('takes a tolerance that was written in the unit of the instrument for points of it', () => {
    const humidity = { tolerance: { value: '3', unit: '%' }, usedAt: { value: '50', unit: '%' } };
    expect(plan({ ...humidity, toleranceIsInUnit: true }).howGood).toMatchObject({
      permissibleError: { value: '3' },
      target: { value: '1', unit: '%' },
    });
    expect(plan({ ...humidity, usedAt: undefined, toleranceIsInUnit: true }).howGood.target?.value).toBe('1');
    const dry = { tolerance: { value: '1.5', unit: '% RH' }, usedAt: { value: '50', unit: '% RH' } };
    expect(plan(dry).howGood.target).toEqual({ value: '0.5', unit: '%' });
  });

  it('steps by no tolerance that has two readings', () => {
    const calibrations = past(YEARS, ['0.1', '0.1', '0.1', '0.1'], '%');
    const humidity = { tolerance: { value: '3', unit: '%' }, usedAt: { value: '50', unit: '%' }, calibrations };
    expect(plan(humidity).howOften.method).toBe('initial');
    expect(plan({ ...humidity, toleranceIsInUnit: true }).howOften.method).toBe('control-chart');
  });

  it('tells a resolution that makes it impossible', () => {
    const resolved = (value: string, unit = 'g') => codes(plan({ resolution: { value, unit } }).howGood.reasons);
    expect(resolved('0.17')).toEqual(['TARGET']);
    expect(resolved('0.18')).toEqual(['TARGET', 'RESOLUTION_TOO_COARSE']);
    expect(resolved('180', 'mg')).toEqual(['TARGET', 'RESOLUTION_TOO_COARSE']);
    expect(resolved('5', 'mm')).toEqual(['TARGET']);
  });

  it('has the risks of the decision library, less with a guard band, less with a better calibration', () => {
    const all = UNCERTAINTY_RATIOS.map((ratio) => calibrationRisks(1 / Number(ratio.slice(2))));
    const direct = globalRisks({
      ...{ prior: { kind: 'normal', mean: 0, standardDeviation: 0.3 / 1.959963984540054 }, standardUncertainty: 0.05 },
      ...{ tolerance: { lower: -0.3, upper: 0.3 }, acceptance: { lower: -0.3, upper: 0.3 } },
    });
    expect(all[0]?.falseAcceptance).toBeCloseTo(direct.consumer, 12);
    expect(all[0]?.falseRejection).toBeCloseTo(direct.producer, 12);
    // ANSI/NCSL Z540.3 asks for at most 2 % of false acceptance, which TUR 4:1 stands in for.
    expect(all[1]?.falseAcceptance).toBeLessThan(0.02);
    for (const { falseAcceptance, falseRejection, guarded } of all) {
      expect(guarded.falseAcceptance).toBeLessThan(falseAcceptance);
      expect(guarded.falseRejection).toBeGreaterThan(falseRejection);
    }
    expect(all.map(({ falseAcceptance }) => falseAcceptance)).toEqual(
      all.map(({ falseAcceptance }) => falseAcceptance).toSorted((a, b) => b - a),
    );
  });
});

describe('when, by planUpkeep()', () => {
  it.each([
    ['2026-01-10', 'in-order', '2027-07-09'],
    ['2025-06-01', 'due-soon', '2026-11-30'],
    ['2025-05-23', 'due-soon', '2026-11-22'],
    ['2025-05-22', 'overdue', '2026-11-21'],
  ])('calibrated on %s it is %s, due on %s', (last, state, dueOn) => {
    expect(plan({ lastCalibratedOn: day(last) }).when).toEqual({ state, dueOn });
  });

  it('has no day where none is known or needed', () => {
    expect(plan({ lastCalibratedOn: undefined }).when).toEqual({ state: 'never' });
    expect(plan({ use: 'indication' }).when).toEqual({ state: 'not-needed' });
    expect(plan({ use: 'trade', type: 'water meter' }).when).toEqual({ state: 'in-order' });
    expect(remindFrom(day('2026-12-31'))).toBe('2026-12-01');
    expect(lastDayOf(day('2026-01-31'), { months: 1 })).toBe('2026-02-27');
    expect(lastDayOf(day('2026-01-31'), { days: 0.4 })).toBe('2026-01-31');
  });

  it('is due on the last day that there is at the latest, and reminds from the first at the earliest', () => {
    expect(lastDayOf(day('9999-06-01'), { months: 12 })).toBe('9999-12-31');
    expect(lastDayOf(day('9999-06-01'), { days: 1e9 })).toBe('9999-12-31');
    expect(remindFrom(day('0001-01-10'))).toBe('0001-01-01');
  });
});

describe('where, by placeUpkeep()', () => {
  const guangzhou = { place: parsePlace('CN-GD'), coordinates: { latitude: 23.13, longitude: 113.26 } };
  const from = () => guangzhou;
  const hongKong = { place: HK, coordinates: { latitude: 22.3, longitude: 114.17 } };
  const offers = [
    offered('far', '0.001', { sites: [hongKong] }),
    offered('near', '0.09', { sites: [guangzhou] }),
    offered('near', '0.05', { sites: [guangzhou], line: '2' }),
    offered('coarse', '0.2', { sites: [guangzhou] }),
    offered('warm', '0.01', { sites: [guangzhou], quantity: 'temperature' }),
    offered('nowhere', '0.01'),
  ];
  const placed = (different: Partial<ListedInstrument> = {}) =>
    placeUpkeep([plan(different)], offers, { from, limit: 5 })[0]?.where;

  it('is who is good enough, the same place first, the best line of each', () => {
    const where = placed();
    expect(where?.need).toEqual({
      quantity: 'mass',
      at: { value: '100', unit: 'g' },
      expandedUncertainty: { value: '0.1', unit: 'g' },
    });
    expect(where?.laboratories.map(({ laboratory, line }) => [laboratory, line])).toEqual([
      ['near', '2'],
      ['far', '1'],
      ['nowhere', '1'],
    ]);
    expect(where?.laboratories[1]?.kilometres).toBeGreaterThan(100);
    expect(where?.reasons).toEqual([]);
  });

  it('keeps two laboratories of one name apart, and joins the certificates of one', () => {
    const need = { quantity: 'mass', at: { value: '100', unit: 'g' } };
    const certificatesOf = (offers: Parameters<typeof findLaboratories>[0]) =>
      findLaboratories(offers, need, { from: {}, limit: 9 }).map(({ certificateNumber }) => certificateNumber);
    const [hong, macao] = [{ certificateNumber: 'C-HK' }, { certificateNumber: 'C-MO' }];
    expect(certificatesOf([offered('Metrology Ltd', '0.1', hong), offered('Metrology Ltd', '0.1', macao)])).toEqual([
      'C-HK',
      'C-MO',
    ]);
    const [one, other] = [{ body: 'did:web:one.example' }, { body: 'did:web:other.example' }];
    const finer = offered('Metrology Ltd', '0.05', { ...macao, ...one });
    const all = [offered('Metrology Ltd', '0.1', { ...hong, ...one }), finer, offered('Metrology Ltd', '0.1', other)];
    expect(certificatesOf(all)).toEqual(['C-MO', 'C-Metrology Ltd']);
  });

  it('is one laboratory where one list says who it is, and another has its certificate alone', () => {
    const need = { quantity: 'mass', at: { value: '100', unit: 'g' } };
    const found = (offers: Parameters<typeof findLaboratories>[0]) =>
      findLaboratories(offers, need, { from: {}, limit: 9 }).map(({ laboratory }) => laboratory);
    const number = { certificateNumber: 'L 0123' };
    const recorded = offered('Metrology Ltd', '0.1', { ...number, body: 'did:web:one.example' });
    expect(found([recorded, offered('Metrology Ltd (CN-GD)', '0.05', number)])).toHaveLength(1);
    expect(found([offered('Metrology Ltd (CN-GD)', '0.05', number), recorded])).toHaveLength(1);
    // One number that two known laboratories have is of two accreditors, and tells nobody who a third is.
    const others = [recorded, offered('Other Ltd', '0.1', { ...number, body: 'did:web:other.example' })];
    expect(found(others)).toHaveLength(2);
    expect(found([...others, offered('Third Ltd', '0.1', number)])).toHaveLength(3);
  });

  it('is in the order of names where nothing else tells them apart, and at most so many', () => {
    const need = { quantity: 'mass', at: { value: '100', unit: 'g' } };
    const names = (laboratories: readonly string[], limit: number) =>
      findLaboratories(
        laboratories.map((name) => offered(name, '0.1')),
        need,
        { from: {}, limit },
      ).map(({ laboratory }) => laboratory);
    expect(names(['b', 'a', 'c'], 2)).toEqual(['a', 'b']);
  });

  it('says why nobody was found or looked for', () => {
    expect(codes(placed({ tolerance: { value: '0.0001', unit: 'g' } })?.reasons ?? [])).toEqual(['NO_LABORATORY']);
    expect(codes(placed({ use: 'trade' })?.reasons ?? [])).toEqual(['ASK_AUTHORITY']);
    expect(placed({ use: 'indication' })).toEqual({ laboratories: [], reasons: [] });
    expect(codes(placed({ type: 'gizmo' })?.reasons ?? [])).toEqual(['QUANTITY_UNKNOWN']);
    expect(codes(placed({ usedAt: undefined })?.reasons ?? [])).toEqual(['VALUE_MISSING']);
    const atEnd = placed({ usedAt: undefined, tolerance: undefined, rangeTo: { value: '5', unit: 'kg' } });
    expect(codes(atEnd?.reasons ?? [])).toEqual(['AT_RANGE_END']);
    expect(atEnd?.need).toEqual({ quantity: 'mass', at: { value: '5', unit: 'kg' } });
    expect(atEnd?.laboratories.map(({ laboratory }) => laboratory)).toContain('coarse');
  });
});
