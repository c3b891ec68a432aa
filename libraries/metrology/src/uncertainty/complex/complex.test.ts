// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { codeOf } from '../../testing/code-of.ts';
import {
  type ComplexInputText,
  type ComplexModelText,
  complexResults,
  jointResultOf,
  normalRegion,
  parseComplexModel,
  parseMeasurementModel,
  propagateUncertainty,
  runTrials,
} from '../index.ts';

const normal = (mean: number, standardUncertainty: number) => ({ kind: 'normal' as const, mean, standardUncertainty });
const complex = (
  name: string,
  [x, y]: readonly [number, number],
  [ux, uy, r]: readonly [number, number, number],
  more: Partial<ComplexInputText> = {},
): ComplexInputText => ({ name, real: normal(x, ux), imaginary: normal(y, uy), correlation: r, ...more });
const resultsOf = (given: ComplexModelText) => {
  const model = parseComplexModel(given);
  return complexResults(model, propagateUncertainty(model.model));
};
const one = (expression: string, inputs: ComplexModelText['inputs'], unit?: string) =>
  resultsOf({
    inputs,
    equations: [{ name: 'w', expression, ...(unit === undefined ? {} : { unit }) }],
  })[0] as ReturnType<typeof resultsOf>[number];

describe('Complex models', () => {
  const z = complex('z', [0.7, 0.4], [0.01, 0.02, -0.3]);

  // f(z) and f′(z) at 0.7 + 0.4i by mpmath 1.3.0, 25 digits, to the nearest double.
  it.each<[string, [number, number], [number, number]]>([
    ['exp(z)', [1.8547890704187582, 0.7841922411627097], [1.8547890704187582, 0.7841922411627097]],
    ['ln(z)', [-0.21539145804622714, 0.5191461142465229], [1.0769230769230769, -0.6153846153846154]],
    ['log10(z)', [-0.09354332167857221, 0.22546229271878007], [0.4677017497419635, -0.26725814270969345]],
    ['sqrt(z)', [0.8678207691769813, 0.23046233404816388], [0.538199593879348, -0.14292667218236754]],
    ['sin(z)', [0.6964459431223345, 0.31416070729921625], [0.8268497574897535, -0.2646139133561924]],
    ['cos(z)', [0.8268497574897535, -0.2646139133561924], [-0.6964459431223345, -0.31416070729921625]],
    ['tan(z)', [0.6537404565414447, 0.5891632952797335], [1.080263196014142, 0.7703197632672699]],
    ['sinh(z)', [0.698701858450709, 0.48878583348999904], [1.1560872119680492, 0.2954064076727107]],
    ['cosh(z)', [1.1560872119680492, 0.2954064076727107], [0.698701858450709, 0.48878583348999904]],
    ['tanh(z)', [0.6687378988996259, 0.25191557357137606], [0.6162510787831093, -0.3369309827404323]],
    ['z^5', [-0.29113, 0.17684], [-1.0235, 1.848]],
    ['z^-2', [0.7810650887573964, -1.3254437869822484], [-0.05097860719162494, 3.8161128812016387]],
    ['1 / z', [1.0769230769230769, -0.6153846153846154], [-0.7810650887573964, 1.3254437869822484]],
    ['(z - 2) / (z + 2)', [-0.44966442953020136, 0.21476510067114093], [0.5138507274447097, -0.1556686635737129]],
    ['i * z - 3 * z^2', [-1.39, -0.98], [-4.2, -1.4]],
    ['-z * z^0', [-0.7, -0.4], [-1, 0]],
    ['2 - z / 2', [1.65, -0.2], [-0.5, 0]],
    ['im(z) * 0 + re(3) - re(z) * 0 - conj(2) + z - im(5)', [1.7, 0.4], [1, 0]],
  ])('have the value and, by Cauchy and Riemann, the covariance of %s', (expression, [re, im], [a, b]) => {
    const { estimates, covariance } = one(expression, [z]);
    expect(estimates).toEqual([expect.closeTo(re, 13), expect.closeTo(im, 13)]);
    // (u, v)ᵀ = ((a, −b), (b, a)) (x, y)ᵀ where f′ = a + ib.
    const [xx, xy, yy] = [1e-4, -0.3 * 2e-4, 4e-4];
    const uu = a * a * xx - 2 * a * b * xy + b * b * yy;
    const uv = a * b * xx + (a * a - b * b) * xy - a * b * yy;
    const vv = b * b * xx + 2 * a * b * xy + a * a * yy;
    expect(covariance.flat()).toEqual([uu, uv, uv, vv].map((value) => expect.closeTo(value, 14)));
  });

  it('agree with the same model written out in parts: a reflection coefficient, units and correlation between quantities', () => {
    const load = complex('Z', [62, -18], [0.4, 0.7, 0.5], { unit: 'Ω', degreesOfFreedom: 9, identity: 'load 4' });
    const reference = { name: 'R', unit: 'mΩ', distribution: normal(50_100, 200) };
    const ties = [{ a: 'im_Z', b: 'R', coefficient: 0.2 }];
    const model = parseComplexModel({
      inputs: [load, reference],
      equations: [
        { name: 'G', expression: '(Z - R) / (Z + R)' },
        { name: 'phase', expression: 'arg(G)', unit: '°' },
        { name: 'size', expression: 'abs(G)' },
      ],
      outputs: ['G', 'phase', 'size'],
      correlations: ties,
    });
    expect(model.outputs).toEqual([
      { name: 'G', real: 0, imaginary: 1 },
      { name: 'phase', real: 2 },
      { name: 'size', real: 3 },
    ]);
    const found = propagateUncertainty(model.model);
    const d = '((x + R)^2 + y^2)';
    const expected = propagateUncertainty(
      parseMeasurementModel({
        inputs: [
          { name: 'x', unit: 'Ω', distribution: normal(62, 0.4), degreesOfFreedom: 9 },
          { name: 'y', unit: 'Ω', distribution: normal(-18, 0.7), degreesOfFreedom: 9 },
          reference,
        ],
        equations: [
          { name: 'u', expression: `(x^2 - R^2 + y^2) / ${d}` },
          { name: 'v', expression: `2 * y * R / ${d}` },
          { name: 'phase', expression: 'atan2(v, u)', unit: '°' },
          { name: 'size', expression: 'sqrt(((x - R)^2 + y^2) / ((x + R)^2 + y^2))' },
        ],
        outputs: ['u', 'v', 'phase', 'size'],
        correlations: [
          { a: 'x', b: 'y', coefficient: 0.5 },
          { a: 'y', b: 'R', coefficient: 0.2 },
        ],
      }),
    );
    found.outputs.forEach(({ estimate }, i) => {
      expect(estimate / (expected.outputs[i]?.estimate as number)).toBeCloseTo(1, 12);
      found.covariance[i]?.forEach((value, j) => {
        expect(value / (expected.covariance[i]?.[j] as number)).toBeCloseTo(1, 9);
      });
    });
    const [gamma, phase] = complexResults(model, found);
    expect(gamma).not.toHaveProperty('unit');
    expect(phase).toMatchObject({
      unit: { text: '°' },
      covariance: [
        [expect.any(Number), 0],
        [0, 0],
      ],
    });
    expect(model.model.inputs[1]?.identity).toBe('load 4, imaginary part');
    const { estimates, covariance } = gamma as NonNullable<typeof gamma>;
    const region = normalRegion({ estimates, covariance }, { kind: 'hyper-ellipsoidal', coverageProbability: 0.95 });
    expect(region.coverageFactor).toBeCloseTo(Math.sqrt(-2 * Math.log(0.05)), 12);
  });

  it('are tried as models of their parts, and keep units of products', () => {
    const power = one(
      'V * conj(I)',
      [complex('V', [230, 3], [0.5, 0.5, 0], { unit: 'V' }), complex('I', [2, -1], [0.01, 0.02, 0.1], { unit: 'A' })],
      'W',
    );
    expect(power.estimates).toEqual([457, 236]);
    const { model } = parseComplexModel({ inputs: [z], equations: [{ name: 'w', expression: 'z * z' }] });
    const { covariance } = jointResultOf(runTrials(model, { seed: 5, from: 0, to: 100_000 }));
    const exact = propagateUncertainty(model).covariance;
    expect((covariance[0]?.[0] as number) / (exact[0]?.[0] as number)).toBeCloseTo(1, 1);
    expect(
      one('2 * a^1.5 + atan2(a, a) + a^2', [{ name: 'a', distribution: normal(4, 0.1) }]).estimates[0],
    ).toBeCloseTo(32 + Math.PI / 4, 12);
  });

  it.each<[string, string, () => unknown]>([
    ['a fractional power', 'BAD_EXPRESSION', () => one('z^0.5', [z])],
    ['a power that is large', 'BAD_EXPRESSION', () => one('z^65', [z])],
    ['a complex exponent', 'BAD_EXPRESSION', () => one('2^z', [z])],
    ['an arc of a complex number', 'BAD_EXPRESSION', () => one('asin(z)', [z])],
    ['atan2 of a complex number', 'BAD_EXPRESSION', () => one('atan2(z, 1)', [z])],
    ['an unknown name', 'UNKNOWN_NAME', () => one('z * q', [z])],
    ['an unknown function', 'UNKNOWN_NAME', () => one('norm(z)', [z])],
    [
      'an output that is none',
      'BAD_MODEL',
      () => resultsOf({ inputs: [z], equations: [{ name: 'w', expression: 'z' }], outputs: ['v'] }),
    ],
    ['a quantity called i', 'BAD_MODEL', () => one('i', [complex('i', [1, 1], [1, 1, 0])])],
    ['a name given twice', 'BAD_MODEL', () => one('z', [z, z])],
    ['a name of a part', 'BAD_MODEL', () => one('z', [z, { name: 're_z', distribution: normal(1, 1) }])],
    ['a correlation above 1', 'BAD_CORRELATION', () => one('z', [complex('z', [1, 1], [1, 1, 1.1])])],
    [
      'units that do not go together',
      'INCOMPARABLE',
      () =>
        one('z + y', [complex('z', [1, 1], [1, 1, 0], { unit: 'm' }), complex('y', [1, 1], [1, 1, 0], { unit: 's' })]),
    ],
    [
      'too many equations',
      'BAD_MODEL',
      () =>
        resultsOf({
          inputs: [z],
          equations: Array.from({ length: 101 }, (_, k) => ({ name: `w${k}`, expression: 'z' })),
        }),
    ],
  ])('are refused with %s', (_, code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});
