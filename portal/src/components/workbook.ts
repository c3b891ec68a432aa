// SPDX-License-Identifier: Apache-2.0
// A workbook made in the page: what is typed here goes to no server, and a table of it is wanted in Excel all the same.
import { concatBytes, utf8Bytes } from '@touchstone/identifiers';

/** One sheet: headings, then rows; each cell is text, which no spreadsheet turns into a number, a date or a formula. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SHEET_NAME_MAX = 31;

/** The media type of what `workbookOf` makes. */
export const XLSX = `${SPREADSHEET}.sheet`;

/**
 * package = content types, relationships, workbook, one part for each sheet with inline strings; stored, not packed.
 * ECMA-376-1:2016, 18.2, 18.3; ECMA-376-2:2021.
 */
export function workbookOf(sheets: readonly Sheet[]): Uint8Array {
  const numbered = sheets.map((sheet, index) => ({ ...sheet, at: index + 1 }));
  const types = numbered.map(
    ({ at }) => `<Override PartName="/xl/worksheets/sheet${at}.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>`,
  );
  const named = numbered.map(
    ({ name, at }) => `<sheet name="${escaped(sheetName(name))}" sheetId="${at}" r:id="rId${at}"/>`,
  );
  const links = numbered.map(
    ({ at }) => `<Relationship Id="rId${at}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at}.xml"/>`,
  );
  return zipOf([
    [
      '[Content_Types].xml',
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/>${types.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    ['xl/workbook.xml', `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${named.join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `<Relationships xmlns="${PACKAGE}/relationships">${links.join('')}</Relationships>`],
    ...numbered.map(({ rows, at }) => [`xl/worksheets/sheet${at}.xml`, sheetXml(rows)] as const),
  ]);
}

function sheetXml(rows: Sheet['rows']): string {
  const cells = rows.map((row, index) => {
    const own = row.map((cell, column) =>
      cell === ''
        ? ''
        : `<c r="${columnName(column)}${index + 1}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`,
    );
    return `<row r="${index + 1}">${own.join('')}</row>`;
  });
  return `<worksheet xmlns="${MAIN}"><sheetData>${cells.join('')}</sheetData></worksheet>`;
}

/** A to Z, AA and so on. */
function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

/** What Excel takes for the name of a sheet. */
function sheetName(name: string): string {
  return [...name.replace(/[\\/?*[\]:]/g, ' ')].slice(0, SHEET_NAME_MAX).join('').trim() || 'Sheet';
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text for XML 1.0; characters that no XML may hold are left out. */
function escaped(text: string): string {
  const allowed = text.replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '');
  return allowed.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** zip = *(local-header file) *central-header end; stored. APPNOTE.TXT 6.3.10, 4.3.6. */
function zipOf(parts: readonly (readonly [path: string, xml: string])[]): Uint8Array {
  const locals: Uint8Array[] = [];
  const centrals: Uint8Array[] = [];
  let offset = 0;
  for (const [path, xml] of parts) {
    const [name, bytes] = [utf8Bytes(path), utf8Bytes(HEAD + xml)];
    // Version, flag of UTF-8 names, stored, midnight of 1 January 1980.
    const common = [...[20, 0x800, 0, 0, 0x21].map(two), four(crc32(bytes)), four(bytes.length), four(bytes.length)];
    const sizes = [two(name.length), two(0)];
    const local = concatBytes(four(0x04034b50), ...common, ...sizes, name, bytes);
    centrals.push(
      concatBytes(four(0x02014b50), two(20), ...common, ...sizes, two(0), two(0), two(0), four(0), four(offset), name),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = concatBytes(...centrals);
  const counts = [two(0), two(0), two(parts.length), two(parts.length)];
  const end = [four(0x06054b50), ...counts, four(directory.length), four(offset), two(0)];
  return concatBytes(...locals, directory, ...end);
}

const two = (value: number) => Uint8Array.of(value & 0xff, (value >>> 8) & 0xff);
const four = (value: number) => concatBytes(two(value & 0xffff), two(value >>> 16));

/** CRC-32 with the reflected polynomial EDB88320. APPNOTE.TXT 6.3.10, 4.4.7. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
