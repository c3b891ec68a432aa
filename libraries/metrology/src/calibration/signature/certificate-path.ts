// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Instant } from '@touchstone/identifiers';
import { type Certificate, nameText, OID, signatureAlgorithmOf } from './certificate.ts';
import { oidOf, parseDer, partsOf, sameBytes, TAG } from './der.ts';
import type { SignatureSuite } from './signature-suite.ts';

/** Why no path holds. Closed. */
export type PathCode =
  | 'NO_ROOTS'
  | 'NO_PATH_TO_ROOT'
  | 'CERTIFICATE_NOT_VALID_AT'
  | 'NOT_A_CA'
  | 'PATH_TOO_LONG'
  | 'KEY_NOT_FOR_THIS'
  | 'UNKNOWN_CRITICAL_EXTENSION';

export interface PathQuestion {
  readonly suite: SignatureSuite;
  /** Certificates that are trusted for what they are. */
  readonly roots: readonly Certificate[];
  /** Certificates that came with the document: nobody vouches for them. */
  readonly pool: readonly Certificate[];
  readonly at: Instant;
  readonly purpose: 'signing' | 'time-stamping';
}

export type PathVerdict =
  | { readonly holds: true; readonly path: readonly Certificate[] }
  | { readonly holds: false; readonly code: PathCode; readonly detail: string };

const LENGTH_MAX = 8;
const TRIES_MAX = 64;
// What RFC 5280 calls critical and this reading understands; policies are not restricted by any root here.
const UNDERSTOOD: readonly string[] = [
  OID.basicConstraints,
  OID.keyUsage,
  OID.extendedKeyUsage,
  OID.certificatePolicies,
  OID.subjectAlternativeName,
];

/**
 * A path from the certificate to a root: each signed by the next, in force at the moment, each issuer a CA.
 * RFC 5280, 6.1, without policies and name constraints: a certificate with critical ones is refused.
 */
export function findPath(leaf: Certificate, question: PathQuestion): PathVerdict {
  if (question.roots.length === 0) return { holds: false, code: 'NO_ROOTS', detail: 'no root certificate was given' };
  const search: Search = { question, tries: 0, fault: undefined };
  const path = extend([leaf], search);
  if (path !== undefined) return { holds: true, path };
  const detail = `none of ${question.roots.length} roots vouches for ${nameText(leaf.subject)}, issued by ${nameText(leaf.issuer)}`;
  return search.fault ?? { holds: false, code: 'NO_PATH_TO_ROOT', detail };
}

interface Search {
  readonly question: PathQuestion;
  tries: number;
  /** Of the first path that reaches a root and does not hold. */
  fault: Extract<PathVerdict, { holds: false }> | undefined;
}

function extend(path: readonly Certificate[], search: Search): readonly Certificate[] | undefined {
  const last = path.at(-1) as Certificate;
  const { roots, pool } = search.question;
  if (roots.some(({ der }) => sameBytes(der, last.der))) return holding(path, search);
  if (path.length >= LENGTH_MAX) return undefined;
  for (const issuer of [...roots, ...pool]) {
    if (!sameBytes(issuer.subject, last.issuer) || path.includes(issuer) || !signs(issuer, last, search)) continue;
    const found = extend([...path, issuer], search);
    if (found !== undefined) return found;
  }
  return undefined;
}

function signs(issuer: Certificate, { tbs, algorithm, signature }: Certificate, search: Search): boolean {
  search.tries += 1;
  const known = signatureAlgorithmOf(algorithm);
  if (known === undefined || search.tries > TRIES_MAX) return false;
  return search.question.suite.verify(known, { spki: issuer.spki, message: tbs, value: signature }) === true;
}

function holding(path: readonly Certificate[], search: Search): readonly Certificate[] | undefined {
  const faults = path.flatMap((certificate, index) => faultOf(certificate, index, search.question) ?? []);
  const [fault] = faults;
  if (fault === undefined) return path;
  search.fault ??= { holds: false, ...fault };
  return undefined;
}

function faultOf(
  certificate: Certificate,
  index: number,
  { at, purpose }: PathQuestion,
): { readonly code: PathCode; readonly detail: string } | undefined {
  const name = nameText(certificate.subject);
  const { notBefore, notAfter, extensions } = certificate;
  if (compareInstants(at, notBefore) < 0 || compareInstants(at, notAfter) > 0)
    return {
      code: 'CERTIFICATE_NOT_VALID_AT',
      detail: `${name} is in force from ${notBefore} to ${notAfter}, not at ${at}`,
    };
  const unknown = [...extensions].find(([oid, { isCritical }]) => isCritical && !UNDERSTOOD.includes(oid));
  if (unknown !== undefined)
    return { code: 'UNKNOWN_CRITICAL_EXTENSION', detail: `${name} has the critical extension ${unknown[0]}` };
  if (index === 0) return leafFault(certificate, name, purpose);
  const { isCa, pathLength } = basicConstraints(certificate);
  if (!isCa || !mayUse(certificate, [KEY_CERT_SIGN]))
    return { code: 'NOT_A_CA', detail: `${name} may not issue certificates` };
  // The certificates between this one and the leaf.
  if (pathLength !== undefined && index - 1 > pathLength)
    return {
      code: 'PATH_TOO_LONG',
      detail: `${name} allows ${pathLength} certificates of CAs below it, not ${index - 1}`,
    };
  return undefined;
}

const DIGITAL_SIGNATURE = 0;
const CONTENT_COMMITMENT = 1;
const KEY_CERT_SIGN = 5;

function leafFault(
  certificate: Certificate,
  name: string,
  purpose: PathQuestion['purpose'],
): { readonly code: PathCode; readonly detail: string } | undefined {
  if (!mayUse(certificate, [DIGITAL_SIGNATURE, CONTENT_COMMITMENT]))
    return { code: 'KEY_NOT_FOR_THIS', detail: `the key of ${name} is not for signatures` };
  if (purpose === 'signing') return undefined;
  // RFC 3161, 2.3: the only purpose, and critical.
  const usage = certificate.extensions.get(OID.extendedKeyUsage);
  const purposes = usage === undefined ? [] : partsOf(parseDer(usage.value)).map(oidOf);
  if (usage?.isCritical === true && purposes.length === 1 && purposes[0] === OID.timeStamping) return undefined;
  return { code: 'KEY_NOT_FOR_THIS', detail: `the key of ${name} is not for time stamps alone` };
}

function basicConstraints({ extensions }: Certificate): { readonly isCa: boolean; readonly pathLength?: number } {
  const extension = extensions.get(OID.basicConstraints);
  if (extension === undefined) return { isCa: false };
  const [flag, length] = partsOf(parseDer(extension.value));
  const isCa = flag?.tag === TAG.BOOLEAN && flag.content[0] !== 0;
  if (length === undefined) return { isCa };
  // One that is longer than a byte limits nothing here.
  return length.content.length === 1 ? { isCa, pathLength: length.content[0] as number } : { isCa };
}

/** Whether the key may be used in one of these ways; a certificate that names none allows all. RFC 5280, 4.2.1.3. */
function mayUse({ extensions }: Certificate, bits: readonly number[]): boolean {
  const extension = extensions.get(OID.keyUsage);
  if (extension === undefined) return true;
  const flags = parseDer(extension.value).content[1] ?? 0;
  return bits.some((bit) => (flags & (0x80 >> bit)) !== 0);
}
