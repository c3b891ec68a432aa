// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import {
  conformanceProbability,
  type NumberInterval,
  requirePositive,
  specificRisks,
} from './conformance-probability.ts';
import { integratePanels } from './gauss-legendre.ts';
import { type Prior, type PriorDensity, priorDensity } from './prior.ts';

/** A production, its tolerance, and the measurement and acceptance interval by which its items are inspected. */
export interface InspectionModel {
  readonly prior: Prior;
  readonly tolerance: NumberInterval;
  /** Of the measuring system, normal and the same for every item. */
  readonly standardUncertainty: number;
  readonly acceptance: NumberInterval;
}

/** Probabilities over a whole production; `conditionalConsumer` is the share of nonconforming among the accepted. */
export interface GlobalRisks {
  readonly nonconforming: number;
  readonly accepted: number;
  readonly consumer: number;
  readonly producer: number;
  readonly conditionalConsumer: number;
}

// Where panels end, in standard uncertainties round an acceptance limit and in standard deviations round the mean:
// narrow where the integrand bends, wide where it is all but 0 or constant.
const LIMIT_STEPS = [0, 1, 2, 4, 8, 16];
const PRIOR_STEPS = [0, 1, 2, 4, 8, 16, 32, 64];
// 2^-53: after so many halvings a bracket is as narrow as a double can tell.
const BISECTIONS = 53;

/**
 * R_C = ∫_{η ∉ T} g₀(η) P(accept | η) dη, R_P = ∫_{η ∈ T} g₀(η) (1 − P(accept | η)) dη.
 * JCGM 106:2012, 9.5.2; also called PFA and PFR. Accurate to about 1e-12 relative. Requires u > 0.
 */
export function globalRisks(model: InspectionModel): GlobalRisks {
  const { tolerance, acceptance, standardUncertainty } = model;
  requirePositive(standardUncertainty, 'A standard uncertainty');
  const prior = priorDensity(model.prior);
  const panels = (part: readonly NumberInterval[]) =>
    part.map((interval) => breakpoints(interval, prior, { acceptance, standardUncertainty }));
  const over = (part: readonly NumberInterval[], integrand: (x: number) => number) =>
    panels(part).reduce((sum, points) => sum + integratePanels(integrand, points), 0);
  const accepting = (x: number) =>
    prior.density(x) * conformanceProbability({ value: x, standardUncertainty }, acceptance);
  const rejecting = (x: number) =>
    prior.density(x) * specificRisks({ value: x, standardUncertainty }, acceptance).consumer;
  const consumer = over(outside(tolerance), accepting);
  const accepted = consumer + over([tolerance], accepting);
  return {
    nonconforming: over(outside(tolerance), prior.density),
    accepted,
    consumer,
    producer: over([tolerance], rejecting),
    conditionalConsumer: accepted === 0 ? 0 : consumer / accepted,
  };
}

/**
 * The upper acceptance limit A with R_C(A) = the given risk, by bisection; R_C grows with A.
 * JCGM 106:2012, 9.5.4 (ball bearings). Requires an upper tolerance limit and 0 < risk < the share of nonconforming items.
 */
export function acceptanceLimitForConsumerRisk(model: Omit<InspectionModel, 'acceptance'>, risk: number): number {
  const { upper } = model.tolerance;
  const consumer = (limit: number) => globalRisks({ ...model, acceptance: { upper: limit } }).consumer;
  const { mean, standardDeviation } = priorDensity(model.prior);
  const reach = 64 * (standardDeviation + model.standardUncertainty);
  if (upper === undefined || !(risk > 0 && risk < consumer(mean + reach))) {
    throw new MetrologyError(
      'BAD_PARAMETER',
      'An acceptance limit needs an upper tolerance limit and a risk between 0 and that of no test',
    );
  }
  let [low, high] = [mean - reach, mean + reach];
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (low + high) / 2;
    [low, high] = consumer(middle) < risk ? [middle, high] : [low, middle];
  }
  return (low + high) / 2;
}

/** Which of the two global risks is held, and at what. */
export interface HeldRisk {
  readonly of: 'consumer' | 'producer';
  readonly risk: number;
}

/**
 * The guard band w with R_C(w) = α, or R_P(w) = α, where A = [T_L + w, T_U − w] (one side open: the other alone); below 0, the
 * acceptance interval is wider than the tolerance. By bisection: R_C falls with w, R_P rises.
 * JCGM 106:2012, 9.5.3. Requires a limit, and a risk that some w within 64 (σ + u_m) has.
 */
export function guardBandForGlobalRisk(model: Omit<InspectionModel, 'acceptance'>, { of, risk }: HeldRisk): number {
  const { lower, upper } = model.tolerance;
  const at = (width: number) =>
    globalRisks({
      ...model,
      acceptance: {
        ...(lower === undefined ? {} : { lower: lower + width }),
        ...(upper === undefined ? {} : { upper: upper - width }),
      },
    })[of];
  const reach = 64 * (priorDensity(model.prior).standardDeviation + model.standardUncertainty);
  // Beyond half the tolerance nothing could be accepted.
  const widest = lower === undefined || upper === undefined ? reach : (upper - lower) / 2;
  const [ends, rising] = [[at(-reach), at(widest)], of === 'producer'];
  if ((lower === undefined && upper === undefined) || !(risk > Math.min(...ends) && risk < Math.max(...ends))) {
    throw new MetrologyError(
      'BAD_PARAMETER',
      `A guard band needs a limit and a risk between ${ends.join(' and ')}; given ${risk}`,
    );
  }
  let [low, high] = [-reach, widest];
  for (let step = 0; step < BISECTIONS; step += 1) {
    const middle = (low + high) / 2;
    [low, high] = at(middle) < risk === rising ? [middle, high] : [low, middle];
  }
  return (low + high) / 2;
}

function outside({ lower, upper }: NumberInterval): NumberInterval[] {
  return [...(lower === undefined ? [] : [{ upper: lower }]), ...(upper === undefined ? [] : [{ lower: upper }])];
}

/** Where the panels of an integral over part of a prior end: narrow round its mean and round the acceptance limits. */
export function breakpoints(
  interval: NumberInterval,
  prior: PriorDensity,
  { acceptance, standardUncertainty }: Pick<InspectionModel, 'acceptance' | 'standardUncertainty'>,
): number[] {
  const widest = 64 * prior.standardDeviation;
  const start = Math.max(interval.lower ?? Number.NEGATIVE_INFINITY, prior.lowest, prior.mean - widest);
  const end = Math.min(interval.upper ?? Number.POSITIVE_INFINITY, prior.mean + widest);
  const round = (centre: number, unit: number, steps: readonly number[]) =>
    steps.flatMap((step) => [centre - step * unit, centre + step * unit]);
  const limits = [acceptance.lower, acceptance.upper].filter((limit) => limit !== undefined);
  const points = [
    ...round(prior.mean, prior.standardDeviation, PRIOR_STEPS),
    ...limits.flatMap((limit) => round(limit, standardUncertainty, LIMIT_STEPS)),
  ];
  return [start, ...points.filter((point) => point > start && point < end).sort((a, b) => a - b), end];
}
