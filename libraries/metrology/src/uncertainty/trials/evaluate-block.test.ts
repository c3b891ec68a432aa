// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExpression } from '../expression/parse-expression.ts';
import { compileProgram, evaluateProgram, type Program } from '../expression/program.ts';
import { blockRegisters, blockSteps, evaluateBlock } from './evaluate-block.ts';

const NAMES = ['a', 'b', 'c', 'd'];
const compile = (...texts: readonly string[]): Program => {
  const equations = texts.map((text, index) => ({ name: `y${index}`, expression: parseExpression(text, NAMES) }));
  return compileProgram({
    ...{ inputs: NAMES, equations, outputs: equations.map(({ name }) => name) },
    ...{ scales: new Map(), unitScale: () => 1 },
  });
};
const passes = (...texts: readonly string[]) => blockSteps(compile(...texts)).length;

function expectSame(program: Program, rows: readonly (readonly number[])[]): void {
  const registers = blockRegisters(program, rows.length);
  rows.forEach((row, trial) => {
    row.forEach((value, input) => {
      (registers[input] as Float64Array)[trial] = value;
    });
  });
  evaluateBlock(blockSteps(program), registers);
  rows.forEach((row, trial) => {
    const found = program.outputs.map((register) => (registers[register] as Float64Array)[trial]);
    expect(found).toEqual(evaluateProgram(program, row));
  });
}

describe('blockSteps()', () => {
  it.each([
    ['a + b + c', 1],
    ['a + b - c', 1],
    ['c + (a + b)', 1],
    ['a - b + c', 1],
    ['a - b - c', 1],
    ['c * (a + b)', 1],
    ['(a - b) * c', 1],
    ['a * b + c', 1],
    ['c + a * b', 1],
    ['a * b - c', 1],
    ['a * b * c', 1],
    // A difference does not change sides, and neither does a quotient.
    ['c - a * b', 2],
    ['c / (a + b)', 2],
    ['(a + b) / c', 2],
    ['a ^ b + c', 2],
    // Two of four values in one pass, the others in another.
    ['a + b + c + d', 2],
    // What is needed twice is made once, by itself.
    ['(a + b) * (a + b)', 2],
    ['sin(a + b) + (a + b)', 3],
    ['(a + b)^2 + c', 3],
    ['(a + b)^3', 2],
  ])('makes %s in %d passes', (text, count) => {
    expect(passes(text)).toBe(count);
    expectSame(compile(text), [
      [1.1, 2.3, 3.7, 0.2],
      [0.1, 0.7, -0.3, 5],
    ]);
  });

  it('keeps what is an output, though a later step could take it in', () => {
    const program = compile('a + b', '(a + b) * c');
    expect(blockSteps(program)).toHaveLength(2);
    expectSame(program, [[1, 2, 3, 4]]);
  });

  it('makes the gauge block of JCGM 101, 9.5 in six passes instead of ten', () => {
    const names = ['Ls', 'D', 'd1', 'd2', 'p', 'q', 'r', 's', 't'];
    const text = 'Ls + D + d1 + d2 - Ls * (p * (q + r) + s * t) - 50000000';
    const equations = [{ name: 'L', expression: parseExpression(text, names) }];
    const program = compileProgram({
      ...{ inputs: names, equations, outputs: ['L'], scales: new Map(), unitScale: () => 1 },
    });
    expect([program.instructions.length, blockSteps(program).length]).toEqual([10, 6]);
  });

  it('gives the values of single steps to the last bit, whatever the expression', () => {
    const expression = fc.letrec((tie) => ({
      node: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(...NAMES, '3', '0.1'),
        fc
          .tuple(tie('node'), fc.constantFrom('+', '-', '*', '/', '^'), tie('node'))
          .map(([left, operator, right]) => `(${left} ${operator} ${right})`),
        tie('node').map((inside) => `sin(${inside})`),
        tie('node').map((inside) => `(${inside})^2`),
        fc.tuple(tie('node'), tie('node')).map(([y, x]) => `atan2(${y}, ${x})`),
      ),
    })).node;
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const rows = fc.array(fc.tuple(value, value, value, value), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(expression, expression, rows, (first, second, given) => {
        expectSame(compile(String(first), String(second)), given);
      }),
    );
  });
});
