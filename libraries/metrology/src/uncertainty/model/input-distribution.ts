// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { sampleStatistics } from '../../regression/sample-statistics.ts';

/** A number as a document carries it: decimal text, or a finite number. */
export type NumberText = number | string;

/** Ends of an interval, or its middle and half its width. */
type IntervalText =
  | { readonly lower: NumberText; readonly upper: NumberText }
  | { readonly centre: NumberText; readonly halfWidth: NumberText };

/** How an input is known, as a document says it; the kinds are those of JCGM 101:2008, table 1 (recalled). */
export type DistributionText =
  | { readonly kind: 'constant'; readonly value: NumberText }
  | { readonly kind: 'normal'; readonly mean: NumberText; readonly standardUncertainty: NumberText }
  /** u as the GUM has it, s/√n, for any ν; its trials spread by √(ν/(ν − 2)) more, and have no variance where ν ≤ 2. */
  | { readonly kind: 't'; readonly mean: NumberText; readonly standardUncertainty: NumberText }
  | { readonly kind: 'readings'; readonly observations: readonly string[] }
  | ({ readonly kind: 'rectangular' | 'triangular' | 'arcsine' } & IntervalText)
  /** The upper side is `ratio` times the base, 0 < ratio < 1. */
  | ({ readonly kind: 'trapezoidal'; readonly ratio: NumberText } & IntervalText)
  /** Each limit is known within ± `inexactness` only. */
  | ({ readonly kind: 'curvilinear-trapezoidal'; readonly inexactness: NumberText } & IntervalText)
  | { readonly kind: 'exponential'; readonly mean: NumberText }
  /** After q counted events: shape q + 1, scale 1. */
  | { readonly kind: 'gamma'; readonly shape: NumberText; readonly scale: NumberText };

/** How an input is known, in numbers that have been checked. */
export type InputDistribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'normal' | 't'; readonly mean: number; readonly standardUncertainty: number }
  | { readonly kind: 'rectangular' | 'triangular' | 'arcsine'; readonly lower: number; readonly upper: number }
  | { readonly kind: 'trapezoidal'; readonly lower: number; readonly upper: number; readonly ratio: number }
  | {
      readonly kind: 'curvilinear-trapezoidal';
      readonly lower: number;
      readonly upper: number;
      readonly inexactness: number;
    }
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'gamma'; readonly shape: number; readonly scale: number };

/** What the law of propagation needs of a distribution. */
export interface Moments {
  readonly estimate: number;
  readonly standardUncertainty: number;
}

/** A distribution in numbers, and the degrees of freedom that observations bring with them. */
export interface ParsedDistribution {
  readonly distribution: InputDistribution;
  readonly degreesOfFreedom?: number;
}

/**
 * Checks a distribution: numbers are numbers, uncertainties not negative, limits in order.
 * JCGM 101:2008, 6.4 and table 1 (recalled); `where` begins every message.
 */
export function parseDistribution(given: DistributionText, where: string): ParsedDistribution {
  switch (given.kind) {
    case 'constant':
      return { distribution: { kind: 'constant', value: parseNumber(given.value, `${where}: the value`) } };
    case 'normal':
    case 't':
      return { distribution: { kind: given.kind, ...parseCentred(given, where) } };
    case 'readings':
      return parseReadings(given.observations, where);
    case 'rectangular':
    case 'triangular':
    case 'arcsine':
      return { distribution: { kind: given.kind, ...parseInterval(given, where) } };
    case 'trapezoidal': {
      const ratio = parseNumber(given.ratio, `${where}: the ratio`);
      require(ratio > 0 && ratio < 1, `${where}: the ratio of a trapezoid lies between 0 and 1`, given.ratio);
      return { distribution: { kind: 'trapezoidal', ...parseInterval(given, where), ratio } };
    }
    case 'curvilinear-trapezoidal': {
      const interval = parseInterval(given, where);
      const inexactness = parseNumber(given.inexactness, `${where}: the inexactness`);
      const fits = inexactness > 0 && 2 * inexactness <= interval.upper - interval.lower;
      require(fits, `${where}: the inexactness must be above 0 and at most half the width`, given.inexactness);
      return { distribution: { kind: 'curvilinear-trapezoidal', ...interval, inexactness } };
    }
    case 'exponential': {
      const mean = parseNumber(given.mean, `${where}: the mean`);
      require(mean > 0, `${where}: the mean of an exponential distribution is above 0`, given.mean);
      return { distribution: { kind: 'exponential', mean } };
    }
    case 'gamma': {
      const shape = parseNumber(given.shape, `${where}: the shape`);
      const scale = parseNumber(given.scale, `${where}: the scale`);
      require(shape > 0 && scale > 0, `${where}: shape and scale of a gamma distribution are above 0`, given.shape);
      return { distribution: { kind: 'gamma', shape, scale } };
    }
  }
  throw new MetrologyError(
    'BAD_INPUT',
    `${where}: no distribution is called ${String((given as { kind: unknown }).kind).slice(0, 40)}`,
  );
}

/**
 * x and u(x): rectangular (b − a)/√12, triangular /√24, arcsine /√8, trapezoidal √((1 + β²)/24),
 * curvilinear √((b − a)²/12 + d²/9), exponential x, gamma √α θ.
 * JCGM 101:2008, 6.4 (recalled); JCGM 100:2008, 4.3.7 and 4.3.9. For t it is s/√n, JCGM 100:2008, 4.2.3.
 */
export function momentsOf(distribution: InputDistribution): Moments {
  switch (distribution.kind) {
    case 'constant':
      return { estimate: distribution.value, standardUncertainty: 0 };
    case 'normal':
    case 't':
      return { estimate: distribution.mean, standardUncertainty: distribution.standardUncertainty };
    case 'rectangular':
      return ofInterval(distribution, 1 / 12);
    case 'triangular':
      return ofInterval(distribution, 1 / 24);
    case 'arcsine':
      return ofInterval(distribution, 1 / 8);
    case 'trapezoidal':
      return ofInterval(distribution, (1 + distribution.ratio ** 2) / 24);
    case 'curvilinear-trapezoidal': {
      const width = distribution.upper - distribution.lower;
      return ofInterval(distribution, 1 / 12 + (distribution.inexactness / width) ** 2 / 9);
    }
    case 'exponential':
      return { estimate: distribution.mean, standardUncertainty: distribution.mean };
    case 'gamma':
      return {
        estimate: distribution.shape * distribution.scale,
        standardUncertainty: Math.sqrt(distribution.shape) * distribution.scale,
      };
  }
}

/** A finite number from a number or from decimal text such as 2.5e-6; a laboratory's text is told with its place. */
export function parseNumber(given: unknown, where: string): number {
  const text = typeof given === 'string' ? given.trim() : given;
  const value = typeof text === 'string' && DECIMAL.test(text) ? Number(text) : text;
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new MetrologyError(
      'BAD_INPUT',
      `${where} must be a number such as 0.10, not '${String(given).slice(0, 60)}'`,
      {
        given: String(given).slice(0, 120),
      },
    );
  }
  return value;
}

const DECIMAL = /^[+-]?[0-9]{1,400}(?:\.[0-9]{1,400})?(?:[eE][+-]?[0-9]{1,4})?$/;

function parseCentred(given: { readonly mean: NumberText; readonly standardUncertainty: NumberText }, where: string) {
  const standardUncertainty = parseNumber(given.standardUncertainty, `${where}: the standard uncertainty`);
  require(standardUncertainty >= 0, `${where}: a standard uncertainty is not negative`, given.standardUncertainty);
  return { mean: parseNumber(given.mean, `${where}: the mean`), standardUncertainty };
}

// JCGM 100:2008, 4.2: mean, s/√n, n − 1.
function parseReadings(observations: readonly string[], where: string): ParsedDistribution {
  try {
    const { mean, standardDeviationOfMean, count } = sampleStatistics(observations);
    return {
      distribution: { kind: 't', mean, standardUncertainty: standardDeviationOfMean },
      degreesOfFreedom: count - 1,
    };
  } catch (cause) {
    const { message, data } = cause as MetrologyError;
    throw new MetrologyError('BAD_INPUT', `${where}: ${message}`, { ...data, cause });
  }
}

function parseInterval(given: IntervalText, where: string): { readonly lower: number; readonly upper: number } {
  if ('centre' in given) {
    const centre = parseNumber(given.centre, `${where}: the centre`);
    const halfWidth = parseNumber(given.halfWidth, `${where}: the half-width`);
    require(halfWidth > 0, `${where}: a half-width is above 0`, given.halfWidth);
    return { lower: centre - halfWidth, upper: centre + halfWidth };
  }
  const lower = parseNumber(given.lower, `${where}: the lower limit`);
  const upper = parseNumber(given.upper, `${where}: the upper limit`);
  require(lower < upper, `${where}: the lower limit must lie below the upper one`, `${given.lower}, ${given.upper}`);
  return { lower, upper };
}

function ofInterval({ lower, upper }: { readonly lower: number; readonly upper: number }, factor: number): Moments {
  return { estimate: (lower + upper) / 2, standardUncertainty: (upper - lower) * Math.sqrt(factor) };
}

function require(holds: boolean, message: string, given: unknown): void {
  if (!holds) {
    throw new MetrologyError('BAD_INPUT', `${message}; given ${String(given).slice(0, 60)}`, {
      given: String(given).slice(0, 120),
    });
  }
}
