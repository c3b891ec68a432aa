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
export { DEFINING_CONSTANTS, type DefiningConstant } from './defining-constants.ts';
export { convertWithDensity } from './density.ts';
export type { Dimension } from './dimension.ts';
export { type PercentBeside, percentBeside } from './percent-beside.ts';
export { parseUnit, UNIT_ONE, type UnitOptions } from './parse-unit.ts';
export { type LevelValue, levelToValue, valueToLevel } from './level-scale.ts';
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
export { formatQudtUnit, parseQudtUnit, QUDT_UNITS } from './qudt/qudt-units.ts';
export { parseUcumUnit } from './ucum/parse-ucum-unit.ts';
export { formatUcumUnit } from './ucum/write-ucum-unit.ts';
export { sameDimension, type Unit } from './unit.ts';
export type { Inexactness } from './unit-table.ts';
export { UNIT_CHARACTERS_MAX } from './unit-text.ts';
export { formatDsiUnit } from './write-d-si-unit.ts';
