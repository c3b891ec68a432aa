// SPDX-License-Identifier: Apache-2.0
import { elementaryFunction } from '../expression/elementary-functions.ts';
import { type Instruction, operate, type Program } from '../expression/program.ts';

/** Registers of a program as blocks of values; constants are filled in once. */
export function blockRegisters({ registers, constants }: Program, size: number): Float64Array[] {
  const blocks = Array.from({ length: registers }, () => new Float64Array(size));
  for (const [register, value] of constants) {
    blocks[register]?.fill(value);
  }
  return blocks;
}

/** Runs every step over whole blocks: a loop over numbers inside a loop over steps, so that no tree is walked per trial. */
export function evaluateBlock({ instructions }: Program, registers: readonly Float64Array[]): void {
  for (const step of instructions) {
    const [a, target] = [registers[step.a] as Float64Array, registers[step.target] as Float64Array];
    if (step.kind === 'binary') {
      runBinary(step, [a, registers[step.b] as Float64Array], target);
    } else {
      runSingle(step, a, target);
    }
  }
}

function runSingle(step: Exclude<Instruction, { kind: 'binary' }>, a: Float64Array, target: Float64Array): void {
  if (step.kind === 'power') {
    const { exponent } = step;
    if (exponent === 2) {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) * (a[i] as number);
    } else {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) ** exponent;
    }
    return;
  }
  const { value } = elementaryFunction(step.name);
  for (let i = 0; i < target.length; i += 1) target[i] = value(a[i] as number);
}

type Pair = readonly [Float64Array, Float64Array];

// One loop for each operator, since a loop that chooses inside is several times slower.
function runBinary({ operator }: Extract<Instruction, { kind: 'binary' }>, [a, b]: Pair, target: Float64Array): void {
  switch (operator) {
    case '+':
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) + (b[i] as number);
      return;
    case '-':
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) - (b[i] as number);
      return;
    case '*':
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) * (b[i] as number);
      return;
    case '/':
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) / (b[i] as number);
      return;
    case '^':
    case 'atan2':
      for (let i = 0; i < target.length; i += 1) target[i] = operate(operator, a[i] as number, b[i] as number);
  }
}
