// SPDX-License-Identifier: Apache-2.0
import { isDayWithin } from '@touchstone/identifiers';
import { lineageOf } from './food-taxonomy.ts';
import { type KnownFacts, type PossibleWorld, type PossibleWorlds, possibleWorlds } from './possible-worlds.ts';
import type { Certainty, KeyDate, Requirement, RequirementKind, RulePlace } from './requirement.ts';
import { RequirementError } from './requirement-error.ts';
import { type RequirementSet, rulesIn, type Topic } from './requirement-set.ts';
import {
  type Alternative,
  type FoodInTree,
  type NotApplyingCode,
  type Resolution,
  resolveTopic,
  type Settled,
  type Unsettled,
  type Via,
} from './resolve-topic.ts';

/** Which rules are asked for: a food in a place on a day, and what is known about the product. */
export interface RequirementQuery extends KnownFacts {
  readonly food: string;
  readonly place: RulePlace;
  /** Only these substances; all that the set knows when absent. */
  readonly substances?: readonly string[] | undefined;
  /** Only these kinds of requirement; all when absent. */
  readonly kinds?: readonly RequirementKind[] | undefined;
}

/** A rule about rules on which the choice of edition rests, and how sure we are of it. */
export interface Reliance {
  readonly rule: 'key-date' | 'sell-through';
  readonly keyDate: KeyDate;
  readonly certainty: Certainty;
  readonly text: string;
}

/** A requirement that applies; meeting any one of its alternatives is enough. */
export interface ApplicableRequirement<R extends Requirement = Requirement> {
  readonly requirement: R;
  readonly via: Via;
  readonly alternatives: readonly Alternative<R>[];
  readonly alternativesLoaded: 'complete' | 'partial';
  readonly reliesOn: readonly Reliance[];
}

/** A requirement that may apply, with what would settle it. */
export interface UndeterminedRequirement<R extends Requirement = Requirement> {
  readonly requirement: R;
  readonly via: Via;
  readonly because: readonly Unsettled[];
}

/** A substance without an applicable rule. This never means "no limit": it is not regulated or not loaded. */
export interface NoRequirement {
  readonly substanceId: string;
  readonly because: 'NO_ROW' | NotApplyingCode;
  readonly requirementIds: readonly string[];
}

/** What applies, what may apply, and for which substances no rule was found. */
export interface ApplicableRequirements {
  readonly applicable: readonly ApplicableRequirement[];
  readonly undetermined: readonly UndeterminedRequirement[];
  readonly none: readonly NoRequirement[];
}

/** The requirements of the place for the food, on the day, as far as what is known settles them. */
export function applicableRequirements(set: RequirementSet, query: RequirementQuery): ApplicableRequirements {
  const food = { taxonomy: set.taxonomy, lineage: lineageOf(set.taxonomy, query.food) };
  const places = rulesIn(set, query.place);
  const found: Found = { applicable: [], undetermined: [], none: [] };
  if (query.kinds?.includes('limit') !== false) {
    for (const substanceId of query.substances ?? set.substances.keys()) {
      if (!set.substances.has(substanceId)) {
        throw new RequirementError('UNKNOWN_SUBSTANCE', `The set has no substance '${substanceId}'`);
      }
      const topics = places.flatMap(({ limits }) => limits.get(substanceId) ?? []);
      addLimits(
        found,
        substanceId,
        topics.map((topic) => settle(topic, food, query)),
      );
    }
  }
  for (const topic of places.flatMap(({ duties }) => duties)) {
    if (query.kinds === undefined || query.kinds.includes(topic.kind)) {
      add(found, settle(topic, food, query));
    }
  }
  return found;
}

interface Found {
  readonly applicable: ApplicableRequirement[];
  readonly undetermined: UndeterminedRequirement[];
  readonly none: NoRequirement[];
}

function addLimits(found: Found, substanceId: string, answers: readonly Answer<Requirement>[]): void {
  for (const answer of answers) {
    add(found, answer);
  }
  if (answers.every(({ applicable, undetermined }) => applicable.length + undetermined.length === 0)) {
    found.none.push(whyNone(substanceId, answers));
  }
}

function add(found: Found, { applicable, undetermined }: Answer<Requirement>): void {
  found.applicable.push(...applicable);
  found.undetermined.push(...undetermined);
}

interface Answer<R extends Requirement> {
  readonly applicable: readonly ApplicableRequirement<R>[];
  readonly undetermined: readonly UndeterminedRequirement<R>[];
  readonly notApplying: Resolution<R>['notApplying'];
}

// A rule applies when it does so in every world that agrees with what is known, with the same alternatives.
function settle<R extends Requirement>(topic: Topic<R>, food: FoodInTree, query: RequirementQuery): Answer<R> {
  const possible = possibleWorlds(topic, food.lineage, query);
  const [only] = possible.worlds;
  if (possible.unknowns.length === 0) {
    return settleKnown(resolveTopic(topic, food, (only as PossibleWorld).world), query);
  }
  const resolutions = possible.worlds.map(({ world }) => resolveTopic(topic, food, world));
  const applicable: ApplicableRequirement<R>[] = [];
  const undetermined = new Map<string, UndeterminedRequirement<R>>();
  for (const [key, settled] of distinct(resolutions)) {
    const present = resolutions.map((resolution) => resolution.settled.some((each) => keyOf(each) === key));
    const { requirement, via, alternatives, alternativesLoaded, unsettled } = settled;
    if (unsettled === undefined && present.every(Boolean)) {
      const reliesOn = relianceOf(requirement, query);
      applicable.push({ requirement, via, alternatives, alternativesLoaded, reliesOn });
    } else {
      const because = [...(unsettled === undefined ? [] : [unsettled]), ...whatMatters(possible, present)];
      undetermined.set(requirement.id, mergeReasons(undetermined.get(requirement.id), { requirement, via, because }));
    }
  }
  const notApplying = resolutions.flatMap((resolution) => resolution.notApplying);
  return { applicable, undetermined: [...undetermined.values()], notApplying };
}

// The common case, in which nothing that matters is missing.
function settleKnown<R extends Requirement>(
  { settled, notApplying }: Resolution<R>,
  query: RequirementQuery,
): Answer<R> {
  const applicable: ApplicableRequirement<R>[] = [];
  const undetermined: UndeterminedRequirement<R>[] = [];
  const seen = new Set<string>();
  for (const { requirement, via, alternatives, alternativesLoaded, unsettled } of settled) {
    if (seen.has(requirement.id)) {
      continue;
    }
    seen.add(requirement.id);
    if (unsettled === undefined) {
      applicable.push({ requirement, via, alternatives, alternativesLoaded, reliesOn: relianceOf(requirement, query) });
    } else {
      undetermined.push({ requirement, via, because: [unsettled] });
    }
  }
  return { applicable, undetermined, notApplying };
}

function distinct<R extends Requirement>(resolutions: readonly Resolution<R>[]): Map<string, Settled<R>> {
  return new Map(resolutions.flatMap(({ settled }) => settled.map((each) => [keyOf(each), each] as const)));
}

function keyOf({ requirement, alternatives, unsettled }: Settled): string {
  return [requirement.id, ...alternatives.map((each) => each.requirement.id), unsettled?.code ?? ''].join(' ');
}

// An unknown matters when two worlds that differ in nothing else disagree.
function whatMatters({ worlds, unknowns }: PossibleWorlds, present: readonly boolean[]): Unsettled[] {
  return unknowns.filter((_, unknown) => {
    const seen = new Map<string, boolean>();
    return worlds.some(({ choices }, index) => {
      const others = choices.filter((__, position) => position !== unknown).join();
      const before = seen.get(others);
      const now = present[index] as boolean;
      seen.set(others, now);
      return before !== undefined && before !== now;
    });
  });
}

function mergeReasons<R extends Requirement>(
  earlier: UndeterminedRequirement<R> | undefined,
  later: UndeterminedRequirement<R>,
): UndeterminedRequirement<R> {
  const reasons = [...(earlier?.because ?? []), ...later.because];
  const because = [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
  return { ...later, because };
}

// The edition was chosen by its key date; where the day asked about would choose another, the choice rests on a rule.
function relianceOf(requirement: Requirement, { on }: RequirementQuery): Reliance[] {
  const { validity, keyDate, keyDateCertainty, transition, instrument } = requirement;
  if (isDayWithin(on, validity)) {
    return [];
  }
  const sellThrough = transition?.kind === 'sell-through' && transition.side === 'earlier' ? transition : undefined;
  return [
    {
      rule: sellThrough === undefined ? 'key-date' : 'sell-through',
      keyDate,
      certainty: sellThrough?.certainty ?? keyDateCertainty,
      text:
        sellThrough?.source.note ??
        `${instrument.id} is not in force on ${on}; the day of ${keyDate} is taken to decide which edition applies`,
    },
  ];
}

const REASON_ORDER: readonly NotApplyingCode[] = [
  'EXCLUDED',
  'CONDITION_NOT_MET',
  'OTHER_USE',
  'NOT_INHERITED',
  'NOT_IN_FORCE',
];

function whyNone(substanceId: string, answers: readonly Answer<Requirement>[]): NoRequirement {
  const reasons = answers.flatMap(({ notApplying }) => notApplying);
  const because = REASON_ORDER.find((code) => reasons.some((reason) => reason.code === code));
  const ids = reasons.filter(({ code }) => code === because).map(({ requirement }) => requirement.id);
  return { substanceId, because: because ?? 'NO_ROW', requirementIds: [...new Set(ids)] };
}
