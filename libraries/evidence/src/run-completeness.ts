// SPDX-License-Identifier: Apache-2.0
import { claimOfDocument } from './judge/verify-document.ts';
import type { Question } from './evidence-source.ts';
import { gather } from './gather/gather.ts';
import { type CompletenessChain, judgeCompleteness } from './judge/judge-completeness.ts';
import type { CompletenessText } from './logs/log-evidence.ts';
import type { CheckOptions } from './run-check.ts';

/** What is asked of completeness files: also about whom, by names that must be those of a file. */
export interface CompletenessQuestion extends Question {
  readonly about?: readonly string[];
}

/** One completeness file in, its chain out: gathers whoever has signed what it opens, then judges. */
export async function runCompleteness(
  file: CompletenessText,
  question: CompletenessQuestion,
  options: CheckOptions,
): Promise<CompletenessChain> {
  const [chain] = await runCompletenessFiles([file], question, options);
  return chain as CompletenessChain;
}

/** Several completeness files in, a chain for each out: what one of them shows of issuers and names serves the others. */
export async function runCompletenessFiles(
  files: readonly CompletenessText[],
  question: CompletenessQuestion,
  options: CheckOptions,
): Promise<readonly CompletenessChain[]> {
  const { source, read, cut, logs, requirements, suite } = options;
  const papers = { documents: [], transcribed: [], completeness: files };
  const claim = claimOfDocument(read('{}'));
  const set = await gather(claim, papers, question, {
    ...{ source, read, cut, food: undefined },
    ...(logs === undefined ? {} : { logs }),
  });
  const court = { requirements, suite, ...(question.about === undefined ? {} : { about: question.about }) };
  return files.map((_, which) => judgeCompleteness(set, court, which));
}
