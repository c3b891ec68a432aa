// SPDX-License-Identifier: Apache-2.0
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { workbookOf } from './workbook.ts';

const partsOf = (bytes: Uint8Array) =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, strFromU8(part)]));

describe('workbookOf()', () => {
  it('has the parts that a spreadsheet looks for, and every cell as text at its place', () => {
    const parts = partsOf(workbookOf([{ name: 'budget', rows: [['x', '', '=1+1'], ['0.10']] }]));
    expect(Object.keys(parts)).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/worksheets/sheet1.xml',
    ]);
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toContain('<c r="C1" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>');
    expect(sheet).toContain('<row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve">0.10</t></is></c></row>');
    expect(sheet).not.toContain('r="B1"');
  });

  it('escapes what XML would read, leaves out what it may not hold, and names columns past Z', () => {
    const parts = partsOf(workbookOf([{ name: 'a/b: "c" 量', rows: [[...Array(26).fill(''), '<&>\u0000\u{1f600}']] }]));
    expect(parts['xl/worksheets/sheet1.xml']).toContain('<c r="AA1"');
    expect(parts['xl/worksheets/sheet1.xml']).toContain('&lt;&amp;&gt;\u{1f600}<');
    expect(parts['xl/workbook.xml']).toContain('name="a b  &quot;c&quot; 量"');
  });

  it('names a sheet that has no name of its own', () => {
    expect(partsOf(workbookOf([{ name: '??', rows: [] }]))['xl/workbook.xml']).toContain('name="Sheet"');
  });
});
