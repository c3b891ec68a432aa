// SPDX-License-Identifier: Apache-2.0
import { listRegions, listUncertainty, regions, uncertainty } from './dsi-uncertainty.ts';
import { moment, moments, number, numbers, plainText, textWords } from './leaves.ts';
import { later, one, optional, record, type RecordOf, type Shape, some, type TypeOf } from './shape.ts';
import { dsiSequence, type VariantOf } from './variants.ts';

// D-SI 2.2.1. The order of members is that of its schema.
const about = {
  label: optional('si:label', plainText),
  quantityType: optional('si:quantityTypeQUDT', plainText),
};
const constantShape = record({
  ...about,
  value: one('si:value', number),
  unit: one('si:unit', plainText),
  significantDigits: optional('si:significantDigit', plainText),
  dateTime: optional('si:dateTime', moment),
  standardUncertainty: optional('si:valueStandardMU', number),
  distribution: optional('si:distribution', plainText),
});

/** A number whose value is fixed by agreement, or taken as known. */
export type DsiConstant = TypeOf<typeof constantShape>;

export const realShape = record({
  ...about,
  value: one('si:value', number),
  unit: one('si:unit', plainText),
  significantDigits: optional('si:significantDigit', plainText),
  dateTime: optional('si:dateTime', moment),
  uncertainty: uncertainty('si:measurementUncertaintyUnivariate'),
});

/** A measured number with its unit in D-SI spelling, `\kelvin`. */
export type DsiReal = TypeOf<typeof realShape>;

// One of two: real and imaginary part, or magnitude and phase.
const parts = {
  real: optional('si:valueReal', number),
  imaginary: optional('si:valueImag', number),
  magnitude: optional('si:valueMagnitude', number),
  phase: optional('si:valuePhase', number),
};
const complexShape = record({
  ...about,
  ...parts,
  unit: one('si:unit', plainText),
  unitPhase: optional('si:unitPhase', plainText),
  dateTime: optional('si:dateTime', moment),
  ...regions(''),
});

/** A complex number: real and imaginary part, or magnitude and phase. */
export type DsiComplex = TypeOf<typeof complexShape>;

const listAbout = {
  label: optional('si:label', plainText),
  dateTime: optional('si:dateTime', moment),
  quantityType: optional('si:listQuantityTypeQUDT', plainText),
  unit: optional('si:listUnit', plainText),
};
const realInList = record({
  ...about,
  value: one('si:value', number),
  unit: optional('si:unit', plainText),
  significantDigits: optional('si:significantDigit', plainText),
  dateTime: optional('si:dateTime', moment),
  uncertainty: uncertainty('si:measurementUncertaintyUnivaraite'),
});
const realList = record({
  ...listAbout,
  significantDigits: optional('si:listsignificantDigit', plainText),
  uncertainty: uncertainty('si:listMeasurementUncertaintyUnivariate'),
  values: some('si:real', realInList),
  ...regions(''),
});
const complexInList = record({
  ...about,
  ...parts,
  unit: optional('si:unit', plainText),
  unitPhase: optional('si:unitPhase', plainText),
  dateTime: optional('si:dateTime', moment),
  ...regions(''),
});
const complexList = record({
  ...listAbout,
  unitPhase: optional('si:listUnitPhase', plainText),
  region: optional('si:listBivariateUnc', record(regions(''))),
  values: some('si:complex', complexInList),
  ...regions(''),
});

const wordsAbout = {
  labels: optional('si:labelXMLList', textWords),
  quantityTypes: optional('si:quantityTypeQUDTXMLList', textWords),
};
export const realListXMLList = record({
  ...wordsAbout,
  values: one('si:valueXMLList', numbers),
  units: one('si:unitXMLList', textWords),
  significantDigits: optional('si:significantDigitXMLList', textWords),
  dateTimes: optional('si:dateTimeXMLList', moments),
  uncertainty: listUncertainty,
  region: optional('si:measurementUncertaintyMultivariateXMLList', listRegions),
  ...regions('XMLList'),
});

/** Numbers written as words of one list; where a list has one unit, it is that of every value. */
export type DsiRealWords = TypeOf<typeof realListXMLList>;

const complexListXMLList = record({
  ...wordsAbout,
  real: optional('si:valueRealXMLList', numbers),
  imaginary: optional('si:valueImagXMLList', numbers),
  magnitude: optional('si:valueMagnitudeXMLList', numbers),
  phase: optional('si:valuePhaseXMLList', numbers),
  units: one('si:unitXMLList', textWords),
  unitPhases: optional('si:unitPhaseXMLList', textWords),
  dateTimes: optional('si:dateTimeXMLList', moments),
  region: optional('si:measurementUncertaintyBivariateXMLList', listRegions),
  regions: optional('si:measurementUncertaintyMultivariateXMLList', listRegions),
});

const listHead = { label: optional('si:label', plainText), dateTime: optional('si:dateTime', moment) };
const LISTS = { realList, realListXMLList, complexList, complexListXMLList };

/** A list of lists, of numbers and of further lists. */
export interface DsiList extends RecordOf<typeof listHead> {
  readonly entries: readonly (VariantOf<typeof LISTS> | { readonly kind: 'list'; readonly value: DsiList })[];
}

const list: Shape<DsiList> = record({
  ...listHead,
  entries: dsiSequence({ ...LISTS, list: later((): Shape<DsiList> => list) }),
});

const PLAIN = { real: realShape, complex: complexShape, constant: constantShape, ...LISTS, list };

/** The same quantity in several units; the first is the one that counts. D-SI 2.2.1, hybrid. */
const hybrid = record({ entries: dsiSequence(PLAIN) });

/** Every form in which D-SI states a quantity. */
export const DSI_VARIANTS = { ...PLAIN, hybrid };
export type DsiQuantity = VariantOf<typeof DSI_VARIANTS>;
