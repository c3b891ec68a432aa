// SPDX-License-Identifier: Apache-2.0
export {
  type IncomparableReason,
  MetrologyError,
  type MetrologyErrorCode,
  type MetrologyErrorData,
} from '../metrology-error.ts';
export {
  type Comparability,
  type ConversionOptions,
  compareQuantities,
  convertQuantity,
  requireComparable,
  unitComparability,
} from './convert.ts';
export { convertWithDensity } from './density.ts';
export type { Dimension } from './dimension.ts';
export { parseUnit, UNIT_ONE, type UnitOptions } from './parse-unit.ts';
export {
  addInUnit,
  describeQuantity,
  formatQuantity,
  negateQuantity,
  parseQuantity,
  type Quantity,
  type QuantityText,
  quantityOf,
  quantityOfRational,
  scaleQuantity,
} from './quantity.ts';
export { sameDimension, type Unit } from './unit.ts';
export { UNIT_CHARACTERS_MAX } from './unit-text.ts';
export { formatDsiUnit } from './write-d-si-unit.ts';
