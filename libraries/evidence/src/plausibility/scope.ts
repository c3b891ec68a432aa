// SPDX-License-Identifier: Apache-2.0
import { isDayWithin } from '@touchstone/identifiers';
import { compareQuantities, parseQuantity } from '@touchstone/metrology/quantity';
import { type ScopeLine, standardKey, type TestingLine, type TestResult } from '@touchstone/statements';
import { unlessIncomparable } from '../checks/incomparable.ts';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings } from './report.ts';

/** One attested line covers object, property, method with edition and range on the test day. ISO/IEC 17025:2017, 5.3 (recalled). */
export function scopeMarks({ results, sample }: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { scope } = around;
  if (scope === undefined) return [];
  return results
    .filter(({ underScope }) => underScope !== false)
    .flatMap((result) => {
      const { substance, method, testedOn: on } = result;
      const values = { result: result.result, substance, method: method.standard, on };
      if (scope === 'none-known') return [mark('SCOPE_NOT_READ', values)];
      const covers = scope.some((line) => coversResult(line, result) && coversFood(line, sample.food, around));
      return covers ? [] : [mark('OUTSIDE_SCOPE_LINES', values)];
    });
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

/** A line that names no entries is in words that only a person can read; so is a sample that names no food. */
function coversFood({ object }: ScopeLine, food: string | undefined, { isUnder }: Surroundings): boolean {
  if (object.foods === undefined || food === undefined) return true;
  return object.foods.some((group) => group === food || isUnder?.(food, group) === true);
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
