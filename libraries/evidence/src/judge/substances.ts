// SPDX-License-Identifier: Apache-2.0
import { normaliseName, type RequirementSet } from '@touchstone/requirements';
import type { RequirementScope } from '@touchstone/statements';

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
  const wanted = normaliseName(text);
  // Two substances may share a CAS number (total and inorganic arsenic): then the number names neither.
  const byCas = [...set.substances.values()].filter(({ cas }) => cas === wanted);
  const byName = [...set.substances.values()].find(
    ({ id, names }) => id === wanted || Object.values(names).some((name) => normaliseName(name) === wanted),
  );
  return byName?.id ?? (byCas.length === 1 ? byCas[0]?.id : undefined);
}
