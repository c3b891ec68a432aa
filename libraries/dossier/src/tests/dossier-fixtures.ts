// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { DossierEntry } from '../archive/read-zip.ts';
import type { DossierFault } from '../fault.ts';
import type { DossierLimits } from '../limits.ts';
import { type DossierReading, readDossier } from '../read-dossier.ts';

export const PRODUCT = 'Product name\nDried wolfberry leaf\n';
export const LOT = 'Lot number\nGQ-2026-0912\n';
export const RESULT_HEADERS = 'Report number,Laboratory,Substance,Value,Unit,LOD,LOQ,U,k,Method,Basis,Tested on,Sample';

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function file(path: string, content: string | Uint8Array): DossierEntry {
  return { path, bytes: typeof content === 'string' ? bytesOf(content) : content };
}

/** A dossier of CSV files: product and lot as they should be, unless others are given. */
export function readFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  limits?: Partial<DossierLimits>,
): Promise<DossierReading> {
  const all = { 'product.csv': PRODUCT, 'lot.csv': LOT, ...files };
  const entries = Object.entries(all).map(([path, content]) => file(path, content));
  return readDossier(entries, { sha256, ...(limits === undefined ? {} : { limits }) });
}

/** `CODE file!cell` of every fault, shorter to compare than the faults themselves. */
export function brief(faults: readonly DossierFault[]): readonly string[] {
  return faults.map(({ code, file, sheet, row, column }) => {
    const inside = [sheet, column === undefined && row === undefined ? undefined : `${column ?? ''}${row ?? ''}`];
    return `${code} ${[file, ...inside].filter((part) => part !== undefined).join('!')}`;
  });
}

export type SheetRows = Readonly<Record<string, readonly (readonly unknown[])[]>>;

/** A workbook written by another program than ours. */
export async function workbook(
  sheets: SheetRows,
  change: (book: ExcelJS.Workbook) => void = () => undefined,
): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow([...row]);
  }
  change(book);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** The same zip with some parts changed, added or (undefined) left out. */
export function changeParts(
  bytes: Uint8Array,
  changes: Readonly<Record<string, string | Uint8Array | ((text: string) => string) | undefined>>,
): Uint8Array {
  const parts: Record<string, Uint8Array> = unzipSync(bytes);
  for (const [path, change] of Object.entries(changes)) {
    if (change === undefined) delete parts[path];
    else if (typeof change === 'function') parts[path] = strToU8(change(strFromU8(parts[path] ?? new Uint8Array())));
    else parts[path] = typeof change === 'string' ? strToU8(change) : change;
  }
  return zipSync(parts);
}

/** The sheets that a dossier must have, in one workbook with others. */
export function minimalSheets(more: SheetRows = {}): SheetRows {
  return { product: [['Product name'], ['Dried wolfberry leaf']], lot: [['Lot number'], ['GQ-2026-0912']], ...more };
}

export const SHEET1 = 'xl/worksheets/sheet1.xml';

/** The value, which the test knows to be there. */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the test expects a value');
  return value;
}
