// SPDX-License-Identifier: Apache-2.0
import { finding, notEvaluated, reason } from '../check.ts';
import { decisionFinding } from '../checks/figures/decision.ts';
import { resultOfTranscription, type Transcription } from '../transcription.ts';
import type { Bench } from './bench.ts';
import { decideVersions } from './decide-versions.ts';
import { findSubstance } from './substances.ts';
import type { LimitTopic } from './topic.ts';
import { inOrder } from './trial.ts';
import type { TriedResult } from './tried-result.ts';

const UNSIGNED = [
  'object-link',
  'competence',
  'acceptance',
  'method',
  'measurement',
  'plausibility',
  'restrictions',
] as const;

/**
 * Tries what was typed off an unsigned paper: at most "would meet if the issuer confirms", never proved.
 * Nobody signed it, so that nothing that rests on a signature is evaluated; the number is compared all the same.
 */
export function tryTranscription(typed: Transcription, topic: LimitTopic, bench: Bench): TriedResult | undefined {
  const substance = findSubstance(bench.requirements, typed.substance);
  if (substance === undefined || !topic.versions.some(({ requirement }) => requirement.substanceId === substance))
    return undefined;
  const result = resultOfTranscription(typed, substance);
  const decided = decideVersions(topic, result, bench);
  const values = { report: typed.reportNumber, laboratory: typed.laboratory };
  const unsigned = reason(
    'UNSIGNED_TRANSCRIPTION',
    `typed by the presenter off report ${typed.reportNumber} of ${typed.laboratory}; it counts when the issuer confirms it`,
    values,
  );
  const checks = inOrder(
    [
      finding('admissibility', 'undetermined', { reasons: [unsigned] }),
      finding('document', 'undetermined', { reasons: [unsigned] }),
      ...UNSIGNED.map((group) => notEvaluated(group, 'document')),
      decisionFinding(decided.outcome, decided.reasons),
    ],
    bench,
  );
  const document = {
    issuer: '',
    id: '',
    kind: 'transcription',
    title: `${typed.reportNumber} (${typed.laboratory}), typed in ${result.result}`,
  };
  return {
    document,
    result: result.result,
    outcome: decided.outcome,
    standing: 'not-accepted',
    checks,
    isAgainst: decided.isAgainst,
    mayFail: decided.mayFail,
    caveats: [],
    editions: [],
    tested: { result, typed },
  };
}
