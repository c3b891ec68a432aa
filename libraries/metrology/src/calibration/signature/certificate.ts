// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import { MetrologyError } from '../../metrology-error.ts';
import { isBase64 } from '../base64.ts';
import { bitsOf, type Der, integerOf, oidOf, parseDer, partsOf, partsWith, required, TAG, timeOf } from './der.ts';
import type { HashName, SignatureAlgorithm } from './signature-suite.ts';

/** A certificate of a key. RFC 5280, 4.1. Nothing of it is verified by being read. */
export interface Certificate {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly serial: string;
  /** Names as they stand in DER: names are compared as bytes (RFC 5280, 7.1 allows more, and CAs need no more). */
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Instant;
  readonly notAfter: Instant;
  readonly spki: Uint8Array;
  readonly algorithm: Der;
  readonly signature: Uint8Array;
  readonly extensions: ReadonlyMap<string, { readonly isCritical: boolean; readonly value: Uint8Array }>;
}

export const OID = {
  basicConstraints: '2.5.29.19',
  keyUsage: '2.5.29.15',
  extendedKeyUsage: '2.5.29.37',
  certificatePolicies: '2.5.29.32',
  subjectAlternativeName: '2.5.29.17',
  timeStamping: '1.3.6.1.5.5.7.3.8',
} as const;

/** Certificate = SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }. RFC 5280, 4.1. Throws BAD_DER. */
export function parseCertificate(der: Uint8Array): Certificate {
  const [tbs, algorithm, signature] = partsWith(parseDer(der), TAG.SEQUENCE);
  const body = [...partsWith(tbs, TAG.SEQUENCE)];
  if (body[0]?.tag === 0xa0) body.shift();
  const [serial, inner, issuer, validity, subject, spki, ...rest] = body;
  const [notBefore, notAfter] = partsWith(validity, TAG.SEQUENCE);
  if (!sameDer(inner, algorithm)) throw new MetrologyError('BAD_DER', 'the two algorithms of the certificate differ');
  return {
    der,
    tbs: required(tbs, TAG.SEQUENCE).whole,
    serial: integerOf(serial),
    issuer: required(issuer, TAG.SEQUENCE).whole,
    subject: required(subject, TAG.SEQUENCE).whole,
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    spki: required(spki, TAG.SEQUENCE).whole,
    algorithm: required(algorithm, TAG.SEQUENCE),
    signature: bitsOf(signature),
    extensions: readExtensions(rest.find(({ tag }) => tag === 0xa3)),
  };
}

/** Anybody may put a certificate beside the others that this reading does not understand: it takes nothing from them. */
export function readable(der: Uint8Array): readonly Certificate[] {
  try {
    return [parseCertificate(der)];
  } catch {
    return [];
  }
}

function sameDer(a: Der | undefined, b: Der | undefined): boolean {
  return String(a?.whole) === String(b?.whole);
}

function readExtensions(wrapped: Der | undefined): Certificate['extensions'] {
  const found = new Map<string, { readonly isCritical: boolean; readonly value: Uint8Array }>();
  if (wrapped === undefined) return found;
  for (const extension of partsWith(partsOf(wrapped)[0], TAG.SEQUENCE)) {
    const [oid, ...rest] = partsWith(extension, TAG.SEQUENCE);
    const name = oidOf(oid);
    if (found.has(name)) throw new MetrologyError('BAD_DER', `the extension ${name} stands twice`);
    const isCritical = rest[0]?.tag === TAG.BOOLEAN && rest[0].content[0] !== 0;
    found.set(name, { isCritical, value: required(rest.at(-1), TAG.OCTET_STRING).content });
  }
  return found;
}

// RFC 5758, 3.2; RFC 4055, 5; RFC 8017, A.2.4. Those with SHA-1 and MD5 are named, to say why they are refused.
const ALGORITHMS: ReadonlyMap<string, SignatureAlgorithm | 'weak'> = new Map<string, SignatureAlgorithm | 'weak'>([
  ['1.2.840.10045.4.3.2', { kind: 'ecdsa', hash: 'SHA-256', encoding: 'der' }],
  ['1.2.840.10045.4.3.3', { kind: 'ecdsa', hash: 'SHA-384', encoding: 'der' }],
  ['1.2.840.10045.4.3.4', { kind: 'ecdsa', hash: 'SHA-512', encoding: 'der' }],
  ['1.2.840.113549.1.1.11', { kind: 'rsa', hash: 'SHA-256' }],
  ['1.2.840.113549.1.1.12', { kind: 'rsa', hash: 'SHA-384' }],
  ['1.2.840.113549.1.1.13', { kind: 'rsa', hash: 'SHA-512' }],
  ['1.2.840.10045.4.1', 'weak'],
  ['1.2.840.113549.1.1.5', 'weak'],
  ['1.2.840.113549.1.1.4', 'weak'],
]);
// FIPS 180-4 by their identifiers in RFC 5754, 2; RFC 3370, 2.1 for SHA-1.
const HASHES: ReadonlyMap<string, HashName> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'SHA-256'],
  ['2.16.840.1.101.3.4.2.2', 'SHA-384'],
  ['2.16.840.1.101.3.4.2.3', 'SHA-512'],
]);
/** rsaEncryption: in a time stamp the hash then stands beside it. RFC 3370, 3.2. */
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';

/** The signature algorithm of an AlgorithmIdentifier; undefined when it is weak or not known. */
export function signatureAlgorithmOf(identifier: Der | undefined, beside?: HashName): SignatureAlgorithm | undefined {
  const oid = oidOf(partsWith(identifier, TAG.SEQUENCE)[0]);
  if (oid === RSA_ENCRYPTION && beside !== undefined) return { kind: 'rsa', hash: beside };
  const found = ALGORITHMS.get(oid);
  return found === 'weak' ? undefined : found;
}

/** The hash of an AlgorithmIdentifier; undefined when it is SHA-1 or not known. */
export function hashOf(identifier: Der | undefined): HashName | undefined {
  return HASHES.get(oidOf(partsWith(identifier, TAG.SEQUENCE)[0]));
}

const NAME_PARTS: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
]);

/** A name for people: 'CN=…, O=…, C=…', in the order in which it is written. RFC 4514, without its escapes. */
export function nameText(name: Uint8Array): string {
  const decoder = new TextDecoder('utf-8');
  const parts = partsOf(parseDer(name)).flatMap((set) =>
    partsOf(set).map((pair) => {
      const [oid, value] = partsOf(pair);
      const type = oidOf(oid);
      return `${NAME_PARTS.get(type) ?? type}=${decoder.decode(value?.content)}`;
    }),
  );
  return parts.join(', ').slice(0, 300);
}

/** Certificates in PEM text, each decoded. RFC 7468, 5. */
export function certificatesFromPem(text: string): readonly Uint8Array[] {
  const found = text.matchAll(/-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]*)-----END CERTIFICATE-----/g);
  return [...found].map(([, base64 = '']) => bytesOfBase64(base64));
}

/** Bytes of base64 text, spaces ignored. Throws BAD_DER when it is none. RFC 4648, 4. */
export function bytesOfBase64(text: string): Uint8Array {
  const plain = text.replace(/[ \t\r\n]/g, '');
  if (!isBase64(plain)) throw new MetrologyError('BAD_DER', 'base64 is expected');
  return Uint8Array.from(atob(plain), (sign) => sign.charCodeAt(0));
}
