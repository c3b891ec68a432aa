// SPDX-License-Identifier: Apache-2.0
import { isNumberOfPerson } from '@touchstone/identifiers';
import type { CompletenessFile } from './completeness-file.ts';
import { type CompletenessFault, fault } from './fault.ts';

/** A log of the file: which of its lists, one for each name, has a key at all, and the log that it goes on from. */
export interface ListedLog {
  readonly origin: string;
  readonly hasKeys: readonly boolean[];
  readonly predecessor?: string;
}

/**
 * Names under which something may stand that the lists do not show. Any secret but the right one finds nothing, and so
 * does the plain name of a person: an empty list proves nothing there. A secret counts in the logs that have a key
 * under it, with those of their years; and what was logged before a party was known as a person stands in plain.
 */
export function blindedFaults(
  { subject: { names } }: Pick<CompletenessFile, 'subject'>,
  logs: readonly ListedLog[],
): readonly CompletenessFault[] {
  const distinct = [...new Set(names.map(({ name }) => name))];
  return distinct.flatMap((name) => {
    const own = names.flatMap((each, at) => (each.name === name ? [{ ...each, at }] : []));
    const secrets = own.filter(({ secret }) => secret !== undefined);
    if (secrets.length === 0) {
      if (!isNumberOfPerson(name)) return [];
      const detail = `${name} is the number of a person: logs keep persons under keys that only a secret finds`;
      return [fault('BLINDED_NOT_COVERED', detail, { name })];
    }
    if (secrets.length === own.length) {
      const detail = `${name} is looked for under a secret only, and not under the name itself`;
      return [fault('BLINDED_NOT_COVERED', detail, { name })];
    }
    return chainsOf(logs).flatMap((chain) => {
      if (chain.some(({ hasKeys }) => secrets.some(({ at }) => hasKeys[at] === true))) return [];
      const [{ origin: log }] = chain as [ListedLog];
      const detail = `${log} has nothing under the secret of ${name}: any secret but the right one would find nothing`;
      return [fault('BLINDED_NOT_COVERED', detail, { log, name })];
    });
  });
}

/** The logs of each chain of years, oldest first. */
function chainsOf(logs: readonly ListedLog[]): readonly (readonly ListedLog[])[] {
  const chains = new Map<string, ListedLog[]>();
  const beginningOf = (log: ListedLog, seen = new Set<string>()): string => {
    const before = logs.find(({ origin }) => origin === log.predecessor);
    // A circle of logs that each go on from the next is nobody's chain; it is refused elsewhere.
    if (before === undefined || seen.has(log.origin)) return log.origin;
    return beginningOf(before, seen.add(log.origin));
  };
  for (const log of logs) {
    const first = beginningOf(log);
    chains.set(first, [...(chains.get(first) ?? []), log]);
  }
  return [...chains.values()];
}
