// SPDX-License-Identifier: Apache-2.0
import { rationalToNumber } from '@touchstone/identifiers';
import { type IncomparableReason, MetrologyError } from '../../metrology-error.ts';
import {
  addDimensions,
  DIMENSION_ONE,
  type Dimension,
  equalDimensions,
  formatDimension,
  isDimensionOne,
} from '../../quantity/dimension.ts';
import { parseUnit, UNIT_ONE } from '../../quantity/parse-unit.ts';
import type { Unit } from '../../quantity/unit.ts';
import { type Expression, visit } from '../expression/expression.ts';
import type { Equation } from '../expression/program.ts';

/** What an expression is in; `kinds` are absent where they are not known, as after a product. */
export interface Measure {
  readonly dimension: Dimension;
  readonly kinds?: readonly string[];
}

const TEMPERATURE: Dimension = [0, 0, 0, 0, 1, 0, 0];
const ANGLE = /^(?:rad|sr)(?:\^|$)/;

/** Factor to coherent SI units; the zero of a temperature scale is not used. */
export function unitScale(unit: Unit): number {
  return rationalToNumber(unit.factor);
}

/**
 * dim(a + b) = dim a = dim b; exp, ln and angles take dimension one; dim(a^n) = n dim a with a constant n;
 * atan2(a, b) with dim a = dim b is an angle, 1 rad = 1.
 * SI Brochure, 9th edition, 2.3.3 and 5.4.7. Returns what every equation comes out in; throws with the place of a sum
 * that adds unlike things: of other dimensions, fractions of other things (mg/kg, mL/L), other counts (CFU, MPN), as
 * `unitComparability` has it. A number written in the expression suits any of them (1 − w); what a product or quotient of
 * quantities is a fraction of is not known, since a ratio of densities makes mL/L of mg/kg; angles are plain numbers.
 */
export function checkDimensions(
  equations: readonly Equation[],
  units: ReadonlyMap<string, Unit>,
  names: readonly string[],
): ReadonlyMap<string, Measure> {
  requireOneTemperatureScale(equations, units);
  const measures = new Map<string, Measure>(names.map((name) => [name, measureIn(units.get(name) ?? UNIT_ONE)]));
  for (const { name, expression } of equations) {
    const found = measureOf(expression, measures);
    const declared = units.get(name);
    if (declared !== undefined && !equalDimensions(found.dimension, declared.dimension)) {
      throw unlike(
        expression,
        `${name} comes out in ${formatDimension(found.dimension)}, but is declared in ${declared.text}`,
      );
    }
    const kinds = declared === undefined ? found.kinds : measureIn(declared).kinds;
    requireOneKind(expression, [found.kinds, kinds], `${name} is declared as one of`);
    measures.set(name, { dimension: found.dimension, ...(kinds === undefined ? {} : { kinds }) });
  }
  return measures;
}

/** What a number in a unit is in; angles are plain numbers here. */
export function measureIn({ dimension, kinds }: Unit): Required<Measure> {
  return { dimension, kinds: kinds.filter((kind) => !ANGLE.test(kind)) };
}

function measureOf(expression: Expression, named: ReadonlyMap<string, Measure>): Measure {
  switch (expression.kind) {
    case 'number':
      return expression.unit === undefined ? { dimension: DIMENSION_ONE } : measureIn(parseUnit(expression.unit));
    case 'name':
      return named.get(expression.name) as Measure;
    case 'negate':
      return measureOf(expression.operand, named);
    case 'call': {
      const argument = measureOf(expression.argument, named);
      const dimension = dimensionOfCall(expression, argument.dimension);
      return expression.name === 'abs' ? argument : { dimension };
    }
    case 'binary': {
      const [left, right] = [measureOf(expression.left, named), measureOf(expression.right, named)];
      const dimension = dimensionOfPair(expression, [left.dimension, right.dimension]);
      const kinds = kindsOfPair(expression, [left, right]);
      return { dimension, ...(kinds === undefined ? {} : { kinds }) };
    }
  }
}

function kindsOfPair(
  expression: Extract<Expression, { kind: 'binary' }>,
  [left, right]: readonly [Measure, Measure],
): readonly string[] | undefined {
  const { operator } = expression;
  if (operator === '+' || operator === '-') {
    requireOneKind(expression, [left.kinds, right.kinds], operator === '+' ? 'is added to' : 'is reduced by');
    return left.kinds ?? right.kinds;
  }
  if (operator === 'atan2') {
    requireOneKind(expression, [left.kinds, right.kinds], 'is taken over');
    return [];
  }
  if (operator === '*' && isPlainConstant(expression.left)) return right.kinds;
  return operator !== '^' && isPlainConstant(expression.right) ? left.kinds : undefined;
}

function isPlainConstant(expression: Expression): boolean {
  let withUnit = false;
  visit(expression, (part) => {
    withUnit ||= part.kind === 'number' && part.unit !== undefined;
  });
  return !withUnit && constantOf(expression) !== undefined;
}

function requireOneKind(
  expression: Expression,
  [a, b]: readonly [readonly string[] | undefined, readonly string[] | undefined],
  joint: string,
): void {
  if (a === undefined || b === undefined || a.join() === b.join()) return;
  const [first, second] = [a, b].map((kinds) => (kinds.length === 0 ? 'a plain number' : kinds.join(', ')));
  const reason = [...a, ...b].some((kind) => kind.includes('/')) ? 'quotient-kind' : 'unit-kind';
  throw unlike(expression, `${first} ${joint} ${second}, which is something else`, reason);
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
    case 'atan2':
      if (!equalDimensions(left, right)) {
        throw unlike(
          expression,
          `atan2 takes two of one dimension, not ${formatDimension(left)} and ${formatDimension(right)}`,
        );
      }
      return DIMENSION_ONE;
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

function unlike({ position }: Expression, what: string, reason: IncomparableReason = 'dimension'): MetrologyError {
  return new MetrologyError('INCOMPARABLE', `At character ${position + 1}: ${what}`, { position, reason });
}
