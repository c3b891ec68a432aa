// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import type { TestResult } from '@touchstone/statements';
import { daysThere } from './days-there.ts';
import { type Mark, mark } from './marks.ts';
import type { ExaminedReport, Surroundings } from './report.ts';
import type { OtherFile, Work } from './work.ts';

/** Raw files are kept, each for the run in which it was made. ISO/IEC 17025:2017, 7.5.1 and 7.11.6 (recalled). */
export function rawFileMarks(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const { work = [], otherFiles = [] } = around;
  const own = report.results.flatMap((result) => filesOf(result, report, work));
  return own.flatMap((file, index) => {
    // Of two that are both of this report, the first tells.
    const others = [...otherFiles, ...own.slice(index + 1)].filter(({ digest }) => digest === file.digest);
    return [...otherDayMarks(file, others, { report, around }), ...otherInstrumentMarks(file, others)];
  });
}

/** No raw file of a result, whoever worked on it. */
export function missingMarks({ result }: TestResult, own: readonly Work[]): readonly Mark[] {
  const isAnyKept = own.some(({ steps }) => steps.some(({ rawFiles }) => rawFiles.length > 0));
  return isAnyKept ? [] : [mark('RAW_DATA_MISSING', { result })];
}

/** A raw file of the own work. */
interface OwnFile extends OtherFile {
  readonly result: string;
  readonly file: string;
}

function filesOf(tested: TestResult, report: ExaminedReport, work: readonly Work[]): readonly OwnFile[] {
  const { result, instruments = [] } = tested;
  const named = instruments.map(({ instrument }) => instrument);
  return work
    .filter((one) => one.result === result)
    .flatMap(({ steps }) =>
      steps.flatMap(({ rawFiles, from, to, instruments: used = named }) =>
        rawFiles.map(({ name: file, digest }) => {
          return { result, file, digest, from, to, instruments: used, report: report.reportNumber };
        }),
      ),
    );
}

/** One run gives many results, of many samples; what was read on one day is no reading of another. */
function otherDayMarks(
  { result, file, ...own }: OwnFile,
  others: readonly OtherFile[],
  { report, around }: { readonly report: ExaminedReport; readonly around: Surroundings },
): readonly Mark[] {
  const daysOf = ({ from, to }: Pick<OtherFile, 'from' | 'to'>) =>
    [daysThere(from, report, around).first, daysThere(to, report, around).last] as const;
  const [day, last] = daysOf(own);
  const found = others.find((other) => {
    const [began, ended] = daysOf(other);
    return ended < day || last < began;
  });
  if (found === undefined) return [];
  const [on] = daysOf(found);
  return [mark('RAW_FILE_OF_OTHER_WORK', { result, file, report: found.report, on, day })];
}

/** One run is of one instrument: work that has none in common with other work has no run in common with it. */
function otherInstrumentMarks({ result, file, instruments }: OwnFile, others: readonly OtherFile[]): readonly Mark[] {
  const own = new Set(instruments.map(nameKey));
  const found = others.find(
    (other) => own.size > 0 && other.instruments.length > 0 && !other.instruments.some((one) => own.has(nameKey(one))),
  );
  if (found === undefined) return [];
  const values = { theirs: found.instruments.join(', '), ours: instruments.join(', ') };
  return [mark('RAW_FILE_OF_OTHER_INSTRUMENT', { result, file, report: found.report, ...values })];
}
