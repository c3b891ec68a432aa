// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '@touchstone/credentials/formats';
import type { CredentialCheck } from '@touchstone/credentials/verify';
import {
  type CalendarDay,
  compareDays,
  compareInstants,
  dayOfInstant,
  isDayWithin,
  type Place,
  placeCovers,
  startOfNextDay,
} from '@touchstone/identifiers';
import type { RequirementSet } from '@touchstone/requirements';
import type { Statement } from '@touchstone/statements';
import { type Finding, finding, reason } from '../check.ts';
import { authenticityOf, checkDocument } from '../checks/document/document.ts';
import { LOCAL_OFFSET_MINUTES } from '../checks/time/local-time.ts';
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

/**
 * The place's policy in force on the day, stated by a root that the asker's configuration names for that place.
 * Undefined when there is none: a root of another place rules nothing here.
 * The nearer place prevails over the jurisdiction above it, and the later edition over the earlier.
 */
export function findPolicy(court: Court, place: Place): HeldOf<'PlacePolicy'> | undefined {
  const { set } = court;
  for (const key of withJurisdiction(place)) {
    const inForce = set
      .near('about-place', key, ['PlacePolicy'])
      .filter(
        (held) =>
          isRootOf(held.statement.subject.place, held.link.issuer, set) &&
          isDayWithin(set.question.on, held.statement.subject) &&
          createBench(court, place, held).soundness(held, set.question.on).outcome === 'passed',
      )
      .sort((a, b) => compareDays(b.statement.subject.from, a.statement.subject.from) || later(b, a));
    if (inForce.length > 0) return inForce[0];
  }
  return undefined;
}

function isRootOf(place: Place, did: string, { question }: EvidenceSet): boolean {
  return question.roots.some((root) => root.did === did && root.places.some((outer) => placeCovers(outer, place)));
}

function later(a: Held & { readonly statement: Statement }, b: typeof a): number {
  return compareInstants(a.statement.validFrom, b.statement.validFrom);
}

/** The checks' shared ground in one place. */
export function createBench(court: Court, place: Place, policy: HeldOf<'PlacePolicy'>): Bench {
  const { set, requirements, suite, food, cryptographic } = court;
  const { subject } = policy.statement;
  const anchors = new Map(subject.trustAnchors.map(({ id, role }) => [`${id} ${role}`, id]));
  const ids = new Set<string>(anchors.values());
  const knownOn = latest(set.question.on, dayOfInstant(set.question.knownAt, LOCAL_OFFSET_MINUTES));
  const isRoot = (did: string): boolean => isRootOf(place, did, set);
  const remembered = new Map<object, Map<string, unknown>>();
  const underWay = new Map<Held, Set<CalendarDay>>();
  const bench: Bench = {
    set,
    requirements,
    suite,
    place,
    policy: subject,
    food,
    on: set.question.on,
    knownOn,
    knownBefore: startOfNextDay(knownOn, LOCAL_OFFSET_MINUTES),
    isRoot,
    isAnchor: (did, ...roles) =>
      roles.length === 0 ? ids.has(did) || isRoot(did) : roles.some((role) => anchors.has(`${did} ${role}`)),
    // The most asked of all: a day alone is its name.
    soundness: (held, at) => remember(held, at, () => soundness(held, at)),
    authenticityOf: (held) =>
      remember(held, 'authenticity', () =>
        authenticityOf(held, bench.on, { bench, cryptographic, soundness: bench.soundness }),
      ),
    remember,
  };
  return bench;

  function remember<T>(owner: object, name: string, make: () => T): T {
    let known = remembered.get(owner);
    if (known === undefined) {
      known = new Map();
      remembered.set(owner, known);
    }
    const before = known.get(name);
    if (before !== undefined || known.has(name)) return before as T;
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

function latest(a: CalendarDay, b: CalendarDay): CalendarDay {
  return a > b ? a : b;
}
