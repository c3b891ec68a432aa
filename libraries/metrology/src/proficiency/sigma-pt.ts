// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';
import {
  meanOf,
  type Numbers,
  requireObservations,
  requirePositive,
  requireSpread,
  requireWhole,
  squaresAbout,
} from '../observations.ts';

/** σ_pt with the way by which it was had, so that a report can say it. */
export interface SigmaPt {
  readonly sigmaPt: number;
  readonly from: 'prescribed' | 'maximum-error' | 'horwitz' | 'precision-experiment' | 'previous-rounds' | 'results';
}

/** What was given for σ_pt, by the clauses of ISO 13528:2022. */
export type SigmaPtBasis =
  /** 8.2: by regulation, by experts, fit for purpose. */
  | { readonly from: 'prescribed'; readonly sigmaPt: number }
  /** δ_E/3: the largest error allowed is a signal for action. 8.2 and 9.3. */
  | { readonly from: 'maximum-error'; readonly deltaE: number }
  /** 8.4: a mass fraction, 1 mg/kg being 1e-6. */
  | { readonly from: 'horwitz'; readonly massFraction: number }
  /** 8.5: reproducibility, repeatability, and replicates of a participant. */
  | {
      readonly from: 'precision-experiment';
      readonly sigmaR: number;
      readonly sigmar: number;
      readonly replicates: number;
    }
  /** 8.3: the line of earlier rounds at the assigned value. */
  | { readonly from: 'previous-rounds'; readonly line: PreviousRoundsLine; readonly assignedValue: number }
  /** 8.6: a robust standard deviation of this round, kept between limits that are set beforehand. */
  | { readonly from: 'results'; readonly scale: number; readonly least?: number; readonly most?: number };

/** s = intercept + slope · x_pt through the robust standard deviations of earlier rounds. */
export interface PreviousRoundsLine {
  readonly slope: number;
  readonly intercept: number;
  readonly rSquared: number;
}

/** σ_pt by the way that was chosen. ISO 13528:2022, clause 8. */
export function chooseSigmaPt(basis: SigmaPtBasis): SigmaPt {
  const sigmaPt = sigmaOf(basis);
  requirePositive(sigmaPt, 'σ_pt');
  return { sigmaPt, from: basis.from };
}

/**
 * σ = 0.22 c below c = 1.2e-7, 0.02 c^0.8495 to 0.138, 0.01 c^0.5 above: c and σ as mass fractions.
 * ISO 13528:2022, 8.4, formula (8); W. Horwitz as modified by M. Thompson.
 */
export function horwitzSigma(massFraction: number): number {
  if (!(massFraction > 0 && massFraction <= 1)) {
    throw new MetrologyError(
      'BAD_PARAMETER',
      `The Horwitz model needs a mass fraction above 0 and at most 1 (1 mg/kg is 1e-6), not ${massFraction}`,
      { given: String(massFraction) },
    );
  }
  if (massFraction < 1.2e-7) {
    return 0.22 * massFraction;
  }
  return massFraction <= 0.138 ? 0.02 * massFraction ** 0.8495 : 0.01 * Math.sqrt(massFraction);
}

/** σ_pt = √(σ_R² − σ_r² (1 − 1/m)). ISO 13528:2022, 8.5.1, formula (9). */
export function sigmaFromPrecision(sigmaR: number, sigmar: number, replicates: number): number {
  requireSpread(sigmaR, 'The reproducibility standard deviation');
  requireSpread(sigmar, 'The repeatability standard deviation');
  requireWhole(replicates, 'The number of replicates', [1, Number.MAX_SAFE_INTEGER]);
  const variance = sigmaR ** 2 - sigmar ** 2 * (1 - 1 / replicates);
  if (variance < 0) {
    throw new MetrologyError('BAD_UNCERTAINTY', `Repeatability ${sigmar} is too large for reproducibility ${sigmaR}`, {
      given: String(sigmar),
    });
  }
  return Math.sqrt(variance);
}

/** Least squares through (x_pt, s) of earlier rounds. ISO 13528:2022, 8.3.2; example E.8. Requires three rounds. */
export function fitPreviousRounds(assignedValues: Numbers, scales: Numbers): PreviousRoundsLine {
  const x = requireObservations(assignedValues, { what: 'assigned values of earlier rounds', atLeast: 3 });
  const y = requireObservations(scales, { what: 'standard deviations of earlier rounds', atLeast: 3 });
  if (x.length !== y.length) {
    throw new MetrologyError('BAD_OBSERVATIONS', `There are ${x.length} assigned values and ${y.length} deviations`);
  }
  y.forEach((scale, index) => {
    requireSpread(scale, `The standard deviation of round ${index + 1}`, [index]);
  });
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  const [squaresX, squaresY] = [squaresAbout(x, meanX), squaresAbout(y, meanY)];
  if (squaresX === 0 || squaresY === 0) {
    throw new MetrologyError('ZERO_SPREAD', 'A line through earlier rounds needs levels and deviations that differ');
  }
  const products = x.reduce((sum, value, index) => sum + (value - meanX) * ((y[index] as number) - meanY), 0);
  const slope = products / squaresX;
  return { slope, intercept: meanY - slope * meanX, rSquared: products ** 2 / (squaresX * squaresY) };
}

function sigmaOf(basis: SigmaPtBasis): number {
  switch (basis.from) {
    case 'prescribed':
      return basis.sigmaPt;
    case 'maximum-error':
      return basis.deltaE / 3;
    case 'horwitz':
      return horwitzSigma(basis.massFraction);
    case 'precision-experiment':
      return sigmaFromPrecision(basis.sigmaR, basis.sigmar, basis.replicates);
    case 'previous-rounds':
      return basis.line.intercept + basis.line.slope * basis.assignedValue;
    case 'results':
      return Math.min(Math.max(basis.scale, basis.least ?? 0), basis.most ?? Number.POSITIVE_INFINITY);
  }
}
