// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { jurisdictionOf, parsePlace, placeCovers } from './place.ts';
import { CHINA_SUBDIVISIONS, COUNTRY_CODES } from './place-codes.ts';

describe('parsePlace()', () => {
  test.each(['CN', 'CN-GD', 'CN-XJ', 'HK', 'MO', 'EU', 'PT-11', 'JP-13', 'GB-ENG'])('takes %s', (text) => {
    expect(parsePlace(text)).toBe(text);
  });

  test.each([
    ['CN-HK', 'HK'],
    ['CN-MO', 'MO'],
    ['CN-TW', 'TW'],
  ])('gives %s its one code %s', (text, place) => {
    expect(parsePlace(text)).toBe(place);
  });

  test.each(['ZZ', 'XX', 'UK', 'CN-44', 'CN-XX', 'ZZ-01'])('refuses %s, which ISO 3166 does not have', (text) => {
    expect(() => parsePlace(text)).toThrow(expect.objectContaining({ code: 'UNKNOWN_PLACE', text }));
  });

  test.each(['', 'cn', 'CHN', 'CN-', 'CN-gd', 'CN GD', 'CN-GD-1', 'CN_GD', 'Guangdong', '-GD'])(
    'refuses the form of %j',
    (text) => {
      expect(() => parsePlace(text)).toThrow(expect.objectContaining({ code: 'BAD_FORMAT' }));
    },
  );

  test('knows 249 countries and areas, the Union, and 31 subdivisions of the mainland', () => {
    expect([COUNTRY_CODES.size, CHINA_SUBDIVISIONS.size]).toEqual([250, 31]);
  });
});

describe('jurisdictionOf()', () => {
  test('is the place whose law holds', () => {
    expect(['CN-GD', 'CN', 'HK', 'CN-MO'].map((text) => jurisdictionOf(parsePlace(text)))).toEqual([
      'CN',
      'CN',
      'HK',
      'MO',
    ]);
  });
});

describe('placeCovers()', () => {
  test.each([
    ['CN', 'CN-GD', true],
    ['CN', 'CN', true],
    ['CN-GD', 'CN-GD', true],
    ['HK', 'HK', true],
    ['CN-GD', 'CN', false],
    ['CN-GD', 'CN-GX', false],
    ['CN', 'HK', false],
    ['CN', 'CN-HK', false],
    ['EU', 'FR', false],
  ])('%s covers %s: %s', (outer, inner, covers) => {
    expect(placeCovers(parsePlace(outer), parsePlace(inner))).toBe(covers);
  });
});
