// SPDX-License-Identifier: Apache-2.0
import { binomialTails, hypergeometricTails, poissonTails } from '../distributions/discrete.ts';
import { MetrologyError } from '../metrology-error.ts';
import { requireWhole } from '../observations.ts';

/** n and c: what an operating characteristic needs of a plan. */
export interface AttributesPlan {
  readonly sampleSize: number;
  readonly acceptanceNumber: number;
}

/**
 * What is counted: nonconforming items of a process (binomial), of one lot (hypergeometric), nonconformities (Poisson).
 */
export type SamplingModel =
  | { readonly kind: 'binomial' }
  | { readonly kind: 'hypergeometric'; readonly lotSize: number }
  | { readonly kind: 'poisson' };

/** A point of an operating characteristic. */
export interface OcPoint {
  /** Share of nonconforming items, or nonconformities an item. */
  readonly quality: number;
  readonly acceptance: number;
}

const SAMPLE_MAX = 10_000_000;

/**
 * P_a = P(X ≤ c), X binomial(n, p), hypergeometric(N, Np, n) or Poisson(n p).
 * ISO 2859-1:1999, 12.1 and tables 10 (recalled). A share of a lot must be a whole number of its items, or is rounded to one.
 */
export function acceptanceProbability(plan: AttributesPlan, quality: number, model: SamplingModel): number {
  const { sampleSize: n, acceptanceNumber: c } = requirePlan(plan);
  const most = model.kind === 'poisson' ? Number.MAX_VALUE : 1;
  if (!(quality >= 0 && quality <= most)) {
    throw new MetrologyError(
      'BAD_PARAMETER',
      `A quality must be a share from 0 to 1 (a number of nonconformities an item from 0), not ${quality}`,
      {
        given: String(quality),
      },
    );
  }
  switch (model.kind) {
    case 'binomial':
      return binomialTails(c, n, quality).lower;
    case 'hypergeometric': {
      requireWhole(model.lotSize, 'The size of the lot', [n, SAMPLE_MAX]);
      return hypergeometricTails(c, { size: model.lotSize, marked: Math.round(model.lotSize * quality), sample: n })
        .lower;
    }
    case 'poisson':
      return quality === 0 ? 1 : poissonTails(c, n * quality).lower;
  }
}

/** The curve at the qualities asked for. */
export function operatingCharacteristic(
  plan: AttributesPlan,
  qualities: readonly number[],
  model: SamplingModel,
): readonly OcPoint[] {
  return qualities.map((quality) => ({ quality, acceptance: acceptanceProbability(plan, quality, model) }));
}

/** What average outgoing quality is asked of. */
export interface Outgoing {
  /** N; absent: large beside n. */
  readonly lotSize?: number;
  /** Nonconforming items (binomial, when absent), or nonconformities an item (poisson), as AQLs above 10 are. */
  readonly kind?: 'binomial' | 'poisson';
}

/**
 * AOQ = p P_a (N − n)/N: what is left when lots not accepted are sorted and what is found is replaced; ≈ p P_a for large N.
 * ISO 2859-1:1999, 12.4 and tables 8 (recalled).
 */
export function averageOutgoingQuality(
  plan: AttributesPlan,
  quality: number,
  { lotSize, kind = 'binomial' }: Outgoing = {},
): number {
  const acceptance = acceptanceProbability(plan, quality, { kind });
  if (lotSize === undefined) {
    return quality * acceptance;
  }
  requireWhole(lotSize, 'The size of the lot', [plan.sampleSize, SAMPLE_MAX]);
  return (quality * acceptance * (lotSize - plan.sampleSize)) / lotSize;
}

/** The largest AOQ over all qualities, by golden section, since AOQ has one summit. ISO 2859-1:1999, 12.4 (recalled). */
export function averageOutgoingQualityLimit(plan: AttributesPlan, outgoing: Outgoing = {}): OcPoint {
  const ratio = (Math.sqrt(5) - 1) / 2;
  // m P(X ≤ c) of a Poisson variable with mean m has its summit where P(X ≤ c) = m P(X = c), below c + 2.
  let [low, high] = [0, outgoing.kind === 'poisson' ? (plan.acceptanceNumber + 2) / plan.sampleSize : 1];
  while (high - low > 1e-9 * high) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (averageOutgoingQuality(plan, left, outgoing) < averageOutgoingQuality(plan, right, outgoing)) {
      low = left;
    } else {
      high = right;
    }
  }
  const quality = (low + high) / 2;
  return { quality, acceptance: averageOutgoingQuality(plan, quality, outgoing) };
}

/** n + (1 − P_a)(N − n): items inspected on average when lots not accepted are sorted. */
export function averageTotalInspection(plan: AttributesPlan, quality: number, lotSize: number): number {
  requireWhole(lotSize, 'The size of the lot', [plan.sampleSize, SAMPLE_MAX]);
  const acceptance = acceptanceProbability(plan, quality, { kind: 'binomial' });
  return plan.sampleSize + (1 - acceptance) * (lotSize - plan.sampleSize);
}

function requirePlan(plan: AttributesPlan): AttributesPlan {
  requireWhole(plan.sampleSize, 'The sample size', [1, SAMPLE_MAX]);
  requireWhole(plan.acceptanceNumber, 'The acceptance number', [0, SAMPLE_MAX]);
  return plan;
}
