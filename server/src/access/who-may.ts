// SPDX-License-Identifier: Apache-2.0
import type { Access } from '../record-keeping/define-register.ts';
import type { Role } from './roles.ts';

interface Rule extends Access {
  readonly roles: 'everyone' | readonly Role[];
}

const EVERYONE: Rule = { roles: 'everyone' };
const ACCREDITATION_STAFF: readonly Role[] = [
  'accreditation-clerk',
  'accreditation-assessor',
  'accreditation-proposer',
  'accreditation-decider',
];
const SUBMISSION_STAFF: readonly Role[] = [
  'accreditation-proposer',
  'accreditation-decider',
  'recognition-proposer',
  'recognition-decider',
  ...(['metrology-proposer', 'metrology-decider'] as const),
];
const METROLOGY_STAFF: readonly Role[] = ['metrology-proposer', 'metrology-decider'];
const INSTRUMENT_READERS: readonly Role[] = ['instrument-keeper', 'laboratory-tester', 'laboratory-signatory'];
/** Whoever keeps references, calibrates, measures or certifies: each may be the one who raises a doubt, or is hit by one. */
const IMPACT_PROPOSERS: readonly Role[] = ['laboratory-tester', 'laboratory-signatory', 'metrology-proposer'];
const IMPACT_DECIDERS: readonly Role[] = ['laboratory-signatory', 'metrology-decider'];
const IMPACT_STAFF: readonly Role[] = [...IMPACT_PROPOSERS, 'metrology-decider', 'instrument-keeper'];
/** A firm is told of its lots and its instruments, and nobody there tests or certifies. */
const FIRMS: readonly Role[] = ['enterprise-declarant', 'instrument-keeper'];
const NOTICE_READERS: readonly Role[] = [...IMPACT_STAFF, 'enterprise-declarant'];
const SUPERVISION_STAFF: readonly Role[] = ['market-inspector', 'supervision-decider'];
const LABORATORY_STAFF: readonly Role[] = ['laboratory-sampler', 'laboratory-tester', 'laboratory-signatory'];
const COMPETENCE_READERS: readonly Role[] = ['laboratory-manager', ...LABORATORY_STAFF, 'erasure-decider'];
const ROUND_PROVIDERS: readonly Role[] = ['proficiency-coordinator', 'proficiency-decider'];

/**
 * Who may do what: one row for each operation of the whole program, by its operationId.
 *
 * A role is held at a party; whose things the operation then reaches is decided by row security and the rules.
 */
export const WHO_MAY = {
  'list-accreditations': EVERYONE,
  'read-accreditation': EVERYONE,
  'read-scope': EVERYONE,
  'list-accredited-bodies': EVERYONE,
  'list-accreditation-cases': { roles: ACCREDITATION_STAFF },
  'read-accreditation-case': { roles: ACCREDITATION_STAFF },
  'draft-accreditation': { roles: ['accreditation-clerk'] },
  'amend-accreditation-draft': { roles: ['accreditation-clerk'] },
  'evaluate-accreditation': { roles: ['accreditation-assessor'], reauthentication: 'required' },
  'propose-accreditation-act': { roles: ['accreditation-proposer'] },
  'decide-accreditation-act': { roles: ['accreditation-decider'], reauthentication: 'required' },

  'draft-sampling-record': { roles: ['laboratory-sampler'] },
  'amend-sampling-draft': { roles: ['laboratory-sampler'] },
  'sign-sampling-record': { roles: ['laboratory-sampler'], reauthentication: 'required' },
  'draft-test-report': { roles: ['laboratory-tester'] },
  'amend-report-draft': { roles: ['laboratory-tester'] },
  'propose-report-act': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'decide-report-act': { roles: ['laboratory-signatory'], reauthentication: 'required' },
  'record-test-work': { roles: ['laboratory-tester'] },
  'read-test-work': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'read-issue-gate': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'authorise-laboratory-person': { roles: ['laboratory-manager'] },
  'keep-authorisation-list': { roles: ['laboratory-manager'] },
  'read-authorisation-template': EVERYONE,
  'end-laboratory-authorisation': { roles: ['laboratory-manager'] },
  'list-laboratory-authorisations': { roles: ['laboratory-manager', ...LABORATORY_STAFF] },
  'read-laboratory-authorisation': { roles: ['laboratory-manager', 'erasure-decider'] },
  'propose-authorisation-erasure': { roles: ['laboratory-manager'] },
  'decide-authorisation-erasure': { roles: ['erasure-decider'], reauthentication: 'required' },
  'set-competence-demands': { roles: ['laboratory-manager'] },
  'read-competence-demands': { roles: ['laboratory-manager', ...LABORATORY_STAFF] },
  'open-competence-file': { roles: ['laboratory-manager'] },
  'record-competence': { roles: ['laboratory-manager'] },
  'withdraw-competence-record': { roles: ['laboratory-manager'] },
  /** Whoever keeps the files sees all of them, everybody else their own. */
  'list-competence-files': { roles: COMPETENCE_READERS },
  'read-competence-file': { roles: COMPETENCE_READERS },
  'list-competence-reminders': { roles: COMPETENCE_READERS },
  'list-competence-exchanges': { roles: COMPETENCE_READERS },
  'plan-competence-exchange': { roles: ['laboratory-manager'] },
  'confirm-competence-exchange': { roles: ['laboratory-manager'] },
  'read-competence-case': { roles: ['laboratory-manager', 'erasure-decider'] },
  'propose-competence-erasure': { roles: ['laboratory-manager'] },
  'decide-competence-erasure': { roles: ['erasure-decider'], reauthentication: 'required' },
  /** Of laboratories that the own body attests, and never who a person is. */
  'read-shown-competence': { roles: ['accreditation-assessor'] },
  'list-laboratory-cases': { roles: LABORATORY_STAFF },
  'read-laboratory-case': { roles: LABORATORY_STAFF },
  'list-laboratory-documents': EVERYONE,
  'verify-laboratory-document': EVERYONE,
  'read-laboratory-workload': { roles: LABORATORY_STAFF },
  /** By whoever signs for the laboratory: what the log says is said in its name. */
  'challenge-laboratory-log': { roles: ['laboratory-signatory'] },
  'register-laboratory-log': { roles: ['laboratory-signatory'], reauthentication: 'required' },
  'read-laboratory-log': EVERYONE,

  'publish-standard-notice': { roles: ['standards-editor'], reauthentication: 'required' },
  'list-standard-notices': EVERYONE,
  'read-standard': EVERYONE,

  'propose-recognition-instrument': { roles: ['recognition-proposer'] },
  'propose-recognition-act': { roles: ['recognition-proposer'] },
  'decide-recognition-act': { roles: ['recognition-decider'], reauthentication: 'required' },
  'read-recognition-case': { roles: ['recognition-proposer', 'recognition-decider'] },
  'list-recognition-instruments': EVERYONE,

  'list-metrology-attestations': EVERYONE,
  'count-metrology-attestations': EVERYONE,
  'read-metrology-attestation': EVERYONE,
  'list-what-rests-on-attestation': EVERYONE,
  'list-who-must-switch': EVERYONE,
  'propose-metrology-attestation': { roles: ['metrology-proposer'] },
  'propose-metrology-act': { roles: ['metrology-proposer'] },
  'decide-metrology-act': { roles: ['metrology-decider'], reauthentication: 'required' },
  'list-metrology-cases': { roles: METROLOGY_STAFF },
  'read-metrology-case': { roles: METROLOGY_STAFF },

  'list-certificates-of-measurement': EVERYONE,
  'read-traceability': EVERYONE,
  'list-broken-links': EVERYONE,
  'propose-certificate': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'propose-certificate-revocation': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'decide-certificate-act': { roles: ['laboratory-signatory'], reauthentication: 'required' },
  'list-calibration-cases': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'write-calibration-work': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'correct-calibration-work': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'take-back-calibration-work': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'list-calibration-work': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'read-calibration-work': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'read-calibration-case': { roles: ['laboratory-tester', 'laboratory-signatory'] },

  'list-cmcs': EVERYONE,
  'count-cmcs': EVERYONE,
  'find-capabilities': EVERYONE,

  'list-instruments': { roles: INSTRUMENT_READERS },
  'count-instruments-by-origin': { roles: INSTRUMENT_READERS },
  'read-instrument': { roles: INSTRUMENT_READERS },
  'read-instrument-traceability': { roles: INSTRUMENT_READERS },
  'read-instrument-states': { roles: INSTRUMENT_READERS },
  'take-in-instrument': { roles: ['instrument-keeper'] },
  'record-instrument-event': { roles: ['instrument-keeper'] },
  'list-instrument-devices': { roles: INSTRUMENT_READERS },
  'read-instrument-device': { roles: INSTRUMENT_READERS },
  'list-instrument-readings': { roles: INSTRUMENT_READERS },
  'name-readings-as-raw-data': { roles: INSTRUMENT_READERS },
  'read-control-chart': { roles: INSTRUMENT_READERS },
  'register-instrument-device': { roles: ['instrument-keeper'], reauthentication: 'required' },
  'revoke-instrument-device': { roles: ['instrument-keeper'], reauthentication: 'required' },
  /** Whoever brings a batch needs no more: whose readings they are, the key of the device says. */
  'post-instrument-readings': { roles: ['instrument-gateway', 'instrument-keeper'] },
  'keep-instrument-list': { roles: ['instrument-keeper'] },
  'read-instrument-list': { roles: INSTRUMENT_READERS },
  'list-instrument-reminders': { roles: INSTRUMENT_READERS },

  'propose-impact-case': { roles: IMPACT_PROPOSERS },
  'propose-impact-closing': { roles: IMPACT_PROPOSERS },
  'propose-impact-ground': { roles: IMPACT_PROPOSERS },
  'decide-impact-act': { roles: IMPACT_DECIDERS, reauthentication: 'required' },
  'list-impact-cases': { roles: IMPACT_STAFF },
  'read-impact-case': { roles: IMPACT_STAFF },
  'list-impact-notices': { roles: NOTICE_READERS },
  'read-impact-notice': { roles: NOTICE_READERS },
  'reply-to-impact-notice': { roles: [...IMPACT_DECIDERS, ...FIRMS] },

  'list-proficiency-rounds': EVERYONE,
  'read-proficiency-round': EVERYONE,
  'open-proficiency-round': { roles: ['proficiency-coordinator'] },
  'record-proficiency-check': { roles: ['proficiency-coordinator'] },
  'send-proficiency-items': { roles: ['proficiency-coordinator'] },
  'review-proficiency-result': { roles: ['proficiency-coordinator'] },
  'score-proficiency-round': { roles: ['proficiency-coordinator'] },
  'correct-proficiency-round': { roles: ['proficiency-coordinator'] },
  'propose-proficiency-report': { roles: ['proficiency-coordinator'] },
  'decide-proficiency-report': { roles: ['proficiency-decider'], reauthentication: 'required' },
  'read-proficiency-case': { roles: ROUND_PROVIDERS },
  'list-proficiency-participants': { roles: ROUND_PROVIDERS },
  'judge-proficiency-answer': { roles: ROUND_PROVIDERS },
  'enrol-in-proficiency-round': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'read-proficiency-participation': { roles: ['laboratory-tester', 'laboratory-signatory', 'laboratory-manager'] },
  'send-proficiency-results': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'read-proficiency-workbook': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'send-proficiency-workbook': { roles: ['laboratory-tester', 'laboratory-signatory'] },
  'print-proficiency-report': EVERYONE,
  'answer-proficiency-score': { roles: ['laboratory-signatory', 'laboratory-manager'] },
  'share-proficiency-scores': { roles: ['laboratory-signatory', 'laboratory-manager'] },
  'list-proficiency-follow-ups': {
    roles: [
      'laboratory-tester',
      'laboratory-signatory',
      'laboratory-manager',
      ...ROUND_PROVIDERS,
      ...ACCREDITATION_STAFF,
    ],
  },
  'list-proficiency-scores': {
    roles: [
      'laboratory-tester',
      'laboratory-signatory',
      'laboratory-manager',
      ...ROUND_PROVIDERS,
      ...ACCREDITATION_STAFF,
    ],
  },
  'list-indicators': { roles: SUPERVISION_STAFF },
  'read-indicators': { roles: SUPERVISION_STAFF },
  'declare-own-standard': { roles: ['enterprise-declarant'], reauthentication: 'required' },
  'withdraw-own-standard': { roles: ['enterprise-declarant'], reauthentication: 'required' },
  'list-own-standards': EVERYONE,
  /** The firm for its own, the authority of the place for whoever's. */
  'check-own-standard': { roles: ['enterprise-declarant', 'market-inspector'] },
  'keep-cluster-list': { roles: ['cluster-editor'] },
  'list-clusters': EVERYONE,
  'read-cluster-map': EVERYONE,
  'read-cluster-template': EVERYONE,
  'read-cluster-map-workbook': EVERYONE,
  'propose-report-defect': { roles: ['market-inspector'] },
  'propose-report-defect-withdrawal': { roles: ['market-inspector'] },
  'decide-report-defect': { roles: ['supervision-decider'], reauthentication: 'required' },
  'read-report-defect-case': { roles: SUPERVISION_STAFF },

  /** By whoever proposes, or publishes alone, for the organisation that signed it. */
  'submit-statement': {
    roles: ['accreditation-proposer', 'standards-editor', 'recognition-proposer', 'metrology-proposer'],
    reauthentication: 'required',
  },
  /** By whoever may hand in each of them alone. */
  'submit-statements': { roles: ['standards-editor'], reauthentication: 'required' },
  'list-statement-submissions': { roles: SUBMISSION_STAFF },
  'read-statement-submission': { roles: SUBMISSION_STAFF },
  'decide-statement-submission': {
    roles: ['accreditation-decider', 'recognition-decider', 'metrology-decider'],
    reauthentication: 'required',
  },
  /** By whoever signs such statements alone or last. */
  'export-statement-as-untp': {
    roles: ['laboratory-signatory', 'accreditation-decider'],
    reauthentication: 'required',
  },
  'read-untp-losses': EVERYONE,
  'export-statement-as-dcc': EVERYONE,

  'propose-erasure': { roles: ['erasure-proposer'] },
  'decide-erasure': { roles: ['erasure-decider'], reauthentication: 'required' },
  'read-erasure-case': { roles: ['erasure-proposer', 'erasure-decider'] },
  'list-erasures': { roles: ['erasure-proposer', 'erasure-decider', 'erasure-auditor'] },

  /** The second of them is another person. */
  'propose-following': { roles: ['node-administrator'] },
  'propose-following-end': { roles: ['node-administrator'] },
  'decide-following': { roles: ['node-administrator'], reauthentication: 'required' },
  'read-following-case': { roles: ['node-administrator'] },
  'list-following': { roles: ['node-administrator'] },
  'list-foreign-statements': EVERYONE,
} as const satisfies Readonly<Record<string, Rule>>;

/** Who may do what with statements that wait for a second person, in the words of their routes. */
export const SUBMISSION_ACCESS = {
  list: WHO_MAY['list-statement-submissions'],
  read: WHO_MAY['read-statement-submission'],
  decide: WHO_MAY['decide-statement-submission'],
} as const;
