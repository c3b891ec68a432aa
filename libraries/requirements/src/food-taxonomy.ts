// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import { RequirementError } from './requirement-error.ts';

export const FOOD_LANGUAGES = ['en', 'zh-Hans', 'zh-Hant', 'pt'] as const;
/** A language in which foods are named. */
export type FoodLanguage = (typeof FOOD_LANGUAGES)[number];

/** One food or food group, with its parent; the root has none. */
export interface FoodNode {
  readonly id: string;
  readonly parent?: string;
  readonly names: Readonly<Record<FoodLanguage, string>>;
  /** Other names by which the food is found. */
  readonly otherNames?: readonly string[];
  readonly note?: string;
  /** Nodes that this project added stand apart from those of the source. */
  readonly addedBy: 'source' | 'project';
}

/** The tree of foods, with the chain of ancestors of each node at hand. */
export interface FoodTaxonomy {
  readonly nodes: ReadonlyMap<string, FoodNode>;
  /** The food itself first, then its parent, up to the root. */
  readonly lineages: ReadonlyMap<string, readonly string[]>;
}

// Deeper than any food classification; a longer chain is a loop or an attack.
const DEPTH_MAX = 64;

/** The tree of the given nodes. Requires distinct ids, known parents and no loops; the loader checks that first. */
export function parseTaxonomy(rows: readonly FoodNode[]): FoodTaxonomy {
  const nodes = new Map(rows.map((node) => [node.id, node]));
  return { nodes, lineages: new Map(rows.map((node) => [node.id, lineageIn(nodes, node.id)])) };
}

/** The parents of the food, nearest first, up to the root; without the food itself. */
export function ancestorsOf(taxonomy: FoodTaxonomy, food: string): readonly string[] {
  return lineageOf(taxonomy, food).slice(1);
}

/** The food itself, then its parents, nearest first. */
export function lineageOf(taxonomy: FoodTaxonomy, food: string): readonly string[] {
  const lineage = taxonomy.lineages.get(food);
  if (lineage === undefined) {
    throw new RequirementError('UNKNOWN_FOOD', `The taxonomy has no food '${food}'; findFood looks one up by its name`);
  }
  return lineage;
}

/** Whether the food is the group or stands anywhere under it. */
export function isWithin(taxonomy: FoodTaxonomy, food: string, group: string): boolean {
  return lineageOf(taxonomy, food).includes(group);
}

/**
 * The foods whose id or name in any of the four languages is the text, after normalisation.
 * Exact and never by likeness: legal categories are sets. None found means unknown, several mean ambiguous.
 */
export function findFood(taxonomy: FoodTaxonomy, text: string): readonly FoodNode[] {
  let names = namesOf.get(taxonomy);
  if (names === undefined) {
    names = indexNames(taxonomy);
    namesOf.set(taxonomy, names);
  }
  return names.get(nameKey(text)) ?? [];
}

// Indexed at the first look-up by name, which most runs never make.
const namesOf = new WeakMap<FoodTaxonomy, ReadonlyMap<string, readonly FoodNode[]>>();

function indexNames(taxonomy: FoodTaxonomy): ReadonlyMap<string, readonly FoodNode[]> {
  const index = new Map<string, FoodNode[]>();
  for (const node of taxonomy.nodes.values()) {
    const names = [node.id, ...Object.values(node.names), ...(node.otherNames ?? [])].map(nameKey);
    for (const name of new Set(names)) {
      index.set(name, [...(index.get(name) ?? []), node]);
    }
  }
  return index;
}

function lineageIn(nodes: ReadonlyMap<string, FoodNode>, food: string): string[] {
  const lineage: string[] = [];
  for (let node = nodes.get(food); node !== undefined; node = nodes.get(node.parent ?? '')) {
    lineage.push(node.id);
    if (lineage.length > DEPTH_MAX) {
      throw new RequirementError(
        'UNKNOWN_FOOD',
        `'${food}' has more than ${DEPTH_MAX} ancestors; its parents form a loop`,
      );
    }
  }
  return lineage;
}
