// SPDX-License-Identifier: Apache-2.0
import { coversEdition, type TestResult } from '@touchstone/statements';
import type { ExaminedReport, StrayWork, Surroundings, Work, WorkAbout } from './report.ts';

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
  { work = [], ...around }: Pick<Surroundings, 'work' | 'sampling' | 'samplingBefore'>,
): { readonly work: readonly Work[]; readonly strayWork: readonly StrayWork[] } {
  const strayWork = work.flatMap(({ result, about }) => {
    const named = results.find((one) => one.result === result);
    if (named === undefined || about === undefined || sample === undefined) return [];
    const said = aboutOf(sample, named);
    const others = ABOUT.flatMap((each) => {
      const [was, now] = [about[each], said[each]];
      // What the draft named only later, or no more, is not held against the work.
      if (was === undefined || now === undefined || was === now) return [];
      // A method may be named more exactly afterwards.
      return each === 'method' && coversEdition(was, now) ? [] : [{ was, now }];
    });
    const gone = [...others, ...samplingGone(about, said, around), ...instrumentsGone(about, said)];
    return gone.slice(0, 1).map((one) => ({ result, ...one }));
  });
  return { work: work.filter(({ result }) => !strayWork.some((one) => one.result === result)), strayWork };
}

/** A record that its sampler corrected is of the same thing, while sample and lot stay what they were. */
function samplingGone(
  { samplingRecord: was }: WorkAbout,
  { samplingRecord: now, sample }: WorkAbout,
  { sampling, samplingBefore = [] }: Pick<Surroundings, 'sampling' | 'samplingBefore'>,
): Omit<StrayWork, 'result'>[] {
  if (was === undefined || now === undefined || was === now) return [];
  const before = samplingBefore.find(({ id }) => id === was);
  if (before === undefined || sampling === undefined || sampling === 'not-here') return [{ was, now }];
  const { lotNumber } = sampling.lot;
  if (before.lot === lotNumber && before.samples.includes(sample)) return [];
  return [{ was: `${before.lot}: ${before.samples.join(', ')}`, now: `${lotNumber}: ${sample}` }];
}

function instrumentsGone(
  { instruments: was }: WorkAbout,
  { instruments: now }: WorkAbout,
): Omit<StrayWork, 'result'>[] {
  const gone = was.filter((one) => !now.includes(one));
  if (gone.length === 0) return [];
  return [{ was: gone.join(', '), now: now.length === 0 ? '–' : now.join(', ') }];
}
