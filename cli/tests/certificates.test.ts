// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDcc } from '@touchstone/metrology/calibration';
import { compareQuantities, parseQuantity } from '@touchstone/metrology/quantity';
import { type DccCalibrationPoint, readDccCertificate } from '@touchstone/statements/dcc';
import { afterAll, describe, expect, it } from 'vitest';

// Made by signedExample() of libraries/metrology/src/calibration/testing; the laboratory is a demonstration.
const ROOT = join(import.meta.dirname, '..', '..');
const TRUST = join(ROOT, 'libraries', 'evidence', 'src', 'testing', 'certificates');
const SIGNED = readFileSync(join(TRUST, 'signed.xml'), 'utf8');
const scratch = mkdtempSync(join(tmpdir(), 'touchstone-dcc-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function run(...args: readonly string[]): { readonly code: number | null; readonly out: string } {
  const { TOUCHSTONE_DCC_SCHEMAS: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/src/main.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout + stderr };
}

function verified(text: string, ...more: readonly string[]): { readonly code: number | null; readonly out: string } {
  const file = join(scratch, 'certificate.xml');
  writeFileSync(file, text);
  return run('verify', file, '--trust', TRUST, '--on', '2026-11-22', ...more);
}

describe('touchstone verify FILE.xml', () => {
  it('answers 0 for a certificate whose signer a trusted root vouches for, and prints the path', () => {
    const { code, out } = verified(SIGNED);
    expect([code, out.trim().split('\n').at(-1)]).toEqual([0, 'sound']);
    expect(out).toContain('C=XX, CN=Demonstration root');
    expect(out).toContain('REFERENCE_UNCONFIRMED');
  });

  it('answers 2 for one whose root nobody trusts, and for one that nobody signed', () => {
    const untrusted = verified(SIGNED, '--trust', scratch);
    expect([untrusted.code, untrusted.out]).toEqual([2, expect.stringContaining('NO_ROOTS')]);
    const unsigned = verified(SIGNED.replace(/<ds:Signature.*<\/ds:Signature>/s, ''));
    expect([unsigned.code, unsigned.out]).toEqual([2, expect.stringContaining('UNSIGNED')]);
  });

  it('answers 3 for one that was changed', () => {
    const { code, out } = verified(SIGNED.replace('0.072', '0.002'));
    expect([code, out]).toEqual([3, expect.stringMatching(/document-digest\s+failed ← first broken link/)]);
  });

  it('answers 1 for what is no such certificate, with line and column', () => {
    const bomb = verified('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>');
    expect([bomb.code, bomb.out]).toEqual([1, expect.stringContaining('line 1, column 1')]);
    expect(verified('<x/>').code).toBe(1);
    expect(verified(SIGNED.replace('schemaVersion="3.3.0"', 'schemaVersion="9"')).out).toContain(
      'must be one of 2.1.0',
    );
  });

  it('holds it against schemas and rules that it is given', () => {
    const schemas = join(scratch, 'schemas');
    cpSync(TRUST, schemas, { recursive: true });
    const none = verified(SIGNED, '--schemas', schemas);
    expect([none.code, none.out]).toEqual([0, expect.stringContaining('NO_SCHEMA')]);
    const rule = (test: string): string =>
      `<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="dcc" uri="https://ptb.de/dcc"/><pattern><rule context="dcc:item"><assert test="${test}">m</assert></rule></pattern></schema>`;
    writeFileSync(join(schemas, 'own.sch'), rule('dcc:name'));
    expect(verified(SIGNED, '--schemas', schemas).code).toBe(0);
    writeFileSync(join(schemas, 'own.sch'), rule('dcc:none'));
    expect(verified(SIGNED, '--schemas', schemas)).toEqual({ code: 2, out: expect.stringContaining('RULE_BROKEN') });
  });
});

describe('touchstone dcc export', () => {
  const statements = join(ROOT, 'examples', 'demonstration', 'statements');
  const ours = join(statements, 'calibrationcertificate-balance-demo-b1.json');

  it('writes a calibration of ours that reads again with the same figures, and tells what it does not carry', () => {
    const file = join(scratch, 'export.xml');
    const { code, out } = run('dcc', 'export', ours, '--country', 'CN', '--out', file);
    expect([code, out]).toEqual([0, expect.stringContaining(`written: ${file}`)]);
    expect(out).toMatch(/What the export does not carry \([1-9]/);
    const { credentialSubject: said } = JSON.parse(readFileSync(ours, 'utf8'));
    const again = readDccCertificate(readDcc(readFileSync(file)).dcc).certificate;
    const { certificateNumber, instrument, calibratedOn, dueOn, method } = said;
    expect(again).toMatchObject({ certificateNumber, instrument, calibratedOn, dueOn, method });
    expect(again.results.map(({ quantity, coverageFactor }) => [quantity, coverageFactor])).toEqual(
      said.results.map((point: DccCalibrationPoint) => [point.quantity, point.coverageFactor]),
    );
    expect(again.results.length).toBeGreaterThan(0);
    for (const [index, point] of again.results.entries())
      for (const name of ['at', 'expandedUncertainty'] as const)
        expect(compareQuantities(parseQuantity(point[name]), parseQuantity(said.results[index][name])), name).toBe(0);
    expect(verified(readFileSync(file, 'utf8'))).toEqual({ code: 2, out: expect.stringContaining('UNSIGNED') });
  });

  it('writes to stdout without a file', () => {
    expect(run('dcc', 'export', ours, '--country', 'CN').out).toMatch(/^<\?xml/);
  });

  it('answers 1 for another kind, no country, no credential and no file', () => {
    const policy = readdirSync(statements).find((name) => name.startsWith('placepolicy')) as string;
    const other = run('dcc', 'export', join(statements, policy), '--country', 'CN');
    expect([other.code, other.out]).toEqual([1, expect.stringContaining('NO_COUNTERPART')]);
    for (const args of [
      ['dcc', 'export', ours],
      ['dcc', 'export', ours, '--country', 'china'],
      ['dcc', 'export', join(TRUST, 'signed.xml'), '--country', 'CN'],
      ['dcc', 'export', ours, '--country', 'CN', '--out', scratch],
      ['dcc', 'import', ours],
    ]) {
      const { code, out } = run(...args);
      expect([code, out], args.join(' ')).toEqual([1, expect.stringMatching(/^touchstone dcc: /m)]);
    }
  });
});

describe('touchstone check with certificates', () => {
  const check = (
    name: string,
    text: string,
  ): { readonly code: number | null; readonly documents: readonly unknown[] } => {
    const folder = join(scratch, name);
    cpSync(join(ROOT, 'examples', 'wolfberry-leaf'), folder, { recursive: true });
    writeFileSync(join(folder, 'certificate.xml'), text);
    const out = join(scratch, `${name}.json`);
    const { code } = run('check', folder, '--markets', 'CN-GD,HK,MO', '--on', '2026-11-22', '--out', out);
    const { documents } = JSON.parse(readFileSync(out, 'utf8')) as {
      readonly documents: readonly {
        readonly file: string;
        readonly standing: string;
        readonly reasons: readonly { readonly code: string }[];
      }[];
    };
    const own = documents.filter(({ file }) => file === 'certificate.xml');
    return { code, documents: own.map(({ standing, reasons }) => [standing, reasons[0]?.code]) };
  };

  it('shows them among the documents, not accepted by themselves', () => {
    expect(check('whole', SIGNED)).toEqual({ code: 0, documents: [['unsound', 'NO_ROOTS']] });
  });

  it('answers 3 when one of them was changed', () => {
    expect(check('changed', SIGNED.replace('0.072', '0.002'))).toEqual({
      code: 3,
      documents: [['contradicted', 'DIGEST_DIFFERS']],
    });
  });
});
