// SPDX-License-Identifier: Apache-2.0
import { type NumberFormat, numberFormatOf } from './number-format.ts';
import { walkXml } from './walk-xml.ts';

/**
 * si = t / 1*(r [t]), without the readings of rPh; "_x0041_" stands for a character.
 * ECMA-376-1:2016, 18.4.8 (shared strings), 18.4.6 (rPh) and 22.9.2.19 (ST_Xstring).
 */
export function readSharedStrings(xml: string): readonly string[] {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = 0;
  walkXml(xml, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic += 1;
      inText = name === 't' && phonetic === 0;
    },
    text(text) {
      if (inText) current += text;
    },
    close(name) {
      inText = false;
      if (name === 'rPh') phonetic -= 1;
      else if (name === 'si') strings.push(unescapeString(current));
    },
  });
  return strings;
}

/** The text behind the `_xHHHH_` escapes of a spreadsheet string. */
export function unescapeString(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The number format of each cell style, by the style's index. ECMA-376-1:2016, 18.8.10 (cellXfs) and 18.8.31 (numFmts). */
export function readStyles(xml: string): readonly NumberFormat[] {
  const codes = new Map<number, string>();
  const ids: number[] = [];
  // Other lists of the part use the same element names for other things.
  let list = '';
  walkXml(xml, {
    open(name, attributes) {
      if (name === 'cellXfs' || name === 'numFmts') list = name;
      const id = Number(attributes.get('numFmtId') ?? 0);
      if (name === 'numFmt' && list === 'numFmts') codes.set(id, attributes.get('formatCode') ?? '');
      if (name === 'xf' && list === 'cellXfs') ids.push(id);
    },
    close(name) {
      if (name === list) list = '';
    },
  });
  return ids.map((id) => numberFormatOf(id, codes.get(id)));
}
