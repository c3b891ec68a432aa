// SPDX-License-Identifier: Apache-2.0
import { newWorkbook, workbookBytes } from './workbook-bytes.ts';

/** One sheet of text: headings, then rows. */
export interface SheetText {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const WIDTH_MIN = 12;
const WIDTH_MAX = 60;
const HEADING_COLOUR = 'FFE3ECF7';

/**
 * A workbook of text cells, which no spreadsheet turns into numbers, dates or formulas; lines that wrap, headings that stay.
 * The same sheets always give the same bytes.
 */
export async function writeWorkbook(sheets: readonly SheetText[]): Promise<Uint8Array> {
  const workbook = await newWorkbook();
  for (const { name, headings, rows } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = headings.map((heading, column) => ({
      width: widthOf([heading, ...rows.map((row) => row[column] ?? '')]),
      style: { numFmt: '@', alignment: { wrapText: true, vertical: 'top' } },
    }));
    const head = sheet.addRow([...headings]);
    head.font = { bold: true };
    head.eachCell((cell) => {
      cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: HEADING_COLOUR } };
    });
    for (const row of rows) sheet.addRow(row.map(plain));
  }
  return workbookBytes(workbook);
}

/** Room for the longest line, a Chinese character counting as two, within bounds. */
function widthOf(cells: readonly string[]): number {
  const lines = cells.flatMap((cell) => cell.split('\n'));
  const longest = lines.reduce((most, line) => Math.max(most, [...line].reduce(widthWith, 0)), 0);
  return Math.min(WIDTH_MAX, Math.max(WIDTH_MIN, longest + 2));
}

function widthWith(sum: number, character: string): number {
  return sum + (character > '\u2e7f' ? 2 : 1);
}

/** No character that XML does not have. */
function plain(text: string): string {
  return text.toWellFormed().replaceAll(/[^\P{Cc}\n\t]|[\ufffe\uffff]/gu, '');
}
