// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { faultsOfFindings } from './faults-of-findings.ts';

const q = (text: string) => {
  const [value = '', unit = ''] = text.split(' ');
  return { value, unit };
};
const RESULT = { quantity: 'mass', at: q('100 g'), expandedUncertainty: q('0.3 mg'), coverageFactor: '2' };
const POINT = {
  quantity: 'mass',
  at: q('100 g'),
  shift: q('20 mg'),
  expandedUncertainty: q('2 mg'),
  coverageFactor: '2',
};
const faults = (point: object, results: readonly object[] = [RESULT]) =>
  faultsOfFindings({ results, asFound: [{ ...POINT, ...point }] } as never);
const said = (point: object, results?: readonly object[]) =>
  faults(point, results).map(({ code, path }) => `${code} ${path}`);

describe('faultsOfFindings()', () => {
  it('takes what can be, in any unit of the same kind, and where nothing was found off', () => {
    expect(faultsOfFindings({ results: [RESULT] } as never)).toEqual([]);
    expect(said({})).toEqual([]);
    expect(said({ at: q('0.1 kg'), shift: q('-0.02 g'), expandedUncertainty: q('2e3 ug') })).toEqual([]);
    expect(said({ shift: q('0 mg'), expandedUncertainty: q('0e5 mg') })).toEqual([]);
    expect(said({}, [])).toEqual([]);
    expect(said({ shift: q('99 g') }, [{ ...RESULT, at: q('1 g') }, RESULT])).toEqual([]);
  });

  it.each([
    [{ at: q('1 m') }, 'AS_FOUND_UNIT_CONFLICT asFound[0].at'],
    [{ shift: q('1 mm'), expandedUncertainty: q('1 mm') }, 'AS_FOUND_UNIT_CONFLICT asFound[0].shift'],
    [{ expandedUncertainty: q('1 s') }, 'AS_FOUND_UNIT_CONFLICT asFound[0].expandedUncertainty'],
    [{ shift: q('1 nonsense') }, 'AS_FOUND_UNIT_CONFLICT asFound[0].shift'],
    [{ shift: q('1e400 mg') }, 'AS_FOUND_OUT_OF_RANGE asFound[0].shift'],
    [{ shift: q('1e-400 mg') }, 'AS_FOUND_OUT_OF_RANGE asFound[0].shift'],
    [{ at: q('1e31 g') }, 'AS_FOUND_OUT_OF_RANGE asFound[0].at'],
    [{ at: q('1.1 kg') }, 'AS_FOUND_OUT_OF_RANGE asFound[0].at'],
    [{ shift: q('-101 g') }, 'AS_FOUND_OUT_OF_RANGE asFound[0].shift'],
    [{ expandedUncertainty: q('1 kg') }, 'AS_FOUND_OUT_OF_RANGE asFound[0].expandedUncertainty'],
    [{ coverageFactor: '0' }, 'AS_FOUND_BAD_FACTOR asFound[0].coverageFactor'],
    [{ coverageFactor: '1e400' }, 'AS_FOUND_BAD_FACTOR asFound[0].coverageFactor'],
    [{ expandedUncertainty: q('-2 mg') }, 'AS_FOUND_BAD_FACTOR asFound[0].expandedUncertainty'],
  ])('refuses %j, saying where', (point, fault) => {
    expect(said(point)).toContain(fault);
  });

  it('says what is there and what would be right', () => {
    const [fault] = faults({ at: q('1 m') });
    expect(fault?.detail).toMatch(/asFound\[0\]\.at: 1 m .*write it in g/);
    expect(faults({ shift: q('200 g') })[0]?.detail).toMatch(/200 g .*100 g/);
  });

  it('judges a shift by the unit of what was found, and a point by its own quantity where that was calibrated', () => {
    const ohms = { ...RESULT, quantity: 'resistance', at: q('0 Cel'), measuredValue: q('100 Ohm') };
    const point = { quantity: 'resistance', at: q('0 Cel'), shift: q('0.1 Ohm'), expandedUncertainty: q('0.01 Ohm') };
    expect(said(point, [RESULT, ohms])).toEqual([]);
    expect(said({ ...point, shift: q('1 g'), expandedUncertainty: q('1 g') }, [RESULT, ohms])).toEqual([
      'AS_FOUND_UNIT_CONFLICT asFound[0].shift',
    ]);
    // Of a temperature absolute zero tells how large it is, and not 0 °C.
    expect(
      said({ quantity: 'temperature', at: q('90 Cel'), shift: q('3 K'), expandedUncertainty: q('1 K') }, [
        { ...RESULT, quantity: 'temperature', at: q('0 Cel') },
      ]),
    ).toEqual([]);
    // A unit that only its laboratory knows compares with itself.
    const own = { ...RESULT, at: q('5 div7') };
    expect(said({ at: q('5 div7'), shift: q('1 div7'), expandedUncertainty: q('1 div7') }, [own])).toEqual([]);
  });

  const round = (value: number) => Number(value.toFixed(6));
  /** One temperature, and one difference of two, as it is written on each scale. */
  const SCALES = {
    K: { point: (kelvin: number) => `${kelvin} K`, interval: (kelvin: number) => `${kelvin} K` },
    Cel: { point: (kelvin: number) => `${round(kelvin - 273.15)} °C`, interval: (kelvin: number) => `${kelvin} °C` },
    degF: {
      point: (kelvin: number) => `${round(kelvin * 1.8 - 459.67)} °F`,
      interval: (kelvin: number) => `${round(kelvin * 1.8)} °F`,
    },
  };
  type Scale = keyof typeof SCALES;
  const thermometer = (
    [certified, found, moved]: readonly [Scale, Scale, Scale],
    { points, at, shift }: { readonly points: readonly number[]; readonly at: number; readonly shift: number },
  ) => {
    const places = points.map((one) => q(SCALES[certified].point(one)));
    const off = { shift: q(SCALES[moved].interval(shift)), expandedUncertainty: q(SCALES[moved].interval(0.005)) };
    return said(
      { quantity: 'temperature', at: q(SCALES[found].point(at)), ...off },
      places.map((one) => ({ ...RESULT, quantity: 'temperature', at: one })),
    );
  };

  it('takes what was found of a thermometer at the triple point of water, at 0 °C and below it', () => {
    const near = { quantity: 'temperature', at: q('0.01 °C'), shift: q('50 mK'), expandedUncertainty: q('5 mK') };
    for (const at of ['0.01 °C', '273.16 K', '32.018 °F']) {
      expect(said(near, [{ ...RESULT, quantity: 'temperature', at: q(at) }])).toEqual([]);
    }
    expect(thermometer(['Cel', 'Cel', 'K'], { points: [273.15, 272.65], at: 273.15, shift: -0.8 })).toEqual([]);
  });

  it('says the same of one temperature whatever the scale on which it is stated', () => {
    const names = Object.keys(SCALES) as Scale[];
    const all = names.flatMap((one) => names.flatMap((other) => names.map((third) => [one, other, third] as const)));
    for (const given of [
      { points: [273.16], at: 273.16, shift: 0.05 },
      { points: [255.372222, 273.15], at: 255.372222, shift: -1.8 },
      { points: [77], at: 77, shift: 76 },
      { points: [77], at: 77, shift: 78 },
      { points: [273.16], at: 2700, shift: 0.05 },
      { points: [273.16], at: 2740, shift: 0.05 },
    ]) {
      const expected = thermometer(['K', 'K', 'K'], given);
      for (const scales of all) expect([scales, thermometer(scales, given)]).toEqual([scales, expected]);
    }
    expect(thermometer(['Cel', 'Cel', 'Cel'], { points: [77], at: 77, shift: 78 })).toEqual([
      'AS_FOUND_OUT_OF_RANGE asFound[0].shift',
    ]);
  });
});
