// SPDX-License-Identifier: Apache-2.0
import { dayOfInstant, type Instant, type Place, placeCovers } from '@touchstone/identifiers';
import { isKind, type Statement, type StatementOf, statementEdges, statementKey } from '@touchstone/statements';
import { LOCAL_OFFSET_MINUTES } from '../checks/time/local-time.ts';
import { type CompletenessFault, fault } from './fault.ts';
import type { VerifyStatement, WeighedTombstones } from './open-leaves.ts';

/** Whose expiry tombstones count, and where. */
export interface ExpiryRule {
  /** DIDs of those who may let content expire. */
  readonly authorities: readonly string[];
  /** The place asked about: that the term has run elsewhere says nothing of it. */
  readonly place: Place;
  /** Whether it is known, beside what the file opens, that a tombstone was taken back. */
  readonly isTakenBack?: (tombstone: Statement) => boolean;
}

/** What the tombstones of a file are weighed by. */
export interface TombstoneMeans {
  readonly verifyStatement: VerifyStatement;
  readonly expiry: ExpiryRule | undefined;
  /** For when the file answers: a term that ends later covers nothing yet, and without a date nothing has run its term. */
  readonly asOf: Instant | undefined;
  /** What the file opens, in which the word of its own issuer may be that a tombstone counts no more. */
  readonly opened: readonly Statement[];
}

/** Weighs the tombstones of a file, each exactly as it was issued. */
export function weighTombstones(texts: readonly string[], means: TombstoneMeans): WeighedTombstones {
  const tombstones: StatementOf<'ExpiryTombstone'>[] = [];
  const faults: CompletenessFault[] = [];
  for (const [at, text] of texts.entries()) {
    const checked = means.verifyStatement(text);
    const refusal = checked.outcome === 'rejected' ? checked.reason.detail : refusalOf(checked.statement, means);
    if (refusal === undefined) {
      tombstones.push((checked as { statement: StatementOf<'ExpiryTombstone'> }).statement);
    } else {
      faults.push(fault('TOMBSTONE_NOT_ACCEPTED', refusal, { tombstone: String(at) }));
    }
  }
  return { tombstones, faults };
}

/**
 * Whether a statement takes another back: its own issuer's change to a status other than active. One such change is
 * enough for ever, since what covers a leaf hides it: whoever covers it again issues another tombstone.
 */
export function takesBack(change: Statement, tombstone: Statement): boolean {
  if (!isKind(change, 'StatusChange') || change.subject.status === 'active') return false;
  const own = statementKey(tombstone);
  const isAbout = statementEdges(change).some(({ relation, key }) => relation === 'about-statement' && key === own);
  return isAbout && change.issuer === tombstone.issuer;
}

function refusalOf(statement: Statement, { expiry, asOf, opened }: TombstoneMeans): string | undefined {
  if (!isKind(statement, 'ExpiryTombstone')) return `a ${statement.kind} is no expiry tombstone`;
  const { issuer, subject } = statement;
  if (issuer !== subject.authority.id) return 'the authority that it names has not issued it';
  if (!expiry?.authorities.includes(issuer)) return 'its issuer is not among those who may let content expire';
  const { place, expiredOn } = subject;
  if (!placeCovers(place, expiry.place)) return `it is of ${place}, and the question of ${expiry.place}`;
  if (asOf === undefined) return `it is of ${expiredOn}, and nobody has dated the trees that it covers a leaf of`;
  const day = dayOfInstant(asOf, LOCAL_OFFSET_MINUTES);
  if (expiredOn > day) return `the term ends on ${expiredOn}, and the answer is as of ${day}`;
  const isTakenBack = opened.some((each) => takesBack(each, statement)) || expiry.isTakenBack?.(statement) === true;
  return isTakenBack ? 'its issuer has taken it back' : undefined;
}
