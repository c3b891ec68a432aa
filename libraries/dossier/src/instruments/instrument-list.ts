// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, groupBy } from '@touchstone/identifiers';
import type { InstrumentRules, ListedInstrument } from '@touchstone/metrology/upkeep';
import type { DossierEntry } from '../archive/read-zip.ts';
import { createFaultList, type DossierFault, type FaultList, locationText } from '../fault.ts';
import { DOSSIER_LIMITS, type DossierLimits } from '../limits.ts';
import { INSTRUMENT_TABLE_NAMES, type TableName } from '../tables/columns.ts';
import { readTable, type Table } from '../tables/read-table.ts';
import { rowReader } from '../tables/row-reader.ts';
import { halfWidth } from '../values/characters.ts';
import { type InstrumentRow, type ReadInstrument, type ReadPast, readInstrument, readPast } from './instrument-row.ts';
import { checkPast } from './past-calibrations.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';

/** A list of instruments, or every reason why there is none; warnings come with a list too. */
export interface InstrumentListReading {
  readonly instruments: readonly ListedInstrument[] | undefined;
  readonly faults: readonly DossierFault[];
}

/** The day on which it is read, so that no calibration lies ahead of it, the kinds of instruments, and how much is read. */
export interface InstrumentListOptions {
  readonly on: CalendarDay;
  /** Left out, any unit may be of any instrument. */
  readonly rules?: InstrumentRules;
  readonly limits?: Partial<DossierLimits>;
}

/** Rows of one table: a small firm has tens of instruments, and each is planned for. */
const ROWS_MAX = 2_000;

/**
 * Reads a firm's list of instruments: the sheets `instruments` and `calibrations` of one workbook.
 * When a fault is an error, `instruments` is undefined and nothing of the workbook is to be used.
 */
export async function readInstrumentList(
  file: DossierEntry,
  { on, rules, limits: given }: InstrumentListOptions,
): Promise<InstrumentListReading> {
  const limits = { ...DOSSIER_LIMITS, rows: ROWS_MAX, ...given };
  const faults = createFaultList(limits.faults);
  const tables = await readTables(file, { limits, faults });
  const calibrations = rowsOf(tables, 'calibrations').map((row) => readPast(row, { faults, on }));
  const instruments = rowsOf(tables, 'instruments').flatMap((row) => readInstrument(row, { faults, on, rules }) ?? []);
  const listed = join(
    instruments,
    calibrations.filter((one) => one !== undefined),
    faults,
  );
  return { instruments: faults.hasErrors() ? undefined : listed, faults: faults.list() };
}

interface Context {
  readonly limits: DossierLimits;
  readonly faults: FaultList;
}

async function readTables(file: DossierEntry, { limits, faults }: Context): Promise<readonly Table[]> {
  const at = { file: file.path };
  if (file.bytes.length > limits.fileBytes) {
    const expected = `at most ${limits.fileBytes} bytes`;
    faults.add('FILE_TOO_LARGE', at, { found: `${file.bytes.length} bytes`, expected });
    return [];
  }
  const sheets = await readWorkbook(file, { limits, faults, tables: INSTRUMENT_TABLE_NAMES });
  if (sheets === undefined) return [];
  for (const table of INSTRUMENT_TABLE_NAMES) {
    const [first, second] = sheets.filter((sheet) => sheet.table === table);
    if (second !== undefined) {
      const expected = `keep one; ${locationText((first as typeof second).location)} is the same table`;
      faults.add('DUPLICATE_TABLE', second.location, { found: table, expected });
    } else if (first === undefined && table === 'instruments') {
      const expected = 'add a sheet "instruments" (器具, instrumentos), or start from the template';
      faults.add('MISSING_TABLE', at, { found: table, expected });
    }
  }
  return sheets.flatMap(({ table, grid }) => (grid === undefined ? [] : readTable(table, grid, { limits, faults })));
}

function rowsOf(tables: readonly Table[], name: TableName): readonly InstrumentRow[] {
  const found = tables.filter((table) => table.name === name);
  return found.flatMap(({ rows }) =>
    rows.map((row) => ({ reader: (faults) => rowReader(name, row, faults), location: row.location })),
  );
}

/** Puts each earlier calibration to its instrument, before the last one. */
function join(
  instruments: readonly ReadInstrument[],
  past: readonly ReadPast[],
  faults: FaultList,
): readonly ListedInstrument[] {
  const byName = new Map<string, ReadInstrument>();
  for (const instrument of instruments) {
    const other = byName.get(key(instrument.name));
    if (other === undefined) byName.set(key(instrument.name), instrument);
    else {
      const expected = `give each a name of its own; ${locationText(other.at)} has it too`;
      faults.add('DUPLICATE_INSTRUMENT', instrument.at, { found: instrument.name, expected });
    }
  }
  for (const { at, name } of past) {
    if (byName.has(key(name))) continue;
    faults.add('UNKNOWN_INSTRUMENT', at, { found: name, expected: 'write the name as in the sheet of instruments' });
  }
  const ofInstrument = groupBy(past, ({ name }) => key(name));
  return instruments.map(({ at: _, ...instrument }) => {
    const rows = ofInstrument.get(key(instrument.name)) ?? [];
    checkPast(instrument, rows, faults);
    return { ...instrument, calibrations: [...rows.map(({ calibration }) => calibration), ...instrument.calibrations] };
  });
}

function key(name: string): string {
  return halfWidth(name).toLowerCase();
}
