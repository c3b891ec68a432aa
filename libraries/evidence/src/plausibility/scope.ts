// SPDX-License-Identifier: Apache-2.0
import { isDayWithin } from '@touchstone/identifiers';
import { compareQuantities, parseQuantity } from '@touchstone/metrology/quantity';
import { type ScopeLine, standardKey, type TestingLine, type TestResult } from '@touchstone/statements';
import { unlessIncomparable } from '../checks/figures/incomparable.ts';
import { isAboutScope, makingMark } from './making-marks.ts';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings } from './report.ts';

/** One attested line covers object, property, method with edition and range on the test day. ISO/IEC 17025:2017, 5.3 (recalled). */
export function scopeMarks({ results, sample }: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { scope, making = [] } = around;
  const made = making.filter(isAboutScope).map(makingMark);
  if (scope === undefined) return made;
  const lines = results
    .filter(({ underScope }) => underScope !== false)
    .flatMap((result) => {
      const { substance, method, testedOn: on } = result;
      const values = { result: result.result, substance, method: method.standard, on };
      if (scope === 'none-known') return [mark('SCOPE_NOT_READ', values)];
      const standing = scope
        .filter((line) => coversResult(line, result))
        .map((line) => coversFood(line, sample?.food, around));
      if (standing.includes(true)) return [];
      return [mark(standing.includes(undefined) ? 'SCOPE_NOT_READ' : 'OUTSIDE_SCOPE_LINES', values)];
    });
  return [...lines, ...made];
}

function coversResult(line: ScopeLine, result: TestResult): line is TestingLine {
  const { testedOn: on } = result;
  return (
    line.activity === 'testing' &&
    line.property.substance === result.substance &&
    standardKey(line.method.standard) === standardKey(result.method.standard) &&
    isDayWithin(on, line) &&
    !(line.suspended ?? []).some((gap) => isDayWithin(on, gap)) &&
    isInRange(line, result)
  );
}

/**
 * A line that names no entries is in words that only a person can read, and so is a sample that names no food: neither is
 * held against a result. Undefined where nothing tells whether the food is one of the line's.
 */
function coversFood({ object }: ScopeLine, food: string | undefined, { isUnder }: Surroundings): boolean | undefined {
  if (object.foods === undefined || food === undefined || object.foods.includes(food)) return true;
  return isUnder === undefined ? undefined : object.foods.some((group) => isUnder(food, group));
}

function isInRange({ range, limitOfQuantification: granted }: TestingLine, result: TestResult): boolean {
  return unlessIncomparable(
    () => {
      const claimed = result.limitOfQuantification;
      if (granted !== undefined && claimed !== undefined) {
        if (compareQuantities(parseQuantity(claimed), parseQuantity(granted)) < 0) return false;
      }
      if (range === undefined || result.outcome !== 'quantified') return true;
      const value = parseQuantity(result.quantity);
      const isBelow = range.from !== undefined && compareQuantities(value, parseQuantity(range.from)) < 0;
      return !isBelow && (range.to === undefined || compareQuantities(value, parseQuantity(range.to)) <= 0);
    },
    () => false,
  );
}
