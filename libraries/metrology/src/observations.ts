// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from './metrology-error.ts';
import { OBSERVATIONS_MAX, parseObservations, quotient, scaledIntegers } from './regression/exact-numbers.ts';

/** Numbers in a row: an array or a typed array. */
export type Numbers = ArrayLike<number>;

/** What a set of observations is called in a message, and how many of them are needed. */
export interface ObservationsNeeded {
  /** In the plural, such as 'results of laboratories'. */
  readonly what: string;
  readonly atLeast: number;
  /** Where the set stands among others, outermost first. */
  readonly path?: readonly number[];
}

/** One laboratory's result as it was written. */
export interface WrittenResult {
  readonly laboratory: string;
  readonly value: string;
}

/** One laboratory's result as a number. */
export interface LaboratoryResult {
  readonly laboratory: string;
  readonly value: number;
}

/**
 * Reads a column of results; text that is no number is refused with the laboratory, its row and what it wrote.
 * Nothing is guessed: '<0.5', '1,2' and '' are decisions of the provider, ISO 13528:2022, 5.5 and 6.
 */
export function parseResults(rows: readonly WrittenResult[]): readonly LaboratoryResult[] {
  if (rows.length > OBSERVATIONS_MAX) {
    throw new MetrologyError('BAD_OBSERVATIONS', `At most ${OBSERVATIONS_MAX} results are taken, not ${rows.length}`);
  }
  return rows.map(({ laboratory, value }, position) => {
    try {
      const { integers, denominator } = scaledIntegers(parseObservations([value]));
      return { laboratory, value: quotient(integers[0] as bigint, denominator) };
    } catch (cause) {
      const given = String(value).slice(0, 60);
      throw new MetrologyError(
        'BAD_OBSERVATIONS',
        `Row ${position + 1}, laboratory ${laboratory}: a result must be a decimal number such as 0.10, not '${given}'`,
        { given, position, subject: laboratory, cause },
      );
    }
  });
}

/** Copies observations into doubles; throws when there are too few or too many, or one is no finite number. */
export function requireObservations(values: Numbers, { what, atLeast, path = [] }: ObservationsNeeded): Float64Array {
  const where = path.length === 0 ? '' : ` at ${path.map((index) => index + 1).join('.')}`;
  if (values.length < atLeast) {
    throw new MetrologyError(
      'TOO_FEW_OBSERVATIONS',
      `At least ${atLeast} ${what} are needed${where}, not ${values.length}`,
      path.length === 0 ? {} : { path },
    );
  }
  if (values.length > OBSERVATIONS_MAX) {
    throw new MetrologyError('BAD_OBSERVATIONS', `At most ${OBSERVATIONS_MAX} ${what} are taken${where}`);
  }
  const faulty = findNoNumber(values);
  if (faulty >= 0) {
    const given = String(values[faulty]).slice(0, 60);
    const place = [...path, faulty];
    throw new MetrologyError(
      'BAD_OBSERVATIONS',
      `Number ${place.map((at) => at + 1).join('.')} of the ${what} must be a finite number, not '${given}'`,
      { given, position: faulty, path: place },
    );
  }
  return new Float64Array(values);
}

// A Float64Array holds nothing but numbers, so that one sum tells whether all are finite: it then is 0.
function findNoNumber(values: Numbers): number {
  if (values instanceof Float64Array) {
    let zeros = 0;
    for (let index = 0; index < values.length; index += 1) {
      zeros += (values[index] as number) * 0;
    }
    return zeros === 0 ? -1 : values.findIndex((value) => !Number.isFinite(value));
  }
  return Array.from(values).findIndex((value: unknown) => typeof value !== 'number' || !Number.isFinite(value));
}

/** Throws unless the value is a finite number of 0 or more: a standard deviation or an uncertainty. */
export function requireSpread(value: number, name: string, path?: readonly number[]): void {
  if (!(Number.isFinite(value) && value >= 0)) {
    throw new MetrologyError('BAD_UNCERTAINTY', `${name} must be 0 or more, not ${value}`, {
      given: String(value),
      ...(path === undefined ? {} : { path }),
    });
  }
}

/** Throws unless the value is finite and above 0: something that is divided by. */
export function requirePositive(value: number, name: string, path?: readonly number[]): void {
  requireSpread(value, name, path);
  if (value === 0) {
    throw new MetrologyError(
      'ZERO_SPREAD',
      `${name} is 0; nothing can be divided by it`,
      path === undefined ? {} : { path },
    );
  }
}

/** Throws unless the value is a finite number. */
export function requireFinite(value: number, name: string): void {
  if (!Number.isFinite(value)) {
    throw new MetrologyError('BAD_PARAMETER', `${name} must be a finite number, not ${value}`, {
      given: String(value),
    });
  }
}

/** Throws unless the value is a whole number within the bounds. */
export function requireWhole(value: number, name: string, [least, most]: readonly [number, number]): void {
  if (!(Number.isSafeInteger(value) && value >= least && value <= most)) {
    throw new MetrologyError('BAD_PARAMETER', `${name} must be a whole number from ${least} to ${most}, not ${value}`, {
      given: String(value),
    });
  }
}

/** Throws unless 0 < value < 1: a level of significance or of confidence. */
export function requireShareOfOne(value: number, name: string): void {
  if (!(value > 0 && value < 1)) {
    throw new MetrologyError('BAD_PARAMETER', `${name} must lie between 0 and 1, both excluded, not ${value}`, {
      given: String(value),
    });
  }
}

/** Mean in two passes, since the first sum loses what the second one finds. Requires one value or more. */
export function meanOf(values: Numbers): number {
  const first = sumOf(values) / values.length;
  let rest = 0;
  for (let index = 0; index < values.length; index += 1) {
    rest += (values[index] as number) - first;
  }
  return first + rest / values.length;
}

/** ∑ (xᵢ − x̄)² about the given mean. */
export function squaresAbout(values: Numbers, mean: number): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    sum += ((values[index] as number) - mean) ** 2;
  }
  return sum;
}

/** s with n − 1 in the denominator. Requires two values or more. */
export function standardDeviationOf(values: Numbers): number {
  return Math.sqrt(squaresAbout(values, meanOf(values)) / (values.length - 1));
}

/** ∑ xᵢ in order. */
export function sumOf(values: Numbers): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    sum += values[index] as number;
  }
  return sum;
}
