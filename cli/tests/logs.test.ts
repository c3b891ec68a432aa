// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const LOGGED = join(ROOT, 'examples', 'wolfberry-leaf-logged', 'documents');
const ON = ['--on', '2026-11-22'];
const scratch = mkdtempSync(join(tmpdir(), 'touchstone-logs-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/src/main.ts', ...args], {
    ...{ cwd: ROOT, encoding: 'utf8' as const },
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout, err: stderr };
}

/** A file of the logged example with a part of its text changed. */
function changed(name: string, from: string | RegExp, to: string): string {
  const path = join(scratch, name);
  writeFileSync(path, readFileSync(join(LOGGED, name), 'utf8').replace(from, to));
  return path;
}

describe('touchstone verify, of a receipt', () => {
  it('tells checkpoint and witnesses, then the chain of the document beside it', () => {
    const { code, out } = run('verify', join(LOGGED, 'test-report.tlog-proof'), ...ON);
    expect([code, out]).toEqual([0, expect.stringContaining('[LOG_INCLUDED]')]);
    expect(out).toContain('      3 entries of log.demonstration.touchstone.example/2026, witnessed by 2026-11-14');
    expect(out).toContain('receipt: the log has test-report.json');
    expect(out).toContain('consumers yes at 2026-11-14T00:00:00.000Z');
  });

  it('takes the receipt that lies beside a document', () => {
    expect(run('verify', join(LOGGED, 'test-report.json'), ...ON).out).toContain('[LOG_INCLUDED]');
  });

  it('never ends well where the document is not there, and names no entry', () => {
    const alone = join(scratch, 'alone.tlog-proof');
    cpSync(join(LOGGED, 'test-report.tlog-proof'), alone);
    const { code, out } = run('verify', alone, ...ON);
    expect([code, out]).toEqual([2, expect.stringContaining('no alone.json')]);
    expect(out).not.toMatch(/entry \d/);
    const moved = changed('test-report.tlog-proof', /^index .*$/mu, 'index 999');
    expect(run('verify', moved, ...ON)).toMatchObject({ code: 2, out: expect.stringContaining('LOG_NOT_INCLUDED') });
    expect(run('verify', alone, '--markets', 'SG', ...ON)).toMatchObject({
      ...{ code: 2, out: expect.stringContaining('LOG_NO_POLICY') },
    });
  });

  it.each<[string, string, RegExp, string, number]>([
    ['a signature of the log that is none', 'LOG_SIGNATURE_FORGED', /(touchstone\.example\/2026 tm1BqfMZ)U/u, '$1V', 2],
    ['another entry', 'LOG_NOT_INCLUDED', /^index 1$/mu, 'index 0', 2],
    ['a log that nobody knows', 'LOG_UNKNOWN', /(\n|— )log\.demonstration/gu, '$1other.demonstration', 2],
    ['nothing of the kind', 'LOG_RECEIPT_UNREADABLE', /^.*$/su, 'nothing', 1],
  ])('does not end well beside a sound document for %s', (_, reason, from, to, expected) => {
    const folder = mkdtempSync(join(scratch, 'beside-'));
    cpSync(LOGGED, folder, { recursive: true });
    const path = join(folder, 'test-report.tlog-proof');
    writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
    const { code, out } = run('verify', path, ...ON);
    expect([code, out]).toEqual([expected, expect.stringContaining(`[${reason}]`)]);
    expect(out).toContain('receipt: it does not show that a log has test-report.json, in CN-GD, HK, MO');
    expect(out).not.toMatch(/passed, entry \d|entry \d+ of \d+ in/);
    // For the document itself the places of the demonstration take a receipt as information.
    expect(run('verify', join(folder, 'test-report.json'), ...ON).code).toBe(0);
  });

  it('says what is wrong with a receipt', () => {
    const unsigned = changed('test-report.tlog-proof', /— consumers.*\n/u, '');
    expect(run('verify', unsigned, ...ON)).toMatchObject({
      code: 2,
      out: expect.stringContaining('LOG_QUORUM_NOT_MET'),
    });
    writeFileSync(join(scratch, 'none.tlog-proof'), 'nothing');
    expect(run('verify', join(scratch, 'none.tlog-proof'), ...ON)).toMatchObject({
      ...{ code: 1, out: expect.stringContaining('LOG_RECEIPT_UNREADABLE') },
    });
  });
});

describe('touchstone verify, of a completeness file', () => {
  it('says as of when nothing is known against the firms', () => {
    const { code, out } = run('verify', join(LOGGED, 'completeness.json'), ...ON);
    expect([code, out]).toEqual([0, expect.stringContaining('no penalty, withdrawal or recall as of 2026-11-14')]);
    expect(out).toContain('8 days before the day asked about');
  });

  it('answers 2 where it proves nothing, and 1 where it cannot be read', () => {
    const other = changed('completeness.json', /— consumers[^\\]*\\n/u, '');
    expect(run('verify', other, ...ON)).toMatchObject({ code: 2, out: expect.stringContaining('QUORUM_NOT_MET') });
    const broken = changed('completeness.json', '"subject"', '"object"');
    expect(run('verify', broken, ...ON)).toMatchObject({ code: 1, out: expect.stringContaining('UNREADABLE') });
    expect(run('verify', join(LOGGED, 'completeness.json'), '--markets', 'SG', ...ON).code).toBe(2);
  });
});

describe('touchstone check', () => {
  it('names the logs consulted, and what they do not have', () => {
    const { code, out } = run('check', 'examples/wolfberry-leaf-logged', ...ON, '--out', '-');
    expect([code, out]).toEqual([0, expect.stringContaining('Logs consulted')]);
    expect(out).toMatch(/MO\s+no penalty, withdrawal or recall about DEMONSTRATION-FIRM-1 is known as of 2026-11-14/);
  });
});
