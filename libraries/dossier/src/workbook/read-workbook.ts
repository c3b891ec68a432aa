// SPDX-License-Identifier: Apache-2.0
import { Buffer } from 'node:buffer';
import { DossierError, expected } from '../dossier-error.ts';
import type { FaultList, Location } from '../fault.ts';
import type { DossierLimits } from '../limits.ts';
import { type TableName, TABLE_NAMES, TABLES } from '../tables/columns.ts';
import type { Grid } from '../tables/grid.ts';
import { findTable } from '../tables/header-names.ts';
import { nearEnough } from '../values/nearest.ts';
import { findNoWorkbook } from './kind-of-file.ts';
import { readSheet, type SheetContext } from './read-sheet.ts';
import { readSharedStrings, readStyles } from './strings-and-styles.ts';
import { walkXml } from './walk-xml.ts';
import { openParts, partText, relationshipsOf, type WorkbookParts } from './workbook-parts.ts';

/** One sheet that is a table of the dossier; without a grid when it could not be read, which has been told. */
export interface TableSheet {
  readonly table: TableName;
  readonly location: Location;
  readonly grid: Grid | undefined;
}

/** A sheet with explanations, such as templates carry: neither a table nor unknown. */
const GUIDE_SHEET_NAMES: readonly string[] = ['guide', '说明', '說明', '填写说明', '填寫說明', 'guia', 'readme'];

/**
 * The sheets of a workbook that are tables, or `undefined` when its sheets cannot be known; every fault is told.
 * ECMA-376-1:2016 (SpreadsheetML).
 */
export async function readWorkbook(
  file: { readonly path: string; readonly bytes: Uint8Array },
  {
    limits,
    faults,
    tables = TABLE_NAMES,
  }: { readonly limits: DossierLimits; readonly faults: FaultList; readonly tables?: readonly TableName[] },
): Promise<readonly TableSheet[] | undefined> {
  if (isCompoundFile(file.bytes)) {
    refuseCompoundFile(file, faults);
    return undefined;
  }
  const none = findNoWorkbook(file.bytes);
  if (none !== undefined) {
    faults.add(none.code, { file: file.path }, { expected: none.expected });
    return undefined;
  }
  try {
    const parts = await openParts(file, limits, faults);
    return parts === undefined ? undefined : readSheets(parts, { file: file.path, limits, faults, tables });
  } catch (cause) {
    const { code, message } = expected(cause, DossierError);
    faults.add(code, { file: file.path }, { found: message, expected: 'open and save it again as .xlsx' });
    return undefined;
  }
}

// [MS-CFB] 2.2: the container of .xls, and of an .xlsx that is protected by a password ([MS-OFFCRYPTO] 2.3).
function isCompoundFile(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, index) => bytes[index] === byte);
}

function refuseCompoundFile(
  { path, bytes }: { readonly path: string; readonly bytes: Uint8Array },
  faults: FaultList,
): void {
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    'EncryptedPackage',
    0,
    'utf16le',
  );
  if (encrypted) faults.add('ENCRYPTED', { file: path }, { expected: 'save it without a password' });
  else faults.add('OTHER_SPREADSHEET', { file: path }, { expected: 'save it as .xlsx' });
}

interface SheetEntry {
  readonly name: string;
  readonly relationship: string;
  readonly state: 'visible' | 'hidden' | 'veryHidden';
}

interface WorkbookContext {
  readonly file: string;
  readonly limits: DossierLimits;
  readonly faults: FaultList;
  /** Those that are looked for; other sheets are told of, and not read. */
  readonly tables: readonly TableName[];
}

function readSheets(parts: WorkbookParts, context: WorkbookContext): readonly TableSheet[] | undefined {
  const { file, limits, faults, tables } = context;
  const main = relationshipsOf(parts, '').find(({ type }) => type === 'officeDocument')?.target;
  if (main === undefined) throw new DossierError('BAD_WORKBOOK', 'it has no main part');
  const { sheets, dateSystem } = readOutline(partText(parts, main));
  if (sheets.length > limits.sheets) {
    const found = `${sheets.length} sheets`;
    faults.add('TOO_MANY_SHEETS', { file }, { found, expected: `at most ${limits.sheets} sheets` });
    return undefined;
  }
  const relationships = relationshipsOf(parts, main);
  const partOf = (type: string): string | undefined => relationships.find((each) => each.type === type)?.target;
  const stringsPath = partOf('sharedStrings');
  const stylesPath = partOf('styles');
  const shared = {
    strings: stringsPath === undefined ? [] : readSharedStrings(partText(parts, stringsPath)),
    formats: stylesPath === undefined ? [] : readStyles(partText(parts, stylesPath)),
  };
  // A workbook without a table is kept unread as a whole, whatever is hidden in it.
  const hasTables = sheets.some(({ name }) => findTable(name, tables) !== undefined);
  return sheets.flatMap((sheet) => {
    const location = { file, sheet: sheet.name };
    if (sheet.state === 'veryHidden' && hasTables) {
      faults.add('VERY_HIDDEN_SHEET', location, { expected: 'delete it, or show it by the editor that hid it' });
      return [];
    }
    if (sheet.state !== 'visible') faults.add('HIDDEN_SHEET', location, { expected: 'show the sheet, or delete it' });
    const table = knownTable(sheet.name, { location, faults, tables });
    if (table === undefined) return [];
    const part = relationships.find(({ id, type }) => id === sheet.relationship && type === 'worksheet')?.target;
    const grid = readOneSheet({ ...shared, ...location, dateSystem, limits, faults }, () =>
      partText(parts, part ?? ''),
    );
    return [{ table, location, grid }];
  });
}

// A fault that ends one sheet names it, and the other sheets are still read.
function readOneSheet(context: SheetContext, xml: () => string): Grid | undefined {
  try {
    return readSheet(xml(), context);
  } catch (cause) {
    const { code, message } = expected(cause, DossierError);
    const { file, sheet, faults } = context;
    const detail =
      code === 'TOO_MANY_ROWS'
        ? { expected: message }
        : { found: message, expected: 'open and save it again as .xlsx' };
    faults.add(code, { file, sheet }, detail);
    return undefined;
  }
}

function knownTable(
  name: string,
  { location, faults, tables }: Pick<WorkbookContext, 'faults' | 'tables'> & { readonly location: Location },
): TableName | undefined {
  const table = findTable(name, tables);
  if (table === undefined && !GUIDE_SHEET_NAMES.includes(name.trim().toLowerCase())) {
    const remedy = knownTables(name, tables);
    faults.add('UNKNOWN_TABLE', location, { found: name, expected: remedy });
  }
  return table;
}

// No menu of a spreadsheet program shows a sheet that is very hidden; a state that nobody knows is taken for that.
function stateOf(given = 'visible'): SheetEntry['state'] {
  return given === 'visible' || given === 'hidden' ? given : 'veryHidden';
}

/** Which tables there are, and which a name was probably meant for, in the language of that name. */
export function knownTables(name: string, tables: readonly TableName[] = TABLE_NAMES): string {
  const meant = nearEnough(name, tableTitles(tables));
  return `the tables ${tables === TABLE_NAMES ? 'of a dossier' : 'looked for'} are ${tables.join(', ')}${meant === undefined ? '' : `; the nearest is ${meant}`}`;
}

/** Every name of a table that templates write. */
function tableTitles(tables: readonly TableName[]): readonly string[] {
  return tables.flatMap((table) => Object.values(TABLES[table].names).map(([first]) => first));
}

// ECMA-376-1:2016, 18.2.20 (sheets), 18.2.19 (sheet, its state) and 18.2.28 (date1904).
function readOutline(xml: string): { readonly sheets: readonly SheetEntry[]; readonly dateSystem: 1900 | 1904 } {
  const sheets: SheetEntry[] = [];
  let dateSystem: 1900 | 1904 = 1900;
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes.get('date1904') ?? '')) dateSystem = 1904;
      if (name !== 'sheet') return;
      const relationship = [...attributes].find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name: attributes.get('name') ?? '', relationship, state: stateOf(attributes.get('state')) });
    },
  });
  return { sheets, dateSystem };
}
