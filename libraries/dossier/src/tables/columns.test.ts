// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { wordKey } from '../values/characters.ts';
import { TEMPLATE_LANGUAGES } from './column.ts';
import {
  AUTHORISATION_TABLE_NAMES,
  CLUSTER_TABLE_NAMES,
  INSTRUMENT_TABLE_NAMES,
  ROUND_TABLE_NAMES,
  TABLE_NAMES,
  TABLES,
} from './columns.ts';
import { columnsOf, countKnownHeaders, findColumn, findTable, headersOf } from './header-names.ts';

// The prompt of a spreadsheet holds 255 characters.
const PROMPT_CHARACTERS = 255;

describe.each([
  ...TABLE_NAMES,
  ...INSTRUMENT_TABLE_NAMES,
  ...ROUND_TABLE_NAMES,
  ...CLUSTER_TABLE_NAMES,
  ...AUTHORISATION_TABLE_NAMES,
])('the table %s', (table) => {
  test('has no header that names two columns', () => {
    const owner = new Map<string, string>();
    for (const [key, { headers }] of Object.entries(columnsOf(table))) {
      for (const name of [key, ...Object.values(headers).flat()]) {
        expect([key, undefined]).toContain(owner.get(wordKey(name)));
        owner.set(wordKey(name), key);
      }
    }
  });

  test('is found by every name and column header, in any case and width', () => {
    for (const name of Object.values(TABLES[table].names).flat())
      expect(findTable(name.toUpperCase(), [table])).toBe(table);
    for (const [key, { headers, note }] of Object.entries(columnsOf(table))) {
      for (const name of Object.values(headers).flat()) {
        const wide = name.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
        expect([findColumn(table, ` ${name.toUpperCase()} `), findColumn(table, `\ufeff${wide}`)]).toEqual([
          { key },
          { key },
        ]);
      }
      for (const language of TEMPLATE_LANGUAGES) expect(note[language].length).toBeLessThanOrEqual(PROMPT_CHARACTERS);
    }
  });
});

describe('findColumn()', () => {
  test.each([
    ['Value\n检测值', { key: 'value' }],
    ['检测值 Value', { key: 'value' }],
    ['Value / Valor', { key: 'value' }],
    ['Value（检测值）', { key: 'value' }],
    ['Value (mg/kg)', { key: 'value', unit: 'mg/kg' }],
    ['检测值（微克/千克）', { key: 'value', unit: 'µg/kg' }],
    ['检测值 Value [mg/kg]', { key: 'value', unit: 'mg/kg' }],
  ])('knows %j', (header, column) => {
    expect(findColumn('results', header)).toEqual(column);
  });

  test.each([
    'Value (dry weight)',
    'Value Unit',
    'Value\nUnit',
    'Colour',
    '',
    '检测值 Unit',
    '()',
    'x'.repeat(100_000),
  ])('does not know %j', (header) => {
    expect(findColumn('results', header)).toBeUndefined();
  });
});

describe('findTable()', () => {
  test.each([
    ['results', 'results'],
    ['Results-2', 'results'],
    ['检测结果 (3)', 'results'],
    ['results lab A', 'results'],
    ['test results 2026', 'results'],
    ['product 产品', 'product'],
    ['PRODUTO', 'product'],
  ])('takes %j for %s', (name, table) => {
    expect(findTable(name)).toBe(table);
  });

  test.each(['product photo', 'lot 2', 'notes', 'Sheet1', ''])('takes %j for no table', (name) => {
    expect(findTable(name)).toBeUndefined();
  });
});

test('findTable() knows those alone that are looked for', () => {
  expect([findTable('instruments'), findTable('calibrations 2')]).toEqual([undefined, undefined]);
  expect(findTable('calibrations 2', INSTRUMENT_TABLE_NAMES)).toBe('calibrations');
});

test('countKnownHeaders() counts the headers of any table', () => {
  expect(countKnownHeaders(['批号', 'Colour', 'LOQ'])).toBe(2);
});

test('headersOf() lists one header a column and language', () => {
  expect(headersOf('scope')).toHaveLength(3 * TEMPLATE_LANGUAGES.length);
});
