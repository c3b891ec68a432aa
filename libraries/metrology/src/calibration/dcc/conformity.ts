// SPDX-License-Identifier: Apache-2.0
import type { ConformityDecision, ConformityOutcome, ConformityStatement } from '../../decision/conformity-decision.ts';
import type { DccConformity } from './measured-data.ts';

const WRITTEN: Readonly<Record<ConformityStatement, DccConformity>> = {
  pass: 'pass',
  'conditional-pass': 'conditionalPass',
  'conditional-fail': 'conditionalFail',
  fail: 'fail',
};

/**
 * The word of a DCC for a decision: that of its ILAC-G8 statement; where there is none, the value's place is not known and
 * no word says so. ILAC-G8:09/2019, 4.2.3; DCC 3.3.0, stringConformityStatementStatusType.
 */
export function toDccConformity({ statement }: ConformityDecision): DccConformity | undefined {
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
