// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { nodeSignatureSuite } from '../suites/node.ts';
import { CA, certify, extension, timeStamping } from '../testing/authority.ts';
import { der, oid, seq, text } from '../testing/der-writer.ts';
import { EXC, signDcc } from '../testing/sign-dcc.ts';
import { type StampOptions, stamp } from '../testing/stamp.ts';
import { parseXml } from '../xml/parse-xml.ts';
import type { SignatureCheck } from './check.ts';
import { type SignatureContext, verifySignatures } from './verify-signatures.ts';

const ROOT = certify({ name: 'Root', extensions: [CA] });
const SUB = certify({ name: 'Sub', issuer: ROOT, extensions: [CA] });
const SIGNER = certify({ name: 'Laboratory', issuer: SUB });
const STAMPER = certify({ name: 'Clock', issuer: ROOT, extensions: [timeStamping()] });
const XML = '<d:c xmlns:d="urn:d"><d:a id="one">1.20</d:a></d:c>';
const EXC_FORM = `<ds:CanonicalizationMethod Algorithm="${EXC}"/>`;
const TRUST: SignatureContext = {
  ...{ suite: nodeSignatureSuite, on: parseInstant('2026-01-01T00:00:00Z') },
  ...{ roots: [ROOT.certificate], intermediates: [SUB.certificate] },
};
const B = ['time-stamp NO_TIME_STAMP'];

function verdict(xml: string, trust: Partial<SignatureContext> = {}) {
  return verifySignatures(parseXml(xml), { ...TRUST, ...trust });
}

function faults(xml: string, trust?: Partial<SignatureContext>): readonly string[] {
  return (verdict(xml, trust).signatures[0]?.checks ?? [])
    .filter(({ outcome, name }) => outcome !== 'passed' && name !== 'revocation')
    .map(({ name, code, because }) => `${name} ${code ?? because}`);
}

function checkOf(xml: string): SignatureCheck | undefined {
  return verdict(xml).signatures[0]?.checks.find(({ name }) => name === 'time-stamp');
}

function outcomeOf(xml: string): readonly unknown[] {
  const { outcome, code } = checkOf(xml) ?? {};
  return [outcome, code];
}

describe('time stamps', () => {
  const late = certify({ name: 'Late', issuer: ROOT, to: '251231235959Z' });
  const stamped = (options: StampOptions = {}, authority = STAMPER, form = EXC_FORM, signer = late): string =>
    signDcc(XML, signer, {
      unsigned: (value) =>
        `<xades:SignatureTimeStamp>${form}<xades:EncapsulatedTimeStamp>${Buffer.from(stamp(new TextEncoder().encode(value), authority, ROOT, options)).toString('base64')}</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp>`,
    });

  it('prove that a signature was there before its certificate ended', () => {
    expect(verdict(stamped())).toMatchObject({
      outcome: 'verified',
      signatures: [{ level: 'T', stampedAt: '2025-06-01T12:00:00.500Z' }],
    });
    const rsa = certify({ name: 'RSA clock', issuer: ROOT, kind: 'rsa', extensions: [timeStamping()] });
    expect(verdict(stamped({}, rsa)).signatures[0]?.level).toBe('T');
    expect(faults(signDcc(XML, late))).toEqual([...B, 'certificate-path CERTIFICATE_NOT_VALID_AT']);
  });

  it('prove nothing once the certificate of their authority has ended, or that above it: a later stamp would have to cover them', () => {
    const from2050 = { on: parseInstant('2050-01-01T00:00:00Z') };
    const ended = certify({ name: 'Ended', issuer: ROOT, to: '251231235959Z', extensions: [timeStamping()] });
    const after = verdict(stamped({}, ended), { on: parseInstant('2026-01-01T00:00:00Z') });
    expect(after).toMatchObject({ outcome: 'incomplete', signatures: [{ level: 'B' }] });
    expect(after.signatures[0]).not.toHaveProperty('stampedAt');
    for (const [authority, trust] of [
      [ended, {}],
      [STAMPER, from2050],
    ] as const) {
      expect(faults(stamped({}, authority), trust)).toEqual([
        'time-stamp TIME_STAMP_NOT_TRUSTED',
        'certificate-path CERTIFICATE_NOT_VALID_AT',
      ]);
    }
    expect(verdict(stamped({}, ended), { on: parseInstant('2025-12-31T23:59:59Z') })).toMatchObject({
      outcome: 'verified',
      signatures: [{ level: 'T' }],
    });
  });

  it('prove nothing at a moment before they were made, nor where their authority was not in force when it stamped', () => {
    const before = (on: string) => verdict(stamped(), { on: parseInstant(on) }).signatures[0]?.level;
    expect(before('2025-06-01T12:00:00Z')).toBe('B');
    expect(before('2025-06-01T12:00:01Z')).toBe('T');
    const young = certify({ name: 'Young', issuer: ROOT, from: '250701000000Z', extensions: [timeStamping()] });
    expect(faults(stamped({}, young))[0]).toBe('time-stamp TIME_STAMP_NOT_TRUSTED');
  });

  it('count when nothing in them names the certificate, or names it by a hash that is said', () => {
    expect(
      verdict(
        stamped({
          namedParts: [
            seq(oid('2.16.840.1.101.3.4.2.1')),
            der(4, new Uint8Array(createHash('sha256').update(STAMPER.certificate).digest())),
          ],
        }),
      ).signatures[0]?.level,
    ).toBe('T');
  });

  it('count when they name no certificate: the signature is by the one that they identify', () => {
    expect(verdict(stamped({ unnamed: true })).signatures[0]?.level).toBe('T');
  });

  it('are canonicalised as they say, by Canonical XML 1.0 when they say nothing', () => {
    expect(faults(stamped({}, STAMPER, ''))[0]).toBe('time-stamp TIME_STAMP_OF_SOMETHING_ELSE');
  });

  it('are not trusted by an authority that nobody knows, or that is for something else', () => {
    const other = certify({ name: 'Other root', extensions: [CA] });
    expect(faults(stamped(), { timeStampRoots: [other.certificate] })).toEqual([
      'time-stamp TIME_STAMP_NOT_TRUSTED',
      'certificate-path CERTIFICATE_NOT_VALID_AT',
    ]);
    for (const extensions of [[], [timeStamping(false)], [extension('2.5.29.37', seq(oid('1.2.3')), true)]]) {
      const odd = certify({ name: 'Odd', issuer: ROOT, extensions });
      expect(faults(stamped({}, odd))[0]).toBe('time-stamp TIME_STAMP_NOT_TRUSTED');
    }
  });

  it.each<[string, StampOptions]>([
    ['no signed data', { contentType: '1.2.3' }],
    ['no time stamp', { eContentType: '1.2.3' }],
    ['signed as something else', { signedAttributeType: '1.2.3' }],
    ['changed', { digest: new Uint8Array(32) }],
    ['by another key', { key: SIGNER }],
    ['by a certificate that it does not name', { named: new Uint8Array(32) }],
    ['by a certificate named by SHA-1', { namedParts: [seq(oid('1.3.14.3.2.26')), der(4, new Uint8Array(20))] }],
    ['by a certificate named without hash', { namedParts: [text('x')] }],
    ['signed twice', { signers: 2 }],
    ['of a time that is none', { at: '20250601120000' }],
  ])('fail when they are %s, and take the level T away, not the signature', (_, options) => {
    expect(outcomeOf(stamped(options))).toEqual(['failed', 'BAD_TIME_STAMP']);
    expect(verdict(stamped(options)).outcome).toBe('incomplete');
    expect(verdict(stamped(options, STAMPER, EXC_FORM, SIGNER))).toMatchObject({
      outcome: 'verified',
      signatures: [{ level: 'B' }],
    });
  });

  it.each<[string, StampOptions, string]>([
    ['by RSA-PSS', { algorithm: '1.2.840.113549.1.1.10' }, 'UNKNOWN_ALGORITHM'],
    ['by SHA-1', { hash: '1.3.14.3.2.26' }, 'UNKNOWN_ALGORITHM'],
    ['over SHA-1', { imprintHash: '1.3.14.3.2.26' }, 'UNKNOWN_ALGORITHM'],
    ['by an algorithm that nobody knows', { algorithm: '1.2.3' }, 'UNKNOWN_ALGORITHM'],
    ['by a certificate that did not come', { withoutCertificate: true }, 'NO_CERTIFICATE'],
    ['without any certificate', { withoutCertificates: true }, 'NO_CERTIFICATE'],
  ])('are left open when they are %s: the signature holds at level B, and it is said', (_, options, code) => {
    const xml = stamped(options, STAMPER, EXC_FORM, SIGNER);
    expect(outcomeOf(xml)).toEqual(['not-evaluated', code]);
    expect(verdict(xml)).toMatchObject({ outcome: 'verified', signatures: [{ level: 'B' }] });
    expect(checkOf(xml)?.detail).toMatch(/level T is not reached$/);
  });

  it('need not carry the certificate of their authority where it is given', () => {
    const given = { intermediates: [SUB.certificate, STAMPER.certificate] };
    expect(verdict(stamped({ withoutCertificates: true }), given).signatures[0]?.level).toBe('T');
    expect(verdict(stamped({ withoutCertificates: true, key: SIGNER }), given).signatures[0]?.level).toBe('B');
  });

  it('are not hidden by another that anybody put before them', () => {
    const junk = '<xades:SignatureTimeStamp/>';
    const two = stamped().replace('<xades:SignatureTimeStamp>', `${junk}<xades:SignatureTimeStamp>`);
    expect(verdict(two)).toMatchObject({ outcome: 'verified', signatures: [{ level: 'T' }] });
  });

  it.each([
    ['no token', '<xades:SignatureTimeStamp/>'],
    [
      'a token that is none',
      '<xades:SignatureTimeStamp><xades:EncapsulatedTimeStamp>AAAA</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp>',
    ],
    [
      'a form that nobody knows',
      '<xades:SignatureTimeStamp><ds:CanonicalizationMethod Algorithm="urn:x"/><xades:EncapsulatedTimeStamp>AAAA</xades:EncapsulatedTimeStamp></xades:SignatureTimeStamp>',
    ],
  ])('fail with %s', (_, unsigned) => {
    expect(faults(signDcc(XML, SIGNER, { unsigned: () => unsigned }))).toEqual(['time-stamp BAD_TIME_STAMP']);
  });

  it('are left open in a canonical form that nobody knows', () => {
    const form = '<ds:CanonicalizationMethod Algorithm="urn:x"/>';
    expect(outcomeOf(stamped({}, STAMPER, form))).toEqual(['not-evaluated', 'UNKNOWN_ALGORITHM']);
  });

  it('fail when their authority has a certificate that cannot be understood', () => {
    const broken = certify({
      name: 'Broken',
      issuer: ROOT,
      extensions: [extension('2.5.29.37', Uint8Array.of(0x30, 9), true)],
    });
    expect(faults(stamped({}, broken))[0]).toBe('time-stamp BAD_TIME_STAMP');
  });

  it('leave a countersignature alone, and take certificates that were added', () => {
    const counter = '<xades:CounterSignature><ds:Signature/></xades:CounterSignature>';
    const values = `<xades:CertificateValues><xades:EncapsulatedX509Certificate>${Buffer.from(SUB.certificate).toString('base64')}</xades:EncapsulatedX509Certificate></xades:CertificateValues>`;
    expect(faults(signDcc(XML, SIGNER, { unsigned: () => counter + values }), { intermediates: [] })).toEqual(B);
    const astray = XML.replace(
      '<d:a ',
      '<UnsignedSignatureProperties><x xmlns="http://www.w3.org/2000/09/xmldsig#"><Signature/></x></UnsignedSignatureProperties><d:a ',
    );
    expect(faults(signDcc(astray, SIGNER))[0]).toBe('placement SIGNATURE_MISPLACED');
  });
});
