// SPDX-License-Identifier: Apache-2.0
import { isNumberOfPerson } from '@touchstone/identifiers';

/**
 * The names, in a statement's subject, of parties that their identifier shows to be natural persons or sole traders.
 * `isNumberOfPerson` says which.
 *
 * The record has no register of parties, so nothing else shows it: a DID alone does not, nor do the business numbers of
 * Hong Kong and Macao, nor the digits of a Macao card without their brackets. Such parties are blinded from the moment they are noted as persons (`notePersons`).
 */
export function personsIn(subject: unknown): ReadonlySet<string> {
  const persons = new Set<string>();
  collect(subject, persons, 0);
  return persons;
}

const DEPTH_MAX = 16;

function collect(value: unknown, persons: Set<string>, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > DEPTH_MAX) return;
  if ('identifier' in value && typeof value.identifier === 'string' && isNumberOfPerson(value.identifier)) {
    persons.add(value.identifier);
    if ('did' in value && typeof value.did === 'string') persons.add(value.did);
  }
  for (const part of Object.values(value)) collect(part, persons, depth + 1);
}
