// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import type { Expression } from '../expression/expression.ts';

/** A value as expressions of its parts; one without an imaginary part is real. */
export interface Parts {
  readonly re: string;
  readonly im?: string;
}

interface Complex {
  readonly re: string;
  readonly im: string;
}

/** What names mean, and where what is computed on the way is put. */
export interface PartsContext {
  readonly named: ReadonlyMap<string, Parts>;
  /** Names the value of an expression and gives that name, so that nothing is written twice. */
  readonly define: (expression: string) => string;
}

/** Functions that only complex models have. */
export const COMPLEX_FUNCTIONS: readonly string[] = ['re', 'im', 'conj', 'arg'];

/** The imaginary unit. */
export const IMAGINARY_UNIT = 'i';

const POWER_MAX = 64;

/**
 * Real and imaginary part of an expression, each as an expression of the parts of its quantities.
 * NIST Digital Library of Mathematical Functions, 1.9, 4.2, 4.21 and 4.35, principal values. Throws with the place of what has no parts.
 */
export function partsOf(expression: Expression, context: PartsContext): Parts {
  const { define } = context;
  switch (expression.kind) {
    case 'number': {
      const { value, unit } = expression;
      return { re: unit === undefined ? String(value) : `${value} [${unit}]` };
    }
    case 'name':
      return context.named.get(expression.name) as Parts;
    case 'negate': {
      const { re, im } = partsOf(expression.operand, context);
      return im === undefined ? { re: define(`-${re}`) } : { re: define(`-${re}`), im: define(`-${im}`) };
    }
    case 'call':
      return partsOfCall(expression, context);
    case 'binary':
      return partsOfBinary(expression, context);
  }
}

function partsOfBinary(expression: Extract<Expression, { kind: 'binary' }>, context: PartsContext): Parts {
  const { operator, position } = expression;
  const { define } = context;
  const a = partsOf(expression.left, context);
  switch (operator) {
    case '+':
    case '-': {
      const b = partsOf(expression.right, context);
      const re = define(`${a.re} ${operator} ${b.re}`);
      if (b.im === undefined) return { re, ...(a.im === undefined ? {} : { im: a.im }) };
      return {
        re,
        im: define(a.im === undefined ? `${operator === '-' ? '-' : ''}${b.im}` : `${a.im} ${operator} ${b.im}`),
      };
    }
    case '*':
      return product(a, partsOf(expression.right, context), define);
    case '/':
      return quotient(a, partsOf(expression.right, context), define);
    case '^':
      return power(a, expression, context);
    case 'atan2': {
      const b = partsOf(expression.right, context);
      if (a.im !== undefined || b.im !== undefined) throw noParts(position, 'atan2 takes real numbers; write arg(z)');
      return { re: define(`atan2(${a.re}, ${b.re})`) };
    }
  }
}

function product(a: Parts, b: Parts, define: PartsContext['define']): Parts {
  if (a.im === undefined) {
    const re = define(`${a.re} * ${b.re}`);
    return b.im === undefined ? { re } : { re, im: define(`${a.re} * ${b.im}`) };
  }
  if (b.im === undefined) return product(b, a, define);
  return {
    re: define(`${a.re} * ${b.re} - ${a.im} * ${b.im}`),
    im: define(`${a.re} * ${b.im} + ${a.im} * ${b.re}`),
  };
}

function quotient(a: Parts, b: Parts, define: PartsContext['define']): Parts {
  if (b.im === undefined) {
    const re = define(`${a.re} / ${b.re}`);
    return a.im === undefined ? { re } : { re, im: define(`${a.im} / ${b.re}`) };
  }
  const square = define(`${b.re}^2 + ${b.im}^2`);
  const { re, im } = product(a, { re: b.re, im: define(`-${b.im}`) }, define) as Complex;
  return { re: define(`${re} / ${square}`), im: define(`${im} / ${square}`) };
}

// z^n by squares; a real base takes any real exponent.
function power(a: Parts, { right, position }: Extract<Expression, { kind: 'binary' }>, context: PartsContext): Parts {
  const { define } = context;
  const exponent = wholeNumber(right);
  if (a.im === undefined) {
    const b = partsOf(right, context);
    if (b.im !== undefined) throw noParts(position, 'an exponent is real; write exp(w * ln(z))');
    return { re: define(exponent === undefined ? `${a.re}^${b.re}` : `${a.re}^(${exponent})`) };
  }
  if (exponent === undefined || Math.abs(exponent) > POWER_MAX) {
    throw noParts(
      position,
      `the exponent of a complex number is a whole number up to ${POWER_MAX}; write exp(w * ln(z))`,
    );
  }
  let result: Parts | undefined;
  let square: Parts = a;
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = result === undefined ? square : product(result, square, define);
    if (rest > 1) square = product(square, square, define);
  }
  if (result === undefined) return { re: '1' };
  return exponent < 0 ? quotient({ re: '1' }, result, define) : result;
}

function wholeNumber(expression: Expression): number | undefined {
  if (expression.kind === 'negate') {
    const value = wholeNumber(expression.operand);
    return value === undefined ? undefined : -value;
  }
  return expression.kind === 'number' && expression.unit === undefined && Number.isInteger(expression.value)
    ? expression.value
    : undefined;
}

function partsOfCall(
  { name, argument, position }: Extract<Expression, { kind: 'call' }>,
  context: PartsContext,
): Parts {
  const { define } = context;
  const z = partsOf(argument, context);
  // Names that only complex models have come through the same parser.
  switch (name as string) {
    case 're':
      return { re: z.re };
    case 'im':
      return { re: z.im ?? define(`0 * ${z.re}`) };
    case 'conj':
      return z.im === undefined ? z : { re: z.re, im: define(`-${z.im}`) };
    case 'arg':
      return { re: define(`atan2(${z.im ?? `0 * ${z.re}`}, ${z.re})`) };
  }
  if (z.im === undefined) return { re: define(`${name}(${z.re})`) };
  const { re, im } = z as Complex;
  const both = (first: string, second: string): Complex => ({ re: define(first), im: define(second) });
  switch (name) {
    case 'abs':
      return { re: define(`sqrt(${re}^2 + ${im}^2)`) };
    case 'exp':
      return both(`exp(${re}) * cos(${im})`, `exp(${re}) * sin(${im})`);
    case 'ln':
      return both(`ln(${re}^2 + ${im}^2) / 2`, `atan2(${im}, ${re})`);
    case 'log10':
      return both(`log10(${re}^2 + ${im}^2) / 2`, `atan2(${im}, ${re}) / ln(10)`);
    case 'sqrt': {
      const half = define(`atan2(${im}, ${re}) / 2`);
      const root = define(`sqrt(sqrt(${re}^2 + ${im}^2))`);
      return both(`${root} * cos(${half})`, `${root} * sin(${half})`);
    }
    case 'sin':
      return both(`sin(${re}) * cosh(${im})`, `cos(${re}) * sinh(${im})`);
    case 'cos':
      return both(`cos(${re}) * cosh(${im})`, `-sin(${re}) * sinh(${im})`);
    case 'sinh':
      return both(`sinh(${re}) * cos(${im})`, `cosh(${re}) * sin(${im})`);
    case 'cosh':
      return both(`cosh(${re}) * cos(${im})`, `sinh(${re}) * sin(${im})`);
    // DLMF 4.21.39 and 4.35.37.
    case 'tan': {
      const below = define(`cos(2 * ${re}) + cosh(2 * ${im})`);
      return both(`sin(2 * ${re}) / ${below}`, `sinh(2 * ${im}) / ${below}`);
    }
    case 'tanh': {
      const below = define(`cosh(2 * ${re}) + cos(2 * ${im})`);
      return both(`sinh(2 * ${re}) / ${below}`, `sin(2 * ${im}) / ${below}`);
    }
    case 'asin':
    case 'acos':
    case 'atan':
      throw noParts(position, `${name} takes a real number`);
  }
}

function noParts(position: number, what: string): MetrologyError {
  return new MetrologyError('BAD_EXPRESSION', `At character ${position + 1}: ${what}`, { position });
}
