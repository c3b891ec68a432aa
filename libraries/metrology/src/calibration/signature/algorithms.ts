// SPDX-License-Identifier: Apache-2.0
import type { CanonicalMethod } from '../xml/canonicalise.ts';
import type { HashName, SignatureAlgorithm } from './signature-suite.ts';

export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
export const XADES = 'http://uri.etsi.org/01903/v1.3.2#';
export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const FILTER_2 = 'http://www.w3.org/2002/06/xmldsig-filter2';
export const SIGNED_PROPERTIES = 'http://uri.etsi.org/01903#SignedProperties';

// RFC 9231, 2.1 to 2.3; XML Signature 1.1, 6.2 and 6.4.
const HASHES: ReadonlyMap<string, HashName | 'weak'> = new Map<string, HashName | 'weak'>([
  ['http://www.w3.org/2001/04/xmlenc#sha256', 'SHA-256'],
  ['http://www.w3.org/2001/04/xmldsig-more#sha384', 'SHA-384'],
  ['http://www.w3.org/2001/04/xmlenc#sha512', 'SHA-512'],
  [`${DSIG}sha1`, 'weak'],
  ['http://www.w3.org/2001/04/xmldsig-more#md5', 'weak'],
]);
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
const SIGNATURES: ReadonlyMap<string, SignatureAlgorithm | 'weak'> = new Map<string, SignatureAlgorithm | 'weak'>([
  [`${MORE}ecdsa-sha256`, { kind: 'ecdsa', hash: 'SHA-256', encoding: 'r||s' }],
  [`${MORE}ecdsa-sha384`, { kind: 'ecdsa', hash: 'SHA-384', encoding: 'r||s' }],
  [`${MORE}ecdsa-sha512`, { kind: 'ecdsa', hash: 'SHA-512', encoding: 'r||s' }],
  [`${MORE}rsa-sha256`, { kind: 'rsa', hash: 'SHA-256' }],
  [`${MORE}rsa-sha384`, { kind: 'rsa', hash: 'SHA-384' }],
  [`${MORE}rsa-sha512`, { kind: 'rsa', hash: 'SHA-512' }],
  [`${DSIG}rsa-sha1`, 'weak'],
  [`${DSIG}dsa-sha1`, 'weak'],
  [`${MORE}ecdsa-sha1`, 'weak'],
  [`${MORE}rsa-md5`, 'weak'],
]);
const CANONICAL: ReadonlyMap<string, CanonicalMethod> = new Map<string, CanonicalMethod>([
  ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'c14n10'],
  ['http://www.w3.org/2006/12/xml-c14n11', 'c14n11'],
  [EXCLUSIVE.slice(0, -1), 'exclusive'],
]);

/** An algorithm, or why it is not used. */
export type Looked<T> = { readonly known: T } | { readonly fault: 'WEAK_ALGORITHM' | 'UNKNOWN_ALGORITHM' };

export function hashByName(uri: string | undefined): Looked<HashName> {
  return looked(HASHES.get(uri ?? ''));
}

export function signatureByName(uri: string | undefined): Looked<SignatureAlgorithm> {
  return looked(SIGNATURES.get(uri ?? ''));
}

/** A canonical form with its comments or without. The names end in #WithComments where comments count. */
export function canonicalByName(
  uri = '',
): { readonly method: CanonicalMethod; readonly withComments: boolean } | undefined {
  const withComments = uri.endsWith(WITH_COMMENTS);
  const method = CANONICAL.get(withComments ? uri.slice(0, -WITH_COMMENTS.length) : uri.replace(/#$/, ''));
  return method === undefined ? undefined : { method, withComments };
}

const WITH_COMMENTS = '#WithComments';

function looked<T>(found: T | 'weak' | undefined): Looked<T> {
  if (found === undefined) return { fault: 'UNKNOWN_ALGORITHM' };
  return found === 'weak' ? { fault: 'WEAK_ALGORITHM' } : { known: found };
}
