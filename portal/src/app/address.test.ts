// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, formatAddress, parseAddress } from './address.ts';

const name = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.isWellFormed());
const market = name.filter((text) => !text.includes(','));
const place = name.filter((text) => !text.includes('~'));

describe('formatAddress() and parseAddress()', () => {
  it('keep any address', () => {
    const address: fc.Arbitrary<Address> = fc.record(
      {
        tab: fc.constant('verify' as const),
        example: name,
        markets: fc.array(market, { minLength: 1 }),
        on: name,
        cell: fc.record({ place, topic: name }),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(address, (given) => {
        expect(parseAddress(formatAddress(given))).toEqual(given);
      }),
    );
  });

  it('leave an address that a person can read and write', () => {
    const address = {
      example: 'tuna',
      markets: ['CN-GD', 'HK'],
      on: '2026-11-22',
      cell: { place: 'HK', topic: 'limit:mehg' },
    };
    expect(formatAddress(address)).toBe('#example=tuna&markets=CN-GD,HK&on=2026-11-22&cell=HK~limit:mehg');
  });
});

describe('parseAddress()', () => {
  it.each(['', '#', '#nonsense', '#tab=other', '#cell=HK', '#cell=', '#markets=,,'])(
    'takes %j for an empty one',
    (hash) => {
      expect(parseAddress(hash)).toEqual({});
    },
  );
});
