// SPDX-License-Identifier: Apache-2.0
import { isDayWithin, placeCovers } from '@touchstone/identifiers';
import { type Finding, finding, reason } from '../check.ts';
import type { HeldOf } from '../evidence-set.ts';
import type { Bench } from '../judge/bench.ts';

/**
 * Group 14: restrictions on the parties in force on the day.
 * Finding none says only that none is among the statements consulted; that none exists needs a completeness proof.
 */
export function checkRestrictions(
  parties: readonly (string | undefined)[],
  effects: readonly string[],
  bench: Bench,
): Finding {
  const asked = JSON.stringify(['restrictions', parties, effects]);
  return bench.remember(bench.set, asked, () => restrictionsOf(parties, effects, bench));
}

function restrictionsOf(parties: readonly (string | undefined)[], effects: readonly string[], bench: Bench): Finding {
  const keys = [...new Set(parties.filter((party) => party !== undefined))];
  const entries = keys
    .flatMap((key) => bench.set.near('about-party', key, ['ListEntry']))
    .filter((entry) => applies(entry, effects, bench));
  if (entries.length === 0) {
    return finding('restrictions', 'passed', {
      reasons: [
        reason(
          'NONE_AMONG_CONSULTED',
          'no restriction is among the statements consulted; no proof of completeness was asked for',
        ),
      ],
    });
  }
  return finding('restrictions', 'failed', {
    reasons: entries.map(({ statement: { subject } }) =>
      reason(
        'RESTRICTED',
        `${subject.party.name} is on ${subject.list} from ${subject.from} to ${subject.to ?? 'open'} (${subject.legalBasis.instrument})`,
        { party: subject.party.name, list: subject.list },
      ),
    ),
    rests: entries.map(({ link }) => link),
  });
}

function applies(entry: HeldOf<'ListEntry'>, effects: readonly string[], bench: Bench): boolean {
  const { subject } = entry.statement;
  return (
    isDayWithin(bench.on, subject) &&
    subject.places.some((place) => placeCovers(place, bench.place)) &&
    subject.effects.some((effect) => effects.includes(effect)) &&
    bench.isAnchor(entry.link.issuer, 'authority') &&
    bench.soundness(entry, bench.knownOn).outcome === 'passed'
  );
}
