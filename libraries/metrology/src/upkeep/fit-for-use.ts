// SPDX-License-Identifier: Apache-2.0
import { percentBeside } from '../quantity/percent-beside.ts';
import type { QuantityText } from '../quantity/quantity.ts';
import { type HowGood, isPercent, shown } from './how-good.ts';
import { chartOf, inOrder, inUnitOf } from './how-often.ts';
import type { ListedInstrument, PastCalibration } from './instrument.ts';
import { because, type UpkeepReason } from './reason.ts';

/** Why an instrument is not to be used as it is, and since when. */
export interface Unfit {
  readonly since: PastCalibration['on'];
  readonly reason: UpkeepReason;
}

/**
 * |e| > T for the error e that was left, or found and not adjusted; or an e of which that is not known, being in another
 * unit than T; or a limit that can no longer be excluded at day 0. ISO/IEC 17025:2017, 6.4.9 (recalled).
 * Undefined where a later calibration is known of which nothing else is.
 */
export function unfitForUse(instrument: ListedInstrument, good: HowGood): Unfit | undefined {
  const past = inOrder(instrument.calibrations);
  const last = past.at(-1);
  const { lastCalibratedOn } = instrument;
  if (last === undefined || (lastCalibratedOn !== undefined && lastCalibratedOn > last.on)) return undefined;
  const since = last.on;
  const reason = whyOutside(last, instrument, good);
  if (reason !== undefined) return { since, reason };
  if (chartOf(past, good)?.interval === 0) return { since, reason: because('DRIFTED_TO_LIMIT', { on: since }) };
  return undefined;
}

function whyOutside(last: PastCalibration, instrument: ListedInstrument, good: HowGood): UpkeepReason | undefined {
  const { on, asFound, asLeft, inTolerance } = last;
  const { tolerance } = instrument;
  const outside = because('LEFT_OUTSIDE', { on });
  const error = asLeft ?? asFound;
  const limit = good.permissibleError ?? limitAsWritten(instrument);
  const left = limit === undefined ? undefined : inUnitOf(limit, error);
  // What the certificate says of all its points, where nothing was adjusted; one number of it may be of another.
  if (inTolerance === false && asLeft === undefined) return outside;
  if (left !== undefined && limit !== undefined) return Math.abs(left) > Number(limit.value) ? outside : undefined;
  // Of a tolerance that nobody has stated nothing is told.
  if (error === undefined || tolerance === undefined) return undefined;
  return because('ERROR_NOT_COMPARED', { on, error: shown(error), tolerance: shown(tolerance) });
}

/** Where no value is known a share is compared with a share; what is itself measured in percent leaves open which one is. */
function limitAsWritten({ tolerance, usedAt, rangeTo, rangeFrom }: ListedInstrument): QuantityText | undefined {
  const at = usedAt ?? rangeTo ?? rangeFrom;
  const isOpen = tolerance !== undefined && isPercent(tolerance) && at !== undefined;
  return isOpen && percentBeside(at.unit) !== 'share' ? undefined : tolerance;
}
