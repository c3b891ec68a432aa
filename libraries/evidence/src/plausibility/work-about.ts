// SPDX-License-Identifier: Apache-2.0
import { coversEdition, type TestResult } from '@touchstone/statements';
import type { ExaminedReport, Surroundings } from './report.ts';
import { numberKey } from './report-number.ts';
import type { StrayWork, Work, WorkAbout } from './work.ts';

/** What work on a result of a report is about. */
export function aboutOf(
  { sample, samplingRecord: record, statedLot: lot }: NonNullable<ExaminedReport['sample']>,
  { substance, method, instruments = [] }: Pick<TestResult, 'substance' | 'method' | 'instruments'>,
): WorkAbout {
  return {
    // With its clause: one method of a standard is not another.
    ...{ sample, substance, method: method.standard },
    instruments: instruments.map(({ instrument }) => instrument),
    ...(lot === undefined ? {} : { lot: lot.lotNumber }),
    ...(record === undefined ? {} : { samplingRecord: record.id }),
  };
}

const ABOUT = ['sample', 'lot', 'substance', 'method'] as const;

/** The work that is about what a report says, and apart from it what was recorded of something else. */
export function sortWork(
  { sample, results }: Pick<ExaminedReport, 'sample' | 'results'>,
  { work: recorded = [], ...around }: Pick<Surroundings, 'work' | 'sampling' | 'samplingBefore'>,
): { readonly work: readonly Work[]; readonly strayWork: readonly StrayWork[] } {
  const work = underNamesNow(recorded, { sample, results }, around);
  const sorted = work.map((one) => {
    const named = results.find(({ result }) => result === one.result);
    if (named === undefined || one.about === undefined || sample === undefined) return { one };
    const [gone] = goneSince(one.about, aboutOf(sample, named), around);
    return gone === undefined ? { one } : { one, stray: { result: one.result, ...gone } };
  });
  return {
    work: sorted.flatMap(({ one, stray }) => (stray === undefined ? [one] : [])),
    strayWork: sorted.flatMap(({ stray }) => stray ?? []),
  };
}

/** A result that was only given another name keeps its work, where one that has none can be it and no other. */
function underNamesNow(
  work: readonly Work[],
  { sample, results }: Pick<ExaminedReport, 'sample' | 'results'>,
  around: Pick<Surroundings, 'sampling' | 'samplingBefore'>,
): readonly Work[] {
  const names = new Set(results.map(({ result }) => result));
  const bare = results.filter(({ result }) => !work.some((one) => one.result === result));
  return work.map((one) => {
    const { about } = one;
    if (names.has(one.result) || about === undefined || sample === undefined) return one;
    const [found, ...others] = bare.filter((each) => goneSince(about, aboutOf(sample, each), around).length === 0);
    return found === undefined || others.length > 0 ? one : { ...one, result: found.result };
  });
}

type Gone = Omit<StrayWork, 'result'>;

function goneSince(
  about: WorkAbout,
  said: WorkAbout,
  around: Pick<Surroundings, 'sampling' | 'samplingBefore'>,
): readonly Gone[] {
  const others = ABOUT.flatMap((each) => {
    const [was, now] = [about[each], said[each]];
    // What the draft named only later, or no more, is not held against the work.
    if (was === undefined || now === undefined || isOneName(was, now)) return [];
    // A method may be named more exactly afterwards.
    return each === 'method' && coversEdition(was, now) ? [] : [{ was, now }];
  });
  return [...others, ...samplingGone(about, said, around), ...instrumentsGone(about, said)];
}

/** What readers take for one name is one, however a correction writes it. */
const isOneName = (one: string, other: string) => numberKey(one) === numberKey(other);

/** A record that its sampler corrected is of the same thing, while sample and lot stay what they were. */
function samplingGone(
  { samplingRecord: was }: WorkAbout,
  { samplingRecord: now, sample }: WorkAbout,
  { sampling, samplingBefore = [] }: Pick<Surroundings, 'sampling' | 'samplingBefore'>,
): Gone[] {
  if (was === undefined || now === undefined || was === now) return [];
  const before = samplingBefore.find(({ id }) => id === was);
  if (before === undefined || sampling === undefined || sampling === 'not-here') return [{ was, now }];
  const { lotNumber } = sampling.lot;
  if (before.lot === lotNumber && before.samples.includes(sample)) return [];
  return [{ was: `${before.lot}: ${before.samples.join(', ')}`, now: `${lotNumber}: ${sample}` }];
}

function instrumentsGone({ instruments: was }: WorkAbout, { instruments: now }: WorkAbout): Gone[] {
  const gone = was.filter((one) => !now.some((other) => isOneName(one, other)));
  if (gone.length === 0) return [];
  return [{ was: gone.join(', '), now: now.length === 0 ? '–' : now.join(', ') }];
}
