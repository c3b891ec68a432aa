// SPDX-License-Identifier: Apache-2.0
import { addDaysWithinCalendar, type CalendarDay, daysBetween } from '@touchstone/identifiers';
import type { Site } from '../capability/nearest.ts';
import { lastDayOf } from './due-day.ts';
import { unfitForUse } from './fit-for-use.ts';
import { findKind } from './find-kind.ts';
import { errorsInUnit } from './found-errors.ts';
import { type HowGood, howGood, type UncertaintyRatio } from './how-good.ts';
import { type HowOften, howOften } from './how-often.ts';
import type { ListedInstrument } from './instrument.ts';
import {
  type CalibrationNeed,
  type FoundLaboratory,
  findLaboratories,
  type OfferedCapability,
} from './laboratories.ts';
import { because, type UpkeepReason } from './reason.ts';
import type { InstrumentKind, InstrumentRules } from './rules.ts';
import { type WhatToDo, whatToDo } from './what-to-do.ts';

/** Days before its last day from which an instrument is due soon. */
export const DUE_SOON_DAYS = 30;

/**
 * Where an instrument stands: `never` was not calibrated yet, `not-needed` has no day, and `not-to-be-used` is outside
 * its tolerance, or may be: until it is adjusted or calibrated, whatever its interval.
 */
export type DueState = 'not-to-be-used' | 'in-order' | 'due-soon' | 'overdue' | 'never' | 'not-needed';

/** Until when it may be used as it is. */
export interface When {
  readonly state: DueState;
  /** Of what is not to be used, the day since which it is known. */
  readonly dueOn?: CalendarDay;
}

/** Where it is calibrated: of laboratories, what is needed of them; they are looked for by `placeUpkeep`. */
export interface Where {
  readonly need?: CalibrationNeed;
  readonly laboratories: readonly FoundLaboratory[];
  readonly reasons: readonly UpkeepReason[];
}

/** Everything a firm wants to know of one instrument. */
export interface InstrumentPlan {
  readonly instrument: ListedInstrument;
  readonly kind?: string;
  readonly what: WhatToDo;
  readonly howOften: HowOften;
  readonly howGood: HowGood;
  readonly where: Where;
  readonly when: When;
}

/** What a plan is made by. */
export interface UpkeepQuestion {
  readonly rules: InstrumentRules;
  readonly on: CalendarDay;
  readonly ratio: UncertaintyRatio;
}

/**
 * What to do with each instrument, how often, how good, until when, and what a laboratory is looked for by.
 *
 * @example planUpkeep(instruments, { rules, on, ratio: '1/3' })[0]?.what.action // 'verification'
 */
export function planUpkeep(
  instruments: readonly ListedInstrument[],
  { rules, on, ratio }: UpkeepQuestion,
): readonly InstrumentPlan[] {
  return instruments.map((instrument) => {
    const kind = findKind(rules, instrument.type);
    const what = whatToDo(instrument, kind, rules);
    const good = what.action === 'none' ? { ratio, reasons: [] } : howGood(instrument, ratio);
    const worked = { ...instrument, calibrations: errorsInUnit(instrument, good) };
    const unfit = what.action === 'none' ? undefined : unfitForUse(worked, good);
    const found = howOften(worked, { what, kind, good });
    const often = unfit === undefined ? found : { ...found, reasons: [unfit.reason, ...found.reasons] };
    return {
      ...{ instrument, what, howOften: often, howGood: good, where: whereTo(instrument, { what, kind, good }) },
      ...(kind === undefined ? {} : { kind: kind.id }),
      when: unfit === undefined ? dueOf(instrument, often, on) : { state: 'not-to-be-used', dueOn: unfit.since },
    };
  });
}

/** The plans with the laboratories that are good enough; of a need that nobody meets, that is said. */
export function placeUpkeep(
  plans: readonly InstrumentPlan[],
  offers: readonly OfferedCapability[],
  { from, limit }: { readonly from: (instrument: ListedInstrument) => Site; readonly limit: number },
): readonly InstrumentPlan[] {
  return plans.map((plan) => {
    const { need, reasons } = plan.where;
    if (need === undefined) return plan;
    const laboratories = findLaboratories(offers, need, { from: from(plan.instrument), limit });
    const none = laboratories.length === 0 ? [because('NO_LABORATORY', { quantity: need.quantity })] : [];
    return { ...plan, where: { need, laboratories, reasons: [...reasons, ...none] } };
  });
}

interface Found {
  readonly what: WhatToDo;
  readonly kind: InstrumentKind | undefined;
  readonly good: HowGood;
}

/** Who verifies by law is named by an authority, and no capability says it; a calibration is looked for. */
function whereTo({ usedAt, rangeTo }: ListedInstrument, { what, kind, good }: Found): Where {
  const nowhere = (reasons: readonly UpkeepReason[]): Where => ({ laboratories: [], reasons });
  if (what.action === 'none') return nowhere([]);
  if (what.action === 'verification') return nowhere([because('ASK_AUTHORITY')]);
  if (kind === undefined) return nowhere([because('QUANTITY_UNKNOWN')]);
  const at = usedAt ?? rangeTo;
  if (at === undefined) return nowhere([because('VALUE_MISSING')]);
  const need: CalibrationNeed = {
    ...{ quantity: kind.quantity, at },
    ...(good.target === undefined ? {} : { expandedUncertainty: good.target }),
  };
  const reasons = usedAt === undefined ? [because('AT_RANGE_END', { value: `${at.value} ${at.unit}` })] : [];
  return { need, laboratories: [], reasons };
}

function dueOf({ lastCalibratedOn: last }: ListedInstrument, { method, span }: HowOften, on: CalendarDay): When {
  if (method === 'none') return { state: 'not-needed' };
  if (last === undefined) return { state: 'never' };
  if (span === undefined) return { state: 'in-order' };
  const dueOn = lastDayOf(last, span);
  return { state: stateOn(dueOn, on), dueOn };
}

/** Where a last day stands on a day. */
export function stateOn(dueOn: CalendarDay, on: CalendarDay): DueState {
  if (dueOn < on) return 'overdue';
  return daysBetween(on, dueOn) <= DUE_SOON_DAYS ? 'due-soon' : 'in-order';
}

/** The day from which a reminder is due. */
export function remindFrom(dueOn: CalendarDay): CalendarDay {
  return addDaysWithinCalendar(dueOn, -DUE_SOON_DAYS);
}
