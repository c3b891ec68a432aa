// SPDX-License-Identifier: Apache-2.0
import type ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import {
  brief,
  bytesOf,
  changeParts,
  file,
  minimalSheets,
  present,
  SHEET1,
  type SheetRows,
  sha256,
  workbook,
} from '../tests/dossier-fixtures.ts';
import { deflatedZeros, rawZip } from '../tests/zip-fixtures.ts';
import { readDossier } from '../read-dossier.ts';

const HEADERS = ['Report number', 'Laboratory', 'Substance', 'Value', 'Unit', 'Method', 'Tested on'];
const RESULT = ['R-1', 'Lab', 'Lead', '0.10', 'mg/kg', 'GB 5009.12-2023', '2026-10-09'];
const MORE = { results: [HEADERS, RESULT] };

async function readBytes(bytes: Uint8Array, path = 'dossier.xlsx') {
  const { dossier, faults } = await readDossier([file(path, bytes)], { sha256 });
  return { dossier, faults: brief(faults), list: faults };
}

async function read(more: SheetRows, change?: (book: ExcelJS.Workbook) => void) {
  return readBytes(await workbook(minimalSheets(more), change));
}

function cell(book: ExcelJS.Workbook, sheet: string, address: string): ExcelJS.Cell {
  return present(book.getWorksheet(sheet)).getCell(address);
}

describe('readWorkbook(), of a workbook that another program wrote', () => {
  test('reads text, rich text and numbers as they are shown', async () => {
    const { dossier, faults } = await read(MORE, (book) => {
      cell(book, 'results', 'D2').value = 0.1;
      cell(book, 'results', 'D2').numFmt = '0.00';
      cell(book, 'results', 'B2').value = { richText: [{ text: '检测' }, { text: '中心', font: { bold: true } }] };
      cell(book, 'lot', 'A2').value = 7;
      cell(book, 'lot', 'A2').numFmt = '00000';
    });
    expect(faults).toEqual([]);
    expect(dossier?.transcribed[0]).toMatchObject({
      at: { file: 'dossier.xlsx', sheet: 'results', row: 2 },
      laboratory: '检测中心',
      quantity: { value: '0.10', unit: 'mg/kg' },
    });
    expect(dossier?.claim.lot.lotNumber).toBe('00007');
  });

  test('reads date cells of both date systems', async () => {
    const fill = (book: ExcelJS.Workbook): void => {
      cell(book, 'results', 'G2').value = new Date(Date.UTC(2026, 9, 9));
      cell(book, 'results', 'G2').numFmt = 'yyyy/m/d';
    };
    const since1900 = await read(MORE, fill);
    const since1904 = await read(MORE, (book) => {
      book.properties.date1904 = true;
      fill(book);
    });
    expect(since1900.dossier?.transcribed[0]?.testedOn).toBe('2026-10-09');
    expect(since1904.dossier?.transcribed[0]?.testedOn).toBe('2026-10-09');
  });

  test('warns where a plain number hides its zeros, once for a column', async () => {
    const rows = [
      HEADERS,
      ...[0.1, 0.2].map((value) => [`R-${value}`, ...RESULT.slice(1, 3), value, ...RESULT.slice(4)]),
    ];
    const { dossier, faults, list } = await read({ results: rows, lot: [['Lot number'], [20260912]] });
    expect(faults).toEqual([
      'TRAILING_ZEROS_UNKNOWN dossier.xlsx!results!D2',
      'LEADING_ZEROS_UNKNOWN dossier.xlsx!lot!A2',
    ]);
    expect(list.every(({ severity }) => severity === 'warning')).toBe(true);
    expect(dossier?.claim.lot.lotNumber).toBe('20260912');
  });

  test.each([
    ['D2', 0.304, '0.0', 'DIGITS_HIDDEN'],
    ['D2', 0.5, '# ?/?', 'NUMBER_FORMAT_NOT_READ'],
    ['D2', 46348, 'yyyy-mm-dd', 'WRONG_CELL_TYPE'],
    ['A2', 123456789012345680, '0', 'PRECISION_LOST'],
    ['G2', 60, 'yyyy-mm-dd', 'NO_SUCH_DATE'],
    ['G2', 46348, 'General', 'BAD_DATE'],
    ['G2', 0, 'yyyy-mm-dd', 'BAD_DATE'],
    ['B2', 46348, 'd/m/yyyy', 'WRONG_CELL_TYPE'],
  ])('refuses %s = %d in %j: %s', async (address, value, numFmt, code) => {
    const { faults } = await read(MORE, (book) => {
      cell(book, 'results', address).value = value;
      cell(book, 'results', address).numFmt = numFmt;
    });
    expect(faults).toEqual([`${code} dossier.xlsx!results!${address}`]);
  });

  test('reads a typed yyyymmdd number as a date, and a truth value as its word', async () => {
    const { dossier, faults } = await read({
      results: [HEADERS, [...RESULT.slice(0, 6), 20261009]],
      actors: [
        ['Role', 'Name', 'Demonstration', true],
        ['producer', 'Farm', true],
      ],
    });
    expect(dossier?.transcribed[0]?.testedOn).toBe('2026-10-09');
    expect(dossier?.claim.actors[0]?.demonstration).toBe(true);
    expect(faults).toEqual(['UNKNOWN_COLUMN dossier.xlsx!actors!D1']);
  });

  test('refuses a workbook full of formulas in one fault a sheet, with the first cell and the count', async () => {
    const rows = [HEADERS, ...Array.from({ length: 300 }, () => RESULT.map(() => ({ formula: 'A1', result: 'x' })))];
    const { dossier, list } = await read({ results: rows });
    expect(dossier).toBeUndefined();
    const [fault] = list.filter(({ code }) => code === 'FORMULA_NOT_ALLOWED');
    expect(fault).toMatchObject({ sheet: 'results', row: 2, column: 'A' });
    expect(fault?.expected).toContain(`${300 * 7 - 1} more`);
  });

  test('refuses formulas that share one text, and a formula without a value', async () => {
    const { faults } = await read(MORE, (book) => {
      cell(book, 'results', 'D2').value = {
        formula: '1+1',
        result: 2,
        shareType: 'shared',
        ref: 'D2:D3',
      } as ExcelJS.CellValue;
      cell(book, 'results', 'D3').value = { sharedFormula: 'D2', result: 2 } as ExcelJS.CellValue;
    });
    expect(faults).toContain('FORMULA_NOT_ALLOWED dossier.xlsx!results!D2');
  });

  test('reads a truth value where text belongs as its word, and refuses it where a date belongs', async () => {
    const { faults } = await read({ results: [HEADERS, ['R', true, ...RESULT.slice(2, 6), false]] });
    expect(faults).toEqual(['BAD_DATE dossier.xlsx!results!G2']);
  });

  test('tells a truth value or a number without a header', async () => {
    const { list } = await read({ lot: [['Lot number'], ['L1', true, 5]] });
    expect(list.map(({ code, found }) => [code, found])).toEqual([
      ['CELL_WITHOUT_HEADER', 'true'],
      ['CELL_WITHOUT_HEADER', '5'],
    ]);
  });

  test('refuses error values, naming the first', async () => {
    const { faults } = await read(MORE, (book) => {
      cell(book, 'results', 'D2').value = { error: '#REF!' };
    });
    expect(faults).toEqual(['ERROR_VALUE dossier.xlsx!results!D2', 'MISSING_VALUE dossier.xlsx!results!D2']);
  });

  test('refuses merged cells in the table, and lets a merged title above it be', async () => {
    const merged = await read(MORE, (book) => present(book.getWorksheet('results')).mergeCells('A2:B2'));
    expect(merged.faults).toContain('MERGED_CELLS dossier.xlsx!results!A2');
    const title = await read({ results: [['Results of 2026'], HEADERS, RESULT] }, (book) => {
      present(book.getWorksheet('results')).mergeCells('A1:G1');
      present(book.getWorksheet('results')).mergeCells('A30:B31');
    });
    expect(title.faults).toEqual([]);
    expect(title.dossier?.transcribed).toHaveLength(1);
    const alone = await read({ results: [['Results']] }, (book) =>
      present(book.getWorksheet('results')).mergeCells('A1:B1'),
    );
    expect(alone.faults).toContain('MERGED_CELLS dossier.xlsx!results!A1');
    const wide = await read(MORE, (book) => present(book.getWorksheet('results')).mergeCells('A1:B1'));
    expect(wide.faults).toContain('MERGED_CELLS dossier.xlsx!results!A1');
    const empty = await read({ results: [] }, (book) => present(book.getWorksheet('results')).mergeCells('A1:B1'));
    expect(empty.faults).toEqual([]);
  });

  test('survives a merge of the whole sheet, which a reader that fills each cell does not', async () => {
    const bytes = changeParts(await workbook(minimalSheets()), {
      [SHEET1]: (xml) =>
        xml.replace('</sheetData>', '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    });
    expect((await readBytes(bytes)).faults).toEqual(['MERGED_CELLS dossier.xlsx!product!A1']);
  });

  test('warns of hidden sheets, rows and columns, and reads them', async () => {
    const { dossier, faults } = await read({ ...MORE, notes: [['x']] }, (book) => {
      present(book.getWorksheet('results')).state = 'hidden';
      present(book.getWorksheet('product')).getColumn(1).hidden = true;
      present(book.getWorksheet('lot')).getRow(2).hidden = true;
    });
    expect(faults).toEqual([
      'HIDDEN_CELLS dossier.xlsx!product',
      'HIDDEN_CELLS dossier.xlsx!lot!2',
      'HIDDEN_SHEET dossier.xlsx!results',
      'UNKNOWN_TABLE dossier.xlsx!notes',
    ]);
    expect(dossier?.transcribed).toHaveLength(1);
  });

  test.each([
    ['results', 'veryHidden', ['VERY_HIDDEN_SHEET dossier.xlsx!results']],
    ['notes', 'veryHidden', ['VERY_HIDDEN_SHEET dossier.xlsx!notes']],
    ['results', 'sealed', ['VERY_HIDDEN_SHEET dossier.xlsx!results']],
    ['notes', 'hidden', ['HIDDEN_SHEET dossier.xlsx!notes', 'UNKNOWN_TABLE dossier.xlsx!notes']],
  ])('passes over no sheet %s that is %s without a word', async (name, state, expected) => {
    const bytes = await workbook(minimalSheets({ [name]: [HEADERS, RESULT] }), (book) => {
      present(book.getWorksheet(name)).state = state === 'hidden' ? state : 'veryHidden';
    });
    const stated = changeParts(bytes, { 'xl/workbook.xml': (xml) => xml.replace('"veryHidden"', `"${state}"`) });
    const { dossier, faults } = await readBytes(stated);
    expect(faults).toEqual(expected);
    expect(dossier === undefined).toBe(state !== 'hidden');
  });

  test('keeps a workbook without a table as a paper, whatever is hidden in it', async () => {
    const bytes = await workbook({ 'raw data': [[1]], 'more data': [[2]] }, (book) => {
      present(book.getWorksheet('more data')).state = 'veryHidden';
    });
    const tables = file('dossier.xlsx', await workbook(minimalSheets()));
    const { dossier, faults } = await readDossier([tables, file('raw.xlsx', bytes)], { sha256 });
    expect(dossier?.papers.map((paper) => paper.file)).toEqual(['raw.xlsx']);
    expect(brief(faults)).toContain('HIDDEN_SHEET raw.xlsx!more data');
  });

  test('names the nearest table for a sheet that it does not know, and passes over a guide', async () => {
    const { list } = await read({ Resluts: [['x']], guide: [['x']] });
    expect(list).toMatchObject([{ code: 'UNKNOWN_TABLE', sheet: 'Resluts' }]);
    expect(list[0]?.expected).toContain('nearest is results');
  });

  test.each(['Sheet9', 'Tabelle1', '工作表1', 'x'])('names no table as the nearest to %s', async (name) => {
    const { list } = await read({ [name]: [['x']] });
    expect(list).toMatchObject([{ code: 'UNKNOWN_TABLE', sheet: name }]);
    expect(list[0]?.expected).not.toContain('nearest');
  });

  test('keeps a workbook without any table as a paper', async () => {
    const entries = [
      file('product.csv', 'Product name\nx\n'),
      file('lot.csv', 'Lot number\nx\n'),
      file('raw.xlsx', await workbook({ Sheet1: [['=1']] })),
    ];
    const { dossier, faults } = await readDossier(entries, { sha256 });
    expect(dossier?.papers.map((paper) => paper.file)).toEqual(['raw.xlsx']);
    expect(brief(faults)).toEqual(['UNKNOWN_TABLE raw.xlsx!Sheet1']);
  });

  test('refuses too many sheets, rows and columns', async () => {
    const sheets = Object.fromEntries(Array.from({ length: 19 }, (_, index) => [`extra ${index}`, [['x']]]));
    expect((await read(sheets)).faults).toContain('TOO_MANY_SHEETS dossier.xlsx');
    const rows = [HEADERS, ...Array.from({ length: 10_000 }, () => ['x'])];
    expect((await read({ results: rows })).faults).toEqual(['TOO_MANY_ROWS dossier.xlsx!results']);
    const wide = [Array.from({ length: 101 }, (_, index) => `h${index}`)];
    expect((await read({ results: wide })).faults).toEqual(['TOO_MANY_COLUMNS dossier.xlsx!results!CW1']);
  });
});

const inlineRow = (text: string) => `<row><c t="inlineStr"><is><t>${text}</t></is></c></row>`;

describe('readWorkbook(), of a hostile workbook', () => {
  const product = () => workbook(minimalSheets());
  const sheet = (cells: string) => `<worksheet><sheetData>${cells}</sheetData></worksheet>`;

  test.each([
    ['a letter', bytesOf('Dear Sir'), 'TEXT_NOT_WORKBOOK'],
    ['a table as CSV', bytesOf('nome;tipo\r\nx;\ty'), 'TEXT_NOT_WORKBOOK'],
    ['a PDF', bytesOf('%PDF-1.4'), 'PDF_NOT_WORKBOOK'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), 'NOT_A_WORKBOOK'],
    ['one byte', Uint8Array.of(0x0e), 'NOT_A_WORKBOOK'],
    ['nothing of a zip', rawZip([{ name: 'a.txt' }]), 'BAD_WORKBOOK'],
    [
      'a bomb inside',
      rawZip([{ name: 'xl/workbook.xml', data: deflatedZeros(1), method: 8, size: 10 * 1024 ** 3 }]),
      'FILE_TOO_LARGE',
    ],
    ['an old .xls', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1), 'OTHER_SPREADSHEET'],
    [
      'a password',
      new Uint8Array(
        Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      ),
      'ENCRYPTED',
    ],
  ])('refuses %s', async (_, bytes, code) => {
    expect((await readBytes(bytes)).faults[0]).toBe(`${code} dossier.xlsx`);
  });

  test('refuses every truncation of a workbook', async () => {
    const whole = await product();
    for (const part of [0.1, 0.5, 0.9, 0.999]) {
      const { dossier, faults } = await readBytes(whole.subarray(0, Math.floor(whole.length * part)));
      expect(dossier).toBeUndefined();
      expect(faults).toEqual(['BAD_WORKBOOK dossier.xlsx']);
    }
  });

  test.each([
    ['xl/vbaProject.bin', 'MACROS_NOT_ALLOWED'],
    ['xl/macrosheets/sheet1.xml', 'MACROS_NOT_ALLOWED'],
    ['xl/externalLinks/externalLink1.xml', 'EXTERNAL_LINK_NOT_ALLOWED'],
    ['xl/connections.xml', 'EXTERNAL_LINK_NOT_ALLOWED'],
  ])('refuses a workbook with %s', async (part, code) => {
    expect((await readBytes(changeParts(await product(), { [part]: 'x' }))).faults).toEqual([`${code} dossier.xlsx`]);
  });

  test('refuses .xlsm by its name', async () => {
    expect((await readBytes(await product(), 'dossier.xlsm')).faults).toEqual(['MACROS_NOT_ALLOWED dossier.xlsm']);
  });

  test.each([
    ['entity expansion', '<!DOCTYPE w [<!ENTITY a "b">]><worksheet/>'],
    ['rows that go back', sheet('<row r="2"/><row r="1"/>')],
    ['a row beyond the last', sheet('<row r="1048577"/>')],
    ['a row without a number', sheet('<row r="x"/>')],
    ['a cell twice', sheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')],
    ['a cell of another row', sheet('<row r="1"><c r="A2"><v>1</v></c></row>')],
    ['a cell beyond the last column', sheet('<row r="1"><c r="XFE1"><v>1</v></c></row>')],
    ['a cell with no name', sheet('<row r="1"><c r="1A"><v>1</v></c></row>')],
    ['a type of cell that is not', sheet('<row r="1"><c r="A1" t="zz"><v>1</v></c></row>')],
    ['a text that is not there', sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')],
    ['a text without a number', sheet('<row r="1"><c r="A1" t="s"></c></row>')],
    ['bytes that are not UTF-8', new Uint8Array([0x3c, 0x61, 0x3e, 0xff])],
    ['a merge of nothing', '<worksheet><sheetData/><mergeCells><mergeCell/></mergeCells></worksheet>'],
  ])('refuses a sheet with %s', async (_, content) => {
    const { faults } = await readBytes(changeParts(await product(), { [SHEET1]: content }));
    expect(faults).toEqual(['BAD_WORKBOOK dossier.xlsx!product']);
  });

  test.each([
    ['xl/workbook.xml', undefined],
    ['_rels/.rels', undefined],
    ['xl/styles.xml', '<'],
    ['xl/sharedStrings.xml', '<a>'],
  ])('refuses a workbook whose part %s is missing or broken', async (part, change) => {
    expect((await readBytes(changeParts(await product(), { [part]: change }))).faults).toContain(
      'BAD_WORKBOOK dossier.xlsx',
    );
  });

  test('reads what other programs write differently: prefixes, inline strings, UTF-16, no positions', async () => {
    const rows =
      '<x:row><x:c t="inlineStr"><x:is><x:r><x:t>Product</x:t></x:r><x:rPh><x:t>よみ</x:t></x:rPh><x:r><x:t> name</x:t></x:r></x:is></x:c></x:row>' +
      '<x:row hidden="false"><x:c t="str"><x:v>Leaf_x0041_</x:v></x:c><x:c/><x:c t="b"><x:v>1</x:v></x:c><x:c><x:v> </x:v></x:c></x:row>';
    const xml = `<x:worksheet xmlns:x="s"><x:sheetData>${rows}</x:sheetData><x:extLst><x:row r="9"/></x:extLst></x:worksheet>`;
    const utf16 = new Uint8Array(Buffer.from(`\ufeff${xml}`, 'utf16le'));
    const utf16be = new Uint8Array(Buffer.from(`\ufeff${xml}`, 'utf16le').swap16());
    for (const content of [xml, utf16, utf16be]) {
      const { dossier, faults } = await readBytes(changeParts(await product(), { [SHEET1]: content }));
      expect(faults).toEqual(['CELL_WITHOUT_HEADER dossier.xlsx!product!C2']);
      expect(dossier?.claim.product.name).toBe('LeafA');
    }
  });

  test.each(['_x0000_', '_xD800_'])('refuses %s, which stands for no character of a text', async (code) => {
    const xml = sheet(
      `<row><c t="inlineStr"><is><t>Product name</t></is></c></row><row><c t="inlineStr"><is><t>a${code}</t></is></c></row>`,
    );
    const { faults } = await readBytes(changeParts(await product(), { [SHEET1]: xml }));
    expect(faults).toEqual(['CONTROL_CHARACTER dossier.xlsx!product!A2']);
  });

  test('reads a workbook without styles or shared strings, and targets from the root', async () => {
    const xml = (name: string) =>
      sheet(`<row><c t="inlineStr"><is><t>${name}</t></is></c></row><row><c t="inlineStr"><is><t>x</t></is></c></row>`);
    const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    const rel = (id: string, kind: string, target: string) =>
      `<Relationship Id="${id}" Type="${type}/${kind}" Target="${target}"/>`;
    const bytes = rawZip(
      Object.entries({
        '_rels/.rels': `<Relationships>${rel('r', 'officeDocument', '/book.xml')}</Relationships>`,
        'book.xml': `<workbook xmlns:r="x"><sheets><sheet name="product" r:id="a"/><sheet name="lot" r:id="b"/></sheets></workbook>`,
        '_rels/book.xml.rels': `<Relationships><other/>${rel('a', 'worksheet', './sheets/../A.xml')}${rel('b', 'worksheet', 'b.xml')}</Relationships>`,
        'a.xml': xml('Product name'),
        'b.xml': xml('Lot number'),
      }).map(([name, content]) => ({ name, data: bytesOf(content) })),
    );
    const { dossier, faults } = await readBytes(bytes);
    expect(faults).toEqual([]);
    expect(dossier?.claim.lot.lotNumber).toBe('x');
  });

  test('reads truth values, styles and phonetic guides in every spelling', async () => {
    const strings =
      '<sst><si><t>Product name</t></si><si><r><t>枸杞</t></r><rPh sb="0"><t>gou</t></rPh><r><t>叶</t></r></si><si/><other/></sst>';
    const rows =
      '<row><c t="s"><v>0</v></c><c t="s"><v>2</v></c></row><row hidden="true"><c t="s"><v>1</v></c><c t="b"><v>true</v></c><c t="b"><v>0</v></c><c s="99"><v>5</v></c></row>';
    const bytes = changeParts(await product(), { [SHEET1]: sheet(rows), 'xl/sharedStrings.xml': strings });
    const { dossier, list } = await readBytes(
      changeParts(bytes, { 'xl/worksheets/sheet2.xml': sheet(inlineRow('Lot number') + inlineRow('L')) }),
    );
    expect(dossier?.claim.product.name).toBe('枸杞叶');
    expect(list.map(({ code, found }) => [code, found])).toEqual([
      ['HIDDEN_CELLS', ''],
      ['CELL_WITHOUT_HEADER', 'true'],
      ['CELL_WITHOUT_HEADER', 'false'],
      ['CELL_WITHOUT_HEADER', '5'],
    ]);
  });

  test.each([
    ['xl/styles.xml', '<styleSheet><numFmts><numFmt/></numFmts><cellXfs><xf/></cellXfs></styleSheet>'],
    ['xl/_rels/workbook.xml.rels', (xml: string) => xml.replace('</Relationships>', '<Relationship/></Relationships>')],
    ['xl/workbook.xml', (xml: string) => xml.replace('</sheets>', '<sheet/></sheets>')],
  ])('makes nothing of an element without attributes in %s', async (part, change) => {
    const { dossier } = await readBytes(changeParts(await product(), { [part]: change }));
    expect(dossier).toBeDefined();
  });

  test.each([
    [SHEET1, undefined],
    ['xl/_rels/workbook.xml.rels', (xml: string) => xml.replaceAll('worksheet"', 'other"')],
    ['xl/_rels/workbook.xml.rels', (xml: string) => xml.replaceAll('worksheets/sheet1.xml', '')],
  ])('refuses a sheet whose part is missing, by %s', async (part, change) => {
    const { faults } = await readBytes(changeParts(await product(), { [part]: change }));
    expect(faults[0]).toBe('BAD_WORKBOOK dossier.xlsx!product');
  });
});
