// SPDX-License-Identifier: Apache-2.0
import { classify } from './checks/claim/classification.ts';
import type { Question } from './evidence-source.ts';
import { requestsAgainst } from './gather/expand.ts';
import { gather, type PresentedDocument } from './gather/gather.ts';
import { isOtherReport, mayRepeat } from './judge/indicators-on-report.ts';
import { claimOfDocument, type DocumentChain, verifyDocument } from './judge/verify-document.ts';
import type { CheckOptions } from './run-check.ts';

/** The document that is asked about. */
export interface VerifiedDocument extends PresentedDocument {
  /** Texts of other papers given: reports among them that may repeat this one are looked at for that. */
  readonly beside?: readonly string[];
}

/** Most reports beside it with which a report is compared: of more, those that may repeat it come first. */
const REPORTS_BESIDE_MAX = 50;

/** One document in, its chain out: gathers whoever vouches for it, then judges. */
export async function runVerify(
  { beside = [], ...document }: VerifiedDocument,
  question: Question,
  options: CheckOptions,
): Promise<DocumentChain> {
  const held = options.read(document.text);
  const claim = claimOfDocument(held);
  const { food } = classify(claim, options.requirements.taxonomy);
  const reports = beside.map((text) => options.read(text)).filter((one) => isOtherReport(one, held));
  const others = [...reports.filter((one) => mayRepeat(one, held)), ...reports.filter((one) => !mayRepeat(one, held))]
    .slice(0, REPORTS_BESIDE_MAX)
    .map(({ text }, index) => ({ file: `beside-${index}`, text }));
  const set = await gather(claim, { documents: [document, ...others], transcribed: [] }, question, {
    source: options.source,
    read: options.read,
    cut: options.cut,
    food,
    also: held.statement === undefined ? [] : requestsAgainst(held.statement),
    ...(options.logs === undefined ? {} : { logs: options.logs }),
  });
  return verifyDocument(set, options.requirements, options.suite);
}
