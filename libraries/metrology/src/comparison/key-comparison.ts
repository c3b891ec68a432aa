// SPDX-License-Identifier: Apache-2.0
import { chiSquaredUpperTail } from '../distributions/chi-squared.ts';
import { MetrologyError } from '../metrology-error.ts';
import { type Numbers, requireObservations, requirePositive } from '../observations.ts';
import { median } from '../proficiency/simple-estimators.ts';

/** A laboratory's value with its standard uncertainty; uncertainties are of values that are not correlated. */
export interface ComparedValue {
  readonly laboratory: string;
  readonly value: number;
  readonly standardUncertainty: number;
}

/** A reference value of a comparison by one of the estimators. */
export interface ReferenceValue {
  readonly value: number;
  readonly standardUncertainty: number;
}

/** A weighted mean with what the values say about their uncertainties. */
export interface WeightedMean extends ReferenceValue {
  /** ∑ (xᵢ − x̄)²/uᵢ². */
  readonly chiSquared: number;
  readonly degreesOfFreedom: number;
  /** Probability of a larger χ² when all uncertainties are right; below 0.05 they do not agree. Procedure A of Cox. */
  readonly pValue: number;
  /** √(χ²/(p − 1)). */
  readonly birgeRatio: number;
  /** u of the mean times the Birge ratio where that is above 1. */
  readonly standardUncertaintyEnlarged: number;
}

/** A mean with a variance between laboratories. */
export interface RandomEffectsMean extends ReferenceValue {
  /** τ: standard deviation between laboratories, beyond their uncertainties. */
  readonly betweenDeviation: number;
}

const HALVINGS = 200;
const GRID = 400;

/**
 * x̄ = ∑ xᵢ uᵢ⁻²/∑ uᵢ⁻², u(x̄) = (∑ uᵢ⁻²)^(−½), R_B = √(χ²/(p − 1)).
 * M. G. Cox, Metrologia 39 (2002) 589, procedure A; R. T. Birge, Phys. Rev. 40 (1932) 207.
 */
export function weightedMean(values: readonly ComparedValue[]): WeightedMean {
  const { x, u } = requireCompared(values);
  const { mean, standardUncertainty, chiSquared } = weigh(x, u, 0);
  const degreesOfFreedom = x.length - 1;
  const birgeRatio = Math.sqrt(chiSquared / degreesOfFreedom);
  return {
    value: mean,
    standardUncertainty,
    chiSquared,
    degreesOfFreedom,
    pValue: chiSquaredUpperTail(chiSquared, degreesOfFreedom),
    birgeRatio,
    standardUncertaintyEnlarged: standardUncertainty * Math.max(1, birgeRatio),
  };
}

/**
 * τ² of ∑ (xᵢ − x̄)²/(uᵢ² + τ²) = p − 1, or 0; weights 1/(uᵢ² + τ²).
 * J. Mandel and R. C. Paule, Anal. Chem. 42 (1970) 1194; found by halving, since the sum falls with τ².
 */
export function mandelPaule(values: readonly ComparedValue[]): RandomEffectsMean {
  const { x, u } = requireCompared(values);
  const wanted = x.length - 1;
  let low = 0;
  let high = rangeOf(x) ** 2;
  if (weigh(x, u, 0).chiSquared <= wanted) {
    high = 0;
  }
  for (let step = 0; step < HALVINGS && low < high; step += 1) {
    const middle = (low + high) / 2;
    if (weigh(x, u, middle).chiSquared > wanted) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return randomEffects(x, u, high);
}

/**
 * τ² = max(0, (χ² − (p − 1))/(∑ w − ∑ w²/∑ w)), w = uᵢ⁻².
 * R. DerSimonian and N. Laird, Control. Clin. Trials 7 (1986) 177.
 */
export function derSimonianLaird(values: readonly ComparedValue[]): RandomEffectsMean {
  const { x, u } = requireCompared(values);
  const weights = u.map((value) => value ** -2);
  const sum = weights.reduce((all, w) => all + w, 0);
  const squares = weights.reduce((all, w) => all + w * w, 0);
  const { chiSquared } = weigh(x, u, 0);
  return randomEffects(x, u, Math.max(0, (chiSquared - (x.length - 1)) / (sum - squares / sum)));
}

/**
 * τ² of the largest ℓ(τ²) = −½ (∑ ln(uᵢ² + τ²) + ln ∑ wᵢ + ∑ wᵢ (xᵢ − x̄)²), w = 1/(uᵢ² + τ²): restricted maximum likelihood.
 * D. A. Harville, J. Amer. Statist. Assoc. 72 (1977) 320. ℓ may have several summits: the highest of a grid is taken, and
 * found exactly where its slope is 0; programs that search by ℓ itself stop some 1e-6 away.
 */
export function restrictedMaximumLikelihood(values: readonly ComparedValue[]): RandomEffectsMean {
  const { x, u } = requireCompared(values);
  const spread = rangeOf(x) ** 2;
  const grid = Array.from({ length: GRID }, (_, index) =>
    index === 0 ? 0 : 4 * spread * 1e-14 ** (1 - index / (GRID - 1)),
  );
  const heights = grid.map((variance) => restrictedLikelihood(x, u, variance));
  const highest = heights.reduce((best, height, index) => (height > (heights[best] as number) ? index : best), 0);
  let low = grid[Math.max(0, highest - 1)] as number;
  let high = grid[Math.min(GRID - 1, highest + 1)] as number;
  if (highest === 0 && restrictedSlope(x, u, 0) <= 0) {
    high = 0;
  }
  for (let step = 0; step < HALVINGS && low < high; step += 1) {
    const middle = (low + high) / 2;
    if (restrictedSlope(x, u, middle) > 0) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return randomEffects(x, u, high);
}

/**
 * med(xᵢ), u = 1.858 med|xᵢ − med(x)|/√(p − 1).
 * J. W. Müller, J. Res. NIST 105 (2000) 551: for comparisons whose uncertainties are not believed.
 */
export function medianReference(values: readonly ComparedValue[]): ReferenceValue {
  const { x } = requireCompared(values);
  const value = median(x);
  const deviation = median(x.map((each) => Math.abs(each - value)));
  return { value, standardUncertainty: (1.858 * deviation) / Math.sqrt(x.length - 1) };
}

/** How far a laboratory lies from the reference value, with its expanded uncertainty. */
export interface DegreeOfEquivalence {
  readonly laboratory: string;
  readonly difference: number;
  /** U = k u(d). */
  readonly expandedUncertainty: number;
  /** d/U: above 1 in size the laboratory and the reference value do not agree. */
  readonly En: number;
}

/** What degrees of equivalence are taken from. */
export interface EquivalenceOptions {
  readonly reference: ReferenceValue;
  /**
   * `weighted-mean`: the laboratory is part of it, u²(d) = u²(x) − u²(ref);
   * `independent`: it is not, u²(d) = u²(x) + u²(ref).
   */
  readonly relation: 'weighted-mean' | 'independent';
  readonly coverageFactor?: number;
}

/**
 * dᵢ = xᵢ − x_ref, U(dᵢ) = k √(uᵢ² ∓ u²_ref), minus where xᵢ is part of the weighted mean.
 * M. G. Cox, Metrologia 39 (2002) 589; CIPM MRA, T.2 (recalled).
 */
export function degreesOfEquivalence(
  values: readonly ComparedValue[],
  { reference, relation, coverageFactor = 2 }: EquivalenceOptions,
): readonly DegreeOfEquivalence[] {
  requireCompared(values);
  requirePositive(reference.standardUncertainty, 'The standard uncertainty of the reference value');
  requirePositive(coverageFactor, 'The coverage factor');
  const sign = relation === 'weighted-mean' ? -1 : 1;
  return values.map(({ laboratory, value, standardUncertainty }, index) => {
    const variance = standardUncertainty ** 2 + sign * reference.standardUncertainty ** 2;
    if (!(variance > 0)) {
      throw new MetrologyError(
        'BAD_UNCERTAINTY',
        `Laboratory ${laboratory} states ${standardUncertainty}, not above that of a mean it is part of, ${reference.standardUncertainty}`,
        { given: String(standardUncertainty), path: [index], subject: laboratory },
      );
    }
    const difference = value - reference.value;
    const expandedUncertainty = coverageFactor * Math.sqrt(variance);
    return { laboratory, difference, expandedUncertainty, En: difference / expandedUncertainty };
  });
}

/**
 * dᵢⱼ = xᵢ − xⱼ, U(dᵢⱼ) = k √(uᵢ² + uⱼ²): between two laboratories. M. G. Cox, Metrologia 39 (2002) 589.
 */
export function pairwiseEquivalence(
  first: ComparedValue,
  second: ComparedValue,
  coverageFactor = 2,
): DegreeOfEquivalence {
  requireCompared([first, second]);
  requirePositive(coverageFactor, 'The coverage factor');
  const difference = first.value - second.value;
  const expandedUncertainty = coverageFactor * Math.hypot(first.standardUncertainty, second.standardUncertainty);
  return {
    laboratory: `${first.laboratory} − ${second.laboratory}`,
    difference,
    expandedUncertainty,
    En: difference / expandedUncertainty,
  };
}

function rangeOf(x: Float64Array): number {
  return (
    x.reduce((most, value) => Math.max(most, value), x[0] as number) -
    x.reduce((least, value) => Math.min(least, value), x[0] as number)
  );
}

function restrictedLikelihood(x: Float64Array, u: Float64Array, variance: number): number {
  const { chiSquared, standardUncertainty } = weigh(x, u, variance);
  const logs = u.reduce((sum, value) => sum + Math.log(value ** 2 + variance), 0);
  return -(logs - 2 * Math.log(standardUncertainty) + chiSquared) / 2;
}

// 2 dℓ/dτ² = ∑ w² (x − x̄)² − ∑ w + ∑ w²/∑ w.
function restrictedSlope(x: Float64Array, u: Float64Array, variance: number): number {
  const { mean, standardUncertainty } = weigh(x, u, variance);
  let slope = 0;
  u.forEach((value, index) => {
    const weight = 1 / (value ** 2 + variance);
    slope += weight * (weight * (((x[index] as number) - mean) ** 2 + standardUncertainty ** 2) - 1);
  });
  return slope;
}

function randomEffects(x: Float64Array, u: Float64Array, variance: number): RandomEffectsMean {
  const { mean, standardUncertainty } = weigh(x, u, variance);
  return { value: mean, standardUncertainty, betweenDeviation: Math.sqrt(variance) };
}

// Measured from the first value, so that what all have in common costs no digits.
function weigh(x: Float64Array, u: Float64Array, variance: number) {
  const origin = x[0] as number;
  let weights = 0;
  let sum = 0;
  x.forEach((value, index) => {
    const weight = 1 / ((u[index] as number) ** 2 + variance);
    weights += weight;
    sum += weight * (value - origin);
  });
  const mean = origin + sum / weights;
  let chiSquared = 0;
  x.forEach((value, index) => {
    chiSquared += (value - mean) ** 2 / ((u[index] as number) ** 2 + variance);
  });
  return { mean, standardUncertainty: 1 / Math.sqrt(weights), chiSquared };
}

function requireCompared(values: readonly ComparedValue[]): { x: Float64Array; u: Float64Array } {
  const column = (numbers: Numbers, what: string) => requireObservations(numbers, { what, atLeast: 2 });
  const x = column(
    values.map(({ value }) => value),
    'values of laboratories',
  );
  const u = column(
    values.map(({ standardUncertainty }) => standardUncertainty),
    'standard uncertainties',
  );
  values.forEach(({ laboratory, standardUncertainty }, index) => {
    requirePositive(standardUncertainty, `The standard uncertainty of laboratory ${laboratory}`, [index]);
  });
  return { x, u };
}
