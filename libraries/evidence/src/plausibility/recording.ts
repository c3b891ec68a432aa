// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Instant, instantMilliseconds } from '@touchstone/identifiers';
import { type Mark, mark } from './marks.ts';
import { spanOf, stepOf, type Work } from './work.ts';

const HOUR = 3_600_000;

/**
 * Longest time between the end of a work and its record that is taken without a word. By our choice: the standard says "at
 * the time they are made"; three days let a Friday be written down on Monday, and no work of weeks ago.
 */
const RECORDED_WITHIN_HOURS = 72;

/** Observations are written down when they are made, and not once a report wants them. ISO/IEC 17025:2017, 7.5.1. */
export function recordingMarks({ result, steps, readings, signedBefore }: Work): readonly Mark[] {
  const last = spanOf(steps)?.to;
  // Readings that were written down with a step say nothing more than it.
  const isWithStep = steps.some(({ recordedAt }) => recordedAt === readings?.recordedAt);
  const parts: readonly Part[] = [
    ...steps.map((step) => ({ result: stepOf(result, step), ended: step.to, recorded: step.recordedAt })),
    ...(last === undefined || isWithStep ? [] : [{ result, ended: last, recorded: readings?.recordedAt }]),
  ];
  return parts.flatMap((part) => partMarks(part, signedBefore));
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
