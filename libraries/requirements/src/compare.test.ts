// SPDX-License-Identifier: Apache-2.0
import { rational } from '@touchstone/identifiers';
import { MetrologyError } from '@touchstone/metrology/quantity';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareLimits, type LimitComparison } from './compare.ts';
import { loadRequirementSet } from './load.ts';
import type { LimitRequirement } from './requirement.ts';
import { smallFiles } from './small-set.fixture.ts';

const set = loadRequirementSet(
  smallFiles({
    'requirements/coverage.csv': [],
    'limits/limits.csv': [
      { id: 'low', value: '0.10' },
      { id: 'same', value: '0.1', jurisdiction: 'HK' },
      { id: 'high', value: '300', unit: 'µg/kg' },
      { id: 'zero', value: '0' },
      { id: 'zero-too', value: '0.0' },
      { id: 'guide', value: '0.1', limit_kind: 'guideline level' },
      { id: 'guide-high', value: '0.2', limit_kind: 'guideline level' },
      { id: 'ban', limit_kind: 'not permitted', value: '', unit: '', basis: 'any' },
      { id: 'ban-too', limit_kind: 'not permitted', value: '', unit: '', basis: 'as sold' },
      { id: 'hg', substance_id: 'hg', value: '0.1' },
      { id: 'mehg', substance_id: 'mehg', value: '0.1' },
      { id: 'litre', value: '0.1', unit: 'mg/L' },
      { id: 'activity', value: '10', unit: 'Bq/kg' },
      { id: 'activity-litre', value: '10', unit: 'Bq/L' },
      { id: 'sold', value: '0.2', basis: 'as sold' },
      { id: 'unstated', value: '0.2', basis: 'not stated' },
      { id: 'unstated-same-law', value: '0.1', basis: 'not stated' },
      { id: 'unstated-other-law', value: '0.2', basis: 'not stated', instrument: 'Standard A, 2025' },
      { id: 'guide-litre-sold', value: '1', unit: 'Bq/L', basis: 'as sold', limit_kind: 'guideline level' },
    ],
  }),
);
const limit = (id: string): LimitRequirement => set.requirements.get(id) as LimitRequirement;
const compare = (first: string, second: string, density?: string): LimitComparison =>
  compareLimits(
    limit(first),
    limit(second),
    density === undefined ? {} : { density: { value: density, unit: 'kg/L' } },
  );

describe('compareLimits()', () => {
  test.each([
    ['0.10 and 0.1 of another place', 'low', 'same', { relation: 'equal' }],
    ['another unit of the same kind', 'low', 'high', { relation: 'stricter', factor: rational(3) }],
    ['the other way round', 'high', 'low', { relation: 'laxer', factor: rational(3) }],
    ['zero, which has no factor', 'zero', 'low', { relation: 'stricter' }],
    ['zero and zero', 'zero', 'zero-too', { relation: 'equal' }],
    ['two guidelines', 'guide-high', 'guide', { relation: 'laxer', factor: rational(2) }],
    ['two bans, whatever their basis', 'ban', 'ban-too', { relation: 'equal' }],
    ['what one law leaves unstated twice', 'unstated', 'unstated-same-law', { relation: 'laxer', factor: rational(2) }],
  ])('relates %s', (_, first, second, expected) => {
    expect(compare(first, second)).toEqual(expected);
  });

  test.each([
    ['mercury and methylmercury', 'hg', 'mehg', ['substance']],
    ['a guideline and a limit', 'guide', 'low', ['guideline-against-limit']],
    ['a ban and a number', 'ban', 'low', ['ban-against-number']],
    ['a number and a ban', 'low', 'ban', ['ban-against-number']],
    ['per kilogram and per litre', 'low', 'litre', ['unit-without-density']],
    ['activities per litre and per kilogram', 'activity-litre', 'activity', ['unit-without-density']],
    ['a mass and an activity', 'low', 'activity', ['dimension']],
    [
      'several reasons, the gravest first',
      'guide-litre-sold',
      'activity',
      ['guideline-against-limit', 'unit-without-density', 'basis'],
    ],
    ['another substance by another unit', 'hg', 'activity', ['substance', 'dimension']],
  ])('does not compare %s', (_, first, second, reasons) => {
    expect(compare(first, second)).toEqual({ relation: 'incomparable', because: reasons[0], reasons });
  });

  test.each([
    ['bases in different words', 'low', 'sold', { relation: 'stricter', factor: rational(2) }],
    ['a basis and none', 'sold', 'unstated', { relation: 'equal' }],
    ['two laws that both state none', 'unstated', 'unstated-other-law', { relation: 'equal' }],
  ])('tells how the numbers would stand on one basis for %s', (_, first, second, ifSameBasis) => {
    expect(compare(first, second)).toEqual({
      relation: 'incomparable',
      because: 'basis',
      reasons: ['basis'],
      ifSameBasis,
    });
  });

  test('compares per litre with per kilogram once the density is known', () => {
    expect(compare('low', 'litre', '1')).toEqual({ relation: 'equal' });
    // 0.1 mg/L at 1.25 kg/L is 0.08 mg/kg, so 0.10 mg/kg is laxer by 1.25.
    expect(compare('low', 'litre', '1.25')).toEqual({ relation: 'laxer', factor: rational(5, 4) });
    expect(compare('litre', 'low', '1.25')).toEqual({ relation: 'stricter', factor: rational(5, 4) });
    expect(compare('low', 'activity', '1.25')).toMatchObject({ because: 'dimension' });
  });

  test('refuses a density that is none', () => {
    expect(() => compare('low', 'litre', '0')).toThrow(MetrologyError);
  });

  test.each([
    [undefined, 'low', 'first'],
    ['low', undefined, 'second'],
    [undefined, undefined, 'both'],
  ] as const)('calls an absent row a gap: %s and %s', (first, second, missing) => {
    const given = (id: string | undefined) => (id === undefined ? undefined : limit(id));
    expect(compareLimits(given(first), given(second))).toEqual({ relation: 'gap', missing });
  });

  test('turns round when the limits change places', () => {
    const ids = [...set.requirements.keys()].filter((id) => id !== 'HK-label');
    const density = fc.option(fc.constantFrom('0.8', '1', '1.03'), { nil: undefined });
    const turned = { equal: 'equal', stricter: 'laxer', laxer: 'stricter', incomparable: 'incomparable', gap: 'gap' };
    fc.assert(
      fc.property(fc.constantFrom(...ids), fc.constantFrom(...ids), density, (first, second, given) => {
        const forth = compare(first, second, given);
        const back = compare(second, first, given);
        expect(back.relation).toBe(turned[forth.relation]);
        if ('factor' in forth) {
          expect(back).toMatchObject({ factor: forth.factor });
        }
        if (forth.relation === 'incomparable') {
          expect(back).toMatchObject({ reasons: forth.reasons });
        }
      }),
    );
  });

  test('calls every limit equal to itself', () => {
    for (const id of [...set.requirements.keys()].filter((each) => each !== 'HK-label')) {
      expect(compare(id, id)).toEqual({ relation: 'equal' });
    }
  });
});
