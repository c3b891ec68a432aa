// SPDX-License-Identifier: Apache-2.0
import { type Mark, mark } from './marks.ts';
import { pointMarks } from './points-twice.ts';
import type { ExaminedReport, Surroundings } from './report.ts';
import { numberKey } from './report-number.ts';
import { resultsKey, tellingResults } from './results-key.ts';

/** A number twice, results that are also reported of another sample, or a point of which two things are stated. */
export function repeatMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  return [...numberMarks(report, around), ...resultMarks(report, around), ...pointMarks(report)];
}

/** ISO/IEC 17025:2017, 7.8.2.1 d (recalled): the identification is unique; that of another series may look the same. */
function numberMarks({ reportNumber: number }: ExaminedReport, { otherReports = [] }: Surroundings): readonly Mark[] {
  const key = numberKey(number);
  const same = otherReports.filter((other) => other.corrected !== true && numberKey(other.reportNumber) === key);
  if (same.some(({ isOtherKind }) => isOtherKind !== true)) return [mark('REPORT_NUMBER_TWICE', { number })];
  return same.length === 0 ? [] : [mark('NUMBER_ON_OTHER_KIND', { number })];
}

function resultMarks({ sample, results }: ExaminedReport, { otherReports = [] }: Surroundings): readonly Mark[] {
  // Many samples have nothing in them: only a measured value that comes twice says anything.
  if (otherReports.length === 0 || !results.some(({ outcome }) => outcome === 'quantified')) return [];
  const same = resultsKey(results);
  // Many have 0.12 of it. What a correction says of another sample is of the same work, and no chance.
  const isTelling = tellingResults(results) !== undefined;
  return otherReports
    .filter((other) => other.results === same && (isTelling || other.corrected === true))
    .filter((other) => other.sample !== sample?.sample)
    .map((other) => mark('SAME_RESULTS_TWICE', { number: other.reportNumber, sample: other.sample }));
}
