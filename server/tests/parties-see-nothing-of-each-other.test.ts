// SPDX-License-Identifier: Apache-2.0
// Every signed-in user is taken to be hostile and of another organisation. For every route of the program there is an
// attack here: what a rival with every role of the same function sends about things of the first party.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API_KEY_MEANING } from '../src/http/session-routes.ts';
import { EXPORT_MEANING } from '../src/http/untp-export.ts';
import { MEANINGS as ACCREDITATION } from '../src/registers/accreditation/rules.ts';
import { MEANINGS as LABORATORY } from '../src/registers/laboratories/rules.ts';
import { MEANING as NOTICE } from '../src/registers/standards/rules.ts';
import { MEANINGS as CERTIFICATE } from '../src/registers/calibrations/rules.ts';
import { MEANINGS as IMPACT } from '../src/registers/impact/rules.ts';
import { MEANINGS as METROLOGY } from '../src/registers/metrology/rules.ts';
import { MEANINGS as OWN } from '../src/registers/own-standards/rules.ts';
import { MEANINGS as DEFECT } from '../src/registers/supervision/rules.ts';
import { AUTHORISATION_LIST_ATTACKS } from './authorisations-in-use.ts';
import { CALIBRATION_WORK_ATTACKS, markedWork } from './calibration-work-attacks.ts';
import { CLUSTER_ATTACKS, keepClusters } from './clusters-in-use.ts';
import { COMPETENCE_ATTACKS, markedCompetence } from './competence-attacks.ts';
import { FOLLOWING_ATTACKS, markedFollowing } from './following-attacks.ts';
import { withKeeper } from '../src/storage/with-tenant.ts';
import { clockRound, raisedAbout } from './impact-in-use.ts';
import { listWorkbook } from './instrument-lists.ts';
import {
  accreditCalibration,
  calibrationOf,
  issueCertificate,
  proposeCertificate,
  standardOf,
  takeInInstrument,
} from './metrology-in-use.ts';
import {
  acceptance,
  attest,
  attestation,
  authorise,
  decide,
  draftReport,
  evaluate,
  handIn,
  openProposal,
  proposeIssue,
  publishNotice,
  REASONS,
  type Reference,
  reportDocument,
  samplingDocument,
  signReport,
  signSampling,
  testWork,
} from './registers-in-use.ts';
import { markedReadings, READING_ATTACKS } from './reading-attacks.ts';
import { markedRound, ROUND_ATTACKS } from './round-attacks.ts';
import {
  type Answer,
  type Login,
  openTestNode,
  PARTIES,
  type Request,
  reauthentication,
  type TestNode,
} from './test-node.ts';

/** Stands in everything private of the first party. */
const MARK = 'PRIVATE-TO-A';
const PERSON = 'did:web:somebody.demonstration.example';
const NOWHERE = '01930000-0000-7000-8000-00000000dead';
const RIVAL_LIST = await listWorkbook('scale of a rival');

interface World {
  readonly draft: string;
  readonly proposed: string;
  readonly accreditationProposal: { readonly proposal: number; readonly digest: string };
  readonly issued: string;
  readonly sampling: string;
  readonly report: string;
  readonly authorisation: string;
  readonly reportProposal: { readonly proposal: number; readonly digest: string };
  readonly signedReport: Reference;
  readonly recognition: string;
  readonly submission: number;
  readonly metrology: string;
  readonly calibration: string;
  readonly calibrationWork: string;
  readonly certificate: Reference;
  readonly instrument: string;
  readonly weighed: string;
  readonly device: string;
  readonly competence: string;
  readonly exchange: string;
  readonly erasure: string;
  readonly following: string;
  readonly impact: string;
  readonly round: string;
  readonly defect: string;
  readonly keyId: string;
}

/** What a rival sends, and what must come of it. */
interface Attack {
  readonly rival: Login;
  readonly request: (world: World) => Request;
  /** `not-found`: as if it were not there at all. `unmarked`: answered, without a word of what is private. */
  readonly expects: 'not-found' | 'unmarked';
  /** Who gets the mark, or may do it, with the same request: otherwise the attack would prove nothing. */
  readonly owner?: Login;
  /** Where it is not the success of its method. */
  readonly status?: number;
}

const post = (url: string, body: unknown): Request => ({ method: 'POST', url, body });
const accreditation = (path: (world: World) => string, body: (world: World) => unknown): Attack => ({
  rival: 'rivalAccreditor',
  request: (world) => post(`/api/accreditation-cases/${path(world)}`, body(world)),
  expects: 'not-found',
});
const laboratory = (path: (world: World) => string, body: (world: World) => unknown): Attack => ({
  rival: 'rivalLaboratory',
  request: (world) => post(`/api/${path(world)}`, body(world)),
  expects: 'not-found',
});
const defectOf = (report: Reference) => {
  const legalBasis = { instrument: "a demonstration's; nobody's law", certainty: 'read', demonstration: true };
  return { report, kind: 'inaccurate', place: 'CN-GD', legalBasis, reason: 'an instrument that was away' };
};
const OWN_STANDARD = {
  declarant: { name: 'Demonstration' },
  ownStandard: {
    ...{ standard: 'Q/DEMO 1-2026', title: 'of a rival', food: 'wolfberry-leaf', from: '2026-01-01' },
    limits: [{ substance: 'pb', limit: { kind: 'not-permitted' }, basis: 'edible part' }],
  },
};
const statementUrl = ({ issuer, id }: Reference) => `/api/statements/${encodeURIComponent(issuer)}/${id}`;

const ATTACKS: Readonly<Record<string, Attack>> = {
  ...ROUND_ATTACKS,
  ...READING_ATTACKS,
  ...COMPETENCE_ATTACKS,
  ...CALIBRATION_WORK_ATTACKS,
  ...FOLLOWING_ATTACKS,
  ...CLUSTER_ATTACKS,
  ...AUTHORISATION_LIST_ATTACKS,
  'list-accreditations': {
    rival: 'rivalAccreditor',
    request: () => ({ url: '/api/accreditations' }),
    expects: 'unmarked',
  },
  'read-accreditation': {
    rival: 'rivalAccreditor',
    request: ({ draft }) => ({ url: `/api/accreditations/${draft}` }),
    expects: 'not-found',
  },
  'read-scope': {
    ...{ rival: 'rivalAccreditor', expects: 'unmarked' },
    request: () => ({ url: `/api/accredited-bodies/${encodeURIComponent(PARTIES.laboratory)}/scope` }),
  },
  'list-accredited-bodies': {
    rival: 'rivalAccreditor',
    request: () => ({ url: '/api/accredited-bodies' }),
    expects: 'unmarked',
  },
  'list-accreditation-cases': {
    ...{ rival: 'rivalAccreditor', owner: 'clerk', expects: 'unmarked' },
    request: () => ({ url: '/api/accreditation-cases' }),
  },
  'read-accreditation-case': {
    ...{ rival: 'rivalAccreditor', owner: 'clerk', expects: 'not-found' },
    request: ({ draft }) => ({ url: `/api/accreditation-cases/${draft}` }),
  },
  'draft-accreditation': {
    ...{ rival: 'rivalAccreditor', expects: 'unmarked' },
    request: () => post('/api/accreditation-cases', { attestation: attestation({ certificateNumber: 'B-1' }) }),
  },
  'amend-accreditation-draft': accreditation(
    ({ draft }) => `${draft}/drafts`,
    () => ({ attestation: attestation() }),
  ),
  'evaluate-accreditation': accreditation(
    ({ draft }) => `${draft}/evaluations`,
    () => ({
      ...{ conclusion: 'recommended', report: 'bribed' },
      ...reauthentication(ACCREDITATION.evaluate),
    }),
  ),
  'propose-accreditation-act': accreditation(
    ({ issued }) => `${issued}/proposals`,
    () => ({ act: 'withdraw', reason: 'rivalry' }),
  ),
  'decide-accreditation-act': accreditation(
    ({ proposed }) => `${proposed}/decisions`,
    ({ accreditationProposal }) => ({
      ...accreditationProposal,
      ...{ verdict: 'reject', ...reauthentication(ACCREDITATION.issue) },
    }),
  ),

  'draft-sampling-record': {
    ...{ rival: 'rivalLaboratory', expects: 'unmarked' },
    request: () =>
      post('/api/sampling-cases', {
        document: samplingDocument({ sampler: { name: 'B', did: PARTIES.otherLaboratory } }),
      }),
  },
  'amend-sampling-draft': laboratory(
    ({ sampling }) => `sampling-cases/${sampling}/drafts`,
    () => ({
      document: samplingDocument({ sampler: { name: 'B', did: PARTIES.otherLaboratory } }),
      replacing: 'rivalry',
    }),
  ),
  'sign-sampling-record': laboratory(
    ({ sampling }) => `sampling-cases/${sampling}/signatures`,
    () => ({
      ...{ name: 'Rival', ...reauthentication(LABORATORY.sign) },
    }),
  ),
  'draft-test-report': {
    ...{ rival: 'rivalLaboratory', expects: 'unmarked' },
    request: () =>
      post('/api/report-cases', {
        document: reportDocument({ laboratory: { id: PARTIES.otherLaboratory, name: 'B', place: 'HK' } }),
      }),
  },
  'amend-report-draft': laboratory(
    ({ report }) => `report-cases/${report}/drafts`,
    () => ({ document: reportDocument() }),
  ),
  'propose-report-act': laboratory(
    ({ report }) => `laboratory-cases/${report}/proposals`,
    () => ({ act: 'issue' }),
  ),
  'decide-report-act': laboratory(
    ({ report }) => `laboratory-cases/${report}/decisions`,
    ({ reportProposal }) => ({
      ...{ ...reportProposal, verdict: 'approve', ...reauthentication(LABORATORY.issue) },
    }),
  ),
  'record-test-work': laboratory(
    ({ report }) => `report-cases/${report}/work`,
    () => testWork(),
  ),
  'read-test-work': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'not-found' },
    request: ({ report }) => ({ url: `/api/report-cases/${report}/work` }),
  },
  'read-issue-gate': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'not-found' },
    request: ({ report }) => ({ url: `/api/report-cases/${report}/gate` }),
  },
  'authorise-laboratory-person': {
    ...{ rival: 'rivalLaboratory', expects: 'unmarked', status: 409 },
    request: () =>
      post('/api/laboratory-authorisations', {
        ...{ person: 'person-tester', may: 'test', ground: 'trained', from: '2026-01-01' },
      }),
  },
  'end-laboratory-authorisation': laboratory(
    ({ authorisation }) => `laboratory-authorisations/${authorisation}/ends`,
    () => ({ to: '2026-11-22', reason: 'rivalry' }),
  ),
  'read-laboratory-authorisation': {
    ...{ rival: 'rivalLaboratory', expects: 'not-found' },
    request: ({ authorisation }) => ({ url: `/api/laboratory-authorisations/${authorisation}` }),
  },
  'propose-authorisation-erasure': laboratory(
    ({ authorisation }) => `laboratory-authorisations/${authorisation}/proposals`,
    () => ({ ground: 'mistake' }),
  ),
  'decide-authorisation-erasure': laboratory(
    ({ authorisation }) => `laboratory-authorisations/${authorisation}/decisions`,
    () => ({
      ...{ proposal: 1, digest: 'x'.repeat(46), verdict: 'approve', ...reauthentication(LABORATORY.eraseWords) },
    }),
  ),
  'list-laboratory-authorisations': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'unmarked' },
    request: () => ({ url: '/api/laboratory-authorisations' }),
  },
  'list-laboratory-cases': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'unmarked' },
    request: () => ({ url: '/api/laboratory-cases' }),
  },
  'read-laboratory-case': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'not-found' },
    request: ({ report }) => ({ url: `/api/laboratory-cases/${report}` }),
  },
  'list-laboratory-documents': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'unmarked' },
    request: () => ({ url: '/api/laboratory-documents' }),
  },
  'verify-laboratory-document': {
    ...{ rival: 'rivalLaboratory', expects: 'unmarked' },
    request: ({ signedReport: { issuer, id, digest } }) => ({
      url: `/api/laboratory-documents/${encodeURIComponent(issuer)}/${id}/standing?digest=${digest}`,
    }),
  },
  'read-laboratory-workload': {
    rival: 'rivalLaboratory',
    request: () => ({ url: '/api/laboratory-workload' }),
    expects: 'unmarked',
  },

  'publish-standard-notice': {
    ...{ rival: 'rivalPublisher', expects: 'unmarked' },
    request: () =>
      post('/api/standard-notices', {
        notice: { standard: 'GB 5009.12-2023', title: 'other', status: 'in-force', from: '2024-03-06' },
        ...reauthentication(NOTICE),
      }),
  },
  'list-standard-notices': {
    rival: 'rivalPublisher',
    request: () => ({ url: '/api/standard-notices' }),
    expects: 'unmarked',
  },
  'read-standard': {
    rival: 'rivalPublisher',
    request: () => ({ url: '/api/standards/GB%205009.12-2023/notices' }),
    expects: 'unmarked',
  },

  'propose-recognition-instrument': {
    ...{ rival: 'rivalAuthority', expects: 'unmarked' },
    request: () => post('/api/recognition-cases', { instrument: acceptance('MO') }),
  },
  'propose-recognition-act': {
    ...{ rival: 'rivalAuthority', expects: 'not-found' },
    request: ({ recognition }) =>
      post(`/api/recognition-cases/${recognition}/proposals`, { act: 'withdraw', reason: 'r' }),
  },
  'decide-recognition-act': {
    ...{ rival: 'rivalAuthority', expects: 'not-found' },
    request: ({ recognition }) =>
      post(`/api/recognition-cases/${recognition}/decisions`, {
        ...{ proposal: 1, digest: 'u', verdict: 'reject', ...reauthentication('I reject it.') },
      }),
  },
  'read-recognition-case': {
    ...{ rival: 'rivalAuthority', owner: 'policyClerk', expects: 'not-found' },
    request: ({ recognition }) => ({ url: `/api/recognition-cases/${recognition}` }),
  },
  'list-recognition-instruments': {
    ...{ rival: 'rivalAuthority', expects: 'unmarked' },
    request: () => ({ url: '/api/recognition-instruments' }),
  },
  'list-metrology-attestations': {
    ...{ rival: 'rivalAuthority', expects: 'unmarked' },
    request: () => ({ url: '/api/metrology-attestations' }),
  },
  'count-metrology-attestations': {
    ...{ rival: 'rivalAuthority', expects: 'unmarked' },
    request: () => ({ url: '/api/metrology-counts' }),
  },
  'read-metrology-attestation': {
    ...{ rival: 'rivalAuthority', expects: 'not-found' },
    request: ({ metrology }) => ({ url: `/api/metrology-attestations/${metrology}` }),
  },
  'list-who-must-switch': {
    ...{ rival: 'rivalAuthority', expects: 'unmarked' },
    request: () => ({ url: `/api/specifications/${encodeURIComponent('JJF 1847-2020')}/switching` }),
  },
  'list-what-rests-on-attestation': {
    // What only waits rests under nothing, and is told of to nobody, its authority neither.
    ...{ rival: 'rivalAuthority', expects: 'not-found' },
    request: ({ metrology }) => ({ url: `/api/metrology-attestations/${metrology}/resting` }),
  },
  'propose-metrology-attestation': {
    ...{ rival: 'rivalAuthority', expects: 'unmarked' },
    request: () => post('/api/metrology-cases', { attested: standardOf('rival', { place: 'MO' }) }),
  },
  'propose-metrology-act': {
    ...{ rival: 'rivalAuthority', expects: 'not-found' },
    request: ({ metrology }) =>
      post(`/api/metrology-cases/${metrology}/proposals`, { act: 'withdraw', reason: 'rivalry' }),
  },
  'decide-metrology-act': {
    ...{ rival: 'rivalAuthority', expects: 'not-found' },
    request: ({ metrology }) =>
      post(`/api/metrology-cases/${metrology}/decisions`, {
        ...{ proposal: 1, digest: 'u', verdict: 'reject', ...reauthentication(METROLOGY.attest) },
      }),
  },
  'list-metrology-cases': {
    ...{ rival: 'rivalAuthority', owner: 'policyClerk', expects: 'unmarked' },
    request: () => ({ url: '/api/metrology-cases' }),
  },
  'read-metrology-case': {
    ...{ rival: 'rivalAuthority', owner: 'policyClerk', expects: 'not-found' },
    request: ({ metrology }) => ({ url: `/api/metrology-cases/${metrology}` }),
  },
  'list-certificates-of-measurement': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'unmarked' },
    request: () => ({ url: '/api/certificates-of-measurement' }),
  },
  'read-traceability': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'not-found' },
    request: ({ certificate: { issuer, id } }) => ({ url: `/api/traceability/${encodeURIComponent(issuer)}/${id}` }),
  },
  'list-broken-links': {
    ...{ rival: 'rivalLaboratory', expects: 'unmarked' },
    request: () => ({ url: '/api/traceability/broken?place=HK' }),
  },
  'propose-certificate': {
    // The gate of a laboratory in which nobody is authorised.
    ...{ rival: 'rivalLaboratory', expects: 'unmarked', status: 409 },
    request: () =>
      post('/api/calibration-cases', {
        certificate: calibrationOf({ laboratory: { id: PARTIES.otherLaboratory, name: 'B' } }),
      }),
  },
  'propose-certificate-revocation': laboratory(
    ({ calibration }) => `calibration-cases/${calibration}/proposals`,
    () => ({ reason: 'rivalry' }),
  ),
  'decide-certificate-act': laboratory(
    ({ calibration }) => `calibration-cases/${calibration}/decisions`,
    () => ({ proposal: 1, digest: 'u', verdict: 'reject', ...reauthentication(CERTIFICATE.issue) }),
  ),
  'list-calibration-cases': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'unmarked' },
    request: () => ({ url: '/api/calibration-cases' }),
  },
  'read-calibration-case': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'not-found' },
    request: ({ calibration }) => ({ url: `/api/calibration-cases/${calibration}` }),
  },
  'list-cmcs': { rival: 'rivalLaboratory', request: () => ({ url: '/api/cmcs' }), expects: 'unmarked' },
  'count-cmcs': { rival: 'rivalLaboratory', request: () => ({ url: '/api/cmcs/count' }), expects: 'unmarked' },
  'find-capabilities': {
    ...{ rival: 'rivalLaboratory', expects: 'unmarked' },
    request: () => ({ url: '/api/capabilities?quantity=mass&value=1%20g' }),
  },
  'list-instruments': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'unmarked' },
    request: () => ({ url: '/api/instruments' }),
  },
  'count-instruments-by-origin': {
    ...{ rival: 'rivalLaboratory', expects: 'unmarked' },
    request: () => ({ url: '/api/instrument-origins' }),
  },
  'read-instrument': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'not-found' },
    request: ({ instrument }) => ({ url: `/api/instruments/${instrument}` }),
  },
  'read-instrument-traceability': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'not-found' },
    request: ({ instrument }) => ({ url: `/api/instruments/${instrument}/traceability` }),
  },
  'read-instrument-states': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'not-found' },
    request: ({ instrument }) => ({ url: `/api/instruments/${instrument}/states` }),
  },
  'take-in-instrument': {
    ...{ rival: 'rivalLaboratory', expects: 'unmarked' },
    request: () => post('/api/instruments', { description: { name: 'balance B1' }, on: '2026-01-10' }),
  },
  'record-instrument-event': laboratory(
    ({ instrument }) => `instruments/${instrument}/events`,
    () => ({ event: 'withdrawn', on: '2026-11-20', reason: 'rivalry' }),
  ),
  'keep-instrument-list': {
    ...{ rival: 'rivalLaboratory', expects: 'unmarked' },
    request: () => post('/api/instrument-list', { file: 'list.xlsx', workbook: RIVAL_LIST }),
  },
  'read-instrument-list': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'unmarked' },
    request: () => ({ url: '/api/instrument-list' }),
  },
  'list-instrument-reminders': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'unmarked' },
    request: () => ({ url: '/api/instrument-reminders' }),
  },
  'list-indicators': {
    ...{ rival: 'rivalInspector', owner: 'inspector', expects: 'unmarked' },
    request: () => ({ url: '/api/supervision/indicators' }),
  },
  'read-indicators': {
    ...{ rival: 'rivalInspector', owner: 'inspector', expects: 'not-found' },
    request: ({ signedReport: { issuer, id } }) => ({
      url: `/api/supervision/indicators/${encodeURIComponent(issuer)}/${id}`,
    }),
  },
  // The node of this test has no requirements loaded, by which a declaration could be checked.
  'declare-own-standard': {
    ...{ rival: 'rivalFirm', expects: 'unmarked', status: 409 },
    request: () => post('/api/own-standards', { declaration: OWN_STANDARD, ...reauthentication(OWN.declare) }),
  },
  'withdraw-own-standard': {
    ...{ rival: 'rivalFirm', expects: 'unmarked', status: 409 },
    request: () =>
      post('/api/own-standard-withdrawals', {
        ...{ standard: 'Q/DEMO 1-2026', reason: 'rivalry', ...reauthentication(OWN.withdraw) },
      }),
  },
  'list-own-standards': { rival: 'rivalFirm', request: () => ({ url: '/api/own-standards' }), expects: 'unmarked' },
  'check-own-standard': {
    ...{ rival: 'rivalFirm', expects: 'not-found' },
    request: ({ signedReport: { id } }) => ({
      url: `/api/own-standards/${encodeURIComponent(PARTIES.firm)}/${id}/check?place=CN`,
    }),
  },
  'propose-report-defect': {
    ...{ rival: 'rivalInspector', expects: 'unmarked', status: 409 },
    request: ({ signedReport }) => post('/api/report-defect-cases', { defect: defectOf(signedReport) }),
  },
  'propose-report-defect-withdrawal': {
    ...{ rival: 'rivalInspector', expects: 'not-found' },
    request: ({ defect }) => post(`/api/report-defect-cases/${defect}/proposals`, { reason: 'r' }),
  },
  'decide-report-defect': {
    ...{ rival: 'rivalInspector', expects: 'not-found' },
    request: ({ defect }) =>
      post(`/api/report-defect-cases/${defect}/decisions`, {
        ...{ proposal: 1, digest: 'x', verdict: 'approve' },
        ...reauthentication(DEFECT.decide),
      }),
  },
  'read-report-defect-case': {
    ...{ rival: 'rivalInspector', expects: 'not-found' },
    request: ({ defect }) => ({ url: `/api/report-defect-cases/${defect}` }),
  },
  'propose-impact-case': {
    ...{ rival: 'rivalLaboratory', expects: 'unmarked', status: 409 },
    request: ({ certificate }) =>
      post('/api/impact-cases', {
        ...{
          standard: 'weight',
          asFound: certificate,
          lastGood: certificate,
          reason: 'rivalry',
          replyBy: '2027-01-01',
        },
      }),
  },
  'propose-impact-closing': laboratory(
    ({ impact }) => `impact-cases/${impact}/proposals`,
    () => ({ reason: 'rivalry' }),
  ),
  'propose-impact-ground': laboratory(
    ({ impact }) => `impact-cases/${impact}/grounds`,
    ({ certificate }) => ({ asFound: certificate, lastGood: certificate, reason: 'rivalry', replyBy: '2027-01-01' }),
  ),
  'decide-impact-act': laboratory(
    ({ impact }) => `impact-cases/${impact}/decisions`,
    () => ({ proposal: 1, digest: 'u', verdict: 'reject', ...reauthentication(IMPACT.raise) }),
  ),
  'list-impact-cases': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'unmarked' },
    request: () => ({ url: '/api/impact-cases' }),
  },
  'read-impact-case': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'not-found' },
    request: ({ impact }) => ({ url: `/api/impact-cases/${impact}` }),
  },
  'list-impact-notices': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'unmarked' },
    request: () => ({ url: '/api/impact-notices' }),
  },
  'read-impact-notice': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'not-found' },
    request: ({ impact }) => ({ url: `/api/impact-notices/${impact}` }),
  },
  'reply-to-impact-notice': laboratory(
    ({ impact }) => `impact-notices/${impact}/replies`,
    () => ({ replies: [{ hit: 'h', answer: 'reviewed', because: 'rivalry' }] }),
  ),
  'export-statement-as-untp': {
    ...{ rival: 'rivalLaboratory', expects: 'not-found' },
    request: ({ signedReport }) => post(`${statementUrl(signedReport)}/untp`, reauthentication(EXPORT_MEANING)),
  },
  'read-untp-losses': {
    ...{ rival: 'rivalLaboratory', expects: 'not-found' },
    request: ({ signedReport }) => ({ url: `${statementUrl(signedReport)}/untp-losses` }),
  },
  'export-statement-as-dcc': {
    ...{ rival: 'rivalLaboratory', expects: 'not-found' },
    request: ({ signedReport }) => ({ url: `${statementUrl(signedReport)}/dcc?country=HK` }),
  },
  'read-context': { rival: 'rivalLaboratory', request: () => ({ url: '/contexts/qi/v1' }), expects: 'unmarked' },
  'submit-statement': {
    ...{ rival: 'rivalPublisher', expects: 'unmarked', status: 400 },
    request: () =>
      post('/api/statements', {
        ...{ statement: JSON.stringify({ issuer: PARTIES.publisher }), ...reauthentication('I hand it in.') },
      }),
  },
  'submit-statements': {
    ...{ rival: 'rivalPublisher', expects: 'unmarked', status: 200 },
    request: () =>
      post('/api/statement-batches', {
        ...{ statements: [{ statement: JSON.stringify({ issuer: PARTIES.publisher }) }] },
        ...reauthentication('I hand them in.'),
      }),
  },
  'list-statement-submissions': {
    ...{ rival: 'rivalAccreditor', expects: 'unmarked' },
    request: () => ({ url: '/api/statement-submissions' }),
  },
  'read-statement-submission': {
    ...{ rival: 'rivalAccreditor', owner: 'decider', expects: 'not-found' },
    request: ({ submission }) => ({ url: `/api/statement-submissions/${submission}` }),
  },
  'decide-statement-submission': {
    ...{ rival: 'rivalAccreditor', expects: 'not-found' },
    request: ({ submission }) =>
      post(`/api/statement-submissions/${submission}/decisions`, {
        ...{ digest: 'u', verdict: 'reject', ...reauthentication('I reject it.') },
      }),
  },

  'propose-erasure': {
    ...{ rival: 'rivalData', expects: 'unmarked', status: 409 },
    request: ({ issued }) =>
      post('/api/erasure-cases', { act: 'note-person', party: issued, ground: { kind: 'mistake', text: 'rivalry' } }),
  },
  'decide-erasure': {
    ...{ rival: 'rivalData', expects: 'not-found' },
    request: ({ erasure }) =>
      post(`/api/erasure-cases/${erasure}/decisions`, {
        ...{ proposal: 1, digest: 'u', verdict: 'reject', ...reauthentication('I reject it.') },
      }),
  },
  'read-erasure-case': {
    ...{ rival: 'rivalData', owner: 'dataClerk', expects: 'not-found' },
    request: ({ erasure }) => ({ url: `/api/erasure-cases/${erasure}` }),
  },
  'list-erasures': {
    ...{ rival: 'rivalData', owner: 'dataClerk', expects: 'unmarked' },
    request: () => ({ url: '/api/erasures' }),
  },

  'sign-in': {
    rival: 'rivalLaboratory',
    request: () => post('/api/sessions', { login: 'tester', password: 'guessed by a rival' }),
    expects: 'unmarked',
    status: 401,
  },
  'read-session': { rival: 'rivalLaboratory', request: () => ({ url: '/api/sessions/current' }), expects: 'unmarked' },
  'create-api-key': {
    rival: 'rivalLaboratory',
    request: () => post('/api/api-keys', { label: 'mine', ...reauthentication(API_KEY_MEANING) }),
    expects: 'unmarked',
  },
  'list-api-keys': {
    rival: 'rivalLaboratory',
    owner: 'tester',
    request: () => ({ url: '/api/api-keys' }),
    expects: 'unmarked',
  },
  'revoke-api-key': {
    rival: 'rivalLaboratory',
    request: ({ keyId }) => ({ method: 'DELETE', url: `/api/api-keys/${keyId}` }),
    expects: 'not-found',
  },
  'sign-out': {
    rival: 'rivalPublisher',
    request: () => ({ method: 'DELETE', url: '/api/sessions/current' }),
    expects: 'unmarked',
  },

  'read-status-list': {
    rival: 'rivalAccreditor',
    request: () => ({ url: `/api/status-lists/${encodeURIComponent(PARTIES.accreditor)}/1/revocation` }),
    expects: 'unmarked',
  },
  'read-health': { rival: 'rivalLaboratory', request: () => ({ url: '/health' }), expects: 'unmarked' },
  'read-cut': { rival: 'rivalLaboratory', request: () => ({ url: '/api/cuts' }), expects: 'unmarked' },
  'read-statement': {
    ...{ rival: 'rivalLaboratory', owner: 'tester', expects: 'not-found' },
    request: ({ signedReport }) => ({ url: statementUrl(signedReport) }),
  },
  'list-did-documents': {
    rival: 'rivalLaboratory',
    request: () => ({ url: '/api/did-documents' }),
    expects: 'unmarked',
  },
};

let node: TestNode;
let world: World;
beforeAll(async () => {
  node = await openTestNode({ statusListsAt: new URL('https://touchstone.test') });
  const issued = await attest(node, { certificateNumber: 'A-PUBLIC' });
  const marked = { certificateNumber: `A-${MARK}` };
  const opened = async () =>
    (await node.act('clerk', '/api/accreditation-cases', { attestation: attestation(marked) })).stream;
  const [draft, proposed] = [await opened(), await opened()];
  await evaluate(node, proposed);
  await node.act('proposer', `/api/accreditation-cases/${proposed}/proposals`, { act: 'issue' });
  const { proposal, digest } = await openProposal(node, 'decider', `/api/accreditation-cases/${proposed}`);
  const lot = { food: 'wolfberry-leaf', lotNumber: `LOT-${MARK}` };
  const { stream: sampling } = await signSampling(node, { lot });
  const signedReport = await signReport(node, await draftReport(node, { reportNumber: `R-${MARK}-1` }));
  const sample = { sample: `S-${MARK}`, description: 'leaf', receivedAt: '2026-11-19T01:00:00Z' };
  const report = await draftReport(node, { reportNumber: `R-${MARK}-2`, sample });
  const waiting = await proposeIssue(node, report, { ...REASONS, SAME_RESULTS_TWICE: 'two samples of one lot' });
  const authorisation = await authorise(node, { ground: `trained in ${MARK}` });
  await publishNotice(node, {});
  const key = await node.send(
    'tester',
    post('/api/api-keys', { label: `key ${MARK}`, ...reauthentication(API_KEY_MEANING) }),
  );
  const { stream: recognition } = await node.act('policyClerk', '/api/recognition-cases', {
    instrument: acceptance('HK', { id: `acceptance ${MARK}` }),
  });
  const { answer } = await handIn(node, 'proposer', {
    ...{ party: PARTIES.accreditor, kind: 'Accreditation', uuid: `01930000-0000-7000-8000-${'1'.repeat(12)}` },
    subject: (
      attestation({ certificateNumber: `S-${MARK}`, id: `did:web:${MARK.toLowerCase()}.example` }) as {
        subject: object;
      }
    ).subject,
  });
  const [submitted] = answer.body.entries as { entry: number }[];
  const ground = { kind: 'person-request', text: MARK };
  const subject = { id: PERSON, key: `${PERSON}#k`, publicKeyMultibase: 'z6Mk', purposes: ['assertionMethod'] };
  const stated = { kind: 'KeyAuthorisation', subject: { ...subject, from: '2026-01-01T00:00:00Z' } };
  const { stream: ofPerson } = await node.act('policyClerk', '/api/recognition-cases', { instrument: stated });
  await decide(node, { login: 'policyHead', url: `/api/recognition-cases/${ofPerson}` });
  const noted = { act: 'note-person', party: PERSON, ground };
  const { stream: erasure } = await node.act('dataClerk', '/api/erasure-cases', noted);
  await accreditCalibration(node);
  const attested = standardOf(`standard ${MARK}`);
  const { stream: metrology } = await node.act('policyClerk', '/api/metrology-cases', { attested });
  const calibrated = calibrationOf({ instrument: `balance ${MARK}` });
  const { reference: certificate } = await issueCertificate(node, calibrated, 'private');
  const calibration = String(
    (await proposeCertificate(node, calibrationOf({ instrument: `balance ${MARK}` }), 'private')).body.stream,
  );
  const instrument = await takeInInstrument(node, `balance ${MARK}`);
  await node.act('tester', '/api/instrument-list', {
    file: 'list.xlsx',
    workbook: await listWorkbook(`scale ${MARK}`),
  });
  const impact = await raisedAbout(node, `weight ${MARK}`);
  const readings = await markedReadings(node, MARK);
  const round = await markedRound(node, MARK);
  const competence = await markedCompetence(node, MARK);
  const calibrationWork = await markedWork(node, MARK);
  const following = await markedFollowing(node, MARK);
  await keepClusters(node);
  await clockRound(node);
  const proposeDefect = async () =>
    (await node.act('inspector', '/api/report-defect-cases', { defect: defectOf(signedReport) })).stream;
  await decide(node, { login: 'inspectorsHead', url: `/api/report-defect-cases/${await proposeDefect()}` });
  const defect = await proposeDefect();
  world = {
    round,
    ...readings,
    ...competence,
    ...calibrationWork,
    ...following,
    ...{ erasure, metrology, calibration, certificate, instrument },
    ...{
      draft,
      proposed,
      issued,
      sampling,
      report,
      authorisation,
      signedReport,
      recognition,
      submission: submitted?.entry ?? 0,
    },
    ...{ metrology, calibration, certificate, instrument, impact, defect },
    ...{ draft, proposed, issued, sampling, report, signedReport, recognition, submission: submitted?.entry ?? 0 },
    accreditationProposal: { proposal, digest },
    reportProposal: { proposal: waiting.proposal, digest: waiting.digest },
    keyId: String(key.body.keyId),
  };
  await node.recordKeeping.settle();
});
afterAll(() => node.end());

/** Everything of the first parties, in every shared table, as the keeper sees it. */
async function everythingOfA(): Promise<string> {
  const own = [PARTIES.accreditor, PARTIES.laboratory, PARTIES.publisher, PARTIES.authority, PARTIES.inspectorate];
  return withKeeper(node.recordKeeping.keeping.database, async (transaction) => {
    const found: unknown[] = [];
    for (const table of ['statement', 'case_event', 'edge', 'disclosure', 'stream', 'access_grant']) {
      const { rows } = await sql`select to_jsonb(t) as row from ${sql.id('touchstone', table)} t
        where owner = any(${own}) order by to_jsonb(t)::text`.execute(transaction);
      found.push(table, rows);
    }
    return JSON.stringify(found);
  });
}

const withoutId = ({ status, body }: Answer) => {
  const { requestId: _, ...rest } = body;
  return { status, ...rest };
};

describe('a party of the same kind and with every role', () => {
  it('is let loose on every route there is', () => {
    const routes = node.routes.map((route) => route.operation);
    expect(Object.keys(ATTACKS).sort()).toEqual([...routes].sort());
  });

  it.each(Object.entries(ATTACKS))(
    'gets nothing of the first party out of %s, and changes nothing',
    async (_, attack) => {
      const before = await everythingOfA();
      const request = attack.request(world);
      const answer = await node.send(attack.rival, request);
      expect(answer.text).not.toContain(MARK);
      if (attack.expects === 'not-found') {
        expect(answer.status).toBe(404);
        const nowhere = JSON.parse(
          JSON.stringify(request).replaceAll(/01[0-9a-f]{6}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f-]{17}/g, NOWHERE),
        );
        expect(withoutId(answer)).toEqual(withoutId(await node.send(attack.rival, nowhere)));
      } else
        expect(answer.status).toBe(
          attack.status ?? (request.method === 'POST' ? 201 : request.method === 'DELETE' ? 204 : 200),
        );
      if (attack.owner !== undefined) expect((await node.send(attack.owner, request)).text).toContain(MARK);
      expect(await everythingOfA()).toBe(before);
    },
  );

  it('gets nothing by asking about another day or another cut', async () => {
    for (const query of ['on=2026-06-01', 'knownAt=1', 'knownAt=5&on=2026-11-22', 'limit=200']) {
      for (const url of [
        '/api/laboratory-documents',
        '/api/laboratory-cases',
        '/api/laboratory-workload',
        statementUrl(world.signedReport),
      ]) {
        expect((await node.send('rivalLaboratory', { url: `${url}?${query}` })).text).not.toContain(MARK);
      }
    }
  });

  it('sees its own workload only', async () => {
    await node.recordKeeping.settle();
    const months = (login: Login) =>
      node.get<{ months: { signed: number }[] }>(login, '/api/laboratory-workload').then((body) => body.months);
    expect(await months('tester')).toMatchObject([{ signed: 2 }]);
    expect((await months('rivalLaboratory')).filter((month) => month.signed > 0)).toEqual([]);
  });
});

describe('whoever is not signed in, or has another function', () => {
  const guarded = () => node.routes.filter((route) => route.access.roles !== 'everyone');

  it('is turned away from every guarded route before anything is looked at', async () => {
    for (const { operation } of guarded()) {
      const request = ATTACKS[operation]?.request(world) ?? { url: '/' };
      expect(await node.problem(undefined, request), operation).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
    }
  });

  it('is told the same whether the thing exists or not', async () => {
    for (const { operation, access } of guarded()) {
      if (access.roles.length === 0) continue;
      const login = /standard|submit/.test(operation) ? 'tester' : 'editor';
      const request = ATTACKS[operation]?.request(world) ?? { url: '/' };
      expect(await node.problem(login, request), operation).toMatchObject({ status: 403, code: 'NOT_PERMITTED' });
    }
  });
});
