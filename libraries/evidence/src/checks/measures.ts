// SPDX-License-Identifier: Apache-2.0
import { isDayWithin, placeCovers } from '@touchstone/identifiers';
import { statementKey } from '@touchstone/statements';
import { type Link, type Reason, reason } from '../check.ts';
import type { HeldOf } from '../evidence-set.ts';
import type { Bench } from '../judge/bench.ts';

/** What an authority has laid upon a party, as it stands on the day. */
export interface Restriction {
  readonly reason: Reason;
  readonly rests: readonly Link[];
}

type Measure = HeldOf<'Penalty'>['statement']['subject']['measures'][number];

/** What a measure of a penalty keeps a party from; a fine, a warning and a lower grade keep it from nothing. */
const EFFECTS: Readonly<Partial<Record<Measure['measure'], readonly string[]>>> = {
  'stop-production': ['may-not-supply'],
  restriction: ['may-not-supply', 'may-not-issue'],
  ban: ['may-not-supply', 'may-not-issue'],
  'licence-suspension': ['may-not-supply', 'may-not-issue'],
  'licence-revocation': ['may-not-supply', 'may-not-issue'],
};

/** List entries about a party that are in force on the day and have one of the effects. */
export function entriesInForce(key: string, effects: readonly string[], bench: Bench): readonly Restriction[] {
  return bench.set
    .near('about-party', key, ['ListEntry'])
    .filter((entry) => {
      const { subject } = entry.statement;
      return (
        isDayWithin(bench.on, subject) &&
        subject.places.some((place) => placeCovers(place, bench.place)) &&
        subject.effects.some((effect) => effects.includes(effect)) &&
        counts(entry, bench) &&
        !isRemoved(entry, bench) &&
        !isRepaired(entry, 'lift-measures', bench)
      );
    })
    .map(({ statement: { subject }, link }) => ({
      reason: reason(
        'RESTRICTED',
        `${subject.party.name} is on ${subject.list} from ${subject.from} to ${subject.to ?? 'open'} (${subject.legalBasis.instrument})`,
        { party: subject.party.name, list: subject.list },
      ),
      rests: [link],
    }));
}

/** Penalties about a party with a measure in force on the day that has one of the effects. */
export function penaltiesInForce(key: string, effects: readonly string[], bench: Bench): readonly Restriction[] {
  return penaltiesOf(key, bench)
    .filter((penalty) => !isRepaired(penalty, 'lift-measures', bench))
    .flatMap((penalty) => {
      const measure = inForce(penalty, effects, bench);
      return measure === undefined ? [] : [restrictionOf(penalty, measure, bench)];
    });
}

/** Penalties that keep the party from nothing on the day and may still be shown. */
export function penaltiesShown(key: string, effects: readonly string[], bench: Bench): readonly Restriction[] {
  return penaltiesOf(key, bench)
    .filter((penalty) => isShown(penalty, bench) && inForce(penalty, effects, bench) === undefined)
    .filter((penalty) => !isRepaired(penalty, 'lift-measures', bench))
    .map(({ statement: { subject }, link }) => {
      const { decisionNumber: decision, decidedOn, party } = subject;
      const detail = `${party.name} was penalised by decision ${decision} of ${decidedOn}; nothing of it restricts here on the day`;
      return {
        reason: reason('PENALTY_NOTED', detail, { party: party.name, decision, decidedOn }),
        rests: [link],
      };
    });
}

function penaltiesOf(key: string, bench: Bench): readonly HeldOf<'Penalty'>[] {
  return bench.set
    .near('about-party', key, ['Penalty'])
    .filter(({ statement: { subject } }) => subject.decidedOn <= bench.on && placeCovers(subject.place, bench.place))
    .filter((penalty) => counts(penalty, bench));
}

function inForce(
  { statement: { subject } }: HeldOf<'Penalty'>,
  effects: readonly string[],
  { on }: Bench,
): Extract<Measure, { of: string; from: unknown }> | undefined {
  return subject.measures.find(
    (measure): measure is Extract<Measure, { of: string; from: unknown }> =>
      'from' in measure &&
      isDayWithin(on, measure) &&
      (EFFECTS[measure.measure] ?? []).some((effect) => effects.includes(effect)),
  );
}

/** A decision whose publication has ended is not told; that its measure runs still is, or somebody would rely on it. */
function restrictionOf(
  penalty: HeldOf<'Penalty'>,
  { measure, of, from, to = undefined }: Extract<Measure, { of: string; from: unknown }>,
  bench: Bench,
): Restriction {
  const { subject } = penalty.statement;
  const party = subject.party.name;
  if (!isShown(penalty, bench)) {
    const detail = `a measure of an authority against ${party} is in force`;
    return { reason: reason('MEASURE_IN_FORCE', detail, { party }), rests: [] };
  }
  const decision = subject.decisionNumber;
  const detail = `${party}: ${measure} of ${of} from ${from} to ${to ?? 'open'}, by decision ${decision} (${subject.legalBasis.instrument})`;
  return { reason: reason('PENALISED', detail, { party, measure, of, decision }), rests: [penalty.link] };
}

/** Until the last day of its publication, and not after a repair that ends the display. */
function isShown(penalty: HeldOf<'Penalty'>, bench: Bench): boolean {
  return penalty.statement.subject.publishedUntil >= bench.knownOn && !isRepaired(penalty, 'stop-display', bench);
}

/** Stated by an authority that the place trusts, and sound. */
function counts(held: HeldOf<'ListEntry' | 'Penalty' | 'ListRemoval' | 'Repair'>, bench: Bench): boolean {
  return bench.isAnchor(held.link.issuer, 'authority') && bench.soundness(held, bench.knownOn).outcome === 'passed';
}

/** A removal ends an entry from its day, in the places that it names. */
function isRemoved(entry: HeldOf<'ListEntry'>, bench: Bench): boolean {
  return bench.set
    .near('about-statement', statementKey(entry.statement), ['ListRemoval'])
    .some(
      (removal) =>
        removal.statement.subject.entry.digest === entry.digest &&
        removal.statement.subject.from <= bench.on &&
        removal.statement.subject.places.some((place) => placeCovers(place, bench.place)) &&
        counts(removal, bench),
    );
}

/** An accepted repair ends from its day what it says that it ends. */
function isRepaired(
  held: HeldOf<'ListEntry' | 'Penalty'>,
  effect: 'stop-display' | 'lift-measures',
  bench: Bench,
): boolean {
  return bench.set
    .near('about-statement', statementKey(held.statement), ['Repair'])
    .some(
      (repair) =>
        repair.statement.subject.repairs.digest === held.digest &&
        repair.statement.subject.decision === 'accepted' &&
        repair.statement.subject.effects.includes(effect) &&
        repair.statement.subject.from <= bench.on &&
        counts(repair, bench),
    );
}
