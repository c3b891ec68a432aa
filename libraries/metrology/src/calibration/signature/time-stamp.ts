// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import { type Certificate, hashOf, nameText, parseCertificate, signatureAlgorithmOf } from './certificate.ts';
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

const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';

/**
 * TimeStampToken = ContentInfo of SignedData of TSTInfo, with one signer. RFC 3161, 2.4.2; RFC 5652, 5; RFC 5816.
 * Throws MetrologyError (BAD_DER) or RangeError when it is none, or when its own signature does not hold.
 */
export function readTimeStamp(token: Uint8Array, suite: SignatureSuite): TimeStamp {
  const [type, wrapped] = partsWith(parseDer(token), TAG.SEQUENCE);
  if (oidOf(type) !== SIGNED_DATA) throw new RangeError('the token is not signed data');
  const [, , encapsulated, ...rest] = partsWith(partsWith(wrapped, 0xa0)[0], TAG.SEQUENCE);
  const content = contentOf(encapsulated);
  const embedded = rest.find(({ tag }) => tag === 0xa0);
  const certificates = (embedded === undefined ? [] : partsOf(embedded))
    .filter(({ tag }) => tag === TAG.SEQUENCE)
    .slice(0, 16)
    .map(({ whole }) => parseCertificate(whole));
  const [signerInfo, second] = partsWith(rest.at(-1), TAG.SET);
  if (second !== undefined) throw new RangeError('a time stamp has one signer');
  const signer = verifySigner(signerInfo, content, { certificates, suite });
  const [, , imprint, , time] = partsWith(parseDer(content), TAG.SEQUENCE);
  const [algorithm, hashed] = partsWith(imprint, TAG.SEQUENCE);
  const hash = hashOf(algorithm);
  if (hash === undefined) throw new RangeError('the time stamp is over a hash that is weak or not known');
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
  { certificates, suite }: { readonly certificates: readonly Certificate[]; readonly suite: SignatureSuite },
): Certificate {
  const [, sid, digestAlgorithm, signedAttributes, signatureAlgorithm, signature] = partsWith(info, TAG.SEQUENCE);
  const [issuer, serial] = partsWith(sid, TAG.SEQUENCE);
  const signer = certificates.find(
    (each) => each.serial === integerOf(serial) && sameBytes(each.issuer, required(issuer, TAG.SEQUENCE).whole),
  );
  if (signer === undefined) throw new RangeError('the certificate of the authority is not in the token');
  const hash = hashOf(digestAlgorithm);
  const algorithm = signatureAlgorithmOf(signatureAlgorithm, hash);
  if (hash === undefined || algorithm === undefined)
    throw new RangeError('the token is signed with an algorithm that is weak or not known');
  const attributes = new Map(partsWith(signedAttributes, 0xa0).map((each) => attributeOf(each)));
  if (oidOf(attributes.get(CONTENT_TYPE)) !== TST_INFO) throw new RangeError('the signature is not of a time stamp');
  const digest = required(attributes.get(MESSAGE_DIGEST), TAG.OCTET_STRING).content;
  if (!sameBytes(digest, suite.digest(hash, content))) throw new RangeError('the token is changed after it was signed');
  requireNamed(attributes.get(SIGNING_CERTIFICATE_V2), signer, suite);
  // What is signed are the attributes as a SET. RFC 5652, 5.4.
  const message = Uint8Array.from((signedAttributes as Der).whole);
  message[0] = TAG.SET;
  const value = required(signature, TAG.OCTET_STRING).content;
  if (!suite.verify(algorithm, { spki: signer.spki, message, value }))
    throw new RangeError(`the signature of the token is not by ${nameText(signer.subject)}`);
  return signer;
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
