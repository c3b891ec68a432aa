// SPDX-License-Identifier: Apache-2.0
import { type FoodNode, type FoodTaxonomy, findFood } from '@touchstone/requirements';
import type { Claim } from '@touchstone/statements';
import { type Finding, finding, reason } from '../../check.ts';
import { isUnder } from './food.ts';

/** Group 2: where the product stands in the taxonomy; `food` is absent when nothing, or more than one thing, fits. */
export function classify(
  claim: Claim,
  taxonomy: FoodTaxonomy,
): { readonly finding: Finding; readonly food: string | undefined } {
  const { food, name } = claim.product;
  if (food !== undefined && taxonomy.nodes.has(food)) return { finding: namedAs(food, name, taxonomy), food };
  if (food !== undefined) {
    const detail = `"${food}" is no entry of the food taxonomy`;
    return {
      finding: finding('classification', 'undetermined', { reasons: [reason('UNKNOWN_FOOD', detail, { food })] }),
      food: undefined,
    };
  }
  const found = findFood(taxonomy, name);
  const [only] = found;
  if (only !== undefined && found.length === 1) {
    const said = reason('CLASSIFIED_BY_NAME', `"${name}" is the name of ${only.id}; nobody confirmed it`, {
      name,
      food: only.id,
    });
    return { finding: finding('classification', 'passed', { reasons: [said] }), food: only.id };
  }
  const code = found.length === 0 ? 'NAME_NOT_FOUND' : 'NAME_AMBIGUOUS';
  const detail =
    found.length === 0
      ? `"${name}" names no food of the taxonomy`
      : `"${name}" may be ${found.map(({ id }) => id).join(' or ')}`;
  return {
    finding: finding('classification', 'undetermined', { reasons: [reason(code, detail, { name })] }),
    food: undefined,
  };
}

/** A name in free words says nothing against the entry; one that is that of foods of other lines only does. */
function namedAs(food: string, name: string, taxonomy: FoodTaxonomy): Finding {
  const found = findFood(taxonomy, name);
  const isOnLine = ({ id }: FoodNode): boolean => isUnder(taxonomy, id, food) || isUnder(taxonomy, food, id);
  if (found.length === 0 || found.some(isOnLine)) return finding('classification', 'passed');
  const other = found.map(({ id }) => id).join(' or ');
  const detail = `"${name}" is the name of ${other}; the claim says that it is ${food}`;
  return finding('classification', 'undetermined', {
    reasons: [reason('NAME_OF_OTHER_FOOD', detail, { name, other, food })],
  });
}
