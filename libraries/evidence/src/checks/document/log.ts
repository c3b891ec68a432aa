// SPDX-License-Identifier: Apache-2.0
import { reason } from '../../check.ts';
import type { Held } from '../../evidence-set.ts';
import { promiseOf, receiptOf } from '../../logs/log-of-bench.ts';
import type { DocumentContext, Part } from './document-part.ts';

/**
 * The log's part of group 5: whether a public log that the place counts has the document. The place's policy says
 * whether that is required; of whom it trusts anyhow it asks for no receipt. A log that has signed two trees which
 * cannot both be true is no proof for anybody, whatever the policy says. A promise says why there is no receipt yet, and
 * when it was broken it speaks against the log.
 */
export function checkLog(held: Held, { bench }: DocumentContext): Part {
  const required = bench.policy.logs.required && !bench.isAnchor(held.link.issuer);
  const receipt = receiptOf(held, bench);
  if (receipt === undefined) {
    const promised = promiseOf(held, bench);
    if (promised !== undefined)
      return { outcome: required ? 'undetermined' : 'passed', reasons: [promised], rests: [] };
    const brought = bench.set.logs.receipts.has(held.text);
    const why = brought
      ? reason('LOG_NO_POLICY', `there is a receipt, and no log policy of ${bench.place} at hand to judge it by`, {
          place: bench.place,
        })
      : reason('LOG_NOT_EVALUATED', 'no log was consulted: no receipt of a public log is at hand');
    return { outcome: required ? 'undetermined' : 'passed', reasons: [why], rests: [] };
  }
  const { outcome, reasons } = receipt;
  const counts = outcome === 'contradicted' || (outcome === 'failed' && required);
  return { outcome: counts ? 'failed' : 'passed', reasons, rests: [] };
}
