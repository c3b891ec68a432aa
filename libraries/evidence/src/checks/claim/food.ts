// SPDX-License-Identifier: Apache-2.0
import { type FoodTaxonomy, isWithin } from '@touchstone/requirements';

/** Whether a food, as a document names it, is the group or stands under it; what the taxonomy lacks stands under itself only. */
export function isUnder(taxonomy: FoodTaxonomy, food: string, group: string): boolean {
  return food === group || (taxonomy.nodes.has(food) && isWithin(taxonomy, food, group));
}
