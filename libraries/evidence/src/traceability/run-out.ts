// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, daysBetween } from '@touchstone/identifiers';
import { compareItems } from '@touchstone/statements';
import type { Paper } from './papers.ts';
import { isUsedPaper, type UsedPaper, useOf } from './references.ts';
import type { Surroundings } from './vouching.ts';

/** The paper by which a thing was used has run out, and nothing on record took its place. */
export interface RunOut {
  /** The last day on which it held. */
  readonly until: CalendarDay;
  readonly days: number;
}

/** What a thing is used by, from when to when. */
interface Holding {
  readonly thing: string;
  readonly from: CalendarDay;
  readonly to?: CalendarDay | undefined;
  readonly others: readonly Paper[];
}

/**
 * Whether the paper of an instrument or a standard has run out on a day, and no other that was in force then lasts longer. A
 * batch of a material is used up and never certified again, and a report does not run out. ISO/IEC 17025:2017, 6.4.7 (recalled).
 */
export function runOutOn(paper: Paper, on: CalendarDay, around: Surroundings): RunOut | undefined {
  const { papers } = around;
  const held = holdingOf(paper, around);
  const until = held?.to;
  if (held === undefined || until === undefined || on <= until || papers.statusOn(paper, on) !== 'active')
    return undefined;
  const isRenewed = held.others.some((other) => {
    const its = holdingOf(other, around);
    const lasts = its !== undefined && its.from <= on && (its.to === undefined || its.to > until);
    return lasts && papers.statusOn(other, on) === 'active';
  });
  return isRenewed ? undefined : { until, days: daysBetween(until, on) };
}

function holdingOf(paper: Paper, { papers }: Surroundings): Holding | undefined {
  if (paper.statement.kind === 'MeasurementStandard') {
    const { standard: thing, place, from, to } = (paper as Paper<'MeasurementStandard'>).statement.subject;
    const named = papers.near('about-instrument', thing, ['MeasurementStandard']);
    // Each place has a standard of the kilogram.
    const others = named.filter(({ statement: { subject } }) => subject.standard === thing && subject.place === place);
    return { thing, from, to, others: others as readonly Paper[] };
  }
  if (!isUsedPaper(paper) || paper.statement.kind === 'ReferenceMaterialCertificate') return undefined;
  const { of: thing, from, to, rejected } = useOf(paper);
  // By a verification that it did not pass nothing was ever used.
  if (rejected) return undefined;
  const named = papers.near('about-instrument', thing, ['CalibrationCertificate', 'VerificationCertificate']);
  const others = named.filter(
    (one) => useOf(one as UsedPaper).of === thing && compareItems(itemOf(one as UsedPaper), itemOf(paper)) !== 'other',
  );
  return { thing, from, to, others: others as readonly Paper[] };
}

const itemOf = ({ statement: { subject } }: UsedPaper) => ('item' in subject ? subject.item : undefined);
