// SPDX-License-Identifier: Apache-2.0
import { statusAt } from '@touchstone/credentials/formats';
import {
  type CalendarDay,
  compareInstants,
  type Instant,
  placeCovers,
  startOfDay,
  startOfNextDay,
} from '@touchstone/identifiers';
import { type Statement, statementKey } from '@touchstone/statements';
import { reason } from '../../check.ts';
import type { Held, HeldOf } from '../../evidence-set.ts';
import { type DocumentContext, fault, type Part, SOUND } from './document-part.ts';
import { checkListedStatus } from './listed-status.ts';
import { isDecisionOn } from '../../traceability/decided.ts';
import { LOCAL_OFFSET_MINUTES } from '../time/local-time.ts';

/** From when to when something is attested; a foreign credential need not say from when. */
interface AttestedPeriod {
  readonly validFrom?: Instant;
  readonly validUntil?: Instant;
}

/** The attestation's own period, both ends included. W3C Verifiable Credentials Data Model 2.0, 4.9. */
export function checkPeriod(period: AttestedPeriod, at: CalendarDay): Part {
  const day = { from: startOfDay(at, LOCAL_OFFSET_MINUTES), to: startOfNextDay(at, LOCAL_OFFSET_MINUTES) };
  const { validFrom, validUntil } = period;
  if (validFrom !== undefined && compareInstants(validFrom, day.to) >= 0)
    return fault('NOT_YET_VALID', `valid from ${validFrom}; the day is ${at}`, { validFrom, at });
  if (validUntil !== undefined && compareInstants(validUntil, day.from) < 0)
    return fault('EXPIRED', `valid until ${validUntil}; the day is ${at}`, { validUntil, at });
  return SOUND;
}

/**
 * A paper that is dated later than the day did not exist on it, whenever it says that it is valid from: it proves no
 * claim on that day, however much is known since. Decision record 0013.
 */
export function checkIssued(statement: Statement, at: CalendarDay): Part {
  const issuedOn = issuedOnOf(statement);
  if (issuedOn === undefined || issuedOn <= at) return SOUND;
  const detail = `issued on ${issuedOn}; the day is ${at}, on which it did not exist`;
  return fault('ISSUED_AFTER_DAY', detail, { issuedOn, at });
}

/** The day that a paper gives as that of its issue; grants, rules and changes say from when they hold instead. */
function issuedOnOf({ kind, subject }: Statement): CalendarDay | undefined {
  switch (kind) {
    case 'TestReport':
    case 'InspectionReport':
      return subject.issuedOn;
    case 'SelfDeclaration':
      return subject.declaredOn;
    default:
      return undefined;
  }
}

/**
 * Status on the day from signed status changes of the same issuer about the same bytes.
 * What became known after the day counts when it says so of the day: two clocks.
 */
export function checkStatus(held: Held, statement: Statement, at: CalendarDay, context: DocumentContext): Part {
  const { bench, soundness } = context;
  const changes = bench.set
    .near('about-statement', statementKey(statement), ['StatusChange'])
    .filter((change) => change.link.issuer === statement.issuer)
    .filter(
      (change) =>
        change.statement.subject.changes.digest === held.digest &&
        soundness(change, bench.knownOn).outcome === 'passed',
    );
  const known = changes.map((change) => ({
    statement: { issuer: statement.issuer, id: statement.id },
    status: change.statement.subject.status,
    from: change.statement.subject.from,
    reason: change.statement.subject.reason,
    recordedAt: change.recordedAt ?? change.statement.validFrom,
  }));
  const endOfDay = startOfNextDay(at, LOCAL_OFFSET_MINUTES);
  // A change takes effect from its instant on; the first instant of the next day is no longer this day.
  const inEffect = known.filter(({ from }) => compareInstants(from, endOfDay) < 0);
  const { status, change } = statusAt(inEffect, endOfDay);
  const rests = changes.map(({ link }) => link);
  if (change !== undefined && status !== 'active') {
    const values = { status, from: change.from, reason: change.reason };
    return { ...fault(status.toUpperCase(), `${status} from ${values.from}: ${values.reason}`, values), rests };
  }
  const listed = checkListedStatus(held, at, context);
  return { ...listed, rests: [...rests, ...listed.rests] };
}

/** Only an authority's signed decision calls a report inaccurate or false. */
export function checkDefects(held: Held, statement: Statement, { bench, soundness }: DocumentContext): Part {
  const defects = bench.set
    .near('about-statement', statementKey(statement), ['ReportDefect'])
    .filter(
      (defect: HeldOf<'ReportDefect'>) =>
        bench.isAnchor(defect.link.issuer, 'authority') && placeCovers(defect.statement.subject.place, bench.place),
    )
    .filter(
      (defect) => isDecisionOn(defect.statement, held.digest) && soundness(defect, bench.knownOn).outcome === 'passed',
    );
  if (defects.length === 0) return SOUND;
  return {
    outcome: 'failed',
    reasons: defects.map(({ statement: { subject } }) =>
      reason(
        subject.kind === 'false' ? 'REPORT_FALSE' : 'REPORT_INACCURATE',
        `${subject.reason} (${subject.legalBasis.instrument})`,
        { kind: subject.kind, decidedOn: subject.decidedOn },
      ),
    ),
    rests: defects.map(({ link }) => link),
  };
}
