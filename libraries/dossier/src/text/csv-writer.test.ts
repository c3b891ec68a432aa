// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFaultList } from '../fault.ts';
import { DOSSIER_LIMITS } from '../limits.ts';
import { bytesOf } from '../tests/dossier-fixtures.ts';
import { readCsv } from './csv-reader.ts';
import { writeCsv } from './csv-writer.ts';
import { escapeFormula, looksLikeFormula, unescapeFormula } from './formula-text.ts';

describe('writeCsv()', () => {
  test('quotes what needs it and tells which cells were made harmless', () => {
    const { text, escaped } = writeCsv([
      ['Name', 'Note'],
      ['a,b', '=1+1'],
      ['say "hi"', '-0.5'],
      [' edge ', '＝1'],
    ]);
    expect(text).toBe('\ufeffName,Note\r\n"a,b",\'=1+1\r\n"say ""hi""",-0.5\r\n" edge ",\'＝1\r\n');
    expect(escaped).toEqual(['B2', 'B4']);
  });

  test.each(['=1', '+1+1', '-1+cmd', '@a', '\tx', '\rx'])('escapes %j, which a spreadsheet would compute', (text) => {
    expect(looksLikeFormula(text)).toBe(true);
    expect(escapeFormula(text)).toBe(`'${text}`);
  });

  test('is undone by readCsv(), whatever the cells', () => {
    const cell = fc
      .oneof(fc.string(), fc.constantFrom('=1+1', "'=1", '-x', 'a\r\nb', '"', ';', '\t1', "'"))
      // What the reader drops or refuses: blank cells, and the mark that begins a file.
      .filter((text) => text.trim() !== '' && !text.startsWith('\ufeff') && text.isWellFormed());
    const headers = ['Lot number', 'Quantity'];
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const bytes = bytesOf(writeCsv([headers, ...rows]).text);
        const grid = readCsv({ path: 'lot.csv', bytes }, DOSSIER_LIMITS, createFaultList(200));
        const back = grid?.rows
          .slice(1)
          .map(({ cells }) => [...cells.values()].map((each) => (each.kind === 'text' ? each.text : '')));
        expect(back).toEqual(rows.map((row) => row.map(unescapeFormula)));
      }),
    );
  });
});
