// SPDX-License-Identifier: Apache-2.0
import { ECDH } from 'node:crypto';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import { createSignCryptosuite, createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { type Instant, parseInstant } from '@touchstone/identifiers';
import { CompactSign, compactVerify, exportJWK, generateKeyPair, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { canonicalize } from '../formats/canonical-json.ts';
import type { JsonObject } from '../formats/json-value.ts';
import { publicKeyFromJwk } from '../formats/json-web-key.ts';
import { offlineResolver } from '../formats/resolve-did.ts';
import { issueStatement } from '../issue/index.ts';
import { nobleSuite } from '../suites/noble.ts';
import { nodeSigner, nodeSuite, publicMultikeyOf } from '../suites/node.ts';
import { BODY, CREATED, contextOf, findings, LABORATORY, ON, secretOf, signerOf } from '../tests/laboratory.ts';
import { verifyCredential } from './index.ts';

const CREDENTIALS_V2 = 'https://www.w3.org/ns/credentials/v2';
// A did:key, which the peer can be given as a document of its own.
const { multikey } = publicMultikeyOf(secretOf('Ed25519'));
const DID = `did:key:${multikey}`;
const KEY_ID = `${DID}#${multikey}`;
const BODY_OF_KEY: JsonObject = {
  ...BODY,
  issuer: DID,
  type: ['VerifiableCredential'],
  credentialSubject: { id: 'urn:sample:1' },
};

const KEY_DOCUMENT = {
  '@context': 'https://w3id.org/security/multikey/v1',
  id: KEY_ID,
  type: 'Multikey',
  controller: DID,
  publicKeyMultibase: multikey,
};
const DOCUMENTS: Readonly<Record<string, unknown>> = {
  [KEY_ID]: KEY_DOCUMENT,
  [DID]: {
    '@context': 'https://www.w3.org/ns/did/v1',
    id: DID,
    verificationMethod: [KEY_DOCUMENT],
    assertionMethod: [KEY_ID],
  },
};
const documentLoader = async (url: string): Promise<unknown> => {
  if (url in DOCUMENTS) return { documentUrl: url, document: DOCUMENTS[url] };
  return vc.defaultDocumentLoader(url);
};

describe('@digitalbazaar/vc', () => {
  const peerVerify = (credential: unknown): Promise<{ verified: boolean }> =>
    vc.verifyCredential({
      credential,
      suite: new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() }),
      documentLoader,
      now: new Date(ON),
    });

  it('verifies what is issued here, and sees the same change', async () => {
    const { embedded } = await issueStatement(BODY_OF_KEY, nodeSigner(KEY_ID, secretOf('Ed25519')), {
      created: CREATED,
      suite: nodeSuite,
    });
    expect(await peerVerify(JSON.parse(embedded))).toMatchObject({ verified: true });
    expect(await peerVerify({ ...JSON.parse(embedded), name: 'Changed' })).toMatchObject({ verified: false });
  });

  it('issues what verifies here', async () => {
    const key = await Ed25519Multikey.from({ ...KEY_DOCUMENT, secretKeyMultibase: secretOf('Ed25519') });
    const suite = new DataIntegrityProof({ signer: key.signer(), cryptosuite: createSignCryptosuite(), date: CREATED });
    const credential = await vc.issue({ credential: structuredClone(BODY_OF_KEY), suite, documentLoader });
    expect(findings(verifyCredential(JSON.stringify(credential), contextOf()))).toEqual([]);
    const ours = await issueStatement(BODY_OF_KEY, nodeSigner(KEY_ID, secretOf('Ed25519')), {
      created: parseInstant(CREATED),
      suite: nodeSuite,
    });
    expect(ours.embedded).toBe(canonicalize(credential));
  });
});

describe('jose', () => {
  it.each(['Ed25519', 'P-256', 'P-384'] as const)(
    'verifies the token that is issued here with a key of type %s',
    async (algorithm) => {
      const { jwt } = await issueStatement(BODY, signerOf(algorithm), { created: CREATED, suite: nodeSuite });
      const verified = await compactVerify(jwt, await importJWK(jwkOf(algorithm), JOSE_ALGORITHMS[algorithm]));
      expect(verified.protectedHeader).toMatchObject({ typ: 'vc+jwt', cty: 'vc', kid: `${LABORATORY}#${algorithm}` });
      expect(new TextDecoder().decode(verified.payload)).toBe(canonicalize(BODY));
    },
  );

  it.each(['EdDSA', 'ES256', 'ES384'])(
    'signs with %s what verifies here, by a key from a foreign DID document',
    async (alg) => {
      const did = 'did:web:foreign.example';
      const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
      const publicKeyJwk = { ...(await exportJWK(publicKey)) } as JsonObject;
      const body = { ...UNTP_CREDENTIAL, issuer: { id: did, name: 'Demonstration certifier' } };
      const token = await new CompactSign(new TextEncoder().encode(JSON.stringify(body)))
        .setProtectedHeader({ alg, typ: 'vc+jwt', cty: 'vc', kid: `${did}#1` })
        .sign(privateKey);
      const resolveDid = offlineResolver({
        [did]: {
          id: did,
          verificationMethod: [{ id: '#1', type: 'JsonWebKey', controller: did, publicKeyJwk }],
          assertionMethod: ['#1'],
        },
      });
      for (const suite of [nodeSuite, nobleSuite]) {
        const result = verifyCredential(token, contextOf({ suite, resolveDid, keyAuthorisations: [] }));
        // Nobody says when it was signed, and its list is not at hand: nothing else is open, and nothing wrong.
        expect(findings(result)).toEqual([
          'key-authorisation?: NO_KEY_AUTHORISATION',
          'status-at-issue?: NO_SIGNING_TIME',
          'status-on?: STATUS_LIST_MISSING',
        ]);
      }
      expect(publicKeyFromJwk(publicKeyJwk).bytes.length).toBeGreaterThan(31);
    },
  );
});

const JOSE_ALGORITHMS = { Ed25519: 'EdDSA', 'P-256': 'ES256', 'P-384': 'ES384' } as const;

/** A small credential in the shape of UNTP 0.7.0: status index as a number, one status entry. */
const UNTP_CREDENTIAL: JsonObject = {
  '@context': [CREDENTIALS_V2, 'https://vocabulary.uncefact.org/untp/0.7.0/context/'],
  type: ['DigitalConformityCredential', 'VerifiableCredential'],
  id: 'https://foreign.example/credentials/1',
  name: 'Demonstration certificate',
  validFrom: '2026-01-01T00:00:00Z' as Instant,
  credentialStatus: {
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: 94_567,
    statusListCredential: 'https://foreign.example/status/3',
  },
  credentialSubject: {
    type: ['ConformityAttestation'],
    id: 'https://foreign.example/attestations/1',
    name: 'Demonstration attestation',
    assessorLevel: '3rdParty',
    assessmentLevel: 'authority-globalmra',
    attestationType: 'testing',
    issuedToParty: { id: 'https://register.example/1', name: 'Demonstration producer' },
    referenceScheme: { id: 'https://scheme.example/1', name: 'Demonstration scheme' },
  },
};

function jwkOf(algorithm: 'Ed25519' | 'P-256' | 'P-384'): JsonObject {
  const { bytes } = publicMultikeyOf(secretOf(algorithm));
  if (algorithm === 'Ed25519') return { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes).toString('base64url') };
  const uncompressed = ECDH.convertKey(
    bytes,
    algorithm === 'P-256' ? 'prime256v1' : 'secp384r1',
    undefined,
    undefined,
    'uncompressed',
  ) as Buffer;
  const half = (uncompressed.length - 1) / 2;
  const part = (start: number): string => uncompressed.subarray(start, start + half).toString('base64url');
  return { kty: 'EC', crv: algorithm, x: part(1), y: part(1 + half) };
}
