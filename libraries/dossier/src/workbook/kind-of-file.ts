// SPDX-License-Identifier: Apache-2.0
import type { FaultCode } from '../fault-codes.ts';

/** Why a file is no workbook, and what to do. */
export interface NoWorkbook {
  readonly code: FaultCode;
  readonly expected: string;
}

const LOOKED_AT = 1_024;

/**
 * workbook = zip = "PK" …; PDF = "%PDF-" …; text holds no controls but tabs and ends of lines.
 * APPNOTE.TXT 6.3.10, 4.3.7; ISO 32000-2:2020, 7.5.2. Undefined where it may be a workbook.
 */
export function findNoWorkbook(bytes: Uint8Array): NoWorkbook | undefined {
  if (bytes.length === 0) return { code: 'EMPTY_FILE', expected: 'save the workbook again, or choose another file' };
  if (startsWith(bytes, 'PK')) return undefined;
  if (startsWith(bytes, '%PDF-')) {
    return { code: 'PDF_NOT_WORKBOOK', expected: 'send the workbook that it was printed from, as .xlsx' };
  }
  const isText = bytes.subarray(0, LOOKED_AT).every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d));
  if (isText) {
    return { code: 'TEXT_NOT_WORKBOOK', expected: 'open it in a spreadsheet program and save it as .xlsx' };
  }
  return { code: 'NOT_A_WORKBOOK', expected: 'choose a workbook, saved as .xlsx' };
}

function startsWith(bytes: Uint8Array, sign: string): boolean {
  return bytes.length >= sign.length && [...sign].every((each, index) => each.charCodeAt(0) === bytes[index]);
}
