// SPDX-License-Identifier: Apache-2.0
import { groupBy, isDayWithin, nameKey, placeCovers } from '@touchstone/identifiers';
import { statementKey } from '@touchstone/statements';
import { type Link, type Reason, reason } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import { canonicalKey, tiedKeys } from '../party/party-ties.ts';

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

/** List entries about a party, by its DID or number, that are in force on the day and have one of the effects. */
export function entriesInForce(key: string, effects: readonly string[], bench: Bench): readonly Restriction[] {
  return aboutKey(key, 'ListEntry', bench)
    .filter((entry) => isEntryInForce(entry, effects, bench))
    .map(({ statement: { subject }, link }) => ({
      reason: reason(
        'RESTRICTED',
        `${subject.party.name} is on ${subject.list} from ${subject.from} to ${subject.to ?? 'open'} (${subject.legalBasis.instrument})`,
        { party: subject.party.name, list: subject.list },
      ),
      rests: [link],
    }));
}

function isEntryInForce(entry: HeldOf<'ListEntry'>, effects: readonly string[], bench: Bench): boolean {
  const { subject } = entry.statement;
  return (
    isDayWithin(bench.on, subject) &&
    subject.places.some((place) => placeCovers(place, bench.place)) &&
    subject.effects.some((effect) => effects.includes(effect)) &&
    counts(entry, bench) &&
    !isRemoved(entry, bench) &&
    !isRepaired(entry, 'lift-measures', bench)
  );
}

/** Who is asked about: by a DID, a number, a name, or several of them. */
export interface Asked {
  readonly did?: string | undefined;
  readonly identifier?: string | undefined;
  readonly name?: string | undefined;
}

/** The DIDs and numbers by which parties are asked about. */
export function keysOf(parties: readonly Asked[]): readonly string[] {
  const all = parties.flatMap(({ did, identifier }) => [did, identifier]);
  return [...new Set(all.filter((key) => key !== undefined))];
}

/**
 * What is in force against somebody of the same name, where no DID or number says whether it is the same. Names are
 * written in many ways, and firms are named alike: nobody is held to what stands against a name.
 */
export function againstName(party: Asked, effects: readonly string[], bench: Bench): readonly Restriction[] {
  const { name } = party;
  if (name === undefined) return [];
  const keys = tiedKeys(keysOf([party]), bench);
  const hasDid = keys.some((key) => key.startsWith('did:'));
  const hasNumber = keys.some((key) => !key.startsWith('did:'));
  // Where both have a DID, or both a number, these say whether the two are one.
  const mayBe = ({ did, identifier }: Asked) =>
    !(hasDid && did !== undefined) && !(hasNumber && identifier !== undefined);
  const listed = bench.set
    .near('about-name', nameKey(name), ['ListEntry'])
    .filter((entry) => mayBe(entry.statement.subject.party) && isEntryInForce(entry, effects, bench))
    .map(({ statement: { subject }, link }) => namesake(subject.party.name, subject.list, link));
  const penalised = bench.set
    .near('about-name', nameKey(name), ['Penalty'])
    .filter((penalty) => mayBe(penalty.statement.subject.party) && isDecided(penalty, bench) && isShown(penalty, bench))
    .filter((penalty) => inForce(penalty, effects, bench) !== undefined && !isRepaired(penalty, 'lift-measures', bench))
    .map(({ statement: { subject }, link }) => namesake(subject.party.name, subject.decisionNumber, link));
  return [...listed, ...penalised];
}

function namesake(name: string, by: string, link: Link): Restriction {
  const detail = `a firm named ${name} is restricted (${by}); no DID or number says whether it is this one`;
  return { reason: reason('NAMESAKE_RESTRICTED', detail, { name, by }), rests: [link] };
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
  return aboutKey(key, 'Penalty', bench).filter((penalty) => isDecided(penalty, bench));
}

function isDecided(penalty: HeldOf<'Penalty'>, bench: Bench): boolean {
  const { decidedOn, place } = penalty.statement.subject;
  return decidedOn <= bench.on && placeCovers(place, bench.place) && counts(penalty, bench);
}

/** By its DID as it stands, by its number in whatever spelling. */
function aboutKey<K extends 'ListEntry' | 'Penalty'>(key: string, kind: K, bench: Bench): readonly HeldOf<K>[] {
  if (key.startsWith('did:')) return bench.set.near('about-party', key, [kind]);
  const byNumber = bench.remember(bench.set, 'restrictions by number', () => restrictionsByNumber(bench));
  const all = byNumber.get(canonicalKey(key)) ?? [];
  return all.filter((held): held is HeldOf<K> & HeldOf<'ListEntry' | 'Penalty'> => held.statement.kind === kind);
}

function restrictionsByNumber({ set }: Bench): ReadonlyMap<string, readonly HeldOf<'ListEntry' | 'Penalty'>[]> {
  const numbered = set.all.filter(
    (held): held is HeldOf<'ListEntry' | 'Penalty'> =>
      (held.statement?.kind === 'ListEntry' || held.statement?.kind === 'Penalty') &&
      held.statement.subject.party.identifier !== undefined,
  );
  return groupBy(numbered, ({ statement }) => canonicalKey(String(statement.subject.party.identifier)));
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
