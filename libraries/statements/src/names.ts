// SPDX-License-Identifier: Apache-2.0
// Whether names and numbers in a statement are what they look like. Asked, like its figures, before anything is signed or put on
// record, not when it is read: what was signed earlier stays readable.
import { type NameFault, nameFaults } from '@touchstone/identifiers';
import { clipped, StatementError } from './statement-error.ts';

/** Faults of one statement that are named; whoever has more begins with these. */
const FAULTS_MAX = 50;

/** Whole sentences, which nobody looks anything up by; all else that is written names something. */
const PROSE: ReadonlySet<string> = new Set([
  ...['reason', 'because', 'note', 'explanation', 'differences', 'definition', 'meaning', 'deviation', 'homogeneity'],
]);

/**
 * Nothing that is not seen, and no letter of one script in a word of another that looks like it: a party, an instrument, a product, a
 * sample, a report by its number, and whatever else is named. Throws BAD_NAMES with every fault.
 */
export function requireNames({ subject }: { readonly subject: unknown }): void {
  const faults = namesNotSeen({ subject }).map(({ at, fault }) => clipped(`${at}: ${fault.says}`));
  if (faults.length > 0) throw new StatementError('BAD_NAMES', faults.join('; '), faults);
}

/** What is other than it looks in one place of a statement. */
export interface NameNotSeen {
  /** Where it is, such as `credentialSubject.sample.description`. */
  readonly at: string;
  readonly fault: NameFault;
}

/** The same faults of a statement that is only read, the first of many. */
export function namesNotSeen({ subject }: { readonly subject: unknown }): readonly NameNotSeen[] {
  return faultsIn(subject, 'credentialSubject').slice(0, FAULTS_MAX);
}

function faultsIn(value: unknown, path: string): readonly NameNotSeen[] {
  if (typeof value === 'string') return nameFaults(value).map((fault) => ({ at: path, fault }));
  if (Array.isArray(value)) return value.flatMap((entry, at) => faultsIn(entry, `${path}.${at}`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    PROSE.has(name) ? [] : faultsIn(member, `${path}.${name}`),
  );
}
