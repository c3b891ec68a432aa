// SPDX-License-Identifier: Apache-2.0
import { requireWhole } from '../observations.ts';
import { type AssignedValue, assignByConsensus, combineAssignedUncertainty } from '../proficiency/assigned-value.ts';
import { type Homogeneity, sigmaWithHeterogeneity } from '../proficiency/homogeneity.ts';
import {
  isAssignedUncertaintyNegligible,
  type ScoreSignal,
  type Scores,
  scoreResult,
  signalOfEn,
  signalOfZ,
} from '../proficiency/scores.ts';
import type { Stability } from '../proficiency/stability.ts';
import { type Places, placesFor, rounded } from './places.ts';
import { type ItemBlockCode, isOfUncertainty, judgeItems, withoutGround } from './item-checks.ts';
import { assignedOf, sigmaOf } from './figures.ts';
import type { ItemChecks, MeasurandPlan, RoundResult, ScoreKind, Treatments } from './plan.ts';

/** Why a measurand is not scored yet; each is cured by a check, a treatment or more results. */
export type BlockCode =
  | ItemBlockCode
  | 'ASSIGNED_UNCERTAINTY_NOT_NEGLIGIBLE'
  | 'TOO_FEW_RESULTS'
  | 'NO_SPREAD'
  | 'NO_SIGMA';

/** One participant's score, or why there is none. */
export type CodedScore =
  | { readonly code: string; readonly value: number; readonly signal: ScoreSignal }
  | { readonly code: string; readonly notScored: 'excluded' | 'no-uncertainty' };

/** What a scored measurand rests on. */
export interface RoundFigures {
  /** Rounded as printed: what results were scored against. */
  readonly assignedValue: number;
  /** As planned, or more where the plan would have changed what scores say. */
  readonly places: Places;
  readonly standardUncertainty: number;
  readonly method: AssignedValue['method'];
  /** The standard deviation that u(x_pt) rests on, where results gave both: by the estimator that `method` names. */
  readonly deviation?: number;
  /** s* of the participants' results, where they gave the value: by Algorithm A where the estimator is not robust. 9.8. */
  readonly robustDeviation?: number;
  /** Results that took part in the statistics. */
  readonly count: number;
  readonly sigmaPt?: number;
  /** σ_pt with s_s added, where that was decided and s_s is not in it already. */
  readonly sigmaUsed?: number;
  readonly homogeneity?: Homogeneity;
  /** True where what lies between items is above its limit, and passes since chance explains it. B.2.3. */
  readonly isHomogeneousByChance: boolean;
  readonly stability?: Stability;
}

/** A measurand scored, or all that keeps it from being scored. */
export type MeasurandOutcome =
  | {
      readonly outcome: 'scored';
      readonly figures: RoundFigures;
      readonly scores: readonly CodedScore[];
      /** Treatments of which nothing came, since there was no ground for them. */
      readonly unused: readonly (keyof Treatments)[];
    }
  | { readonly outcome: 'blocked'; readonly reasons: readonly { readonly code: BlockCode; readonly detail: string }[] };

/** All that a measurand is scored from. */
export interface MeasurandQuestion {
  readonly plan: MeasurandPlan;
  readonly results: readonly RoundResult[];
  readonly checks: ItemChecks;
  readonly treatments: Treatments;
}

const PLACES: readonly [number, number] = [0, 12];
const CONSENSUS_MIN = 2;

/**
 * x_pt, u(x_pt) and σ_pt as planned; items homogeneous and stable or the difference carried; then one score a result.
 * ISO 13528:2022, clauses 7 to 9 and annex B, in this order.
 */
export function scoreMeasurand({ plan, results, checks, treatments }: MeasurandQuestion): MeasurandOutcome {
  requireWhole(plan.places.assignedValue, 'Decimal places of the assigned value', PLACES);
  requireWhole(plan.places.score, 'Decimal places of the score', PLACES);
  const used = results.filter(({ use }) => use === 'all').map(({ value }) => value);
  const needed = plan.assigned.by === 'consensus' || plan.sigma?.from === 'results' ? CONSENSUS_MIN : 0;
  if (used.length < needed) {
    return blocked('TOO_FEW_RESULTS', `There are ${used.length} results to take an average of; ${needed} are needed.`);
  }
  const assigned = assignedOf(plan, used);
  const sigmaPt = sigmaOf(plan, assigned, used);
  if (sigmaPt === 0) return blocked('NO_SPREAD', noSpread(used));
  if (sigmaPt === undefined && !isOfUncertainty(plan.score)) {
    return blocked('NO_SIGMA', `A score ${plan.score} needs a standard deviation for proficiency assessment.`);
  }
  const items = judgeItems(checks, treatments, {
    ...{ score: plan.score, standardUncertainty: assigned.standardUncertainty, setAside: setAsideBy(plan) },
    isOfResults: isSpreadOfResults(plan, sigmaPt),
    ...(sigmaPt === undefined ? {} : { sigmaPt }),
  });
  const u = combineAssignedUncertainty({
    characterisation: assigned.standardUncertainty,
    ...items.addedToUncertainty,
  });
  const sigmaUsed = sigmaPt === undefined ? undefined : sigmaWithHeterogeneity(sigmaPt, items.addedToSigma);
  const untold = reasonsOfUncertainty(plan.score, { u, sigmaUsed });
  const reasons = [...items.reasons, ...(treatments.assignedUncertainty === undefined ? untold : [])];
  if (reasons.length > 0) return { outcome: 'blocked', reasons };
  const places = placesFor(plan, { value: assigned.value, standardUncertainty: u, sigma: sigmaUsed });
  const assignedValue = rounded(assigned.value, places.assignedValue);
  const { method, scale } = assigned;
  const figures: RoundFigures = {
    ...{ assignedValue, standardUncertainty: u, method, count: used.length, places },
    ...(scale === undefined ? {} : { deviation: scale, ...robustOf(plan, scale, used) }),
    ...(sigmaPt === undefined ? {} : { sigmaPt }),
    ...(sigmaUsed === undefined ? {} : { sigmaUsed }),
    ...items.found,
    isHomogeneousByChance: items.isByChance,
  };
  const unused = [...items.unused, ...withoutGround(treatments, { assignedUncertainty: untold.length > 0 })];
  return { outcome: 'scored', figures, scores: results.map((result) => scoreOf(result, figures, plan.score)), unused };
}

function setAsideBy({ assigned }: MeasurandPlan) {
  return 'uncertainty' in assigned ? assigned.uncertainty : {};
}

/** Of the mean the standard deviation follows each blunder, and so does not say what is usual; experts are no participants. */
function robustOf(
  { assigned }: MeasurandPlan,
  scale: number,
  used: readonly number[],
): Pick<RoundFigures, 'robustDeviation'> {
  if (assigned.by !== 'consensus') return {};
  const robust = assigned.estimator === 'mean' ? (assignByConsensus(used, 'algorithm-a').scale as number) : scale;
  return robust > 0 ? { robustDeviation: robust } : {};
}

/** Why a robust standard deviation is 0: it looks at the middle half. */
function noSpread(used: readonly number[]): string {
  const alike = new Set(used).size === 1 ? 'All results are alike' : 'More than half of the results are alike';
  return `${alike}, so that they give no standard deviation; set a least one, or choose another way to it.`;
}

/** Whether σ_pt is what the results gave: a bound that was said beforehand knows nothing of them. */
function isSpreadOfResults({ sigma }: MeasurandPlan, sigmaPt: number | undefined): boolean {
  return sigma?.from === 'results' && sigmaPt !== sigma.least && sigmaPt !== sigma.most;
}

type Reasons = Extract<MeasurandOutcome, { readonly outcome: 'blocked' }>['reasons'];

function reasonsOfUncertainty(
  score: ScoreKind,
  { u, sigmaUsed }: { readonly u: number; readonly sigmaUsed: number | undefined },
): Reasons {
  if (score !== 'z') return [];
  if (sigmaUsed === undefined || isAssignedUncertaintyNegligible(u, { sigmaPt: sigmaUsed })) return [];
  const detail = `u(xpt) = ${u.toPrecision(3)} is not below 0.3 times ${sigmaUsed.toPrecision(3)}; score by z-prime, or tell the participants.`;
  return [{ code: 'ASSIGNED_UNCERTAINTY_NOT_NEGLIGIBLE', detail }];
}

const MEMBERS: Readonly<Record<ScoreKind, 'z' | 'zPrime' | 'zeta' | 'En'>> = {
  ...{ z: 'z', 'z-prime': 'zPrime', zeta: 'zeta', En: 'En' },
} satisfies Record<ScoreKind, keyof Scores>;

const EXPANDED = 2;

function scoreOf(result: RoundResult, figures: RoundFigures, score: ScoreKind): CodedScore {
  const { code, use, value, standardUncertainty, expandedUncertainty } = result;
  if (use === 'none') return { code, notScored: 'excluded' };
  const { assignedValue, standardUncertainty: u, sigmaUsed } = figures;
  const scores = scoreResult(
    {
      value,
      ...(standardUncertainty === undefined ? {} : { standardUncertainty }),
      ...(expandedUncertainty === undefined ? {} : { expandedUncertainty }),
    },
    {
      ...{ assignedValue, standardUncertainty: u, expandedUncertainty: EXPANDED * u },
      ...(sigmaUsed === undefined ? {} : { sigmaPt: sigmaUsed }),
    },
  );
  const found = scores[MEMBERS[score]];
  if (found === undefined) return { code, notScored: 'no-uncertainty' };
  // The signal is that of the score as it is printed: a report must not call 2.00 questionable.
  const printed = rounded(found.value, figures.places.score);
  return { code, value: printed, signal: score === 'En' ? signalOfEn(printed) : signalOfZ(printed) };
}

function blocked(code: BlockCode, detail: string): MeasurandOutcome {
  return { outcome: 'blocked', reasons: [{ code, detail }] };
}
