// SPDX-License-Identifier: Apache-2.0
import { caseActions } from '../../record-keeping/case-actions.ts';
import { competenceAt, readAttestations } from '../../record-keeping/competence.ts';
import { action, type Ruling } from '../../record-keeping/define-register.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { caseOf } from './case.ts';
import { type GateReads, readSurroundings } from './gate.ts';
import { inputs } from './record.ts';
import { MEANINGS, mayDraft, mayIssue, mayRecordWork, mayRevoke, maySign } from './rules.ts';

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

/** Whoever tested records who worked, where, when, under which conditions, and the raw data. */
export const recordWork = alone({ name: 'record-work', input: inputs.record, rules: mayRecordWork });

/** The tester submits, an authorised signatory issues; the rules also look at the laboratory's competence. */
export const issueBy = (gateReads: GateReads) =>
  action({
    name: 'issue',
    input: inputs.issue,
    stream: ({ stream }) => stream,
    facts: (reads, input) => readIssueFacts(reads, input.stream, gateReads),
    rules: (input, { state, known, around }, actor, now): Ruling =>
      mayIssue(input, { state, around, competence: competenceAt(known, now) }, { actor, now }),
    twoPerson: { meaning: MEANINGS.issue, ...ROLES },
  });

/** A case, its laboratory's attestations, and what is known around its draft. */
export async function readIssueFacts(reads: Reads, stream: string, gateReads: GateReads) {
  const state = caseOf(await reads.facts(stream));
  const subject = state.draft?.document.subject;
  const laboratory = subject !== undefined && 'laboratory' in subject ? subject.laboratory.id : '';
  const known = await readAttestations(reads, laboratory);
  return { state, known, around: await readSurroundings({ stream, state }, { reads, ...gateReads }) };
}

/** One of the laboratory asks for it, a signatory takes the document back. */
export const revoke = byTwo({ name: 'revoke', input: inputs.revoke, meaning: MEANINGS.revoke, rules: mayRevoke });
