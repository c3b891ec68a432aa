// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, isDayWithin } from '@touchstone/identifiers';
import { parseQuantity } from '@touchstone/metrology/quantity';
import { coversEdition, type ScopeLine, type TestingLine, type TestResult } from '@touchstone/statements';
import { unlessIncomparable } from '../checks/figures/incomparable.ts';
import { isAboutScope, makingMark } from './making-marks.ts';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings } from './report.ts';
import { compareSameThing } from './same-thing.ts';

/**
 * One line of an attestation in force covers object, property, method with edition and range on the test day, and where a
 * report is about to be signed, on the day of signing. ISO/IEC 17025:2017, 5.3 (recalled).
 */
export function scopeMarks({ results, sample }: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { scope, making = [], today } = around;
  const made = making.filter(isAboutScope).map(makingMark);
  if (scope === undefined) return made;
  const lines = results
    .filter(({ underScope }) => underScope !== false)
    .flatMap((result) => {
      const { substance, method, testedOn } = result;
      const valuesOn = (on: CalendarDay) => ({ result: result.result, substance, method: method.standard, on });
      if (scope === 'none-known') return [mark('SCOPE_NOT_READ', valuesOn(testedOn))];
      const food = foodOf(sample, around);
      const days = today === undefined || today <= testedOn ? [testedOn] : [testedOn, today];
      const marks = days.flatMap((on) => {
        const standing = scope(on)
          .filter((line) => coversResult(line, result, on))
          .map((line) => coversFood(line, food, around));
        if (standing.includes(true)) return [];
        return [mark(standing.includes(undefined) ? 'SCOPE_NOT_READ' : 'OUTSIDE_SCOPE_LINES', valuesOn(on))];
      });
      // The first day tells: what was not covered then is not covered by a later line.
      return marks.slice(0, 1);
    });
  return [...lines, ...made];
}

/** From where on the lines that cover a result on its day are granted to quantify, where they say it. */
export function grantedLimits(
  { sample }: Pick<ExaminedReport, 'sample'>,
  result: TestResult,
  around: Surroundings,
): readonly NonNullable<TestingLine['limitOfQuantification']>[] {
  const { scope } = around;
  if (scope === undefined || scope === 'none-known' || result.underScope === false) return [];
  const food = foodOf(sample, around);
  return scope(result.testedOn)
    .filter((line) => coversResult(line, result, result.testedOn))
    .filter((line) => coversFood(line, food, around) === true)
    .flatMap(({ limitOfQuantification }) => limitOfQuantification ?? []);
}

function coversResult(line: ScopeLine, result: TestResult, on: CalendarDay): line is TestingLine {
  return (
    line.activity === 'testing' &&
    line.property.substance === result.substance &&
    coversEdition(line.method.standard, result.method.standard) &&
    isDayWithin(on, line) &&
    !(line.suspended ?? []).some((gap) => isDayWithin(on, gap)) &&
    isInRange(line, result)
  );
}

/** What the report says that the sample is, or else what was sampled. */
function foodOf(sample: ExaminedReport['sample'], { sampling }: Surroundings): string | undefined {
  const taken = sampling === undefined || sampling === 'not-here' ? undefined : sampling.lot.food;
  return sample?.food ?? sample?.statedLot?.food ?? taken;
}

/**
 * A line that names no entries is in words that only a person can read: it is not held against a result. Undefined where
 * nothing tells whether the food is one of the line's, or what the food is.
 */
function coversFood({ object }: ScopeLine, food: string | undefined, { isUnder }: Surroundings): boolean | undefined {
  if (object.foods === undefined) return true;
  if (food === undefined) return undefined;
  if (object.foods.includes(food)) return true;
  const answers = object.foods.map((group) => isUnder?.(food, group));
  return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
}

function isInRange({ range, limitOfQuantification: granted }: TestingLine, result: TestResult): boolean {
  return unlessIncomparable(
    () => {
      const claimed = result.limitOfQuantification;
      if (granted !== undefined && claimed !== undefined) {
        if (compareSameThing(parseQuantity(claimed), parseQuantity(granted)) < 0) return false;
      }
      if (result.outcome !== 'quantified') return true;
      const value = parseQuantity(result.quantity);
      // What lies below the smallest value that is granted as quantified is no quantified result of this line.
      if (granted !== undefined && compareSameThing(value, parseQuantity(granted)) < 0) return false;
      if (range === undefined) return true;
      const isBelow = range.from !== undefined && compareSameThing(value, parseQuantity(range.from)) < 0;
      return !isBelow && (range.to === undefined || compareSameThing(value, parseQuantity(range.to)) <= 0);
    },
    () => false,
  );
}
