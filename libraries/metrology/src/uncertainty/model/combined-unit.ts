// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import { equalDimensions, formatDimension, isDimensionOne } from '../../quantity/dimension.ts';
import { parseUnit } from '../../quantity/parse-unit.ts';
import type { Unit } from '../../quantity/unit.ts';
import type { Equation } from '../expression/program.ts';
import { checkDimensions, type Measure, measureIn } from './model-units.ts';

/** The units of what is combined, and the one that is asked for. */
export interface Combination {
  readonly units: ReadonlyMap<string, Unit>;
  readonly names: readonly string[];
  readonly wanted: string | undefined;
}

/**
 * The unit that is asked for, or that of the first quantity of the result's dimension; throws where units do not go together.
 * SI Brochure, 9th edition, 5.4.7. A plain number, such as a ratio of two, has one only where its sum says of what it is one.
 */
export function combinedUnit(equation: Equation, { units, names, wanted }: Combination): Unit | undefined {
  if (wanted !== undefined) {
    const unit = parseUnit(wanted);
    checkDimensions([equation], new Map([...units, ['', unit]]), names);
    return unit;
  }
  const { dimension, kinds } = checkDimensions([equation], units, names).get('') as Measure;
  const plain = isDimensionOne(dimension);
  const unit = [...units.values()].find((own) => {
    const measure = measureIn(own);
    return equalDimensions(measure.dimension, dimension) && (!plain || measure.kinds.join() === kinds?.join());
  });
  if (unit === undefined && !plain) {
    throw new MetrologyError(
      'BAD_UNCERTAIN_QUANTITY',
      `The combination comes out in ${formatDimension(dimension)}; say the unit it is wanted in`,
    );
  }
  return unit;
}
