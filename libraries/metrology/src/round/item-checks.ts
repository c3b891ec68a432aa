// SPDX-License-Identifier: Apache-2.0
import type { AssignedUncertaintyParts } from '../proficiency/assigned-value.ts';
import { type CriterionBasis, checkHomogeneity, type Homogeneity } from '../proficiency/homogeneity.ts';
import { checkStability, type Stability } from '../proficiency/stability.ts';
import type { ItemChecks, ScoreKind, Treatments } from './plan.ts';

/** Why the items keep a measurand from being scored; each is cured by a check or a treatment. */
export type ItemBlockCode =
  | 'HOMOGENEITY_NOT_CHECKED'
  | 'HOMOGENEITY_NOT_MET'
  | 'TOO_FEW_ITEMS'
  | 'METHOD_NOT_REPEATABLE'
  | 'STABILITY_NOT_CHECKED'
  | 'STABILITY_NOT_MET';

/** What the items are judged against. */
export interface ItemsAgainst {
  readonly score: ScoreKind;
  /** Present where the score is z or z′. */
  readonly sigmaPt?: number;
  /** True where σ_pt is the spread of the results, in which s_s is already. */
  readonly isOfResults: boolean;
  /** u(x_pt) as planned or as found, and what of it was set aside for the items beforehand. */
  readonly standardUncertainty: number;
  readonly setAside: Pick<AssignedUncertaintyParts, 'homogeneity' | 'stability'>;
}

/** Checks with what is to be carried for them, and what stands in the way. */
export interface JudgedItems {
  readonly found: { readonly homogeneity?: Homogeneity; readonly stability?: Stability };
  /** Of s_s what is to be added to σ_pt; 0 where nothing is, or where it is in what is compared already. */
  readonly addedToSigma: number;
  /** Parts to be added to u(x_pt), beyond what was set aside in it. */
  readonly addedToUncertainty: { readonly homogeneity: number; readonly stability: number };
  readonly reasons: readonly { readonly code: ItemBlockCode; readonly detail: string }[];
  /** True where s_s is above its limit, not carried, and passes because chance explains it. B.2.3. */
  readonly isByChance: boolean;
  /** Treatments of which nothing came, since there was no ground for them. */
  readonly unused: readonly (keyof Treatments)[];
}

/** What makes a part negligible beside a whole: 0.3, as of s_s in σ_pt (B.2.2) and of u(x_pt) in σ_pt (9.2.1). */
const NEGLIGIBLE = 0.3;

/**
 * s_s and the drift against 0.3 σ_pt; where a ζ or E_n is to be had, which knows no σ_pt, against 0.3 u(x_pt).
 * ISO 13528:2022, B.2.2, B.5.1; for u(x_pt), of which both are parts, 7.2.2.
 */
export function judgeItems(checks: ItemChecks, treatments: Treatments, against: ItemsAgainst): JudgedItems {
  const limits = limitsOf(against);
  const homogeneity =
    checks.homogeneity === undefined ? undefined : checkHomogeneity(checks.homogeneity, limits.homogeneity);
  const stability =
    checks.stability === undefined ? undefined : checkStability({ ...checks.stability, basis: limits.stability });
  const isAbove = homogeneity !== undefined && !homogeneity.criterion.met;
  const carrier = carrierOf(treatments, against.score);
  // Whoever decides to carry it carries it, also where chance would explain it.
  const between = isAbove && carrier !== undefined ? homogeneity.deviationBetween : 0;
  const isLeft = isAbove && carrier === undefined;
  const isExplained = isLeft && isByChance(homogeneity);
  const drift = stability === undefined || stability.criterion.met ? 0 : stability.difference / Math.sqrt(3);
  const { setAside } = against;
  return {
    found: {
      ...(homogeneity === undefined ? {} : { homogeneity }),
      ...(stability === undefined ? {} : { stability }),
    },
    addedToSigma: carrier === 'sigma' ? inSigma(between, against) : 0,
    addedToUncertainty: {
      homogeneity: carrier === 'uncertainty' ? beyond(between, setAside.homogeneity) : 0,
      stability: beyond(drift, setAside.stability),
    },
    reasons: [
      ...reasonsOfHomogeneity({ homogeneity, isMixed: isLeft && !isExplained }, treatments, against.score),
      ...reasonsOfStability(stability, treatments),
    ],
    isByChance: isExplained,
    unused: withoutGround(treatments, {
      homogeneity: treatments.homogeneity === 'one-item' ? homogeneity === undefined : isAbove && carrier !== undefined,
      homogeneityCheck: homogeneity !== undefined && reasonsOfMethod(homogeneity).length > 0,
      stability: stability !== undefined && !stability.criterion.met,
    }),
  };
}

/** Treatments that were decided and for which there is no ground: what is signed must not say that they were applied. */
export function withoutGround(
  treatments: Treatments,
  grounds: Readonly<Partial<Record<keyof Treatments, boolean>>>,
): readonly (keyof Treatments)[] {
  return (Object.keys(grounds) as (keyof Treatments)[]).filter(
    (name) => treatments[name] !== undefined && grounds[name] === false,
  );
}

/**
 * √(s² − u²), at least 0: u was set aside for the same s, and is part of what s is added to. Each part of u(x_pt) is there
 * once. ISO 13528:2022, 7.2.2, formula (3).
 */
function beyond(found: number, setAside = 0): number {
  return found > setAside ? Math.sqrt((found - setAside) * (found + setAside)) : 0;
}

/**
 * Of s_s what σ_pt lacks. Results spread by it, so that it is in a σ_pt of theirs; z′ compares with u(x_pt) too, and what was
 * set aside there counts; z does not. ISO 13528:2022, B.2.5 (recalled), 9.5.
 */
function inSigma(between: number, { score, isOfResults, setAside }: ItemsAgainst): number {
  if (isOfResults) return 0;
  return score === 'z' ? between : beyond(between, setAside.homogeneity);
}

/** Items that a check needs, and those from which on table B.1 has factors. ISO 13528:2022, B.1 (recalled) and B.2.3. */
const ITEMS = 10;
const ITEMS_OF_TABLE = 7;

/** s_w ≤ 0.5 σ_pt of two replicates, more of them letting more: s_w/√m ≤ 0.5 σ_pt/√2. ISO 13528:2022, B.1 (recalled). */
function isRepeatable({ deviationWithin, replicates, criterion }: Homogeneity): boolean {
  const whole = criterion.limit / NEGLIGIBLE;
  return deviationWithin / Math.sqrt(replicates) <= (0.5 * whole) / Math.SQRT2;
}

/** The expanded criterion lets chance explain s_s. Of a poor method or of very few items it would explain anything. */
function isByChance(homogeneity: Homogeneity): boolean {
  return homogeneity.items >= ITEMS_OF_TABLE && isRepeatable(homogeneity) && homogeneity.expandedCriterion.met;
}

type Limits = { readonly [check in 'homogeneity' | 'stability']: CriterionBasis };

function limitsOf({ score, sigmaPt, standardUncertainty: u, setAside }: ItemsAgainst): Limits {
  if (sigmaPt !== undefined && !isOfUncertainty(score)) return { homogeneity: { sigmaPt }, stability: { sigmaPt } };
  const { homogeneity = 0, stability = 0 } = setAside;
  return {
    homogeneity: { limit: Math.max(NEGLIGIBLE * u, homogeneity) },
    stability: { limit: Math.max(NEGLIGIBLE * u, Math.sqrt(3) * stability) },
  };
}

/** Whether a score compares uncertainties and knows no σ_pt. */
export function isOfUncertainty(score: ScoreKind): boolean {
  return score === 'zeta' || score === 'En';
}

/** Where s_s goes, if that was decided and the score has such a place: z none but σ_pt, ζ and E_n none but u(x_pt). */
function carrierOf({ homogeneity }: Treatments, score: ScoreKind): 'sigma' | 'uncertainty' | undefined {
  if (homogeneity === 'add-to-sigma' && !isOfUncertainty(score)) return 'sigma';
  return homogeneity === 'add-to-uncertainty' && score !== 'z' ? 'uncertainty' : undefined;
}

function reasonsOfHomogeneity(
  { homogeneity, isMixed }: { readonly homogeneity: Homogeneity | undefined; readonly isMixed: boolean },
  treatments: Treatments,
  score: ScoreKind,
): JudgedItems['reasons'] {
  if (homogeneity === undefined) {
    if (treatments.homogeneity === 'one-item') return [];
    return [{ code: 'HOMOGENEITY_NOT_CHECKED', detail: 'The check of homogeneity is not recorded.' }];
  }
  return [
    ...(treatments.homogeneityCheck === 'accepted' ? [] : reasonsOfMethod(homogeneity)),
    ...(isMixed ? [reasonOfMixture(homogeneity, score)] : []),
  ];
}

/** A check of so few items, or by such a method, hardly says anything; whoever lets it stand says why. */
function reasonsOfMethod(homogeneity: Homogeneity): JudgedItems['reasons'] {
  const { items, deviationWithin, criterion } = homogeneity;
  const reasons: JudgedItems['reasons'][number][] = [];
  if (items < ITEMS) {
    const detail = `${items} items were measured for homogeneity; ${ITEMS} are needed, or a reason why fewer do.`;
    reasons.push({ code: 'TOO_FEW_ITEMS', detail });
  }
  if (!isRepeatable(homogeneity)) {
    const detail = `Within items s = ${deviationWithin.toPrecision(3)}, too much to see ${criterion.limit.toPrecision(3)} between them; measure again with a better method or more replicates, or say why it does.`;
    reasons.push({ code: 'METHOD_NOT_REPEATABLE', detail });
  }
  return reasons;
}

function reasonOfMixture(
  { deviationBetween, criterion }: Homogeneity,
  score: ScoreKind,
): JudgedItems['reasons'][number] {
  const to = isOfUncertainty(score) ? 'the uncertainty of the assigned value' : 'the standard deviation';
  const detail = `Between items s = ${deviationBetween.toPrecision(3)}, above ${criterion.limit.toPrecision(3)}; add it to ${to}, or end the round.`;
  return { code: 'HOMOGENEITY_NOT_MET', detail };
}

function reasonsOfStability(stability: Stability | undefined, treatments: Treatments): JudgedItems['reasons'] {
  if (stability === undefined) {
    return [{ code: 'STABILITY_NOT_CHECKED', detail: 'The check of stability is not recorded.' }];
  }
  if (stability.criterion.met || treatments.stability !== undefined) return [];
  const detail = `The averages differ by ${stability.difference.toPrecision(3)}, above ${stability.criterion.limit.toPrecision(3)}; add it to the uncertainty of the assigned value, or end the round.`;
  return [{ code: 'STABILITY_NOT_MET', detail }];
}
