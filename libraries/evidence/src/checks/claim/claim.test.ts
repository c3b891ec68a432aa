// SPDX-License-Identifier: Apache-2.0
import { CHECK_GROUPS } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { cellOf, found, verdictOn, type WorldChanges, withSubject } from '../../testing/world.ts';

describe('checkClaim() and classify()', () => {
  it.each<[string, string, WorldChanges]>([
    [
      'a lot of tomorrow',
      'unknown; failed: PRODUCED_AFTER_QUESTION KEY_DATE_BEFORE_PRODUCTION KEY_DATE_BEFORE_PRODUCTION KEY_DATE_BEFORE_PRODUCTION',
      { claim: { lot: { lotNumber: 'L-1', producedOn: '2026-11-23' } } },
    ],
    [
      'a sale before production',
      'unknown; failed: KEY_DATE_BEFORE_PRODUCTION',
      { claim: { route: [{ place: 'MO', soldOn: '2026-11-07' }] } },
    ],
    [
      'a first supply and a sale before import',
      'unknown; failed: KEY_DATE_BEFORE_IMPORT KEY_DATE_BEFORE_IMPORT',
      {
        claim: {
          route: [{ place: 'MO', importedOn: '2026-11-21', firstSuppliedOn: '2026-11-20', soldOn: '2026-11-20' }],
        },
      },
    ],
    [
      'everything on the day of import',
      'proved; passed:',
      {
        claim: {
          route: [{ place: 'MO', importedOn: '2026-11-20', firstSuppliedOn: '2026-11-20', soldOn: '2026-11-20' }],
        },
      },
    ],
    [
      'a route with two days of sale',
      'unknown; failed: ROUTE_DATES_DIFFER',
      {
        claim: {
          route: [
            { place: 'MO', soldOn: '2026-11-20' },
            { place: 'MO', soldOn: '2026-11-21' },
          ],
        },
      },
    ],
    [
      'a route that says the same twice',
      'proved; passed:',
      {
        claim: {
          route: [
            { place: 'MO', soldOn: '2026-11-20' },
            { place: 'MO', soldOn: '2026-11-20' },
          ],
        },
      },
    ],
    [
      'no producer and no route',
      'unknown; passed: PRODUCER_NOT_STATED PLACE_NOT_ON_ROUTE',
      { claim: { actors: [], route: [] } },
    ],
  ])('judges %s', async (_, expected, changes) => {
    expect(await found('claim', changes)).toBe(expected);
  });

  it.each<[string, string, WorldChanges]>([
    ['a name of one food', 'proved; passed: CLASSIFIED_BY_NAME', { claim: { product: { name: 'Leaf' } } }],
    ['a name of nothing', 'unknown; undetermined: NAME_NOT_FOUND', { claim: { product: { name: 'stone' } } }],
    [
      'a name of two foods',
      'unknown; undetermined: NAME_AMBIGUOUS',
      { claim: { product: { name: 'greens or fish' } } },
    ],
    [
      'an entry under the name of another food',
      'unknown; undetermined: NAME_OF_OTHER_FOOD',
      { claim: { product: { name: ' FISH ', food: 'leaf' } } },
    ],
    ['an entry under a name of itself', 'proved; passed:', { claim: { product: { name: 'leaf pt', food: 'leaf' } } }],
    ['an entry under the name of its group', 'proved; passed:', { claim: { product: { name: 'food', food: 'leaf' } } }],
    [
      'an entry under the name of one of its own',
      'proved; passed:',
      { claim: { product: { name: 'cress', food: 'leaf' } } },
    ],
    [
      'an entry under a name that it shares',
      'proved; passed:',
      { claim: { product: { name: 'greens or fish', food: 'leaf' } } },
    ],
    ['an entry under a name of its own', 'proved; passed:', { claim: { product: { name: 'Best', food: 'leaf' } } }],
    [
      'an entry that the taxonomy lacks',
      'unknown; undetermined: UNKNOWN_FOOD',
      { claim: { product: { name: 'leaf', food: '__proto__' } } },
    ],
  ])('classifies %s', async (_, expected, changes) => {
    expect(await found('classification', changes)).toBe(expected);
  });
});

describe('what the checks on the claim only note', () => {
  it.each<[readonly string[], WorldChanges]>([
    [['CLASSIFIED_BY_NAME'], { claim: { product: { name: 'Leaf' } } }],
    [['PLACE_NOT_ON_ROUTE'], { claim: { route: [{ place: 'HK' }] } }],
    [[], {}],
  ])('is seen beside what is proved: %j', async (codes, changes) => {
    const { verdict, caveats } = cellOf(await verdictOn(changes));
    expect([verdict, caveats.map(({ code }) => code)]).toEqual(['proved', codes]);
  });

  it('is seen where the place lets the check inform only', async () => {
    const checks = Object.fromEntries(CHECK_GROUPS.map((group) => [group, 'informative']));
    const { caveats } = cellOf(
      await verdictOn({
        claim: { product: { name: 'fish', food: 'leaf' } },
        change: { policy: withSubject({ checks }) },
      }),
    );
    expect(caveats.map(({ code }) => code)).toContain('NAME_OF_OTHER_FOOD');
  });
});
