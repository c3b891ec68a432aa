// SPDX-License-Identifier: Apache-2.0
import type { Readings, Work, WorkStep } from '@touchstone/evidence/plausibility';
import type { Instant } from '@touchstone/identifiers';
import { isOfWhole, type Worksheet, workOf } from '../../record-keeping/issue-gate.ts';

/** A record of work as it was handed in, by whom and when. */
interface Handed {
  readonly sheet: Worksheet;
  readonly person: string;
  readonly at: Instant;
}

/** What a case has of work: what stands, and what was handed in before and stands no more. */
export interface WorkOfCase {
  readonly work?: readonly Work[];
  readonly formerWork?: readonly Work[];
}

/**
 * The records of a case after another was handed in. It takes the place of what the same person recorded of the result, and
 * where it is of the whole work of what others did: nobody else's steps are touched otherwise.
 */
export function workAfter(
  { work: before = [], formerWork: former = [] }: WorkOfCase,
  { sheet, person, at }: Handed,
  around: Pick<Work, 'about' | 'signedBefore'>,
): Required<WorkOfCase> {
  const isWhole = isOfWhole(sheet);
  const isReplaced = (one: Work) => one.result === sheet.result && (isWhole || one.person === person);
  const formerWork = [...former, ...before.filter(isReplaced)];
  const kept = before.filter((one) => !isReplaced(one));
  const given = { ...workOf(sheet, person), ...around };
  if (given.steps.length === 0) return { work: kept, formerWork };
  const own = formerWork.filter((one) => one.result === sheet.result && one.person === person);
  return { work: [...kept, dated(given, own, at)], formerWork };
}

/**
 * Each part with the instant at which it was first written down as it stands; what was handed in again is no later for it, also
 * where it had been taken away meanwhile.
 */
function dated(given: Work, before: readonly Work[], at: Instant): Work {
  const same = before.filter((one) => isOfSame(one, given));
  const steps = given.steps.map((step) => ({
    ...step,
    recordedAt: same.flatMap((one) => one.steps).find((one) => isLike(one, step))?.recordedAt ?? at,
  }));
  const { readings } = given;
  if (readings === undefined) return { ...given, steps };
  const first = same.map((one) => one.readings).find((one) => isLike(one, readings));
  return { ...given, steps, readings: { ...readings, recordedAt: first?.recordedAt ?? at } };
}

/** Times that were written down of one sample are first written down of another when that is named. */
function isOfSame({ about: was }: Work, { about: now }: Work): boolean {
  return was?.sample === now?.sample && was?.substance === now?.substance && was?.method === now?.method;
}

/** Whether two parts say the same, whenever they were written down. */
function isLike(one: WorkStep | Readings | undefined, other: WorkStep | Readings): boolean {
  return one !== undefined && plain(one) === plain(other);
}

function plain({ recordedAt: _, ...said }: WorkStep | Readings): string {
  return JSON.stringify(Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)));
}
