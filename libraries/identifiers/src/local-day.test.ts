// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { parseInstant } from './instant.ts';
import { localDaysOf, offsetsOf } from './local-day.ts';
import { parsePlace } from './place.ts';
import { COUNTRY_CODES } from './place-codes.ts';

describe('localDaysOf()', () => {
  test.each([
    ['CN-GD', '2026-11-10T16:30:00Z', '2026-11-11', '2026-11-11'],
    ['PT', '2026-11-10T16:30:00Z', '2026-11-10', '2026-11-10'],
    ['PT', '2026-07-10T23:30:00Z', '2026-07-10', '2026-07-11'],
    ['US-CA', '2026-11-10T18:00:00Z', '2026-11-10', '2026-11-10'],
    ['NZ', '2026-11-13T11:30:00Z', '2026-11-13', '2026-11-14'],
    ['NP', '2026-11-13T18:14:00Z', '2026-11-13', '2026-11-13'],
    ['NP', '2026-11-13T18:15:00Z', '2026-11-14', '2026-11-14'],
    ['EU', '2026-11-13T23:30:00Z', '2026-11-13', '2026-11-14'],
  ])('gives for %s at %s the days %s to %s', (place, at, first, last) => {
    expect(localDaysOf(parseInstant(at), parsePlace(place))).toEqual({ first, last });
  });

  test('takes any clock on Earth where the place is not known', () => {
    expect(localDaysOf(parseInstant('2026-11-13T11:00:00Z'), undefined)).toEqual({
      first: '2026-11-12',
      last: '2026-11-14',
    });
    expect(offsetsOf(parsePlace('BV'))).toEqual(offsetsOf(undefined));
  });
});

describe('offsetsOf()', () => {
  test('knows the clocks of every country and area with inhabitants', () => {
    const unknown = [...COUNTRY_CODES].filter((code) => offsetsOf(parsePlace(code)).least === -720);
    expect(unknown).toEqual(['BV', 'HM']);
  });

  test('has no clock that runs backwards or beyond the Earth', () => {
    for (const code of COUNTRY_CODES) {
      const { least, most } = offsetsOf(parsePlace(code));
      expect(least, code).toBeLessThanOrEqual(most);
      expect([least % 5, most % 5].map(Math.abs), code).toEqual([0, 0]);
    }
  });
});
