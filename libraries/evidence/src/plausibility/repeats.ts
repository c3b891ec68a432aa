// SPDX-License-Identifier: Apache-2.0
import { type Mark, mark } from './marks.ts';
import { type ExaminedReport, numberKey, resultsKey, type Surroundings } from './report.ts';

/** A report number twice, or results that are also reported of another sample. */
export function repeatMarks({ reportNumber, sample, results }: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { otherReports = [] } = around;
  const key = numberKey(reportNumber);
  const numbered = otherReports.some((other) => other.corrected !== true && numberKey(other.reportNumber) === key)
    ? [mark('REPORT_NUMBER_TWICE', { number: reportNumber })]
    : [];
  // Many samples have nothing in them: only a measured value that comes twice says anything.
  if (!results.some(({ outcome }) => outcome === 'quantified')) return numbered;
  const same = resultsKey(results);
  const repeated = otherReports
    .filter((other) => other.results === same && other.sample !== sample?.sample)
    .map((other) => mark('SAME_RESULTS_TWICE', { number: other.reportNumber, sample: other.sample }));
  return [...numbered, ...repeated];
}
