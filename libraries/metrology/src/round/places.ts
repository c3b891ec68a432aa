// SPDX-License-Identifier: Apache-2.0
import { isOfUncertainty } from './item-checks.ts';
import type { MeasurandPlan, ScoreKind } from './plan.ts';

/** Decimal places by which figures are printed, and scores are had. */
export type Places = MeasurandPlan['places'];

/** What an assigned value is scored with. */
export interface PrintedAgainst {
  /** x_pt before it is rounded; unknown while a consensus is still to come. */
  readonly value?: number;
  readonly standardUncertainty: number;
  readonly sigma: number | undefined;
}

/** Of σ_pt or √(σ_pt² + u²(x_pt)); of u(x_pt) where a score knows no σ_pt: what half a digit of x_pt may be. */
const [SHARE_OF_SIGMA, SHARE_OF_UNCERTAINTY] = [0.1, 0.3];
const PLACES_MAX = 30;

/** Places of a score below which a signal is another: z = 2.6 is no 3, E_n = 0.96 is no 1.0. */
export function leastScorePlaces(score: ScoreKind): number {
  return score === 'En' ? 2 : 1;
}

/** Whether x_pt keeps what scores say with so many places: ½ · 10⁻ᵖ is small, or nothing is rounded away. */
export function isFineEnough(places: number, score: ScoreKind, { value, ...against }: PrintedAgainst): boolean {
  if (value !== undefined && rounded(value, places) === value) return true;
  return 0.5 * 10 ** -places <= smallFor(score, against);
}

function smallFor(score: ScoreKind, { standardUncertainty: u, sigma = 0 }: Omit<PrintedAgainst, 'value'>): number {
  if (isOfUncertainty(score)) return SHARE_OF_UNCERTAINTY * u;
  return SHARE_OF_SIGMA * (score === 'z' ? sigma : Math.hypot(sigma, u));
}

/** The places as planned, or as many more as leave x_pt and scores what they are. */
export function placesFor({ places, score }: MeasurandPlan, against: PrintedAgainst): Places {
  let assignedValue = places.assignedValue;
  while (assignedValue < PLACES_MAX && !isFineEnough(assignedValue, score, against)) assignedValue += 1;
  return { assignedValue, score: Math.max(places.score, leastScorePlaces(score)) };
}

/** A number to so many places; never minus nothing. */
export function rounded(value: number, places: number): number {
  return Number(value.toFixed(places)) + 0;
}
