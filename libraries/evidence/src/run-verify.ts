// SPDX-License-Identifier: Apache-2.0
import { classify } from './checks/classification.ts';
import type { Question } from './evidence-source.ts';
import { gather, type PresentedDocument } from './gather/gather.ts';
import { claimOfDocument, type DocumentChain, verifyDocument } from './judge/verify-document.ts';
import type { CheckOptions } from './run-check.ts';

/** One document in, its chain out: gathers whoever vouches for it, then judges. */
export async function runVerify(
  document: PresentedDocument,
  question: Question,
  options: CheckOptions,
): Promise<DocumentChain> {
  const claim = claimOfDocument(options.read(document.text));
  const { food } = classify(claim, options.requirements.taxonomy);
  const set = await gather(claim, { documents: [document], transcribed: [] }, question, {
    source: options.source,
    read: options.read,
    cut: options.cut,
    food,
    ...(options.logs === undefined ? {} : { logs: options.logs }),
  });
  return verifyDocument(set, options.requirements, options.suite);
}
