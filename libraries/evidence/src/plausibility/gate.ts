// SPDX-License-Identifier: Apache-2.0
import { conformityMarks } from './conformity.ts';
import { custodyMarks } from './custody.ts';
import { environmentMarks } from './environment.ts';
import { instrumentMarks } from './instruments.ts';
import { type Level, type Mark, RULES, type Rule } from './marks.ts';
import { methodMarks } from './method-edition.ts';
import { personMarks } from './persons.ts';
import { providedMarks, withOwnResults } from './provided.ts';
import { rawDataMarks } from './raw-data.ts';
import { repeatMarks } from './repeats.ts';
import type { ExaminedReport, Surroundings } from './report.ts';
import { scopeMarks } from './scope.ts';
import { timeMarks } from './times.ts';
import { sortWork } from './work-about.ts';
import { placeMarks } from './workplace.ts';

/** Raised with every change of a rule: a result that is kept says by which rules it came about. */
export const GATE_VERSION = 41;

type Examine = (report: ExaminedReport, around: Surroundings) => readonly Mark[];

/** Of what another laboratory obtained nobody here has work, instruments or raw data. ISO/IEC 17025:2017, 6.6. */
const ofOwnResults =
  (examine: Examine): Examine =>
  (report, around) =>
    examine(withOwnResults(report), around);

const EXAMINE: Readonly<Record<Rule, Examine>> = {
  custody: custodyMarks,
  method: methodMarks,
  scope: (report, around) => [
    ...scopeMarks(withOwnResults(report), around),
    ...providedMarks(report, around),
    ...placeMarks(report, around),
  ],
  instruments: ofOwnResults(instrumentMarks),
  environment: environmentMarks,
  persons: personMarks,
  times: timeMarks,
  'raw-data': ofOwnResults(rawDataMarks),
  conformity: conformityMarks,
  repeats: repeatMarks,
};

/** What the rules notice about a report, wherever it was issued; nothing of it is a finding. */
export function examineReport(report: ExaminedReport, around: Surroundings): readonly Mark[] {
  const sorted = withSortedWork(report, around);
  return RULES.flatMap((rule) => EXAMINE[rule](report, sorted));
}

/** One line of a gate. */
export interface GateLine {
  readonly rule: Rule;
  readonly level: 'green' | Level;
  readonly marks: readonly Mark[];
}

/** A gate as it stands: red blocks, amber needs a reason for each code, green is free. */
export interface Gate {
  readonly version: number;
  readonly level: GateLine['level'];
  readonly lines: readonly GateLine[];
}

/** Every rule as a line, with the worst of its marks, before a report can be signed. */
export function openGate(report: ExaminedReport, around: Surroundings): Gate {
  const sorted = withSortedWork(report, around);
  const lines = RULES.map((rule) => {
    const marks = EXAMINE[rule](report, sorted);
    return { rule, level: worst(marks), marks };
  });
  return { version: GATE_VERSION, level: worst(lines.flatMap(({ marks }) => marks)), lines };
}

/** Work that was recorded of something else shows nothing of this report, by no rule. */
function withSortedWork(report: ExaminedReport, around: Surroundings): Surroundings {
  return around.work === undefined ? around : { ...around, ...sortWork(report, around) };
}

function worst(marks: readonly Mark[]): GateLine['level'] {
  if (marks.some(({ level }) => level === 'red')) return 'red';
  return marks.length > 0 ? 'amber' : 'green';
}
