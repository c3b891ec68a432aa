// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import vectors from '../../vectors/normal.json' with { type: 'json' };
import { normalCdf, normalDensity, normalInterval, normalQuantile, normalUpperTail } from './normal-distribution.ts';
import { logGamma, priorDensity } from './prior.ts';

const { tolerance } = vectors;
const relativeError = (got: number, expected: number) => Math.abs(got - expected) / Math.abs(expected);

const BAD_PARAMETER = expect.objectContaining({ code: 'BAD_PARAMETER' });

describe('normalUpperTail()', () => {
  it.each(vectors.upperTail)('agrees with mpmath at $z', ({ z, expected }) => {
    expect(relativeError(normalUpperTail(Number(z)), Number(expected))).toBeLessThan(tolerance);
    expect(relativeError(normalCdf(-Number(z)), Number(expected))).toBeLessThan(tolerance);
  });

  it('ends in 0 and begins at 1', () => {
    expect(normalUpperTail(Number.POSITIVE_INFINITY)).toBe(0);
    expect(normalUpperTail(Number.NEGATIVE_INFINITY)).toBe(1);
    expect(normalUpperTail(1_000)).toBe(0);
  });

  it('never rises', () => {
    const z = fc.double({ min: -40, max: 40, noNaN: true });
    fc.assert(
      fc.property(z, fc.double({ min: 1e-6, max: 10, noNaN: true }), (start, step) => {
        expect(normalUpperTail(start + step)).toBeLessThanOrEqual(normalUpperTail(start));
      }),
    );
  });
});

describe('normalCdf()', () => {
  it('and the upper tail add up to 1', () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (z) => {
        expect(Math.abs(normalCdf(z) + normalUpperTail(z) - 1)).toBeLessThan(4e-16);
      }),
    );
  });
});

describe('normalDensity()', () => {
  it('has its closed-form values', () => {
    expect(relativeError(normalDensity(0), 1 / Math.sqrt(2 * Math.PI))).toBeLessThan(tolerance);
    expect(normalDensity(-1.3)).toBe(normalDensity(1.3));
  });
});

describe('normalInterval()', () => {
  it.each([
    [1, 2],
    [-2, -1],
  ])('keeps the digits of a tail, from %d to %d', (from, to) => {
    const tail = (z: number) => Number(vectors.upperTail.find((row) => Number(row.z) === z)?.expected);
    expect(relativeError(normalInterval(from, to), tail(1) - tail(2))).toBeLessThan(tolerance);
  });
});

describe('normalQuantile()', () => {
  it.each(vectors.quantile)('agrees with mpmath at $p', ({ p, expected }) => {
    expect(relativeError(normalQuantile(Number(p)), Number(expected))).toBeLessThan(tolerance);
  });

  it('is 0 at one half', () => {
    expect(normalQuantile(0.5)).toBe(0);
  });

  it('keeps its digits beside one half', () => {
    // √(2π)·(e + π/3·e³ + 7π²/30·e⁵ + …), the series of the inverse error function; e is exact as 0.5 ± 2⁻ᵏ is.
    for (let k = 10; k <= 53; k += 1) {
      const e = 2 ** -k;
      const expected = Math.sqrt(2 * Math.PI) * (e + (Math.PI / 3) * e ** 3 + ((7 * Math.PI ** 2) / 30) * e ** 5);
      expect(relativeError(-normalQuantile(0.5 - e), expected)).toBeLessThan(tolerance);
      if (k < 53) expect(relativeError(normalQuantile(0.5 + e), expected)).toBeLessThan(tolerance);
    }
  });

  it('gives back z through its tail, from the centre and from the tail', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.2, max: 0.8, noNaN: true }), (p) => {
        expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(4e-16);
      }),
    );
  });

  it.each([0, 1, -0.1, 1.1, Number.NaN])('refuses %d', (p) => {
    expect(() => normalQuantile(p)).toThrow(BAD_PARAMETER);
  });
});

describe('logGamma()', () => {
  it.each(vectors.logGamma)('agrees with mpmath at $x', ({ x, expected }) => {
    // Absolute between its zeros at 1 and 2, where a relative error says nothing.
    const error = Math.abs(logGamma(Number(x)) - Number(expected));
    expect(error / Math.max(1, Math.abs(Number(expected)))).toBeLessThan(tolerance);
  });
});

describe('priorDensity()', () => {
  it('refuses a distribution that is none, and a pole', () => {
    expect(() => priorDensity({ kind: 'normal', mean: 0, standardDeviation: 0 })).toThrow(BAD_PARAMETER);
    expect(() => priorDensity({ kind: 'gamma', shape: 4, rate: 0 })).toThrow(BAD_PARAMETER);
    expect(() => priorDensity({ kind: 'gamma', shape: 0.5, rate: 1 })).toThrow(
      expect.objectContaining({ code: 'BAD_PARAMETER' }),
    );
  });
});
