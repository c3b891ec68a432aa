// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import cdfs from '../../vectors/cdfs.json' with { type: 'json' };
import gammaTails from '../../vectors/gamma_tails.json' with { type: 'json' };
import quantiles from '../../vectors/quantiles.json' with { type: 'json' };
import tails from '../../vectors/tails.json' with { type: 'json' };
import { regularisedBeta } from './beta-function.ts';
import {
  chiSquaredCdf,
  chiSquaredQuantile,
  chiSquaredUpperQuantile,
  chiSquaredUpperTail,
  gammaQuantile,
  gammaUpperQuantile,
} from './chi-squared.ts';
import { convergedFraction } from './continued-fraction.ts';
import { binomialTails, hypergeometricTails, poissonTails } from './discrete.ts';
import { type FDegrees, fCdf, fQuantile, fUpperQuantile, fUpperTail } from './f-distribution.ts';
import { regularisedGamma } from './gamma-function.ts';
import { normalCdf, normalQuantile } from './index.ts';
import { deviance, logGamma } from './stirling.ts';
import { studentCdf, studentDensity, studentQuantile, studentUpperQuantile, studentUpperTail } from './student.ts';

const error = (got: number, expected: string | number) =>
  got === Number(expected) ? 0 : Math.abs(got - Number(expected)) / Math.abs(Number(expected));
const probability = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });
const degrees = fc.double({ min: 0.3, max: 1e4, noNaN: true });

describe('quantiles', () => {
  it.each(quantiles.rows)('agree with 40-digit arithmetic: $dist, $df$df1 $df2, p = $p', (row) => {
    const p = Number(row.p);
    const got = {
      normal: () => normalQuantile(p),
      t: () => studentQuantile(p, Number(row.df)),
      chi2: () => chiSquaredQuantile(p, Number(row.df)),
      F: () => fQuantile(p, [Number(row.df1), Number(row.df2)]),
    }[row.dist as 'normal' | 't' | 'chi2' | 'F']();
    expect(error(got, row.q)).toBeLessThan(quantiles.tolerance);
  });

  it('undo the distribution functions', () => {
    fc.assert(
      fc.property(probability, degrees, degrees, (p, first, second) => {
        expect(error(studentCdf(studentQuantile(p, first), first), p)).toBeLessThan(1e-9);
        expect(error(chiSquaredCdf(chiSquaredQuantile(p, first), first), p)).toBeLessThan(1e-9);
        expect(error(fCdf(fQuantile(p, [first, second]), [first, second]), p)).toBeLessThan(1e-9);
      }),
    );
  });
});

describe('distribution functions', () => {
  it.each(cdfs.rows)('agree with 40-digit arithmetic: $d, x = $x, n = $n$nu$lam, N = $N, K = $K, p = $p', (row) => {
    const x = Number(row.x);
    const got = {
      binom: () => binomialTails(x, Number(row.n), Number(row.p)).lower,
      hyper: () => hypergeometricTails(x, { size: Number(row.N), marked: Number(row.K), sample: Number(row.n) }).lower,
      pois: () => poissonTails(x, Number(row.lam)).lower,
      t: () => studentCdf(x, Number(row.nu)),
      norm: () => normalCdf(x),
    }[row.d as 'binom' | 'hyper' | 'pois' | 't' | 'norm']();
    expect(error(got, row.cdf)).toBeLessThan(cdfs.tolerance);
  });

  it.each(tails.rows)('keep the digits of far tails: $of $degrees, x = $x, p = $p', (row) => {
    const [first, second] = row.degrees.map(Number) as [number, number];
    const [x, p] = [Number(row.x), Number(row.p)];
    const of = row.of as 't' | 'chi-squared' | 'F';
    const got =
      row.x === undefined
        ? {
            t: () => studentUpperQuantile(p, first),
            'chi-squared': () => chiSquaredUpperQuantile(p, first),
            F: () => fUpperQuantile(p, [first, second]),
          }[of]()
        : {
            t: () => studentUpperTail(x, first),
            'chi-squared': () => chiSquaredUpperTail(x, first),
            F: () => fUpperTail(x, [first, second]),
          }[of]();
    expect(error(got, (row.upper ?? row.upperQuantile) as string)).toBeLessThan(tails.tolerance);
  });
});

describe('Chi-squared with many degrees of freedom', () => {
  it.each(gammaTails.rows)('keeps the digits of both tails: x = $x, ν = $degrees', (row) => {
    const [x, nu] = [Number(row.x), Number(row.degrees)];
    const [got, expected] =
      row.lower === undefined ? [chiSquaredUpperTail(x, nu), row.upper] : [chiSquaredCdf(x, nu), row.lower];
    expect(error(got, expected as string)).toBeLessThan(gammaTails.tolerance);
  });
});

describe('Student’s distribution', () => {
  it('is Cauchy’s with one degree of freedom', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (t) => {
        expect(
          error(studentCdf(t, 1), t < -1 ? Math.atan(-1 / t) / Math.PI : 0.5 + Math.atan(t) / Math.PI),
        ).toBeLessThan(1e-13);
        expect(error(studentDensity(t, 1), 1 / (Math.PI * (1 + t * t)))).toBeLessThan(1e-13);
      }),
    );
  });

  it('is the normal distribution with infinitely many', () => {
    const many = Number.POSITIVE_INFINITY;
    expect(studentCdf(-1.5, many)).toBe(normalCdf(-1.5));
    expect(studentQuantile(0.01, many)).toBe(normalQuantile(0.01));
    expect(error(studentDensity(0.3, many), studentDensity(0.3, 1e9))).toBeLessThan(1e-9);
  });

  it('has its middle at 0 and its ends at 0 and 1', () => {
    expect(studentQuantile(0.5, 7)).toBe(0);
    expect(studentCdf(0, 7)).toBe(0.5);
    expect(studentCdf(Number.NEGATIVE_INFINITY, 7)).toBe(0);
    expect(studentCdf(Number.POSITIVE_INFINITY, 7)).toBe(1);
    expect(studentDensity(Number.POSITIVE_INFINITY, 7)).toBe(0);
  });

  // One degree of freedom: P(T < t) = 1/(π|t|) far out. Others: t = √ν (2 p a B(a, ½))^(−1/ν), a = ν/2; mpmath, 60 digits.
  it('keeps digits where the square of t is beyond a double', () => {
    for (const p of [1e-150, 1.9013391087922335e-203, 1e-300]) {
      expect(error(studentQuantile(p, 1), -1 / (Math.PI * p))).toBeLessThan(1e-12);
      expect(error(studentCdf(-1 / (Math.PI * p), 1), p)).toBeLessThan(1e-12);
      expect(error(studentUpperTail(1 / (Math.PI * p), 1), p)).toBeLessThan(1e-12);
    }
    expect(error(studentDensity(1e150, 1), 1e-300 / Math.PI)).toBeLessThan(1e-12);
    expect(studentQuantile(1e-10, 0.01)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('passes from the series of the far tail to the incomplete beta function without a step', () => {
    for (const nu of [0.3, 1, 2.5, 5]) {
      const edge = Math.sqrt(1e100 * nu);
      const [before, after] = [edge * (1 - 1e-9), edge * (1 + 1e-9)];
      expect(error(studentUpperTail(after, nu) / studentUpperTail(before, nu), 1 - 2e-9 * nu)).toBeLessThan(1e-12);
      expect(error(studentDensity(after, nu) / studentDensity(before, nu), 1 - 2e-9 * (nu + 1))).toBeLessThan(1e-12);
      expect(error(studentUpperQuantile(studentUpperTail(after, nu), nu), after)).toBeLessThan(1e-11 / Math.min(1, nu));
    }
  });

  it('keeps digits beside the middle', () => {
    // To first order P(0 < T < t) = t f(0).
    expect(error(studentQuantile(0.5 + 2 ** -40, 9), 2 ** -40 / studentDensity(0, 9))).toBeLessThan(1e-12);
  });
});

describe('the incomplete beta and gamma functions', () => {
  it('have closed forms for small whole parameters', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-9, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (y, x) => {
          expect(error(regularisedBeta(1, 3, { x: 1 - y, y }).upper, y ** 3)).toBeLessThan(1e-13);
          expect(error(regularisedGamma(1, x).upper, Math.exp(-x))).toBeLessThan(1e-13);
          expect(error(regularisedGamma(0.5, x).lower + regularisedGamma(0.5, x).upper, 1)).toBeLessThan(1e-15);
        },
      ),
    );
  });

  it('end in 0 and 1', () => {
    expect(regularisedBeta(2, 3, { x: 0, y: 1 })).toEqual({ lower: 0, upper: 1 });
    expect(regularisedBeta(2, 3, { x: 1, y: 0 })).toEqual({ lower: 1, upper: 0 });
    expect(regularisedGamma(2, 0)).toEqual({ lower: 0, upper: 1 });
    expect(regularisedGamma(2, Number.POSITIVE_INFINITY)).toEqual({ lower: 1, upper: 0 });
    expect(chiSquaredCdf(-1, 2)).toBe(0);
    expect(fCdf(0, [2, 3])).toBe(0);
  });

  it('reach quantiles below the smallest power of ten that a start is good for', () => {
    const x = gammaQuantile(1e-8, 0.05);
    expect(error(regularisedGamma(0.05, x).lower, 1e-8)).toBeLessThan(1e-12);
    expect(error(chiSquaredUpperTail(chiSquaredUpperQuantile(1e-20, 4), 4), 1e-20)).toBeLessThan(1e-12);
    expect(error(gammaUpperQuantile(0.9, 2), gammaQuantile(0.1, 2))).toBeLessThan(1e-15);
    expect(error(fUpperQuantile(0.9, [2, 3]), fQuantile(0.1, [2, 3]))).toBeLessThan(1e-15);
  });

  it('give ln Γ of whole numbers', () => {
    expect(error(logGamma(11), Math.log(3_628_800))).toBeLessThan(1e-15);
    expect(Math.abs(logGamma(2))).toBeLessThan(1e-15);
  });

  it('measure a deviance of 0 as 0', () => {
    expect(deviance(3, 3)).toBe(0);
    expect(error(deviance(3, 2.9), 3 * Math.log(3 / 2.9) - 0.1)).toBeLessThan(1e-12);
  });

  it('rest on a continued fraction', () => {
    // 1 + 1/(1 + 1/(1 + …)) is the golden ratio.
    const golden = convergedFraction(1, () => ({ numerator: 1, denominator: 1 }));
    expect(error(golden, (1 + Math.sqrt(5)) / 2)).toBeLessThan(1e-15);
  });
});

describe('discrete distributions', () => {
  it('agree with plain sums', () => {
    const count = fc.integer({ min: 0, max: 30 });
    fc.assert(
      fc.property(count, count, count, count, (x, a, b, c) => {
        const [size, marked, sample] = [a + b + c, a, Math.min(a + b, b + c)];
        const { lower, upper } = hypergeometricTails(x, { size, marked, sample });
        let sum = 0;
        for (let k = 0; k <= x; k += 1) {
          sum += (choose(marked, k) * choose(size - marked, sample - k)) / choose(size, sample);
        }
        expect(Math.abs(lower - sum)).toBeLessThan(1e-12);
        expect(Math.abs(lower + upper - 1)).toBeLessThan(1e-15);
      }),
    );
  });

  it('count a certain event as certain', () => {
    expect(binomialTails(5, 5, 0.3)).toEqual({ lower: 1, upper: 0 });
    expect(binomialTails(2, 5, 0)).toEqual({ lower: 1, upper: 0 });
    expect(binomialTails(2, 5, 1)).toEqual({ lower: 0, upper: 1 });
    expect(hypergeometricTails(1, { size: 5, marked: 4, sample: 4 })).toEqual({ lower: 0, upper: 1 });
  });
});

describe('misuse', () => {
  const whole: FDegrees = [2, 3];
  it.each([
    ['t with 0 degrees of freedom', () => studentCdf(1, 0)],
    ['t with too many', () => studentCdf(1, 1e11)],
    ['t of no number', () => studentCdf(Number.NaN, 3)],
    ['density of no number', () => studentDensity(Number.NaN, 3)],
    ['quantile of 0', () => studentQuantile(0, 3)],
    ['quantile of 1', () => chiSquaredQuantile(1, 3)],
    ['upper quantile of 1', () => chiSquaredUpperQuantile(1, 3)],
    ['chi-squared with −1 degrees', () => chiSquaredUpperTail(1, -1)],
    ['chi-squared quantile with −1 degrees', () => chiSquaredQuantile(0.5, -1)],
    ['chi-squared of no number', () => chiSquaredCdf(Number.NaN, 1)],
    ['F of 0 and 1 degrees', () => fUpperTail(1, [0, 1])],
    ['F of 1 and 0 degrees', () => fCdf(1, [1, 0])],
    ['F quantile of 2', () => fQuantile(2, whole)],
    ['F upper quantile of −1', () => fUpperQuantile(-1, whole)],
    ['half a success', () => binomialTails(0.5, 2, 0.5)],
    ['a chance of 2', () => binomialTails(0, 2, 2)],
    ['a mean of 0', () => poissonTails(0, 0)],
    ['more marked than there are', () => hypergeometricTails(0, { size: 3, marked: 4, sample: 1 })],
    ['a sample larger than the lot', () => hypergeometricTails(0, { size: 3, marked: 1, sample: 4 })],
    ['a lot that is too large', () => hypergeometricTails(0, { size: 1e8, marked: 1, sample: 4 })],
  ])('is a RangeError: %s', (_, call) => {
    expect(call).toThrow(RangeError);
  });
});

function choose(n: number, k: number): number {
  if (k < 0 || k > n) {
    return 0;
  }
  let result = 1;
  for (let i = 1; i <= k; i += 1) {
    result = (result * (n - k + i)) / i;
  }
  return result;
}
