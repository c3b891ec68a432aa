// SPDX-License-Identifier: Apache-2.0
import { attributeOf, textOf, type XmlElement } from '../xml/xml-node.ts';
import { DSIG, hashByName, XADES } from './algorithms.ts';
import { bytesOfBase64, type Certificate, readable } from './certificate.ts';
import { failed, passed, type SignatureCheck, undecided } from './check.ts';
import { integerOf, parseDer, partsOf, sameBytes } from './der.ts';
import { named, type SignatureStructure } from './signature-structure.ts';
import type { SignatureSuite } from './signature-suite.ts';

/** The certificate by which a signature is verified, and the others that came with it. */
export interface FoundCertificate {
  readonly check: SignatureCheck;
  readonly certificate?: Certificate;
  readonly pool: readonly Certificate[];
}

const NAME = 'signing-certificate';

/**
 * The certificate whose hash the signed properties name: a certificate that nobody signed for may be put in its place by
 * anybody. ETSI EN 319 132-1, 5.2.2 (SigningCertificateV2); ETSI TS 101 903, 7.2.2 (SigningCertificate, not by SHA-1).
 */
export function findSigningCertificate(structure: SignatureStructure, suite: SignatureSuite): FoundCertificate {
  const pool = structure.certificates.flatMap(readable);
  const [first] = pool;
  if (first === undefined) {
    return {
      check: undecided(NAME, 'NO_CERTIFICATE', 'no certificate that can be read came with the signature'),
      pool,
    };
  }
  const cert = namedCertificate(structure.signedProperties);
  if (cert === undefined) {
    const detail = 'the signature does not say by which certificate it is made: one may be put in the place of another';
    const check = undecided(NAME, 'CERTIFICATE_NOT_NAMED', detail);
    return { check, certificate: pool.find((each) => isLeaf(each, pool)) ?? first, pool };
  }
  const [method] = named(cert.digest, DSIG, 'DigestMethod');
  const [value] = named(cert.digest, DSIG, 'DigestValue');
  const algorithm = method === undefined ? undefined : attributeOf(method, 'Algorithm');
  if (algorithm === undefined || value === undefined) {
    return { check: failed(NAME, 'CERTIFICATE_NOT_NAMED', 'the certificate is named without its hash'), pool };
  }
  const hash = hashByName(algorithm);
  if ('fault' in hash) {
    return {
      check: undecided(NAME, hash.fault, `the certificate is named by ${algorithm}, weak or not known here`),
      pool,
    };
  }
  const digest = bytesOfBase64(textOf(value));
  const der = structure.certificates.find((each) => sameBytes(suite.digest(hash.known, each), digest));
  const certificate = pool.find((each) => each.der === der);
  if (der !== undefined && certificate === undefined) {
    return {
      check: undecided(NAME, 'NO_CERTIFICATE', 'the certificate that was signed for cannot be read here'),
      pool,
    };
  }
  if (certificate === undefined || !isIssuedAsSaid(certificate, cert.issuerSerial)) {
    const detail = 'the certificate that came with the signature is not the one that was signed for';
    return { check: failed(NAME, 'CERTIFICATE_DIFFERS', detail), pool };
  }
  return { check: passed(NAME), certificate, pool };
}

/** Certificates may come in any order, and those of CAs with them: the signer's issues none of the others. */
function isLeaf(certificate: Certificate, pool: readonly Certificate[]): boolean {
  return !pool.some((other) => other !== certificate && sameBytes(other.issuer, certificate.subject));
}

function namedCertificate(
  signedProperties: XmlElement | undefined,
): { readonly digest: XmlElement; readonly issuerSerial: XmlElement | undefined } | undefined {
  const [properties] =
    signedProperties === undefined ? [] : named(signedProperties, XADES, 'SignedSignatureProperties');
  const said = properties === undefined ? [] : ['SigningCertificateV2', 'SigningCertificate'];
  const [list] = said.flatMap((name) => named(properties as XmlElement, XADES, name));
  const [cert] = list === undefined ? [] : named(list, XADES, 'Cert');
  const [digest] = cert === undefined ? [] : named(cert, XADES, 'CertDigest');
  if (cert === undefined || digest === undefined) return undefined;
  return { digest, issuerSerial: named(cert, XADES, 'IssuerSerialV2')[0] };
}

/** IssuerSerial = SEQUENCE { GeneralNames, INTEGER }; the name is a directoryName. RFC 5035, 4. */
function isIssuedAsSaid({ issuer, serial }: Certificate, said: XmlElement | undefined): boolean {
  if (said === undefined) return true;
  const [names, number] = partsOf(parseDer(bytesOfBase64(textOf(said))));
  const [directory] = names === undefined ? [] : partsOf(names).flatMap((name) => partsOf(name));
  return integerOf(number) === serial && directory !== undefined && sameBytes(directory.whole, issuer);
}

/** When the signer says that it signed; nobody else says so. */
export function claimedSigningTime(signedProperties: XmlElement | undefined): string | undefined {
  const [properties] =
    signedProperties === undefined ? [] : named(signedProperties, XADES, 'SignedSignatureProperties');
  const [time] = properties === undefined ? [] : named(properties, XADES, 'SigningTime');
  return time === undefined ? undefined : textOf(time).trim().slice(0, 40);
}
