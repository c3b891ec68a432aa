// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { requireFinite, requirePositive, requireShareOfOne, requireSpread, requireWhole } from '../observations.ts';
import { studentQuantile } from '../distributions/student.ts';
import { fitLinear } from '../regression/fit-linear.ts';
import { type LinearFit, predictFromFit } from '../regression/linear-fit.ts';

/** The error found at one calibration, before anything was adjusted, and the one left where it was adjusted. */
export interface ChartedError {
  /** Days on any scale; only differences count. */
  readonly day: number;
  readonly asFound: number;
  readonly asLeft?: number | undefined;
}

/** Within what an instrument shall stay, and how surely. */
export interface ChartLimits {
  /** Maximum permissible error, ±. */
  readonly limit: number;
  /** Standard uncertainty of the error after a calibration, taken as well known. */
  readonly uncertainty: number;
  readonly confidence: number;
  /** Days that are looked ahead. */
  readonly horizon: number;
}

/** Drift per day with its standard uncertainty, and the days until the limit can no longer be excluded. */
export interface ChartedInterval {
  readonly driftPerDay: number;
  readonly uncertaintyOfDrift: number;
  /** Whole days within which the limit is kept; undefined where that is beyond the horizon. */
  readonly interval: number | undefined;
}

/** Calibrations from which a drift is told: three stretches, so that two degrees of freedom are left. */
export const CHARTED_MIN = 4;

/**
 * eᵢ − e′ᵢ₋₁ = b (tᵢ − tᵢ₋₁) by least squares; the last whole t with |e′ + b t| + k u(t) ≤ limit, u² = u₀² + s² + t² u²(b),
 * k = t(confidence, ν_eff): u₀ is well known, s and b have as many degrees of freedom as stretches less one (JCGM 100:2008, G.4).
 * ILAC-G24:2022 / OIML D 10:2022, 6.3 (control chart).
 */
export function intervalByControlChart(errors: readonly ChartedError[], limits: ChartLimits): ChartedInterval {
  requirePositive(limits.limit, 'The maximum permissible error');
  requireSpread(limits.uncertainty, 'The uncertainty after a calibration');
  requireShareOfOne(limits.confidence, 'The confidence');
  requireWhole(limits.horizon, 'The days looked ahead', [1, HORIZON_MAX]);
  const inOrder = errors.toSorted((a, b) => a.day - b.day);
  const last = inOrder.at(-1);
  if (last === undefined || inOrder.length < CHARTED_MIN) {
    throw new MetrologyError(
      'TOO_FEW_OBSERVATIONS',
      `At least ${CHARTED_MIN} calibrations are needed, not ${inOrder.length}`,
    );
  }
  for (const { asFound, asLeft = 0 } of inOrder) requireFinite(asFound + asLeft, 'An error of indication');
  const fit = fitDrift(inOrder);
  const [driftPerDay] = fit.coefficients as readonly [number];
  const [[variance]] = fit.covariance as readonly [readonly [number]];
  const keeps = (days: number) =>
    Math.abs(leftBy(last) + driftPerDay * days) + reach(fit, days, limits) <= limits.limit;
  let interval = 0;
  while (interval <= limits.horizon && keeps(interval)) interval += 1;
  return {
    ...{ driftPerDay, uncertaintyOfDrift: Math.sqrt(variance) },
    interval: interval > limits.horizon ? undefined : Math.max(0, interval - 1),
  };
}

const HORIZON_MAX = 100_000;
const DEGREES_MAX = 1e9;

function fitDrift(inOrder: readonly ChartedError[]): LinearFit {
  const stretches = inOrder.slice(1).map(({ day, asFound }, index) => {
    const before = inOrder[index] as ChartedError;
    requirePositive(day - before.day, `The days to calibration ${index + 2}`, [index]);
    return { duration: day - before.day, change: asFound - leftBy(before) };
  });
  return fitLinear({
    design: stretches.map(({ duration }) => [duration]),
    response: stretches.map(({ change }) => change),
    constant: false,
  });
}

function reach(fit: LinearFit, days: number, { uncertainty, confidence }: ChartLimits): number {
  const { standardUncertainty } = predictFromFit(fit, [days]);
  const ofDrift = Math.hypot(fit.residualStandardDeviation, standardUncertainty);
  const u = Math.hypot(uncertainty, ofDrift);
  if (u === 0) return 0;
  const degrees = Math.min(DEGREES_MAX, fit.degreesOfFreedom * (u / ofDrift) ** 4);
  return studentQuantile((1 + confidence) / 2, degrees) * u;
}

function leftBy({ asFound, asLeft = asFound }: ChartedError): number {
  return asLeft;
}
