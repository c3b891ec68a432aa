// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, isDayWithin } from '@touchstone/identifiers';
import { type FoodTaxonomy, isWithin } from './food-taxonomy.ts';
import {
  CERTAINTIES,
  type Condition,
  type FoodUse,
  type KeyDate,
  type ProductFact,
  type Requirement,
} from './requirement.ts';
import type { Topic } from './requirement-set.ts';

/** How a food comes to a rule: printed for it, or for the nearest group above it that has a row. */
export type Via =
  | { readonly kind: 'own-row' }
  | {
      readonly kind: 'inherited';
      readonly from: string;
      /** In an instrument loaded in part, a nearer row may exist that is not loaded. */
      readonly instrumentLoaded: 'complete' | 'partial';
    };

/** Another edition that the food may meet instead, as the transition says. */
export interface Alternative<R extends Requirement = Requirement> {
  readonly requirement: R;
  readonly via: Via;
}

/** Why it cannot be said whether a rule applies, and what would settle it. */
export type Unsettled =
  | { readonly code: 'KEY_DATE_MISSING'; readonly keyDate: KeyDate; readonly settledBy: string }
  | { readonly code: 'USE_MISSING'; readonly settledBy: string }
  | { readonly code: 'FACT_MISSING'; readonly fact: ProductFact; readonly settledBy: string }
  | { readonly code: 'EXCLUSION_UNRESOLVED'; readonly text: string; readonly settledBy: string }
  | { readonly code: 'FOOD_TOO_BROAD'; readonly foods: readonly string[]; readonly settledBy: string }
  | { readonly code: 'EXCLUDED_FROM_NEARER'; readonly requirementId: string; readonly settledBy: string };

/** Why a rule that is printed for the food or for a group above it does not apply. */
export type NotApplyingCode = 'NOT_IN_FORCE' | 'OTHER_USE' | 'CONDITION_NOT_MET' | 'EXCLUDED' | 'NOT_INHERITED';

/** Everything that can matter to a rule, settled: one possible state of what the question leaves open. */
export interface World {
  readonly days: Readonly<Record<KeyDate, CalendarDay>>;
  readonly use: FoodUse | undefined;
  readonly facts: Readonly<Partial<Record<ProductFact, boolean | undefined>>>;
}

/** A rule that applies, or may apply, in one world. */
export interface Settled<R extends Requirement = Requirement> {
  readonly requirement: R;
  readonly via: Via;
  readonly alternatives: readonly Alternative<R>[];
  /** `partial` when the transition allows another edition whose rule for this food is not loaded. */
  readonly alternativesLoaded: 'complete' | 'partial';
  readonly unsettled?: Unsettled;
}

/** What one topic comes to in one world. */
export interface Resolution<R extends Requirement = Requirement> {
  readonly settled: readonly Settled<R>[];
  readonly notApplying: readonly { readonly requirement: R; readonly code: NotApplyingCode }[];
}

/** The food asked about, with its ancestors. */
export interface FoodInTree {
  readonly taxonomy: FoodTaxonomy;
  readonly lineage: readonly string[];
}

interface Candidate<R extends Requirement> {
  readonly requirement: R;
  readonly via: Via;
  readonly unsettled?: Unsettled;
}

/**
 * "A limit for a group applies to every food in the group, unless specially provided": the nearest row wins.
 * GB 2762-2025, 3.3; the same rule is taken for the other instruments, whose `loaded` says how far it carries.
 */
export function resolveTopic<R extends Requirement>(topic: Topic<R>, food: FoodInTree, world: World): Resolution<R> {
  const notApplying: { requirement: R; code: NotApplyingCode }[] = [];
  const nearest = climb(food, topic, (requirement, group) => {
    const status = statusOf(requirement, { food, group, world, ignoreValidity: false });
    if (typeof status === 'string' && status !== 'APPLIES') {
      notApplying.push({ requirement, code: status });
    }
    return status;
  });
  return { settled: nearest.map((candidate) => withAlternatives(candidate, { topic, food, world })), notApplying };
}

type Status = 'APPLIES' | NotApplyingCode | Unsettled;
type Judge<R> = (requirement: R, group: string) => Status;

function climb<R extends Requirement>({ lineage }: FoodInTree, topic: Topic<R>, judge: Judge<R>): Candidate<R>[] {
  let excludedFrom: R | undefined;
  for (const [depth, group] of lineage.entries()) {
    const here: Candidate<R>[] = [];
    for (const requirement of topic.byFood.get(group) ?? []) {
      const status = judge(requirement, group);
      if (status === 'EXCLUDED') {
        excludedFrom ??= requirement;
      } else if (status === 'APPLIES' || typeof status === 'object') {
        const via = depth === 0 ? OWN_ROW : inheritedFrom(group, requirement);
        const unsettled = status === 'APPLIES' ? excludedFromNearer(excludedFrom) : status;
        here.push({ requirement, via, ...(unsettled === undefined ? {} : { unsettled }) });
      }
    }
    if (here.length > 0) {
      return here;
    }
  }
  return [];
}

const OWN_ROW: Via = { kind: 'own-row' };

function inheritedFrom(from: string, { instrument }: Requirement): Via {
  return { kind: 'inherited', from, instrumentLoaded: instrument.loaded };
}

function excludedFromNearer(nearer: Requirement | undefined): Unsettled | undefined {
  return nearer === undefined
    ? undefined
    : {
        code: 'EXCLUDED_FROM_NEARER',
        requirementId: nearer.id,
        settledBy: `${nearer.id} excludes this food; whether the wider rule takes it in must be read in the law`,
      };
}

interface Situation {
  readonly food: FoodInTree;
  /** The food or group for which the row is printed. */
  readonly group: string;
  readonly world: World;
  readonly ignoreValidity: boolean;
}

function statusOf(requirement: Requirement, situation: Situation): Status {
  const { food, group, world, ignoreValidity } = situation;
  const { applicability, validity, keyDate } = requirement;
  const day = world.days[keyDate];
  if (!ignoreValidity && !isDayWithin(day, validity)) {
    return 'NOT_IN_FORCE';
  }
  const [self] = food.lineage as [string];
  if (group !== self && !applicability.inherits) {
    return 'NOT_INHERITED';
  }
  const excluded = applicability.excludes.filter(({ from }) => from === undefined || from <= day);
  if (excluded.some((exclusion) => food.lineage.includes(exclusion.food))) {
    return 'EXCLUDED';
  }
  if (applicability.uses !== undefined && !applicability.uses.includes(world.use as FoodUse)) {
    return 'OTHER_USE';
  }
  if (applicability.conditions?.some((condition) => !isMet(condition, world)) === true) {
    return 'CONDITION_NOT_MET';
  }
  return unresolvedFor(requirement, situation) ?? tooBroad(excluded, situation) ?? 'APPLIES';
}

function isMet({ fact, is }: Condition, { facts }: World): boolean {
  return facts[fact] === is;
}

function unresolvedFor(
  { applicability, keyDate }: Requirement,
  { food, group, world }: Situation,
): Unsettled | undefined {
  const [self] = food.lineage as [string];
  const text = applicability.narrowing?.find(({ touches, from }) => {
    const active = from === undefined || from <= world.days[keyDate];
    const touched = touches === 'all' || (touches === 'below' ? group !== self : touches.includes(self));
    return active && touched;
  })?.text;
  return text === undefined ? undefined : { code: 'EXCLUSION_UNRESOLVED', text, settledBy: text };
}

// A crab may be a sea crab, which is excluded: the group asked about is wider than the rule that it would take.
function tooBroad(
  excluded: readonly { readonly food: string }[],
  { food: { taxonomy, lineage }, group }: Situation,
): Unsettled | undefined {
  const [self] = lineage as [string];
  const foods = group === self ? [] : excluded.flatMap(({ food }) => (isWithin(taxonomy, food, self) ? [food] : []));
  return foods.length === 0
    ? undefined
    : { code: 'FOOD_TOO_BROAD', foods, settledBy: `Say whether it is ${foods.join(', ')} or another ${self}` };
}

interface TransitionContext<R extends Requirement> {
  readonly topic: Topic<R>;
  readonly food: FoodInTree;
  readonly world: World;
}

// Of two editions that both may be met, the one that we are surer of stands first.
function withAlternatives<R extends Requirement>(candidate: Candidate<R>, context: TransitionContext<R>): Settled<R> {
  const { requirement, via } = candidate;
  const { transition } = requirement;
  const day = context.world.days[requirement.keyDate];
  const span = { from: transition?.from, to: transition?.until };
  if (transition?.kind !== 'either-version' || !isDayWithin(day, span) || candidate.unsettled !== undefined) {
    return { ...candidate, alternatives: [], alternativesLoaded: 'complete' };
  }
  const others = otherVersion(transition.otherInstrument, context);
  const [first, ...rest] = [{ requirement, via }, ...others].sort(bySureness) as [Alternative<R>, ...Alternative<R>[]];
  const alternativesLoaded = others.length === 0 ? transition.otherLoaded : 'complete';
  return { ...first, alternatives: rest, alternativesLoaded };
}

function otherVersion<R extends Requirement>(
  instrument: string,
  { topic, food, world }: TransitionContext<R>,
): Alternative<R>[] {
  const rows = climb(food, topic, (requirement, group) =>
    requirement.instrument.id === instrument
      ? statusOf(requirement, { food, group, world, ignoreValidity: true })
      : 'NOT_IN_FORCE',
  );
  return rows.flatMap(({ requirement, via, unsettled }) => (unsettled === undefined ? [{ requirement, via }] : []));
}

function bySureness(a: Alternative, b: Alternative): number {
  const rank = ({ requirement }: Alternative): number => CERTAINTIES.indexOf(requirement.certainty);
  return rank(a) - rank(b) || (a.requirement.id < b.requirement.id ? -1 : 1);
}
