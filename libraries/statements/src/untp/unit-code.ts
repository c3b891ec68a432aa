// SPDX-License-Identifier: Apache-2.0
import { parseUnit } from '@touchstone/metrology/quantity';

/**
 * Common code and symbol of the units that results, lots and calibrations are stated in.
 * UN/ECE Recommendation 20, revision 14e (2020), annexes II and III, read in github.com/datasets/unece-units-of-measure
 * at f6427eb, data/units-of-measure.csv. Withdrawn codes (GK, gram per kilogram, among them) are left out, and so is 59
 * (ppm), which does not say of what; there is no code for becquerel per litre.
 */
const CODES: readonly (readonly [code: string, symbol: string])[] = [
  ['C62', '1'],
  ['P1', '%'],
  ['KGM', 'kg'],
  ['GRM', 'g'],
  ['MGM', 'mg'],
  ['MC', 'µg'],
  ['TNE', 't'],
  ['LTR', 'L'],
  ['DLT', 'dL'],
  ['CLT', 'cL'],
  ['MLT', 'mL'],
  ['4G', 'µL'],
  ['MTQ', 'm3'],
  ['DMQ', 'dm3'],
  ['CMQ', 'cm3'],
  ['KMT', 'km'],
  ['MTR', 'm'],
  ['CMT', 'cm'],
  ['MMT', 'mm'],
  ['4H', 'µm'],
  ['C45', 'nm'],
  ['MTK', 'm2'],
  ['CMK', 'cm2'],
  ['MMK', 'mm2'],
  ['NA', 'mg/kg'],
  ['J33', 'µg/kg'],
  ['L32', 'ng/kg'],
  ['H64', 'mg/g'],
  ['KX', 'mL/kg'],
  ['GL', 'g/L'],
  ['M1', 'mg/L'],
  ['H29', 'µg/L'],
  ['GJ', 'g/mL'],
  ['L19', 'mL/L'],
  ['KMQ', 'kg/m3'],
  ['A93', 'g/m3'],
  ['GP', 'mg/m3'],
  ['GQ', 'µg/m3'],
  ['H65', 'mL/m3'],
  ['BQL', 'Bq'],
  ['2Q', 'kBq'],
  ['4N', 'MBq'],
  ['A18', 'Bq/kg'],
  ['B25', 'kBq/kg'],
  ['B67', 'MBq/kg'],
  ['A19', 'Bq/m3'],
  ['C34', 'mol'],
  ['C18', 'mmol'],
  ['C19', 'mol/kg'],
  ['D87', 'mmol/kg'],
  ['C38', 'mol/L'],
  ['M33', 'mmol/L'],
  ['C36', 'mol/m3'],
  ['SEC', 's'],
  ['MIN', 'min'],
  ['HUR', 'h'],
  ['DAY', 'd'],
  ['KEL', 'K'],
  ['CEL', '°C'],
  ['PAL', 'Pa'],
  ['A97', 'hPa'],
  ['KPA', 'kPa'],
  ['MPA', 'MPa'],
  ['BAR', 'bar'],
  ['NEW', 'N'],
  ['B47', 'kN'],
  ['JOU', 'J'],
  ['KJO', 'kJ'],
  ['B42', 'kJ/kg'],
  ['WTT', 'W'],
  ['KWT', 'kW'],
  ['VLT', 'V'],
  ['2Z', 'mV'],
  ['D82', 'µV'],
  ['AMP', 'A'],
  ['4K', 'mA'],
  ['B84', 'µA'],
  ['HTZ', 'Hz'],
  ['KHZ', 'kHz'],
  ['MHZ', 'MHz'],
  ['CDL', 'cd'],
  ['LUM', 'lm'],
  ['LUX', 'lx'],
];

const SYMBOL_BY_CODE: ReadonlyMap<string, string> = new Map(CODES);
const CODE_BY_UNIT: ReadonlyMap<string, string> = new Map(
  CODES.map(([code, symbol]) => [parseUnit(symbol).text, code]),
);

/** The unit that a common code stands for, in our spelling; undefined for a code that is not known here. */
export function unitOfCode(code: string): string | undefined {
  return SYMBOL_BY_CODE.get(code);
}

/** The common code of a unit however spelled; undefined when there is none, or when the text is no unit. */
export function codeOfUnit(unit: string): string | undefined {
  try {
    return CODE_BY_UNIT.get(parseUnit(unit).text);
  } catch {
    return undefined;
  }
}
