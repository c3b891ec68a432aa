// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nameOf } from '../testing/authority.ts';
import { der, integer, seq } from '../testing/der-writer.ts';
import { C14N11, EXC, SHA256_URI, type SignOptions, signDcc } from '../testing/sign-dcc.ts';
import { B, faults, RSA, SIGNER, verdict, XML } from '../testing/verdicts.ts';

describe('verifySignatures() under attack', () => {
  const signed = signDcc(XML, SIGNER);
  const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(signed)?.[0] as string;

  it.each([
    ['a value is changed', signed.replace('1.20', '1.02'), ['document-digest DIGEST_DIFFERS']],
    ['an element is added', signed.replace('<d:a ', '<d:b/><d:a '), ['document-digest DIGEST_DIFFERS']],
    ['the time of signing is changed', signed.replace('12:00:00Z', '13:00:00Z'), ['properties-digest DIGEST_DIFFERS']],
    [
      'a digest is changed with the document',
      signed
        .replace('1.20', '1.02')
        .replace(/<ds:DigestValue>[^<]*/, () => `<ds:DigestValue>${createHash('sha256').update('x').digest('base64')}`),
      ['document-digest DIGEST_DIFFERS', 'signature-value BAD_SIGNATURE'],
    ],
    [
      'the signature is wrapped with a document in it',
      `<d:c xmlns:d="urn:d"><d:a>9</d:a><x>${signed}</x></d:c>`,
      ['placement SIGNATURE_MISPLACED'],
    ],
    [
      'a second signature hides further down',
      signed.replace(
        '<d:a ',
        `<x>${signature.replaceAll('"sig"', '"s2"').replaceAll('"sp"', '"p2"').replaceAll('"val"', '"v2"')}</x><d:a `,
      ),
      ['placement SIGNATURE_MISPLACED'],
    ],
    [
      'an identifier stands twice',
      signed.replace('id="one"', 'id="sp"'),
      ['unique-ids DUPLICATE_ID', 'document-digest DIGEST_DIFFERS'],
    ],
    [
      'an identifier of another spelling stands twice',
      signed.replace('id="one"', 'ID="sig"'),
      ['unique-ids DUPLICATE_ID', 'document-digest DIGEST_DIFFERS'],
    ],
  ])('rejects it when %s', (_, xml, expected) => {
    expect(verdict(xml).outcome).toBe('rejected');
    const found = faults(xml).filter((fault) => !fault.startsWith('time-stamp'));
    expect(found.slice(0, expected.length)).toEqual(expected);
  });

  it('rejects many signatures, and looks at each of two', () => {
    const many = signed.replace(signature, Array.from({ length: 9 }, () => signature).join(''));
    expect(faults(many)[0]).toBe('placement TOO_MANY_SIGNATURES');
    expect(verdict(many).signatures).toHaveLength(8);
    const twice = signDcc(
      signed
        .replaceAll('"sig"', '"s1"')
        .replaceAll('#sig', '#s1')
        .replaceAll('"sp"', '"p1"')
        .replaceAll('#sp', '#p1')
        .replaceAll('"val"', '"v1"'),
      RSA,
    );
    expect(verdict(twice).signatures.map(({ level }) => level)).toEqual(['none', 'B']);
    expect(verdict(twice).outcome).toBe('rejected');
  });

  it.each<[string, SignOptions, string]>([
    ['a part of the document only', { uri: '#one' }, 'references PARTIAL_REFERENCE'],
    ['something elsewhere', { uri: 'https://example.org/' }, 'references EXTERNAL_REFERENCE'],
    [
      'the document with its signature in it',
      { transforms: `<ds:Transform Algorithm="${C14N11}"/>` },
      'references DOCUMENT_NOT_SIGNED',
    ],
    [
      'what a style sheet makes of it',
      { transforms: '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/>' },
      'references TRANSFORM_REFUSED',
    ],
    [
      'what a path selects of it',
      {
        transforms:
          '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>self::a</ds:XPath></ds:Transform>',
      },
      'references TRANSFORM_REFUSED',
    ],
    [
      'a form after a form',
      {
        transforms: `<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="${EXC}"/><ds:Transform Algorithm="${EXC}"/>`,
      },
      'references TRANSFORM_REFUSED',
    ],
    [
      'a form with something in it',
      {
        transforms: `<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="${C14N11}"><x xmlns=""/></ds:Transform>`,
      },
      'references TRANSFORM_REFUSED',
    ],
    [
      'an enveloped form with something in it',
      {
        transforms:
          '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"><x xmlns=""/></ds:Transform>',
      },
      'references TRANSFORM_REFUSED',
    ],
    ['SHA-1 as the digest', { digestMethod: 'http://www.w3.org/2000/09/xmldsig#sha1' }, 'algorithms WEAK_ALGORITHM'],
    [
      'SHA-1 in the signature',
      { signatureMethod: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' },
      'algorithms WEAK_ALGORITHM',
    ],
    [
      'a method without name',
      { before: (each) => each.replace(/SignatureMethod Algorithm="[^"]*"/, 'SignatureMethod') },
      'algorithms UNKNOWN_ALGORITHM',
    ],
    [
      'no properties',
      { before: (each) => each.replace(/<ds:Reference Type.*?<\/ds:Reference>/, '') },
      'references PROPERTIES_NOT_SIGNED',
    ],
    [
      'properties under a wrong type',
      { before: (each) => each.replace('Type="http://uri.etsi.org/01903#SignedProperties" ', '') },
      'references PROPERTIES_NOT_SIGNED',
    ],
    [
      'nothing but properties',
      { before: (each) => each.replace(/<ds:Reference URI="">.*?<\/ds:Reference>/, '') },
      'references DOCUMENT_NOT_SIGNED',
    ],
    ['a reference without URI', { before: (each) => each.replace(' URI=""', '') }, 'references EXTERNAL_REFERENCE'],
    [
      'a certificate named by SHA-1',
      { certDigestMethod: 'http://www.w3.org/2000/09/xmldsig#sha1' },
      'signing-certificate WEAK_ALGORITHM',
    ],
    [
      'a certificate other than the one that came',
      { certificates: [RSA.certificate] },
      'signing-certificate CERTIFICATE_DIFFERS',
    ],
    ['no certificate that came', { certificates: [] }, 'signing-certificate NO_CERTIFICATE'],
    ['a certificate that is none', { certificates: [Uint8Array.of(1)] }, 'signing-certificate NO_CERTIFICATE'],
    [
      'a certificate named without digest',
      {
        signedProperties: `<xades:SigningCertificateV2><xades:Cert><xades:CertDigest/></xades:Cert></xades:SigningCertificateV2>`,
      },
      'signing-certificate UNKNOWN_ALGORITHM',
    ],
    [
      'a certificate named without value',
      {
        signedProperties: `<xades:SigningCertificateV2><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="${SHA256_URI}"/></xades:CertDigest></xades:Cert></xades:SigningCertificateV2>`,
      },
      'signing-certificate CERTIFICATE_NOT_NAMED',
    ],
    [
      'a certificate of another issuer',
      { issuerSerial: Buffer.from(seq(seq(der(0xa4, nameOf('Other'))), integer(1))).toString('base64') },
      'signing-certificate CERTIFICATE_DIFFERS',
    ],
  ])('rejects what signs %s', (_, options, expected) => {
    const xml = signDcc(XML, SIGNER, options);
    expect(faults(xml)).toContain(expected);
    expect(verdict(xml).outcome).toBe('rejected');
  });

  it.each<[string, Parameters<typeof signDcc>[2]]>([
    ['RSA-PSS', { signatureMethod: 'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1' }],
    ['EdDSA', { signatureMethod: 'http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519' }],
    ['a shared secret', { signatureMethod: 'http://www.w3.org/2000/09/xmldsig#hmac-sha256' }],
    ['SHA3-256 as the digest', { digestMethod: 'http://www.w3.org/2007/05/xmldsig-more#sha3-256' }],
    [
      'a canonical form that nobody knows',
      {
        before: (each) =>
          each.replace(`CanonicalizationMethod Algorithm="${EXC}"`, 'CanonicalizationMethod Algorithm="urn:x"'),
      },
    ],
  ])('leaves open what %s would show, and still rejects a certificate that was changed', (name, options) => {
    const xml = signDcc(XML, SIGNER, options);
    expect(faults(xml)).toContain('algorithms UNKNOWN_ALGORITHM');
    expect(verdict(xml).outcome).toBe('incomplete');
    if (name.startsWith('SHA3')) return;
    expect(verdict(xml.replace('<d:c ', '<d:c changed="1" ')).outcome).toBe('rejected');
  });

  it.each<[string, (each: string) => string]>([
    ['no SignedInfo', (each) => each.replaceAll('ds:SignedInfo', 'ds:Other')],
    ['no SignatureValue', (each) => each.replaceAll('ds:SignatureValue', 'ds:Other')],
    ['a value that is no base64', (each) => each.replace(/(Id="val">)[^<]*/, '$1?')],
    ['something else beside', (each) => each.replace('<ds:Object>', '<ds:Other/><ds:Object>')],
    ['two KeyInfo', (each) => each.replace('<ds:Object>', '<ds:KeyInfo/><ds:Object>')],
    ['no reference', (each) => each.replace(/<ds:Reference.*<\/ds:Reference>/, '')],
    ['a reference with something else', (each) => each.replace('<ds:DigestMethod', '<x xmlns=""/><ds:DigestMethod')],
    ['a reference of another name', (each) => each.replace('</ds:SignedInfo>', '<ds:Other/></ds:SignedInfo>')],
    ['a reference without digest', (each) => each.replace(/<ds:DigestValue>[^<]*<\/ds:DigestValue>/, '')],
    ['properties of another signature', (each) => each.replace('Target="#sig"', 'Target="#other"')],
    ['properties and no Id', (each) => each.replace(' Id="sig"', '')],
    [
      'two sets of properties',
      (each) =>
        each.replace(
          '</ds:Object>',
          '</ds:Object><ds:Object><xades:QualifyingProperties xmlns:xades="http://uri.etsi.org/01903/v1.3.2#"/></ds:Object>',
        ),
    ],
  ])('rejects a signature with %s as badly built', (_, change) => {
    expect(faults(change(signed))[0]).toBe('structure BAD_STRUCTURE');
    expect(verdict(change(signed)).first?.level).toBe('none');
  });

  it('leaves open a signature that is not XAdES: its certificate could be exchanged', () => {
    const plain = signDcc(XML, SIGNER, {
      before: (each) =>
        each
          .replace(/<ds:Reference Type.*?<\/ds:Reference>/, '')
          .replace(/<ds:Object>.*<\/ds:Object>/, '<ds:Object Id="sp"><SignedProperties/></ds:Object>'),
    });
    expect(faults(plain)).toEqual([
      'properties-digest PROPERTIES_NOT_SIGNED',
      'signing-certificate CERTIFICATE_NOT_NAMED',
      ...B,
    ]);
    expect(verdict(plain)).toMatchObject({ outcome: 'incomplete', first: { level: 'none' } });
  });

  it('leaves open a signature whose properties name no certificate', () => {
    for (const signedProperties of [
      '',
      '<xades:SigningCertificateV2/>',
      '<xades:SigningCertificateV2><xades:Cert/></xades:SigningCertificateV2>',
    ])
      expect(faults(signDcc(XML, SIGNER, { signedProperties }))).toEqual([
        'signing-certificate CERTIFICATE_NOT_NAMED',
        ...B,
      ]);
  });

  it('rejects a signature without a certificate, and keeps no prefixes where none are listed', () => {
    const bare = signDcc(XML, SIGNER, { before: (each) => each.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, '') });
    expect(faults(bare)).toContain('signing-certificate NO_CERTIFICATE');
    const listed = signDcc(XML, SIGNER, {
      canonical: EXC,
      inclusive: '',
      before: (each) => each.replace(' PrefixList=""', ''),
    });
    expect(faults(listed)).toEqual(B);
  });

  it('rejects a canonical form that has a name of none', () => {
    const unnamed = signDcc(XML, SIGNER, {
      before: (each) => each.replace(`CanonicalizationMethod Algorithm="${EXC}"`, 'CanonicalizationMethod'),
    });
    expect(faults(unnamed)).toContain('algorithms UNKNOWN_ALGORITHM');
  });

  it('follows a reference to the certificate in its own signature', () => {
    const info = `<ds:Reference URI="#k"><ds:DigestMethod Algorithm="${SHA256_URI}"/><ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>`;
    const xml = signDcc(XML, SIGNER, {
      more: info,
      before: (each) => each.replace('<ds:KeyInfo>', '<ds:KeyInfo Id="k">'),
    });
    expect(faults(xml)).toEqual(['properties-digest DIGEST_DIFFERS', ...B]);
  });

  it('fails what would need xml:base to be joined', () => {
    const based = XML.replace('<d:c ', '<d:c xml:base="urn:x" ');
    const xml = signDcc(based, SIGNER, {
      more: `<ds:Reference URI="#k"><ds:Transforms><ds:Transform Algorithm="${C14N11}"/></ds:Transforms><ds:DigestMethod Algorithm="${SHA256_URI}"/><ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>`,
      before: (each) => each.replace('<ds:KeyInfo>', '<ds:KeyInfo Id="k">'),
    });
    expect(faults(xml)).toContain('properties-digest UNKNOWN_ALGORITHM');
    const info = signDcc(based, SIGNER, {
      before: (each) =>
        each.replace(`CanonicalizationMethod Algorithm="${EXC}"`, `CanonicalizationMethod Algorithm="${C14N11}"`),
    });
    expect(faults(info)).toContain('signature-value UNKNOWN_ALGORITHM');
  });

  it('accepts the issuer and serial of the certificate as they are', () => {
    const serial = SIGNER.certificate.slice(...serialRange(SIGNER.certificate));
    const issuerSerial = Buffer.from(seq(seq(der(0xa4, nameOf('Sub'))), serial)).toString('base64');
    expect(faults(signDcc(XML, SIGNER, { issuerSerial }))).toEqual(B);
    const empty = Buffer.from(seq()).toString('base64');
    expect(faults(signDcc(XML, SIGNER, { issuerSerial: empty }))).toContain('signing-certificate NO_CERTIFICATE');
    const bare = Buffer.from(seq(seq(), serial)).toString('base64');
    expect(faults(signDcc(XML, SIGNER, { issuerSerial: bare }))).toContain('signing-certificate CERTIFICATE_DIFFERS');
  });
});

function serialRange(certificate: Uint8Array): [number, number] {
  const at = certificate.findIndex((byte, index) => byte === 0xa0 && certificate[index + 1] === 3);
  return [at + 5, at + 8];
}
