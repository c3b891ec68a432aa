// SPDX-License-Identifier: Apache-2.0
import { type Derivatives, elementaryFunction, powerDerivatives } from './elementary-functions.ts';
import { type Instruction, operate, type Program, startRegisters } from './program.ts';

/** Value of one output and its first derivative with respect to every input. */
export interface Gradient {
  readonly value: number;
  readonly partials: readonly number[];
}

/** Partial derivatives of one output with respect to two inputs i and j, up to the third. */
export interface PairDerivatives {
  readonly ij: number;
  readonly iij: number;
  readonly ijj: number;
}

/**
 * ∂f/∂xᵢ of every output by forward differentiation, exact up to rounding: no step, no formula.
 * JCGM 100:2008, 5.1.3, the sensitivity coefficients; R. E. Wengert, Communications of the ACM 7 (1964) 463.
 */
export function gradients(program: Program, inputs: readonly number[]): readonly Gradient[] {
  const values = startRegisters(program, inputs);
  const partials = values.map((_, register) => {
    const row = new Float64Array(inputs.length);
    if (register < inputs.length) {
      row[register] = 1;
    }
    return row;
  });
  const depends = partials.map((row) => Uint8Array.from(row));
  for (const step of program.instructions) {
    const { value, byA, byB, b } = localSlopes(step, values);
    values[step.target] = value;
    const target = partials[step.target] as Float64Array;
    const enters = depends[step.target] as Uint8Array;
    for (const [register, slope] of [
      [step.a, byA],
      [b, byB],
    ] as const) {
      const by = depends[register] as Uint8Array;
      addScaled(target, { row: partials[register] as Float64Array, depends: by }, slope);
      by.forEach((does, index) => {
        if (does === 1) enters[index] = 1;
      });
    }
  }
  return program.outputs.map((register) => ({
    value: values[register] as number,
    partials: [...(partials[register] as Float64Array)],
  }));
}

/**
 * f_ij, f_iij and f_ijj of one output from power series in the two inputs, cut off after the third degree.
 * JCGM 100:2008, 5.1.2, note: what the terms of higher order are made of. i may equal j.
 */
export function pairDerivatives(program: Program, inputs: readonly number[], of: PairOf): PairDerivatives {
  const values = startRegisters(program, inputs);
  const series: Series[] = values.map((value) => constantSeries(value));
  const same = of.i === of.j;
  const depends = values.map((_, register) => register === of.i || register === of.j);
  (series[of.i] as Float64Array)[X] = 1;
  (series[of.j] as Float64Array)[same ? X : Y] = 1;
  for (const step of program.instructions) {
    series[step.target] = seriesOf(step, series, depends);
    depends[step.target] = (depends[step.a] || (step.kind === 'binary' && depends[step.b])) === true;
  }
  const result = series[program.outputs[of.output] as number] as Series;
  const at = (index: number) => result[index] as number;
  // A coefficient of the series is the derivative over the factorials of its powers.
  return same
    ? { ij: 2 * at(XX), iij: 6 * at(XXX), ijj: 6 * at(XXX) }
    : { ij: at(XY), iij: 2 * at(XXY), ijj: 2 * at(XYY) };
}

/** Which output and which two inputs, by number. */
export interface PairOf {
  readonly output: number;
  readonly i: number;
  readonly j: number;
}

interface LocalSlopes {
  readonly value: number;
  readonly byA: number;
  readonly byB: number;
  readonly b: number;
}

function localSlopes(step: Instruction, values: readonly number[]): LocalSlopes {
  const a = values[step.a] as number;
  if (step.kind !== 'binary') {
    const [value, first] = oneVariable(step, a);
    return { value, byA: first, byB: 0, b: step.a };
  }
  const b = values[step.b] as number;
  const value = operate(step.operator, a, b);
  switch (step.operator) {
    case '+':
      return { value, byA: 1, byB: 1, b: step.b };
    case '-':
      return { value, byA: 1, byB: -1, b: step.b };
    case '*':
      return { value, byA: b, byB: a, b: step.b };
    case '/':
      return { value, byA: 1 / b, byB: -value / b, b: step.b };
    case '^':
      return { value, byA: b * a ** (b - 1), byB: value * Math.log(a), b: step.b };
    case 'atan2': {
      // ∂/∂y = x/r² and ∂/∂x = −y/r², without a square that leaves the range of doubles; none at the origin.
      const r = Math.hypot(a, b);
      return { value, byA: b / r / r, byB: -a / r / r, b: step.b };
    }
  }
}

interface Partials {
  readonly row: Float64Array;
  /** 1 for each input that enters at all, also where its slope happens to be 0. */
  readonly depends: Uint8Array;
}

function addScaled(target: Float64Array, { row, depends }: Partials, factor: number): void {
  for (let index = 0; index < row.length; index += 1) {
    target[index] = (target[index] as number) + times(factor, row[index] as number, depends[index] === 1);
  }
}

/**
 * What does not depend on an input does not, even where the slope is infinite. What depends on it with a slope of 0 there has no
 * slope behind an infinite one: 0·∞ is NaN, as for a modulus √(a² + b²) at 0.
 */
function times(factor: number, term: number, isDependent: boolean): number {
  return term === 0 && (!isDependent || Number.isFinite(factor)) ? 0 : factor * term;
}

function oneVariable(step: Exclude<Instruction, { kind: 'binary' }>, x: number): Derivatives {
  return step.kind === 'power' ? powerDerivatives(x, step.exponent) : elementaryFunction(step.name).derivatives(x);
}

// Coefficients of 1, x, y, x², xy, y², x³, x²y, xy², y³.
type Series = Float64Array;
const [X, Y, XX, XY, XXX, XXY, XYY] = [1, 2, 3, 4, 6, 7, 8] as const;
const POWERS = [
  [0, 0],
  [1, 0],
  [0, 1],
  [2, 0],
  [1, 1],
  [0, 2],
  [3, 0],
  [2, 1],
  [1, 2],
  [0, 3],
] as const;

// Which two coefficients make which third one.
const PRODUCTS: readonly (readonly [a: number, b: number, target: number])[] = POWERS.flatMap(([ax, ay], a) =>
  POWERS.flatMap(([bx, by], b) => {
    const target = POWERS.findIndex(([x, y]) => x === ax + bx && y === ay + by);
    return target < 0 ? [] : [[a, b, target] as const];
  }),
);

function seriesOf(step: Instruction, series: readonly Series[], depends: readonly boolean[]): Series {
  const a = series[step.a] as Series;
  const byA = depends[step.a] === true;
  if (step.kind !== 'binary') {
    return compose(oneVariable(step, a[0] as number), a, byA);
  }
  const b = series[step.b] as Series;
  const byB = depends[step.b] === true;
  switch (step.operator) {
    case '+':
      return a.map((value, index) => value + (b[index] as number));
    case '-':
      return a.map((value, index) => value - (b[index] as number));
    case '*':
      return multiply(a, b);
    case '/':
      return multiply(a, compose(powerDerivatives(b[0] as number, -1), b, byB));
    case '^': {
      // a^b = e^(b ln a); an exponent that is constant is a step of kind 'power'.
      const exponent = multiply(b, compose(elementaryFunction('ln').derivatives(a[0] as number), a, byA));
      return compose(elementaryFunction('exp').derivatives(exponent[0] as number), exponent, byA || byB);
    }
    case 'atan2':
      return angleSeries(a, b);
  }
}

// θ₀ + atan of the angle turned from (x₀, y₀), whose tangent is (y x₀ − x y₀)/(x x₀ + y y₀); here with x₀ and y₀ over r.
function angleSeries(y: Series, x: Series): Series {
  const [y0, x0] = [y[0] as number, x[0] as number];
  const r = Math.hypot(y0, x0);
  const [sine, cosine] = [y0 / r, x0 / r];
  const across = y.map((value, index) => (index === 0 ? 0 : value * cosine - (x[index] as number) * sine));
  const along = y.map((value, index) => (index === 0 ? r : value * sine + (x[index] as number) * cosine));
  const tangent = multiply(across, compose(powerDerivatives(r, -1), along, true));
  return compose([Math.atan2(y0, x0), 1, 0, -2], tangent, true);
}

// f(a₀ + h) = f + f′h + f″h²/2 + f‴h³/6, h without a constant term.
function compose([value, first, second, third]: Derivatives, a: Series, isDependent: boolean): Series {
  const h = a.slice();
  h[0] = 0;
  const square = multiply(h, h);
  const cube = multiply(square, h);
  return h.map((linear, index) => {
    if (index === 0) return value;
    const term = (factor: number, power: number) => times(factor, power, isDependent);
    return term(first, linear) + term(second / 2, square[index] as number) + term(third / 6, cube[index] as number);
  });
}

function multiply(a: Series, b: Series): Series {
  const product = new Float64Array(POWERS.length);
  for (const [i, j, target] of PRODUCTS) {
    product[target] = (product[target] as number) + (a[i] as number) * (b[j] as number);
  }
  return product;
}

function constantSeries(value: number): Series {
  const series = new Float64Array(POWERS.length);
  series[0] = value;
  return series;
}
