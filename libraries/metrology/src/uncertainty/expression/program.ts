// SPDX-License-Identifier: Apache-2.0
import { elementaryFunction, type FunctionName } from './elementary-functions.ts';
import type { Expression, PairOperator } from './expression.ts';

/** One step: register target = a operation b. A power of a constant exponent has it in `exponent`. */
export type Instruction =
  | {
      readonly kind: 'binary';
      readonly operator: PairOperator;
      readonly a: number;
      readonly b: number;
      readonly target: number;
    }
  | { readonly kind: 'power'; readonly a: number; readonly exponent: number; readonly target: number }
  | { readonly kind: 'call'; readonly name: FunctionName; readonly a: number; readonly target: number };

/** A model as a list of steps over numbered registers: first the inputs, then constants, then what is computed. */
export interface Program {
  readonly inputs: readonly string[];
  readonly constants: ReadonlyMap<number, number>;
  readonly instructions: readonly Instruction[];
  readonly registers: number;
  /** Registers that hold the outputs, in their order. */
  readonly outputs: readonly number[];
}

/** One equation of a model; later ones may use the names of earlier ones. */
export interface Equation {
  readonly name: string;
  readonly expression: Expression;
}

/** What a program computes, and by how much each name and each output is to be scaled: name · scale, output / scale. */
export interface ProgramSource {
  readonly inputs: readonly string[];
  readonly equations: readonly Equation[];
  readonly outputs: readonly string[];
  readonly scales: ReadonlyMap<string, number>;
  /** What a number with a unit is multiplied by. */
  readonly unitScale: (unit: string) => number;
}

interface Builder {
  readonly constants: Map<number, number>;
  readonly registerOf: Map<string, number>;
  readonly instructions: Instruction[];
  readonly unitScale: (unit: string) => number;
  registers: number;
}

/** Steps of all equations; equal parts are computed once. Requires names that are inputs or earlier equations. */
export function compileProgram({ inputs, equations, outputs, scales, unitScale }: ProgramSource): Program {
  const builder: Builder = {
    constants: new Map(),
    registerOf: new Map(),
    instructions: [],
    unitScale,
    registers: inputs.length,
  };
  const named = new Map(inputs.map((name, register) => [name, register]));
  for (const name of inputs) {
    named.set(name, scaled(builder, named.get(name) as number, { operator: '*', scale: scales.get(name) ?? 1 }));
  }
  for (const { name, expression } of equations) {
    named.set(name, emit(builder, expression, named));
  }
  const results = outputs.map((name) =>
    scaled(builder, named.get(name) as number, { operator: '/', scale: scales.get(name) ?? 1 }),
  );
  const { constants, instructions, registers } = builder;
  return { inputs, constants, instructions, registers, outputs: results };
}

/** Values of the outputs for one set of inputs, in the order of the program's. */
export function evaluateProgram(program: Program, inputs: readonly number[]): number[] {
  const registers = startRegisters(program, inputs);
  for (const step of program.instructions) {
    registers[step.target] = evaluateStep(step, registers);
  }
  return program.outputs.map((register) => registers[register] as number);
}

/** Registers before the first step. */
export function startRegisters({ registers, constants }: Program, inputs: readonly number[]): number[] {
  const values = new Array<number>(registers).fill(0);
  inputs.forEach((value, index) => {
    values[index] = value;
  });
  for (const [register, value] of constants) {
    values[register] = value;
  }
  return values;
}

function evaluateStep(step: Instruction, registers: readonly number[]): number {
  const a = registers[step.a] as number;
  switch (step.kind) {
    case 'call':
      return elementaryFunction(step.name).value(a);
    case 'power':
      return a ** step.exponent;
    case 'binary': {
      const b = registers[step.b] as number;
      return operate(step.operator, a, b);
    }
  }
}

/** a operator b of two numbers. */
export function operate(operator: PairOperator, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '^':
      return a ** b;
    case 'atan2':
      return Math.atan2(a, b);
  }
}

function emit(builder: Builder, expression: Expression, named: ReadonlyMap<string, number>): number {
  switch (expression.kind) {
    case 'number':
      return constant(
        builder,
        expression.value * (expression.unit === undefined ? 1 : builder.unitScale(expression.unit)),
      );
    case 'name':
      return named.get(expression.name) as number;
    case 'negate':
      return binary(builder, '-', [constant(builder, 0), emit(builder, expression.operand, named)]);
    case 'call': {
      const a = emit(builder, expression.argument, named);
      return step(builder, `${expression.name} ${a}`, (target) => ({ kind: 'call', name: expression.name, a, target }));
    }
    case 'binary': {
      const a = emit(builder, expression.left, named);
      const b = emit(builder, expression.right, named);
      return binary(builder, expression.operator, [a, b]);
    }
  }
}

function binary(builder: Builder, operator: PairOperator, [a, b]: readonly [number, number]): number {
  const [left, right] = [builder.constants.get(a), builder.constants.get(b)];
  if (left !== undefined && right !== undefined) {
    return constant(builder, operate(operator, left, right));
  }
  if (operator === '^' && right !== undefined) {
    return step(builder, `power ${a} ${right}`, (target) => ({ kind: 'power', a, exponent: right, target }));
  }
  return step(builder, `${operator} ${a} ${b}`, (target) => ({ kind: 'binary', operator, a, b, target }));
}

function scaled(
  builder: Builder,
  register: number,
  by: { readonly operator: '*' | '/'; readonly scale: number },
): number {
  return by.scale === 1 ? register : binary(builder, by.operator, [register, constant(builder, by.scale)]);
}

function constant(builder: Builder, value: number): number {
  const key = `constant ${Object.is(value, -0) ? '-0' : value}`;
  const known = builder.registerOf.get(key);
  if (known !== undefined) {
    return known;
  }
  const register = builder.registers;
  builder.registers += 1;
  builder.constants.set(register, value);
  builder.registerOf.set(key, register);
  return register;
}

function step(builder: Builder, key: string, make: (target: number) => Instruction): number {
  const known = builder.registerOf.get(key);
  if (known !== undefined) {
    return known;
  }
  const target = builder.registers;
  builder.registers += 1;
  builder.instructions.push(make(target));
  builder.registerOf.set(key, target);
  return target;
}
