// SPDX-License-Identifier: Apache-2.0

// From here on degrees of freedom and the like differ from infinity by less than these functions could show in time.
const PARAMETER_MAX = 1e10;

/** Throws unless the parameter is above 0 and at most 10¹⁰, where the fractions still converge in a moment. */
export function requireParameter(value: number, name: string): void {
  if (!(value > 0 && value <= PARAMETER_MAX)) {
    throw new RangeError(`${name} must be above 0 and at most ${PARAMETER_MAX}; given ${value}`);
  }
}

/** Throws unless 0 < p < 1. */
export function requireProbability(p: number): void {
  if (!(p > 0 && p < 1)) {
    throw new RangeError(`A probability must lie between 0 and 1, both excluded; given ${p}`);
  }
}

/** Throws when the value is not a number; infinities are values of a distribution function's argument. */
export function requireNumber(value: number, name: string): void {
  if (Number.isNaN(value)) {
    throw new RangeError(`${name} must be a number`);
  }
}

/** Throws unless the value is a whole number from 0 up that a double holds exactly. */
export function requireCount(value: number, name: string): void {
  if (!(Number.isSafeInteger(value) && value >= 0)) {
    throw new RangeError(`${name} must be a whole number from 0 up; given ${value}`);
  }
}
