// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay, Instant } from '@touchstone/identifiers';
import { lotKey, type Statement, statementEdges } from '@touchstone/statements';
import { type Link, type Reason, reason } from '../check.ts';
import { daysOfWork } from '../checks/time/days-of-work.ts';
import { isUnder } from '../checks/claim/food.ts';
import { knownComplete } from '../checks/restriction/known-complete.ts';
import {
  type Asked,
  againstName,
  entriesInForce,
  keysOf,
  penaltiesInForce,
  penaltiesShown,
  type Restriction,
} from '../checks/restriction/measures.ts';
import { partiesNamedIn, tiedKeys } from '../checks/party/party-ties.ts';
import { openRecalls } from '../checks/restriction/recalls.ts';
import { barsOn, onceEach } from '../checks/restriction/restrictions.ts';
import type { EvidenceSet, Held, HeldOf } from '../evidence-set.ts';
import type { Bench } from './bench.ts';
import { onceEach as papersOnce } from './reports-on-lot.ts';

/** What stands against whoever issued a document, or whom it is about. */
export interface Against {
  readonly of: 'issuer' | 'subject';
  /** Open: in force on the day, or when it was signed. Noted: what restricts nobody here, or stands against a name alone. */
  readonly standing: 'open' | 'noted' | 'none-known';
  readonly reasons: readonly Reason[];
  readonly rests: readonly Link[];
}

/** What the evidence at hand holds against them: in force on which day, and known as of when. */
export interface KnownAgainst {
  readonly on: CalendarDay;
  readonly knownAt: Instant;
  readonly parties: readonly Against[];
}

/**
 * Restrictions, penalties, suspended grants and recalls beside the links of a document: a chain may hold of a paper whose
 * issuer is barred, and whoever reads the chain alone is misled. Nothing of it makes a link.
 */
export function knownAgainst(held: Held, bench: Bench): KnownAgainst {
  const { question } = bench.set;
  const issuer = aboutIssuer(held, bench);
  const subject = held.statement === undefined ? [] : [aboutSubject(held as Stated, bench)].filter(isSaid);
  return { on: bench.on, knownAt: question.knownAt, parties: [issuer, ...subject] };
}

type Stated = Held & { readonly statement: Statement };

function aboutIssuer(held: Held, bench: Bench): Against {
  const { issuer } = held.link;
  const worked = held.statement === undefined ? [] : daysOfWork(held.statement);
  const name = held.statement?.kind === 'TestReport' ? held.statement.subject.laboratory.name : undefined;
  const open = [
    ...openAgainst([issuer], bench),
    // What a barred body does is not made good by the end of the bar.
    ...barsOn(issuer, worked, bench),
  ];
  return told('issuer', { asked: [{ did: issuer, name }], keys: [issuer], open, but: held }, bench);
}

function aboutSubject(held: Stated, bench: Bench): Against {
  const parties = subjectParties(held, bench);
  const keys = keysOf(parties).filter((key) => key !== held.link.issuer);
  const asked = parties.filter(({ did }) => did !== held.link.issuer);
  const open = [...openAgainst(keys, bench), ...recallsOf(held, keys, bench)];
  return told('subject', { asked, keys, open, but: held }, bench);
}

/** Of a document about nobody but its issuer nothing more is said. */
function isSaid({ reasons }: Against): boolean {
  return reasons.length > 0;
}

interface Found {
  readonly asked: readonly Asked[];
  readonly keys: readonly string[];
  readonly open: readonly Restriction[];
  /** The document that is asked about, which is no news. */
  readonly but: Held;
}

function told(of: Against['of'], { asked, keys, open, but }: Found, bench: Bench): Against {
  const isNews = ({ rests }: Restriction) =>
    !rests.some(({ id, issuer }) => id === but.link.id && issuer === but.link.issuer);
  const [held, noted] = [open, notedAgainst(asked, keys, bench)].map((all) => onceEach(all.filter(isNews)));
  const found = [...(held ?? []), ...(noted ?? [])];
  const { reasons } = knownComplete(keys, bench);
  const isProved = reasons.some(({ code }) => code === 'NONE_KNOWN_AS_OF' || code === 'ALL_KNOWN_AS_OF');
  const none = found.length === 0 && keys.length > 0 && !isProved ? [NONE_AT_HAND] : [];
  const isOpen = held !== undefined && held.length > 0;
  return {
    of,
    standing: isOpen ? 'open' : found.length > 0 ? 'noted' : 'none-known',
    reasons: [...found.map((one) => one.reason), ...none, ...reasons],
    rests: found.flatMap(({ rests }) => rests),
  };
}

const NONE_AT_HAND = reason(
  'NONE_AMONG_CONSULTED',
  'no restriction is among the statements consulted; nothing proves that these are all',
);

/** Whatever it keeps somebody from: a reader of the document knows what he wants it for. */
const EFFECTS = ['may-not-supply', 'may-not-issue', 'may-not-tender', 'notice-only'];

function openAgainst(keys: readonly string[], bench: Bench): readonly Restriction[] {
  return tiedKeys(keys, bench).flatMap((key) => [
    ...entriesInForce(key, EFFECTS, bench),
    ...penaltiesInForce(key, EFFECTS, bench),
    ...suspendedGrants(key, bench),
  ]);
}

function notedAgainst(asked: readonly Asked[], keys: readonly string[], bench: Bench): readonly Restriction[] {
  return [
    ...tiedKeys(keys, bench).flatMap((key) => penaltiesShown(key, EFFECTS, bench)),
    ...asked.flatMap((one) => againstName(one, EFFECTS, bench)),
  ];
}

/** The words for what takes a grant away, for a time or for good; one that ended by its own date was not taken. */
const TAKEN: readonly string[] = ['SUSPENDED', 'WITHDRAWN', 'REVOKED', 'LISTED_AS_SUSPENDED', 'LISTED_AS_REVOKED'];

/** Grants of competence that their grantor, known to the place, suspended or took back. */
function suspendedGrants(key: string, bench: Bench): readonly Restriction[] {
  return bench.set
    .near('about-party', key, ['Accreditation', 'StatutoryQualification', 'Designation'])
    .filter(({ link }) => isKnownGrantor(link.issuer, bench))
    .flatMap((grant) => {
      const why = bench.soundness(grant, bench.on).reasons.find(({ code }) => TAKEN.includes(code));
      if (why === undefined || bench.authenticityOf(grant) === 'none') return [];
      const values = { grant: grant.link.title, why: why.detail };
      return [
        { reason: reason('GRANT_TAKEN', `${values.grant} does not stand: ${values.why}`, values), rests: [grant.link] },
      ];
    });
}

/** An anchor of the place, or a body that somebody trusted there names in an arrangement. */
function isKnownGrantor(did: string, bench: Bench): boolean {
  return (
    bench.isAnchor(did, 'authority', 'accreditation-body') ||
    bench.set
      .near('about-party', did, ['RecognitionArrangement'])
      .some(({ link }) => bench.isAnchor(link.issuer, 'arrangement-owner'))
  );
}

/** Whom it names, and of a report also whose lot its sampling record says that it is. */
function subjectParties(held: Stated, bench: Bench): readonly Asked[] {
  const { kind } = held.statement;
  // Of the signatories of an arrangement none is its subject.
  const edges = kind === 'RecognitionArrangement' ? [] : statementEdges(held.statement);
  const byKey = edges.flatMap(({ relation, key }) =>
    relation === 'about-party' && key.startsWith('did:') ? [{ did: key }] : [],
  );
  const sampled = sampledBy(held, bench.set);
  return [
    ...partiesNamedIn(held.statement),
    ...byKey,
    ...(sampled === undefined ? [] : partiesNamedIn(sampled.statement)),
  ];
}

function sampledBy({ statement }: Stated, set: EvidenceSet): HeldOf<'SamplingRecord'> | undefined {
  const named = statement.kind === 'TestReport' ? statement.subject.sample.samplingRecord : undefined;
  const record = named === undefined ? 'missing' : set.resolve(named);
  if (typeof record === 'string' || record.statement?.kind !== 'SamplingRecord') return undefined;
  return record as HeldOf<'SamplingRecord'>;
}

/** Open recalls of the lots that it is about: by their key, and of its parties by their number with a food of the same line. */
function recallsOf(held: Stated, keys: readonly string[], bench: Bench): readonly Restriction[] {
  const { set, requirements } = bench;
  const { taxonomy } = requirements;
  const sampled = sampledBy(held, set);
  const lots = [held.statement, ...(sampled === undefined ? [] : [sampled.statement])]
    .flatMap(statementEdges)
    .flatMap(({ relation, key }) => (relation === 'about-lot' ? [key] : []));
  const isOneOfThese = ({ food, lotNumber }: { readonly food: string; readonly lotNumber: string }) =>
    lots.some((lot) => {
      const own = lot.slice(0, lot.indexOf(' '));
      return lotKey({ food: own, lotNumber }) === lot && (isUnder(taxonomy, own, food) || isUnder(taxonomy, food, own));
    });
  const ofParties = tiedKeys(keys, bench)
    .flatMap((key) => set.near('about-party', key, ['Recall']))
    .filter(({ statement }) => statement.subject.lots.some(isOneOfThese));
  const recalls = papersOnce([...lots.flatMap((lot) => set.near('about-lot', lot, ['Recall'])), ...ofParties]);
  return openRecalls(recalls, bench);
}
