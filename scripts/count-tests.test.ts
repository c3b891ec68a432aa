// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

function count(report: string | undefined): { line: string; status: number | null } {
  const folder = mkdtempSync(join(tmpdir(), 'count-'));
  const path = join(folder, 'report.json');
  if (report !== undefined) writeFileSync(path, report);
  const { stdout, status } = spawnSync(process.execPath, [join(import.meta.dirname, 'count-tests.mjs'), path], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return { line: stdout, status };
}

const file = (status: string, ...results: string[]) => ({
  status,
  assertionResults: results.map((it) => ({ status: it })),
});
const report = (passed: number, failed: number, ...testResults: object[]) =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults });

test.each([
  ['all passed', report(2, 0, file('passed', 'passed', 'passed')), '2 passed, 0 failed\n', 0],
  ['one failed', report(1, 1, file('failed', 'passed', 'failed')), '1 passed, 1 failed\n', 1],
  [
    'a file could not be loaded',
    report(2, 0, file('passed', 'passed', 'passed'), file('failed')),
    '2 passed, 1 failed\n',
    1,
  ],
  ['nothing ran', report(0, 0), '0 passed, 0 failed\n', 1],
  ['the report is cut short', '{"numPassedTests": 3', '0 passed, 1 failed\n', 1],
  ['there is no report', undefined, '0 passed, 1 failed\n', 1],
])('count-tests when %s', (_name, text, line, status) => {
  expect(count(text)).toEqual({ line, status });
});
