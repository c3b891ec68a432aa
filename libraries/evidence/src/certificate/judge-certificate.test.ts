// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseInstant } from '@touchstone/identifiers';
import { certificatesFromPem, createDccSchemas, parseSchematron } from '@touchstone/metrology/calibration';
import { nodeSignatureSuite } from '@touchstone/metrology/calibration/node';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../verdict.ts';
import { type CertificateContext, certificateChain, judgeCertificate, withCertificates } from './judge-certificate.ts';

// Made by signedExample() of libraries/metrology/src/calibration/testing; the laboratory is a demonstration.
const FOLDER = join(import.meta.dirname, '..', 'testing', 'certificates');
const SIGNED = readFileSync(join(FOLDER, 'signed.xml'), 'utf8');
const UNSIGNED = SIGNED.replace(/<ds:Signature.*<\/ds:Signature>/s, '');
const bytesOf = (...names: readonly string[]) => readFileSync(join(FOLDER, ...names));
const CONTEXT: CertificateContext = {
  ...{ suite: nodeSignatureSuite, on: parseInstant('2026-11-22T00:00:00Z') },
  roots: certificatesFromPem(bytesOf('certificate-roots', 'root.pem').toString('latin1')),
  intermediates: [bytesOf('certificates', 'between.crt')],
};
const judged = (text: string, more: Partial<CertificateContext> = {}) =>
  judgeCertificate('scale.xml', new TextEncoder().encode(text), { ...CONTEXT, ...more });
const standing = async (text: string, more: Partial<CertificateContext> = {}) => {
  const { document } = await judged(text, more);
  return [document.standing, document.reasons[0]?.code];
};
const rule = (test: string) =>
  parseSchematron(
    `<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="dcc" uri="https://ptb.de/dcc"/><pattern><rule context="dcc:item"><assert test="${test}">m</assert></rule></pattern></schema>`,
  );
const XSD = (inner: string) =>
  createDccSchemas({
    'v3.3.0/dcc.xsd': new TextEncoder().encode(
      `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="https://ptb.de/dcc">${inner}</xs:schema>`,
    ),
  });
const ANYTHING = '<xs:element name="digitalCalibrationCertificate"/>';
const NUMBERS = '<xs:element name="digitalCalibrationCertificate" type="xs:decimal"/>';
const checkOf = async (name: string, more: Partial<CertificateContext>) => {
  const { checks } = await judged(SIGNED, more);
  const { outcome, code } = checks.find((check) => check.name === name) ?? {};
  return [outcome, code];
};

describe('judgeCertificate()', () => {
  it('is sound where a trusted root vouches for the signer, and names signer and number', async () => {
    const { document, checks, evidence } = await judged(SIGNED);
    expect([document.standing, document.reasons]).toEqual(['sound', []]);
    expect(document.link).toMatchObject({
      issuer: expect.stringContaining('Demonstration laboratory'),
      id: evidence?.certificate.certificateNumber,
    });
    expect(checks.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['syntax', 'form', 'schema', 'signature-value']),
    );
  });

  it.each([
    ['no root is given', SIGNED, { roots: [] }, ['unsound', 'NO_ROOTS']],
    ['nobody signed it', UNSIGNED, {}, ['unsound', 'UNSIGNED']],
    ['a figure was changed', SIGNED.replace('0.072', '0.002'), {}, ['contradicted', 'DIGEST_DIFFERS']],
    [
      'its digests can be forged',
      SIGNED.replaceAll('http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2000/09/xmldsig#sha1'),
      {},
      ['unsound', 'WEAK_ALGORITHM'],
    ],
    ['it has a document type', `<!DOCTYPE x>${SIGNED}`, {}, ['unread', 'BAD_XML']],
    ['it is other XML', '<x/>', {}, ['unread', 'BAD_DCC']],
    ['its version is unknown', SIGNED.replace('schemaVersion="3.3.0"', 'schemaVersion="9"'), {}, ['unread', 'BAD_DCC']],
  ])('is not where %s', async (_, text, more, expected) => {
    expect(await standing(text, more)).toEqual(expected);
  });

  it('is sound beside a time stamp that anybody may have put there, and says that it does not hold', async () => {
    const junk =
      '<xades:UnsignedProperties><xades:UnsignedSignatureProperties><xades:SignatureTimeStamp/></xades:UnsignedSignatureProperties></xades:UnsignedProperties></xades:QualifyingProperties>';
    const { document, checks, signatures } = await judged(SIGNED.replace('</xades:QualifyingProperties>', junk));
    expect([document.standing, document.reasons]).toEqual(['sound', []]);
    expect(checks.find(({ name }) => name === 'time-stamp')).toMatchObject({
      outcome: 'failed',
      code: 'BAD_TIME_STAMP',
    });
    expect(signatures.map(({ level }) => level)).toEqual(['B']);
  });

  it('names the laboratory as issuer while nobody signed it', async () => {
    const { document, evidence } = await judged(UNSIGNED);
    expect(document.link.issuer).toBe(evidence?.certificate.laboratory.name);
  });

  it('leaves open what no schema decides, and is unsound by one that does not allow it', async () => {
    expect(await checkOf('schema', {})).toEqual(['not-evaluated', 'NO_SCHEMA']);
    expect(await checkOf('schema', { schemas: createDccSchemas({}) })).toEqual(['not-evaluated', 'NO_SCHEMA']);
    expect(await checkOf('schema', { schemas: XSD(ANYTHING) })).toEqual(['passed', undefined]);
    expect(await standing(SIGNED, { schemas: XSD(NUMBERS) })).toEqual(['unsound', 'NOT_VALID']);
    const forged = SIGNED.replace('0.072', '0.002');
    expect(await standing(forged, { schemas: XSD(NUMBERS) })).toEqual(['contradicted', 'DIGEST_DIFFERS']);
    const detail = async (schema: string) =>
      (await judged(SIGNED, { schemas: XSD(schema) })).document.reasons[0]?.detail;
    expect(await detail('<xs:element name="other"/>')).not.toMatch(/ more$/);
    expect(await detail(NUMBERS)).toMatch(/; \d+ more$/);
  });

  it('does not hold a schema that is none against the certificate', async () => {
    const schemas = createDccSchemas({ 'v3.3.0/dcc.xsd': new TextEncoder().encode('<none/>') });
    expect(await checkOf('schema', { schemas })).toEqual(['not-evaluated', 'BAD_SCHEMA']);
    expect(await standing(SIGNED, { schemas })).toEqual(['sound', undefined]);
  });

  it('is unsound by a rule that it breaks, or that stumbles over it', async () => {
    expect(await checkOf('rules', { rules: rule('dcc:name') })).toEqual(['passed', undefined]);
    expect(await standing(SIGNED, { rules: rule('dcc:none') })).toEqual(['unsound', 'RULE_BROKEN']);
    expect(await standing(SIGNED, { rules: rule("xs:date(dcc:name) = '1'") })).toEqual(['unsound', 'BAD_SCHEMA']);
  });

  it('hides no fault of its own behind a verdict', async () => {
    const schemas = { of: () => Promise.reject(new TypeError('a fault')), dispose: () => undefined };
    await expect(judged(SIGNED, { schemas })).rejects.toThrow(TypeError);
  });
});

describe('certificateChain()', () => {
  it('has the form of other chains, with what the certificate says and who signed, and no place', async () => {
    const chain = certificateChain(await judged(SIGNED));
    expect(chain).toMatchObject({ format: 'touchstone-document/1', document: { standing: 'sound' }, places: [] });
    expect(chain.certificate?.certificate.results.length).toBeGreaterThan(0);
    expect(chain.signatures.map(({ level, path }) => [level, path.length])).toEqual([['B', 3]]);
    expect(JSON.stringify(chain.signatures)).not.toContain('checks');
    expect(certificateChain(await judged('<x/>'))).not.toHaveProperty('certificate');
  });
});

describe('withCertificates()', () => {
  it('adds them to the documents and counts the forged ones', async () => {
    const verdict = { documents: [], summary: { proved: 1, contradictedDocuments: 0 } } as unknown as Verdict;
    expect(withCertificates(verdict, [])).toBe(verdict);
    const all = [await judged(SIGNED), await judged(SIGNED.replace('0.072', '0.002'))];
    expect(withCertificates(verdict, all)).toMatchObject({
      documents: [{ standing: 'sound' }, { standing: 'contradicted' }],
      summary: { proved: 1, contradictedDocuments: 1 },
    });
  });
});
