// SPDX-License-Identifier: Apache-2.0
import {
  type Digest,
  digestFromSha256,
  encodeBase64url,
  type Instant,
  instantMilliseconds,
  parseDidUrl,
  parseInstant,
  utf8Bytes,
} from '@touchstone/identifiers';
import { CredentialError, shown } from '../credential-error.ts';
import { canonicalize } from '../formats/canonical-json.ts';
import { jwsSigningInput } from '../formats/compact-jws.ts';
import { issuerOf, shapeFaults } from '../formats/credential-shape.ts';
import type { CryptoSuite, SignatureAlgorithm } from '../formats/crypto-suite.ts';
import { integrityMessage } from '../formats/data-integrity.ts';
import type { JsonObject, JsonValue } from '../formats/json-value.ts';
import { encodeMultibase } from '../formats/multibase.ts';
import type { Signer } from '../formats/signer.ts';

/** A statement with both proofs made at issue; these bytes are stored and handed on as they are. */
export interface IssuedStatement {
  /** The body with its Data Integrity proof, canonical JSON; `embeddedBytes` are its UTF-8 bytes. */
  readonly embedded: string;
  readonly embeddedBytes: Uint8Array;
  /** The same body in a signed token, media type application/vc+jwt. */
  readonly jwt: string;
  /** Digest of the body without proof: what references to the statement carry. */
  readonly digest: Digest;
}

/** When the statement is signed, and the hashes to sign over. */
export interface IssueOptions {
  readonly created: Instant;
  readonly suite: CryptoSuite;
}

interface Algorithms {
  readonly cryptosuite: string;
  readonly alg: string;
  readonly signatureBytes: number;
}

const ALGORITHMS: Readonly<Record<SignatureAlgorithm, Algorithms>> = {
  Ed25519: { cryptosuite: 'eddsa-jcs-2022', alg: 'EdDSA', signatureBytes: 64 },
  'P-256': { cryptosuite: 'ecdsa-jcs-2019', alg: 'ES256', signatureBytes: 64 },
  'P-384': { cryptosuite: 'ecdsa-jcs-2019', alg: 'ES384', signatureBytes: 96 },
};

/**
 * Signs a body twice: eddsa-jcs-2022 or ecdsa-jcs-2019 within it, and vc+jwt around it.
 * W3C vc-di-eddsa 1.0, 3.3.1; vc-di-ecdsa 1.0, 3.3.1; vc-jose-cose 1.0, 3.1.1. Throws before anything is signed when
 * the body is no credential, already has a proof, or names another issuer than the one whose key signs.
 */
export async function issueStatement(
  body: JsonObject,
  signer: Signer,
  options: IssueOptions,
): Promise<IssuedStatement> {
  requireBody(body);
  requireSigner(body, signer);
  const created = parseInstant(options.created);
  const payload = canonicalize(body);
  requireSafeIntegers(body, '');
  const jwt = await signToken(payload, signer, created);
  const embedded = canonicalize({ ...body, proof: await signProof(body, signer, { ...options, created }) });
  return {
    embedded,
    embeddedBytes: utf8Bytes(embedded),
    jwt,
    digest: digestFromSha256(options.suite.sha256(payload)),
  };
}

async function signProof(body: JsonObject, signer: Signer, { created, suite }: IssueOptions): Promise<JsonObject> {
  const { algorithm, keyId } = signer;
  const proof: JsonObject = {
    '@context': body['@context'] as JsonObject[string],
    type: 'DataIntegrityProof',
    cryptosuite: ALGORITHMS[algorithm].cryptosuite,
    created,
    verificationMethod: keyId,
    proofPurpose: 'assertionMethod',
  };
  const { message } = integrityMessage(body, proof, { algorithm, suite });
  return { ...proof, proofValue: encodeMultibase(await sign(signer, message)) };
}

async function signToken(payload: string, signer: Signer, created: Instant): Promise<string> {
  const { alg } = ALGORITHMS[signer.algorithm];
  // The time stands in the header, so that the payload is the very body that the other proof is over.
  const iat = Math.floor(instantMilliseconds(created) / 1_000);
  const header = canonicalize({ alg, cty: 'vc', iat, kid: signer.keyId, typ: 'vc+jwt' });
  const signingInput = jwsSigningInput(header, payload);
  return `${signingInput}.${encodeBase64url(await sign(signer, utf8Bytes(signingInput)))}`;
}

async function sign(signer: Signer, message: Uint8Array): Promise<Uint8Array> {
  const signature = await signer.sign(message);
  const { signatureBytes } = ALGORITHMS[signer.algorithm];
  if (signature.length !== signatureBytes) {
    throw new CredentialError(
      'BAD_SIGNER',
      `a signature by ${signer.algorithm} has ${signatureBytes} bytes (r ‖ s, not DER), not ${signature.length}`,
      { at: signer.keyId },
    );
  }
  return signature;
}

function requireBody(body: JsonObject): void {
  if (body.proof !== undefined) {
    throw new CredentialError('BAD_CREDENTIAL', 'the body to be signed must not have a proof yet', { at: '/proof' });
  }
  const [fault] = shapeFaults(body);
  if (fault !== undefined) {
    throw new CredentialError('BAD_CREDENTIAL', fault.message, { at: fault.pointer });
  }
}

/** From here on ES6 writes a number with an exponent, which nobody takes for the exact count of anything. */
const EXPONENT_FROM = 1e21;

/** Beyond 2^53 a double stands for several integers: nobody knows which one the body was composed with. RFC 8785, 3.1. */
function requireSafeIntegers(value: JsonValue, at: string): void {
  if (isAmbiguous(value)) {
    throw new CredentialError('NUMBER_NOT_EXACT', `the integer ${value} is beyond 2^53; write it as text`, { at });
  }
  if (typeof value === 'object' && value !== null) {
    for (const [member, child] of Object.entries(value)) {
      requireSafeIntegers(child as JsonValue, `${at}/${member}`);
    }
  }
}

function requireSigner(body: JsonObject, { keyId }: Signer): void {
  const { did, fragment } = readKeyId(keyId);
  const issuer = issuerOf(body);
  if (fragment === undefined || did !== issuer) {
    throw new CredentialError(
      'BAD_SIGNER',
      `the key that signs must be one of the issuer ${shown(issuer)}, not ${shown(keyId)}`,
      { at: '/issuer' },
    );
  }
}

function readKeyId(keyId: string): ReturnType<typeof parseDidUrl> {
  try {
    return parseDidUrl(keyId);
  } catch (cause) {
    throw new CredentialError('BAD_SIGNER', (cause as Error).message, { cause });
  }
}

function isAmbiguous(value: JsonValue): boolean {
  return (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    !Number.isSafeInteger(value) &&
    Math.abs(value) < EXPONENT_FROM
  );
}
