// SPDX-License-Identifier: Apache-2.0
import {
  type CalendarDay,
  compareDays,
  compareRationals,
  nameKey,
  negateRational,
  rational,
} from '@touchstone/identifiers';
import { convertQuantity, parseQuantity } from '@touchstone/metrology/quantity';
import { compareItems, itemKeys, statementKey } from '@touchstone/statements';
import { unlessIncomparable } from '../checks/figures/incomparable.ts';
import { competentPoints, type FoundPoint } from './competent-finder.ts';
import { decisionAbout } from './decided.ts';
import { because, nameOf, type TraceReason } from './graph.ts';
import type { Paper } from './papers.ts';
import type { Surroundings } from './vouching.ts';

/** A use of a thing: by what name, when, and by whom where that is known. */
export interface Using {
  readonly name: string;
  readonly on: CalendarDay;
  readonly user?: string | undefined;
}

/** What later certificates of the same thing say of a use: that nothing holds it, or that it is in doubt. */
export interface FoundOff {
  /** It was known by then: the earlier certificate holds no more. */
  readonly faults: readonly TraceReason[];
  /** It was found afterwards, how far it was off on the day nobody knows; or somebody says so whose competence is not shown. */
  readonly doubts: readonly TraceReason[];
}

type Calibration = Paper<'CalibrationCertificate'>;

/** A later certificate of the same thing, with what its maker was competent to find. */
interface Later {
  readonly paper: Calibration;
  readonly on: CalendarDay;
  readonly isHeard: boolean;
  readonly isOff: boolean;
}

const SOUND: FoundOff = { faults: [], doubts: [] };
const ZERO = rational(0n);

/**
 * off where |shift| > U at any point found before adjustment. ISO/IEC 17025:2017, 7.8.4.1 d), 6.4.9 and 7.10.1.
 * The first later certificate with as-found data decides for the days before it; where it found nothing, the next one.
 * Heard are who made the earlier one, whoever uses the thing, and who is shown to be competent (decision 0079).
 */
export function foundOffSince(paper: Paper, use: Using, around: Surroundings): FoundOff {
  if (paper.statement.kind !== 'CalibrationCertificate') return SOUND;
  const { name, on } = use;
  const later = laterOf(paper as Calibration, use, around);
  let soundOn: CalendarDay | undefined;
  for (const one of later.filter(({ isHeard }) => isHeard)) {
    const isKnown = one.on <= on;
    if (one.isOff) return saying(one, { name, isKnown });
    if (!isKnown) return SOUND;
    soundOn = one.on;
  }
  // Whoever is not heard neither accuses nor acquits; a person is to look at it.
  const said = later.filter((one) => !one.isHeard && one.isOff && (soundOn === undefined || one.on > soundOn));
  return { ...SOUND, doubts: said.map((one) => hinting(one, name)) };
}

/** Certificates with as-found data of the same thing after the earlier one, in force on their day, by their days. */
function laterOf(paper: Calibration, { name, user }: Using, around: Surroundings): readonly Later[] {
  const { papers } = around;
  const { issuer, subject } = paper.statement;
  const found = [name, ...itemKeys(subject.item)]
    .flatMap((key) => papers.near('about-instrument', key, ['CalibrationCertificate']))
    .filter(({ statement: { subject: one } }) => one.asFound !== undefined && one.calibratedOn > subject.calibratedOn);
  return (
    [...new Map(found.map((one) => [statementKey(one.statement), one])).values()]
      .filter((one) => isSameThing(one, paper, name))
      .filter((one) => papers.statusOn(one as Paper, one.statement.subject.calibratedOn) === 'active')
      // What was decided to be false accuses nobody and acquits nobody.
      .filter((one) => decisionAbout(one as Paper, around) === undefined)
      .sort((a, b) => compareDays(a.statement.subject.calibratedOn, b.statement.subject.calibratedOn))
      .map((one) => {
        const { calibratedOn: on, asFound = [] } = one.statement.subject;
        const isTakenAtItsWord = one.statement.issuer === issuer || one.statement.issuer === user;
        const points = isTakenAtItsWord ? asFound : competentPoints(one, around);
        const off = asFound.filter(isOff);
        // Off where it was not competent, and sound where it was, is no acquittal.
        const telling = off.length > 0 ? off : asFound;
        return { paper: one, on, isHeard: telling.some((point) => points.includes(point)), isOff: off.length > 0 };
      })
  );
}

/** By what identifies it, whoever says so; by its name alone only for one and the same issuer, since names are given anew by everybody. */
function isSameThing({ statement: later }: Calibration, { statement: earlier }: Calibration, name: string): boolean {
  const compared = compareItems(earlier.subject.item, later.subject.item);
  return (
    compared === 'same' ||
    (compared === 'unknown' && later.issuer === earlier.issuer && nameKey(later.subject.instrument) === nameKey(name))
  );
}

function saying(found: Later, { name, isKnown }: { readonly name: string; readonly isKnown: boolean }): FoundOff {
  const { number } = nameOf(found.paper as Paper);
  const { on } = found;
  const values = { name, on, number };
  if (isKnown) {
    const detail = `${name} was found off on ${on} by ${number}; an earlier certificate holds no more from that day on.`;
    return {
      ...SOUND,
      faults: [
        because('FOUND_OFF_BEFORE', values, { detail, cure: `Name ${number}, or what was calibrated after it.` }),
      ],
    };
  }
  const detail = `${name} was found off on ${on} by ${number}, after this use; how far it was off by then nobody knows.`;
  const cure = `Work out what the shift found in ${number} does to this, or make it again.`;
  return { ...SOUND, doubts: [because('FOUND_OFF_LATER', values, { detail, cure })] };
}

function hinting({ paper, on }: Later, name: string): TraceReason {
  const { number, issuer } = nameOf(paper as Paper);
  const detail = `${number} of ${on} by ${issuer} says that ${name} was off; that ${issuer} was competent to find it is not shown.`;
  const cure = `Ask ${issuer} about ${number}, or have ${name} looked at again.`;
  return because('FOUND_OFF_BY_ANOTHER', { name, on, number, issuer }, { detail, cure });
}

function isOff({ shift, expandedUncertainty }: FoundPoint): boolean {
  return unlessIncomparable(
    () => {
      const found = parseQuantity(shift);
      const allowed = convertQuantity(parseQuantity(expandedUncertainty), found.unit, { temperature: 'interval' });
      const size = compareRationals(found.value, ZERO) < 0 ? negateRational(found.value) : found.value;
      return compareRationals(size, allowed.value) > 0;
    },
    () => false,
  );
}
