// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import { type Finding, finding, reason } from '../../check.ts';
import type { Bench } from '../../judge/bench.ts';
import { knownComplete } from './known-complete.ts';
import {
  type Asked,
  againstName,
  entriesInForce,
  keysOf,
  penaltiesInForce,
  penaltiesShown,
  type Restriction,
} from './measures.ts';
import { tiedKeys } from '../party/party-ties.ts';

/**
 * Group 14: restrictions on the parties in force on the day: list entries, and measures of penalties.
 * Finding none says only that none is among the statements consulted; that none exists needs a proof of completeness.
 */
export function checkRestrictions(parties: readonly Asked[], effects: readonly string[], bench: Bench): Finding {
  const asked = JSON.stringify(['restrictions', parties, effects]);
  return bench.remember(bench.set, asked, () => restrictionsOf(parties, effects, bench));
}

/**
 * Restrictions on whoever issued a paper, in force on the day asked, or on a day on which it worked for it or signed it:
 * what a barred body does is not made good by the end of the bar.
 */
export function checkIssuers(issuers: readonly Issuer[], bench: Bench): Finding {
  const asked = issuers.map(({ days, ...party }) => [party, [...new Set(days)].sort()] as const);
  return bench.remember(bench.set, JSON.stringify(['issuers', asked]), () => {
    const now = checkRestrictions(
      asked.map(([party]) => party),
      [BARRED],
      bench,
    );
    const then = onceEach(asked.flatMap(([{ did }, days]) => barsOn(did, days, bench)));
    if (now.outcome === 'failed' || then.length === 0) return now;
    return finding('restrictions', 'failed', {
      reasons: then.map((one) => one.reason),
      rests: then.flatMap(({ rests }) => rests),
    });
  });
}

const BARRED = 'may-not-issue';

/** What kept somebody from issuing on any of these days. */
export function barsOn(did: string, days: readonly CalendarDay[], bench: Bench): readonly Restriction[] {
  return tiedKeys([did], bench).flatMap((key) =>
    days.flatMap((on) => {
      const at = { ...bench, on };
      return [...entriesInForce(key, [BARRED], at), ...penaltiesInForce(key, [BARRED], at)];
    }),
  );
}

/** Somebody who issued a paper, and the days on which it worked for it and signed it. */
export interface Issuer extends Asked {
  readonly did: string;
  readonly days: readonly CalendarDay[];
}

function restrictionsOf(parties: readonly Asked[], effects: readonly string[], bench: Bench): Finding {
  const keys = keysOf(parties);
  const tied = tiedKeys(keys, bench);
  const found = (of: (key: string, effects: readonly string[], bench: Bench) => readonly Restriction[]) =>
    onceEach(tied.flatMap((key) => of(key, effects, bench)));
  const complete = knownComplete(keys, bench);
  const restricting = [...found(entriesInForce), ...found(penaltiesInForce)];
  if (restricting.length > 0) {
    return finding('restrictions', 'failed', {
      reasons: [...restricting.map((one) => one.reason), ...complete.reasons],
      rests: restricting.flatMap(({ rests }) => rests),
    });
  }
  const noted = [...found(penaltiesShown), ...onceEach(parties.flatMap((one) => againstName(one, effects, bench)))];
  const none = complete.reasons.some(({ code }) => code === 'NONE_KNOWN_AS_OF' || code === 'ALL_KNOWN_AS_OF')
    ? []
    : [
        reason(
          'NONE_AMONG_CONSULTED',
          'no restriction is among the statements consulted; nothing proves that these are all',
        ),
      ];
  return finding('restrictions', complete.outcome, {
    reasons: [...(complete.outcome === 'passed' ? none : []), ...complete.reasons, ...noted.map((one) => one.reason)],
    rests: noted.flatMap(({ rests }) => rests),
  });
}

/** One entry is near both the DID and the identifier of its party. */
export function onceEach(all: readonly Restriction[]): readonly Restriction[] {
  const seen = new Set<string>();
  return all.filter((one) => {
    const name = JSON.stringify([one.reason, one.rests]);
    return !seen.has(name) && seen.add(name) !== undefined;
  });
}
