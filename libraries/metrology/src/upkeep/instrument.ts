// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay, Place } from '@touchstone/identifiers';
import type { QuantityText } from '../quantity/quantity.ts';

/**
 * What an instrument is used for. The first four are the fields in which law may ask for verification; `highest-standard` is
 * the highest measurement standard of a firm; by `product` and `process` something is decided; `indication` decides nothing.
 */
export const INSTRUMENT_USES = [
  'trade',
  'safety',
  'medical',
  'environment',
  'highest-standard',
  'product',
  'process',
  'indication',
] as const;
export type InstrumentUse = (typeof INSTRUMENT_USES)[number];

/** One calibration of the past: the error as it was found, and as it was left where something was adjusted. */
export interface PastCalibration {
  readonly on: CalendarDay;
  readonly asFound?: QuantityText | undefined;
  readonly asLeft?: QuantityText | undefined;
  /** Where the certificate says only this. */
  readonly inTolerance?: boolean | undefined;
}

/** An instrument as its firm lists it. */
export interface ListedInstrument {
  /** The firm's own name or number for it: no two of a list have the same. */
  readonly name: string;
  /** What it is, in the firm's words. */
  readonly type: string;
  readonly maker?: string | undefined;
  readonly model?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly accuracyClass?: string | undefined;
  readonly place: Place;
  readonly rangeFrom?: QuantityText | undefined;
  readonly rangeTo?: QuantityText | undefined;
  readonly resolution?: QuantityText | undefined;
  readonly use: InstrumentUse;
  /** The value at which it matters. */
  readonly usedAt?: QuantityText | undefined;
  /** Maximum permissible error of the use, ±; in % it is one of the value at which it is used. */
  readonly tolerance?: QuantityText | undefined;
  /** True where it was written as a number in the unit of the instrument, so that % are points of what is measured in %. */
  readonly toleranceIsInUnit?: boolean | undefined;
  readonly lastCalibratedOn?: CalendarDay | undefined;
  readonly certificateNumber?: string | undefined;
  readonly currentIntervalMonths?: number | undefined;
  readonly hoursBetweenCalibrations?: number | undefined;
  readonly hoursPerDay?: number | undefined;
  /** In any order; the last one may be among them. */
  readonly calibrations: readonly PastCalibration[];
}

/** Languages of words and names. */
export const UPKEEP_LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'pt'] as const;
export type UpkeepLanguage = (typeof UPKEEP_LANGUAGES)[number];
