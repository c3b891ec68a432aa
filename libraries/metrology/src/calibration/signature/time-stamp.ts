// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import { type Certificate, hashOf, nameText, readable, signatureAlgorithmOf } from './certificate.ts';
import { type Der, integerOf, oidOf, parseDer, partsOf, partsWith, required, sameBytes, TAG, timeOf } from './der.ts';
import type { HashName, SignatureSuite } from './signature-suite.ts';

/** What a time stamp says, its own signature verified; whether its authority is trusted is for a path to say. */
export interface TimeStamp {
  readonly at: Instant;
  readonly hash: HashName;
  readonly imprint: Uint8Array;
  readonly signer: Certificate;
  readonly certificates: readonly Certificate[];
}

/** Why nothing here can tell whether a token holds: it is no fault of the token. */
export interface UndecidedStamp {
  readonly code: 'UNKNOWN_ALGORITHM' | 'NO_CERTIFICATE';
  readonly detail: string;
}

/** What a token is verified with: `certificates` may have the authority's, which a token need not carry (RFC 3161, 2.4.1). */
export interface StampContext {
  readonly suite: SignatureSuite;
  readonly certificates: readonly Certificate[];
}

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

/**
 * TimeStampToken = ContentInfo of SignedData of TSTInfo, with one signer. RFC 3161, 2.4.2; RFC 5652, 5; RFC 5816.
 * Throws MetrologyError (BAD_DER) or RangeError when it is none, or when its own signature does not hold.
 */
export function readTimeStamp(token: Uint8Array, context: StampContext): TimeStamp | UndecidedStamp {
  const [type, wrapped] = partsWith(parseDer(token), TAG.SEQUENCE);
  if (oidOf(type) !== SIGNED_DATA) throw new RangeError('the token is not signed data');
  const [, , encapsulated, ...rest] = partsWith(partsWith(wrapped, 0xa0)[0], TAG.SEQUENCE);
  const content = contentOf(encapsulated);
  const embedded = rest.find(({ tag }) => tag === 0xa0);
  const certificates = (embedded === undefined ? [] : partsOf(embedded))
    .filter(({ tag }) => tag === TAG.SEQUENCE)
    .slice(0, 16)
    .flatMap(({ whole }) => readable(whole));
  const [signerInfo, second] = partsWith(rest.at(-1), TAG.SET);
  if (second !== undefined) throw new RangeError('a time stamp has one signer');
  const signer = verifySigner(signerInfo, content, {
    suite: context.suite,
    certificates: [...certificates, ...context.certificates],
  });
  if ('code' in signer) return signer;
  const [, , imprint, , time] = partsWith(parseDer(content), TAG.SEQUENCE);
  const [algorithm, hashed] = partsWith(imprint, TAG.SEQUENCE);
  const hash = hashOf(algorithm);
  if (hash === undefined) return notComputed('the time stamp is over a hash that is weak or not known here');
  return {
    at: timeOf(time),
    hash,
    imprint: required(hashed, TAG.OCTET_STRING).content,
    signer,
    certificates,
  };
}

function contentOf(encapsulated: Der | undefined): Uint8Array {
  const [type, wrapped] = partsWith(encapsulated, TAG.SEQUENCE);
  if (oidOf(type) !== TST_INFO) throw new RangeError('the token stamps nothing');
  return required(partsWith(wrapped, 0xa0)[0], TAG.OCTET_STRING).content;
}

function verifySigner(
  info: Der | undefined,
  content: Uint8Array,
  { certificates, suite }: StampContext,
): Certificate | UndecidedStamp {
  const [, sid, digestAlgorithm, signedAttributes, signatureAlgorithm, signature] = partsWith(info, TAG.SEQUENCE);
  const signer = signerOf(sid, certificates);
  if (signer === undefined) {
    return { code: 'NO_CERTIFICATE', detail: 'the certificate of its authority is neither in the token nor given' };
  }
  const hash = hashOf(digestAlgorithm);
  const algorithm = signatureAlgorithmOf(signatureAlgorithm, hash);
  if (hash === undefined || algorithm === undefined)
    return notComputed('the token is signed with an algorithm that is weak or not known here');
  const attributes = new Map(partsWith(signedAttributes, 0xa0).map((each) => attributeOf(each)));
  if (oidOf(attributes.get(CONTENT_TYPE)) !== TST_INFO) throw new RangeError('the signature is not of a time stamp');
  const digest = required(attributes.get(MESSAGE_DIGEST), TAG.OCTET_STRING).content;
  if (!sameBytes(digest, suite.digest(hash, content))) throw new RangeError('the token is changed after it was signed');
  requireNamed(attributes.get(SIGNING_CERTIFICATE_V2), signer, suite);
  // What is signed are the attributes as a SET. RFC 5652, 5.4.
  const message = Uint8Array.from((signedAttributes as Der).whole);
  message[0] = TAG.SET;
  const value = required(signature, TAG.OCTET_STRING).content;
  const holds = suite.verify(algorithm, { spki: signer.spki, message, value });
  if (holds === undefined) return notComputed(`the key of ${nameText(signer.subject)} is weak or not known here`);
  if (!holds) throw new RangeError(`the signature of the token is not by ${nameText(signer.subject)}`);
  return signer;
}

/** By issuer and serial; a signer that is named by its key alone is not looked for. RFC 5652, 5.3. */
function signerOf(sid: Der | undefined, certificates: readonly Certificate[]): Certificate | undefined {
  if (sid?.tag === 0x80) return undefined;
  const [issuer, serial] = partsWith(sid, TAG.SEQUENCE);
  const name = required(issuer, TAG.SEQUENCE).whole;
  return certificates.find((each) => each.serial === integerOf(serial) && sameBytes(each.issuer, name));
}

function notComputed(detail: string): UndecidedStamp {
  return { code: 'UNKNOWN_ALGORITHM', detail };
}

function attributeOf(attribute: Der): readonly [string, Der | undefined] {
  const [type, values] = partsWith(attribute, TAG.SEQUENCE);
  return [oidOf(type), partsWith(values, TAG.SET)[0]];
}

/** ESSCertIDv2 names the certificate by its hash, SHA-256 unless said. RFC 5035, 4. The first edition, by SHA-1, proves nothing. */
function requireNamed(attribute: Der | undefined, signer: Certificate, suite: SignatureSuite): void {
  if (attribute === undefined) return;
  const [first] = partsWith(partsWith(attribute, TAG.SEQUENCE)[0], TAG.SEQUENCE);
  const parts = partsWith(first, TAG.SEQUENCE);
  const stated = parts[0]?.tag === TAG.SEQUENCE ? hashOf(parts[0]) : 'SHA-256';
  const value = parts.find(({ tag }) => tag === TAG.OCTET_STRING);
  if (stated === undefined || value === undefined || !sameBytes(value.content, suite.digest(stated, signer.der)))
    throw new RangeError('the token names another certificate than the one that came with it');
}
