// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { columnLetters, createFaultList, locationText, shorten } from './fault.ts';
import { present } from './tests/dossier-fixtures.ts';

describe('createFaultList()', () => {
  test('says place, fault and remedy in one sentence', () => {
    const faults = createFaultList(10);
    faults.add(
      'AMBIGUOUS_NUMBER',
      { file: 'results.csv', row: 7, column: 'B' },
      { found: '0,30', expected: 'write 0.30' },
    );
    expect(faults.list()).toEqual([
      {
        code: 'AMBIGUOUS_NUMBER',
        severity: 'error',
        file: 'results.csv',
        row: 7,
        column: 'B',
        found: '0,30',
        expected: 'write 0.30',
        message: 'results.csv, B7: this number can be read in two ways (found "0,30"); write 0.30',
      },
    ]);
    expect(faults.hasErrors()).toBe(true);
  });

  test('counts what fills a column or a sheet, and keeps columns and sheets apart', () => {
    const faults = createFaultList(10);
    for (const column of ['A', 'B']) {
      for (const row of [1, 2, 3])
        faults.add('LEADING_ZEROS_UNKNOWN', { file: 'f', sheet: 's', row, column }, { expected: 'x' });
    }
    for (const row of [1, 2])
      faults.add('FORMULA_NOT_ALLOWED', { file: 'f', sheet: 's', row, column: `C${row}` }, { expected: 'x' });
    expect(faults.list().map(({ column, expected }) => [column, expected])).toEqual([
      ['A', 'x (and 2 more like it)'],
      ['B', 'x (and 2 more like it)'],
      ['C1', 'x (and 1 more like it)'],
    ]);
  });

  test('stops at its limit, and says so; what is cut off still is an error', () => {
    const faults = createFaultList(2);
    for (const row of [1, 2, 3, 4]) faults.add('UNKNOWN_COLUMN', { file: 'f', row }, { expected: 'x' });
    expect(faults.list().map(({ code }) => code)).toEqual(['UNKNOWN_COLUMN', 'UNKNOWN_COLUMN', 'TOO_MANY_FAULTS']);
    expect(faults.hasErrors()).toBe(true);
  });

  test('has no errors with warnings alone', () => {
    const faults = createFaultList(2);
    faults.add('UNKNOWN_COLUMN', { file: 'f' }, { expected: 'x' });
    expect(faults.hasErrors()).toBe(false);
  });

  test('shows nothing that a screen or a log could take for its own', () => {
    const faults = createFaultList(2);
    const hostile = `a\u0000\u001b[31m\n\u202e\ud800${'x'.repeat(1000)}`;
    faults.add('BAD_NAME', { file: hostile, sheet: hostile }, { found: hostile, expected: hostile.slice(0, 20) });
    const { file, sheet, found, message } = present(faults.list()[0]);
    for (const text of [file, sheet ?? '', found, message]) {
      expect(text).toMatch(/^[^\p{Cc}\u202e]*$/u);
      expect(text.isWellFormed()).toBe(true);
      expect(text.length).toBeLessThan(600);
    }
  });
});

test('locationText() names what there is to name', () => {
  expect(locationText({ file: 'f' })).toBe('f');
  expect(locationText({ file: 'f', sheet: 's', row: 7, column: 'B' })).toBe('f, sheet "s", B7');
  expect(locationText({ file: 'f', row: 7 })).toBe('f, row 7');
  expect(locationText({ file: 'f', column: 'B' })).toBe('f, column B');
});

test('columnLetters() counts as spreadsheets do', () => {
  expect([1, 26, 27, 52, 702, 703, 16_384].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'ZZ', 'AAA', 'XFD']);
  const back = (letters: string): number =>
    [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  fc.assert(fc.property(fc.integer({ min: 1, max: 1_000_000 }), (number) => back(columnLetters(number)) === number));
});

test('shorten() leaves a short text alone', () => {
  expect(shorten('枸杞叶')).toBe('枸杞叶');
  expect(shorten('x'.repeat(81))).toBe(`${'x'.repeat(80)}…`);
});
