// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { MetrologyError } from '../../metrology-error.ts';
import { propagateUncertainty } from '../propagation/propagate-uncertainty.ts';
import { type MeasurementModel, parseMeasurementModel } from './measurement-model.ts';

const UNITS: Readonly<Record<string, string | undefined>> = {
  w: 'mg/kg',
  v: 'mL/L',
  share: 'g/100 g',
  f: undefined,
  m: 'kg',
  colonies: 'CFU',
  probable: 'MPN',
  dose: 'Gy',
  decays: 'Bq',
  rate: '1/s',
  angle: '°',
};

const model = (expression: string, unit?: string): MeasurementModel =>
  parseMeasurementModel({
    inputs: Object.entries(UNITS).map(([name, own]) => ({
      name,
      distribution: { kind: 'normal', mean: '2', standardUncertainty: '0.1' },
      ...(own === undefined ? {} : { unit: own }),
    })),
    equations: [{ name: 'z', expression, ...(unit === undefined ? {} : { unit }) }],
  });

const reasonOf = (call: () => unknown) => {
  try {
    call();
    return undefined;
  } catch (error) {
    return error instanceof MetrologyError && error.code === 'INCOMPARABLE' ? error.data.reason : error;
  }
};

describe('parseMeasurementModel()', () => {
  it.each<[string, string | undefined, string]>([
    ['w + v', 'mg/kg', 'quotient-kind'],
    ['2 * w - v / 3', 'mg/kg', 'quotient-kind'],
    ['abs(-w) + v', 'mg/kg', 'quotient-kind'],
    ['w + f', 'mg/kg', 'quotient-kind'],
    ['w + 2 [mL/L]', 'mg/kg', 'quotient-kind'],
    ['w', 'mL/L', 'quotient-kind'],
    ['w', '%', 'quotient-kind'],
    ['colonies + probable', 'CFU', 'unit-kind'],
    ['colonies - f', 'CFU', 'unit-kind'],
    ['decays + rate', 'Bq', 'unit-kind'],
    ['dose', 'Sv', 'unit-kind'],
    ['atan2(w, v)', 'rad', 'quotient-kind'],
    ['atan2(colonies, probable)', 'rad', 'unit-kind'],
    ['atan2(w, w)', 'mg/kg', 'quotient-kind'],
    ['w + atan2(m, m)', 'mg/kg', 'quotient-kind'],
    ['atan2(m, decays)', 'rad', 'dimension'],
    ['atan2(m, 1)', 'rad', 'dimension'],
    ['atan2(m, m)', 'kg', 'dimension'],
  ])(
    'adds no fractions or counts of different things, as no quantities compare: %s in %s',
    (expression, unit, reason) => {
      expect(reasonOf(() => model(expression, unit))).toBe(reason);
    },
  );

  it.each<[string, string | undefined, number]>([
    ['w + share', 'mg/kg', 20_002],
    ['1 - share', 'g/100 g', 98],
    ['m * (1 - share)', 'kg', 1.96],
    ['w * 2 + w / 4', 'mg/kg', 4.5],
    ['f * w + v', 'mL/L', 2.004],
    ['m * w', 'mg', 4],
    ['m / m + w', 'g/g', 1.000002],
    ['w ^ 1 + v', 'mL/L', 2.002],
    ['f * dose', 'Sv', 4],
    ['rate * 1 [s] * decays', 'Bq', 4],
    ['angle + f', undefined, 2 + Math.PI / 90],
    ['2 [mL/L] * v', 'mL/L', 0.004],
  ])('leaves to the model what a product is a fraction of: %s in %s', (expression, unit, expected) => {
    expect(propagateUncertainty(model(expression, unit)).outputs[0]?.estimate).toBeCloseTo(expected, 9);
  });
});

describe('atan2(y, x)', () => {
  it.each([
    ['rad', Math.atan2(1, -3)],
    ['°', (Math.atan2(1, -3) * 180) / Math.PI],
    [undefined, Math.atan2(1, -3)],
  ])('of two lengths in any units is an angle in %s', (unit, expected) => {
    const [output] = propagateUncertainty(
      parseMeasurementModel({
        inputs: [
          { name: 'y', unit: 'mm', distribution: { kind: 'normal', mean: '100', standardUncertainty: '3' } },
          { name: 'x', unit: 'cm', distribution: { kind: 'normal', mean: '-30', standardUncertainty: '0.4' } },
        ],
        equations: [{ name: 'phi', expression: 'atan2(y, x)', ...(unit === undefined ? {} : { unit }) }],
      }),
    ).outputs;
    expect(output?.estimate).toBeCloseTo(expected, 13);
    // u² = (x u(y))² + (y u(x))², over r⁴; in mm.
    const radians = Math.hypot(300 * 3, 100 * 4) / (100 ** 2 + 300 ** 2);
    expect(output?.standardUncertainty).toBeCloseTo(radians * (unit === '°' ? 180 / Math.PI : 1), 13);
  });

  it('gives no sensitivity where both are 0, and leaves no quantity its name', () => {
    const text = (name: string) => ({
      inputs: ['y', name].map((one) => ({
        name: one,
        distribution: { kind: 'normal', mean: '0', standardUncertainty: '1' } as const,
      })),
      equations: [{ name: 'phi', expression: `atan2(y, ${name})` }],
    });
    const undefinedAt = expect.objectContaining({ code: 'MODEL_UNDEFINED' });
    expect(() => propagateUncertainty(parseMeasurementModel(text('x')))).toThrow(undefinedAt);
    expect(() => parseMeasurementModel(text('atan2'))).toThrow(expect.objectContaining({ code: 'BAD_MODEL' }));
  });
});
