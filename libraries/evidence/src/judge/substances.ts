// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import type { RequirementSet } from '@touchstone/requirements';
import type { RequirementScope } from '@touchstone/statements';
import { workedOutOnce } from '../worked-out-once.ts';

/** Substances named in the scope, by id, CAS number or name; names that name none are answered by `unknownSubstances`. */
export function substancesOf(set: RequirementSet, scope: RequirementScope | undefined): readonly string[] | undefined {
  const names = scope?.substances;
  if (names === undefined || names.length === 0) return undefined;
  return [...new Set(names.flatMap((name) => findSubstance(set, name) ?? []))];
}

/** Names in the scope that no loaded substance has; they become cells that stay unknown. */
export function unknownSubstances(set: RequirementSet, scope: RequirementScope | undefined): readonly string[] {
  return (scope?.substances ?? []).filter((name) => findSubstance(set, name) === undefined);
}

/** The substance that an id, a CAS number or a name in any language means; undefined when none or several. */
export function findSubstance(set: RequirementSet, text: string): string | undefined {
  const wanted = nameKey(text);
  const { byName, byCas } = namesOf(set);
  return byName.get(wanted) ?? byCas.get(wanted);
}

/** The substances of a set by every name that means one: the first of that name, or the only one of that CAS number. */
const namesOf = workedOutOnce(({ substances }: RequirementSet) => {
  const byName = new Map<string, string>();
  const byCas = new Map<string, string | undefined>();
  for (const { id, names, cas } of substances.values()) {
    for (const name of [id, ...Object.values(names).map(nameKey)]) if (!byName.has(name)) byName.set(name, id);
    // Two substances may share a CAS number (total and inorganic arsenic): then the number names neither.
    if (cas !== undefined) byCas.set(cas, byCas.has(cas) ? undefined : id);
  }
  return { byName, byCas };
});
