// SPDX-License-Identifier: Apache-2.0
import { action, type Ruling } from '../../record-keeping/define-register.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { submitSigned } from '../../record-keeping/submit-signed.ts';
import { caseOf } from './case.ts';
import { competenceAt, readAttestations } from './competence.ts';
import { inputs } from './record.ts';
import { MEANINGS, mayDraft, mayIssue, mayRevoke, maySign } from './rules.ts';

const stream = (input: { readonly stream: string }) => input.stream;
const facts = async (reads: Reads, input: { readonly stream: string }) => caseOf(await reads.facts(input.stream));
const twoPerson = (meaning: string) => ({
  meaning,
  proposerRoles: ['laboratory-tester', 'laboratory-signatory'],
  deciderRoles: ['laboratory-signatory'],
});

/** A document is written down, again and again, until it is signed. */
export const draft = action({
  name: 'draft',
  input: inputs.draft,
  stream,
  facts,
  rules: ({ document, visibility, replacing }, state, actor, now): Ruling =>
    mayDraft({ document, visibility, ...(replacing === undefined ? {} : { replacing }) }, state, { actor, now }),
});

/** What its issuer signed elsewhere. */
export const submit = submitSigned();

/** The sampler signs the sampling record. */
export const sign = action({
  name: 'sign',
  input: inputs.sign,
  stream,
  facts,
  rules: (input, state, actor, now): Ruling => maySign(input, state, { actor, now }),
});

/** The tester submits, an authorised signatory issues. */
export const issue = action({
  name: 'issue',
  input: inputs.issue,
  stream,
  async facts(reads, input) {
    const state = caseOf(await reads.facts(input.stream));
    const subject = state.draft?.document.subject;
    const laboratory = subject !== undefined && 'laboratory' in subject ? subject.laboratory.id : '';
    return { state, known: await readAttestations(reads, laboratory) };
  },
  rules: (input, { state, known }, actor, now): Ruling =>
    mayIssue(input, { state, competence: competenceAt(known, now) }, { actor, now }),
  twoPerson: twoPerson(MEANINGS.issue),
});

/** One of the laboratory asks for it, a signatory takes the document back. */
export const revoke = action({
  name: 'revoke',
  input: inputs.revoke,
  stream,
  facts,
  rules: (input, state, actor, now): Ruling => mayRevoke(input, state, { actor, now }),
  twoPerson: twoPerson(MEANINGS.revoke),
});
