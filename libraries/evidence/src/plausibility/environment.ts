// SPDX-License-Identifier: Apache-2.0
import { compareDecimals, groupBy, parseDecimal } from '@touchstone/identifiers';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings } from './report.ts';
import { type Condition, stepOf } from './work.ts';

/** from <= value <= to for each condition that the method limits, where the step was done. ISO/IEC 17025:2017, 6.3.3 (recalled). */
export function environmentMarks({ sample }: ExaminedReport, { work = [] }: Surroundings): readonly Mark[] {
  return [...groupBy(work, ({ result }) => result)].flatMap(([result, own]) => {
    const steps = own.flatMap((one) => one.steps);
    const marks = steps.flatMap((step) => step.conditions.flatMap((one) => conditionMarks(stepOf(result, step), one)));
    const isAnyRead = steps.some(({ conditions }) => conditions.some(({ value }) => value !== undefined));
    // Of a calibration its own certificate states them.
    return sample === undefined || marks.length > 0 || isAnyRead ? marks : [mark('NO_CONDITION_RECORDED', { result })];
  });
}

function conditionMarks(result: string, { quantity, unit, value, from, to }: Condition): readonly Mark[] {
  if (from === undefined && to === undefined) {
    // What nothing limits may be anything, and shows nothing.
    return value === undefined ? [] : [mark('CONDITION_NOT_LIMITED', { result, quantity, value: `${value} ${unit}` })];
  }
  if (value === undefined) return [mark('CONDITION_NOT_RECORDED', { result, quantity })];
  const read = parseDecimal(value);
  const isBelow = from !== undefined && compareDecimals(read, parseDecimal(from)) < 0;
  const isAbove = to !== undefined && compareDecimals(read, parseDecimal(to)) > 0;
  if (!isBelow && !isAbove) return [];
  const limits = { from: from === undefined ? '…' : `${from} ${unit}`, to: to === undefined ? '…' : `${to} ${unit}` };
  return [mark('CONDITION_OUT_OF_LIMITS', { result, quantity, value: `${value} ${unit}`, ...limits })];
}
