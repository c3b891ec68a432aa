// SPDX-License-Identifier: Apache-2.0

/** How x units on a special scale and the value v of what they measure belong together. */
export type LevelScale = 'lg' | '2lg' | 'ln' | 'ld' | '-lg' | '100tan' | 'sqrt' | 'unstated';

/** A special unit: its scale, and what v is counted in. */
export interface Level {
  readonly metric: boolean;
  readonly scale: LevelScale;
  /** v is this many of `unit` times the inverse of the scale. */
  readonly reference: string;
  readonly unit: string;
}

const level = (scale: LevelScale, unit: string, metric = true, reference = '1'): Level => ({
  metric,
  scale,
  reference,
  unit,
});

/**
 * Special units of UCUM on scales that are no ratio scales, by code; °C, °F and °Ré have a zero instead.
 * UCUM 2.2, §§21, 22, 44 and 46, tables 18, 20, 22 and 23; the retired homeopathic scales are not converted.
 */
export const UCUM_LEVELS: ReadonlyMap<string, Level> = new Map([
  ['B[SPL]', level('2lg', 'Pa', true, '0.00002')],
  ['B[V]', level('2lg', 'V')],
  ['B[mV]', level('2lg', 'mV')],
  ['B[uV]', level('2lg', 'µV')],
  ['B[10.nV]', level('2lg', 'nV', true, '10')],
  ['B[W]', level('lg', 'W')],
  ['B[kW]', level('lg', 'kW')],
  ["[p'diop]", level('100tan', 'rad', false)],
  ['%[slope]', level('100tan', '°', false)],
  ['bit_s', level('ld', '1', false)],
  ['[m/s2/Hz^(1/2)]', level('sqrt', 'm2/s4/Hz', false)],
  ...["[hp'_X]", "[hp'_C]", "[hp'_M]", "[hp'_Q]"].map((code) => [code, level('unstated', '1', false)] as const),
]);

/** The special units that have a symbol of our own, by kind. */
export const OWN_LEVELS: ReadonlyMap<string, Level> = new Map([
  ['Np', level('ln', '1')],
  ['B', level('lg', '1')],
  ['pH', level('-lg', 'mol/L', false)],
]);
