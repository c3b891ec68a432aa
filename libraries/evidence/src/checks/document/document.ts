// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import { type Finding, finding, type Reason, reason, worstOutcome } from '../../check.ts';
import type { Held } from '../../evidence-set.ts';
import type { Authenticity } from '../../judge/bench.ts';
import { addressOfStatusList } from '../../named-status-lists.ts';
import { type DocumentContext, type Part, SOUND } from './document-part.ts';
import { checkKeyInForce } from './key-in-force.ts';
import { checkListedStatus } from './listed-status.ts';
import { checkLog } from './log.ts';
import { checkNoChangeKnown } from './no-change-known.ts';
import { checkProof } from './proof.ts';
import { checkDefects, checkIssued, checkPeriod, checkStatus } from './status.ts';

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
  'LOG_SPLIT_VIEW',
];

/** Group 5: integrity, issuer, key, status at issue and on the day, defects found by authorities, log. */
export function checkDocument(held: Held, at: CalendarDay, context: DocumentContext): Finding {
  const proof = context.cryptographic(held);
  const broken = checkProof(held, proof);
  if (broken !== undefined) return broken;
  if (addressOfStatusList(held.body) !== undefined) {
    return together([checkKeyInForce(held, proof, context), checkListedStatus(held, at, context), NO_LIST_IS_LOGGED]);
  }
  if (held.untp !== undefined) {
    const parts = [
      checkKeyInForce(held, proof, context),
      checkPeriod(held.untp, at),
      checkListedStatus(held, at, context),
      checkLog(held, context),
    ];
    return together(parts);
  }
  if (held.statement === undefined) {
    return finding('document', 'undetermined', {
      // What is no statement of ours was kept with the fault that says why.
      reasons: [held.fault as Reason],
      rests: [held.link],
    });
  }
  return together([
    checkKeyInForce(held, proof, context),
    checkIdentity(held, context),
    checkPeriod(held.statement, at),
    checkIssued(held.statement, at),
    checkStatus(held, held.statement, at, context),
    checkDefects(held, held.statement, context),
    checkNoChangeKnown(held, held.statement, context),
    checkLog(held, context),
  ]);
}

/** One finding of several parts: what is wrong comes first, what is only noted after it. */
function together(parts: readonly Part[]): Finding {
  const reasonsOf = (wanted: readonly Part[]) => wanted.flatMap(({ reasons }) => reasons);
  return finding('document', worstOutcome(parts.map(({ outcome }) => outcome)), {
    reasons: [
      ...reasonsOf(parts.filter(({ outcome }) => outcome !== 'passed')),
      ...reasonsOf(parts.filter(({ outcome }) => outcome === 'passed')),
    ],
    rests: parts.flatMap(({ rests }) => rests),
  });
}

/** A list is signed anew every day: no log has it, and none is asked for. */
const NO_LIST_IS_LOGGED: Part = {
  ...SOUND,
  reasons: [reason('LOG_NOT_EVALUATED', 'no log was consulted: status lists are in none')],
};

/** What takes a document back for good: its issuer's word, or that of whoever keeps its list. */
const TAKEN_BACK: readonly string[] = ['REVOKED', 'WITHDRAWN', 'REPLACED', 'LISTED_AS_REVOKED'];

/**
 * Whether a statement is what it pretends to be, by an issuer whose key the place's anchors know, not found wrong by an
 * authority; and whether it was taken back. Less than sound: it may be expired, suspended, unlogged, or of a status unknown.
 */
export function authenticityOf(held: Held, at: CalendarDay, context: DocumentContext): Authenticity {
  const { statement } = held;
  const proof = context.cryptographic(held);
  if (statement === undefined || checkProof(held, proof) !== undefined) return 'none';
  if (checkKeyInForce(held, proof, context).outcome !== 'passed') return 'none';
  if (checkDefects(held, statement, context).outcome !== 'passed') return 'none';
  const status = checkStatus(held, statement, at, context);
  return status.reasons.some(({ code }) => TAKEN_BACK.includes(code)) ? 'taken-back' : 'authentic';
}

/** Whether the finding says that the document is forged, tampered with or false, and not merely out of force. */
export function isContradiction({ group, outcome, reasons }: Finding): boolean {
  return group === 'document' && outcome === 'failed' && reasons.some(({ code }) => CONTRADICTIONS.includes(code));
}

/** Two bodies that the issuer signed under one identity: which of them it means cannot be known. Forgeries do not count. */
function checkIdentity(held: Held, { bench, cryptographic }: DocumentContext): Part {
  const others = bench.set.sameIdentity(held).filter((other) => checkProof(other, cryptographic(other)) === undefined);
  if (others.length === 0) return SOUND;
  return {
    outcome: 'undetermined',
    reasons: [
      reason('IDENTITY_USED_TWICE', 'the issuer has signed another body under the same identity', { id: held.link.id }),
    ],
    rests: others.map(({ link }) => link),
  };
}
