// SPDX-License-Identifier: Apache-2.0
import { issueStatement, type Signer } from '@touchstone/credentials/issue';
import { nodeSigner, nodeSuite, publicMultikeyOf, secretMultikeyFromSeed } from '@touchstone/credentials/node';
import { makeUuidV7, parseInstant } from '@touchstone/identifiers';
import {
  CREDENTIALS_CONTEXT,
  QUALITY_CONTEXT,
  type StatementKind,
  type StatementReference,
} from '@touchstone/statements';

/** A party of the tests; its key follows from its name. */
export interface TestParty {
  readonly did: string;
  readonly name: string;
  readonly keyId: string;
  readonly publicKeyMultibase: string;
  readonly signer: Signer;
}

/** A statement to be made: its subject is plain JSON, changed by each test as it likes. */
export interface Draft {
  readonly issuer: TestParty;
  readonly kind: StatementKind;
  readonly label: string;
  readonly validFrom: string;
  readonly validUntil?: string;
  /** When the proof says that it was made; `validFrom` when absent. */
  readonly created?: string;
  readonly subject: Record<string, unknown>;
  /** Members of the body beside those of every statement. */
  readonly more?: Record<string, unknown>;
}

/** A statement as signed, with the reference by which others name it. */
export interface Made {
  readonly text: string;
  readonly jwt: string;
  readonly reference: StatementReference;
}

/** A party with the key that its label and `key` give. */
export function party(label: string, key = 'key-1'): TestParty {
  const did = `did:web:${label}.test.touchstone.example`;
  const secret = secretMultikeyFromSeed('Ed25519', nodeSuite.sha256(`${did} ${key}`));
  const keyId = `${did}#${key}`;
  return {
    did,
    name: `Test ${label}`,
    keyId,
    publicKeyMultibase: publicMultikeyOf(secret).multikey,
    signer: nodeSigner(keyId, secret),
  };
}

/** The DID document that lists the keys. */
export function didDocument(...keys: readonly [TestParty, ...TestParty[]]): Record<string, unknown> {
  const [{ did }] = keys;
  return {
    '@context': ['https://www.w3.org/ns/cid/v1'],
    id: did,
    verificationMethod: keys.map(({ keyId, publicKeyMultibase }) => ({
      id: keyId,
      type: 'Multikey',
      controller: did,
      publicKeyMultibase,
    })),
    assertionMethod: keys.map(({ keyId }) => keyId),
  };
}

/** Signs a draft, whatever its figures say, as strangers do; the same draft gives the same bytes. */
export async function sign(draft: Draft): Promise<Made> {
  const { issuer, kind, label, validFrom, validUntil, subject, more } = draft;
  const random = nodeSuite.sha256(`${issuer.did} ${label}`).subarray(0, 10);
  const uuid = makeUuidV7(Date.parse('2026-01-01T00:00:00Z'), random);
  const made = {
    '@context': [CREDENTIALS_CONTEXT, QUALITY_CONTEXT],
    id: `urn:uuid:${uuid}`,
    type: ['VerifiableCredential', kind],
    ...{ issuer: issuer.did, validFrom, validUntil, credentialSubject: subject },
    ...more,
  };
  // What a test sets to undefined is left out.
  const body = JSON.parse(JSON.stringify(made));
  const created = parseInstant(draft.created ?? validFrom);
  const issued = await issueStatement(body, issuer.signer, { created, suite: nodeSuite });
  const reference = { id: `urn:uuid:${uuid}`, issuer: issuer.did, digest: issued.digest } as StatementReference;
  return { text: issued.embedded, jwt: issued.jwt, reference };
}
