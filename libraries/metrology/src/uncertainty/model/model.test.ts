// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MetrologyError } from '../../metrology-error.ts';
import { codeOf } from '../../testing/code-of.ts';
import { choleskyFactor, requireCorrelationMatrix, requireCovarianceMatrix } from './correlation-matrix.ts';
import { type DistributionText, momentsOf, parseDistribution } from './input-distribution.ts';
import { type MeasurementModelText, parseMeasurementModel, unusedInputs } from './measurement-model.ts';

const normal: DistributionText = { kind: 'normal', mean: '1', standardUncertainty: '0.1' };
const sound: MeasurementModelText = {
  inputs: [
    { name: 'V', distribution: normal, unit: 'V' },
    { name: 'I', distribution: normal, unit: 'mA' },
  ],
  equations: [{ name: 'R', expression: 'V / I', unit: 'kΩ' }],
};
const withUnits = (expression: string, units: Record<string, string>, unit?: string): MeasurementModelText => ({
  inputs: Object.entries(units).map(([name, given]) =>
    given === '' ? { name, distribution: normal } : { name, distribution: normal, unit: given },
  ),
  equations: [unit === undefined ? { name: 'y', expression } : { name: 'y', expression, unit }],
});

describe('distributions', () => {
  it.each<[DistributionText, number, number]>([
    [{ kind: 'constant', value: 7 }, 7, 0],
    [{ kind: 'rectangular', lower: 0, upper: 6 }, 3, 6 / Math.sqrt(12)],
    [{ kind: 'triangular', centre: '3', halfWidth: '3' }, 3, 3 / Math.sqrt(6)],
    [{ kind: 'arcsine', centre: 3, halfWidth: 3 }, 3, 3 / Math.sqrt(2)],
    [{ kind: 'trapezoidal', lower: 0, upper: 6, ratio: 0.5 }, 3, 6 * Math.sqrt(1.25 / 24)],
    [{ kind: 'curvilinear-trapezoidal', lower: 0, upper: 6, inexactness: 0.6 }, 3, Math.sqrt(36 / 12 + 0.36 / 9)],
    [{ kind: 'exponential', mean: 4 }, 4, 4],
    [{ kind: 'gamma', shape: 9, scale: 1 }, 9, 3],
    [{ kind: 'readings', observations: ['1.0', '2.0', '3.0'] }, 2, 1 / Math.sqrt(3)],
  ])('have their estimate and standard uncertainty: %o', (given, estimate, u) => {
    const got = momentsOf(parseDistribution(given, 'x').distribution);
    expect(got.estimate).toBeCloseTo(estimate, 14);
    expect(got.standardUncertainty).toBeCloseTo(u, 14);
  });

  it.each<[string, unknown]>([
    ['a negative uncertainty', { kind: 'normal', mean: 1, standardUncertainty: -0.1 }],
    ['text in a number column', { kind: 'normal', mean: '< 0.1', standardUncertainty: 0.1 }],
    ['an infinite mean', { kind: 'normal', mean: Number.POSITIVE_INFINITY, standardUncertainty: 0.1 }],
    ['a decimal beyond doubles', { kind: 'normal', mean: '1e999', standardUncertainty: 0.1 }],
    ['a missing number', { kind: 'constant' }],
    ['limits the wrong way round', { kind: 'rectangular', lower: 2, upper: 1 }],
    ['a half-width of 0', { kind: 'triangular', centre: 2, halfWidth: 0 }],
    ['a ratio of 1', { kind: 'trapezoidal', lower: 0, upper: 1, ratio: 1 }],
    ['a ratio of 0', { kind: 'trapezoidal', lower: 0, upper: 1, ratio: 0 }],
    [
      'limits less exact than their distance',
      { kind: 'curvilinear-trapezoidal', lower: 0, upper: 1, inexactness: 0.6 },
    ],
    ['an inexactness of 0', { kind: 'curvilinear-trapezoidal', lower: 0, upper: 1, inexactness: 0 }],
    ['a mean of 0', { kind: 'exponential', mean: 0 }],
    ['a shape of 0', { kind: 'gamma', shape: 0, scale: 1 }],
    ['a scale of 0', { kind: 'gamma', shape: 1, scale: 0 }],
    ['one reading', { kind: 'readings', observations: ['1'] }],
    ['a reading that is text', { kind: 'readings', observations: ['1', '2', 'n.d.'] }],
    ['an unknown kind', { kind: 'lognormal', mean: 1 }],
  ])('are refused with %s', (_, given) => {
    expect(codeOf(() => parseDistribution(given as DistributionText, 'x'))).toBe('BAD_INPUT');
  });
});

describe('parseMeasurementModel()', () => {
  it('takes what is sound', () => {
    const model = parseMeasurementModel(sound);
    expect(model.outputs.map(({ name, unit }) => [name, unit?.text])).toEqual([['R', 'kΩ']]);
    expect(unusedInputs(sound)).toEqual([]);
    expect(unusedInputs({ ...sound, equations: [{ name: 'R', expression: 'V' }] })).toEqual(['I']);
  });

  it.each<[string, string, MeasurementModelText]>([
    ['no inputs', 'BAD_MODEL', { ...sound, inputs: [] }],
    [
      'too many inputs',
      'BAD_MODEL',
      { ...sound, inputs: Array.from({ length: 301 }, (_, index) => ({ name: `x${index}`, distribution: normal })) },
    ],
    ['no equations', 'BAD_MODEL', { ...sound, equations: [] }],
    [
      'two inputs of one name',
      'BAD_MODEL',
      { ...sound, inputs: [...sound.inputs, { name: 'V', distribution: normal }] },
    ],
    ['an input called pi', 'BAD_MODEL', { ...sound, inputs: [...sound.inputs, { name: 'pi', distribution: normal }] }],
    [
      'an input called sin',
      'BAD_MODEL',
      { ...sound, inputs: [...sound.inputs, { name: 'sin', distribution: normal }] },
    ],
    [
      'a name with a space',
      'BAD_MODEL',
      { ...sound, inputs: [...sound.inputs, { name: 'a b', distribution: normal }] },
    ],
    [
      'a name that is no text',
      'BAD_MODEL',
      { ...sound, inputs: [...sound.inputs, { name: 3 as unknown as string, distribution: normal }] },
    ],
    ['an output that is no equation', 'BAD_MODEL', { ...sound, outputs: ['Q'] }],
    ['an output that is an input', 'BAD_MODEL', { ...sound, outputs: ['V'] }],
    ['an output given twice', 'BAD_MODEL', { ...sound, outputs: ['R', 'R'] }],
    ['an output whose unit nobody said', 'BAD_MODEL', withUnits('V', { V: 'V' })],
    [
      'an equation before what it uses',
      'UNKNOWN_NAME',
      {
        ...sound,
        equations: [
          { name: 'a', expression: 'b' },
          { name: 'b', expression: 'V' },
        ],
      },
    ],
    [
      'no degrees of freedom for t',
      'BAD_INPUT',
      { ...sound, inputs: [{ name: 'V', distribution: { kind: 't', mean: 1, standardUncertainty: 1 } }] },
    ],
    [
      'degrees of freedom of 0',
      'BAD_INPUT',
      { ...sound, inputs: [{ name: 'V', distribution: normal, degreesOfFreedom: 0 }] },
    ],
    [
      'a correlation with a stranger',
      'BAD_CORRELATION',
      { ...sound, correlations: [{ a: 'V', b: 'W', coefficient: 0.5 }] },
    ],
    [
      'a correlation from a stranger',
      'BAD_CORRELATION',
      { ...sound, correlations: [{ a: 'W', b: 'V', coefficient: 0.5 }] },
    ],
    ['a correlation with itself', 'BAD_CORRELATION', { ...sound, correlations: [{ a: 'V', b: 'V', coefficient: 1 }] }],
    [
      'a correlation given twice',
      'BAD_CORRELATION',
      {
        ...sound,
        correlations: [
          { a: 'V', b: 'I', coefficient: 0.5 },
          { a: 'I', b: 'V', coefficient: 0.5 },
        ],
      },
    ],
    ['a correlation above 1', 'BAD_CORRELATION', { ...sound, correlations: [{ a: 'V', b: 'I', coefficient: '1.01' }] }],
    ['a correlation that is text', 'BAD_INPUT', { ...sound, correlations: [{ a: 'V', b: 'I', coefficient: 'high' }] }],
  ])('refuses %s', (_, code, given) => {
    expect(codeOf(() => parseMeasurementModel(given))).toBe(code);
  });
});

describe('units', () => {
  it.each<[string, MeasurementModelText]>([
    ['a product', withUnits('a * b', { a: 'm', b: 'N' }, 'J')],
    ['a square root', withUnits('sqrt(a / b)', { a: 'm', b: 'm/s2' }, 's')],
    ['a power', withUnits('a^-2 * b^(1/2)', { a: 'm', b: 'm4' }, '1')],
    ['a modulus and a sign', withUnits('abs(-a)', { a: 'mm' }, 'm')],
    ['a plain exponent', withUnits('b^c', { b: '', c: '' })],
    ['a number with a unit', withUnits('t - 20 [°C]', { t: '°C' }, '°C')],
    ['an angle', withUnits('sin(a)', { a: 'rad' })],
    ['nothing but numbers', withUnits('a + 1', { a: '' })],
  ])('agree in %s', (_, given) => {
    expect(codeOf(() => parseMeasurementModel(given))).toBeUndefined();
  });

  it.each<[string, MeasurementModelText]>([
    ['a sum of unlike things', withUnits('a + b', { a: 'm', b: 's' }, 'm')],
    ['a difference of unlike things', withUnits('a - b', { a: 'm', b: 's' }, 'm')],
    ['a length plus a number', withUnits('a + 1', { a: 'm' }, 'm')],
    ['an exponential of a length', withUnits('exp(a)', { a: 'm' })],
    ['an exponent with a unit', withUnits('2^a', { a: 'm' })],
    ['a unit to an unknown power', withUnits('a^b', { a: 'm', b: '' }, 'm')],
    ['a unit to a computed power', withUnits('a^(b/2)', { a: 'm', b: '' }, 'm')],
    ['a unit to a power of a sum', withUnits('a^(1+1)', { a: 'm' }, 'm2')],
    ['a unit to the power of −b', withUnits('a^-b', { a: 'm', b: '' }, 'm')],
    ['a result in another unit', withUnits('a * a', { a: 'm' }, 'm')],
    ['two temperature scales', withUnits('a - b', { a: '°C', b: 'K' }, 'K')],
    ['a number on another scale', withUnits('a - 20 [°C]', { a: 'K' }, 'K')],
  ])('disagree in %s', (_, given) => {
    expect(codeOf(() => parseMeasurementModel(given))).toBe('INCOMPARABLE');
  });

  it('say where', () => {
    expect(() => parseMeasurementModel(withUnits('a * a + b', { a: 'm', b: 's' }, 'm2'))).toThrow(/character 7/);
  });
});

describe('correlation matrices', () => {
  const names = ['a', 'b', 'c'];
  it.each<[string, number[][]]>([
    [
      'not square',
      [
        [1, 0],
        [0, 1, 0],
      ],
    ],
    [
      'not symmetric',
      [
        [1, 0.5, 0],
        [0.4, 1, 0],
        [0, 0, 1],
      ],
    ],
    [
      'without ones',
      [
        [1, 0, 0],
        [0, 0.9, 0],
        [0, 0, 1],
      ],
    ],
    [
      'above 1',
      [
        [1, 1.5, 0],
        [1.5, 1, 0],
        [0, 0, 1],
      ],
    ],
    [
      'not a number',
      [
        [1, Number.NaN, 0],
        [Number.NaN, 1, 0],
        [0, 0, 1],
      ],
    ],
    [
      'not positive semidefinite',
      [
        [1, 0.9, -0.9],
        [0.9, 1, 0.9],
        [-0.9, 0.9, 1],
      ],
    ],
  ])('are refused when %s', (_, matrix) => {
    expect(codeOf(() => requireCorrelationMatrix(matrix, names))).toBe('BAD_CORRELATION');
  });

  it('are told by their eigenvalue when they cannot be', () => {
    // Eigenvalues 1 + r, 1 + r, 1 − 2r of this matrix, r = 0.9.
    expect(() =>
      requireCorrelationMatrix(
        [
          [1, 0.9, -0.9],
          [0.9, 1, 0.9],
          [-0.9, 0.9, 1],
        ],
        names,
      ),
    ).toThrow(/-0\.8000/);
  });

  it('of any real vectors are taken, and are the square of their factor', () => {
    const vector = fc.tuple(
      fc.constantFrom(-1, 1),
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(vector, { minLength: 2, maxLength: 6 }), (vectors) => {
        const norms = vectors.map((v) => Math.hypot(...v));
        const matrix = vectors.map((v, i) =>
          vectors.map((w, j) => {
            const dot =
              v.reduce((sum, x, k) => sum + x * (w[k] as number), 0) / ((norms[i] as number) * (norms[j] as number));
            return i === j ? 1 : Math.max(-1, Math.min(1, dot));
          }),
        );
        requireCorrelationMatrix(
          matrix,
          vectors.map((_, i) => `x${i}`),
        );
        const factor = choleskyFactor(matrix);
        matrix.forEach((row, i) => {
          row.forEach((value, j) => {
            const product = (factor[i] as number[]).reduce((sum, x, k) => sum + x * (factor[j]?.[k] as number), 0);
            expect(product).toBeCloseTo(value, 4);
          });
        });
      }),
    );
  });
});

describe('covariance matrices', () => {
  const names = ['y', 'z'];
  it.each<[string, number[][], number[] | undefined, RegExp]>([
    ['of another size', [[1]], undefined, /2 rows/],
    ['not square', [[1, 0], [0]], [1], /^Row 2/],
    [
      'with a negative variance',
      [
        [1, 0],
        [0, -1],
      ],
      [1, 1],
      /^Row 2, column 2: the variance of z/,
    ],
    [
      'with a variance that is no number',
      [
        [Number.NaN, 0],
        [0, 1],
      ],
      [0, 0],
      /^Row 1, column 1/,
    ],
    [
      'with a covariance that is no number',
      [
        [1, Number.NaN],
        [Number.NaN, 1],
      ],
      [0, 1],
      /^Row 1, column 2/,
    ],
    [
      'not symmetric',
      [
        [1, 0.5],
        [0.1, 1],
      ],
      [0, 1],
      /^Row 1, column 2: .*0\.5 and 0\.1/,
    ],
    [
      'with a covariance of what does not vary',
      [
        [0, 0.1],
        [0.1, 1],
      ],
      [0, 1],
      /y does not vary/,
    ],
    [
      'with a covariance of what does not vary, the other way',
      [
        [1, 0.1],
        [0.1, 0],
      ],
      [0, 1],
      /z does not vary/,
    ],
    // Correlations of ±2 have the eigenvalues 3 and −1.
    [
      'not positive semidefinite',
      [
        [1, 2],
        [2, 1],
      ],
      [0, 1],
      /eigenvalue .* is -1\.000, .* y .* z/,
    ],
  ])('are refused when %s, with their place', (_, matrix, path, message) => {
    try {
      requireCovarianceMatrix(matrix, names);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(MetrologyError);
      expect(error).toMatchObject({ code: 'BAD_CORRELATION', message: expect.stringMatching(message) });
      expect((error as MetrologyError).data.path).toEqual(path);
    }
  });

  it('are taken where they are singular, or symmetric but for rounding', () => {
    requireCovarianceMatrix(
      [
        [4, 2],
        [2, 1],
      ],
      names,
    );
    requireCovarianceMatrix(
      [
        [0, 0],
        [0, 1e-300],
      ],
      names,
    );
    requireCovarianceMatrix(
      [
        [1, 0.3],
        [0.3 + 1e-16, 1],
      ],
      names,
    );
  });
});
