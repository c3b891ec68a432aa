// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { createReader, runCheck, type Verdict } from '@touchstone/evidence';
import { parseCalendarDay, parseInstant, parsePlace } from '@touchstone/identifiers';
import { PROJECT_FOLDERS, readRequirements, readTrust } from '@touchstone/local-files';
import { CHECK_GROUPS } from '@touchstone/statements';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exitCodeOf } from '../src/exit-code.ts';
import { openDossier } from '../src/open-dossier.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples');
const FOLDERS = readdirSync(EXAMPLES)
  .filter((name) => readdirSync(join(EXAMPLES, name)).includes('expected.json'))
  .sort();
const KNOWN_AT = parseInstant('2026-11-22T12:00:00Z');

interface Expected {
  readonly on: string;
  readonly markets: readonly string[];
  readonly topic: string;
  readonly cells: Readonly<Record<string, string>>;
  readonly because: Readonly<Record<string, string>>;
  readonly exit: number;
}

const made = new Map<string, { readonly expected: Expected; readonly verdict: Verdict }>();

beforeAll(async () => {
  const read = createReader(nodeSuite);
  const [{ requirements, digest }, trust] = await Promise.all([
    readRequirements(PROJECT_FOLDERS.referenceData),
    readTrust(PROJECT_FOLDERS.demonstration, read),
  ]);
  for (const folder of FOLDERS) {
    const expected: Expected = JSON.parse(readFileSync(join(EXAMPLES, folder, 'expected.json'), 'utf8'));
    const dossier = await openDossier(join(EXAMPLES, folder));
    const question = {
      places: expected.markets.map(parsePlace),
      roots: trust.roots,
      on: parseCalendarDay(expected.on),
      knownAt: KNOWN_AT,
    };
    const cut = { logs: [], position: null, referenceData: digest, knownAt: KNOWN_AT };
    const logs = { suite: nodeLogSuite, ...trust.logs };
    const options = { source: trust.source, requirements, suite: nodeSuite, read, cut, logs };
    made.set(folder, { expected, verdict: await runCheck(dossier.claim, dossier, question, options) });
  }
});

describe.each(FOLDERS)('the example %s', (folder) => {
  const example = () => made.get(folder) as { expected: Expected; verdict: Verdict };

  it('comes out cell by cell as written down', () => {
    const { expected, verdict } = example();
    expect(verdict.columns.map(({ place }) => place)).toEqual(expected.markets);
    for (const { place, cells } of verdict.columns) {
      expect(cells.map(({ topic, verdict: said }) => [place, topic, said])).toEqual([
        [place, expected.topic, expected.cells[place]],
      ]);
    }
  });

  it('gives the reason that is written down, where the cell asks for it', () => {
    const { expected, verdict } = example();
    for (const [place, code] of Object.entries(expected.because)) {
      const cells = verdict.columns.filter((column) => column.place === place).flatMap((column) => column.cells);
      const checks = cells.flatMap(({ checks: own, trials }) => [...own, ...trials.flatMap((trial) => trial.checks)]);
      const open = checks.filter(({ outcome }) => outcome !== 'passed').flatMap(({ reasons }) => reasons);
      expect(open.map((reason) => reason.code)).toContain(code);
    }
  });

  it('ends with the exit code written down', () => {
    expect(exitCodeOf(example().verdict)).toBe(example().expected.exit);
  });

  it('makes all fourteen groups of checks, in order, on every document of every cell', () => {
    const cells = example().verdict.columns.flatMap((column) => column.cells);
    for (const { checks, trials } of cells) {
      expect(trials.length).toBeGreaterThan(0);
      for (const trial of trials) {
        const groups = new Set([...checks, ...trial.checks].map(({ group }) => group));
        expect(CHECK_GROUPS.filter((group) => groups.has(group))).toEqual(CHECK_GROUPS);
        for (const list of [checks, trial.checks]) {
          const places = list.map(({ group }) => CHECK_GROUPS.indexOf(group));
          expect(places).toEqual([...places].sort((a, b) => a - b));
        }
      }
    }
  });

  it('says what would settle every unknown cell, and nothing where a cell is settled', () => {
    for (const { verdict, toSettle } of example().verdict.columns.flatMap((column) => column.cells)) {
      expect(toSettle.length > 0).toBe(verdict === 'unknown');
    }
  });

  it('comes out of JSON as it went in', () => {
    const { verdict } = example();
    expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
  });
});

describe('scripts/examples', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'touchstone-examples-'));
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it('makes the same bytes again', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/examples/make-examples.ts', scratch], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    const again = filesOf(scratch);
    expect(again.filter((name) => name.endsWith('expected.json'))).toHaveLength(FOLDERS.length);
    const different = again.filter(
      (name) => !readFileSync(join(scratch, name)).equals(readFileSync(join(EXAMPLES, name))),
    );
    expect(different).toEqual([]);
    const folders = new Set([...FOLDERS, 'demonstration']);
    expect(filesOf(EXAMPLES).filter((name) => folders.has(name.split('/')[0] ?? ''))).toEqual(again);
  });
});

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
