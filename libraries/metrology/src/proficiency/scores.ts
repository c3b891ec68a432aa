// SPDX-License-Identifier: Apache-2.0
import { type Decimal, decimalToNumber } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { requireFinite, requirePositive, requireSpread } from '../observations.ts';
import { type CriterionBasis, criterionLimit } from './homogeneity.ts';
import { compareScore, differenceOf } from './score-size.ts';

/** What a score says of a result: nothing to do, look, or act. ISO/IEC 17043 leaves the consequences to the scheme. */
export type ScoreSignal = 'acceptable' | 'warning' | 'action';

/** A score with its signal. */
export interface Score {
  readonly value: number;
  readonly signal: ScoreSignal;
}

/** All that a scheme says about an item; each score needs some of it. */
export interface ScoringBasis {
  readonly assignedValue: number;
  /** u(x_pt), for z′ and ζ. */
  readonly standardUncertainty?: number;
  /** U(x_pt), for E_n; as said in the report, since its k need not be 2. */
  readonly expandedUncertainty?: number;
  readonly sigmaPt?: number;
  /** δ_E, the largest error allowed, for P_A. */
  readonly deltaE?: number;
}

/** A participant's result with what it said of its uncertainty. */
export interface ScoredResult {
  readonly value: number;
  readonly standardUncertainty?: number;
  readonly expandedUncertainty?: number;
}

/** Every score for which the scheme and the participant gave what it needs. */
export interface Scores {
  readonly difference: number;
  /** Absent where the assigned value is 0. */
  readonly percentDifference?: number;
  readonly percentAllowed?: Score;
  readonly z?: Score;
  readonly zPrime?: Score;
  readonly zeta?: Score;
  readonly En?: Score;
}

/**
 * D = x − x_pt, D% = 100 D/x_pt, P_A = 100 D/δ_E, z = D/σ_pt, z′ = D/√(σ_pt² + u²(x_pt)), ζ = D/√(u²(x) + u²(x_pt)),
 * E_n = D/√(U²(x) + U²(x_pt)).
 * ISO 13528:2022, 9.3 to 9.7, formulas (11) to (15), (19), (20). Signals are taken without rounding, of the decimals given.
 */
export function scoreResult(result: ScoredResult, basis: ScoringBasis): Scores {
  requireInputs(result, basis);
  const { assignedValue, standardUncertainty: u, expandedUncertainty: U, sigmaPt, deltaE } = basis;
  const exact = differenceOf(result.value, assignedValue);
  const difference = decimalToNumber(exact);
  const zLike = (...parts: number[]): Score => ({
    value: difference / Math.hypot(...parts),
    signal: zSignal(exact, parts),
  });
  const EnLike = (...parts: number[]): Score => ({
    value: difference / Math.hypot(...parts),
    signal: EnSignal(exact, parts),
  });
  const both = (own: number | undefined, other: number | undefined): readonly [number, number] | undefined =>
    own === undefined || other === undefined || (own === 0 && other === 0) ? undefined : [own, other];
  const zetaParts = both(result.standardUncertainty, u);
  const EnParts = both(result.expandedUncertainty, U);
  return {
    difference,
    ...(assignedValue === 0 ? {} : { percentDifference: (100 * difference) / assignedValue }),
    ...(deltaE === undefined ? {} : { percentAllowed: { ...EnLike(deltaE), value: (100 * difference) / deltaE } }),
    ...(sigmaPt === undefined ? {} : { z: zLike(sigmaPt) }),
    ...(sigmaPt === undefined || u === undefined ? {} : { zPrime: zLike(sigmaPt, u) }),
    ...(zetaParts === undefined ? {} : { zeta: zLike(...zetaParts) }),
    ...(EnParts === undefined ? {} : { En: EnLike(...EnParts) }),
  };
}

/** |z| ≤ 2 acceptable, below 3 a warning, from 3 on a signal for action; for z, z′ and ζ. ISO 13528:2022, 9.4.2. */
export function signalOfZ(score: number): ScoreSignal {
  requireFinite(score, 'A score');
  const size = Math.abs(score);
  if (size <= 2) {
    return 'acceptable';
  }
  return size < 3 ? 'warning' : 'action';
}

function zSignal(difference: Decimal, parts: readonly number[]): ScoreSignal {
  if (compareScore(difference, 2, parts) <= 0) {
    return 'acceptable';
  }
  return compareScore(difference, 3, parts) < 0 ? 'warning' : 'action';
}

// E_n and, of the largest error allowed (9.3.2), P_A: what is reached is itself no longer acceptable.
function EnSignal(difference: Decimal, parts: readonly number[]): ScoreSignal {
  return compareScore(difference, 1, parts) < 0 ? 'acceptable' : 'action';
}

/** |E_n| < 1 acceptable, otherwise a signal for action. ISO 13528:2022, 9.7.2. */
export function signalOfEn(score: number): ScoreSignal {
  requireFinite(score, 'A score');
  return Math.abs(score) < 1 ? 'acceptable' : 'action';
}

/** u(x_pt) < 0.3 σ_pt or < 0.1 δ_E: then z needs no z′. ISO 13528:2022, 9.2.1, formula (10). */
export function isAssignedUncertaintyNegligible(standardUncertainty: number, basis: CriterionBasis): boolean {
  requireSpread(standardUncertainty, 'The standard uncertainty of the assigned value');
  return standardUncertainty < criterionLimit(basis);
}

/** z′/z = σ_pt/√(σ_pt² + u²(x_pt)). ISO 13528:2022, 9.5.4, formula (17). */
export function zPrimeReduction(sigmaPt: number, standardUncertainty: number): number {
  requirePositive(sigmaPt, 'σ_pt');
  requireSpread(standardUncertainty, 'The standard uncertainty of the assigned value');
  return sigmaPt / Math.hypot(sigmaPt, standardUncertainty);
}

/** δ′_E = √(δ_E² + U²(x_pt)). ISO 13528:2022, 9.5.2, formula (16). */
export function deltaEWithUncertainty(deltaE: number, expandedUncertainty: number): number {
  requirePositive(deltaE, 'δ_E');
  requireSpread(expandedUncertainty, 'The expanded uncertainty of the assigned value');
  return Math.hypot(deltaE, expandedUncertainty);
}

/** How a reported uncertainty looks: in the usual range, below it or above it. */
export type ReportedUncertaintyScreen = 'usual' | 'small' | 'large';

/** u below u_min, often u(x_pt), or above u_max, often 1.5 s*, is remarked. ISO 13528:2022, 9.8; informative only. */
export function screenReportedUncertainty(
  u: number,
  [least, most]: readonly [number, number],
): ReportedUncertaintyScreen {
  requireSpread(u, 'The reported standard uncertainty');
  if (u < least) {
    return 'small';
  }
  return u > most ? 'large' : 'usual';
}

function requireInputs(result: ScoredResult, basis: ScoringBasis): void {
  if (typeof result.value !== 'number' || !Number.isFinite(result.value)) {
    throw new MetrologyError('BAD_OBSERVATIONS', `A result to score must be a finite number, not '${result.value}'`, {
      given: String(result.value),
    });
  }
  requireFinite(basis.assignedValue, 'The assigned value');
  const spreads: readonly (readonly [number | undefined, string])[] = [
    [result.standardUncertainty, 'The standard uncertainty of the result'],
    [result.expandedUncertainty, 'The expanded uncertainty of the result'],
    [basis.standardUncertainty, 'The standard uncertainty of the assigned value'],
    [basis.expandedUncertainty, 'The expanded uncertainty of the assigned value'],
  ];
  for (const [value, name] of spreads) {
    if (value !== undefined) {
      requireSpread(value, name);
    }
  }
  if (basis.sigmaPt !== undefined) {
    requirePositive(basis.sigmaPt, 'σ_pt');
  }
  if (basis.deltaE !== undefined) {
    requirePositive(basis.deltaE, 'δ_E');
  }
}
