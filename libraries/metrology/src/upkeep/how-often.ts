// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, daysBetween, parseCalendarDay, rationalToNumber } from '@touchstone/identifiers';
import { CHARTED_MIN, intervalByControlChart } from '../intervals/control-chart-interval.ts';
import { intervalInUse } from '../intervals/in-use-interval.ts';
import { type AsFound, intervalByStaircase, STAIRCASE_POLICY } from '../intervals/staircase.ts';
import { convertQuantity, unitComparability } from '../quantity/convert.ts';
import { parseUnit } from '../quantity/parse-unit.ts';
import { parseQuantity, type QuantityText } from '../quantity/quantity.ts';
import { DAYS_PER_MONTH, daysOf, type Span } from './due-day.ts';
import type { HowGood } from './how-good.ts';
import type { ListedInstrument, PastCalibration } from './instrument.ts';
import { because, type UpkeepReason } from './reason.ts';
import type { InstrumentKind } from './rules.ts';
import type { WhatToDo } from './what-to-do.ts';

/** By which an interval was found; `once` and `none` have no interval. */
export type IntervalMethod =
  | 'legal-period'
  | 'once'
  | 'initial'
  | 'current'
  | 'staircase'
  | 'control-chart'
  | 'in-use'
  | 'none';

/** How often, by which method, and why. */
export interface HowOften {
  readonly method: IntervalMethod;
  readonly span?: Span;
  readonly reasons: readonly UpkeepReason[];
}

/** What an interval is worked out of. */
export interface IntervalQuestion {
  readonly what: WhatToDo;
  readonly kind: InstrumentKind | undefined;
  readonly good: HowGood;
}

/** Confidence with which the limit shall not be reached, ILAC-G24 leaving it to the owner. */
const CHART_CONFIDENCE = 0.95;
const DEFAULT_MONTHS = 12;

/** The legal period where there is one, shortened where the own history asks for less; else the own history; else a beginning. */
export function howOften(instrument: ListedInstrument, { what, kind, good }: IntervalQuestion): HowOften {
  if (what.action === 'none') return { method: 'none', reasons: [] };
  if (what.law?.mode === 'once') return { method: 'once', reasons: [because('VERIFIED_ONCE')] };
  const own = shorterInUse(instrument, ownInterval(instrument, { kind, good }));
  const reasons = [...own.reasons, ...(lastWasOutside(instrument, good) ? [because('LAST_OUTSIDE')] : [])];
  const months = what.law?.months;
  if (months === undefined) {
    return { ...own, reasons: [...reasons, ...(what.law === undefined ? [] : [because('PERIOD_NOT_LOADED')])] };
  }
  const legal = because('LEGAL_PERIOD', { months });
  // A beginning or a habit is no evidence that the period of the law is too long; a history is.
  const isEvidence = own.method === 'staircase' || own.method === 'control-chart' || own.method === 'in-use';
  if (isEvidence && daysOf(own.span) < Math.floor(daysOf({ months }))) {
    return { method: own.method, span: own.span, reasons: [legal, ...reasons, because('HISTORY_ASKS_LESS')] };
  }
  const last = reasons.filter(({ code }) => code === 'LAST_OUTSIDE');
  return { method: 'legal-period', span: { months }, reasons: [legal, ...last] };
}

interface FoundInterval extends HowOften {
  readonly span: Span;
}

type History = Pick<IntervalQuestion, 'kind' | 'good'>;

function ownInterval(instrument: ListedInstrument, { kind, good }: History): FoundInterval {
  const begin = beginning(instrument, kind);
  const past = inOrder(instrument.calibrations);
  const charted = chartedInterval(past, good);
  if (charted !== undefined) return charted;
  const all = past.flatMap((one) => asFoundOf(one, good) ?? []);
  // The interval in force already answers to what was found before the last calibration.
  const found = instrument.currentIntervalMonths === undefined ? all : all.slice(-1);
  if (found.length === 0) return begin;
  const start = daysOf(begin.span);
  const { interval, steps } = intervalByStaircase(start, found);
  const values = { count: steps.length, from: Math.round(start), to: Math.floor(interval) };
  return { method: 'staircase', span: { days: Math.floor(interval) }, reasons: [because('STAIRCASE', values)] };
}

function beginning(
  { currentIntervalMonths: months }: ListedInstrument,
  kind: InstrumentKind | undefined,
): FoundInterval {
  if (months !== undefined)
    return { method: 'current', span: { months }, reasons: [because('CURRENT_INTERVAL', { months })] };
  const first = kind?.firstIntervalMonths ?? DEFAULT_MONTHS;
  const code = kind === undefined ? 'INITIAL_UNKNOWN_KIND' : 'INITIAL_BY_KIND';
  return { method: 'initial', span: { months: first }, reasons: [because(code, { months: first })] };
}

/** Drift of the errors, and the days within which the limit is kept; undefined where too little is known. */
export function chartOf(past: readonly PastCalibration[], good: HowGood) {
  const { permissibleError: limit, target } = good;
  if (limit === undefined || target === undefined) return undefined;
  const first = past[0]?.on;
  const errors = past.flatMap(({ on, asFound, asLeft }) => {
    const error = inUnitOf(limit, asFound);
    if (error === undefined) return [];
    const left = inUnitOf(limit, asLeft);
    return [
      { day: daysBetween(first as CalendarDay, on), asFound: error, ...(left === undefined ? {} : { asLeft: left }) },
    ];
  });
  if (errors.length < CHARTED_MIN) return undefined;
  const chart = intervalByControlChart(errors, {
    limit: Number(limit.value),
    uncertainty: Number(target.value) / 2,
    confidence: CHART_CONFIDENCE,
    horizon: STAIRCASE_POLICY.intervalMax,
  });
  return { ...chart, count: errors.length, unit: limit.unit };
}

/** By drift, where four errors are known and their limit. */
function chartedInterval(past: readonly PastCalibration[], good: HowGood): FoundInterval | undefined {
  const chart = chartOf(past, good);
  if (chart === undefined) return undefined;
  const { interval, driftPerDay, count, unit } = chart;
  const { intervalMin, intervalMax } = STAIRCASE_POLICY;
  const days = Math.max(interval ?? intervalMax, intervalMin);
  const drift = `${(driftPerDay * 12 * DAYS_PER_MONTH).toPrecision(2)} ${unit}`;
  const code = interval === undefined ? 'CONTROL_CHART_OPEN' : 'CONTROL_CHART';
  return { method: 'control-chart', span: { days }, reasons: [because(code, { count, drift, days })] };
}

/** The hours of use end it where they are over first. */
function shorterInUse(
  { hoursBetweenCalibrations: hours, hoursPerDay }: ListedInstrument,
  other: FoundInterval,
): FoundInterval {
  if (hours === undefined || hoursPerDay === undefined) return other;
  const days = Math.max(1, Math.floor(intervalInUse({ hours, hoursPerDay })));
  if (days >= daysOf(other.span)) return other;
  return {
    method: 'in-use',
    span: { days },
    reasons: [...other.reasons, because('IN_USE', { hours, hoursPerDay, days })],
  };
}

function lastWasOutside({ calibrations }: ListedInstrument, good: HowGood): boolean {
  const last = inOrder(calibrations).at(-1);
  const found = last === undefined ? undefined : asFoundOf(last, good);
  if (found === undefined) return false;
  return 'inTolerance' in found ? !found.inTolerance : Math.abs(found.error) > found.limit;
}

/** The number tells more than yes or no; but where it is within, and the certificate says no, another point was not. */
function asFoundOf({ asFound, inTolerance }: PastCalibration, { permissibleError }: HowGood): AsFound | undefined {
  const error = permissibleError === undefined ? undefined : inUnitOf(permissibleError, asFound);
  const limit = Number(permissibleError?.value);
  const isOverruled = inTolerance === false && error !== undefined && Math.abs(error) <= limit;
  if (error !== undefined && !isOverruled) return { error, limit };
  return inTolerance === undefined ? undefined : { inTolerance };
}

/** An error in the unit of the limit; undefined where it is not given, or in no such unit. */
export function inUnitOf({ unit }: QuantityText, error: QuantityText | undefined): number | undefined {
  if (error === undefined) return undefined;
  const [given, wanted] = [parseQuantity(error), parseUnit(unit)];
  const asDifference = { temperature: 'interval' } as const;
  if (!unitComparability(given.unit, wanted, asDifference).comparable) return undefined;
  return rationalToNumber(convertQuantity(given, wanted, asDifference).value);
}

/** By day; of two of one day the later one in the list. */
export function inOrder(calibrations: readonly PastCalibration[]): readonly PastCalibration[] {
  const byDay = new Map(calibrations.map((one) => [parseCalendarDay(one.on), one]));
  return [...byDay.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
}
