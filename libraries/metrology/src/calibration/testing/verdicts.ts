// SPDX-License-Identifier: Apache-2.0
// A laboratory whose root is trusted, what it signs, and what is wrong with it as a test compares it.
import { parseInstant } from '@touchstone/identifiers';
import { type SignatureContext, verifySignatures } from '../signature/verify-signatures.ts';
import { nodeSignatureSuite } from '../suites/node.ts';
import { parseXml } from '../xml/parse-xml.ts';
import { CA, certify, extension, keyUsage, pathLength } from './authority.ts';
import { seq } from './der-writer.ts';

export const ROOT = certify({ name: 'Root', extensions: [CA, keyUsage(0x04)] });
export const SUB = certify({ name: 'Sub', issuer: ROOT, extensions: [pathLength(0), extension('2.5.29.32', seq())] });

export const SIGNER = certify({
  name: 'Laboratory',
  issuer: SUB,
  extensions: [keyUsage(0x80), extension('2.5.29.17', seq())],
});

export const RSA = certify({ name: 'RSA laboratory', issuer: ROOT, kind: 'rsa' });
export const XML = '<d:c xmlns:d="urn:d" xmlns:u="urn:unused"><d:a id="one">1.20</d:a><!-- note --></d:c>';
const ON = parseInstant('2026-01-01T00:00:00Z');

export const TRUST: SignatureContext = {
  suite: nodeSignatureSuite,
  roots: [ROOT.certificate],
  intermediates: [SUB.certificate],
  on: ON,
};

export function verdict(xml: string, trust: Partial<SignatureContext> = {}) {
  const { outcome, signatures } = verifySignatures(parseXml(xml), { ...TRUST, ...trust });
  const [first] = signatures;
  return { outcome, signatures, first, checks: first?.checks ?? [] };
}

/** Codes of the checks that did not pass, in their order; one that rests on another has that name. */
export function faults(xml: string, trust?: Partial<SignatureContext>): readonly string[] {
  return verdict(xml, trust)
    .checks.filter(({ outcome, name }) => outcome !== 'passed' && name !== 'revocation')
    .map(({ name, code, because }) => `${name} ${code ?? because}`);
}

export const B = ['time-stamp NO_TIME_STAMP'];
