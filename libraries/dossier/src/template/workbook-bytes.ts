// SPDX-License-Identifier: Apache-2.0
import type ExcelJS from 'exceljs';
import { readZip } from '../archive/read-zip.ts';
import { writeZip } from '../archive/write-zip.ts';

// The workbook's own date of making, fixed so that its bytes depend on its content alone.
const MADE_AT = new Date(Date.UTC(2026, 0, 1));

/** An empty workbook that says when it was made: always the same. */
export async function newWorkbook(): Promise<ExcelJS.Workbook> {
  // Loaded here and not above: it takes a third of a second, and who only reads a dossier never needs it.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.creator = 'Touchstone';
  workbook.lastModifiedBy = 'Touchstone';
  workbook.created = MADE_AT;
  workbook.modified = MADE_AT;
  return workbook;
}

/** The bytes of a workbook, which depend on its content alone: the zip of exceljs carries the time of writing in each entry. */
export async function workbookBytes(workbook: ExcelJS.Workbook): Promise<Uint8Array> {
  const { entries } = await readZip(new Uint8Array(await workbook.xlsx.writeBuffer()));
  return writeZip(entries);
}
