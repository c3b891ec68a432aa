// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, compareDays, compareRationals, negateRational, rational } from '@touchstone/identifiers';
import { convertQuantity, parseQuantity } from '@touchstone/metrology/quantity';
import type { SubjectOf } from '@touchstone/statements';
import { unlessIncomparable } from '../checks/figures/incomparable.ts';
import { because, nameOf, type TraceReason } from './graph.ts';
import type { Paper, Papers } from './papers.ts';

/** What a later certificate of the same thing by the same issuer says of a use: that nothing holds it, or that it is in doubt. */
export interface FoundOff {
  /** It was known by then: the earlier certificate holds no more. */
  readonly faults: readonly TraceReason[];
  /** It was found afterwards: how far it was off on the day, nobody knows. */
  readonly doubts: readonly TraceReason[];
}

const SOUND: FoundOff = { faults: [], doubts: [] };
const ZERO = rational(0n);

/**
 * off where |shift| > U at any point found before adjustment. ISO/IEC 17025:2017, 7.8.4.1 d), 6.4.9 and 7.10.1.
 * The first later certificate with as-found data decides for the days before it; where it found nothing, the next one.
 */
export function foundOffSince(
  paper: Paper,
  { name, on }: { readonly name: string; readonly on: CalendarDay },
  papers: Papers,
): FoundOff {
  const { kind, issuer, subject } = paper.statement;
  if (kind !== 'CalibrationCertificate') return SOUND;
  const { calibratedOn: from } = subject as SubjectOf<'CalibrationCertificate'>;
  const later = papers
    .near('about-instrument', name, ['CalibrationCertificate'])
    // What was calibrated with it is found by its name as well, and another's may have the same name.
    .filter(({ statement: one }) => one.issuer === issuer && one.subject.instrument === name)
    .filter(({ statement: one }) => one.subject.asFound !== undefined && one.subject.calibratedOn > from)
    .filter((one) => papers.statusOn(one as Paper, one.statement.subject.calibratedOn) === 'active')
    .sort((a, b) => compareDays(a.statement.subject.calibratedOn, b.statement.subject.calibratedOn));
  for (const one of later) {
    const { calibratedOn, asFound = [] } = one.statement.subject;
    const isKnown = calibratedOn <= on;
    if (asFound.some(isOff)) return saying(one as Paper, { name, on: calibratedOn, isKnown });
    if (!isKnown) return SOUND;
  }
  return SOUND;
}

function saying(
  found: Paper,
  { name, on, isKnown }: { readonly name: string; readonly on: CalendarDay; readonly isKnown: boolean },
): FoundOff {
  const { number } = nameOf(found);
  if (isKnown) {
    const detail = `${name} was found off on ${on} by ${number}; an earlier certificate holds no more from that day on.`;
    return {
      ...SOUND,
      faults: [because('FOUND_OFF_BEFORE', detail, `Name ${number}, or what was calibrated after it.`)],
    };
  }
  const detail = `${name} was found off on ${on} by ${number}, after this use; how far it was off by then nobody knows.`;
  const cure = `Work out what the shift found in ${number} does to this, or make it again.`;
  return { ...SOUND, doubts: [because('FOUND_OFF_LATER', detail, cure)] };
}

type Point = NonNullable<SubjectOf<'CalibrationCertificate'>['asFound']>[number];

function isOff({ shift, expandedUncertainty }: Point): boolean {
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
