// SPDX-License-Identifier: Apache-2.0
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestFromSha256 } from '@touchstone/identifiers';
import { parseStatement, readUntp, toUntp } from '@touchstone/statements';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const scratch = mkdtempSync(join(tmpdir(), 'touchstone-cli-'));
const MARKETS = ['--markets', 'CN-GD,HK,MO', '--on', '2026-11-22'];

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

function run(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/src/main.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout, err: stderr };
}

/** The exit code when the reader of the pipe leaves before the first character comes. */
function codeUnheard(...args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, ['cli/src/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  child.stderr.destroy();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

/** The sound example as a zip, with one file changed or added. */
function zippedExample(name: string, changes: Readonly<Record<string, string | undefined>>): string {
  const folder = join(ROOT, 'examples', 'wolfberry-leaf');
  const names = [
    'product.csv',
    'lot.csv',
    'route.csv',
    'actors.csv',
    'scope.csv',
    'documents/sampling-record.json',
    'documents/test-report.json',
  ];
  const files = Object.fromEntries(names.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
  const changed = Object.entries({ ...files, ...changes }).flatMap(([file, text]) =>
    text === undefined ? [] : [[file, strToU8(text)] as const],
  );
  const path = join(scratch, name);
  writeFileSync(path, zipSync(Object.fromEntries(changed)));
  return path;
}

describe('touchstone, when nobody reads what it prints any more,', () => {
  const out = join(scratch, 'unheard.json');
  it.each([
    ['a sound dossier', 0, ['check', 'examples/wolfberry-leaf', ...MARKETS, '--out', out]],
    ['a tampered document', 3, ['check', 'examples/wolfberry-leaf-tampered', ...MARKETS, '--out', out]],
    ['the tampered document by itself', 3, ['verify', 'examples/wolfberry-leaf-tampered/documents/test-report.json']],
    [
      'a verdict that cannot be written',
      1,
      ['check', 'examples/wolfberry-leaf', '--out', join(scratch, 'no', 'x.json')],
    ],
    ['no dossier', 1, ['check', 'examples/there-is-none']],
    ['no command', 1, ['chekc']],
  ])('says all the same with its exit code: %s', async (_, code, args) => {
    expect(await codeUnheard(...args)).toBe(code);
  });

  it('writes the verdict that it reached', async () => {
    const written = join(scratch, 'reached.json');
    await codeUnheard('check', 'examples/wolfberry-leaf-tampered', ...MARKETS, '--out', written);
    expect(JSON.parse(readFileSync(written, 'utf8')).summary.contradictedDocuments).toBe(1);
  });
});

describe('touchstone check', () => {
  it('shows what the asker’s own decision rule would say, and lets the law decide', () => {
    const out = join(scratch, 'ruled.json');
    const rule = ['--decision-rule', 'guard-band:1:acceptance'];
    const { code } = run('check', zippedExample('ruled.zip', {}), ...MARKETS, ...rule, '--out', out);
    const verdict = JSON.parse(readFileSync(out, 'utf8'));
    expect([code, verdict.decisionRule]).toEqual([0, { kind: 'guard-band', multiplier: '1', guards: 'acceptance' }]);
    expect(JSON.stringify(verdict.columns)).toContain('"code":"RULE_OUTRANKED"');
  });

  it.each([
    ['0', 1, '--known-at'],
    ['2026-02-30T00:00:00Z', 1, '--known-at'],
    ['2999-01-01T00:00:00Z', 1, 'has not come yet'],
    ['2020-01-01T00:00:00Z', 1, 'cannot have been known'],
  ])('refuses what was known at %s', (instant, expected, said) => {
    const { code, err } = run('check', 'examples/wolfberry-leaf', ...MARKETS, '--known-at', instant, '--out', '-');
    expect([code, err]).toEqual([expected, expect.stringContaining(said)]);
  });

  it('answers 0 for a sound dossier in a zip and writes the verdict', () => {
    const out = join(scratch, 'verdict.json');
    const { code, out: printed } = run('check', zippedExample('sound.zip', {}), ...MARKETS, '--out', out);
    expect(code).toBe(0);
    expect(printed).toContain('3 proved, 0 refuted, 0 unknown');
    // What qualifies a proved cell is seen without being asked for.
    expect(printed).toMatch(
      /Proved with these reservations\n(.*\n)*? {2}HK +Lead: .*read on a page that quotes the law/,
    );
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({
      format: 'touchstone-verdict/1',
      on: '2026-11-22',
      summary: { proved: 3 },
    });
  });

  it('asks about the places of the route when none are named', () => {
    expect(run('check', 'examples/wolfberry-leaf', '--on', '2026-11-22', '--out', '-').out).toMatch(/CN-GD +HK +MO/);
  });

  it('answers 2 when a paper is missing, and says what would settle it', () => {
    const { code, out } = run(
      'check',
      zippedExample('gap.zip', { 'documents/test-report.json': undefined }),
      ...MARKETS,
      '--out',
      '-',
    );
    expect(code).toBe(2);
    expect(out).toContain('settle');
  });

  it('puts each of several cells on one topic under its own place, when both versions of a limit may apply', () => {
    const dossier = zippedExample('undated.zip', { 'lot.csv': 'Lot number\nWL-2026-1108\n' });
    // The place with two cells stands in the middle: a cell too many would move those to its right.
    const { code, out } = run('check', dossier, '--markets', 'HK,CN-GD,MO', '--on', '2026-11-22', '--out', '-');
    expect(code).toBe(2);
    const lines = out.split('\n');
    const top = lines.findIndex((line) => /^ +HK +CN-GD +MO/.test(line));
    const [head = '', first = '', second = '', after] = lines.slice(top, top + 4);
    const starts = ['HK', 'CN-GD', 'MO'].map((place) => head.indexOf(place));
    const cellsOf = (line: string) => starts.map((start, index) => line.slice(start, starts[index + 1]).trim());
    expect(cellsOf(first)).toEqual(['✔ proved ≤ 0.3 mg/kg', '? unknown ≤ 0.3 mg/kg', '✔ proved ≤ 0.3 mg/kg']);
    expect(cellsOf(second)).toEqual(['', '? unknown ≤ 0.3 mg/kg', '']);
    expect(after).toBe('');
    for (const edition of ['CN-GB2762-2022-pb-leafy-vegetables', 'CN-GB2762-2025-pb-leafy-vegetables'])
      expect(out).toContain(`whether ${edition} applies: Give the day of production`);
  });

  it('answers 1 and names file, row and what would be right for a date that does not exist, and writes nothing', () => {
    const out = join(scratch, 'never.json');
    const dossier = zippedExample('date.zip', { 'lot.csv': 'Lot number,Produced on\nWL-2026-1108,2026-02-30\n' });
    const { code, err } = run('check', dossier, ...MARKETS, '--out', out);
    expect(code).toBe(1);
    expect(err).toContain('lot.csv, B2');
    expect(() => readFileSync(out)).toThrow();
  });

  it.each([
    ['a file that is no dossier', ['check', 'package.json', ...MARKETS], 'neither a folder nor a .zip'],
    ['a folder that is not there', ['check', 'examples/nothing', ...MARKETS], 'there is no examples/nothing'],
    ['a day that does not exist', ['check', 'examples/wolfberry-leaf', '--on', '2026-02-30'], '--on'],
    [
      'a decision rule that is none',
      ['check', 'examples/wolfberry-leaf', '--decision-rule', 'guard band 1 U'],
      '--decision-rule: A decision rule is written as one of: simple acceptance',
    ],
    ['a place that does not exist', ['check', 'examples/wolfberry-leaf', '--markets', 'XX-9'], '--markets'],
    [
      'an option that does not exist',
      ['check', 'examples/wolfberry-leaf', '--market', 'HK'],
      'there is no option --market; the options are --markets,',
    ],
    ['an option without its value', ['compare', 'tuna', '--on'], '--on takes a value'],
    ['an option with a value that takes none', ['check', 'examples/tuna', '--open=yes'], '--open takes no value'],
    ['a folder to verify', ['verify', 'examples/tuna'], 'check takes a folder'],
    ['no dossier', ['check'], 'one dossier is needed'],
    [
      'a trust folder that is not there',
      ['check', 'examples/wolfberry-leaf', '--trust', 'nowhere', ...MARKETS],
      'there is no nowhere/trust.json; a trust folder has',
    ],
    ['a command that does not exist', ['chekc'], 'no command "chekc"'],
  ])('answers 1 for %s and says what would be right', (_, args, said) => {
    const { code, err } = run(...args);
    expect(code).toBe(1);
    expect(err).toContain(said);
  });
});

describe('touchstone verify', () => {
  it.each([
    ['a sound report', 'examples/wolfberry-leaf/documents/test-report.json', 0, 'sound'],
    ['a sound token', 'examples/wolfberry-leaf-second-result/documents/second-test-report.jwt', 0, 'sound'],
    ['a tampered report', 'examples/wolfberry-leaf-tampered/documents/test-report.json', 3, 'contradicted'],
    ['a revoked report', 'examples/wolfberry-leaf-revoked/documents/test-report.json', 2, 'unsound'],
    [
      'a report of a lapsed laboratory',
      'examples/wolfberry-leaf-lapsed-accreditation/documents/test-report.json',
      2,
      'sound; the chain',
    ],
    ['a JSON that is no statement at all', 'package.json', 1, 'unread'],
    ['a file that is no JSON', 'examples/wolfberry-leaf/lot.csv', 1, 'unread'],
  ])('judges %s and marks the first broken link', (_, file, expected, standing) => {
    const { code, out } = run('verify', file, '--on', '2026-11-22');
    expect(code).toBe(expected);
    expect(out.trimEnd().split('\n').at(-1)).toMatch(new RegExp(`^${standing}`));
    expect(out.includes('first broken link')).toBe(expected !== 0);
  });
});

it('touchstone verify names an open recall beside the links of a sound report, as of when it is known', () => {
  const { code, out } = run('verify', 'examples/wolfberry-leaf-recalled/documents/test-report.json', ...MARKETS);
  expect(code).toBe(2);
  expect(out).toMatch(/beside the links, on 2026-11-22, as known at \d{4}-/);
  expect(out).toMatch(/against subject {2}open: .*\[RECALLED\]/);
  expect(out).not.toContain('first broken link');
  expect(out.trimEnd().split('\n').at(-1)).toBe('sound; something stands against its issuer or subject in MO');
});

it('touchstone verify answers 1 for a file that is not there', () => {
  const { code, err } = run('verify', 'examples/nothing.json');
  expect(code).toBe(1);
  expect(err).toContain('there is no file examples/nothing.json');
});

describe('touchstone compare', () => {
  it('puts the limits of three places side by side and says why they do not compare', () => {
    const { code, out } = run('compare', '枸杞叶', '--markets', 'CN-GD,HK,MO', '--on', '2026-11-22');
    expect(code).toBe(0);
    expect(out).toContain('CN-GD to HK: not comparable: basis; the numbers alone are equal');
  });

  it.each([
    // GB 2762-2025 is in force since 2026-09-02; it has the same number for lead in leafy vegetables as GB 2762-2022.
    ['2026-09-01', 'CN-GB2762-2022-pb-leafy-vegetables'],
    ['2026-09-02', 'CN-GB2762-2025-pb-leafy-vegetables'],
  ])('names on %s the edition in force and none that has ended or not begun', (day, named) => {
    const { out } = run('compare', 'wolfberry-leaf', '--markets', 'CN-GD', '--on', day);
    const lead = out.split('\n\n').find((block) => block.startsWith('Lead\n')) ?? '';
    const rows = lead.split('\n').filter((line) => line.startsWith('  CN-GD '));
    expect(rows.map((row) => row.slice(row.lastIndexOf(' ') + 1))).toEqual([named]);
  });

  it('answers 1 for a food that nobody knows', () => {
    expect(run('compare', 'moonstone').code).toBe(1);
  });
});

describe('touchstone untp', () => {
  const report = JSON.parse(readFileSync(join(ROOT, 'examples/wolfberry-leaf/documents/test-report.json'), 'utf8'));

  it('prints what a UNTP credential says, with the name that nobody may trust made fit for a terminal, and every gap', () => {
    const credential = untpCredential('laboratory \u001b[31mof note');
    const path = join(scratch, 'untp.json');
    writeFileSync(path, JSON.stringify(credential));
    const { code, out } = run('untp', path);
    expect(code).toBe(0);
    expect(out).toContain('DigitalConformityCredential of UNTP 0.7.0');
    expect(out).toContain('issuer.name: laboratory \u{fffd}[31mof note');
    expect(out).toContain('assessments.0.results.0.quantity.value: 0.1');
    const open = readUntp(credential).gaps;
    expect(open.length).toBeGreaterThan(5);
    expect(out).toContain(`What it leaves open (${open.length})`);
    for (const { code: gap, at } of open) expect(out).toContain(`${gap} ${at === '' ? '(whole)' : at}`);
  });

  it('prints of a statement of ours what an export would lose', () => {
    const { code, out } = run('untp', 'examples/wolfberry-leaf/documents/test-report.json');
    expect(code).toBe(0);
    expect(out).toContain(report.id);
    expect(out).toContain('  signatory.meaning: ');
    expect(out).toContain('  laboratory.place: ');
    expect(out).not.toContain('laboratory.name: ');
    expect(run('untp', 'examples/wolfberry-leaf/documents/sampling-record.json')).toMatchObject({
      code: 0,
      out: expect.stringContaining('no counterpart for a SamplingRecord'),
    });
  });

  it('reads a token as well', () => {
    const token = 'examples/wolfberry-leaf-second-result/documents/second-test-report.jwt';
    expect(run('untp', token)).toMatchObject({ code: 0, out: expect.stringContaining('would lose') });
  });

  it.each([
    ['a file that is not there', ['untp', 'examples/nothing.json'], 'there is no file'],
    ['a folder', ['untp', 'examples/tuna'], 'one document is needed'],
    ['a file that is no JSON', ['untp', 'examples/wolfberry-leaf/lot.csv'], 'cannot be read as a credential'],
    ['JSON that is neither', ['untp', 'package.json'], 'neither a credential of UNTP 0.7.0 nor a statement of ours'],
    ['no file', ['untp'], 'one document is needed'],
  ])('answers 1 for %s and says what would be right', (_, args, said) => {
    const { code, err } = run(...args);
    expect(code).toBe(1);
    expect(err).toContain(said);
  });

  function untpCredential(issuerName: string): Record<string, unknown> {
    const { proof: _, ...body } = report;
    const uuid = '01900000-0000-7000-8000-0000000000ff';
    const options = { uuid, issuerName, digest: digestFromSha256(new Uint8Array(32)), validFrom: body.validFrom };
    return { ...toUntp(parseStatement(body), options).body };
  }
});
