// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '@touchstone/credentials/formats';
import type { RequirementSet } from '@touchstone/requirements';
import type { Claim } from '@touchstone/statements';
import { classify } from './checks/claim/classification.ts';
import type { Cut } from './cut.ts';
import type { EvidenceSource, Question } from './evidence-source.ts';
import { gather, type PresentedPapers } from './gather/gather.ts';
import type { ReadDocument } from './gather/read-document.ts';
import { judge } from './judge/judge.ts';
import type { LogOptions } from './logs/log-evidence.ts';
import type { Verdict } from './verdict.ts';

/** Everything beside the claim that a check needs. */
export interface CheckOptions {
  readonly source: EvidenceSource;
  readonly requirements: RequirementSet;
  readonly suite: CryptoSuite;
  readonly read: ReadDocument;
  readonly cut: Cut;
  /** With what receipts and completeness files are verified; without it none is. */
  readonly logs?: LogOptions;
}

/** The main job: claim and papers in, verdict out; gathers from the source, then judges. */
export async function runCheck(
  claim: Claim,
  papers: PresentedPapers,
  question: Question,
  options: CheckOptions,
): Promise<Verdict> {
  const { food } = classify(claim, options.requirements.taxonomy);
  const set = await gather(claim, papers, question, {
    source: options.source,
    read: options.read,
    cut: options.cut,
    food,
    ...(options.logs === undefined ? {} : { logs: options.logs }),
  });
  return judge(set, options.requirements, options.suite);
}
