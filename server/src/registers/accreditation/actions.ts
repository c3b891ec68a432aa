// SPDX-License-Identifier: Apache-2.0
import { caseActions } from '../../record-keeping/case-actions.ts';
import { submitSigned } from '../../record-keeping/submit-signed.ts';
import { caseOf } from './case.ts';
import { type Change, mayCancel, mayChangeStatus } from './change-status.ts';
import { inputs } from './record.ts';
import { MEANINGS, mayDraft, mayEvaluate, mayExpire, mayIssue } from './rules.ts';
import { faultsOfSubmission } from './submission.ts';

const ROLES = { proposerRoles: ['accreditation-proposer'], deciderRoles: ['accreditation-decider'] };
const { alone, byTwo } = caseActions(caseOf, ROLES);

/** A clerk writes down what would be attested. */
export const draft = alone({ name: 'draft', input: inputs.draft, rules: mayDraft });

/** An assessor signs a finding. */
export const evaluate = alone({ name: 'evaluate', input: inputs.evaluate, rules: mayEvaluate });

/** Proposed by one and decided by another, who evaluated nothing of it. */
export const issue = byTwo({ name: 'issue', input: inputs.issue, meaning: MEANINGS.issue, rules: mayIssue });

/** The three changes of status, each decided by a second person. */
export const suspend = changeAction('suspend');
export const restore = changeAction('restore');
export const withdraw = changeAction('withdraw');

/** A planned change is taken back before its day, by two persons like the change itself. */
export const cancel = byTwo({ name: 'cancel', input: inputs.cancel, meaning: MEANINGS.cancel, rules: mayCancel });

/** What its issuer signed elsewhere: two persons hand it in, as two would decide it here. */
export const submit = submitSigned(faultsOfSubmission, ROLES);

/** The clock notes that a period has ended; whoever reads by day knew it before. */
export const expire = alone({
  name: 'expire',
  input: inputs.expire,
  rules: (_, state, acting) => mayExpire(state, acting),
});

function changeAction(change: Change) {
  return byTwo({
    name: change,
    input: inputs.changeStatus,
    meaning: MEANINGS[change],
    rules: (input, state, acting) => mayChangeStatus({ change, input }, state, acting),
  });
}
