// SPDX-License-Identifier: Apache-2.0
import { compareInstants, dayOfInstant, type Instant } from '@touchstone/identifiers';
import type { SubjectOf, TestResult } from '@touchstone/statements';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings } from './report.ts';

type Sampling = SubjectOf<'SamplingRecord'>;

/** taken -> handed over … -> received -> tested, in order and unbroken. ISO/IEC 17025:2017, 7.3.3 and 7.4 (recalled). */
export function custodyMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { sample, results } = report;
  if (sample === undefined) return [];
  return [
    ...recordMarks(sample, around),
    ...results.flatMap((result) => earlyMarks(result, sample.receivedAt, around)),
  ];
}

/** By the day that the report gives, and by the hour where the work was recorded. */
function earlyMarks({ result, testedOn }: TestResult, receivedAt: Instant, around: Surroundings): readonly Mark[] {
  const received = dayOfInstant(receivedAt, around.offsetMinutes);
  if (testedOn < received) return [mark('TESTED_BEFORE_RECEIVED', { later: testedOn, earlier: received })];
  const begun = (around.work ?? []).filter((one) => one.result === result && compareInstants(one.from, receivedAt) < 0);
  return begun.slice(0, 1).map(({ from }) => mark('TESTED_BEFORE_RECEIVED', { later: from, earlier: receivedAt }));
}

type Sample = NonNullable<ExaminedReport['sample']>;

function recordMarks(sample: Sample, { sampling }: Surroundings): readonly Mark[] {
  if (sample.samplingRecord === undefined) return [mark('SAMPLE_NOT_TRACED', { sample: sample.sample })];
  if (sampling === undefined) return [];
  if (sampling === 'not-here') return [mark('SAMPLING_RECORD_NOT_HERE', { sample: sample.sample })];
  return [...sealMarks(sampling, sample), ...chainMarks(sampling, sample.receivedAt)];
}

function sealMarks({ samples }: Sampling, { sample, seal }: Sample): readonly Mark[] {
  const taken = samples.find((one) => one.sample === sample);
  if (taken === undefined) return [mark('SAMPLE_NOT_TAKEN', { sample })];
  if (taken.seal === undefined || seal === undefined || taken.seal === seal) return [];
  return [mark('SEAL_CHANGED', { taken: taken.seal, received: seal })];
}

function chainMarks({ takenAt, custody = [] }: Sampling, receivedAt: Instant): readonly Mark[] {
  const marks: Mark[] = [];
  let last: Instant = takenAt;
  let had: string | undefined;
  for (const { at, from, to, sealIntact } of custody) {
    if (compareInstants(at, last) < 0) marks.push(mark('CUSTODY_TIMES', { later: at, earlier: last }));
    if (had !== undefined && had !== from) marks.push(mark('CUSTODY_BROKEN', { had, gave: from, at }));
    if (!sealIntact) marks.push(mark('SEAL_OPENED', { from, to, at }));
    last = at;
    had = to;
  }
  if (compareInstants(receivedAt, last) < 0) marks.push(mark('CUSTODY_TIMES', { later: receivedAt, earlier: last }));
  return marks;
}
