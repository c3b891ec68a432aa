// SPDX-License-Identifier: Apache-2.0
import { type Finding, finding, type Reason, reason } from '../../check.ts';
import type { Bench } from '../../judge/bench.ts';
import type { TriedResult } from '../../judge/tried-result.ts';
import { type ReplacementBench, replacementOf } from './replaced-result.ts';
import { type DoubtBench, isCredibleAgainst, typedAgainst } from './doubt.ts';

/** What the group looks at. */
type ConflictBench = DoubtBench & ReplacementBench & Pick<Bench, 'policy'>;

/**
 * Group 13: accepted results that contradict each other block `proved` and `refuted` alike until the place's
 * re-test procedure resolves them. The newest does not win and nothing is averaged.
 * What is not accepted refutes nothing; but where it is authentic and about the same sample or lot, nothing is proved.
 */
export function checkConflict(trials: readonly TriedResult[], bench: ConflictBench): Finding {
  const { policy } = bench;
  const accepted = trials.filter(({ standing }) => standing === 'accepted');
  const meeting = accepted.filter(({ outcome }) => outcome === 'meets');
  const failing = accepted.filter(({ isAgainst }) => isAgainst);
  if (meeting.length === 0) return finding('conflict', 'passed');
  const procedure = policy.retest?.procedure ?? 'no re-test procedure is stated';
  if (failing.length === 0) return doubts(trials, { meeting, procedure, bench });
  const detail = `${meeting.length} accepted result(s) meet and ${failing.length} do not; to be resolved by: ${procedure}`;
  return finding('conflict', 'failed', {
    reasons: [
      reason('CONTRADICTING_RESULTS', detail, {
        meeting: String(meeting.length),
        failing: String(failing.length),
        procedure,
      }),
    ],
    rests: [...meeting, ...failing].map(({ document }) => document),
  });
}

/** Results that count for nothing by the rules of the place, and that an honest reader would not pass over. */
function doubts(
  trials: readonly TriedResult[],
  {
    meeting,
    procedure,
    bench,
  }: {
    readonly bench: ConflictBench;
    readonly meeting: readonly TriedResult[];
    readonly procedure: string;
  },
): Finding {
  const against = trials.filter((trial) => isCredibleAgainst(trial, meeting, bench));
  const replacements = new Map(against.map((trial) => [trial, replacementOf(trial, bench)]));
  const credible = against.filter((trial) => replacements.get(trial) === undefined);
  const replaced = [...replacements].flatMap(([{ document }, one]) =>
    one === undefined ? [] : [{ document, ...one }],
  );
  const typed = trials.flatMap((trial) => typedAgainst(trial, meeting));
  const reasons = [
    ...credible.flatMap(({ document: { title: document }, result = '', tested, saysAgainst = [] }) => {
      if (saysAgainst.length > 0) return saysAgainst;
      if (tested?.report !== undefined && bench.authenticityOf(tested.report) === 'taken-back') {
        const detail = `${document} [${result}], a signed result on the same sample or lot, is above the limit or cannot be compared with it; its issuer took it back, and no new report on that sample says what was wrong; to be resolved by: ${procedure}`;
        return reason('FAILING_RESULT_TAKEN_BACK', detail, { document, result, procedure });
      }
      const detail = `${document} [${result}], a signed result on the same sample or lot, is above the limit or cannot be compared with it; it does not count, and is not explained; to be resolved by: ${procedure}`;
      return reason('FAILING_RESULT_UNRESOLVED', detail, { document, result, procedure });
    }),
    ...typed,
  ];
  const notes = replaced.map(({ document, result, change }): Reason => {
    const why = change.statement.subject.reason;
    const detail = `${document.title} [${result}] was above the limit or could not be compared with it; its issuer replaced it by a new report on that sample, since: ${why}`;
    return reason('FAILING_RESULT_REPLACED', detail, { document: document.title, result, why });
  });
  const rests = [...credible.map(({ document }) => document), ...replaced.map(({ change }) => change.link)];
  return finding('conflict', reasons.length === 0 ? 'passed' : 'undetermined', {
    reasons: [...reasons, ...notes],
    rests,
  });
}
