// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay, DecimalString, Did } from '@touchstone/identifiers';
import type { QuantityValue } from '../fields.ts';
import type { ItemIdentity } from '../item-identity.ts';

/** What a DCC leaves open for a calibration certificate of ours. Closed: a policy may name each. */
export type DccGapCode =
  | 'NOT_READ'
  | 'LABORATORY_WITHOUT_DID'
  | 'SEVERAL_ITEMS'
  | 'INSTRUMENT_BY_NAME'
  | 'DAYS_DIFFER'
  | 'NO_METHOD'
  | 'SEVERAL_METHODS'
  | 'NO_RESULT'
  | 'TOO_MANY'
  | 'VALUE_MISSING'
  | 'UNIT_UNKNOWN'
  | 'FIGURES_UNFIT'
  | 'UNCERTAINTY_UNSTATED'
  | 'RELATIVE_UNCERTAINTY'
  | 'UNCERTAINTY_ZERO'
  | 'POINT_UNSTATED'
  | 'VALUE_NOT_KEPT'
  | 'CONTENT_NOT_READ'
  | 'BEFORE_ADJUSTMENT'
  | 'CONFORMITY_NOT_READ'
  | 'REFERENCE_UNCONFIRMED';

/** One gap: `missing` is not said, `assumed` was taken for granted, `unreadable` is said in a form that cannot be used. */
export interface DccGap {
  readonly code: DccGapCode;
  readonly grade: 'missing' | 'assumed' | 'unreadable';
  /** Where in the certificate, by names of elements. */
  readonly at: string;
  readonly message: string;
}

/** One calibration point, in the members of our certificates. */
export interface DccCalibrationPoint {
  readonly quantity: string;
  readonly at: QuantityValue;
  /** What was found at a reference value that stands beside it. */
  readonly measuredValue?: QuantityValue;
  readonly expandedUncertainty: QuantityValue;
  readonly coverageFactor: DecimalString;
}

/** What a DCC says, in the members of a CalibrationCertificate of ours; what is absent was not said. */
export interface DccCertificate {
  readonly certificateNumber: string;
  readonly laboratory: { readonly id?: Did; readonly name: string };
  readonly instrument: string;
  readonly item?: ItemIdentity;
  readonly calibratedOn: CalendarDay;
  readonly dueOn?: CalendarDay;
  readonly method?: { readonly standard: string };
  readonly results: readonly DccCalibrationPoint[];
  readonly references: readonly { readonly standard: string; readonly report?: string }[];
}

/** A DCC as evidence: what it says and everything that it leaves open. Whether it is signed is not looked at. */
export interface DccEvidence {
  readonly certificate: DccCertificate;
  readonly gaps: readonly DccGap[];
}

/** Gaps named of one certificate; whoever has more begins with these. */
export const DCC_GAPS_MAX = 500;
