// SPDX-License-Identifier: Apache-2.0

/** Exponents of the seven base units, in the order s, m, kg, A, K, mol, cd. SI Brochure, 9th edition, 2.3.1. */
export type Dimension = readonly [number, number, number, number, number, number, number];

/** Symbols of the seven base units, in the order of a `Dimension`. */
const BASE_UNITS = ['s', 'm', 'kg', 'A', 'K', 'mol', 'cd'] as const;

/** The dimension of a plain number. */
export const DIMENSION_ONE: Dimension = [0, 0, 0, 0, 0, 0, 0];

/** Dimension of mass ÷ volume, kg·m⁻³. */
export const DIMENSION_DENSITY: Dimension = [0, -3, 1, 0, 0, 0, 0];

const BASE_FACTOR = /^(s|m|kg|A|K|mol|cd)(-?[1-9])?$/;

/** The dimension written in base units with spaces between them: 'kg m2 s-2'. Empty text is dimension one. */
export function dimensionOf(text: string): Dimension {
  const exponents = [...DIMENSION_ONE];
  for (const factor of text.split(' ').filter((part) => part !== '')) {
    const match = BASE_FACTOR.exec(factor);
    if (match === null) {
      throw new RangeError(`'${factor}' is no power of a base unit`);
    }
    exponents[BASE_UNITS.indexOf(match[1] as (typeof BASE_UNITS)[number])] = Number(match[2] ?? '1');
  }
  return exponents as unknown as Dimension;
}

/** dim(a · bⁿ) = dim a + n · dim b. SI Brochure, 9th edition, 2.3.3. */
export function addDimensions(a: Dimension, b: Dimension, n = 1): Dimension {
  return a.map((exponent, base) => exponent + n * (b[base] as number)) as unknown as Dimension;
}

/** Whether all seven exponents agree. */
export function equalDimensions(a: Dimension, b: Dimension): boolean {
  return a.every((exponent, base) => exponent === b[base]);
}

/** Whether it is the dimension of a plain number. */
export function isDimensionOne(dimension: Dimension): boolean {
  return equalDimensions(dimension, DIMENSION_ONE);
}

/** The dimension in base units, for people: 'm-3·kg', or '1'. */
export function formatDimension(dimension: Dimension): string {
  const factors = BASE_UNITS.flatMap((symbol, base) => {
    const exponent = dimension[base];
    return exponent === 0 ? [] : [exponent === 1 ? symbol : `${symbol}${exponent}`];
  });
  return factors.length === 0 ? '1' : factors.join('·');
}
