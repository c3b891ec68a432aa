// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import { requireFinite, requirePositive, requireSpread } from '../observations.ts';
import { intervalFromDrift } from './interval-from-drift.ts';

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
  /** Standard uncertainty of the error after a calibration. */
  readonly uncertainty: number;
  readonly confidence: number;
}

/** Drift per day with its standard uncertainty, and the days until the limit can no longer be excluded. */
export interface ChartedInterval {
  readonly driftPerDay: number;
  readonly uncertaintyOfDrift: number;
  /** In days; undefined where the limit is not reached within a hundred times the longest stretch. */
  readonly interval: number | undefined;
}

/** Calibrations from which a drift is told: three stretches, so that two degrees of freedom are left. */
export const CHARTED_MIN = 4;

/**
 * eᵢ − e′ᵢ₋₁ = b (tᵢ − tᵢ₋₁) by least squares; the first t at which e′ + b t ± k u(t) reaches the limit, k = t(confidence, ν).
 * ILAC-G24:2022 / OIML D 10:2022, 6.3 (control chart); the drift as in NASA-HDBK-8739.19-5, 7.
 */
export function intervalByControlChart(
  errors: readonly ChartedError[],
  { limit, uncertainty, confidence }: ChartLimits,
): ChartedInterval {
  requirePositive(limit, 'The maximum permissible error');
  requireSpread(uncertainty, 'The uncertainty after a calibration');
  const inOrder = errors.toSorted((a, b) => a.day - b.day);
  const last = inOrder.at(-1);
  if (last === undefined || inOrder.length < CHARTED_MIN) {
    throw new MetrologyError(
      'TOO_FEW_OBSERVATIONS',
      `At least ${CHARTED_MIN} calibrations are needed, not ${inOrder.length}`,
    );
  }
  for (const { asFound, asLeft = 0 } of inOrder) requireFinite(asFound + asLeft, 'An error of indication');
  const stretches = inOrder.slice(1).map(({ day, asFound }, index) => {
    const before = inOrder[index] as ChartedError;
    return { duration: day - before.day, change: asFound - leftBy(before) };
  });
  const data = {
    durations: stretches.map((one) => one.duration),
    changes: stretches.map((one) => one.change),
    order: 1,
  };
  const { fit, interval } = intervalFromDrift(data, {
    ...{ kind: 'reliability', initial: uncertainty, value: leftBy(last), confidence },
    ...{ lower: -limit, upper: limit },
  });
  const [driftPerDay] = fit.coefficients as readonly [number];
  const [[variance]] = fit.covariance as readonly [readonly [number]];
  return { driftPerDay, uncertaintyOfDrift: Math.sqrt(variance), interval };
}

function leftBy({ asFound, asLeft = asFound }: ChartedError): number {
  return asLeft;
}
