// SPDX-License-Identifier: Apache-2.0
import { claimOfDocument } from './judge/verify-document.ts';
import type { Question } from './evidence-source.ts';
import { gather } from './gather/gather.ts';
import { type CompletenessChain, judgeCompleteness } from './judge/judge-completeness.ts';
import type { CompletenessText } from './logs/log-evidence.ts';
import type { CheckOptions } from './run-check.ts';

/** One completeness file in, its chain out: gathers whoever has signed what it opens, then judges. */
export async function runCompleteness(
  file: CompletenessText,
  question: Question,
  options: CheckOptions,
): Promise<CompletenessChain> {
  const { source, read, cut, logs } = options;
  const papers = { documents: [], transcribed: [], completeness: [file] };
  const claim = claimOfDocument(read('{}'));
  const set = await gather(claim, papers, question, {
    ...{ source, read, cut, food: undefined },
    ...(logs === undefined ? {} : { logs }),
  });
  return judgeCompleteness(set, options.requirements, options.suite);
}
