// SPDX-License-Identifier: Apache-2.0
import {
  addRationals,
  compareRationals,
  decimalPlaces,
  divideRationals,
  formatDecimal,
  parseDecimal,
  type Rational,
  rational,
  rationalFromDecimal,
  roundRational,
} from '@touchstone/identifiers';
import { parseUnit, type QuantityText, quantityOfRational } from '@touchstone/metrology/quantity';
import type { TestResult } from '@touchstone/statements';
import { unlessIncomparable } from '../checks/figures/incomparable.ts';
import { foundMarks } from './found-values.ts';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings } from './report.ts';
import { missingMarks, rawFileMarks } from './raw-files.ts';
import { isRoundedTo } from './rounded-to.ts';
import { ofSameThing } from './same-thing.ts';
import { grantedLimits } from './scope.ts';
import type { Readings, Work } from './work.ts';

/** Raw files are kept, each for the run of its work, and the readings give the result again. ISO/IEC 17025:2017, 7.5.1 and 7.11.6 (recalled). */
export function rawDataMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { work = [] } = around;
  const { sample, results } = report;
  const marks = results.flatMap((result) => {
    const own = work.filter((one) => one.result === result.result);
    if (own.length === 0) return [];
    // A certificate states an uncertainty at a point, which is no mean of readings.
    return [
      ...missingMarks(result, own),
      ...(sample === undefined ? [] : readingMarks(result, own, grantedLimits(report, result, around))),
    ];
  });
  return [...marks, ...rawFileMarks(report, around), ...foundMarks(report)];
}

/** Whoever gives readings of a result, they give it again; one of those who worked is enough to give them. */
function readingMarks(reported: TestResult, own: readonly Work[], granted: readonly QuantityText[]): readonly Mark[] {
  const given = own.flatMap(({ readings }) =>
    readings === undefined || readings.values.length === 0 ? [] : [readings],
  );
  if (given.length === 0) return [mark('READINGS_NOT_GIVEN', { result: reported.result })];
  return given.flatMap((readings) => agreementMarks(reported, readings, granted));
}

function agreementMarks(reported: TestResult, readings: Readings, granted: readonly QuantityText[]): readonly Mark[] {
  const { value, unit } = boundOf(reported);
  const read = reduce(readings);
  const converted = inUnit(read, readings.unit, unit);
  if (converted !== undefined && agrees(reported.outcome, converted, value)) {
    return quantifiableMarks(reported, readings, granted);
  }
  const places = decimalPlaces(parseDecimal(value)) + 2;
  const shown = formatDecimal(roundRational(converted ?? read, places, 'half-even'));
  const said = reported.outcome === 'quantified' ? `${value} ${unit}` : `${reported.outcome} (${value} ${unit})`;
  const found = `${shown} ${converted === undefined ? readings.unit : unit}`;
  return [mark('RESULT_NOT_FROM_READINGS', { result: reported.result, reported: said, found })];
}

/**
 * What was read where the laboratory is granted to quantify is no non-detect, by however high a limit. That limit may be of a
 * sample that was diluted, which whoever signs can say. ISO/IEC 17025:2017, 7.8.1.2 (recalled).
 */
function quantifiableMarks(
  { result, outcome }: TestResult,
  readings: Readings,
  granted: readonly QuantityText[],
): readonly Mark[] {
  if (outcome === 'quantified') return [];
  const read = reduce(readings);
  const reached = granted.find(({ value, unit }) => {
    const converted = inUnit(read, readings.unit, unit);
    return converted !== undefined && compareRationals(converted, rationalFromDecimal(parseDecimal(value))) >= 0;
  });
  if (reached === undefined) return [];
  const { value, unit } = reached;
  const places = Math.max(...readings.values.map((one) => decimalPlaces(parseDecimal(one))));
  const found = `${formatDecimal(roundRational(read, places + 2, 'half-even'))} ${readings.unit}`;
  return [mark('NON_DETECT_QUANTIFIABLE', { result, found, granted: `${value} ${unit}` })];
}

/** The readings in the unit of the report, exactly; undefined where the one is not converted into the other. */
function inUnit(found: Rational, from: string, to: string): Rational | undefined {
  if (from === to) return found;
  return unlessIncomparable(
    () => ofSameThing(quantityOfRational(found, parseUnit(from)), parseUnit(to)).value,
    () => undefined,
  );
}

function boundOf(reported: TestResult): { readonly value: string; readonly unit: string } {
  if (reported.outcome === 'quantified') return reported.quantity;
  return reported.outcome === 'below-loq' ? reported.limitOfQuantification : reported.limitOfDetection;
}

/** A value is what its readings round to; a non-detect lies below its limit. */
function agrees(outcome: TestResult['outcome'], found: Rational, bound: string): boolean {
  const value = parseDecimal(bound);
  return outcome === 'quantified' ? isRoundedTo(found, value) : compareRationals(found, rationalFromDecimal(value)) < 0;
}

/** mean = sum / n; median = the middle, or the mean of the two in the middle. */
function reduce({ values, by }: Readings): Rational {
  const numbers = values.map((value) => rationalFromDecimal(parseDecimal(value)));
  const taken = by === 'mean' ? numbers : middle(numbers);
  return divideRationals(taken.reduce(addRationals), rational(BigInt(taken.length)));
}

function middle(numbers: readonly Rational[]): readonly Rational[] {
  const sorted = [...numbers].sort(compareRationals);
  return sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1);
}
