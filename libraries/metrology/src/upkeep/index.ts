// SPDX-License-Identifier: Apache-2.0
export { type CalendarEntry, writeCalendar } from './calendar.ts';
export {
  calendarOf,
  type DescribedPlan,
  describePlan,
  describeReason,
  tabulatePlan,
  UPKEEP_WORDS,
} from './describe-plan.ts';
export { lastDayOf, type Span } from './due-day.ts';
export { findKind } from './find-kind.ts';
export {
  type CalibrationRisks,
  calibrationRisks,
  type HowGood,
  UNCERTAINTY_RATIOS,
  type UncertaintyRatio,
} from './how-good.ts';
export type { HowOften, IntervalMethod } from './how-often.ts';
export {
  INSTRUMENT_USES,
  type InstrumentUse,
  type ListedInstrument,
  type PastCalibration,
  UPKEEP_LANGUAGES,
  type UpkeepLanguage,
} from './instrument.ts';
export {
  type CalibrationNeed,
  type FoundLaboratory,
  findLaboratories,
  type OfferedCapability,
} from './laboratories.ts';
export { parseCapabilities } from './offered-capabilities.ts';
export {
  DUE_SOON_DAYS,
  type DueState,
  type InstrumentPlan,
  placeUpkeep,
  planUpkeep,
  remindFrom,
  stateOn,
  type UpkeepQuestion,
  type When,
  type Where,
} from './plan-upkeep.ts';
export { UPKEEP_REASONS, type UpkeepReason, type UpkeepReasonCode } from './reason.ts';
export { type InstrumentKind, type InstrumentRules, parseInstrumentRules, type Regime } from './rules.ts';
export { rightUnitFor } from './unit-of-kind.ts';
export type { UpkeepAction, WhatToDo } from './what-to-do.ts';
export type { UpkeepWords } from './words/words.ts';
