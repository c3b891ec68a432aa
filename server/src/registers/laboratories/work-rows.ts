// SPDX-License-Identifier: Apache-2.0
import { standardKey } from '@touchstone/statements';
import { column, type RowsOf, table } from '../../record-keeping/fold.ts';
import { isOfWhole, type Worksheet, workOf } from '../../record-keeping/issue-gate.ts';
import type { LaboratoryDocument } from './record.ts';

/** One row for each step of the work on each result of the own reports, and one for a result of which nobody recorded any. */
export const tests = table({
  columns: {
    result: column.text,
    report: column.text,
    /** What the draft names for the result. */
    named: column.texts,
    /** What was used in the step. */
    instruments: column.texts,
    person: column.optional(column.text),
    /** What was done; empty where the whole work is one span. */
    step: column.optional(column.text),
    site: column.optional(column.text),
    from: column.optional(column.instant),
    to: column.optional(column.instant),
    unattended: column.boolean,
    substance: column.text,
    method: column.text,
    leastMinutes: column.optional(column.integer),
  },
  indexes: [['person', 'from'], ['method']],
  visibility: 'private',
});

/** One row for each raw file of the own work, so that one that stands for the work of another day is seen. */
export const rawFiles = table({
  columns: {
    digest: column.text,
    result: column.text,
    report: column.text,
    person: column.text,
    /** What was done, and what was used in it, as in `tests`. */
    step: column.optional(column.text),
    instruments: column.texts,
    from: column.instant,
    to: column.instant,
  },
  indexes: [['digest']],
  visibility: 'private',
});

type Rows = RowsOf<{ readonly tests: typeof tests; readonly rawFiles: typeof rawFiles }>;
type Test = Rows['tests'][number];

/** What a row has of work that nobody recorded. */
const NOBODY = {
  ...{ person: null, step: null, site: null, from: null, to: null },
  ...{ unattended: false, leastMinutes: null },
};

/** The rows of a case after its report was drafted anew: work stays with the result of its name. */
export function redrafted({ tests: before, rawFiles: files }: Rows, subject: LaboratoryDocument['subject']) {
  if (!('reportNumber' in subject)) return {};
  const { reportNumber: report, results } = subject;
  const names = new Map(results.map((one) => [nameBefore(before, one, results), one.result]));
  const drafted = results.flatMap((one) => {
    const { result, substance, method, instruments = [] } = one;
    const used = instruments.map(({ instrument }) => instrument);
    const of = { result, report, substance, method: standardKey(method.standard), named: used };
    const done = before.filter((row) => row.person !== null && names.get(row.result) === result);
    if (done.length === 0) return [{ ...NOBODY, ...of, instruments: used }];
    // What a step used it says itself.
    return done.map((row) => ({ ...row, ...of, instruments: row.step === null ? used : row.instruments }));
  });
  const kept = files.map((row) => {
    const result = names.get(row.result) ?? row.result;
    const named = drafted.find((one) => one.result === result)?.named ?? [];
    return { ...row, report, result, instruments: row.step === null ? named : row.instruments };
  });
  return { tests: drafted, rawFiles: kept };
}

type Drafted = Extract<LaboratoryDocument['subject'], { readonly reportNumber: string }>['results'][number];

/** The name that a result had: its own, or where it has no rows that of the one other that is gone and is of the same test. */
function nameBefore(before: readonly Test[], { result, ...of }: Drafted, results: readonly Drafted[]): string {
  if (before.some((row) => row.result === result)) return result;
  const isSame = (one: Pick<Drafted, 'substance' | 'method'>, row: Test) =>
    row.substance === one.substance && row.method === standardKey(one.method.standard);
  const gone = before.filter((row) => isSame(of, row) && !results.some((one) => one.result === row.result));
  const names = new Set(gone.map((row) => row.result));
  const rivals = results.filter(
    (one) => gone.some((row) => isSame(one, row)) && !before.some((row) => row.result === one.result),
  );
  const [name] = names;
  return names.size === 1 && rivals.length === 1 && name !== undefined ? name : result;
}

/** The rows after a person handed in their steps: in the place of their own, and where they are all, of everybody's. */
export function worked({ tests: before, rawFiles: files }: Rows, sheet: Worksheet, person: string) {
  const { result, steps, leastMinutes } = workOf(sheet, person);
  const isReplaced = (row: { readonly result: string; readonly person: string | null }) =>
    row.result === result && (isOfWhole(sheet) || row.person === person);
  const drafted = before.find((row) => row.result === result);
  const { report = '' } = drafted ?? {};
  const done = steps.flatMap((step): readonly Test[] => {
    if (drafted === undefined) return [];
    const { substance, method, named } = drafted;
    const { what = null, site, from, to, unattended = false, instruments = named } = step;
    const of = { result, report, substance, method, named, instruments: [...instruments] };
    return [{ ...of, person, step: what, site, from, to, unattended, leastMinutes: leastMinutes ?? null }];
  });
  const tests = withNobody([...before.filter((row) => !isReplaced(row) && !isNobodys(row, result)), ...done], drafted);
  const kept = steps.flatMap(({ rawFiles, from, to, what = null, instruments = drafted?.named ?? [] }) => {
    const digests = [...new Set(rawFiles.map(({ digest }) => digest))];
    const of = { result, report, person, step: what, instruments: [...instruments], from, to };
    return digests.map((digest) => ({ digest, ...of }));
  });
  return { tests, rawFiles: [...files.filter((row) => !isReplaced(row)), ...kept] };
}

const isNobodys = (row: Test, result: string) => row.result === result && row.person === null;

/** A result of which no step is left has its one row still. */
function withNobody(rows: readonly Test[], drafted: Test | undefined): Test[] {
  if (drafted === undefined || rows.some(({ result }) => result === drafted.result)) return [...rows];
  return [...rows, { ...drafted, ...NOBODY, instruments: drafted.named }];
}
