// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { columnParsers } from './column-parsers.ts';

const INT8 = 20;
const DATE = 1082;
const TIMESTAMPTZ = 1184;

function parse(type: number, text: string): unknown {
  return columnParsers.getTypeParser(type, 'text')(text);
}

describe('columnParsers', () => {
  it('gives int8 as a number, and refuses one that no number holds exactly', () => {
    expect(parse(INT8, '9007199254740991')).toBe(9_007_199_254_740_991);
    expect(() => parse(INT8, '9007199254740993')).toThrow(RangeError);
  });

  it('leaves a date as it is written', () => {
    expect(parse(DATE, '2026-11-22')).toBe('2026-11-22');
  });

  it.each([
    ['2026-11-22 12:00:00+00', '2026-11-22T12:00:00Z'],
    ['2026-11-22 20:00:00.5+08', '2026-11-22T12:00:00.500Z'],
    ['2026-11-22 12:00:00.123456+00', '2026-11-22T12:00:00.123Z'],
    ['2026-11-22 17:30:00+05:30', '2026-11-22T12:00:00Z'],
    ['1970-01-01 00:00:00+00', '1970-01-01T00:00:00Z'],
  ])('gives %s as the instant %s, whatever the zone of the session', (text, instant) => {
    expect(parse(TIMESTAMPTZ, text)).toBe(instant);
  });

  it.each(['infinity', '0044-03-15 12:00:00+00 BC', '22.11.2026 12:00:00 CET'])('refuses %s', (text) => {
    expect(() => parse(TIMESTAMPTZ, text)).toThrow(RangeError);
  });

  it('leaves other types to the driver', () => {
    expect(parse(23, '7')).toBe(7);
    expect(parse(25, '7')).toBe('7');
  });
});
