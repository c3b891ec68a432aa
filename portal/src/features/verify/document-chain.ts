// SPDX-License-Identifier: Apache-2.0

import { ask } from '../../api/client.ts';
import { list, maybe, members, oneOf, text } from '../../api/narrow.ts';
import { readCheck, readDocumentVerdict } from '../../api/verdict.ts';
import { readAgainst } from './against.ts';
import { readCertificate } from './certificate.ts';
import { readRuleOnReport } from './rule-on-report.ts';

/** What this page relies on of a `touchstone-document/1`: the proof first, then place by place who vouches for it. */
export type DocumentChain = ReturnType<typeof readDocumentChain>;
export type ProofLink = DocumentChain['proof'][number];

/** POST /api/verify: one document in, its chain out. */
export function requestVerify(file: File, signal: AbortSignal): Promise<DocumentChain> {
  const form = new FormData();
  form.append('files', file, file.name);
  return ask('/api/verify', { method: 'POST', body: form, signal }, readDocumentChain);
}

/** Reads the answer; throws ShapeError naming the place where it differs. */
export function readDocumentChain(value: unknown) {
  const given = members(value, '');
  return {
    format: oneOf(['touchstone-document/1'])(given.format, '/format'),
    document: readDocumentVerdict(given.document, '/document'),
    proof: list((each, path) => {
      const link = members(each, path);
      return {
        name: text(link.name, `${path}/name`),
        outcome: oneOf(['passed', 'failed', 'not-evaluated'])(link.outcome, `${path}/outcome`),
        code: maybe(text)(link.code, `${path}/code`),
        detail: maybe(text)(link.detail, `${path}/detail`),
      };
    })(given.proof, '/proof'),
    places: list((each, path) => {
      const one = members(each, path);
      return {
        place: text(one.place, `${path}/place`),
        policy: maybe(text)(one.policy, `${path}/policy`),
        checks: list(readCheck)(one.checks, `${path}/checks`),
        against: maybe(readAgainst)(one.against, `${path}/against`),
      };
    })(given.places, '/places'),
    /** Of a sound report: what a laboratory's gate would notice. */
    indicators: maybe(list(readRuleOnReport))(given.indicators, '/indicators') ?? [],
    /** Of a calibration certificate in XML. */
    certificate: given.certificate === undefined ? undefined : readCertificate(given),
  };
}
