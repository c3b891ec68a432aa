// SPDX-License-Identifier: Apache-2.0
import { createHash, sign } from 'node:crypto';
import { canonicalDocument, canonicalElement, type CanonicalOptions } from '../xml/canonicalise.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { childElements, type XmlElement } from '../xml/xml-node.ts';
import type { Holder } from './authority.ts';

/** What a test may do otherwise than a signer does. */
export interface SignOptions {
  readonly canonical?: string;
  readonly inclusive?: string;
  readonly signatureMethod?: string;
  readonly digestMethod?: string;
  readonly certificates?: readonly Uint8Array[];
  readonly transforms?: string;
  readonly more?: string;
  /** What its transforms leave out; absent, itself. */
  readonly omits?: (element: XmlElement) => boolean;
  readonly uri?: string;
  readonly certDigestMethod?: string;
  readonly issuerSerial?: string;
  readonly signedProperties?: string;
  /** XML of unsigned signature properties; gets the canonical SignatureValue. */
  readonly unsigned?: (canonicalValue: string) => string;
  /** Changes the signature before it is made, and so signed. */
  readonly before?: (signature: string) => string;
}

export const C14N11 = 'http://www.w3.org/2006/12/xml-c14n11';
export const EXC = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const SHA256_URI = 'http://www.w3.org/2001/04/xmlenc#sha256';
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const hashed = (text: string | Uint8Array, name = 'sha256'): string => createHash(name).update(text).digest('base64');

/** Signs a document as XAdES B-B, enveloped; the digests are made with our canonical forms, which libxml2 confirms elsewhere. */
export function signDcc(xml: string, signer: Holder, options: SignOptions = {}): string {
  const canonical = options.canonical ?? C14N11;
  const method = options.signatureMethod ?? `${MORE}${signer.kind === 'ec' ? 'ecdsa' : 'rsa'}-sha256`;
  const certificates = options.certificates ?? [signer.certificate];
  const digestMethod = options.digestMethod ?? SHA256_URI;
  const prefixes =
    options.inclusive === undefined
      ? ''
      : `<ec:InclusiveNamespaces xmlns:ec="${EXC}" PrefixList="${options.inclusive}"/>`;
  const transforms =
    options.transforms ??
    `<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="${canonical}">${prefixes}</ds:Transform>`;
  const named =
    options.signedProperties ??
    `<xades:SigningTime>2025-06-01T12:00:00Z</xades:SigningTime><xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="${options.certDigestMethod ?? SHA256_URI}"/><ds:DigestValue>${hashed(signer.certificate)}</ds:DigestValue></xades:CertDigest>${options.issuerSerial === undefined ? '' : `<xades:IssuerSerialV2>${options.issuerSerial}</xades:IssuerSerialV2>`}</xades:Cert></xades:SigningCertificateV2>`;
  const properties = `<xades:SignedProperties Id="sp"><xades:SignedSignatureProperties>${named}</xades:SignedSignatureProperties></xades:SignedProperties>`;
  const reference = (uri: string, type: string, digest: string, inner: string): string =>
    `<ds:Reference${type} URI="${uri}"><ds:Transforms>${inner}</ds:Transforms><ds:DigestMethod Algorithm="${digestMethod}"/><ds:DigestValue>${digest}</ds:DigestValue></ds:Reference>`;
  const build = (digests: readonly [string, string], value: string, unsigned: string): string =>
    (options.before ?? ((text) => text))(
      `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#" Id="sig"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="${EXC}"/><ds:SignatureMethod Algorithm="${method}"/>` +
        reference(options.uri ?? '', '', digests[0], transforms) +
        reference(
          '#sp',
          ' Type="http://uri.etsi.org/01903#SignedProperties"',
          digests[1],
          `<ds:Transform Algorithm="${EXC}"/>`,
        ) +
        `${options.more ?? ''}</ds:SignedInfo><ds:SignatureValue Id="val">${value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>` +
        certificates.map((each) => `<ds:X509Certificate>${base64(each)}</ds:X509Certificate>`).join('') +
        `</ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#" Target="#sig">${properties}` +
        `${unsigned === '' ? '' : `<xades:UnsignedProperties><xades:UnsignedSignatureProperties>${unsigned}</xades:UnsignedSignatureProperties></xades:UnsignedProperties>`}` +
        '</xades:QualifyingProperties></ds:Object></ds:Signature>',
    );
  const place = (signature: string): string => xml.replace(/(<\/[\w:]+>\s*)$/, `${signature}$1`);
  const form = formOf(canonical, options.inclusive);
  let signature = build(['', ''], '', '');
  let document = parseXml(place(signature));
  const own = childElements(document.root).at(-1) as XmlElement;
  const digests = [
    hashed(canonicalDocument(document, { ...form, omits: options.omits ?? ((each) => each === own) })),
    hashed(canonicalElement(document, find(own, 'SignedProperties'), { method: 'exclusive' })),
  ] as const;
  signature = build(digests, '', '');
  document = parseXml(place(signature));
  const info = canonicalElement(document, find(childElements(document.root).at(-1) as XmlElement, 'SignedInfo'), {
    method: 'exclusive',
  });
  const value = sign('sha256', Buffer.from(info), { key: signer.privateKey, dsaEncoding: 'ieee-p1363' }).toString(
    'base64',
  );
  signature = build(digests, value, '');
  if (options.unsigned !== undefined) {
    document = parseXml(place(signature));
    const canonicalValue = canonicalElement(
      document,
      find(childElements(document.root).at(-1) as XmlElement, 'SignatureValue'),
      { method: 'exclusive' },
    );
    signature = build(digests, value, options.unsigned(canonicalValue));
  }
  return place(signature);
}

function formOf(uri: string, inclusive: string | undefined): CanonicalOptions {
  const method = uri.startsWith(EXC.slice(0, -1)) ? 'exclusive' : uri.startsWith(C14N11) ? 'c14n11' : 'c14n10';
  return inclusive === undefined
    ? { method }
    : { method, inclusivePrefixes: inclusive.split(' ').map((prefix) => (prefix === '#default' ? '' : prefix)) };
}

/** The first element of this name, in document order. */
export function find(element: XmlElement, local: string): XmlElement {
  const search = (at: XmlElement): XmlElement | undefined => {
    if (at.local === local) return at;
    for (const child of childElements(at)) {
      const found = search(child);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const found = search(element);
  if (found === undefined) throw new Error(`no ${local}`);
  return found;
}
