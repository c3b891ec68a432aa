// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Instant } from '@touchstone/identifiers';
import type { SubjectOf, TestResult } from '@touchstone/statements';
import { chainEndMarks, isSameHolder } from './custody-chain.ts';
import { daysThere } from './days-there.ts';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings } from './report.ts';

type Sampling = SubjectOf<'SamplingRecord'>;

/** taken -> handed over … -> received -> tested, in order and unbroken. ISO/IEC 17025:2017, 7.3.3 and 7.4 (recalled). */
export function custodyMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { sample, results } = report;
  if (sample === undefined) return [];
  return [
    ...recordMarks(report, sample, around),
    ...(sample.suitability === 'unsuitable' ? [mark('SAMPLE_NOT_SUITABLE', { sample: sample.sample })] : []),
    ...results.flatMap((result) => earlyMarks(result, { report, receivedAt: sample.receivedAt }, around)),
  ];
}

/** By the day that the report gives, and by the hour where the work was recorded. */
function earlyMarks(
  { result, testedOn }: TestResult,
  { report, receivedAt }: { readonly report: ExaminedReport; readonly receivedAt: Instant },
  around: Surroundings,
): readonly Mark[] {
  const { first: received } = daysThere(receivedAt, report, around);
  if (testedOn < received) return [mark('TESTED_BEFORE_RECEIVED', { later: testedOn, earlier: received })];
  const own = (around.work ?? []).filter((one) => one.result === result).flatMap(({ steps }) => steps);
  const begun = own.filter(({ from }) => compareInstants(from, receivedAt) < 0);
  return begun.slice(0, 1).map(({ from }) => mark('TESTED_BEFORE_RECEIVED', { later: from, earlier: receivedAt }));
}

type Sample = NonNullable<ExaminedReport['sample']>;

function recordMarks(report: ExaminedReport, sample: Sample, around: Surroundings): readonly Mark[] {
  const { sampling } = around;
  if (sample.samplingRecord === undefined) return [mark('SAMPLE_NOT_TRACED', { sample: sample.sample })];
  if (sampling === undefined) return [];
  if (sampling === 'not-here') return [mark('SAMPLING_RECORD_NOT_HERE', { sample: sample.sample })];
  return [
    ...endedMarks(sample, around),
    ...sealMarks(sampling, sample),
    ...lotMarks(sampling, sample, around),
    ...chainMarks(sampling, sample.receivedAt),
    ...chainEndMarks(sampling, report),
  ];
}

/** A record that its sampler took back, or put another in the place of, vouches for nothing any more. */
function endedMarks({ sample }: Sample, { samplingEnded }: Surroundings): readonly Mark[] {
  if (samplingEnded === undefined) return [];
  const { status, isLater } = samplingEnded;
  return [mark(isLater ? 'SAMPLING_RECORD_ENDED_LATER' : 'SAMPLING_RECORD_ENDED', { sample, status })];
}

function sealMarks({ samples }: Sampling, { sample, seal }: Sample): readonly Mark[] {
  const taken = samples.find((one) => one.sample === sample);
  if (taken === undefined) return [mark('SAMPLE_NOT_TAKEN', { sample })];
  if (taken.seal === seal) return [];
  // Whoever sealed it later is not known: until then anybody had it open.
  if (taken.seal === undefined) return [mark('SEAL_NOT_OF_SAMPLING', { sample, received: String(seal) })];
  if (seal === undefined) return [mark('SEAL_NOT_RECORDED', { sample, taken: taken.seal })];
  return [mark('SEAL_CHANGED', { taken: taken.seal, received: seal })];
}

/** The record is about what was tested: its food, or one under or over it, and its lot. */
function lotMarks({ lot }: Sampling, { sample, food, statedLot }: Sample, { isUnder }: Surroundings): readonly Mark[] {
  const marks: Mark[] = [];
  const named = [food, statedLot?.food].filter((one) => one !== undefined);
  const compared = named.map((tested) => ({ tested, isSame: isSameFood([tested, lot.food], isUnder) }));
  const other = compared.find(({ isSame }) => isSame === false) ?? compared.find(({ isSame }) => isSame === undefined);
  if (other !== undefined) {
    const code = other.isSame === undefined ? 'SAMPLE_FOOD_NOT_COMPARED' : 'SAMPLE_OF_OTHER_FOOD';
    marks.push(mark(code, { sample, taken: lot.food, tested: other.tested }));
  }
  if (statedLot !== undefined && statedLot.lotNumber !== lot.lotNumber) {
    marks.push(mark('SAMPLE_OF_OTHER_LOT', { sample, taken: lot.lotNumber, tested: statedLot.lotNumber }));
  }
  return marks;
}

/** Whether two names may be of one food: equal, or a group and what is in it; undefined where nothing tells. */
function isSameFood([one, other]: readonly [string, string], isUnder: Surroundings['isUnder']): boolean | undefined {
  if (one === other) return true;
  const answers = [isUnder?.(one, other), isUnder?.(other, one)];
  return answers.includes(true) || (answers.includes(undefined) ? undefined : false);
}

function chainMarks({ takenAt, custody = [] }: Sampling, receivedAt: Instant): readonly Mark[] {
  const marks: Mark[] = [];
  let last: Instant = takenAt;
  let had: string | undefined;
  for (const { at, from, to, sealIntact } of custody) {
    if (compareInstants(at, last) < 0) marks.push(mark('CUSTODY_TIMES', { later: at, earlier: last }));
    if (had !== undefined && !isSameHolder(had, from)) marks.push(mark('CUSTODY_BROKEN', { had, gave: from, at }));
    if (!sealIntact) marks.push(mark('SEAL_OPENED', { from, to, at }));
    last = at;
    had = to;
  }
  if (compareInstants(receivedAt, last) < 0) marks.push(mark('CUSTODY_TIMES', { later: receivedAt, earlier: last }));
  return marks;
}
