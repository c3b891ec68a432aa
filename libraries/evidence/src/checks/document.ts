// SPDX-License-Identifier: Apache-2.0
import { statusAt } from '@touchstone/credentials/formats';
import {
  addDays,
  type CalendarDay,
  compareInstants,
  type Instant,
  placeCovers,
  startOfDay,
} from '@touchstone/identifiers';
import { type Statement, statementKey } from '@touchstone/statements';
import { type CheckOutcome, type Finding, finding, reason, worstOutcome } from '../check.ts';
import type { Held, HeldOf } from '../evidence-set.ts';
import { type DocumentContext, fault, type Part, SOUND } from './document-part.ts';
import { checkKeyInForce } from './key-in-force.ts';
import { LOCAL_OFFSET_MINUTES } from './local-time.ts';

/** Codes that say that a document is not what it pretends to be, as against one that is merely out of force. */
const CONTRADICTIONS: readonly string[] = [
  'BAD_SIGNATURE',
  'BAD_PROOF_VALUE',
  'ISSUER_NOT_CONTROLLER',
  'PROOF_CONTEXT_DIFFERS',
  'ALG_KEY_MISMATCH',
  'ALG_NONE',
  'FORMS_DIFFER',
  'REPORT_FALSE',
];

/** Group 5: integrity, issuer, key, status at issue and on the day, defects found by authorities, log. */
export function checkDocument(held: Held, at: CalendarDay, context: DocumentContext): Finding {
  const proof = context.cryptographic(held);
  const broken = proof.checks
    .filter(({ name, outcome }) => PROOF_CHECKS.includes(name) && outcome !== 'passed')
    .filter(({ because }) => because === undefined)
    .map(({ outcome, code, name, detail }) => ({
      outcome,
      reason: reason(code ?? name.toUpperCase(), detail ?? `${name} did not pass`, { check: name }),
    }));
  if (broken.length > 0) {
    const outcome: CheckOutcome = broken.some((one) => one.outcome === 'failed') ? 'failed' : 'undetermined';
    return finding('document', outcome, { reasons: broken.map((one) => one.reason), rests: [held.link] });
  }
  if (held.statement === undefined) {
    return finding('document', 'undetermined', {
      reasons: [held.fault ?? reason('NOT_READ', 'no statement of a known kind')],
      rests: [held.link],
    });
  }
  const parts = [
    checkKeyInForce(held, proof, context),
    checkPeriod(held.statement, at),
    checkStatus(held, held.statement, at, context),
    checkDefects(held, held.statement, context),
  ];
  return finding('document', worstOutcome(parts.map(({ outcome }) => outcome)), {
    reasons: [...parts.flatMap(({ reasons }) => reasons), LOG_NOT_EVALUATED],
    rests: parts.flatMap(({ rests }) => rests),
  });
}

/** Checks of the signature itself; key authorisation, period and status are made here, from statements. */
const PROOF_CHECKS: readonly string[] = [
  'syntax',
  'shape',
  'context',
  'proof-type',
  'proof-options',
  'key',
  'agreement',
  'integrity',
  'issuer',
  'other-proofs',
];

const LOG_NOT_EVALUATED = reason(
  'LOG_NOT_EVALUATED',
  'no log was consulted: inclusion in a public log is shown, and decides nothing, until a log exists',
);

/** Whether the finding says that the document is forged, tampered with or false, and not merely out of force. */
export function isContradiction({ group, outcome, reasons }: Finding): boolean {
  return group === 'document' && outcome === 'failed' && reasons.some(({ code }) => CONTRADICTIONS.includes(code));
}

function checkPeriod(statement: Statement, at: CalendarDay): Part {
  const day = { from: startOfDay(at, LOCAL_OFFSET_MINUTES), to: startOfDay(addDays(at, 1), LOCAL_OFFSET_MINUTES) };
  if (compareInstants(statement.validFrom, day.to) >= 0) {
    return fault('NOT_YET_VALID', `valid from ${statement.validFrom}; the day is ${at}`, {
      validFrom: statement.validFrom,
      at,
    });
  }
  if (statement.validUntil !== undefined && compareInstants(statement.validUntil, day.from) < 0) {
    return fault('EXPIRED', `valid until ${statement.validUntil}; the day is ${at}`, {
      validUntil: statement.validUntil,
      at,
    });
  }
  return SOUND;
}

/** Status from signed status changes of the same issuer, at issue and on the day. */
function checkStatus(held: Held, statement: Statement, at: CalendarDay, context: DocumentContext): Part {
  const changes = context.bench.set
    .near('about-statement', statementKey(statement), ['StatusChange'])
    .filter((change) => change !== held && change.link.issuer === statement.issuer)
    .filter(
      (change) =>
        change.statement.subject.changes.digest === held.digest &&
        context.soundness(change, context.bench.on).outcome === 'passed',
    );
  const known = changes.map((change) => ({
    statement: { issuer: statement.issuer, id: statement.id },
    status: change.statement.subject.status,
    from: change.statement.subject.from,
    reason: change.statement.subject.reason,
    recordedAt: change.recordedAt ?? change.statement.validFrom,
  }));
  const endOfDay: Instant = startOfDay(addDays(at, 1), LOCAL_OFFSET_MINUTES);
  const { status, change } = statusAt(known, endOfDay);
  const rests = changes.map(({ link }) => link);
  if (status !== 'active') {
    const values = { status, from: change?.from ?? '', reason: change?.reason ?? '' };
    return { ...fault(status.toUpperCase(), `${status} from ${values.from}: ${values.reason}`, values), rests };
  }
  return { ...SOUND, rests };
}

/** Only an authority's signed decision calls a report inaccurate or false. */
function checkDefects(held: Held, statement: Statement, { bench, soundness }: DocumentContext): Part {
  const defects = bench.set
    .near('about-statement', statementKey(statement), ['ReportDefect'])
    .filter(
      (defect: HeldOf<'ReportDefect'>) =>
        bench.isAnchor(defect.link.issuer, 'authority') && placeCovers(defect.statement.subject.place, bench.place),
    )
    .filter(
      (defect) =>
        defect.statement.subject.report.digest === held.digest && soundness(defect, bench.on).outcome === 'passed',
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
