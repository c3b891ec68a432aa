// SPDX-License-Identifier: Apache-2.0
import {
  compareDecimals,
  type DecimalString,
  groupBy,
  parseDecimal,
  rationalFromDecimal,
} from '@touchstone/identifiers';
import type { CountedCause, FailureMode } from '@touchstone/metrology/control';
import type { DossierEntry } from '../archive/read-zip.ts';
import { createFaultList, type DossierFault, type FaultList } from '../fault.ts';
import { DOSSIER_LIMITS, type DossierLimits } from '../limits.ts';
import type { TemplateLanguage } from '../tables/column.ts';
import { QUALITY_TABLE_NAMES, type TableName } from '../tables/columns.ts';
import { readTable, type TableRow } from '../tables/read-table.ts';
import { type RowReader, rowReader } from '../tables/row-reader.ts';
import { QUALITY_INTRO } from '../template/guide-texts.ts';
import { writeTemplateWorkbook } from '../template/template-workbook.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';

/** What went wrong and how often, and ways in which something can fail; either may be empty. */
export interface QualityTables {
  readonly causes: readonly CountedCause[];
  readonly modes: readonly FailureMode[];
}

/** The tables, or every reason why there are none. */
export interface QualityReading {
  readonly tables: QualityTables | undefined;
  readonly faults: readonly DossierFault[];
}

const ROWS_MAX = 5_000;
const CAUSES_MAX = 1_000;
const COUNT_MAX = 1_000_000_000;
const RATING_MAX = 10;

/** Reads a workbook with a sheet of defects, a sheet of failure modes, or both; with one fault nothing of it is used. */
export async function readQualityWorkbook(
  file: DossierEntry,
  given: Partial<DossierLimits> = {},
): Promise<QualityReading> {
  const limits = { ...DOSSIER_LIMITS, rows: ROWS_MAX, ...given };
  const faults = createFaultList(limits.faults);
  const rowsOf = await readRows(file, { limits, faults });
  const causes = addUp(
    rowsOf('defects').flatMap((row) => readDefect(row, faults) ?? []),
    faults,
  );
  const modes = rowsOf('failureModes').flatMap((row) => readMode(row, faults) ?? []);
  if (!faults.hasErrors() && causes.length + modes.length === 0) {
    faults.add('EMPTY_TABLE', { file: file.path }, { expected: 'fill in one of its two sheets, or both' });
  }
  return { tables: faults.hasErrors() ? undefined : { causes, modes }, faults: faults.list() };
}

/** An empty workbook for both tables, with a guide. */
export async function writeQualityTemplate(language: TemplateLanguage): Promise<DossierEntry> {
  const content = { tables: QUALITY_TABLE_NAMES, intro: QUALITY_INTRO[language] };
  return { path: `quality-${language}.xlsx`, bytes: await writeTemplateWorkbook(language, content) };
}

interface Context {
  readonly limits: DossierLimits;
  readonly faults: FaultList;
}

async function readRows(
  file: DossierEntry,
  { limits, faults }: Context,
): Promise<(table: TableName) => readonly TableRow[]> {
  const at = { file: file.path };
  if (file.bytes.length > limits.fileBytes) {
    const expected = `at most ${limits.fileBytes} bytes`;
    faults.add('FILE_TOO_LARGE', at, { found: `${file.bytes.length} bytes`, expected });
    return () => [];
  }
  const sheets = (await readWorkbook(file, { limits, faults, tables: QUALITY_TABLE_NAMES })) ?? [];
  if (sheets.length === 0 && !faults.hasErrors()) {
    const expected = 'add a sheet "defects" (缺陷, defeitos) or "failure modes" (失效模式), or start from the template';
    faults.add('MISSING_TABLE', at, { expected });
  }
  const rows = new Map<TableName, readonly TableRow[]>();
  for (const { table, grid, location } of sheets) {
    if (rows.has(table)) faults.add('DUPLICATE_TABLE', location, { found: table, expected: 'keep one of them' });
    else rows.set(table, grid === undefined ? [] : readTable(table, grid, { limits, faults }).rows);
  }
  return (table) => rows.get(table) ?? [];
}

interface Defect {
  readonly cause: string;
  readonly count: number;
  readonly weight: DecimalString | undefined;
  readonly reader: RowReader;
}

function readDefect(row: TableRow, faults: FaultList): Defect | undefined {
  const reader = rowReader('defects', row, faults);
  const cause = reader.text('cause');
  const count = reader.isFilled('count') ? wholeNumber('count', [0, COUNT_MAX], { reader, faults }) : 1;
  const weight = plainNumber('weight', { reader, faults });
  return cause === undefined || count === undefined ? undefined : { cause, count, weight, reader };
}

/** Rows of one cause together, in the order in which causes come first. */
function addUp(defects: readonly Defect[], faults: FaultList): readonly CountedCause[] {
  const causes = [...groupBy(defects, ({ cause }) => cause).values()] as [Defect, ...Defect[]][];
  for (const [first, ...others] of causes) {
    const odd = others.find(({ weight }) => !isSame(weight, first.weight));
    if (odd !== undefined) {
      const expected = `one weight for "${first.cause}" in all its rows; the first says ${first.weight ?? 'nothing'}`;
      faults.add('LIMIT_CONFLICT', odd.reader.locationOf('weight'), { found: odd.weight ?? '', expected });
    }
  }
  const surplus = causes[CAUSES_MAX]?.[0];
  if (surplus !== undefined) {
    const expected = `at most ${CAUSES_MAX} causes; put rare ones together as "other"`;
    faults.add('TOO_MANY_ROWS', surplus.reader.locationOf('cause'), { found: `${causes.length} causes`, expected });
  }
  const [one] = defects;
  if (one !== undefined && defects.every(({ count, weight = '1' }) => count === 0 || Number(weight) === 0)) {
    const expected = 'something that was counted at least once, with a weight above 0';
    faults.add('NUMBER_OUT_OF_RANGE', one.reader.locationOf('count'), { found: '0 of everything', expected });
  }
  return causes.map((own) => {
    const [{ cause, weight }] = own;
    const count = own.reduce((sum, one) => sum + one.count, 0);
    return { cause, count, ...(weight === undefined ? {} : { weight: rationalFromDecimal(parseDecimal(weight)) }) };
  });
}

function isSame(one: DecimalString | undefined, other: DecimalString | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return compareDecimals(parseDecimal(one), parseDecimal(other)) === 0;
}

function readMode(row: TableRow, faults: FaultList): FailureMode | undefined {
  const reader = rowReader('failureModes', row, faults);
  const [item, mode, effect] = [reader.text('item'), reader.text('mode'), reader.text('effect')];
  const rating = (key: string) => wholeNumber(key, [1, RATING_MAX], { reader, faults });
  const [severity, occurrence, detection] = [rating('severity'), rating('occurrence'), rating('detection')];
  if (item === undefined || mode === undefined || effect === undefined) return undefined;
  if (severity === undefined || occurrence === undefined || detection === undefined) return undefined;
  return { item, mode, effect, severity, occurrence, detection };
}

interface Cells {
  readonly reader: RowReader;
  readonly faults: FaultList;
}

function plainNumber(key: string, { reader, faults }: Cells): DecimalString | undefined {
  const number = reader.number(key);
  if (number?.unit === undefined) return number?.value;
  faults.add('UNIT_CONFLICT', reader.locationOf(key), { found: number.unit, expected: 'a number without a unit' });
  return undefined;
}

function wholeNumber(key: string, [least, most]: readonly [number, number], cells: Cells): number | undefined {
  const text = plainNumber(key, cells);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const expected = `a whole number from ${least} to ${most}`;
  cells.faults.add('NUMBER_OUT_OF_RANGE', cells.reader.locationOf(key), { found: text, expected });
  return undefined;
}
