// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import type { SignatureAlgorithm } from '../formats/crypto-suite.ts';
import { integrityMessage } from '../formats/data-integrity.ts';
import type { JsonObject, JsonValue } from '../formats/json-value.ts';
import type { KeyAuthorisation } from '../formats/key-authorisation.ts';
import { encodeMultibase } from '../formats/multibase.ts';
import { offlineResolver } from '../formats/resolve-did.ts';
import type { Signer } from '../formats/signer.ts';
import { nodeSigner, nodeSuite, publicMultikeyOf, secretMultikeyFromSeed } from '../suites/node.ts';
import type { Check, CheckName } from '../verify/check.ts';
import type { VerificationContext } from '../verify/verification-context.ts';
import type { CredentialCheck } from '../verify/verify-credential.ts';

/** A laboratory of the tests, with one key of each kind. */
export const LABORATORY = 'did:web:lab.example';
export const CREATED = '2026-03-01T08:00:00Z' as Instant;
export const ON = '2026-06-01T00:00:00Z' as Instant;

const SECRETS: Readonly<Record<SignatureAlgorithm, string>> = {
  Ed25519: secretMultikeyFromSeed('Ed25519', new Uint8Array(32).fill(11)),
  'P-256': secretMultikeyFromSeed('P-256', new Uint8Array(32).fill(12)),
  'P-384': secretMultikeyFromSeed('P-384', new Uint8Array(48).fill(13)),
};

/** The secret key of this kind. */
export function secretOf(algorithm: SignatureAlgorithm): string {
  return SECRETS[algorithm];
}

/** DID URL of the key of this kind. */
export function keyIdOf(algorithm: SignatureAlgorithm): string {
  return `${LABORATORY}#${algorithm}`;
}

/** Signs as the laboratory. */
export function signerOf(algorithm: SignatureAlgorithm = 'Ed25519'): Signer {
  return nodeSigner(keyIdOf(algorithm), SECRETS[algorithm]);
}

export const DID_DOCUMENT: JsonObject = {
  id: LABORATORY,
  verificationMethod: (['Ed25519', 'P-256', 'P-384'] as const).map((algorithm) => ({
    id: keyIdOf(algorithm),
    type: 'Multikey',
    controller: LABORATORY,
    publicKeyMultibase: publicMultikeyOf(SECRETS[algorithm]).multikey,
  })),
  assertionMethod: [keyIdOf('Ed25519'), keyIdOf('P-256'), keyIdOf('P-384')],
};

/** The body of a small test report. */
export const BODY: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2'],
  id: 'urn:uuid:0195a1b2-c3d4-7abc-8def-0123456789ab',
  type: ['VerifiableCredential', 'TestReport'],
  issuer: LABORATORY,
  validFrom: '2026-03-01T00:00:00Z',
  validUntil: '2027-03-01T00:00:00Z',
  credentialSubject: { id: 'urn:sample:1', results: [{ property: 'lead', value: '0.10', unit: 'mg/kg' }] },
};

/** The authorisation of the laboratory's key of this kind, from the beginning of 2026. */
export function authorisationOf(
  algorithm: SignatureAlgorithm = 'Ed25519',
  changes: Partial<KeyAuthorisation> = {},
): KeyAuthorisation {
  return {
    key: keyIdOf(algorithm),
    controller: LABORATORY,
    publicKeyMultibase: publicMultikeyOf(SECRETS[algorithm]).multikey,
    purposes: ['assertionMethod'],
    from: '2026-01-01T00:00:00Z' as Instant,
    ...changes,
  };
}

/** A context in which the laboratory's statements verify: keys authorised, status looked up and unchanged. */
export function contextOf(changes: Partial<VerificationContext> = {}): VerificationContext {
  return {
    suite: nodeSuite,
    resolveDid: offlineResolver({ [LABORATORY]: DID_DOCUMENT }),
    on: ON,
    keyAuthorisations: [authorisationOf('Ed25519'), authorisationOf('P-256'), authorisationOf('P-384')],
    statusChanges: [],
    ...changes,
  };
}

/** A proof whose signature is good, whatever its options say; an option that is `undefined` is left out. */
export async function signedProof(
  body: JsonObject,
  options: Readonly<Record<string, JsonValue | undefined>> = {},
  signer: Signer = signerOf(),
): Promise<JsonObject> {
  const all = {
    '@context': body['@context'] as JsonValue,
    type: 'DataIntegrityProof',
    cryptosuite: signer.algorithm === 'Ed25519' ? 'eddsa-jcs-2022' : 'ecdsa-jcs-2019',
    created: CREATED,
    verificationMethod: signer.keyId,
    proofPurpose: 'assertionMethod',
    ...options,
  };
  const proof = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as JsonObject;
  const { message } = integrityMessage(body, proof, { algorithm: signer.algorithm, suite: nodeSuite });
  return { ...proof, proofValue: encodeMultibase(await signer.sign(message)) };
}

/** The checks that did not pass, as `name: CODE` or `name because name`. */
export function findings({ checks }: { readonly checks: CredentialCheck['checks'] }): string[] {
  return checks
    .filter(({ outcome }) => outcome !== 'passed')
    .map(({ name, outcome, code, because }) => {
      const mark = outcome === 'failed' ? '' : '?';
      return because === undefined ? `${name}${mark}: ${code}` : `${name}${mark} because ${because}`;
    });
}

/** The check of this name. */
export function checkOf(result: CredentialCheck, name: CheckName): Check {
  return result.checks.find((check) => check.name === name) as Check;
}
