// SPDX-License-Identifier: Apache-2.0

/** Value and first three derivatives of a function of one variable. */
export type Derivatives = readonly [value: number, first: number, second: number, third: number];

/** One function that a model may use. */
export interface ElementaryFunction {
  readonly value: (x: number) => number;
  /** NIST Digital Library of Mathematical Functions, 4.7, 4.20, 4.24, 4.34. */
  readonly derivatives: (x: number) => Derivatives;
}

const FUNCTIONS = {
  exp: { value: Math.exp, derivatives: (x) => fill(Math.exp(x)) },
  ln: { value: Math.log, derivatives: (x) => [Math.log(x), 1 / x, -1 / x ** 2, 2 / x ** 3] },
  log10: {
    value: Math.log10,
    derivatives: (x) => [Math.log10(x), Math.LOG10E / x, -Math.LOG10E / x ** 2, (2 * Math.LOG10E) / x ** 3],
  },
  sqrt: {
    value: Math.sqrt,
    derivatives: (x) => [Math.sqrt(x), 0.5 * x ** -0.5, -0.25 * x ** -1.5, 0.375 * x ** -2.5],
  },
  sin: { value: Math.sin, derivatives: (x) => [Math.sin(x), Math.cos(x), -Math.sin(x), -Math.cos(x)] },
  cos: { value: Math.cos, derivatives: (x) => [Math.cos(x), -Math.sin(x), -Math.cos(x), Math.sin(x)] },
  tan: {
    value: Math.tan,
    derivatives: (x) => {
      const t = Math.tan(x);
      const s = 1 + t * t;
      return [t, s, 2 * t * s, 2 * s * (s + 2 * t * t)];
    },
  },
  asin: { value: Math.asin, derivatives: (x) => [Math.asin(x), ...arcDerivatives(x, 1)] },
  acos: { value: Math.acos, derivatives: (x) => [Math.acos(x), ...arcDerivatives(x, -1)] },
  atan: {
    value: Math.atan,
    derivatives: (x) => {
      const w = 1 / (1 + x * x);
      return [Math.atan(x), w, -2 * x * w * w, (6 * x * x - 2) * w ** 3];
    },
  },
  sinh: { value: Math.sinh, derivatives: (x) => [Math.sinh(x), Math.cosh(x), Math.sinh(x), Math.cosh(x)] },
  cosh: { value: Math.cosh, derivatives: (x) => [Math.cosh(x), Math.sinh(x), Math.cosh(x), Math.sinh(x)] },
  tanh: {
    value: Math.tanh,
    derivatives: (x) => {
      const t = Math.tanh(x);
      const s = 1 - t * t;
      return [t, s, -2 * t * s, 2 * s * (2 * t * t - s)];
    },
  },
  // At 0 the modulus has no derivative; NaN makes the propagation say so.
  abs: { value: Math.abs, derivatives: (x) => (x === 0 ? [0, Number.NaN, 0, 0] : [Math.abs(x), Math.sign(x), 0, 0]) },
} as const satisfies Record<string, ElementaryFunction>;

/** Names of the functions that a model may use. */
export type FunctionName = keyof typeof FUNCTIONS;

/** The functions that a model may use, by name; all take and give plain numbers, sqrt and abs apart. */
export const ELEMENTARY_FUNCTIONS: ReadonlyMap<string, ElementaryFunction> = new Map(Object.entries(FUNCTIONS));

/** The function of that name. */
export function elementaryFunction(name: FunctionName): ElementaryFunction {
  return FUNCTIONS[name];
}

/** x^n, n·x^(n−1), …; a factor of 0 ends the series even where x is 0. */
export function powerDerivatives(x: number, n: number): Derivatives {
  const term = (factor: number, power: number) => (factor === 0 ? 0 : factor * x ** power);
  return [x ** n, term(n, n - 1), term(n * (n - 1), n - 2), term(n * (n - 1) * (n - 2), n - 3)];
}

function fill(value: number): Derivatives {
  return [value, value, value, value];
}

function arcDerivatives(x: number, sign: 1 | -1): readonly [number, number, number] {
  const w = 1 / Math.sqrt(1 - x * x);
  return [sign * w, sign * x * w ** 3, sign * (w ** 3 + 3 * x * x * w ** 5)];
}
