// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { nodeSignatureSuite } from '../suites/node.ts';
import { C14N11, EXC, type SignOptions, signDcc } from '../testing/sign-dcc.ts';
import { B, faults, RSA, SIGNER, SUB, TRUST, verdict, XML } from '../testing/verdicts.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { SIGNATURE_CHECK_NAMES } from './check.ts';
import { verifySignatures } from './verify-signatures.ts';

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
          expect(nodeSignatureSuite.verify(algorithm, { spki, message, value })).toBe(false);
      }
    }
  });
});
