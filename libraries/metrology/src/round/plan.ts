// SPDX-License-Identifier: Apache-2.0
import type { AssignedUncertaintyParts, ConsensusMethod } from '../proficiency/assigned-value.ts';
import type { StoppingRule } from '../proficiency/robust-estimate.ts';

/** Where the assigned value of a measurand is to come from. ISO 13528:2022, clause 7. */
export type AssignedValuePlan =
  | {
      readonly by: 'consensus';
      readonly estimator: ConsensusMethod;
      /** For Algorithm A: when the iteration ends, and which factor is meant. */
      readonly stopping?: StoppingRule;
      readonly factor?: 'printed' | 'exact';
    }
  | {
      readonly by: 'formulation' | 'certified-reference-material';
      readonly value: number;
      readonly uncertainty: AssignedUncertaintyParts;
    }
  | { readonly by: 'expert-laboratories'; readonly values: readonly number[] };

/** Where σ_pt is to come from; `relative` is a prescribed share of the assigned value, in percent. Clause 8. */
export type SigmaPlan =
  | { readonly from: 'prescribed'; readonly sigmaPt: number }
  | { readonly from: 'relative'; readonly percent: number }
  | { readonly from: 'maximum-error'; readonly deltaE: number }
  /** What one unit of the measurand is as a mass fraction: 1e-6 for mg/kg. */
  | { readonly from: 'horwitz'; readonly unitAsMassFraction: number }
  | {
      readonly from: 'precision-experiment';
      readonly sigmaR: number;
      readonly sigmar: number;
      readonly replicates: number;
    }
  | { readonly from: 'results'; readonly least?: number; readonly most?: number };

/** The scores of clause 9 that a round may be judged by. */
export type ScoreKind = 'z' | 'z-prime' | 'zeta' | 'En';

/** How one measurand of a round is to be scored, said before any result is known. ISO/IEC 17043:2023, 7.2.1 (recalled). */
export interface MeasurandPlan {
  readonly assigned: AssignedValuePlan;
  readonly sigma?: SigmaPlan;
  readonly score: ScoreKind;
  /**
   * Decimal places: x_pt is rounded before it is scored against, and a score before its signal is read.
   * More are taken where so few would change what a score says.
   */
  readonly places: { readonly assignedValue: number; readonly score: number };
}

/** One participant's result under its code. */
export interface RoundResult {
  readonly code: string;
  readonly value: number;
  readonly standardUncertainty?: number;
  readonly expandedUncertainty?: number;
  /** A blunder or a late result may be scored without taking part in the statistics, or neither. ISO 13528:2022, 6 (recalled). */
  readonly use: 'all' | 'score-only' | 'none';
}

/** Results of the provider's own checks of the items. ISO 13528:2022, annex B. */
export interface ItemChecks {
  readonly homogeneity?: readonly (readonly number[])[];
  readonly stability?: { readonly before: readonly number[]; readonly after: readonly number[] };
}

/** What the provider decided where a check was not met; without it nothing is scored. */
export interface Treatments {
  /**
   * B.2.5 a: s_s is added to σ_pt. 7.2.2: or to u(x_pt), the only place that ζ and E_n have for it.
   * `one-item`: all participants measure the same item, so that nothing lies between items.
   */
  readonly homogeneity?: 'add-to-sigma' | 'add-to-uncertainty' | 'one-item';
  /** B.1: the check stands although it has few items or a method of poor repeatability, for a reason that is told. */
  readonly homogeneityCheck?: 'accepted';
  /** 7.2.2 and B.5: the difference between the averages, as a rectangular half-width, is added to u(x_pt). */
  readonly stability?: 'add-to-uncertainty';
  /** 9.2.1: u(x_pt) is not negligible, and participants are told. */
  readonly assignedUncertainty?: 'told';
}
