// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareLimits } from './compare.ts';
import { loadRequirementSet } from './load.ts';
import { BASES, type LimitRequirement } from './requirement.ts';
import { smallFiles } from './small-set.fixture.ts';
import { strictest } from './strictest.ts';

const [sound] = loadRequirementSet(smallFiles()).data.requirements as readonly LimitRequirement[];

function limitOf(id: string, more: object = {}): LimitRequirement {
  return { ...(sound as LimitRequirement), id, ...more };
}
const maximum = (value: string, unit = 'mg/kg') => ({ limit: { kind: 'maximum', value, unit } });
const BAN = { limit: { kind: 'not-permitted' } };
const idsOf = (limits: readonly LimitRequirement[]) => limits.map(({ id }) => id);

describe('strictest()', () => {
  test('takes the lowest of what may be compared, with every source that has it', () => {
    const limits = [
      limitOf('c', maximum('0.30')),
      limitOf('b', maximum('0.2')),
      limitOf('a', maximum('200', 'µg/kg')),
      limitOf('d', maximum('1')),
    ];
    const { levels, apart } = strictest(limits);
    expect(levels.map((level) => [idsOf(level.strictest), idsOf(level.satisfies)])).toEqual([
      [
        ['a', 'b'],
        ['a', 'b', 'c', 'd'],
      ],
    ]);
    expect(apart).toEqual([]);
  });

  test('keeps what may not be compared beside it, with the reason', () => {
    const limits = [
      limitOf('cn', maximum('0.3')),
      limitOf('hk', { ...maximum('0.3'), basis: 'as sold' }),
      limitOf('mo', { ...maximum('0.3'), basis: 'not stated' }),
    ];
    const { levels, apart } = strictest(limits);
    expect(levels.map((level) => idsOf(level.strictest))).toEqual([['cn'], ['hk'], ['mo']]);
    expect(apart.map(({ first, second, comparison }) => [first.id, second.id, comparison.because])).toEqual([
      ['cn', 'hk', 'basis'],
      ['cn', 'mo', 'basis'],
      ['hk', 'mo', 'basis'],
    ]);
    expect(apart[0]?.comparison.ifSameBasis).toEqual({ relation: 'equal' });
  });

  test('keeps a ban, a number and a guideline apart, and says nothing about other substances', () => {
    const limits = [
      limitOf('ban', BAN),
      limitOf('guide', { ...maximum('0.1'), legalForce: 'guideline' }),
      limitOf('hg', { ...maximum('0.1'), substanceId: 'hg' }),
      limitOf('pb', maximum('0.1')),
    ];
    const { levels, apart } = strictest(limits);
    expect(levels).toHaveLength(4);
    expect(apart.map(({ first, second }) => `${first.id} ${second.id}`)).toEqual(['ban guide', 'ban pb', 'guide pb']);
  });

  test('joins per litre and per kilogram once the density is known', () => {
    const limits = [limitOf('kg', maximum('0.1')), limitOf('l', maximum('0.1', 'mg/L'))];
    expect(strictest(limits).levels).toHaveLength(2);
    const { levels } = strictest(limits, { density: { value: '1.03', unit: 'kg/L' } });
    expect(levels.map((level) => idsOf(level.strictest))).toEqual([['l']]);
  });

  test('counts a limit once and has nothing to say about none', () => {
    const twice = limitOf('a', maximum('1'));
    expect(strictest([twice, twice]).levels[0]?.satisfies).toHaveLength(1);
    expect(strictest([])).toEqual({ levels: [], apart: [] });
  });
});

const anyLimit = fc
  .record({
    value: fc.constantFrom('0', '0.05', '0.1', '0.10', '0.3', '100', '300'),
    unit: fc.constantFrom('mg/kg', 'µg/kg', 'mg/L', 'Bq/kg', 'Bq/L'),
    basis: fc.constantFrom(...BASES.slice(0, 3), 'not stated'),
    substanceId: fc.constantFrom('pb', 'hg'),
    legalForce: fc.constantFrom('binding', 'guideline', 'international-standard'),
    instrument: fc.constantFrom('A', 'B').map((id) => ({ ...(sound as LimitRequirement).instrument, id })),
    ban: fc.integer({ min: 0, max: 5 }).map((number) => number === 0),
  })
  .map(({ value, unit, ban, ...rest }) => ({ ...(ban ? BAN : maximum(value, unit)), ...rest }));
const someLimits = fc
  .array(anyLimit, { maxLength: 10 })
  .map((limits) => limits.map((more, index) => limitOf(`l${index}`, more)));
const anyDensity = fc.option(fc.constant({ density: { value: '1.03', unit: 'kg/L' } }), { nil: {} });

describe('strictest() always', () => {
  test('is a lower bound of every limit that may be compared with it, in exactly one level', () => {
    fc.assert(
      fc.property(someLimits, anyDensity, (limits, options) => {
        const { levels } = strictest(limits, options);
        for (const limit of limits) {
          const comparisons = levels.flatMap(({ strictest: [leader] }) =>
            compareLimits(leader, limit, options).relation === 'incomparable'
              ? []
              : [compareLimits(leader, limit, options)],
          );
          expect(comparisons).toHaveLength(1);
          expect(['equal', 'stricter']).toContain(comparisons[0]?.relation);
        }
      }),
    );
  });

  test('comes from the limits given, whatever their order', () => {
    const shuffled = someLimits.chain((limits) =>
      fc.tuple(fc.constant(limits), fc.shuffledSubarray(limits, { minLength: limits.length })),
    );
    fc.assert(
      fc.property(shuffled, anyDensity, ([limits, others], options) => {
        expect(strictest(others, options)).toEqual(strictest(limits, options));
        expect(
          strictest(limits, options)
            .levels.flatMap((level) => level.strictest)
            .every((each) => limits.includes(each)),
        ).toBe(true);
      }),
    );
  });

  test('does not change when a laxer limit is added', () => {
    fc.assert(
      fc.property(someLimits, anyLimit, anyDensity, (limits, more, options) => {
        const added = limitOf('zz', more);
        const laxer = limits.some((limit) => compareLimits(added, limit, options).relation === 'laxer');
        fc.pre(laxer);
        const leaders = (given: readonly LimitRequirement[]) =>
          strictest(given, options).levels.map((level) => idsOf(level.strictest));
        expect(leaders([...limits, added])).toEqual(leaders(limits));
      }),
    );
  });
});
