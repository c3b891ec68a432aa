// SPDX-License-Identifier: Apache-2.0
import type { HowGood } from './how-good.ts';
import { chartOf, inOrder, inUnitOf } from './how-often.ts';
import type { ListedInstrument, PastCalibration } from './instrument.ts';
import { because, type UpkeepReason } from './reason.ts';

/** Why an instrument is not to be used as it is, and since when. */
export interface Unfit {
  readonly since: PastCalibration['on'];
  readonly reason: UpkeepReason;
}

/**
 * |e| > T for the error e that was left, or found and not adjusted; or a limit that can no longer be excluded at day 0.
 * ISO/IEC 17025:2017, 6.4.9 (recalled). Undefined where a later calibration is known of which nothing else is.
 */
export function unfitForUse(
  { calibrations, lastCalibratedOn }: Pick<ListedInstrument, 'calibrations' | 'lastCalibratedOn'>,
  good: HowGood,
): Unfit | undefined {
  const past = inOrder(calibrations);
  const last = past.at(-1);
  if (last === undefined || (lastCalibratedOn !== undefined && lastCalibratedOn > last.on)) return undefined;
  const since = last.on;
  if (isLeftOutside(last, good)) return { since, reason: because('LEFT_OUTSIDE', { on: since }) };
  if (chartOf(past, good)?.interval === 0) return { since, reason: because('DRIFTED_TO_LIMIT', { on: since }) };
  return undefined;
}

function isLeftOutside(
  { asFound, asLeft, inTolerance }: PastCalibration,
  { permissibleError: limit }: HowGood,
): boolean {
  const left = limit === undefined ? undefined : inUnitOf(limit, asLeft ?? asFound);
  if (left !== undefined && limit !== undefined) return Math.abs(left) > Number(limit.value);
  // Where the certificate says only that, and of no adjustment.
  return inTolerance === false && asLeft === undefined;
}
