// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MetrologyError } from '../../metrology-error.ts';
import { gradients } from './differentiate.ts';
import { ELEMENTARY_FUNCTIONS } from './elementary-functions.ts';
import { namesIn } from './expression.ts';
import { parseExpression } from './parse-expression.ts';
import { compileProgram, evaluateProgram } from './program.ts';
import { derivativesAlong } from './second-derivatives.ts';

const compile = (text: string, inputs: readonly string[]) =>
  compileProgram({
    inputs,
    equations: [{ name: 'y', expression: parseExpression(text, inputs) }],
    outputs: ['y'],
    scales: new Map(),
    unitScale: () => 1,
  });
const evaluate = (text: string, inputs: Record<string, number> = {}) =>
  evaluateProgram(compile(text, Object.keys(inputs)), Object.values(inputs))[0];
const refusal = (text: unknown, names: readonly string[] = ['x']) => {
  try {
    parseExpression(text, names);
    return undefined;
  } catch (error) {
    return error instanceof MetrologyError ? [error.code, error.data.position] : error;
  }
};

describe('parseExpression()', () => {
  it.each([
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['2^3^2', 512],
    ['-2^2', -4],
    ['2**-1', 0.5],
    ['6 / 3 / 2', 1],
    ['5 − 3 · 2', -1],
    ['4 ÷ 2 × 3', 6],
    ['+3', 3],
    ['2.5e-3', 0.0025],
    ['cos(pi)', -1],
    ['sqrt(16) + abs(-2)', 6],
    ['ln(exp(3)) + log10(1000)', 6],
    ['atan2(1, 1)', Math.PI / 4],
    ['atan2(-1 + 0, -(2 - 1)) * 4 / pi', -3],
    ['2 * atan2(3 - 2, 0)', Math.PI],
  ])('reads %s', (text, expected) => {
    expect(evaluate(text)).toBeCloseTo(expected, 14);
  });

  it('reads names in any script', () => {
    expect(evaluate('温度_1 * λ', { 温度_1: 2, λ: 3 })).toBe(6);
    expect([...namesIn(parseExpression('b + a * b', ['a', 'b']))]).toEqual([
      ['b', 0],
      ['a', 4],
    ]);
  });

  it.each<[string, unknown, string, number | undefined]>([
    ['an unknown name', '2 * y', 'UNKNOWN_NAME', 4],
    ['an unknown function', 'eval(x)', 'UNKNOWN_NAME', 0],
    ['a name of JavaScript', 'constructor', 'UNKNOWN_NAME', 0],
    ['a function of JavaScript', 'toString(x)', 'UNKNOWN_NAME', 0],
    ['nothing', '', 'BAD_EXPRESSION', 0],
    ['an operator too many', 'x * / 2', 'BAD_EXPRESSION', 4],
    ['a closing parenthesis too many', 'x)', 'BAD_EXPRESSION', 1],
    ['a closing parenthesis too early', ')', 'BAD_EXPRESSION', 0],
    ['a parenthesis that does not close', '(x', 'BAD_EXPRESSION', 2],
    ['a call that does not close', 'ln(x', 'BAD_EXPRESSION', 4],
    ['two arguments', 'ln(x, 2)', 'BAD_EXPRESSION', 4],
    ['one argument where there are two', 'atan2(x)', 'BAD_EXPRESSION', 7],
    ['three arguments where there are two', 'atan2(x, x, x)', 'BAD_EXPRESSION', 10],
    ['a pair that does not close', 'atan2(x, x', 'BAD_EXPRESSION', 10],
    ['no second argument', 'atan2(x, )', 'BAD_EXPRESSION', 9],
    ['a comma outside', 'x, 2', 'BAD_EXPRESSION', 1],
    ['a function of two without arguments', 'atan2', 'UNKNOWN_NAME', 0],
    ['two names side by side', 'x x', 'BAD_EXPRESSION', 2],
    ['two numbers side by side', '2 3', 'BAD_EXPRESSION', 2],
    ['a number beside a parenthesis', '2 (x)', 'BAD_EXPRESSION', 2],
    ['a foreign sign', 'x & 2', 'BAD_EXPRESSION', 2],
    ['a face', 'x + 😀', 'BAD_EXPRESSION', 4],
    ['a number beyond doubles', '1e999', 'BAD_EXPRESSION', 0],
    ['no text', 7, 'BAD_EXPRESSION', undefined],
    ['too much text', 'x'.repeat(10_001), 'BAD_EXPRESSION', undefined],
    ['too deep a nest', `${'('.repeat(200)}x${')'.repeat(200)}`, 'BAD_EXPRESSION', 101],
    ['too many signs', `${'-'.repeat(5_000)}x`, 'BAD_EXPRESSION', 101],
    ['too many parts', new Array(3_000).fill('x').join('+'), 'BAD_EXPRESSION', 2000],
  ])('refuses %s and says where', (_, text, code, position) => {
    const [got, at] = refusal(text) as [string, number | undefined];
    expect(got).toBe(code);
    expect(position === undefined || typeof at === 'number').toBe(true);
    expect(code === 'BAD_EXPRESSION' && position !== undefined && position > 100 ? true : at === position).toBe(true);
  });

  it('names what is known', () => {
    expect(() => parseExpression('z', ['alpha', 'beta'])).toThrow(/alpha, beta, pi/);
  });

  it('never does anything but answer or refuse', () => {
    const word = fc.constantFrom(
      'x',
      '1',
      '+',
      '-',
      '*',
      '/',
      '^',
      '(',
      ')',
      'ln',
      ' ',
      '[m]',
      '2e3',
      '·',
      'e',
      'atan2',
      ',',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 30 }), (words) => {
        const code = refusal(words.join(''));
        expect(code === undefined || Array.isArray(code)).toBe(true);
      }),
    );
  });
});

describe('differentiation', () => {
  // Points inside the domain of every function.
  const POINT = 0.37;
  const central = (f: (x: number) => number, h: number) => (f(POINT + h) - f(POINT - h)) / (2 * h);

  it.each([...ELEMENTARY_FUNCTIONS])('knows three derivatives of %s', (_, { value, derivatives }) => {
    const [at, first, second, third] = derivatives(POINT);
    expect(at).toBe(value(POINT));
    expect(first).toBeCloseTo(central(value, 1e-5), 8);
    expect(second).toBeCloseTo(
      central((x) => derivatives(x)[1], 1e-5),
      6,
    );
    expect(third).toBeCloseTo(
      central((x) => derivatives(x)[2], 1e-5),
      5,
    );
  });

  it.each([
    'a + b * c',
    'a / b - c',
    'a^b * c^2',
    'exp(a * b) / (1 + c)',
    'ln(a) * sqrt(b) - -c^-1.5',
    '2^a + tan(b * c)',
    'a * (b + a * (c + a * b))',
    'atan2(a * b, c - a)',
    'atan2(-a, -b * c) * c^2',
    'atan2(a^2, a + b)',
  ])('agrees with differences: %s', (text) => {
    const names = ['a', 'b', 'c'];
    const program = compile(text, names);
    const at = [1.3, 0.7, 0.4];
    const shifted = (i: number, h: number) => at.map((value, index) => (index === i ? value + h : value));
    const slope = (point: readonly number[], i: number) => gradients(program, point)[0]?.partials[i] as number;
    names.forEach((_, i) => {
      const difference =
        (evaluateProgram(program, shifted(i, 1e-6))[0] as number) -
        (evaluateProgram(program, shifted(i, -1e-6))[0] as number);
      expect(slope(at, i)).toBeCloseTo(difference / 2e-6, 7);
      names.forEach((_unused, j) => {
        const { first, mixed: seconds, third: thirds } = derivativesAlong(program, at)({ output: 0, along: j });
        const [ij, ijj] = [seconds[i] as number, thirds[i] as number];
        const mixed = (h: number) => (slope(shifted(j, h), i) - slope(shifted(j, -h), i)) / (2 * h);
        const third = (point: number) =>
          (slope(shifted(j, 1e-3), point) - 2 * slope(at, point) + slope(shifted(j, -1e-3), point)) / 1e-6;
        expect(ij).toBeCloseTo(mixed(1e-5), 5);
        expect(Math.abs(ijj - third(i))).toBeLessThan(1e-3 * Math.max(1, Math.abs(ijj)));
        expect(first[i]).toBeCloseTo(slope(at, i), 12);
      });
    });
  });

  it('knows the angle in every quadrant, far out too, and none at the origin', () => {
    const program = compile('atan2(y, x)', ['y', 'x']);
    for (const [y, x] of [
      [1, 2],
      [1, -2],
      [-1, -2],
      [-1, 2],
    ] as const) {
      const [found] = gradients(program, [y, x]);
      expect(found).toEqual({
        value: Math.atan2(y, x),
        partials: [expect.closeTo(x / 5, 15), expect.closeTo(-y / 5, 15)],
      });
      // θ_xy = (y² − x²)/r⁴, θ_xxy = 2x(x² − 3y²)/r⁶.
      const { mixed, third } = derivativesAlong(program, [y, x])({ output: 0, along: 1 });
      expect([mixed[0], third[0]]).toEqual([
        expect.closeTo((1 - 4) / 25, 14),
        expect.closeTo((2 * x * (4 - 3)) / 125, 14),
      ]);
    }
    expect(gradients(program, [3e200, 4e200])[0]?.partials[0]).toBeCloseTo(0, 14);
    expect((gradients(program, [3e200, 4e200])[0]?.partials[0] as number) * 1e200).toBeCloseTo(0.16, 14);
    expect(gradients(program, [0, 0])[0]?.partials.every(Number.isNaN)).toBe(true);
  });

  it('leaves alone what does not depend on an input', () => {
    // The slope of sqrt at 0 is infinite, but x does not enter it.
    expect(gradients(compile('x + sqrt(z)', ['x', 'z']), [1, 0])[0]?.partials[0]).toBe(1);
    expect(derivativesAlong(compile('x^2', ['x']), [0])({ output: 0, along: 0 }).mixed).toEqual([2]);
    // Neither does the second derivative of y^1.5 at 0, which is infinite, enter what x and z do together.
    const beside = derivativesAlong(compile('x * z + y^1.5', ['x', 'y', 'z']), [1, 0, 2])({ output: 0, along: 0 });
    expect([beside.mixed[2], beside.third[2]]).toEqual([1, 0]);
    // A negative base takes an exponent that has no uncertainty: (−2)^n, n = 3.
    const power = derivativesAlong(compile('x^n', ['x', 'n']), [-2, 3])({ output: 0, along: 0 });
    expect([power.first[0], power.mixed[0], power.third[0]]).toEqual([12, -12, 6]);
    expect(Number.isNaN(gradients(compile('abs(x)', ['x']), [0])[0]?.partials[0])).toBe(true);
    expect(gradients(compile('abs(x)', ['x']), [-2])[0]?.partials[0]).toBe(-1);
  });

  it('computes equal parts once', () => {
    expect(compile('sin(a*b) + sin(a*b)^2', ['a', 'b']).instructions).toHaveLength(4);
    expect(compile('2 * pi / 4 + 1', []).instructions).toHaveLength(0);
    expect(evaluate('1 / (0 * -1)')).toBe(Number.NEGATIVE_INFINITY);
  });
});
