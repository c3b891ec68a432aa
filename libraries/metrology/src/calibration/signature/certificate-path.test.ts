// SPDX-License-Identifier: Apache-2.0
import { parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { nodeSignatureSuite } from '../suites/node.ts';
import { CA, certify, extension, keyUsage, pathLength } from '../testing/authority.ts';
import { seq } from '../testing/der-writer.ts';
import { signDcc } from '../testing/sign-dcc.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { type SignatureContext, verifySignatures } from './verify-signatures.ts';

const ROOT = certify({ name: 'Root', extensions: [CA, keyUsage(0x04)] });
const SUB = certify({ name: 'Sub', issuer: ROOT, extensions: [pathLength(0), extension('2.5.29.32', seq())] });
const RSA = certify({ name: 'RSA laboratory', issuer: ROOT, kind: 'rsa' });
const XML = '<d:c xmlns:d="urn:d"><d:a>1.20</d:a></d:c>';
const B = ['time-stamp NO_TIME_STAMP'];

/** Codes of the checks that did not pass, in their order; one that rests on another has that name. */
function faults(xml: string, trust: Partial<SignatureContext> = {}): readonly string[] {
  const { signatures } = verifySignatures(parseXml(xml), {
    ...{ suite: nodeSignatureSuite, on: parseInstant('2026-01-01T00:00:00Z') },
    ...{ roots: [ROOT.certificate], intermediates: [SUB.certificate], ...trust },
  });
  return (signatures[0]?.checks ?? [])
    .filter(({ outcome, name }) => outcome !== 'passed' && name !== 'revocation')
    .map(({ name, code, because }) => `${name} ${code ?? because}`);
}

describe('certificate paths', () => {
  const cases: readonly [string, ReturnType<typeof certify>, string][] = [
    ['is over', certify({ name: 'Old', issuer: ROOT, to: '250101000000Z' }), 'CERTIFICATE_NOT_VALID_AT'],
    ['is not yet', certify({ name: 'New', issuer: ROOT, from: '330101000000Z' }), 'CERTIFICATE_NOT_VALID_AT'],
    ['is by one who is no CA', certify({ name: 'Forged', issuer: RSA }), 'NOT_A_CA'],
    [
      'is by one whose key is not for certificates',
      certify({ name: 'Misused', issuer: certify({ name: 'Odd', issuer: ROOT, extensions: [CA, keyUsage(0x80)] }) }),
      'NOT_A_CA',
    ],
    ['may not sign', certify({ name: 'Cipher', issuer: ROOT, extensions: [keyUsage(0x20)] }), 'KEY_NOT_FOR_THIS'],
    [
      'has a critical extension that nobody knows',
      certify({ name: 'Strange', issuer: ROOT, extensions: [extension('2.5.29.30', seq(), true)] }),
      'UNKNOWN_CRITICAL_EXTENSION',
    ],
    [
      'is by an algorithm that nobody knows',
      certify({ name: 'Odd', issuer: ROOT, algorithm: '1.2.3' }),
      'NO_PATH_TO_ROOT',
    ],
    ['is by SHA-1', certify({ name: 'Weak', issuer: ROOT, algorithm: '1.2.840.113549.1.1.5' }), 'NO_PATH_TO_ROOT'],
  ];

  it.each(cases)('do not hold when the certificate %s', (_, holder, code) => {
    const issuers = cases.map(([, each]) => each.certificate);
    expect(faults(signDcc(XML, holder), { intermediates: [RSA.certificate, ...issuers] })).toEqual(
      code === 'NOT_A_CA' && holder.name === 'Misused'
        ? [...B, 'certificate-path NO_PATH_TO_ROOT']
        : [...B, `certificate-path ${code}`],
    );
  });

  it('do not hold through a CA whose key is for something else, nor deeper than a CA allows', () => {
    const odd = certify({ name: 'Odd', issuer: ROOT, extensions: [CA, keyUsage(0x80)] });
    const misused = certify({ name: 'Misused', issuer: odd });
    expect(faults(signDcc(XML, misused), { intermediates: [odd.certificate] })).toEqual([
      ...B,
      'certificate-path NOT_A_CA',
    ]);
    const deeper = certify({ name: 'Deeper', issuer: SUB, extensions: [CA] });
    const leaf = certify({ name: 'Leaf', issuer: deeper });
    const given = { intermediates: [SUB.certificate, deeper.certificate] };
    expect(faults(signDcc(XML, leaf), given)).toEqual([...B, 'certificate-path PATH_TOO_LONG']);
  });

  it('may be of any length that a CA writes in more than a byte, and end after eight', () => {
    const wide = extension('2.5.29.19', seq(Uint8Array.of(1, 1, 0xff), Uint8Array.of(2, 2, 1, 0)), true);
    const chain = [certify({ name: 'C0', issuer: ROOT, extensions: [wide] })];
    for (let depth = 1; depth < 8; depth += 1)
      chain.push(certify({ name: `C${depth}`, issuer: chain[depth - 1] as typeof ROOT, extensions: [CA] }));
    const intermediates = chain.map(({ certificate }) => certificate);
    expect(faults(signDcc(XML, certify({ name: 'Near', issuer: chain[5] as typeof ROOT })), { intermediates })).toEqual(
      B,
    );
    expect(faults(signDcc(XML, certify({ name: 'Far', issuer: chain[7] as typeof ROOT })), { intermediates })).toEqual([
      ...B,
      'certificate-path NO_PATH_TO_ROOT',
    ]);
  });

  it('do not hold by a certificate that cannot be understood', () => {
    const broken = certify({ name: 'Broken', issuer: ROOT, extensions: [extension('2.5.29.15', Uint8Array.of(3, 9))] });
    expect(faults(signDcc(XML, broken))).toEqual([...B, 'certificate-path NO_PATH_TO_ROOT']);
    const empty = certify({
      name: 'Empty',
      issuer: ROOT,
      extensions: [extension('2.5.29.15', Uint8Array.of(3, 1, 0))],
    });
    expect(faults(signDcc(XML, empty))).toEqual([...B, 'certificate-path KEY_NOT_FOR_THIS']);
    const twice = certify({ name: 'Twice', issuer: ROOT, extensions: [CA, CA] });
    expect(faults(signDcc(XML, twice))[0]).toBe('signing-certificate NO_CERTIFICATE');
    const two = certify({ name: 'Two', issuer: ROOT, innerAlgorithm: '1.2.3' });
    expect(faults(signDcc(XML, two))[0]).toBe('signing-certificate NO_CERTIFICATE');
  });

  it('do not go round in circles', () => {
    const loops = Array.from({ length: 12 }, () =>
      certify({ name: 'Loop', issuer: { ...ROOT, name: 'Loop' }, extensions: [CA] }),
    );
    const leaf = certify({ name: 'Leaf', issuer: loops[0] as typeof ROOT });
    expect(faults(signDcc(XML, leaf), { intermediates: loops.map(({ certificate }) => certificate) })).toEqual([
      ...B,
      'certificate-path NO_PATH_TO_ROOT',
    ]);
  });
});
