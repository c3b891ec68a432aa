// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { findNoWorkbook } from './kind-of-file.ts';

const of = (text: string) => findNoWorkbook(new TextEncoder().encode(text))?.code;

describe('findNoWorkbook()', () => {
  test('tells what a file is that is no workbook', () => {
    expect(of('')).toBe('EMPTY_FILE');
    expect(of('%PDF-1.7\n')).toBe('PDF_NOT_WORKBOOK');
    expect(of('%PDF')).toBe('TEXT_NOT_WORKBOOK');
    expect(of('名称,类型\r\n\tx')).toBe('TEXT_NOT_WORKBOOK');
    expect(of('a\u0000b')).toBe('NOT_A_WORKBOOK');
    expect(of('a\u000eb')).toBe('NOT_A_WORKBOOK');
  });

  test('leaves what begins as a zip to be opened', () => {
    expect(of('PK')).toBeUndefined();
    expect(of('P')).toBe('TEXT_NOT_WORKBOOK');
  });
});
