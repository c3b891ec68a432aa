// SPDX-License-Identifier: Apache-2.0
import type { Digest } from '@touchstone/identifiers';
import { type Statement, statementKey } from '@touchstone/statements';
import type { StatementCheck } from '../completeness/open-leaves.ts';
import { type CompletenessVerdict, verifyCompleteness } from '../completeness/verify-completeness.ts';
import { takesBack } from '../completeness/tombstones.ts';
import { checkProof } from '../checks/document/proof.ts';
import { reason } from '../check.ts';
import type { Bench } from '../judge/bench.ts';
import { createCryptographicCheck } from '../judge/cryptographic-check.ts';
import { logPolicyOf } from './log-evidence.ts';

/** A completeness file as it stands in a place. */
export interface PlaceCompleteness {
  readonly file: string;
  readonly verdict: CompletenessVerdict;
}

type LogBench = Pick<Bench, 'set' | 'suite' | 'place' | 'policy' | 'remember'>;

/** The completeness files at hand, verified once by the log policy of the place; none where it has none. */
export function completenessOf(bench: LogBench): readonly PlaceCompleteness[] {
  return bench.remember(bench.set, 'completeness', () => verifyAll(bench));
}

function verifyAll(bench: LogBench): readonly PlaceCompleteness[] {
  const { set, place, policy: placePolicy } = bench;
  const { suite, completeness } = set.logs;
  const policy = logPolicyOf(set.logs, place);
  if (suite === undefined || policy === undefined || completeness.length === 0) return [];
  const means = {
    suite,
    policies: [policy],
    knownAt: set.question.knownAt,
    verifyStatement: statementVerifier(bench),
    // Whoever may take a statement back in the place may say that its content has run its term.
    expiry: {
      authorities: placePolicy.trustAnchors.filter(({ role }) => role === 'authority').map(({ id }) => id),
      place,
      isTakenBack: (tombstone: Statement) => isTakenBack(tombstone, bench),
    },
  };
  return completeness.flatMap(({ file, parsed }) =>
    parsed === undefined ? [] : [{ file, verdict: verifyCompleteness(parsed, means) }],
  );
}

/**
 * Whether any change at hand takes a tombstone back, of whatever source. Its signature is enough: what is asked more of a
 * change rests on what completeness files show, and in doubt a leaf is not covered.
 */
function isTakenBack(tombstone: Statement, { set, suite }: LogBench): boolean {
  const cryptographic = createCryptographicCheck(set, suite);
  return set
    .near('about-statement', statementKey(tombstone), ['StatusChange'])
    .some((held) => takesBack(held.statement, tombstone) && checkProof(held, cryptographic(held)) === undefined);
}

/** A statement opens a leaf when its signature is its issuer's; whether it counts is judged with all the others. */
function statementVerifier({ set, suite }: LogBench): (text: string) => StatementCheck {
  const byText = new Map(set.all.map((held) => [held.text, held]));
  const cryptographic = createCryptographicCheck(set, suite);
  return (text) => {
    const held = byText.get(text);
    const unread = reason('NOT_READ', 'it was not read: the evidence set has as many statements as it may');
    if (held?.statement === undefined) return { outcome: 'rejected', reason: held?.fault ?? unread };
    const [broken] = checkProof(held, cryptographic(held))?.reasons ?? [];
    if (broken !== undefined) return { outcome: 'rejected', reason: broken };
    return { outcome: 'accepted', statement: held.statement, digest: held.digest as Digest };
  };
}
