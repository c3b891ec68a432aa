// SPDX-License-Identifier: Apache-2.0

/** Every reason of a plan; the set is closed, and each has its words in every language. */
export const UPKEEP_REASONS = [
  // what to do
  'VERIFY_LISTED',
  'VERIFY_HIGHEST_STANDARD',
  'CALIBRATE_NOT_LISTED',
  'CALIBRATE_NO_PERIODIC_LAW',
  'CALIBRATE_DECIDES',
  'INDICATION_ONLY',
  'KIND_UNKNOWN',
  'LAW_NOT_LOADED',
  'FROM_MEMORY',
  // how often
  'LEGAL_PERIOD',
  'PERIOD_NOT_LOADED',
  'VERIFIED_ONCE',
  'HISTORY_ASKS_LESS',
  'INITIAL_BY_KIND',
  'INITIAL_UNKNOWN_KIND',
  'CURRENT_INTERVAL',
  'STAIRCASE',
  'CONTROL_CHART',
  'CONTROL_CHART_OPEN',
  'IN_USE',
  'LAST_OUTSIDE',
  'LEFT_OUTSIDE',
  'ERROR_NOT_COMPARED',
  'DRIFTED_TO_LIMIT',
  // how good
  'TARGET',
  'TOLERANCE_MISSING',
  'RELATIVE_WITHOUT_VALUE',
  'PERCENT_TWO_READINGS',
  'RESOLUTION_TOO_COARSE',
  // where
  'ASK_AUTHORITY',
  'AT_RANGE_END',
  'VALUE_MISSING',
  'QUANTITY_UNKNOWN',
  'NO_LABORATORY',
] as const;
export type UpkeepReasonCode = (typeof UPKEEP_REASONS)[number];

/** A reason with what fills its sentence. */
export interface UpkeepReason {
  readonly code: UpkeepReasonCode;
  readonly values: Readonly<Record<string, string>>;
}

/** A reason; its values as texts. */
export function because(code: UpkeepReasonCode, values: Readonly<Record<string, string | number>> = {}): UpkeepReason {
  return { code, values: Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])) };
}
