// SPDX-License-Identifier: Apache-2.0
import { columnLetters } from '../fault.ts';
import { escapeFormula } from './formula-text.ts';

/** CSV text, and the cells whose text would have run as a formula and got an apostrophe in front. */
export interface CsvText {
  readonly text: string;
  readonly escaped: readonly string[];
}

/**
 * record = field *("," field) CRLF, field = text / DQUOTE *(text / 2DQUOTE) DQUOTE; a byte order mark in front.
 * RFC 4180, section 2. The mark makes spreadsheets read UTF-8; `readDossier` gives the same cells back.
 */
export function writeCsv(rows: readonly (readonly string[])[]): CsvText {
  const escaped: string[] = [];
  const lines = rows.map((cells, rowIndex) =>
    cells
      .map((cell, columnIndex) => {
        const harmless = escapeFormula(cell);
        if (harmless !== cell) escaped.push(`${columnLetters(columnIndex + 1)}${rowIndex + 1}`);
        return /[",;\t\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
      })
      .join(','),
  );
  return { text: `\ufeff${lines.map((line) => `${line}\r\n`).join('')}`, escaped };
}
