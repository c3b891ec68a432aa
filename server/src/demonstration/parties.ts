// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { secretMultikeyFromSeed } from '@touchstone/credentials/node';

/** A demonstration organisation at this node, and the people who act for it. None of them exists. */
export interface DemonstrationParty {
  readonly did: string;
  readonly jurisdiction: string;
  /** Login and roles of each person; who proposes and who decides are always two. */
  readonly people: Readonly<Record<string, readonly string[]>>;
}

const ACCREDITATION_STAFF = (name: string): DemonstrationParty['people'] => ({
  [`${name}-clerk`]: ['accreditation-clerk', 'accreditation-proposer'],
  [`${name}-assessor`]: ['accreditation-assessor'],
  [`${name}-decider`]: ['accreditation-decider'],
});

const RECOGNITION_STAFF = (name: string): DemonstrationParty['people'] => ({
  [`${name}-policy-clerk`]: ['recognition-proposer'],
  [`${name}-policy-head`]: ['recognition-decider'],
});
const STANDARDS_STAFF = (name: string): DemonstrationParty['people'] => ({ [`${name}-editor`]: ['standards-editor'] });

const METROLOGY_STAFF = (name: string): DemonstrationParty['people'] => ({
  [`${name}-metrology-clerk`]: ['metrology-proposer'],
  [`${name}-metrology-head`]: ['metrology-decider'],
});

const SUPERVISION_STAFF = (name: string): DemonstrationParty['people'] => ({
  [`${name}-inspector`]: ['market-inspector'],
  [`${name}-inspectors-head`]: ['market-inspector', 'supervision-decider'],
});

const PLANNING_STAFF = (name: string): DemonstrationParty['people'] => ({
  [`${name}-planner`]: ['cluster-editor'],
});

/** Whom the node follows and which witnesses it asks: one of the two proposes, the other decides. */
const NODE_STAFF = (name: string): DemonstrationParty['people'] => ({
  [`${name}-operator`]: ['node-administrator'],
  [`${name}-operators-head`]: ['node-administrator'],
});

/** What a manager proposes to erase about a person, this one decides. */
const LABORATORY_DATA_STAFF = (name: string): DemonstrationParty['people'] => ({
  [`${name}-data-protection`]: ['erasure-decider'],
});

/**
 * The organisations that have accounts: an accreditation body, authorities of three places, laboratories, a provider of proficiency
 * tests, a firm, a sampler.
 */
export const DEMONSTRATION_PARTIES: readonly DemonstrationParty[] = [
  party('accreditation-one', 'CN', ACCREDITATION_STAFF('accreditation-one')),
  party('cn-authority', 'CN', {
    ...ACCREDITATION_STAFF('cn-authority'),
    ...STANDARDS_STAFF('cn-authority'),
    ...PLANNING_STAFF('cn-authority'),
    ...RECOGNITION_STAFF('cn-authority'),
    ...NODE_STAFF('cn-authority'),
    ...METROLOGY_STAFF('cn-authority'),
    ...SUPERVISION_STAFF('cn-authority'),
  }),
  party('hk-authority', 'HK', {
    ...SUPERVISION_STAFF('hk-authority'),
    ...ACCREDITATION_STAFF('hk-authority'),
    ...STANDARDS_STAFF('hk-authority'),
    ...PLANNING_STAFF('hk-authority'),
    ...RECOGNITION_STAFF('hk-authority'),
    ...NODE_STAFF('hk-authority'),
  }),
  party('mo-authority', 'MO', {
    ...SUPERVISION_STAFF('mo-authority'),
    ...ACCREDITATION_STAFF('mo-authority'),
    ...STANDARDS_STAFF('mo-authority'),
    ...PLANNING_STAFF('mo-authority'),
    ...RECOGNITION_STAFF('mo-authority'),
    ...NODE_STAFF('mo-authority'),
  }),
  party('laboratory', 'CN', {
    'laboratory-tester': ['laboratory-tester'],
    'laboratory-signatory': ['laboratory-signatory'],
    'laboratory-metrologist': ['instrument-keeper'],
    'laboratory-manager': ['laboratory-manager'],
    ...LABORATORY_DATA_STAFF('laboratory'),
  }),
  party('calibrator', 'CN', {
    'calibrator-tester': ['laboratory-tester'],
    'calibrator-signatory': ['laboratory-signatory'],
    'calibrator-manager': ['laboratory-manager'],
    ...LABORATORY_DATA_STAFF('calibrator'),
  }),
  party('metrology-institute', 'CN', {
    'institute-tester': ['laboratory-tester'],
    'institute-signatory': ['laboratory-signatory'],
    'institute-manager': ['laboratory-manager'],
    ...LABORATORY_DATA_STAFF('institute'),
  }),
  party('proficiency-provider', 'HK', {
    'provider-coordinator': ['proficiency-coordinator'],
    'provider-authoriser': ['proficiency-decider'],
  }),
  party('firm', 'CN', { 'firm-declarant': ['enterprise-declarant'] }),
  party('sampler', 'CN', { 'sampler-field': ['laboratory-sampler'] }),
];

function party(label: string, jurisdiction: string, people: DemonstrationParty['people']): DemonstrationParty {
  return { did: demonstrationDid(label), jurisdiction, people };
}

/** The name of a demonstration organisation. */
export function demonstrationDid(label: string): string {
  return `did:web:${label}.demonstration.touchstone.example`;
}

/**
 * The key of a demonstration organisation, made from its name as the examples make it: everybody knows it, and it
 * proves nothing. The node signs with the same one, so that what it issues is verified like the examples.
 */
export function demonstrationKey(did: string): { readonly keyId: string; readonly secretKeyMultibase: string } {
  const seed = createHash('sha256').update(`touchstone demonstration key of ${did}, known to everybody`).digest();
  return { keyId: `${did}#key-1`, secretKeyMultibase: secretMultikeyFromSeed('Ed25519', seed) };
}
