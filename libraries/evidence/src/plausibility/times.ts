// SPDX-License-Identifier: Apache-2.0
import { compareInstants } from '@touchstone/identifiers';
import type { TestResult } from '@touchstone/statements';
import { clashMarks } from './clashes.ts';
import { clocksThere, daysThere } from './days-there.ts';
import { type Mark, mark } from './marks.ts';
import { isProvided } from './provided.ts';
import { recordingMarks } from './recording.ts';
import type { ExaminedReport, Surroundings } from './report.ts';
import { minutesCovered, spanOf, stepOf, type Work, type WorkStep } from './work.ts';

/** Each test took its time, on its day, with nobody and nothing in two places, and was written down when it was done; the report comes after it. */
export function timeMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { results, issuedOn } = report;
  const late = results
    .filter(({ testedOn }) => issuedOn !== undefined && issuedOn < testedOn)
    .map(({ testedOn }) => mark('ISSUED_BEFORE_TESTED', { later: String(issuedOn), earlier: testedOn }));
  const { work, strayWork = [] } = around;
  if (work === undefined) return late;
  const done = results
    .filter((one) => !isProvided(one))
    .flatMap((result) => {
      const own = work.filter((one) => one.result === result.result);
      const stray = strayWork.filter((one) => one.result === result.result).slice(0, 1);
      if (own.length + stray.length === 0) return [mark('WORK_NOT_RECORDED', { result: result.result })];
      const gone = stray.map((one) => mark('WORK_ABOUT_OTHER', { ...one }));
      return [...gone, ...workMarks(own, { tested: result, report }, around), ...recordingMarks(own)];
    });
  return [...late, ...done, ...clashMarks(report, around)];
}

interface Of {
  readonly tested: Pick<TestResult, 'result' | 'testedOn'>;
  readonly report: ExaminedReport;
}

/** All the steps of one result, whoever recorded them. */
function workMarks(own: readonly Work[], { tested, report }: Of, around: Surroundings): readonly Mark[] {
  const { result } = tested;
  const steps = own.flatMap((one) => one.steps);
  const backwards = steps.filter(({ from, to }) => compareInstants(to, from) < 0);
  if (backwards.length > 0) {
    return backwards.map((step) =>
      mark('WORK_ENDS_BEFORE', { result: stepOf(result, step), from: step.from, to: step.to }),
    );
  }
  const isAlone = steps.length > 0 && steps.every(({ unattended }) => unattended === true);
  return [
    ...dayMarks(steps, { tested, report }, around),
    ...lengthMarks(result, own),
    ...(isAlone ? [mark('NO_STEP_ATTENDED', { result })] : []),
    ...steps.flatMap((step) => hoursMarks(result, { step, report }, around)),
  ];
}

/** The day of the report lies among those of the work. */
function dayMarks(
  steps: readonly WorkStep[],
  { tested: { result, testedOn: on }, report }: Of,
  around: Surroundings,
): readonly Mark[] {
  const span = spanOf(steps);
  if (span === undefined) return [];
  const [began, ended] = [daysThere(span.from, report, around), daysThere(span.to, report, around)];
  const isAmong = report.concludes === true ? on >= ended.first : on >= began.first && on <= ended.last;
  return isAmong ? [] : [mark('WORK_ON_OTHER_DAY', { result, on, ...span })];
}

/** The steps together take what the method takes; what lies between them is nobody's work. */
function lengthMarks(result: string, own: readonly Work[]): readonly Mark[] {
  const steps = own.flatMap((one) => one.steps);
  const span = spanOf(steps);
  if (span === undefined) return [];
  const least = Math.max(...own.map(({ leastMinutes = 0 }) => leastMinutes));
  const minutes = minutesCovered(steps);
  if (minutes < least) return [mark('WORK_TOO_SHORT', { result, minutes: String(minutes), least: String(least) })];
  return minutes === 0 ? [mark('WORK_TOOK_NO_TIME', { result, ...span })] : [];
}

/** What a machine does alone may run through the night: a person begins it and ends it, within hours by some clock there. */
function hoursMarks(
  result: string,
  { step, report }: { readonly step: WorkStep; readonly report: ExaminedReport },
  around: Surroundings,
): readonly Mark[] {
  const { hours } = around;
  if (hours === undefined || step.unattended === true) return [];
  const clocks = [step.from, step.to].map((at) => clocksThere(at, report, around));
  if (clocks.every((shown) => shown.some((time) => hours.from <= time && time <= hours.to))) return [];
  const [from, to] = clocks.map(([time]) => String(time)) as [string, string];
  return [mark('OUTSIDE_HOURS', { result: stepOf(result, step), from, to, hours: `${hours.from}-${hours.to}` })];
}
