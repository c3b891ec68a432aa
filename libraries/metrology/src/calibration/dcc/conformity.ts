// SPDX-License-Identifier: Apache-2.0
import type {
  ConformityDecision,
  ConformityOutcome,
  ConformityStatement,
  DecisionReasonCode,
} from '../../decision/conformity-decision.ts';
import type { DccConformity } from './measured-data.ts';

const WRITTEN: Readonly<Record<ConformityStatement, DccConformity>> = {
  pass: 'pass',
  'conditional-pass': 'conditionalPass',
  'conditional-fail': 'conditionalFail',
  fail: 'fail',
};

/**
 * The word of a DCC for a decision: that of its ILAC-G8 statement; `noPass` where a binary rule refuses what lies in its
 * guard band though within the limit, `noFail` where it lets pass what lies in it beyond. No word where the place is unknown.
 * ILAC-G8:09/2019, 4.2.2 and 4.2.3; DCC 3.3.0, stringConformityStatementStatusType, which does not say what its words mean.
 */
export function toDccConformity({ statement, reasons }: ConformityDecision): DccConformity | undefined {
  const has = (...codes: readonly DecisionReasonCode[]) => reasons.some(({ code }) => codes.includes(code));
  const isBeyond = has('ABOVE_UPPER_LIMIT', 'BELOW_LOWER_LIMIT');
  if (has('IN_GUARD_BAND') && statement === 'fail' && !isBeyond) return 'noPass';
  if (has('IN_GUARD_BAND') && statement === 'pass' && isBeyond) return 'noFail';
  return statement === undefined ? undefined : WRITTEN[statement];
}

const READ: Readonly<
  Record<DccConformity, { readonly outcome: ConformityOutcome; readonly statement?: ConformityStatement }>
> = {
  pass: { outcome: 'conforms', statement: 'pass' },
  fail: { outcome: 'does-not-conform', statement: 'fail' },
  conditionalPass: { outcome: 'inconclusive', statement: 'conditional-pass' },
  conditionalFail: { outcome: 'inconclusive', statement: 'conditional-fail' },
  // Neither says the opposite: what did not pass need not have failed.
  noPass: { outcome: 'inconclusive' },
  noFail: { outcome: 'inconclusive' },
};

/** What a word of a DCC says in the words of `@touchstone/metrology/decision`; by which rule, the word does not say. */
export function fromDccConformity(conformity: DccConformity): {
  readonly outcome: ConformityOutcome;
  readonly statement?: ConformityStatement;
} {
  return READ[conformity];
}
