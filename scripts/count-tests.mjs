// SPDX-License-Identifier: Apache-2.0
// Reads vitest's JSON report and prints "N passed, N failed". A file that could not be loaded counts as one failure, and
// so does a run that wrote no report. Ends with 1 when anything failed or nothing ran.
import { readFileSync } from 'node:fs';

const { passed, failed } = count(process.argv[2] ?? '');
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function count(path) {
  let report;
  try {
    report = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
  const hasNoTests = ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some((result) => result.status === 'failed');
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.testResults.filter(hasNoTests).length,
  };
}
