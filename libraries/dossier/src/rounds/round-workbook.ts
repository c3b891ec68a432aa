// SPDX-License-Identifier: Apache-2.0
import { formatDecimal, multiplyDecimals, parseDecimal, rationalToDecimal } from '@touchstone/identifiers';
import {
  convertQuantity,
  MetrologyError,
  parseQuantity,
  parseUnit,
  percentBeside,
  type QuantityText,
} from '@touchstone/metrology/quantity';
import type { DossierEntry } from '../archive/read-zip.ts';
import { expected } from '../dossier-error.ts';
import { columnLetters, createFaultList, type DossierFault, type FaultList, type Location } from '../fault.ts';
import { DOSSIER_LIMITS, type DossierLimits } from '../limits.ts';
import type { TemplateLanguage } from '../tables/column.ts';
import { ROUND_TABLE_NAMES, TABLES } from '../tables/columns.ts';
import type { Grid } from '../tables/grid.ts';
import { readTable, type TableRow } from '../tables/read-table.ts';
import { type RowReader, rowReader } from '../tables/row-reader.ts';
import { writeWorkbook } from '../template/write-workbook.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';

/** What a laboratory's sheet is made from: its code, and what the round measures. */
export interface RoundSheet {
  readonly code: string;
  readonly measurands: readonly { readonly measurand: string; readonly unit: string }[];
}

/** What one row says, as the laboratory wrote it; digits are kept. */
export interface RoundRow {
  readonly code: string;
  readonly measurand: string;
  /** `below` with a limit, or nothing where the cell is empty. */
  readonly says: 'number' | 'below' | 'nothing';
  readonly value?: string;
  readonly unit: string;
  readonly expandedUncertainty?: string;
  readonly coverageFactor?: string;
  readonly method?: string;
  /** Where a member stands, for whoever finds more wrong with it. */
  locationOf(member: string): Location;
}

/** The rows of a workbook, or every reason why it is not taken. */
export interface RoundWorkbookReading {
  readonly rows: readonly RoundRow[] | undefined;
  readonly faults: readonly DossierFault[];
}

const TABLE = 'roundResults';
const ROWS_MAX = 500;
const COLUMNS = TABLES[TABLE].columns;

/** The workbook of one laboratory for one round: a row for each measurand, its unit and the code filled in, cells of text. */
export function writeRoundWorkbook({ code, measurands }: RoundSheet, language: TemplateLanguage): Promise<Uint8Array> {
  const columns = Object.entries(COLUMNS);
  return writeWorkbook([
    {
      name: TABLES[TABLE].names[language][0],
      headings: columns.map(([, { headers }]) => headers[language][0]),
      rows: measurands.map(({ measurand, unit }) => {
        const filled: Readonly<Record<string, string>> = { code, measurand, unit };
        return columns.map(([key]) => filled[key] ?? '');
      }),
    },
    {
      name: { en: 'guide', 'zh-Hans': '填写说明', 'zh-Hant': '填寫說明', pt: 'guia' }[language],
      headings: [
        { en: 'Column', 'zh-Hans': '列', 'zh-Hant': '欄', pt: 'Coluna' }[language],
        { en: 'What to write', 'zh-Hans': '填写内容', 'zh-Hant': '填寫內容', pt: 'O que escrever' }[language],
      ],
      rows: columns.map(([, { headers, note }]) => [headers[language][0], note[language]]),
    },
  ]);
}

/** Reads such a workbook; where anything in it is an error, no row is given. */
export async function readRoundWorkbook(
  file: DossierEntry,
  given: Partial<DossierLimits> = {},
): Promise<RoundWorkbookReading> {
  const limits = { ...DOSSIER_LIMITS, rows: ROWS_MAX, ...given };
  const faults = createFaultList(limits.faults);
  const at = { file: file.path };
  if (file.bytes.length > limits.fileBytes) {
    const found = `${file.bytes.length} bytes`;
    faults.add('FILE_TOO_LARGE', at, { found, expected: `at most ${limits.fileBytes} bytes` });
    return { rows: undefined, faults: faults.list() };
  }
  const sheets = await readWorkbook(file, { limits, faults, tables: ROUND_TABLE_NAMES });
  const [sheet, second] = sheets ?? [];
  if (second !== undefined) faults.add('DUPLICATE_TABLE', second.location, { expected: 'keep one sheet of results' });
  if (sheets !== undefined && sheet === undefined) {
    faults.add('MISSING_TABLE', at, {
      expected: 'start from the workbook of this round, and keep the name of its sheet',
    });
  }
  const grid = sheet?.grid;
  const table = grid === undefined ? undefined : readTable(TABLE, grid, { limits, faults });
  if (grid !== undefined && table !== undefined) {
    refuseChangedHeadings(grid, faults);
    // Each cell below it may be empty; the column may not be missing.
    if (!faults.hasErrors() && table.rows.every((row) => row.locationOf('value').column === undefined)) {
      const expected = `add a column "${COLUMNS.value.headers.en[0]}", as in the workbook of this round`;
      faults.add('MISSING_COLUMN', { ...table.location, row: 1 }, { expected });
    }
  }
  const rows = (table?.rows ?? []).flatMap((row) => readRow(row, faults) ?? []);
  return { rows: faults.hasErrors() ? undefined : rows, faults: faults.list() };
}

/**
 * Every heading of this workbook was written here: what stands below another one would go unread, and the results that are
 * on record would be replaced by nothing.
 */
function refuseChangedHeadings(grid: Grid, faults: FaultList): void {
  for (const { file, sheet, row, column, found } of faults.list().filter(({ code }) => code === 'UNKNOWN_COLUMN')) {
    const isFilled = grid.rows.some(
      (one) => one.row > Number(row) && [...one.cells.keys()].some((at) => columnLetters(at) === column),
    );
    const expected = 'leave the headings of this workbook as they came, and clear what stands below any other';
    if (isFilled) faults.add('MISSING_COLUMN', { file, sheet, row, column } as Location, { found, expected });
  }
}

function readRow(row: TableRow, faults: FaultList): RoundRow | undefined {
  const reader = rowReader(TABLE, row, faults);
  const [code, measurand] = [reader.identifier('code'), reader.text('measurand')];
  const unit = reader.text('unit') ?? '';
  const measured = measuredIn(reader, faults);
  const optional = {
    expandedUncertainty: uncertaintyIn(reader, faults, { unit, ...measured }),
    coverageFactor: coverageFactorIn(reader, faults),
    method: reader.text('method'),
  };
  if (code === undefined || measurand === undefined) return undefined;
  const known = Object.entries(optional).filter(([, value]) => value !== undefined);
  return {
    ...{ code, measurand, unit },
    ...measured,
    ...Object.fromEntries(known),
    // A unit beside the number is wrong there, and not in its column.
    locationOf: (member) =>
      reader.locationOf(member === 'unit' && measured.unit !== undefined ? 'value' : (KEYS[member] ?? member)),
  };
}

/** Members of results that have another name than their column. */
const KEYS: Readonly<Record<string, string>> = { expandedUncertainty: 'uncertainty', limit: 'value' };

function measuredIn(
  reader: RowReader,
  faults: FaultList,
): Pick<RoundRow, 'says' | 'value'> & { readonly unit?: string } {
  const measured = reader.measured('value');
  if (measured === undefined) return { says: 'nothing' };
  if (measured.says === 'number' || measured.says === 'less-than') {
    const { says, value, unit } = measured;
    return { says: says === 'number' ? 'number' : 'below', value, ...(unit === undefined ? {} : { unit }) };
  }
  const expected = 'write < and the limit, such as <0.02, or leave the cell empty';
  faults.add('NON_DETECT_WITHOUT_LIMIT', reader.locationOf('value'), { expected });
  return { says: 'nothing' };
}

/** U in the unit of the value. Laboratories write it in percent of the value or in a smaller unit just as often. */
function uncertaintyIn(
  reader: RowReader,
  faults: FaultList,
  { value, unit, says }: Pick<RoundRow, 'says' | 'value' | 'unit'>,
): string | undefined {
  const typed = reader.number('uncertainty');
  if (typed?.unit === undefined || typed.unit === unit) return typed?.value;
  const isShare = typed.unit === '%';
  const inUnit = isShare
    ? says === 'number' && value !== undefined && hasShares(unit)
      ? shareOf(value, typed.value)
      : undefined
    : converted({ value: typed.value, unit: typed.unit }, unit);
  if (inUnit === undefined) {
    const orShare = isShare && !hasShares(unit) ? '' : ', or in % of a value that is reported';
    faults.add('UNIT_CONFLICT', reader.locationOf('uncertainty'), {
      found: `${typed.value} ${typed.unit}`,
      expected: `U in ${unit}, the unit of the row${orShare}`,
    });
  }
  return inUnit;
}

function coverageFactorIn(reader: RowReader, faults: FaultList): string | undefined {
  const typed = reader.number('coverageFactor');
  if (typed?.unit !== undefined) {
    const expected = `write ${typed.value}; a coverage factor has no unit`;
    faults.add('UNIT_CONFLICT', reader.locationOf('coverageFactor'), { found: typed.unit, expected });
  }
  if (typed !== undefined && !isFactor(Number(typed.value))) {
    const expected = 'a coverage factor above 0, such as 2; clear the cell where none is known';
    faults.add('NUMBER_OUT_OF_RANGE', reader.locationOf('coverageFactor'), { found: typed.value, expected });
  }
  return typed?.value;
}

// U = k · u, and u is asked for by dividing: of a k that is 0 as a double, or past them all, nothing is left.
function isFactor(k: number): boolean {
  return k > 0 && Number.isFinite(k);
}

// 0.3 % of 12.5 g/100 g may be 0.3 points or 0.0375; of pH 7.2 or 60 dB there is no share at all.
function hasShares(unit: string): boolean {
  try {
    return percentBeside(unit) === 'share';
  } catch (cause) {
    expected(cause, MetrologyError);
    return true;
  }
}

// U = |value| × percent ÷ 100, exactly: no digit is rounded before the scores.
function shareOf(value: string, percent: string): string {
  const product = multiplyDecimals(parseDecimal(value), parseDecimal(percent));
  const size = product.coefficient < 0n ? -product.coefficient : product.coefficient;
  return formatDecimal({ coefficient: size, exponent: product.exponent - 2 });
}

function converted(stated: QuantityText, unit: string): string | undefined {
  try {
    const quantity = convertQuantity(parseQuantity(stated), parseUnit(unit), { temperature: 'interval' });
    const exact = rationalToDecimal(quantity.value);
    return exact === undefined ? undefined : formatDecimal(exact);
  } catch (cause) {
    expected(cause, MetrologyError);
    return undefined;
  }
}
