// SPDX-License-Identifier: Apache-2.0
import type { Instruction } from '../expression/program.ts';
import type { MeasurementModel } from '../model/measurement-model.ts';
import type { ModelInput } from '../model/model-input.ts';
import { connected } from './correlated-draws.ts';

/** Why trials of an output have no standard uncertainty, and perhaps no estimate, however many there are. */
export interface UndefinedMoments {
  /** `variance`: the expectation exists, the standard uncertainty does not; `expectation`: neither does. */
  readonly missing: 'variance' | 'expectation';
  /** The inputs that it follows from. */
  readonly inputs: readonly { readonly name: string; readonly degreesOfFreedom: number }[];
}

// t with ν degrees of freedom has an expectation above 1 and a variance above 2.
const VARIANCE_FROM = 2;

/** By input the power with which a value grows where that input goes far out; what does not grow is absent. */
type Growth = ReadonlyMap<number, number>;

const BOUNDED: ReadonlySet<string> = new Set(['sin', 'cos', 'atan', 'tanh', 'asin', 'acos']);
const AS_LOGARITHM: ReadonlySet<string> = new Set(['ln', 'log10']);

/**
 * E(Y) exists where g < ν and V(Y) where 2g < ν, Y growing as |x|^g with an input x that is t with ν ≤ 2; one entry per output.
 * JCGM 101:2008, 6.4.9.2: for t an expectation needs ν > 1 and the variance ν/(ν − 2) needs ν > 2. A quotient counts as a product
 * does, since a denominator may come near 0. Inputs with more degrees of freedom are taken to have every moment that is needed.
 */
export function undefinedMoments(model: MeasurementModel): readonly (UndefinedMoments | undefined)[] {
  const { inputs, program, correlations } = model;
  const growths: Growth[] = Array.from({ length: program.registers }, () => new Map());
  inputs.forEach((input, index) => {
    if (isHeavy(input)) growths[index] = new Map([[leaderOf(index, correlations), 1]]);
  });
  for (const step of program.instructions) {
    growths[step.target] = growthOf(step, growths);
  }
  return program.outputs.map((register) => {
    const growing = [...(growths[register] as Growth)].map(([index, power]) => {
      const { name, degreesOfFreedom } = inputs[index] as ModelInput;
      return { name, degreesOfFreedom, power };
    });
    const without = growing.filter(({ degreesOfFreedom, power }) => 2 * power >= degreesOfFreedom);
    if (without.length === 0) return undefined;
    const missing = without.some(({ degreesOfFreedom, power }) => power >= degreesOfFreedom)
      ? 'expectation'
      : 'variance';
    return { missing, inputs: without.map(({ name, degreesOfFreedom }) => ({ name, degreesOfFreedom })) };
  });
}

// Correlated t inputs go far out together, by one χ² for all: a product of two grows as the square of one.
function leaderOf(index: number, correlations: MeasurementModel['correlations']): number {
  return connected(index, correlations)[0] as number;
}

function isHeavy({ distribution, standardUncertainty, degreesOfFreedom }: ModelInput): boolean {
  return distribution.kind === 't' && standardUncertainty > 0 && degreesOfFreedom <= VARIANCE_FROM;
}

function growthOf(step: Instruction, growths: readonly Growth[]): Growth {
  const a = growths[step.a] as Growth;
  switch (step.kind) {
    case 'power':
      return scaled(a, Math.abs(step.exponent));
    case 'call':
      if (BOUNDED.has(step.name)) return new Map();
      if (step.name === 'abs') return a;
      if (step.name === 'sqrt') return scaled(a, 0.5);
      // A logarithm grows slower than any power, and what grows faster than any may undo it.
      return scaled(a, AS_LOGARITHM.has(step.name) ? 0 : Number.POSITIVE_INFINITY);
    case 'binary': {
      const b = growths[step.b] as Growth;
      if (step.operator === 'atan2') return new Map();
      if (step.operator === '+' || step.operator === '-') return joined(a, b, Math.max);
      return joined(a, b, step.operator === '^' ? () => Number.POSITIVE_INFINITY : (one, other) => one + other);
    }
  }
}

function scaled(growth: Growth, by: number): Growth {
  // 0 times infinite is an exponential of a logarithm, or the reverse: nothing is known, and so no moment is promised.
  return new Map(
    [...growth].map(([index, power]) => {
      const product = power * by;
      return [index, Number.isNaN(product) ? Number.POSITIVE_INFINITY : product];
    }),
  );
}

function joined(a: Growth, b: Growth, join: (one: number, other: number) => number): Growth {
  return new Map([...a.keys(), ...b.keys()].map((index) => [index, join(a.get(index) ?? 0, b.get(index) ?? 0)]));
}
