// SPDX-License-Identifier: Apache-2.0
import { parsePlace, rationalToNumber } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MetrologyError } from '../metrology-error.ts';
import { describeQuantity } from '../quantity/quantity.ts';
import { compareWithCapability, meetsNeed } from './compare-with-capability.ts';
import { compareNearness, greatCircleKilometres, nearnessOf } from './nearest.ts';
import { type Capability, smallestUncertaintyAt, type UncertaintyOver } from './smallest-uncertainty.ts';

const grams = (value: string) => ({ value, unit: 'g' });
const mg = (value: string) => ({ value, unit: 'mg' });
const balances = (uncertaintyOver?: UncertaintyOver): Capability => ({
  range: { from: grams('1'), to: grams('200') },
  smallestExpandedUncertainty: mg('0.10'),
  uncertaintyOver,
});
const linear: UncertaintyOver = { form: 'linear', constant: mg('0.05'), proportional: '0.000002' };
const table = (between: 'straight' | 'larger'): UncertaintyOver => ({
  form: 'table',
  between,
  // In any order, and in any unit of mass.
  points: [
    { at: grams('100'), expandedUncertainty: mg('0.30') },
    { at: mg('1000'), expandedUncertainty: mg('0.12') },
    { at: grams('200'), expandedUncertainty: { value: '0.00020', unit: 'g' } },
  ],
});
const at = (capability: Capability, value: string) => describeQuantity(smallestUncertaintyAt(capability, grams(value)));
function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof MetrologyError) return error.code;
    throw error;
  }
  return 'nothing thrown';
}

describe('smallestUncertaintyAt()', () => {
  it('is one number, where nothing else is stated', () => {
    expect([at(balances(), '1'), at(balances(), '200')]).toEqual(['0.10 mg', '0.10 mg']);
  });

  it('is a + b·x, and never less than the smallest of the line', () => {
    // 0.05 mg + 2e-6 · 100 g = 0.25 mg; at 1 g it would be 0.052 mg.
    expect([at(balances(linear), '100'), at(balances(linear), '1')]).toEqual(['0.25 mg', '0.10 mg']);
  });

  it('grows with the magnitude of a negative value, and takes degrees of uncertainty as differences', () => {
    const thermometers: Capability = {
      range: { from: { value: '-80', unit: '°C' }, to: { value: '0', unit: '°C' } },
      smallestExpandedUncertainty: { value: '0.02', unit: 'K' },
      uncertaintyOver: { form: 'linear', constant: { value: '0.01', unit: '°C' }, proportional: '0.001' },
    };
    expect(describeQuantity(smallestUncertaintyAt(thermometers, { value: '-50', unit: '°C' }))).toBe('0.06 K');
    expect(
      compareWithCapability(thermometers, {
        at: { value: '-50', unit: '°C' },
        expandedUncertainty: { value: '0.05', unit: '°C' },
      }),
    ).toEqual({ outcome: 'below', smallest: '0.06 K' });
  });

  it('runs straight between the points of a table, or takes the larger of both', () => {
    const straight = balances(table('straight'));
    // Halfway from 100 g to 200 g: (0.30 + 0.20) / 2.
    expect([at(straight, '1'), at(straight, '100'), at(straight, '150')]).toEqual(['0.12 mg', '0.3 mg', '0.25 mg']);
    const larger = balances(table('larger'));
    expect([at(larger, '50'), at(larger, '150'), at(larger, '200')]).toEqual(['0.3 mg', '0.3 mg', '0.2 mg']);
  });

  it('has no answer outside its range, or outside its table', () => {
    expect(codeOf(() => at(balances(), '0.9'))).toBe('BAD_PARAMETER');
    expect(codeOf(() => at(balances(), '200.1'))).toBe('BAD_PARAMETER');
    const points = (from: string, to: string): UncertaintyOver => ({
      ...{ form: 'table', between: 'straight' },
      points: [from, to].map((value) => ({ at: grams(value), expandedUncertainty: mg('0.3') })),
    });
    expect(codeOf(() => at(balances(points('10', '200')), '5'))).toBe('BAD_PARAMETER');
    expect(codeOf(() => at(balances(points('1', '100')), '150'))).toBe('BAD_PARAMETER');
  });

  it('lies between the points around it, for every value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000, max: 200_000 }), (milligrams) => {
        const value = (milligrams / 1000).toFixed(3);
        const number = (over: 'straight' | 'larger') =>
          rationalToNumber(smallestUncertaintyAt(balances(table(over)), grams(value)).value);
        const [less, more] = [number('straight'), number('larger')];
        expect(less).toBeGreaterThanOrEqual(0.12);
        expect(less).toBeLessThanOrEqual(more + 1e-12);
      }),
    );
  });
});

describe('compareWithCapability()', () => {
  const claim = (value: string, uncertainty: string) =>
    compareWithCapability(balances(linear), { at: grams(value), expandedUncertainty: mg(uncertainty) });
  it('lets a claim be as good as the capability, and no better', () => {
    expect(claim('100', '0.25')).toEqual({ outcome: 'within', smallest: '0.25 mg' });
    expect(claim('100', '0.2499')).toEqual({ outcome: 'below', smallest: '0.25 mg' });
  });

  it('compares standard uncertainties: a larger factor makes no claim larger, and one that is absent is 2', () => {
    const cmc = { ...balances(), smallestExpandedUncertainty: mg('0.2') };
    const of = (expanded: string, coverageFactor?: string, capability = cmc) =>
      compareWithCapability(capability, { at: grams('1'), expandedUncertainty: mg(expanded), coverageFactor });
    expect(of('0.2', '4')).toEqual({ outcome: 'below', smallest: '0.4 mg at k = 4 (0.2 mg at k = 2)' });
    expect(
      [of('0.4', '4'), of('0.3999', '4'), of('0.1', '1'), of('0.2', '2.00')].map(({ outcome }) => outcome),
    ).toEqual(['within', 'below', 'within', 'within']);
    // A standard may state its own at another factor: 0.3 mg at k = 3 is 0.2 mg at k = 2.
    const standard = { ...cmc, smallestExpandedUncertainty: mg('0.3'), coverageFactor: '3' };
    expect([of('0.2', undefined, standard), of('0.19', '2', standard)].map(({ outcome }) => outcome)).toEqual([
      'within',
      'below',
    ]);
  });

  it.each(['0', '-2', 'two'])('compares nothing with a factor of %s', (coverageFactor) => {
    const claimed = { at: grams('1'), expandedUncertainty: mg('9'), coverageFactor };
    expect(compareWithCapability(balances(), claimed)).toMatchObject({ outcome: 'incomparable' });
  });

  it('says what is outside the range, and what cannot be compared', () => {
    expect(claim('250', '1')).toEqual({ outcome: 'outside-range' });
    const volts = { at: { value: '1', unit: 'V' }, expandedUncertainty: mg('1') };
    expect(compareWithCapability(balances(), volts)).toMatchObject({ outcome: 'incomparable' });
  });

  it('throws what is no matter of units', () => {
    const broken = balances();
    Object.defineProperty(broken, 'range', {
      get: () => {
        throw new RangeError('a fault of the program');
      },
    });
    expect(() => compareWithCapability(broken, { at: grams('1'), expandedUncertainty: mg('1') })).toThrow(RangeError);
    expect(() => meetsNeed(broken, { at: grams('1') })).toThrow(RangeError);
  });
});

describe('a capability over temperatures', () => {
  const degrees = (value: string, unit = '°C') => ({ value, unit });
  const baths: Capability = {
    range: { from: degrees('-40'), to: degrees('473.15', 'K') },
    smallestExpandedUncertainty: degrees('0.02', 'K'),
    uncertaintyOver: {
      ...{ form: 'table', between: 'straight' },
      points: [
        { at: degrees('233.15', 'K'), expandedUncertainty: degrees('0.05') },
        { at: degrees('0'), expandedUncertainty: degrees('0.02', 'K') },
        { at: degrees('392', '°F'), expandedUncertainty: degrees('0.1', 'K') },
      ],
    },
  };
  const of = (value: string, unit: string, claimed: string, capability = baths) =>
    compareWithCapability(capability, { at: degrees(value, unit), expandedUncertainty: degrees(claimed, 'K') }).outcome;
  it('reads its ends, its points and what is claimed as temperatures, on whatever scale', () => {
    expect([of('273.15', 'K', '0.02'), of('273.15', 'K', '0.0199'), of('0', '°C', '0.02')]).toEqual([
      ...['within', 'below', 'within'],
    ]);
    // 212 °F is 100 °C, halfway between 0.02 K and 0.1 K.
    expect([of('212', '°F', '0.06'), of('212', '°F', '0.0599')]).toEqual(['within', 'below']);
    expect([of('-40', '°F', '0.05'), of('473.15', 'K', '0.1'), of('473.16', 'K', '1')]).toEqual([
      ...['within', 'within', 'outside-range'],
    ]);
  });

  it('grows by a share of the temperature as its range counts it', () => {
    const line: Capability = {
      ...baths,
      uncertaintyOver: { form: 'linear', constant: degrees('0.01', 'K'), proportional: '0.001' },
    };
    // 0.01 K + 0.001 · 100 K, and not 0.001 · 373.15 K.
    expect([of('373.15', 'K', '0.11', line), of('373.15', 'K', '0.1099', line)]).toEqual(['within', 'below']);
  });
});

describe('meetsNeed()', () => {
  const need = (value: string, uncertainty?: string) =>
    meetsNeed(balances(linear), {
      at: grams(value),
      ...(uncertainty === undefined ? {} : { expandedUncertainty: mg(uncertainty) }),
    }).meets;
  it('is good enough at or below what is needed, within the range only', () => {
    expect([need('100', '0.25'), need('100', '0.2'), need('100'), need('300')]).toEqual([true, false, true, false]);
    expect(meetsNeed(balances(), { at: { value: '1', unit: 'V' } })).toEqual({ meets: false });
  });
});

describe('greatCircleKilometres()', () => {
  it.each([
    // A quarter of a great circle is πR/2.
    ['pole to equator', [90, 0], [0, 17], (Math.PI / 2) * 6371.0088],
    ['antipodes', [0, 0], [0, 180], Math.PI * 6371.0088],
    ['nowhere', [23.13, 113.26], [23.13, 113.26], 0],
  ] as const)('is right from %s', (_, [aLat, aLon], [bLat, bLon], expected) => {
    const found = greatCircleKilometres({ latitude: aLat, longitude: aLon }, { latitude: bLat, longitude: bLon });
    expect(Math.abs(found - expected)).toBeLessThan(1e-6);
  });

  it('is the same in both directions, and never more than half around', () => {
    const place = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(place, place, (a, b) => {
        expect(Math.abs(greatCircleKilometres(a, b) - greatCircleKilometres(b, a))).toBeLessThan(1e-6);
        expect(greatCircleKilometres(a, b)).toBeLessThanOrEqual(Math.PI * 6371.0088 + 1e-6);
      }),
    );
  });
});

describe('nearnessOf() and compareNearness()', () => {
  const guangzhou = { place: parsePlace('CN-GD'), coordinates: { latitude: 23.13, longitude: 113.26 } };
  const hongKong = { place: parsePlace('HK'), coordinates: { latitude: 22.3, longitude: 114.17 } };
  it('puts the same place first, then the shorter way, then what is not known', () => {
    const found = [
      nearnessOf([], guangzhou),
      nearnessOf([hongKong], guangzhou),
      nearnessOf([{ place: parsePlace('CN') }], guangzhou),
      nearnessOf([{ coordinates: hongKong.coordinates }, { coordinates: { latitude: 23, longitude: 113 } }], guangzhou),
    ];
    expect([...found].sort(compareNearness)).toEqual([found[2], found[3], found[1], found[0]]);
    expect(found[0]).toEqual({ samePlace: false });
    expect(found[1]?.kilometres).toBeGreaterThan(100);
    expect(found[1]?.kilometres).toBeLessThan(150);
    expect(compareNearness({ samePlace: false }, { samePlace: true })).toBe(1);
    expect(compareNearness({ samePlace: true }, { samePlace: false })).toBe(-1);
    expect(compareNearness({ samePlace: true }, { samePlace: true })).toBe(0);
    expect(compareNearness({ samePlace: true }, { samePlace: true, kilometres: 3 })).toBe(Number.POSITIVE_INFINITY);
  });

  it('does not guess where somebody is who does not say it', () => {
    expect(nearnessOf([hongKong], {})).toEqual({ samePlace: false });
    expect(nearnessOf([hongKong], { place: parsePlace('MO') })).toEqual({ samePlace: false });
  });
});

describe('a capability over another quantity than it is of', () => {
  const [from, to] = [
    { value: '-40', unit: '°C' },
    { value: '200', unit: '°C' },
  ];
  const at = { value: '0', unit: '°C' };
  const ohms = { range: { from, to }, smallestExpandedUncertainty: { value: '4', unit: 'mΩ' } };
  const kelvins = { range: { from, to }, smallestExpandedUncertainty: { value: '10', unit: 'mK' } };
  const inOhms = (value: string) => ({ at, expandedUncertainty: { value, unit: 'Ω' } });

  it('is held by the point against its range, and by U against its own unit', () => {
    expect(compareWithCapability(ohms, inOhms('0.005')).outcome).toBe('within');
    expect(compareWithCapability(ohms, inOhms('0.003'))).toEqual({ outcome: 'below', smallest: '4 mΩ' });
    expect(compareWithCapability(ohms, { ...inOhms('1'), at: { value: '300', unit: '°C' } }).outcome).toBe(
      'outside-range',
    );
  });

  it('says nothing of a U, or of a point, in a unit of something else', () => {
    expect(compareWithCapability(kelvins, inOhms('0.005')).outcome).toBe('incomparable');
    expect(compareWithCapability(ohms, { at, expandedUncertainty: { value: '20', unit: 'mK' } }).outcome).toBe(
      'incomparable',
    );
    expect(compareWithCapability(ohms, { ...inOhms('1'), at: { value: '0', unit: 'Ω' } }).outcome).toBe('incomparable');
  });
});
