// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '@touchstone/credentials/formats';
import type { CredentialCheck } from '@touchstone/credentials/verify';
import { type CalendarDay, isDayWithin, type Place } from '@touchstone/identifiers';
import type { RequirementSet } from '@touchstone/requirements';
import { type Finding, finding, reason } from '../check.ts';
import { checkDocument } from '../checks/document.ts';
import type { EvidenceSet, Held, HeldOf } from '../evidence-set.ts';
import { withJurisdiction } from '../gather/expand.ts';
import type { Bench } from './bench.ts';

/** What all places share. */
export interface Court {
  readonly set: EvidenceSet;
  readonly requirements: RequirementSet;
  readonly suite: CryptoSuite;
  readonly food: string | undefined;
  cryptographic(held: Held): CredentialCheck;
}

/** The place's policy in force on the day, stated by a root of the asker's configuration; undefined when there is none. */
export function findPolicy(court: Court, place: Place): HeldOf<'PlacePolicy'> | undefined {
  const { set } = court;
  return withJurisdiction(place)
    .flatMap((key) => set.near('about-place', key, ['PlacePolicy']))
    .find(
      (held) =>
        set.question.roots.includes(held.link.issuer) &&
        isDayWithin(set.question.on, held.statement.subject) &&
        soundByItself(held, court),
    );
}

/** A root's own statement needs no key authorisation; its signature is enough. */
function soundByItself(held: Held, court: Court): boolean {
  const needed = ['syntax', 'shape', 'proof-type', 'proof-options', 'key', 'agreement', 'integrity', 'issuer'];
  return court.cryptographic(held).checks.every(({ name, outcome }) => !needed.includes(name) || outcome === 'passed');
}

/** The checks' shared ground in one place. */
export function createBench(court: Court, place: Place, policy: HeldOf<'PlacePolicy'>): Bench {
  const { set, requirements, suite, food, cryptographic } = court;
  const { subject } = policy.statement;
  const anchors = new Map(subject.trustAnchors.map(({ id, role }) => [`${id} ${role}`, id]));
  const ids = new Set([...anchors.values(), ...set.question.roots]);
  const remembered = new WeakMap<object, Map<string, unknown>>();
  const underWay = new Map<Held, Set<CalendarDay>>();
  const bench: Bench = {
    set,
    requirements,
    suite,
    place,
    policy: subject,
    food,
    on: set.question.on,
    isAnchor: (did, ...roles) =>
      roles.length === 0 ? ids.has(did) : roles.some((role) => anchors.has(`${did} ${role}`)),
    soundness: (held, at) => remember(held, `soundness ${at}`, () => soundness(held, at)),
    remember,
  };
  return bench;

  function remember<T>(owner: object, name: string, make: () => T): T {
    const known = remembered.get(owner) ?? new Map<string, unknown>();
    remembered.set(owner, known);
    if (known.has(name)) return known.get(name) as T;
    const made = make();
    known.set(name, made);
    return made;
  }

  function soundness(held: Held, at: CalendarDay): Finding {
    const days = underWay.get(held) ?? new Set();
    if (days.has(at)) {
      return finding('document', 'undetermined', { reasons: [reason('CIRCULAR', 'the document rests on itself')] });
    }
    underWay.set(held, days.add(at));
    const found = checkDocument(held, at, { bench, cryptographic, soundness: bench.soundness });
    days.delete(at);
    return found;
  }
}
