// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import { compareQuantities, parseQuantity } from '@touchstone/metrology/quantity';
import type { LimitRequirement } from '@touchstone/requirements';
import type { TestResult } from '@touchstone/statements';
import { type Reason, reason } from '../../check.ts';
import { unlessIncomparable } from './incomparable.ts';

type OwnStatement = NonNullable<TestResult['conformity']>[number];

/** What a report itself says of a result against specifications: what is held against the limit, and what is only shown. */
export interface OwnWord {
  readonly against: readonly Reason[];
  readonly notes: readonly Reason[];
}

/**
 * A report that says of its own result that it does not conform proves nothing, whatever the number beside it: one of the
 * two is wrong, or another rule was applied, and nobody here knows which. What it says of a specification stricter than
 * every limit asked about is no contradiction and is shown; of one that is not stricter, or that nobody can compare, it
 * leaves the limit open. ISO/IEC 17025:2017, 7.8.6.
 */
export function ownWordOn(result: TestResult, limits: readonly LimitRequirement[]): OwnWord {
  const denied = (result.conformity ?? []).filter(({ outcome }) => outcome === 'does-not-conform');
  const said = denied.map((statement) => ({ statement, to: worstRelation(statement, limits) }));
  return {
    against: said.flatMap(({ statement, to }) => (to === 'stricter' ? [] : [againstOf(result, statement, to)])),
    notes: said.flatMap(({ statement, to }) => (to === 'stricter' ? [noteOf(result, statement)] : [])),
  };
}

type Relation = 'same' | 'stricter' | 'other';

function worstRelation(statement: OwnStatement, limits: readonly LimitRequirement[]): Relation {
  const each = limits.map((limit) => relationTo(statement, limit));
  if (each.includes('same')) return 'same';
  return each.every((one) => one === 'stricter') ? 'stricter' : 'other';
}

function relationTo({ specification, lower, upper }: OwnStatement, { limit, instrument }: LimitRequirement): Relation {
  const names = [instrument.id, instrument.title].map(nameKey);
  if (names.includes(nameKey(specification))) return 'same';
  if (limit.kind !== 'maximum') return 'other';
  // A least content that is not reached says nothing of a maximum.
  if (upper === undefined) return lower === undefined ? 'other' : 'stricter';
  return unlessIncomparable<Relation>(
    () => {
      const order = compareQuantities(parseQuantity(upper), parseQuantity(limit));
      if (order === 0) return 'same';
      return order < 0 ? 'stricter' : 'other';
    },
    () => 'other',
  );
}

function againstOf({ result }: TestResult, { specification }: OwnStatement, to: 'same' | 'other'): Reason {
  const values = { result, specification };
  if (to === 'same') {
    const detail = `the report itself says that result ${result} does not conform to ${specification}, the limit asked about`;
    return reason('REPORT_SAYS_NOT_CONFORMING', detail, values);
  }
  const detail = `the report itself says that result ${result} does not conform to ${specification}, which is not known to be stricter than the limit`;
  return reason('REPORT_FAILS_OTHER_SPECIFICATION', detail, values);
}

function noteOf({ result }: TestResult, { specification }: OwnStatement): Reason {
  const detail = `the report says that result ${result} does not conform to ${specification}, which is stricter than the limit`;
  return reason('REPORT_FAILS_STRICTER_SPECIFICATION', detail, { result, specification });
}
