// SPDX-License-Identifier: Apache-2.0
import { integratePanels } from '../decision/gauss-legendre.ts';
import { normalCdf, normalQuantile, normalUpperTail } from '../decision/normal-distribution.ts';
import { logGamma } from '../distributions/stirling.ts';
import { MetrologyError } from '../metrology-error.ts';
import { requireShareOfOne } from '../observations.ts';
import { type AttributesPlan, acceptanceProbability, type SamplingModel } from './operating-characteristic.ts';

/** A quality and how probably a lot of it is to be accepted. */
export interface RiskPoint {
  readonly quality: number;
  readonly acceptance: number;
}

/** The producer's point (good quality, accepted at least so often) and the consumer's (poor, at most so often). */
export interface TwoPoints {
  readonly producer: RiskPoint;
  readonly consumer: RiskPoint;
}

/** n and k: a lot is accepted when (limit − x̄)/s, or σ, is at least k. */
export interface VariablesPlan {
  readonly sampleSize: number;
  readonly acceptabilityConstant: number;
}

const ACCEPTANCE_NUMBER_MAX = 1000;
const SAMPLE_MAX = 100_000;

/**
 * The smallest c, and n for it, with P_a(producer) ≥ 1 − α and P_a(consumer) ≤ β.
 * As R package AcceptanceSampling, find.plan: c from 0 on, for each the smallest n that keeps the consumer's point.
 */
export function findAttributesPlan(points: TwoPoints, model: SamplingModel): AttributesPlan {
  requirePoints(points);
  const most = model.kind === 'hypergeometric' ? Math.min(SAMPLE_MAX, model.lotSize) : SAMPLE_MAX;
  const { producer, consumer } = points;
  let sampleSize = 1;
  for (let acceptanceNumber = 0; acceptanceNumber <= ACCEPTANCE_NUMBER_MAX; acceptanceNumber += 1) {
    const chance = (n: number, quality: number) =>
      acceptanceProbability({ sampleSize: n, acceptanceNumber }, quality, model);
    sampleSize = smallest(sampleSize, most, (n) => chance(n, consumer.quality) <= consumer.acceptance);
    if (sampleSize > most) {
      break;
    }
    if (chance(sampleSize, producer.quality) >= producer.acceptance) {
      return { sampleSize, acceptanceNumber };
    }
  }
  throw new MetrologyError('NO_SUCH_PLAN', `No plan with n up to ${most} keeps both points`);
}

/**
 * n = ⌈((z_α + z_β)/(z_p₁ − z_p₂))²⌉, k = z_p₁ − z_α/√n, σ known.
 * ISO 3951-1, σ method, for the idea; formula after Wetherill (1977). The producer's point is kept exactly.
 */
export function findVariablesPlanKnownSigma(points: TwoPoints): VariablesPlan {
  requirePoints(points);
  const { producer, consumer } = points;
  const [z1, z2] = [-normalQuantile(producer.quality), -normalQuantile(consumer.quality)];
  const alpha = normalQuantile(producer.acceptance);
  const sampleSize = Math.ceil(((alpha - normalQuantile(consumer.acceptance)) / (z1 - z2)) ** 2);
  return { sampleSize, acceptabilityConstant: z1 - alpha / Math.sqrt(sampleSize) };
}

/**
 * The smallest n for which k with P_a(producer) = 1 − α has P_a(consumer) ≤ β, σ estimated by s.
 * P_a = ∫ f(s) Φ(√n (z_p − k s)) ds, f the law of s/σ with n − 1 degrees of freedom: the non-central t distribution.
 */
export function findVariablesPlanUnknownSigma(points: TwoPoints): VariablesPlan {
  requirePoints(points);
  const { producer, consumer } = points;
  const constant = (n: number) => {
    let [low, high] = [-50, 50];
    for (let step = 0; step < 60; step += 1) {
      const middle = (low + high) / 2;
      if (
        variablesAcceptance({ sampleSize: n, acceptabilityConstant: middle }, producer.quality) > producer.acceptance
      ) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  };
  const most = 10_000;
  const sampleSize = smallest(
    2,
    most,
    (n) =>
      variablesAcceptance({ sampleSize: n, acceptabilityConstant: constant(n) }, consumer.quality) <=
      consumer.acceptance,
  );
  if (sampleSize > most) {
    throw new MetrologyError('NO_SUCH_PLAN', `No plan with n up to ${most} keeps both points`);
  }
  return { sampleSize, acceptabilityConstant: constant(sampleSize) };
}

/** P_a of a plan by variables with s, at a share beyond one limit. See `findVariablesPlanUnknownSigma`. */
export function variablesAcceptance(
  { sampleSize: n, acceptabilityConstant: k }: VariablesPlan,
  quality: number,
): number {
  requireShareOfOne(quality, 'The quality');
  const z = -normalQuantile(quality);
  const nu = n - 1;
  const logNorm = Math.log(2) + (nu / 2) * Math.log(nu / 2) - logGamma(nu / 2);
  const density = (s: number) => Math.exp(logNorm + (nu - 1) * Math.log(s) - (nu * s * s) / 2);
  const reach = 12 / Math.sqrt(2 * nu);
  const [from, to] = [Math.max(0, 1 - reach), 1 + reach];
  const panels = Array.from({ length: 13 }, (_, index) => from + ((to - from) * index) / 12);
  return integratePanels((s) => density(s) * normalCdf(Math.sqrt(n) * (z - k * s)), panels);
}

/** P_a of a plan by variables with σ known: Φ(√n (z_p − k)). */
export function variablesAcceptanceKnownSigma(plan: VariablesPlan, quality: number): number {
  requireShareOfOne(quality, 'The quality');
  return normalUpperTail(Math.sqrt(plan.sampleSize) * (plan.acceptabilityConstant + normalQuantile(quality)));
}

// The smallest n in [from, most] that keeps a condition which, once kept, stays kept; most + 1 if none does.
function smallest(from: number, most: number, keeps: (n: number) => boolean): number {
  let step = 1;
  let low = from - 1;
  let high = from;
  while (high <= most && !keeps(high)) {
    low = high;
    high = Math.min(high + step, Math.max(most, high + 1));
    step *= 2;
  }
  if (high > most) {
    return most + 1;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (keeps(middle)) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return high;
}

function requirePoints({ producer, consumer }: TwoPoints): void {
  for (const [point, name] of [
    [producer, "producer's"],
    [consumer, "consumer's"],
  ] as const) {
    requireShareOfOne(point.quality, `The ${name} quality`);
    requireShareOfOne(point.acceptance, `The ${name} probability of acceptance`);
  }
  if (!(producer.quality < consumer.quality && producer.acceptance > consumer.acceptance)) {
    throw new MetrologyError(
      'BAD_SAMPLING_PLAN',
      "The producer's quality must be better than the consumer's and be accepted more often",
    );
  }
}
