// SPDX-License-Identifier: Apache-2.0

/** What a party is in the quality infrastructure; no party is two of those that must stay apart. */
export type PartyFunction =
  | 'accreditation'
  | 'laboratory'
  | 'standards'
  | 'recognition'
  | 'metrology'
  | 'instruments'
  | 'proficiency'
  | 'supervision'
  | 'enterprise'
  | 'planning'
  | 'data-protection'
  | 'node';

/** Every role that an account may hold at its party, and the function of the party that it belongs to. */
export const ROLES = {
  'accreditation-clerk': { function: 'accreditation', may: 'draft accreditations and statutory qualifications' },
  'accreditation-assessor': { function: 'accreditation', may: 'record evaluations' },
  'accreditation-proposer': { function: 'accreditation', may: 'propose issue, suspension, restoration and withdrawal' },
  'accreditation-decider': { function: 'accreditation', may: 'decide proposals; never about what they evaluated' },
  'laboratory-sampler': { function: 'laboratory', may: 'draft and sign sampling records' },
  'laboratory-tester': { function: 'laboratory', may: 'draft test reports and submit them for signature' },
  'laboratory-signatory': { function: 'laboratory', may: 'authorise, revoke and replace test reports' },
  'laboratory-manager': { function: 'laboratory', may: 'keep who may test and sign what, and on what ground' },
  'standards-editor': { function: 'standards', may: 'publish notices about standards' },
  'recognition-proposer': { function: 'recognition', may: 'propose what a competent authority states' },
  'recognition-decider': { function: 'recognition', may: 'decide such proposals; never their own' },
  'metrology-proposer': {
    function: 'metrology',
    may: 'propose standards, specifications, type approvals, designations',
  },
  'metrology-decider': { function: 'metrology', may: 'decide such proposals; never their own' },
  'instrument-keeper': { function: 'instruments', may: 'keep the list of the own instruments' },
  'instrument-gateway': {
    function: 'instruments',
    may: 'bring signed readings of the own instruments, and nothing else',
  },
  'proficiency-coordinator': { function: 'proficiency', may: 'run rounds of proficiency testing' },
  'proficiency-decider': { function: 'proficiency', may: 'authorise the reports of rounds; never their own' },
  'market-inspector': {
    function: 'supervision',
    may: 'read indicators over papers of the jurisdiction, and propose what the authority decides about a report',
  },
  'supervision-decider': { function: 'supervision', may: 'decide such proposals; never their own' },
  'enterprise-declarant': { function: 'enterprise', may: 'declare standards of the own enterprise, and check them' },
  'cluster-editor': { function: 'planning', may: 'keep the list of industrial clusters and of what they need' },
  'erasure-proposer': { function: 'data-protection', may: 'propose what is erased about natural persons' },
  'erasure-decider': { function: 'data-protection', may: 'decide such proposals; never their own' },
  'node-administrator': {
    function: 'node',
    may: 'propose and decide, never their own, whom the node follows and which witnesses it asks',
  },
  'erasure-auditor': { function: 'data-protection', may: 'read what was erased in the jurisdiction, by whom and why' },
} as const satisfies Readonly<Record<string, { readonly function: PartyFunction; readonly may: string }>>;

/** A role of the table. */
export type Role = keyof typeof ROLES;

/** True when the table has this role. */
export function isRole(name: string): name is Role {
  return Object.hasOwn(ROLES, name);
}

/** Functions that one party may not have together. ISO/IEC 17011:2017, 4.4 (recalled): accreditors do not test; nor does who supervises. */
const APART: readonly (readonly [PartyFunction, PartyFunction])[] = [
  ['accreditation', 'laboratory'],
  ['accreditation', 'proficiency'],
  ['supervision', 'laboratory'],
];

/** The first pair of roles that one party may not hold together; undefined where they agree. */
export function findConflict(roles: readonly Role[]): readonly [Role, Role] | undefined {
  for (const [one, other] of APART) {
    const a = roles.find((role) => ROLES[role].function === one);
    const b = roles.find((role) => ROLES[role].function === other);
    if (a !== undefined && b !== undefined) return [a, b];
  }
  return undefined;
}
