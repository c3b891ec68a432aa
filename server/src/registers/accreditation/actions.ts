// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { action, type Ruling } from '../../record-keeping/define-register.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { submitSigned } from '../../record-keeping/submit-signed.ts';
import { caseOf } from './case.ts';
import { type Change, mayCancel, mayChangeStatus } from './change-status.ts';
import { inputs } from './record.ts';
import { MEANINGS, mayDraft, mayEvaluate, mayExpire, mayIssue } from './rules.ts';

const stream = (input: { readonly stream: string }) => input.stream;
const facts = async (reads: Reads, input: { readonly stream: string }) => caseOf(await reads.facts(input.stream));
const twoPerson = (meaning: string) => ({
  meaning,
  proposerRoles: ['accreditation-proposer'],
  deciderRoles: ['accreditation-decider'],
});

/** A clerk writes down what would be attested. */
export const draft = action({
  name: 'draft',
  input: inputs.draft,
  stream,
  facts,
  rules: (input, state, actor): Ruling => mayDraft(input, state, actor),
});

/** An assessor signs a finding. */
export const evaluate = action({
  name: 'evaluate',
  input: inputs.evaluate,
  stream,
  facts,
  rules: (input, state, actor, now): Ruling => mayEvaluate(input, state, { actor, now }),
});

/** Proposed by one and decided by another, who evaluated nothing of it. */
export const issue = action({
  name: 'issue',
  input: inputs.issue,
  stream,
  facts,
  rules: (input, state, actor, now): Ruling => mayIssue(input, state, { actor, now }),
  twoPerson: twoPerson(MEANINGS.issue),
});

/** The three changes of status, each decided by a second person. */
export const suspend = changeAction('suspend');
export const restore = changeAction('restore');
export const withdraw = changeAction('withdraw');

/** A planned change is taken back before its day, by two persons like the change itself. */
export const cancel = action({
  name: 'cancel',
  input: inputs.cancel,
  stream,
  facts,
  rules: (input, state, actor, now): Ruling => mayCancel(input, state, { actor, now }),
  twoPerson: twoPerson(MEANINGS.cancel),
});

/** What its issuer signed elsewhere. */
export const submit = submitSigned();

/** The clock notes that a period has ended; whoever reads by day knew it before. */
export const expire = action({
  name: 'expire',
  input: inputs.expire,
  stream,
  facts,
  rules: (_, state, __, now): Ruling => mayExpire(state, now),
});

function changeAction(change: Change) {
  return action({
    name: change,
    input: inputs.changeStatus,
    stream,
    facts,
    rules: (input: z.infer<typeof inputs.changeStatus>, state, actor, now): Ruling =>
      mayChangeStatus({ change, input }, state, { actor, now }),
    twoPerson: twoPerson(MEANINGS[change]),
  });
}
