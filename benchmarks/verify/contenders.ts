// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify as verifyRaw } from 'node:crypto';
import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createVerifyCryptosuite } from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { type JsonObject, offlineResolver, parseCompactJws } from '@touchstone/credentials/formats';
import { type IssuedStatement, issueStatement, type Signer } from '@touchstone/credentials/issue';
import { nodeSigner, nodeSuite, publicMultikeyOf, secretMultikeyFromSeed } from '@touchstone/credentials/node';
import {
  type VerificationContext,
  verifyCredential,
  verifyDataIntegrity,
  verifyJwt,
} from '@touchstone/credentials/verify';
import { type Instant, utf8Bytes } from '@touchstone/identifiers';

/** One way to verify; `run` says whether the bytes hold, and is measured. */
export interface Contender {
  readonly name: string;
  readonly run: (bytes: Uint8Array) => boolean | Promise<boolean>;
  readonly bytes: Uint8Array;
  /** The same bytes with one value changed; every contender must say no to them. */
  readonly tampered: Uint8Array;
}

const ISSUER = 'did:web:certifier.example';
const KEY_ID = `${ISSUER}#key-1`;
const SECRET = secretMultikeyFromSeed('Ed25519', new Uint8Array(32).fill(42));
const PUBLIC_KEY = publicMultikeyOf(SECRET);
const CREATED = '2026-03-01T08:00:00Z' as Instant;
const ON = '2026-11-22T00:00:00Z' as Instant;
const METHOD = { id: KEY_ID, type: 'Multikey', controller: ISSUER, publicKeyMultibase: PUBLIC_KEY.multikey };
const DID_DOCUMENT = {
  '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
  id: ISSUER,
  verificationMethod: [METHOD],
  assertionMethod: [KEY_ID],
};

const OTHER_CONTROLLER = { '@context': 'https://w3id.org/security/v2', id: ISSUER, assertionMethod: [KEY_ID] };

/** A context in which every one of the named checks is decided, and passes. */
const CONTEXT: VerificationContext = {
  suite: nodeSuite,
  resolveDid: offlineResolver({ [ISSUER]: DID_DOCUMENT }),
  on: ON,
  keyAuthorisations: [
    {
      key: KEY_ID,
      controller: ISSUER,
      publicKeyMultibase: PUBLIC_KEY.multikey,
      purposes: ['assertionMethod'],
      from: '2026-01-01T00:00:00Z' as Instant,
    },
  ],
  statusChanges: [],
};

/** All contenders on one credential, which is issued here; the peer is given the very same bytes. */
export async function contenders(makeBody: (issuer: string) => JsonObject): Promise<readonly Contender[]> {
  const signer = nodeSigner(KEY_ID, SECRET);
  const issued = await issueStatement(makeBody(ISSUER), signer, { created: CREATED, suite: nodeSuite });
  const embedded = { bytes: issued.embeddedBytes, tampered: tamper(issued.embeddedBytes) };
  const token = { bytes: utf8Bytes(issued.jwt), tampered: tamperToken(issued) };
  return [
    await rawOver('raw Ed25519 over the document bytes', issued.embeddedBytes, signer),
    await rawOver('raw Ed25519 over the 64 bytes of hashes', issued.embeddedBytes.slice(0, 64), signer),
    { name: '@digitalbazaar/vc, DID document', ...embedded, run: peer(DID_DOCUMENT) },
    { name: '@digitalbazaar/vc, other controller', ...embedded, run: peer(OTHER_CONTROLLER) },
    {
      name: 'ours eddsa-jcs-2022, all checks',
      ...embedded,
      run: (bytes) => verifyCredential(bytes, CONTEXT).outcome === 'verified',
    },
    { name: 'ours eddsa-jcs-2022, parse and signature', ...embedded, run: signatureOnly },
    {
      name: 'ours vc+jwt, all checks',
      ...token,
      run: (bytes) => verifyCredential(bytes, CONTEXT).outcome === 'verified',
    },
    { name: 'ours vc+jwt, signature and parse', ...token, run: tokenSignatureOnly },
  ];
}

async function rawOver(name: string, bytes: Uint8Array, signer: Signer): Promise<Contender> {
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), PUBLIC_KEY.bytes]);
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  const signature = await signer.sign(bytes);
  return { name, bytes, tampered: Uint8Array.of(...bytes, 0), run: (given) => verifyRaw(null, given, key, signature) };
}

/**
 * As its documentation shows, offline: documents of the issuer from memory, contexts from the packages it brings.
 * For documents in the context of DID 1.0 it has a shortcut; any other controller document it frames by JSON-LD.
 */
function peer(controller: object): Contender['run'] {
  const documents: Readonly<Record<string, unknown>> = {
    [ISSUER]: controller,
    [KEY_ID]: { '@context': 'https://w3id.org/security/multikey/v1', ...METHOD },
  };
  const documentLoader = async (url: string): Promise<unknown> =>
    Object.hasOwn(documents, url) ? { documentUrl: url, document: documents[url] } : vc.defaultDocumentLoader(url);
  const suite = new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() });
  const now = new Date(ON);
  return async (bytes) => {
    const credential: unknown = JSON.parse(Buffer.from(bytes).toString());
    return (await vc.verifyCredential({ credential, suite, documentLoader, now })).verified;
  };
}

function signatureOnly(bytes: Uint8Array): boolean {
  const document = JSON.parse(Buffer.from(bytes).toString()) as JsonObject;
  return (
    verifyDataIntegrity({ document, proof: document.proof as JsonObject }, PUBLIC_KEY, nodeSuite).check.outcome ===
    'passed'
  );
}

function tokenSignatureOnly(bytes: Uint8Array): boolean {
  const token = parseCompactJws(Buffer.from(bytes).toString('latin1'));
  const isSigned = verifyJwt(token, PUBLIC_KEY, nodeSuite).check.outcome === 'passed';
  return isSigned && typeof JSON.parse(Buffer.from(token.payload).toString()) === 'object';
}

function tamper(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString();
  return utf8Bytes(text.replace('emonstration', 'emonstratioN'));
}

function tamperToken({ jwt, embedded }: IssuedStatement): Uint8Array {
  const [header, , signature] = jwt.split('.');
  const { proof: _, ...body } = JSON.parse(embedded.replace('emonstration', 'emonstratioN')) as JsonObject;
  return utf8Bytes(`${header}.${Buffer.from(JSON.stringify(body)).toString('base64url')}.${signature}`);
}
