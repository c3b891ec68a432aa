// SPDX-License-Identifier: Apache-2.0
import { oneVariable } from './differentiate.ts';
import { powerDerivatives } from './elementary-functions.ts';
import { type Instruction, operate, type Program, startRegisters } from './program.ts';

/** Derivatives of one output with respect to every input i, beside one input j. */
export interface DerivativesAlong {
  /** f_i. */
  readonly first: readonly number[];
  /** f_ij. */
  readonly mixed: readonly number[];
  /** f_ijj. */
  readonly third: readonly number[];
}

/** Which output, and which input is j, by number. */
export interface AlongWhich {
  readonly output: number;
  readonly along: number;
}

// Coefficients of 1, t and t², of what is left when x_j is replaced by x_j + t.
type Series = readonly [number, number, number];

interface Slopes {
  readonly byA: Series;
  readonly byB: Series;
}

interface Tape {
  readonly series: readonly Series[];
  readonly slopes: readonly Slopes[];
}

const NONE: Series = [0, 0, 0];
const ONE: Series = [1, 0, 0];
const MINUS_ONE: Series = [-1, 0, 0];

/**
 * ∂f/∂xᵢ at x + t e_j as a series in t: one walk through the steps forwards and one backwards give f_i, f_ij and f_ijj for every i.
 * A. Griewank, A. Walther, Evaluating Derivatives, 2nd edition (2008), 3.2 and 13.2. So the terms of second order of n inputs take
 * n walks and not n²/2, each over what they need; exact up to rounding. What of a step does not depend on x_j is computed once.
 */
export function derivativesAlong(program: Program, inputs: readonly number[]): (of: AlongWhich) => DerivativesAlong {
  const still = walkForwards(program, inputs);
  return ({ output, along }) => {
    const { slopes } = walkForwards(program, inputs, { along, still });
    const found = walkBackwards(program, slopes, output).slice(0, inputs.length);
    const at = (power: 0 | 1 | 2) => found.map((series) => (series === undefined ? 0 : series[power]));
    return { first: at(0), mixed: at(1), third: at(2).map((coefficient) => 2 * coefficient) };
  };
}

function walkForwards(
  program: Program,
  inputs: readonly number[],
  moved?: { readonly along: number; readonly still: Tape },
): Tape {
  const series = startRegisters(program, inputs).map((value): Series => [value, 0, 0]);
  const depends = series.map((_, register) => register === moved?.along);
  if (moved !== undefined) series[moved.along] = [inputs[moved.along] as number, 1, 0];
  const slopes = program.instructions.map((step, index) => {
    const known = moved?.still.slopes[index];
    const operands: Operands = {
      a: series[step.a] as Series,
      byA: depends[step.a] === true,
      b: step.kind === 'binary' ? (series[step.b] as Series) : NONE,
      byB: step.kind === 'binary' && depends[step.b] === true,
    };
    const isMoved = operands.byA || operands.byB;
    depends[step.target] = isMoved;
    const own = isMoved || known === undefined ? slopesOf(step, operands) : known;
    series[step.target] = seriesOf(step, operands, own);
    return own;
  });
  return { series, slopes };
}

function walkBackwards(program: Program, slopes: readonly Slopes[], output: number): (Series | undefined)[] {
  const found = new Array<Series | undefined>(program.registers).fill(undefined);
  found[program.outputs[output] as number] = ONE;
  for (let index = slopes.length - 1; index >= 0; index -= 1) {
    const step = program.instructions[index] as Instruction;
    const { byA, byB } = slopes[index] as Slopes;
    const reached = found[step.target];
    if (reached !== undefined) {
      found[step.a] = add(found[step.a] ?? NONE, multiply(reached, byA));
      if (step.kind === 'binary') found[step.b] = add(found[step.b] ?? NONE, multiply(reached, byB));
    }
  }
  return found;
}

interface Operands {
  readonly a: Series;
  readonly b: Series;
  /** Whether they depend on x_j at all, also where their slope happens to be 0. */
  readonly byA: boolean;
  readonly byB: boolean;
}

// y′ = ∑ slope · operand′, by powers of t. What does not move adds nothing, also where a slope is infinite.
function seriesOf(step: Instruction, { a, b, byA, byB }: Operands, slopes: Slopes): Series {
  const value = step.kind === 'binary' ? operate(step.operator, a[0], b[0]) : oneVariable(step, a[0])[0];
  const [one, two] = byA ? movedBy(slopes.byA, a) : NONE;
  const [first, second] = byB ? movedBy(slopes.byB, b) : NONE;
  return [value, one + first, two + second];
}

function movedBy(slope: Series, operand: Series): readonly [number, number] {
  return [slope[0] * operand[1], slope[0] * operand[2] + (slope[1] * operand[1]) / 2];
}

function slopesOf(step: Instruction, operands: Operands): Slopes {
  const { a, b, byA, byB } = operands;
  if (step.kind !== 'binary') {
    return { byA: slopeOfOne(oneVariable(step, a[0]), a, byA), byB: NONE };
  }
  switch (step.operator) {
    case '+':
      return { byA: ONE, byB: ONE };
    case '-':
      return { byA: ONE, byB: MINUS_ONE };
    case '*':
      return { byA: b, byB: a };
    case '/': {
      const inverse = inverted(b, byB);
      return { byA: inverse, byB: scale(multiply(multiply(a, inverse), inverse), -1) };
    }
    case '^':
      return powerSlopes(operands);
    case 'atan2':
      return angleSlopes(a, b);
  }
}

// φ′(a(t)) = φ′ + φ″ a₁ t + (φ″ a₂ + φ‴ a₁²/2) t².
function slopeOfOne([, first, second, third]: readonly number[], a: Series, isMoved: boolean): Series {
  const [by1, by2, by3] = [first as number, second as number, third as number];
  return isMoved ? [by1, by2 * a[1], by2 * a[2] + (by3 * a[1] ** 2) / 2] : [by1, 0, 0];
}

// ∂(a^b)/∂a = b a^(b−1) and ∂(a^b)/∂b = a^b ln a; an exponent that is constant is a step of kind 'power'.
function powerSlopes({ a, b, byA, byB }: Operands): Slopes {
  const logarithm: Series = byA
    ? [Math.log(a[0]), a[1] / a[0], a[2] / a[0] - (a[1] / a[0]) ** 2 / 2]
    : [Math.log(a[0]), 0, 0];
  const value = a[0] ** b[0];
  if (!byB) {
    const slope = slopeOfOne(powerDerivatives(a[0], b[0]), a, byA);
    const [first, second] = byA ? movedBy(slope, a) : NONE;
    return { byA: slope, byB: multiply([value, first, second], logarithm) };
  }
  const exponent = multiply(b, logarithm);
  const power: Series = [value, value * exponent[1], value * (exponent[2] + exponent[1] ** 2 / 2)];
  return { byA: multiply(multiply(power, b), inverted(a, byA)), byB: multiply(power, logarithm) };
}

// x/r² and −y/r², without a square that leaves the range of doubles.
function angleSlopes(y: Series, x: Series): Slopes {
  const r = Math.hypot(y[0], x[0]);
  const [up, along] = [scale(y, 1 / r), scale(x, 1 / r)];
  const inverse = inverted(add(multiply(up, up), multiply(along, along)), true);
  return { byA: scale(multiply(along, inverse), 1 / r), byB: scale(multiply(up, inverse), -1 / r) };
}

function inverted([b0, b1, b2]: Series, isMoved: boolean): Series {
  return isMoved ? [1 / b0, -b1 / b0 / b0, ((b1 / b0) * b1 - b2) / b0 / b0] : [1 / b0, 0, 0];
}

function multiply(a: Series, b: Series): Series {
  return [a[0] * b[0], a[0] * b[1] + a[1] * b[0], a[0] * b[2] + a[1] * b[1] + a[2] * b[0]];
}

function add(a: Series, b: Series): Series {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function scale(a: Series, by: number): Series {
  return [a[0] * by, a[1] * by, a[2] * by];
}
