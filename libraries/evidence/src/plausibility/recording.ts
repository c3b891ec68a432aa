// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Instant, instantMilliseconds } from '@touchstone/identifiers';
import { type Mark, type MarkCode, mark } from './marks.ts';
import { spanOf, stepOf, type Work } from './work.ts';

const HOUR = 3_600_000;

/**
 * Longest time between the end of a work and its record that is taken without a word. By our choice: the standard says "at
 * the time they are made"; three days let a Friday be written down on Monday, and no work of weeks ago.
 */
const RECORDED_WITHIN_HOURS = 72;

/** Observations of one result are written down when they are made, and not once a report wants them. ISO/IEC 17025:2017, 7.5.1. */
export function recordingMarks(own: readonly Work[]): readonly Mark[] {
  const ends = own.flatMap(({ steps }) => steps.map(({ to }) => to));
  return own.flatMap((one) => {
    const { result, readings, steps, signedBefore } = one;
    const inSteps = steps.flatMap((step) => {
      const part = { result: stepOf(result, step), ended: step.to, recorded: step.recordedAt };
      return partMarks(part, signedBefore).map((found) => ({ found, recorded: step.recordedAt }));
    });
    const marked = inSteps.map(({ found }) => found);
    const recorded = readings?.recordedAt;
    // Readings that were written down with a step say nothing more than it, where that is marked already.
    if (recorded === undefined || inSteps.some((step) => step.recorded === recorded)) return marked;
    return [...marked, ...readingsMarks(one, recorded, ends)];
  });
}

/**
 * Whoever hands in other readings after a report was signed does so of all work that had ended before, whatever step of a later
 * day comes with them, and whoever it is of: that of which nothing had been written down before is work done anew.
 */
function readingsMarks(
  { result, steps, signedBefore }: Work,
  recorded: Instant,
  ends: readonly Instant[],
): readonly Mark[] {
  const before = ends.filter((end) => signedBefore !== undefined && compareInstants(end, signedBefore) < 0);
  const ended = before.toSorted(compareInstants).at(-1);
  if (ended !== undefined && signedBefore !== undefined && compareInstants(signedBefore, recorded) < 0) {
    return [mark('WORK_RECORDED_AFTER_SIGNATURE', { result, ended, recorded, signed: signedBefore })];
  }
  const last = spanOf(steps)?.to;
  const isWithStep = steps.some(({ recordedAt }) => recordedAt === recorded);
  return last === undefined || isWithStep ? [] : partMarks({ result, ended: last, recorded }, undefined);
}

interface Part {
  readonly result: string;
  readonly ended: Instant;
  readonly recorded: Instant | undefined;
}

function partMarks({ result, ended, recorded }: Part, signed: Instant | undefined): readonly Mark[] {
  if (recorded === undefined) return [];
  const values = { result, ended, recorded };
  if (signed !== undefined && compareInstants(ended, signed) < 0 && compareInstants(signed, recorded) < 0) {
    return [mark('WORK_RECORDED_AFTER_SIGNATURE', { ...values, signed })];
  }
  const hours = (instantMilliseconds(recorded) - instantMilliseconds(ended)) / HOUR;
  return hours > RECORDED_WITHIN_HOURS ? [mark('WORK_RECORDED_LATE', values)] : [];
}

const LATE: ReadonlySet<string> = new Set<MarkCode>(['WORK_RECORDED_LATE', 'WORK_RECORDED_AFTER_SIGNATURE']);

/** Whether a mark says that something was written down late. */
export const isOfLateRecord = ({ code }: Pick<Mark, 'code'>): boolean => LATE.has(code);
