// SPDX-License-Identifier: Apache-2.0
import type ExcelJS from 'exceljs';
import { readZip } from '../archive/read-zip.ts';
import { writeZip } from '../archive/write-zip.ts';
import { DOSSIER_LIMITS } from '../limits.ts';
import type { Column, TemplateLanguage } from '../tables/column.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../tables/columns.ts';
import { columnsOf } from '../tables/header-names.ts';
import { describeTemplate } from './describe-template.ts';
import { GUIDE } from './guide-texts.ts';

const PROMPTED_ROWS = 500;
const HEADER_COLOUR = 'FFE3ECF7';
const REQUIRED_COLOUR = 'FFFCE9C8';
// The workbook's own date of making, fixed so that its bytes depend on its content alone.
const MADE_AT = new Date(Date.UTC(2026, 0, 1));

/** The workbook of a template: a guide, then one sheet for each table, cells formatted as text so that digits stay. */
export async function writeTemplateWorkbook(language: TemplateLanguage): Promise<Uint8Array> {
  // Loaded here and not above: it takes a third of a second, and who only reads a dossier never needs it.
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.creator = 'Touchstone';
  workbook.lastModifiedBy = 'Touchstone';
  workbook.created = MADE_AT;
  workbook.modified = MADE_AT;
  addGuide(workbook, language);
  for (const table of TABLE_NAMES) addTable(workbook, table, language);
  return withFixedTimes(new Uint8Array(await workbook.xlsx.writeBuffer()));
}

function addGuide(workbook: ExcelJS.Workbook, language: TemplateLanguage): void {
  const { sheet: name, intro, headings } = GUIDE[language];
  const sheet = workbook.addWorksheet(name);
  sheet.columns = [{ width: 16 }, { width: 30 }, { width: 12 }, { width: 72 }, { width: 28 }];
  for (const line of intro) sheet.addRow([line]);
  sheet.addRow([]);
  sheet.addRow([...headings]).font = { bold: true };
  for (const { title, columns } of describeTemplate(language)) {
    for (const { header, required, note, example } of columns) {
      const row = sheet.addRow([title, header, required ? '●' : '', note, example]);
      row.alignment = { wrapText: true, vertical: 'top' };
      row.numFmt = '@';
    }
  }
}

function addTable(workbook: ExcelJS.Workbook, table: TableName, language: TemplateLanguage): void {
  const sheet = workbook.addWorksheet(TABLES[table].names[language][0], { views: [{ state: 'frozen', ySplit: 1 }] });
  const columns = columnList(table);
  sheet.columns = columns.map(({ note }) => ({ width: note.en.length > 60 ? 24 : 18, style: { numFmt: '@' } }));
  const header = sheet.addRow(columns.map(({ headers }) => bilingual(headers, language)));
  header.font = { bold: true };
  header.alignment = { wrapText: true, vertical: 'top' };
  columns.forEach(({ required, note }, index) => {
    const cell = header.getCell(index + 1);
    const argb = required === true ? REQUIRED_COLOUR : HEADER_COLOUR;
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb } };
    addPrompt(sheet, { letter: cell.address.replace(/[0-9]/g, ''), text: note[language] });
  });
}

/** Shows the note of a column beside the cell that is being filled. */
function addPrompt(
  sheet: ExcelJS.Worksheet,
  { letter, text }: { readonly letter: string; readonly text: string },
): void {
  // The types of the package leave this collection out; setting it cell by cell would make 500 empty cells a column.
  const { dataValidations } = sheet as unknown as {
    readonly dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void };
  };
  dataValidations.add(`${letter}2:${letter}${PROMPTED_ROWS}`, {
    type: 'textLength',
    operator: 'lessThanOrEqual',
    formulae: [DOSSIER_LIMITS.cellCharacters],
    allowBlank: true,
    showInputMessage: true,
    prompt: text,
  });
}

function bilingual(headers: Column['headers'], language: TemplateLanguage): string {
  const second = language === 'en' ? 'zh-Hans' : 'en';
  const names = new Set([headers[language][0], headers[second][0]]);
  return [...names].join('\n');
}

function columnList(table: TableName): readonly Column[] {
  return Object.values(columnsOf(table));
}

// The zip of exceljs carries the time of writing in each entry.
async function withFixedTimes(bytes: Uint8Array): Promise<Uint8Array> {
  const { entries } = await readZip(bytes);
  return writeZip(entries);
}
