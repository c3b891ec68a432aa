// SPDX-License-Identifier: Apache-2.0
// A certificate of calibration as it is typed, and as it is handed in.
import { shiftFound } from '@touchstone/metrology/findings';
import { withDecimalPoint } from '../../components/decimal-comma.ts';
import { givenReasons } from '../issue-gate/given-reasons.ts';
import { NO_STEP, type TypedStep, worksheetOf } from '../issue-gate/worksheet.ts';
import type { Reference } from './references.ts';

/** How what was found before an adjustment is stated: not at all, as the error, or as the value beside the one relied upon. */
export const AS_FOUND_FORMS = ['none', 'error', 'value'] as const;
/** Who may read the certificate at this node. */
export const VISIBILITIES = ['private', 'public'] as const;

/** One point as it is typed: as left, and before that as found. */
export interface TypedPoint {
  readonly quantity: string;
  readonly at: string;
  readonly unit: string;
  /** Empty where the point itself is what was found, as of a weight by its nominal value. */
  readonly left: string;
  /** Unit of what was found there, and of its errors; empty where it is that of the point. */
  readonly leftUnit: string;
  readonly uncertainty: string;
  readonly uncertaintyUnit: string;
  readonly factor: string;
  readonly asFound: (typeof AS_FOUND_FORMS)[number];
  readonly error: string;
  readonly found: string;
  readonly relied: string;
  readonly foundUnit: string;
  readonly foundUncertainty: string;
  readonly foundUncertaintyUnit: string;
  readonly foundFactor: string;
}

/** A standard that was used, by its name and by what shows it. */
export interface TypedReference {
  readonly standard: string;
  readonly shownBy: Reference | undefined;
}

/** The whole certificate as it is typed. */
export interface TypedCertificate {
  readonly number: string;
  readonly laboratoryName: string;
  readonly place: string;
  readonly instrument: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly method: string;
  readonly calibratedOn: string;
  readonly dueOn: string;
  readonly visibility: (typeof VISIBILITIES)[number];
  readonly points: readonly TypedPoint[];
  readonly references: readonly TypedReference[];
  readonly step: TypedStep;
  /** Whether that step is stated: nobody who did not measure has one. */
  readonly hasStep: boolean;
  /** Records of work on which it rests. */
  readonly workRecords: readonly string[];
  /** Why what a mark asks about is right all the same, by its code. */
  readonly reasons: Readonly<Record<string, string>>;
}

export const NO_POINT: TypedPoint = {
  ...{ quantity: '', at: '', unit: '', left: '', leftUnit: '', uncertainty: '', uncertaintyUnit: '', factor: '2' },
  ...{ asFound: 'none', error: '', found: '', relied: '', foundUnit: '', foundUncertainty: '' },
  ...{ foundUncertaintyUnit: '', foundFactor: '2' },
};
export const NO_REFERENCE: TypedReference = { standard: '', shownBy: undefined };
export const NO_CERTIFICATE: TypedCertificate = {
  ...{ number: '', laboratoryName: '', place: '', instrument: '', manufacturer: '', model: '', serial: '' },
  ...{ method: '', calibratedOn: '', dueOn: '', visibility: 'private' },
  ...{ points: [NO_POINT], references: [NO_REFERENCE], step: NO_STEP, hasStep: true, workRecords: [], reasons: {} },
};

const trimmed = (value: string) => value.trim();
const number = (value: string) => withDecimalPoint(trimmed(value));
const stated = (value: string, unit: string) => ({ value: number(value), unit: trimmed(unit) });
const optional = (name: string, value: string) => (trimmed(value) === '' ? {} : { [name]: trimmed(value) });

/** A point as the certificate states it. */
export function pointOf(typed: TypedPoint) {
  return {
    quantity: trimmed(typed.quantity),
    at: stated(typed.at, typed.unit),
    ...(trimmed(typed.left) === '' ? {} : { measuredValue: stated(typed.left, leftUnit(typed)) }),
    expandedUncertainty: stated(typed.uncertainty, typed.uncertaintyUnit),
    coverageFactor: number(typed.factor),
  };
}

/** The unit of what was found at a point, as left. */
export function leftUnit({ left, leftUnit: own, unit }: TypedPoint): string {
  return trimmed(left) === '' || trimmed(own) === '' ? unit : own;
}

/** By how much a point was off, as typed or worked out; undefined where it cannot be. */
export function shiftOf(typed: TypedPoint) {
  const unit = typed.foundUnit;
  if (typed.asFound === 'error') return trimmed(typed.error) === '' ? undefined : stated(typed.error, unit);
  return shiftFound(stated(typed.found, unit), stated(typed.relied, unit));
}

/** The same point as it was found; nothing where nobody looked. A shift that cannot be worked out is empty, and refused. */
export function foundOf(typed: TypedPoint) {
  if (typed.asFound === 'none') return undefined;
  return {
    ...{ quantity: trimmed(typed.quantity), at: stated(typed.at, typed.unit) },
    shift: shiftOf(typed) ?? stated('', typed.foundUnit),
    expandedUncertainty: stated(typed.foundUncertainty, typed.foundUncertaintyUnit),
    coverageFactor: number(typed.foundFactor),
  };
}

/** What is handed in: the certificate word for word, who may read it, and how each point was measured. */
export function proposalOf(typed: TypedCertificate, party: string): object {
  const results = typed.points.map(pointOf);
  const asFound = typed.points.flatMap((point) => foundOf(point) ?? []);
  const references = typed.references
    .filter(({ standard }) => trimmed(standard) !== '')
    .map(({ standard, shownBy }) => ({ standard: trimmed(standard), ...(shownBy === undefined ? {} : shownBy.names) }));
  const made = { ...optional('manufacturer', typed.manufacturer), ...optional('model', typed.model) };
  const item = { ...made, ...optional('serialNumber', typed.serial) };
  const subject = {
    certificateNumber: trimmed(typed.number),
    laboratory: { id: party, name: trimmed(typed.laboratoryName), ...optional('place', typed.place) },
    instrument: trimmed(typed.instrument),
    ...(Object.keys(item).length === 0 ? {} : { item }),
    ...{ calibratedOn: typed.calibratedOn, ...optional('dueOn', typed.dueOn) },
    ...{ method: { standard: trimmed(typed.method) }, results },
    ...(references.length === 0 ? {} : { references }),
    ...(asFound.length === 0 ? {} : { asFound }),
  };
  return {
    certificate: { kind: 'CalibrationCertificate', subject },
    visibility: typed.visibility,
    work: typed.hasStep ? workOf(typed) : [],
    workRecords: typed.workRecords,
    reasons: givenReasons(typed.reasons),
  };
}

/** Each point by the name that the record of its work has. */
const pointName = ({ quantity, at: { value, unit } }: ReturnType<typeof pointOf>) => `${quantity} at ${value} ${unit}`;

function workOf({ points, step }: TypedCertificate): readonly object[] {
  const sheet = { steps: [step], whole: false, leastMinutes: '', unit: '', readings: '', by: 'mean' } as const;
  return points.map((point) => worksheetOf({ result: pointName(pointOf(point)), ...sheet }));
}
