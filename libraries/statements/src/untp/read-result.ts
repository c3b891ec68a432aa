// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, isDecimalText, parseDecimalString, parseStandardNumber } from '@touchstone/identifiers';
import { labelledCondition } from './condition.ts';
import { childAt, type Foreign, nameGap, nameMissing, decimalAt, requiredTextAt } from './foreign.ts';
import { readNamed } from './read-names.ts';
import type { UntpResult } from './reading.ts';
import { unitOfCode } from './unit-code.ts';

/** What an assessment says for all of its results. */
export interface Circumstances {
  readonly testedOn: CalendarDay | undefined;
  readonly method: string | undefined;
  readonly basis: string | undefined;
  readonly sample: string | undefined;
  readonly coverageFactor: string | undefined;
}

/** Reads what the labelled conditions of an assessment say; what they leave open is named once for the assessment. */
export function readCircumstances(
  of: Foreign,
  conditions: readonly string[],
  testedOn: CalendarDay | undefined,
): Circumstances {
  const method = labelledCondition(of, conditions, 'method');
  const basis = labelledCondition(of, conditions, 'basis');
  const sample = labelledCondition(of, conditions, 'sample');
  const coverageFactor = labelledCondition(of, conditions, 'coverageFactor');
  if (method === undefined) nameMissing(of, 'NO_METHOD', 'no condition names a test method');
  else if (!hasEdition(method)) nameMissing(of, 'METHOD_WITHOUT_EDITION', 'the test method has no year of edition');
  if (basis === undefined) nameMissing(of, 'NO_BASIS', 'no condition names what the numbers refer to');
  nameMissing(of, 'NO_DETECTION_LIMITS', 'UNTP 0.7.0 has no limit of detection or quantification');
  nameMissing(of, 'NO_INSTRUMENTS', 'UNTP 0.7.0 names no instrument and no calibration');
  nameMissing(of, 'NO_SAMPLING_RECORD', 'UNTP 0.7.0 refers to no sampling record');
  if (testedOn !== undefined) {
    const message = 'the day of the assessment is taken as the day of the test';
    nameGap(of, { code: 'ASSESSED_TAKEN_AS_TESTED', grade: 'assumed', message }, 'assessmentDate');
  }
  return { testedOn, method, basis, sample, coverageFactor };
}

/** One performance with a measure; a score alone is no result. */
export function readResult(
  performance: Foreign,
  { testedOn, method, basis, sample, ...around }: Circumstances,
): UntpResult[] {
  const metric = readNamed(childAt(performance, 'metric'));
  const measure = childAt(performance, 'measure');
  const value = measure === undefined ? undefined : decimalAt(measure, 'value');
  if (measure === undefined || value === undefined || metric === undefined) {
    nameMissing(
      performance,
      'NO_RESULT',
      'a performance without a metric and a measured value is a word, not a result',
    );
    return [];
  }
  const code = requiredTextAt(measure, 'unit');
  const unit = code === undefined ? undefined : unitOfCode(code);
  nameGap(performance, {
    code: 'SUBSTANCE_BY_NAME',
    grade: 'assumed',
    message: 'the metric is taken by its name; whoever compares it says which substance it is',
  });
  nameGap(
    measure,
    { code: 'DIGITS_UNKNOWN', grade: 'missing', message: 'a JSON number does not keep its trailing zeros' },
    'value',
  );
  if (unit === undefined) {
    nameGap(
      measure,
      { code: 'UNIT_UNKNOWN', grade: 'unreadable', message: 'no unit is known here by this code' },
      'unit',
    );
  }
  return [
    {
      outcome: 'quantified',
      result: performance.at,
      substance: metric.name,
      ...(metric.id === undefined ? {} : { metric: metric.id }),
      ...(unit === undefined ? {} : { quantity: { value, unit } }),
      written: { value, ...(code === undefined ? {} : { unit: code }) },
      ...readTolerance(measure, unit, around.coverageFactor),
      ...(method === undefined ? {} : { method: { standard: method } }),
      ...(basis === undefined ? {} : { basis }),
      ...(sample === undefined ? {} : { sample }),
      ...(testedOn === undefined ? {} : { testedOn }),
    },
  ];
}

/** A tolerance is an uncertainty only where it is the same on both sides and a condition names its coverage factor. */
function readTolerance(
  measure: Foreign,
  unit: string | undefined,
  coverageFactor: string | undefined,
): Pick<UntpResult, 'tolerance' | 'expandedUncertainty'> {
  const upper = decimalAt(measure, 'upperTolerance');
  const lower = decimalAt(measure, 'lowerTolerance');
  if (upper === undefined && lower === undefined) {
    nameMissing(measure, 'NO_UNCERTAINTY', 'no uncertainty is stated; it is missing, not zero');
    return {};
  }
  const tolerance = {
    ...(upper === undefined ? {} : { upper }),
    ...(lower === undefined ? {} : { lower }),
  };
  const isFactor = coverageFactor !== undefined && isDecimalText(coverageFactor) && Number(coverageFactor) > 0;
  if (isFactor && unit !== undefined && upper !== undefined && upper === lower && Number(upper) > 0) {
    const expandedUncertainty = { value: upper, unit, coverageFactor: parseDecimalString(coverageFactor) };
    return { tolerance, expandedUncertainty };
  }
  nameGap(measure, {
    code: 'TOLERANCE_IS_NO_UNCERTAINTY',
    grade: 'missing',
    message: 'a tolerance without a coverage factor, or with two sides, is no expanded uncertainty',
  });
  return { tolerance };
}

function hasEdition(method: string): boolean {
  try {
    return parseStandardNumber(method).year !== undefined;
  } catch {
    return false;
  }
}
