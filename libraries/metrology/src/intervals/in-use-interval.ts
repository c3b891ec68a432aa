// SPDX-License-Identifier: Apache-2.0
import { requirePositive } from '../observations.ts';

/**
 * I = H / h, in days: the hours of use between two calibrations over the hours of use of a day.
 * ILAC-G24:2022 / OIML D 10:2022, 6.4 (in-use time); a day of the calendar is an estimate, the meter of hours decides.
 */
export function intervalInUse({
  hours,
  hoursPerDay,
}: {
  readonly hours: number;
  readonly hoursPerDay: number;
}): number {
  requirePositive(hours, 'The hours of use between two calibrations');
  requirePositive(hoursPerDay, 'The hours of use of a day');
  return hours / hoursPerDay;
}
