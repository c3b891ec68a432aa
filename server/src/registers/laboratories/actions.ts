// SPDX-License-Identifier: Apache-2.0
import { caseActions } from '../../record-keeping/case-actions.ts';
import { action, type Ruling } from '../../record-keeping/define-register.ts';
import { caseOf } from './case.ts';
import { competenceAt, readAttestations } from './competence.ts';
import { inputs } from './record.ts';
import { MEANINGS, mayDraft, mayIssue, mayRevoke, maySign } from './rules.ts';

const ROLES = {
  proposerRoles: ['laboratory-tester', 'laboratory-signatory'],
  deciderRoles: ['laboratory-signatory'],
};
const { alone, byTwo } = caseActions(caseOf, ROLES);

/** A document is written down, again and again, until it is signed. */
export const draft = alone({
  name: 'draft',
  input: inputs.draft,
  rules: ({ document, visibility, replacing }, state, acting) =>
    mayDraft({ document, visibility, ...(replacing === undefined ? {} : { replacing }) }, state, acting),
});

/** The sampler signs the sampling record. */
export const sign = alone({ name: 'sign', input: inputs.sign, rules: maySign });

/** The tester submits, an authorised signatory issues; the rules also look at the laboratory's competence. */
export const issue = action({
  name: 'issue',
  input: inputs.issue,
  stream: ({ stream }) => stream,
  async facts(reads, input) {
    const state = caseOf(await reads.facts(input.stream));
    const subject = state.draft?.document.subject;
    const laboratory = subject !== undefined && 'laboratory' in subject ? subject.laboratory.id : '';
    return { state, known: await readAttestations(reads, laboratory) };
  },
  rules: (input, { state, known }, actor, now): Ruling =>
    mayIssue(input, { state, competence: competenceAt(known, now) }, { actor, now }),
  twoPerson: { meaning: MEANINGS.issue, ...ROLES },
});

/** One of the laboratory asks for it, a signatory takes the document back. */
export const revoke = byTwo({ name: 'revoke', input: inputs.revoke, meaning: MEANINGS.revoke, rules: mayRevoke });
