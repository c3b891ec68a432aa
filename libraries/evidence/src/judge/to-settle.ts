// SPDX-License-Identifier: Apache-2.0
import type { CheckGroup } from '@touchstone/statements';
import { type Check, type Reason, reason } from '../check.ts';
import type { Cell, Trial } from '../verdict.ts';

/** What would settle a check of a group that did not pass; the check's own reasons say why it did not. */
const REMEDIES: Readonly<Record<CheckGroup, string>> = {
  claim: 'correct the dates or parties of the claim',
  classification: 'say which entry of the food taxonomy the product is',
  requirements: 'have the text of the law read and loaded, or state the missing date or use',
  admissibility: 'present evidence of a kind, age and language that the place takes',
  document: 'obtain the document anew from its issuer',
  'object-link': 'have the lot sampled under a plan that the place takes, with a signed sampling record',
  competence: 'have the test done, or confirmed, by a laboratory whose scope covers it on that day',
  acceptance: 'find the instrument by which the place uses such evidence, or evidence that it does use',
  method: 'have the test done by the method, in the edition, that the law names',
  measurement: 'have the calibration links shown',
  plausibility: 'have the issuer explain or correct the report',
  decision: 'obtain a result that can be compared: the same substance, basis and unit, with its uncertainty',
  conflict: 'carry out the re-test procedure of the place',
  restrictions: 'settle the restriction with the authority that made it',
};

/** What would settle an unknown cell: first its own open checks, else those of the document that came furthest. */
export function toSettle(cell: Pick<Cell, 'checks' | 'trials' | 'topic'>): readonly Reason[] {
  // What rests on another open check is settled with it.
  const own = cell.checks.filter((check) => isOpen(check) && check.because === undefined).map(remedy);
  const furthest = [...cell.trials].sort((a, b) => openChecks(a).length - openChecks(b).length)[0];
  return [...own, ...(furthest === undefined ? [] : openChecks(furthest).map(remedy))];
}

function openChecks({ checks }: Trial): readonly Check[] {
  const open = checks.filter(
    (check) => isOpen(check) || (check.group === 'decision' && check.outcome === 'undetermined'),
  );
  // What rests on another open check is settled with it.
  const direct = open.filter(({ because }) => because === undefined);
  return direct.length > 0 ? direct : open;
}

function isOpen({ force, outcome, group }: Check): boolean {
  // A conflict leaves the cell open whatever force the place gives the group.
  return (force === 'required' || group === 'conflict') && outcome !== 'passed' && group !== 'decision';
}

/** Reasons that something more particular settles than the group that they belong to. */
const PARTICULAR: readonly (readonly [codes: readonly string[], code: string, detail: string])[] = [
  [
    ['STATUS_LIST_NOT_AT_HAND', 'STATUS_LIST_UNSOUND', 'STATUS_LIST_UNREADABLE', 'OUTSIDE_SNAPSHOT'],
    'SETTLE_STATUS_LIST',
    'obtain the status list that the document names, as it stands on the day asked about',
  ],
  [
    ['LOG_LEAF_NOT_OPENED'],
    'SETTLE_LOG_LEAF',
    'ask the node of the log, or the issuer, for the statement behind the entries that are not opened',
  ],
  [
    ['TYPED_RESULT_FAILS', 'TYPED_RESULT_MAY_FAIL', 'TYPED_DIFFERS_FROM_SIGNED'],
    'SETTLE_TYPED_RESULT',
    'have the laboratory sign the report that was typed, or correct what was typed',
  ],
  [['EXTERNALLY_PROVIDED'], 'SETTLE_PROVIDER_REPORT', 'obtain the report of the laboratory that obtained the result'],
  [
    ['PRODUCER_NOT_TIED', 'PRODUCER_NOT_CLAIMED', 'CLIENT_NOT_OF_CLAIM'],
    'SETTLE_PRODUCER',
    'name the producer in the claim as the papers do, with the same DID or identifier',
  ],
  [
    ['STATED_LOT_DIFFERS', 'SAMPLED_LOT_SIZE_NOT_STATED'],
    'SETTLE_LOT',
    'have whoever made the paper correct which lot it is about and how large that is',
  ],
  [
    ['SCOPE_CONDITIONS_UNREAD', 'SCOPE_OBJECT_UNREAD'],
    'SETTLE_SCOPE_LINE',
    'have the accreditation body state the line without conditions in free words, and its foods as entries',
  ],
  [
    ['REPORT_SAYS_NOT_CONFORMING', 'REPORT_FAILS_OTHER_SPECIFICATION'],
    'SETTLE_OWN_WORD',
    'have the laboratory explain or correct what its report says of conformity',
  ],
  [
    ['SAMPLE_UNFIT'],
    'SETTLE_SAMPLE',
    'have the lot sampled anew, and the sample kept and carried so that it is fit for the test',
  ],
  [
    ['DECISION_RULE_MISSING', 'RULE_OF_USER_ONLY'],
    'SETTLE_DECISION_RULE',
    'state in the dossier the decision rule that the contract agrees, where the law and the scheme have none',
  ],
  [
    ['ISSUED_AFTER_DAY', 'NOT_YET_VALID'],
    'SETTLE_DAY',
    'ask about the day on which the document was issued or a later one, or present one that existed on the day',
  ],
  [['EDITIONS_MIXED'], 'SETTLE_EDITION', 'show for one and the same edition of the law that all its limits are met'],
];

function remedy({ group, reasons }: Check): Reason {
  // A check that did not pass says why.
  const why = reasons[0] as Reason;
  if (why.code === 'EVIDENCE_NEEDED') return { ...why, values: { ...why.values, group } };
  const particular = PARTICULAR.find(([codes]) => codes.includes(why.code));
  if (particular !== undefined) {
    const [, code, detail] = particular;
    return reason(code, detail, { group, because: why.detail, code: why.code, ...why.values });
  }
  return reason(`SETTLE_${group.toUpperCase().replaceAll('-', '_')}`, REMEDIES[group], {
    group,
    because: why.detail,
    code: why.code,
  });
}
