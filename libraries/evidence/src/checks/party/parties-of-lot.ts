// SPDX-License-Identifier: Apache-2.0
import type { Party } from '@touchstone/statements';
import type { Link } from '../../check.ts';
import type { Bench } from '../../judge/bench.ts';
import { papersOnLot } from '../../judge/papers-on-lot.ts';
import { reportsOnLot } from '../../judge/reports-on-lot.ts';
import { ownersNamedIn, producersOf } from './impartiality.ts';

/**
 * Everybody whose restrictions concern the lot: the parties of the claim, and the producers that the papers which count
 * name. A claim that gives only a name would else be about nobody.
 */
export function partiesOfLot(counted: readonly Link[], bench: Bench): readonly Party[] {
  const { actors, presenter } = bench.set.claim;
  const counts = new Set(counted);
  const named = [
    ...reportsOnLot(bench)
      .filter(({ link }) => counts.has(link))
      .flatMap((report) => producersOf(report, bench)),
    ...papersOnLot(bench)
      .filter(({ link }) => counts.has(link))
      .flatMap(ownersNamedIn),
  ];
  return [...actors, presenter, ...named].filter((party) => party !== undefined);
}
