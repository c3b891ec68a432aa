// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { brief, PRODUCT, readFiles, RESULT_HEADERS } from '../tests/dossier-fixtures.ts';

const RESULT = 'R-1,Lab,Lead,0.10,mg/kg,,,,,GB 5009.12-2023,,2026-10-09,';

describe('readTable(), of a dossier', () => {
  test('takes headers in any order and language, below a title', async () => {
    const { dossier, faults } = await readFiles({
      'product.csv': '产品信息表\n\nGTIN,品名\n4006381333931,枸杞叶\n',
      'lot.csv': 'Número do lote\nL1\n',
    });
    expect(faults).toEqual([]);
    expect(dossier?.claim.product).toEqual({ name: '枸杞叶', gtin: '04006381333931' });
    expect(dossier?.claim.lot).toEqual({ lotNumber: 'L1' });
  });

  test('warns of an unknown column and names the nearest', async () => {
    const { dossier, faults } = await readFiles({ 'lot.csv': 'Lot number,Quantty\nL1,5\n' });
    expect(brief(faults)).toEqual(['UNKNOWN_COLUMN lot.csv!B1']);
    expect(faults[0]).toMatchObject({ severity: 'warning', found: 'Quantty' });
    expect(faults[0]?.expected).toContain('"Quantity"');
    expect(dossier?.claim.lot).toEqual({ lotNumber: 'L1' });
  });

  test('warns of cells without a header, once for a column, and passes over rows of remarks', async () => {
    const text = 'Lot number,,Remark\nL1,x,\n,y,\n,,only a remark\n';
    const { dossier, faults } = await readFiles({ 'lot.csv': text });
    expect(brief(faults)).toEqual(['UNKNOWN_COLUMN lot.csv!C1', 'CELL_WITHOUT_HEADER lot.csv!B2']);
    expect(dossier).toBeDefined();
  });

  test.each([
    ['a missing column', { 'lot.csv': 'Quantity\n5\n' }, ['MISSING_COLUMN lot.csv!1', 'MISSING_UNIT lot.csv!A2']],
    ['a column twice', { 'lot.csv': 'Lot number,批号\nL1,L1\n' }, ['DUPLICATE_COLUMN lot.csv!B1']],
    ['an empty cell', { 'lot.csv': 'Lot number,Quantity,Unit\n,5,kg\n' }, ['MISSING_VALUE lot.csv!A2']],
    ['headers alone', { 'lot.csv': 'Lot number\n' }, ['EMPTY_TABLE lot.csv!2']],
    ['nothing', { 'lot.csv': '\n\n' }, ['EMPTY_TABLE lot.csv']],
    ['two lots', { 'lot.csv': 'Lot number\nL1\nL2\n' }, ['ONE_ROW_ONLY lot.csv!3']],
    [
      'no header at all',
      { 'lot.csv': 'L1\n' },
      ['UNKNOWN_COLUMN lot.csv!A1', 'MISSING_COLUMN lot.csv!1', 'EMPTY_TABLE lot.csv!2'],
    ],
    ['NUL in a cell', { 'lot.csv': 'Lot number\nL\u00001\n' }, ['CONTROL_CHARACTER lot.csv!A2']],
    ['a zero-width space', { 'lot.csv': 'Lot number\nL\u200B1\n' }, ['CHARACTER_NOT_SEEN lot.csv!A2']],
    ['a turn of the line', { 'lot.csv': 'Lot number\n\u202E1L\n' }, ['CHARACTER_NOT_SEEN lot.csv!A2']],
    ['a Cyrillic o in Lot', { 'lot.csv': 'Lot number\nLоt1\n' }, ['LETTERS_OF_TWO_SCRIPTS lot.csv!A2']],
    ['a long cell', { 'lot.csv': `Lot number\n${'x'.repeat(4001)}\n` }, ['CELL_TOO_LONG lot.csv!A2']],
    ['150,000 columns', { 'lot.csv': `Lot number${',1'.repeat(149_999)}\n` }, ['TOO_MANY_COLUMNS lot.csv!CW1']],
    ['ten million commas', { 'lot.csv': `Lot number\n${','.repeat(10_000_000)}\n` }, ['ROW_TOO_LONG lot.csv!2']],
    [
      '100,000 empty columns and one more',
      { 'lot.csv': `Lot number${','.repeat(100_000)}x\nL1\n` },
      ['TOO_MANY_COLUMNS lot.csv!CW1'],
    ],
  ])('refuses %s, naming the cell', async (_, files, expected) => {
    const { dossier, faults } = await readFiles(files);
    expect(dossier).toBeUndefined();
    expect(brief(faults)).toEqual(expected);
  });

  test('says which character of a cell nobody sees', async () => {
    const { faults } = await readFiles({ 'lot.csv': 'Lot number\nL\u200B1\n' }, { files: 9 });
    expect(faults[0]?.expected).toContain('character 2 is U+200B, which nobody sees');
  });

  test('leaves optional tables empty without a word', async () => {
    const { faults } = await readFiles({ 'results.csv': `${RESULT_HEADERS}\n`, 'route.csv': '\n' });
    expect(faults).toEqual([]);
  });

  test('reads results from several files', async () => {
    const { dossier } = await readFiles({
      'results-a.csv': `${RESULT_HEADERS}\n${RESULT}\n`,
      'results-b.csv': `${RESULT_HEADERS}\n\n${RESULT.replace('R-1', 'R-2')}\n`,
    });
    expect(dossier?.transcribed.map(({ at }) => at)).toEqual([
      { file: 'results-a.csv', row: 2 },
      { file: 'results-b.csv', row: 3 },
    ]);
  });

  test('refuses the same table in two places, and a dossier without product and lot', async () => {
    const twice = await readFiles({ 'old/product.csv': PRODUCT });
    expect(brief(twice.faults)).toEqual(['DUPLICATE_TABLE old/product.csv']);
    const none = await readFiles({ 'product.csv': 'x', 'lot.csv': 'x' }, { files: 1 });
    expect(brief(none.faults)).toEqual([
      'TOO_MANY_FILES lot.csv',
      'MISSING_TABLE product.csv',
      'MISSING_TABLE lot.csv',
    ]);
  });
});
