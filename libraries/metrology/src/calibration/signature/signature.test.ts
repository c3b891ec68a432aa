// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { nodeSignatureSuite } from '../suites/node.ts';
import { CA, certify, extension, keyUsage, nameOf, pathLength } from '../testing/authority.ts';
import { der, integer, oid, seq, text } from '../testing/der-writer.ts';
import { C14N11, EXC, SHA256_URI, type SignOptions, signDcc } from '../testing/sign-dcc.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { certificatesFromPem, nameText } from './certificate.ts';
import { SIGNATURE_CHECK_NAMES } from './check.ts';
import { type SignatureContext, verifySignatures } from './verify-signatures.ts';

const ROOT = certify({ name: 'Root', extensions: [CA, keyUsage(0x04)] });
const SUB = certify({ name: 'Sub', issuer: ROOT, extensions: [pathLength(0), extension('2.5.29.32', seq())] });
const SIGNER = certify({
  name: 'Laboratory',
  issuer: SUB,
  extensions: [keyUsage(0x80), extension('2.5.29.17', seq())],
});
const RSA = certify({ name: 'RSA laboratory', issuer: ROOT, kind: 'rsa' });
const XML = '<d:c xmlns:d="urn:d" xmlns:u="urn:unused"><d:a id="one">1.20</d:a><!-- note --></d:c>';
const ON = parseInstant('2026-01-01T00:00:00Z');
const TRUST: SignatureContext = {
  suite: nodeSignatureSuite,
  roots: [ROOT.certificate],
  intermediates: [SUB.certificate],
  on: ON,
};

function verdict(xml: string, trust: Partial<SignatureContext> = {}) {
  const { outcome, signatures } = verifySignatures(parseXml(xml), { ...TRUST, ...trust });
  const [first] = signatures;
  return { outcome, signatures, first, checks: first?.checks ?? [] };
}

/** Codes of the checks that did not pass, in their order; one that rests on another has that name. */
function faults(xml: string, trust?: Partial<SignatureContext>): readonly string[] {
  return verdict(xml, trust)
    .checks.filter(({ outcome, name }) => outcome !== 'passed' && name !== 'revocation')
    .map(({ name, code, because }) => `${name} ${code ?? because}`);
}

const B = ['time-stamp NO_TIME_STAMP'];

describe('verifySignatures()', () => {
  it('verifies a signature at level B by ECDSA with everything said about it', () => {
    const { outcome, first, checks } = verdict(signDcc(XML, SIGNER));
    expect(outcome).toBe('verified');
    expect(checks.map(({ name }) => name)).toEqual(SIGNATURE_CHECK_NAMES);
    expect(first).toMatchObject({
      level: 'B',
      claimedSigningTime: '2025-06-01T12:00:00Z',
      signer: { subject: 'C=XX, CN=Laboratory', issuer: 'C=XX, CN=Sub' },
      path: ['C=XX, CN=Laboratory', 'C=XX, CN=Sub', 'C=XX, CN=Root'],
    });
    expect(first?.signer?.fingerprint).toBe(createHash('sha256').update(SIGNER.certificate).digest('hex'));
  });

  it.each<[string, SignOptions]>([
    ['exclusively', { canonical: EXC }],
    ['exclusively with prefixes kept', { canonical: EXC, inclusive: '#default u' }],
    ['with comments, which a reference to the whole does not have', { canonical: `${C14N11}#WithComments` }],
    ['by Canonical XML 1.0', { canonical: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315' }],
    [
      'by Canonical XML 1.0, unsaid',
      {
        canonical: 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315',
        transforms: '<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>',
      },
    ],
  ])('verifies a document canonicalised %s', (_, options) => {
    expect(faults(signDcc(XML, SIGNER, options))).toEqual(B);
  });

  it('verifies RSA, and a key that is trusted itself', () => {
    expect(faults(signDcc(XML, RSA))).toEqual(B);
    expect(verdict(signDcc(XML, RSA), { roots: [RSA.certificate] }).first?.path).toEqual(['C=XX, CN=RSA laboratory']);
  });

  it('says of a document without signature that it has none', () => {
    expect(verifySignatures(parseXml(XML), TRUST)).toEqual({ outcome: 'unsigned', signatures: [] });
  });

  it('leaves open who a signer is whose root nobody trusts', () => {
    expect(verdict(signDcc(XML, SIGNER), { roots: [] }).outcome).toBe('incomplete');
    expect(faults(signDcc(XML, SIGNER), { roots: [] })).toEqual([...B, 'certificate-path NO_ROOTS']);
    expect(faults(signDcc(XML, SIGNER), { roots: [RSA.certificate] })).toEqual([
      ...B,
      'certificate-path NO_PATH_TO_ROOT',
    ]);
    expect(faults(signDcc(XML, SIGNER), { roots: [Uint8Array.of(1, 2)] })).toEqual([...B, 'certificate-path NO_ROOTS']);
    const { intermediates: _, ...without } = TRUST;
    expect(verifySignatures(parseXml(signDcc(XML, SIGNER)), without).outcome).toBe('incomplete');
    expect(
      faults(signDcc(XML, SIGNER, { certificates: [SIGNER.certificate, SUB.certificate] }), { intermediates: [] }),
    ).toEqual(B);
  });
});

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
      'a certificate other than the one that came',
      { certificates: [RSA.certificate] },
      'signing-certificate CERTIFICATE_DIFFERS',
    ],
    [
      'a certificate named without digest',
      {
        signedProperties: `<xades:SigningCertificateV2><xades:Cert><xades:CertDigest/></xades:Cert></xades:SigningCertificateV2>`,
      },
      'signing-certificate CERTIFICATE_NOT_NAMED',
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

  it.each<[string, SignOptions, string]>([
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
      'a certificate named by SHA-1',
      { certDigestMethod: 'http://www.w3.org/2000/09/xmldsig#sha1' },
      'signing-certificate WEAK_ALGORITHM',
    ],
    ['no certificate that came', { certificates: [] }, 'signing-certificate NO_CERTIFICATE'],
    ['a certificate that is none', { certificates: [Uint8Array.of(1)] }, 'signing-certificate NO_CERTIFICATE'],
  ])('leaves open what signs %s: it shows nothing that anybody changed', (_, options, expected) => {
    const { outcome, first } = verdict(signDcc(XML, SIGNER, options));
    expect(faults(signDcc(XML, SIGNER, options))).toContain(expected);
    expect([outcome, first?.level]).toEqual(['incomplete', 'none']);
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
    expect(verdict(xml)).toMatchObject({ outcome: 'incomplete', first: { level: 'none' } });
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

  it('takes of several certificates, none of them named, the one that issues no other', () => {
    const certificates = [SUB.certificate, SIGNER.certificate];
    expect(faults(signDcc(XML, SIGNER, { signedProperties: '', certificates }))).toEqual([
      'signing-certificate CERTIFICATE_NOT_NAMED',
      ...B,
    ]);
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

  it('leaves open a signature without a certificate, and keeps no prefixes where none are listed', () => {
    const bare = signDcc(XML, SIGNER, { before: (each) => each.replace(/<ds:KeyInfo>.*<\/ds:KeyInfo>/, '') });
    expect(faults(bare)).toContain('signing-certificate NO_CERTIFICATE');
    expect(verdict(bare)).toMatchObject({ outcome: 'incomplete', first: { level: 'none' } });
    const listed = signDcc(XML, SIGNER, {
      canonical: EXC,
      inclusive: '',
      before: (each) => each.replace(' PrefixList=""', ''),
    });
    expect(faults(listed)).toEqual(B);
  });

  it('leaves open a canonical form that has a name of none', () => {
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
    expect(verdict(xml).outcome).toBe('rejected');
  });

  it('leaves open what would need xml:base to be joined', () => {
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
    expect([verdict(xml).outcome, verdict(info).outcome]).toEqual(['incomplete', 'incomplete']);
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

describe('nodeSignatureSuite', () => {
  const message = new TextEncoder().encode('m');
  const keys = [
    generateKeyPairSync('rsa', { modulusLength: 1024 }),
    generateKeyPairSync('ec', { namedCurve: 'secp256k1' }),
    generateKeyPairSync('ed25519'),
  ];

  it('verifies nothing by a key that is none, weak, or of another kind', () => {
    const spkis = keys.map(({ publicKey }) => new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })));
    for (const spki of [Uint8Array.of(1), ...spkis]) {
      for (const [index, { privateKey }] of keys.entries()) {
        const value = new Uint8Array(sign(index === 2 ? null : 'sha256', message, privateKey));
        for (const algorithm of [
          { kind: 'rsa', hash: 'SHA-256' },
          { kind: 'ecdsa', hash: 'SHA-256', encoding: 'der' },
        ] as const)
          expect(nodeSignatureSuite.verify(algorithm, { spki, message, value })).toBeUndefined();
      }
    }
  });
});

describe('nameText()', () => {
  it('shows a part that has no name by its number', () => {
    expect(nameText(seq(der(0x31, seq(oid('2.5.4.97'), text('x')))))).toBe('2.5.4.97=x');
  });
});

describe('certificatesFromPem()', () => {
  it('decodes each certificate of a text, and refuses what is no base64', () => {
    const pem = `# two\n-----BEGIN CERTIFICATE-----\n${Buffer.from(ROOT.certificate).toString('base64')}\n-----END CERTIFICATE-----\n`;
    expect(certificatesFromPem(pem + pem)).toEqual([ROOT.certificate, ROOT.certificate]);
    expect(() => certificatesFromPem('-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----')).toThrow(
      expect.objectContaining({ code: 'BAD_DER' }),
    );
  });
});
