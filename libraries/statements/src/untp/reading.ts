// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay, DecimalString, Did, Instant } from '@touchstone/identifiers';
import type { Party, QuantityValue } from '../fields.ts';
import type { Gap } from './gap.ts';
import type { UntpKind } from './untp-kind.ts';

/** Words of UNTP 0.7.0 for what an attestation rests on. */
export const ATTESTATION_TYPES = [
  'certification',
  'declaration',
  'inspection',
  'testing',
  'verification',
  'validation',
  'calibration',
] as const;
export type AttestationType = (typeof ATTESTATION_TYPES)[number];
export const ASSESSOR_LEVELS = [
  'self',
  'commercial',
  'buyer',
  'membership',
  'unspecified',
  '3rdParty',
  'hybrid',
] as const;
export type AssessorLevel = (typeof ASSESSOR_LEVELS)[number];
export const REGISTER_TYPES = ['product', 'facility', 'business', 'trademark', 'land', 'accreditation'] as const;
type RegisterType = (typeof REGISTER_TYPES)[number];

/** Something with a name of its own in somebody's list: a scheme, a criterion, a standard, a facility. */
export interface Named {
  readonly id?: string;
  readonly name: string;
}

/** A document that is pointed at. Nothing was fetched: it is a claim that there is one. */
export interface UntpLink {
  readonly url: string;
  readonly name?: string;
  readonly digestMultibase?: string;
  readonly mediaType?: string;
}

/** A thing that is assessed, with the names that our own certificates use: what is absent was not said. */
export interface UntpObject {
  readonly id?: string;
  readonly description: string;
  readonly gtin?: string;
  readonly lotNumber?: string;
  readonly itemNumber?: string;
  readonly modelNumber?: string;
  /** True only where the issuer says that it verified that this is the thing. */
  readonly verifiedByIssuer: boolean;
}

/** A measured value, in the members of our test results. What our own kinds require and UNTP lacks is absent. */
export interface UntpResult {
  readonly outcome: 'quantified';
  /** Names the result within the document: the pointer to where it stands. */
  readonly result: string;
  /** The name of the metric as written; nobody said which substance of whose list it is. */
  readonly substance: string;
  readonly metric?: string;
  /** Present when the unit's code is known here; the value is exact, its trailing zeros are lost. */
  readonly quantity?: QuantityValue;
  readonly written: { readonly value: DecimalString; readonly unit?: string };
  readonly tolerance?: { readonly upper?: DecimalString; readonly lower?: DecimalString };
  readonly expandedUncertainty?: QuantityValue & { readonly coverageFactor: DecimalString };
  readonly method?: { readonly standard: string };
  readonly basis?: string;
  readonly sample?: string;
  readonly testedOn?: CalendarDay;
}

/** A requirement and whether the assessor says that it is fulfilled; one that nobody answered is no finding. */
export interface UntpFinding {
  readonly requirement: string;
  readonly fulfilled: boolean;
}

/** One assessment: its findings and results are about its own objects and no others. */
export interface UntpAssessment {
  readonly name: string;
  readonly id?: string;
  readonly description?: string;
  readonly on?: CalendarDay;
  readonly objects: readonly UntpObject[];
  readonly facilities: readonly Named[];
  readonly organisation?: Party;
  readonly requirements: readonly string[];
  readonly standards: readonly string[];
  readonly regulations: readonly string[];
  readonly conditions: readonly string[];
  /** The one answer for all criteria together, as written. */
  readonly conformance?: boolean;
  readonly findings: readonly UntpFinding[];
  readonly results: readonly UntpResult[];
  readonly evidence: readonly UntpLink[];
}

/** What a Digital Conformity Credential says. */
export interface UntpAttestation {
  readonly attestation?: AttestationType;
  readonly assessor?: AssessorLevel;
  /** The level of assurance that the issuer claims for itself; nothing of it is confirmed by being written. */
  readonly claimedLevel?: string;
  readonly number?: string;
  readonly name?: string;
  readonly description?: string;
  readonly holder?: Party;
  readonly scheme?: Named;
  readonly profile?: Named;
  readonly authorisations: readonly {
    readonly name: string;
    readonly authority?: Party;
    readonly evidence?: UntpLink;
  }[];
  readonly assessments: readonly UntpAssessment[];
  readonly evidence: readonly UntpLink[];
}

/** What a product passport or a facility record says: the word of its issuer about itself, one assessment a claim. */
export interface UntpClaims {
  readonly object?: UntpObject;
  readonly facility?: Named;
  readonly country?: string;
  readonly producedOn?: CalendarDay;
  readonly parties: readonly { readonly role: string; readonly party: Party }[];
  readonly claims: readonly UntpAssessment[];
  readonly evidence: readonly UntpLink[];
}

/** What an identity anchor says: that a register knows this party by this number. */
export interface UntpIdentity {
  readonly id?: Did;
  readonly name?: string;
  readonly certificateNumber?: string;
  readonly from?: CalendarDay;
  readonly register?: RegisterType;
  readonly scheme?: Named;
  readonly registrar?: Party;
  /** Addresses of what the registration is for; they are no scope lines. */
  readonly scope: readonly string[];
}

/** What happened to which things, where. */
export interface UntpEvent {
  readonly event: 'MakeEvent' | 'MoveEvent' | 'ModifyEvent';
  readonly name?: string;
  readonly at?: Instant;
  readonly from: readonly UntpObject[];
  readonly to: readonly UntpObject[];
  readonly facilities: readonly Named[];
  readonly parties: readonly { readonly role: string; readonly party: Party }[];
  readonly evidence: readonly UntpLink[];
}

/** The subject of each kind as read. */
export interface UntpReadings {
  readonly DigitalConformityCredential: UntpAttestation;
  readonly DigitalProductPassport: UntpClaims;
  readonly DigitalFacilityRecord: UntpClaims;
  readonly DigitalTraceabilityEvent: { readonly events: readonly UntpEvent[] };
  readonly DigitalIdentityAnchor: UntpIdentity;
}

/** A UNTP credential as read: what it says, and everything that it leaves open. Whether it is signed is not looked at. */
export type UntpDocument = {
  readonly [K in UntpKind]: {
    readonly kind: K;
    readonly id?: string;
    readonly name?: string;
    readonly issuer?: Party;
    readonly validFrom?: Instant;
    readonly validUntil?: Instant;
    readonly reading: UntpReadings[K];
    readonly gaps: readonly Gap[];
  };
}[UntpKind];
