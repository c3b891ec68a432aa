// SPDX-License-Identifier: Apache-2.0
import type { RoundRow } from '@touchstone/dossier';
import { expect, it } from 'vitest';
import { inSpellingOfRound } from './unit-of-round.ts';

const row = (unit: string, measurand = 'Pb'): RoundRow => ({
  ...{ code: 'A-1', measurand, says: 'number', value: '0.10', unit },
  locationOf: () => ({ file: 'mine.xlsx' }),
});
const inRound = (unit: string, given: RoundRow) => inSpellingOfRound([given], [{ measurand: 'Pb', unit }])[0]?.unit;

it.each([
  ['µg/kg', 'ug/kg', 'µg/kg'],
  ['µg/kg', '微克/千克', 'µg/kg'],
  ['ug/kg', 'µg/kg', 'ug/kg'],
  ['毫克/千克', 'miligramas por quilograma', '毫克/千克'],
  ['blobs', 'blobs', 'blobs'],
  // Another unit, or none: the rules of the round say so.
  ['µg/kg', 'mg/kg', 'mg/kg'],
  ['g/100 g', '%', '%'],
  ['µg/kg', '', ''],
  ['µg/kg', 'blobs', 'blobs'],
])('a row in %s, of which the round speaks as %s', (unit, written, spelled) => {
  expect(inRound(unit, row(written))).toBe(spelled);
});

it('leaves a row of which the round does not speak', () => {
  expect(inRound('µg/kg', row('ug/kg', 'Cd'))).toBe('ug/kg');
});
