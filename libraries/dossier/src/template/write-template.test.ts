// SPDX-License-Identifier: Apache-2.0
import { nameFaults } from '@touchstone/identifiers';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import type { DossierEntry } from '../archive/read-zip.ts';
import { readDossier } from '../read-dossier.ts';
import { TEMPLATE_LANGUAGES, type TemplateLanguage } from '../tables/column.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../tables/columns.ts';
import { columnsOf } from '../tables/header-names.ts';
import { bytesOf, present, sha256 } from '../tests/dossier-fixtures.ts';
import { writeCsv } from '../text/csv-writer.ts';
import { describeTemplate } from './describe-template.ts';
import { writeTemplate } from './write-template.ts';

/** Values by table, row and column key. */
type Filling = Readonly<Partial<Record<TableName, readonly Readonly<Record<string, string>>[]>>>;

const EXAMPLES = new URL('../../../../examples/templates/', import.meta.url);

function fillCsv(entries: readonly DossierEntry[], filling: Filling): readonly DossierEntry[] {
  return entries.map(({ path, bytes }) => {
    const table = present(TABLE_NAMES.find((name) => path === `${name}.csv`));
    const rows = (filling[table] ?? []).map((row) => Object.keys(columnsOf(table)).map((key) => row[key] ?? ''));
    const filled = writeCsv(rows).text.slice(1);
    return { path, bytes: bytesOf(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) + filled) };
  });
}

async function fillWorkbook([template]: readonly DossierEntry[], filling: Filling, language: TemplateLanguage) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(present(template).bytes.slice().buffer);
  for (const table of TABLE_NAMES) {
    const sheet = present(book.getWorksheet(TABLES[table].names[language][0]));
    (filling[table] ?? []).forEach((row, index) => {
      Object.keys(columnsOf(table)).forEach((key, column) => {
        if (row[key] !== undefined) sheet.getCell(index + 2, column + 1).value = row[key];
      });
    });
  }
  return [{ path: 'mine.xlsx', bytes: new Uint8Array(await book.xlsx.writeBuffer()) }];
}

async function fill(kind: 'xlsx' | 'csv', language: TemplateLanguage, filling: Filling) {
  const template = await writeTemplate(kind, language);
  return kind === 'csv' ? fillCsv(template, filling) : fillWorkbook(template, filling, language);
}

describe.each(TEMPLATE_LANGUAGES)('the templates in %s', (language) => {
  test.each(['xlsx', 'csv'] as const)(
    'as %s, filled with the examples of the guide, are read without a fault',
    async (kind) => {
      const filling = Object.fromEntries(
        describeTemplate('en').map(({ table, columns }) => [
          table,
          [Object.fromEntries(columns.map(({ key, example }) => [key, example]))],
        ]),
      );
      const { dossier, faults } = await readDossier(await fill(kind, language, filling), { sha256 });
      expect(faults).toEqual([]);
      expect(dossier?.claim.lot).toEqual({
        lotNumber: 'GQ-2026-0912',
        producedOn: '2026-09-12',
        quantity: { value: '1250', unit: 'kg' },
      });
      expect(dossier?.claim.scope).toEqual({ kinds: ['limit'], substances: ['Lead'] });
      expect(dossier?.transcribed[0]).toMatchObject({ quantity: { value: '0.10', unit: 'mg/kg' }, sample: 'S-0117' });
    },
  );

  test.each(['xlsx', 'csv'] as const)('as %s give back the values that were filled in', async (kind) => {
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      // What nobody sees, and look-alike letters, are refused in every cell.
      .filter((text) => text.trim() === text && text !== '' && nameFaults(text).length === 0);
    // Plain XML 1.0 text: what no spreadsheet can hold is another test.
    const text = word.filter(
      (each) => !/[\p{Cc}\ufffe\uffff\ufeff]|_x[0-9a-f]{4}_/iu.test(each) && !each.startsWith("'"),
    );
    const decimal = fc
      .tuple(fc.nat(9999), fc.stringMatching(/^[0-9]{0,4}$/))
      .map(([a, b]) => (b === '' ? `${a}` : `${a}.${b}`));
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const result = fc.record({
      reportNumber: text,
      laboratory: text,
      substance: text,
      value: decimal,
      method: text,
      testedOn: day,
    });
    const dossier = fc.record({
      name: text,
      lotNumber: text,
      producedOn: day,
      results: fc.array(result, { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(dossier, async ({ name, lotNumber, producedOn, results }) => {
        const filling = {
          product: [{ name }],
          lot: [{ lotNumber, producedOn }],
          results: results.map((each) => ({ ...each, unit: 'mg/kg' })),
        };
        const reading = await readDossier(await fill(kind, language, filling), { sha256 });
        expect(reading.faults.filter(({ severity }) => severity === 'error')).toEqual([]);
        expect(reading.dossier?.claim).toMatchObject({ product: { name }, lot: { lotNumber, producedOn } });
        expect(reading.dossier?.transcribed).toMatchObject(
          results.map(({ value, ...each }) => ({ ...each, quantity: { value, unit: 'mg/kg' } })),
        );
      }),
      { numRuns: kind === 'xlsx' ? 4 : 40 },
    );
  });

  test('are the files under examples/templates, byte by byte', async () => {
    for (const { path, bytes } of await writeTemplate('xlsx', language)) {
      expect(new Uint8Array(await readFile(new URL(path, EXAMPLES)))).toEqual(bytes);
    }
    for (const { path, bytes } of await writeTemplate('csv', language)) {
      expect(new Uint8Array(await readFile(new URL(`csv-${language}/${path}`, EXAMPLES)))).toEqual(bytes);
    }
  });

  test('say only that product and lot are empty when nobody filled them in', async () => {
    const { faults } = await readDossier(await writeTemplate('xlsx', language), { sha256 });
    expect(faults.map(({ code }) => code)).toEqual(['EMPTY_TABLE', 'EMPTY_TABLE']);
  });
});
