// SPDX-License-Identifier: Apache-2.0
import { certificateAsReport, type Work } from '@touchstone/evidence/plausibility';
import { type Instant, nameKey } from '@touchstone/identifiers';
import { type Worksheet, workOf } from '../../../record-keeping/issue-gate.ts';
import type { Certificate } from '../record.ts';
import type { NamedRecord } from './record.ts';

/** What a proposal says of how its certificate came about: the proposer's own steps, and records of whoever did others. */
export interface ProposedWork {
  readonly certificate: Certificate;
  readonly work?: readonly Worksheet[] | undefined;
  /** Names of records, and each as it stood when it was named. */
  readonly workRecords?: readonly string[] | undefined;
  readonly recorded?: readonly NamedRecord[] | undefined;
}

/** Who proposed, and when, which is when that person's steps in the proposal were written down. */
export interface Proposer {
  readonly person: string;
  readonly at: Instant;
}

/** Of a proposal that nobody made yet, or where it is not asked when. */
type AnyProposer = Pick<Proposer, 'person'> & Partial<Proposer>;

/** All work of a proposal: what it says itself is of its proposer and of its day, each record of its author and of its own. */
export function worksOf(
  { certificate, work = [], recorded = [] }: ProposedWork,
  { person, at }: AnyProposer,
): readonly Work[] {
  const said = work.map((sheet) => {
    const { steps, ...one } = workOf(sheet, person);
    return { ...one, steps: steps.map((step) => (at === undefined ? step : { ...step, recordedAt: at })) };
  });
  const points = pointsOf(certificate);
  return [...said, ...recorded.flatMap((one) => worksOfRecord(one, points))];
}

function worksOfRecord(one: NamedRecord, points: readonly string[]): readonly Work[] {
  const { person, steps, leastMinutes, signedBefore } = one;
  return pointsFor(one, points).map((result) => ({
    ...{ result, person, steps },
    ...(leastMinutes === undefined ? {} : { leastMinutes }),
    ...(signedBefore === undefined ? {} : { signedBefore }),
  }));
}

/** The points of a certificate for which a record is. */
function pointsFor({ points: named }: Pick<NamedRecord, 'points'>, points: readonly string[]): readonly string[] {
  if (named === undefined) return points;
  const keys = new Set(named.map(nameKey));
  return points.filter((point) => keys.has(nameKey(point)));
}

/** All steps, those of records counted once for each point: each of them is looked at, and each is a row. */
export function countSteps({ certificate, work = [], recorded = [] }: ProposedWork): number {
  const points = pointsOf(certificate);
  const own = work.reduce((sum, { steps }) => sum + (steps?.length ?? 1), 0);
  return recorded.reduce((sum, one) => sum + one.steps.length * pointsFor(one, points).length, own);
}

/** The names of the points of a certificate. */
export function pointsOf(certificate: Certificate): readonly string[] {
  return certificateAsReport(certificate).results.map(({ result }) => result);
}
