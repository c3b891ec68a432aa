// SPDX-License-Identifier: Apache-2.0
import type ExcelJS from 'exceljs';
import { DOSSIER_LIMITS } from '../limits.ts';
import type { Column, TemplateLanguage } from '../tables/column.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../tables/columns.ts';
import { columnsOf } from '../tables/header-names.ts';
import { describeTemplate } from './describe-template.ts';
import { GUIDE } from './guide-texts.ts';
import { newWorkbook, workbookBytes } from './workbook-bytes.ts';

const PROMPTED_ROWS = 500;
const HEADER_COLOUR = 'FFE3ECF7';
const REQUIRED_COLOUR = 'FFFCE9C8';

/** Which tables a template has, and what its guide begins with. */
export interface TemplateContent {
  readonly tables: readonly TableName[];
  readonly intro: readonly string[];
}

/** The workbook of a template: a guide, then one sheet for each table, cells formatted as text so that digits stay. */
export async function writeTemplateWorkbook(
  language: TemplateLanguage,
  { tables, intro }: TemplateContent = { tables: TABLE_NAMES, intro: GUIDE[language].intro },
): Promise<Uint8Array> {
  const workbook = await newWorkbook();
  addGuide(workbook, language, { tables, intro });
  for (const table of tables) addTable(workbook, table, language);
  return workbookBytes(workbook);
}

function addGuide(workbook: ExcelJS.Workbook, language: TemplateLanguage, { tables, intro }: TemplateContent): void {
  const { sheet: name, headings } = GUIDE[language];
  const sheet = workbook.addWorksheet(name);
  sheet.columns = [{ width: 16 }, { width: 30 }, { width: 12 }, { width: 72 }, { width: 28 }];
  for (const line of intro) sheet.addRow([line]);
  sheet.addRow([]);
  sheet.addRow([...headings]).font = { bold: true };
  for (const { title, columns } of describeTemplate(language, tables)) {
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
