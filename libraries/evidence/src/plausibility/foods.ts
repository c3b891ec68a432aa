// SPDX-License-Identifier: Apache-2.0
import { type FoodTaxonomy, isWithin } from '@touchstone/requirements';
import type { AskFood } from './report.ts';

/** Asks a taxonomy; of a food in words of somebody's own it knows nothing. */
export function underIn(taxonomy: FoodTaxonomy): AskFood {
  const { nodes } = taxonomy;
  return (food, group) => {
    return nodes.has(food) && nodes.has(group) ? isWithin(taxonomy, food, group) : undefined;
  };
}
