// SPDX-License-Identifier: Apache-2.0
import { compareInstants } from '@touchstone/identifiers';
import { statementKey } from '@touchstone/statements';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import type { TriedResult } from '../../judge/tried-result.ts';

/** What the search for a replacement looks at. */
export type ReplacementBench = Pick<Bench, 'set' | 'on' | 'knownOn' | 'soundness' | 'authenticityOf'>;

/** What was replaced, and by which signed change. */
export interface Replacement {
  readonly change: HeldOf<'StatusChange'>;
  readonly result: string;
}

/**
 * The issuer's signed change, with its reason, that puts a sound report in the place of one that was taken back: later,
 * its own, on the same sample, with a result on the same substance. ISO/IEC 17025:2017, 7.8.8: a reissued report refers
 * to the original, and says the reason of the change. To take back alone explains nothing.
 */
export function replacementOf({ tested }: TriedResult, bench: ReplacementBench): Replacement | undefined {
  if (tested?.report === undefined || bench.authenticityOf(tested.report) !== 'taken-back') return undefined;
  const { report, result } = tested;
  const change = bench.set
    .near('about-statement', statementKey(report.statement), ['StatusChange'])
    .filter(
      (change) =>
        change.link.issuer === report.link.issuer &&
        change.statement.subject.changes.digest === report.digest &&
        bench.soundness(change, bench.knownOn).outcome === 'passed',
    )
    .find(({ statement: { subject } }) => {
      if (subject.status !== 'replaced' || subject.replacedBy === undefined) return false;
      const next = bench.set.resolve(subject.replacedBy);
      if (typeof next === 'string' || next.statement?.kind !== 'TestReport') return false;
      const { sample, results } = next.statement.subject;
      return (
        next.link.issuer === report.link.issuer &&
        compareInstants(next.statement.validFrom, report.statement.validFrom) >= 0 &&
        sample.sample === report.statement.subject.sample.sample &&
        results.some(({ substance }) => substance === result.substance) &&
        bench.soundness(next, bench.on).outcome === 'passed'
      );
    });
  return change === undefined ? undefined : { change, result: result.result };
}
