// SPDX-License-Identifier: Apache-2.0

import type { CoverageManifest } from './coverage-manifest.ts';
import { coversPlace } from './covers-place.ts';
import { type FoodNode, type FoodTaxonomy, parseTaxonomy } from './food-taxonomy.ts';
import {
  type DutyRequirement,
  isLimitRequirement,
  type LimitRequirement,
  type Requirement,
  type RequirementKind,
  type RulePlace,
} from './requirement.ts';
import type { Substance } from './substance.ts';

/** A requirement set as plain data, which can be written as JSON and digested. */
export interface RequirementSetData {
  readonly id: string;
  readonly foods: readonly FoodNode[];
  readonly substances: readonly Substance[];
  readonly requirements: readonly Requirement[];
  readonly manifests: readonly CoverageManifest[];
}

/** Requirements that displace each other by nearness, by the food that they are printed for. */
export interface Topic<R extends Requirement = Requirement> {
  readonly id: string;
  readonly kind: RequirementKind;
  readonly byFood: ReadonlyMap<string, readonly R[]>;
}

/** All rules of one place: limits by substance, and duties. */
export interface PlaceRules {
  readonly place: RulePlace;
  readonly limits: ReadonlyMap<string, readonly Topic<LimitRequirement>[]>;
  readonly duties: readonly Topic<DutyRequirement>[];
}

/** A requirement set with everything that a look-up needs at hand; `data` is all that it says. */
export interface RequirementSet {
  readonly data: RequirementSetData;
  readonly taxonomy: FoodTaxonomy;
  readonly substances: ReadonlyMap<string, Substance>;
  readonly requirements: ReadonlyMap<string, Requirement>;
  /** By the place that made the rule. */
  readonly rules: ReadonlyMap<RulePlace, PlaceRules>;
}

/** The set of the data, indexed by place, substance and food; a taxonomy at hand saves parsing it again. */
export function buildRequirementSet(
  data: RequirementSetData,
  taxonomy: FoodTaxonomy = parseTaxonomy(data.foods),
): RequirementSet {
  const byPlace = new Map<RulePlace, Requirement[]>();
  for (const requirement of data.requirements) {
    push(byPlace, requirement.place, requirement);
  }
  return {
    data,
    taxonomy,
    substances: new Map(data.substances.map((substance) => [substance.id, substance])),
    requirements: new Map(data.requirements.map((requirement) => [requirement.id, requirement])),
    rules: new Map([...byPlace].map(([place, requirements]) => [place, rulesOf(place, requirements)])),
  };
}

/** The rules that hold in the place: its own and those of the jurisdiction that it is a part of. */
export function rulesIn(set: RequirementSet, place: RulePlace): PlaceRules[] {
  return [...set.rules.values()].filter((rules) => coversPlace(rules.place, place));
}

function rulesOf(place: RulePlace, requirements: readonly Requirement[]): PlaceRules {
  const limits = new Map<string, LimitRequirement[]>();
  const duties: DutyRequirement[] = [];
  for (const requirement of requirements) {
    if (isLimitRequirement(requirement)) {
      push(limits, requirement.substanceId, requirement);
    } else {
      duties.push(requirement);
    }
  }
  return {
    place,
    limits: new Map([...limits].map(([substance, rows]) => [substance, topicsOf(rows)])),
    duties: topicsOf(duties),
  };
}

function topicsOf<R extends Requirement>(requirements: readonly R[]): Topic<R>[] {
  const topics = new Map<string, Topic<R> & { readonly byFood: Map<string, R[]> }>();
  for (const requirement of requirements) {
    const { topic: id, kind } = requirement;
    const topic = topics.get(id) ?? { id, kind, byFood: new Map<string, R[]>() };
    topics.set(id, topic);
    for (const food of requirement.applicability.includes) {
      push(topic.byFood, food, requirement);
    }
  }
  return [...topics.values()];
}

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group === undefined) {
    groups.set(key, [value]);
  } else {
    group.push(value);
  }
}
