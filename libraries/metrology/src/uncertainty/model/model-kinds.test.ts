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
