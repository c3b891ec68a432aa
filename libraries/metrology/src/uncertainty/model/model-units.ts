// SPDX-License-Identifier: Apache-2.0
import { rationalToNumber } from '@touchstone/identifiers';
import { MetrologyError } from '../../metrology-error.ts';
import {
  addDimensions,
  DIMENSION_ONE,
  type Dimension,
  equalDimensions,
  formatDimension,
  isDimensionOne,
} from '../../quantity/dimension.ts';
import { parseUnit } from '../../quantity/parse-unit.ts';
import type { Unit } from '../../quantity/unit.ts';
import { type Expression, visit } from '../expression/expression.ts';
import type { Equation } from '../expression/program.ts';

const TEMPERATURE: Dimension = [0, 0, 0, 0, 1, 0, 0];

/** Factor to coherent SI units; the zero of a temperature scale is not used. */
export function unitScale(unit: Unit): number {
  return rationalToNumber(unit.factor);
}

/**
 * dim(a + b) = dim a = dim b; exp, ln and angles take dimension one; dim(a^n) = n dim a with a constant n.
 * SI Brochure, 9th edition, 2.3.3 and 5.4.7. Returns the dimension of every equation; throws with the place of a sum
 * that adds unlike things. What numbers are fractions of (mg/kg, mL/L) is not followed through products.
 */
export function checkDimensions(
  equations: readonly Equation[],
  units: ReadonlyMap<string, Unit>,
  names: readonly string[],
): ReadonlyMap<string, Dimension> {
  requireOneTemperatureScale(equations, units);
  const dimensions = new Map(names.map((name) => [name, units.get(name)?.dimension ?? DIMENSION_ONE]));
  for (const { name, expression } of equations) {
    const found = dimensionOf(expression, dimensions);
    const declared = units.get(name)?.dimension;
    if (declared !== undefined && !equalDimensions(found, declared)) {
      throw unlike(
        expression,
        `${name} comes out in ${formatDimension(found)}, but is declared in ${units.get(name)?.text}`,
      );
    }
    dimensions.set(name, found);
  }
  return dimensions;
}

function dimensionOf(expression: Expression, named: ReadonlyMap<string, Dimension>): Dimension {
  switch (expression.kind) {
    case 'number':
      return expression.unit === undefined ? DIMENSION_ONE : parseUnit(expression.unit).dimension;
    case 'name':
      return named.get(expression.name) as Dimension;
    case 'negate':
      return dimensionOf(expression.operand, named);
    case 'call':
      return dimensionOfCall(expression, dimensionOf(expression.argument, named));
    case 'binary':
      return dimensionOfPair(expression, [dimensionOf(expression.left, named), dimensionOf(expression.right, named)]);
  }
}

function dimensionOfCall(expression: Extract<Expression, { kind: 'call' }>, argument: Dimension): Dimension {
  if (expression.name === 'abs') {
    return argument;
  }
  if (expression.name === 'sqrt') {
    return addDimensions(DIMENSION_ONE, argument, 0.5);
  }
  if (!isDimensionOne(argument)) {
    throw unlike(expression, `${expression.name} takes a plain number, not one in ${formatDimension(argument)}`);
  }
  return DIMENSION_ONE;
}

function dimensionOfPair(
  expression: Extract<Expression, { kind: 'binary' }>,
  [left, right]: readonly [Dimension, Dimension],
): Dimension {
  switch (expression.operator) {
    case '*':
      return addDimensions(left, right);
    case '/':
      return addDimensions(left, right, -1);
    case '+':
    case '-':
      if (!equalDimensions(left, right)) {
        const joint = expression.operator === '+' ? 'added to' : 'subtracted from';
        const [first, second] = expression.operator === '+' ? [left, right] : [right, left];
        throw unlike(expression, `${formatDimension(first)} is ${joint} ${formatDimension(second)}`);
      }
      return left;
    case '^': {
      if (!isDimensionOne(right)) {
        throw unlike(expression, `an exponent is a plain number, not one in ${formatDimension(right)}`);
      }
      const exponent = constantOf(expression.right);
      if (exponent === undefined && !isDimensionOne(left)) {
        throw unlike(expression, `${formatDimension(left)} is raised to a power that is no constant`);
      }
      return exponent === undefined ? DIMENSION_ONE : addDimensions(DIMENSION_ONE, left, exponent);
    }
  }
}

// Exponents of units are written 2, −1 or 1/2.
function constantOf(expression: Expression): number | undefined {
  if (expression.kind === 'number') {
    return expression.value;
  }
  if (expression.kind === 'negate') {
    const value = constantOf(expression.operand);
    return value === undefined ? undefined : -value;
  }
  if (expression.kind === 'binary' && expression.operator === '/') {
    const [above, below] = [constantOf(expression.left), constantOf(expression.right)];
    return above === undefined || below === undefined ? undefined : above / below;
  }
  return undefined;
}

// 20 °C and 293.15 K are one temperature and two numbers; a sum of both would be wrong by 273.15 and look right.
function requireOneTemperatureScale(equations: readonly Equation[], units: ReadonlyMap<string, Unit>): void {
  const scales = new Map<string, string>();
  const note = (unit: Unit) => {
    if (equalDimensions(unit.dimension, TEMPERATURE)) {
      scales.set(unit.zero === undefined ? 'K' : unit.text, unit.text);
    }
  };
  for (const unit of units.values()) {
    note(unit);
  }
  for (const { expression } of equations) {
    visit(expression, (part) => {
      if (part.kind === 'number' && part.unit !== undefined) {
        note(parseUnit(part.unit));
      }
    });
  }
  if (scales.size > 1) {
    const given = [...scales.values()].join(', ');
    throw new MetrologyError(
      'INCOMPARABLE',
      `One model takes its temperatures on one scale, not on several: ${given}`,
      {
        given,
        reason: 'temperature-scale',
      },
    );
  }
}

function unlike({ position }: Expression, what: string): MetrologyError {
  return new MetrologyError('INCOMPARABLE', `At character ${position + 1}: ${what}`, { position, reason: 'dimension' });
}
