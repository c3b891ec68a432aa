// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readZip, writeWorkbook } from '@touchstone/dossier';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const LIST = join(ROOT, 'examples', 'instruments', 'workshop.xlsx');
const scratch = mkdtempSync(join(tmpdir(), 'touchstone-instruments-'));

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function run(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/src/main.ts', 'instruments', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout, err: stderr };
}

/** The lines about one instrument. */
const about = (out: string, name: string) => out.split('\n\n').find((part) => part.trimStart().startsWith(name)) ?? '';

describe('touchstone instruments', () => {
  it('answers the list of the demonstration: what, how often, how good, where, until when', () => {
    const [answer, calendar] = [join(scratch, 'answer.xlsx'), join(scratch, 'due.ics')];
    const { code, out, err } = run(
      LIST,
      '--on',
      '2026-11-22',
      '--near',
      '23.02,113.75',
      '--out',
      answer,
      '--calendar',
      calendar,
    );
    expect([code, err]).toEqual([2, '']);
    expect(about(out, 'W-01')).toMatch(
      /verification by law \| due soon 2026-12-09\n {2}How often: 12 months, legal period/,
    );
    expect(about(out, 'W-01')).toContain('from memory');
    expect(about(out, 'B-01')).toMatch(
      /control chart\n.*0\.001 g\n {2}Where: Demonstration Calibration Laboratory, U = 0.00010 g/,
    );
    expect(about(out, 'P-01')).toContain('overdue 2026-09-02');
    expect(about(out, 'T-01')).toContain('found outside its tolerance');
    expect(about(out, 'K-01')).toContain('250 days, in-use time');
    expect(about(out, 'M-01')).toContain('nothing | not needed');
    expect(about(out, 'V-01')).toContain('no laboratory can be looked for');
    expect(about(out, 'H-01')).toMatch(/calibration \| in order[\s\S]*Where: Demonstration Calibration, Hong Kong/);
    expect(about(out, 'O-01')).toContain('What the law of MO asks is not loaded here');
    expect(readFileSync(calendar, 'utf8').match(/BEGIN:VEVENT/g)).toHaveLength(8);
    expect(readFileSync(answer).subarray(0, 2).toString()).toBe('PK');
  });

  it('answers in Chinese, and by another ratio', async () => {
    const answer = join(scratch, 'answer-zh.xlsx');
    const { out } = run(LIST, '--on', '2026-11-22', '--language', 'zh-Hans', '--ratio', '1/10', '--out', answer);
    expect(about(out, 'C-01')).toMatch(/校准 \| 有效 2026-12-30[\s\S]*0\.005 mm/);
    const { entries } = await readZip(readFileSync(answer));
    const text = entries.map(({ bytes }) => new TextDecoder().decode(bytes)).join('');
    expect(text).toContain('最大不确定度');
  });

  it('writes an empty list, which it then finds empty', () => {
    const path = join(scratch, 'mine.xlsx');
    expect(run(path, '--template', '--language', 'zh-Hans').code).toBe(0);
    const { code, err } = run(path);
    expect([code, err]).toEqual([1, expect.stringContaining('has no row below its headers')]);
  });

  it('tells every error by sheet, row and column, and answers nothing', async () => {
    const path = join(scratch, 'faulty.xlsx');
    const headings = ['Instrument', 'Type', 'Place', 'Used for', 'Unit', 'Tolerance'];
    const rows = [
      ['W-1', 'scale', 'HK', 'trade', 'g', 'good'],
      ['W-2', 'scale', 'Atlantis', 'trade', 'g', '1'],
    ];
    writeFileSync(path, await writeWorkbook([{ name: 'instruments', headings, rows }]));
    const { code, out, err } = run(path, '--out', join(scratch, 'none.xlsx'));
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/error faulty.xlsx, sheet "instruments", F2: .*\nerror faulty.xlsx, sheet "instruments", C3: /);
    expect(() => readFileSync(join(scratch, 'none.xlsx'))).toThrow();
  });

  it.each([
    ['no file', [], 'name one workbook'],
    ['a file that is not there', ['nowhere.xlsx'], 'cannot be read'],
    ['another language', [LIST, '--language', 'fr'], '--language: one of en'],
    ['another ratio', [LIST, '--ratio', '1/2'], '--ratio: one of 1/3'],
    ['a place beyond the pole', [LIST, '--near', '91,0'], '--near'],
    ['capabilities that are none', [LIST, '--capabilities', 'package.json'], 'touchstone-capabilities/1'],
  ])('refuses %s', (_, args, message) => {
    const { code, err } = run(...args);
    expect([code, err]).toEqual([1, expect.stringContaining(message)]);
  });
});
