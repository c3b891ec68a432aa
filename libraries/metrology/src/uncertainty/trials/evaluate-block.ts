// SPDX-License-Identifier: Apache-2.0
import { elementaryFunction } from '../expression/elementary-functions.ts';
import type { Instruction, Program } from '../expression/program.ts';
import { type Loop, pairLoop, tripleLoop } from './fused-loops.ts';

/** One pass over blocks: what is read, in which order, and what is written. Made once for a run. */
export interface BlockStep {
  readonly run: Loop;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly target: number;
}

type Pair = Extract<Instruction, { kind: 'binary' }>;

/** Registers of a program as blocks of values; constants are filled in once. */
export function blockRegisters({ registers, constants }: Program, size: number): Float64Array[] {
  const blocks = Array.from({ length: registers }, () => new Float64Array(size));
  for (const [register, value] of constants) {
    blocks[register]?.fill(value);
  }
  return blocks;
}

/**
 * The passes of a program. A step whose value only the next sum, difference or product needs is made together with it: a value that
 * stays in the processor need not be written and read again. The values are those of the single steps, to the last bit.
 */
export function blockSteps({ instructions, outputs }: Program): readonly BlockStep[] {
  const uses = usesOf(instructions, outputs);
  /** Pairs that may still go into a later step, by what they write. */
  const open = new Map<number, Pair>();
  const steps = new Map<number, BlockStep>();
  for (const step of instructions) {
    if (step.kind !== 'binary') {
      steps.set(step.target, singleStep(step));
      continue;
    }
    const inner = [step.a, step.b].flatMap((register) => {
      const pair = open.get(register);
      const fused = pair === undefined || uses.get(register) !== 1 ? undefined : fuse(pair, step);
      return fused === undefined ? [] : [{ register, fused }];
    })[0];
    if (inner === undefined) {
      open.set(step.target, step);
      steps.set(step.target, { ...step, run: pairLoop(step.operator), c: step.b });
    } else {
      open.delete(inner.register);
      steps.delete(inner.register);
      steps.set(step.target, inner.fused);
    }
  }
  return [...steps.values()];
}

/** Runs every pass over whole blocks: a loop over numbers inside a loop over steps, so that no tree is walked per trial. */
export function evaluateBlock(steps: readonly BlockStep[], registers: readonly Float64Array[]): void {
  for (const { run, a, b, c, target } of steps) {
    run(
      registers[target] as Float64Array,
      registers[a] as Float64Array,
      registers[b] as Float64Array,
      registers[c] as Float64Array,
    );
  }
}

function usesOf(instructions: readonly Instruction[], outputs: readonly number[]): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  const read = instructions.flatMap((step) => (step.kind === 'binary' ? [step.a, step.b] : [step.a]));
  for (const register of [...read, ...outputs]) {
    uses.set(register, (uses.get(register) ?? 0) + 1);
  }
  return uses;
}

// Sums and products may change sides, and round alike; differences may not.
function fuse(inner: Pair, outer: Pair): BlockStep | undefined {
  const isRight = outer.b === inner.target;
  if (isRight && outer.operator === '-') return undefined;
  const run = tripleLoop(inner.operator, outer.operator);
  const c = isRight ? outer.a : outer.b;
  return run === undefined ? undefined : { run, a: inner.a, b: inner.b, c, target: outer.target };
}

function singleStep(step: Exclude<Instruction, Pair>): BlockStep {
  const { a, target } = step;
  return { run: singleLoop(step), a, b: a, c: a, target };
}

function singleLoop(step: Exclude<Instruction, Pair>): Loop {
  if (step.kind === 'power') {
    const { exponent } = step;
    if (exponent === 2) return pairLoop('*');
    return (target, a) => {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) ** exponent;
    };
  }
  const { value } = elementaryFunction(step.name);
  return (target, a) => {
    for (let i = 0; i < target.length; i += 1) target[i] = value(a[i] as number);
  };
}
