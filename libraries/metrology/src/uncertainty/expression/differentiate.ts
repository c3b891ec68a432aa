// SPDX-License-Identifier: Apache-2.0
import { type Derivatives, elementaryFunction, powerDerivatives } from './elementary-functions.ts';
import { type Instruction, operate, type Program, startRegisters } from './program.ts';

/** Value of one output and its first derivative with respect to every input. */
export interface Gradient {
  readonly value: number;
  readonly partials: readonly number[];
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

/** Value and derivatives of a step of one operand. */
export function oneVariable(step: Exclude<Instruction, { kind: 'binary' }>, x: number): Derivatives {
  return step.kind === 'power' ? powerDerivatives(x, step.exponent) : elementaryFunction(step.name).derivatives(x);
}
