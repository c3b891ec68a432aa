// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { compareItems, type ItemIdentity, itemIdentity, itemKeys } from './item-identity.ts';

const MADE = { manufacturer: 'Example Scales', model: 'B-200', serialNumber: 'A 007' } as const;
const NAMED = { identifier: 'https://Owner.example/things/B1' } as const;
const without = (member: keyof typeof MADE): ItemIdentity => ({ ...MADE, [member]: undefined });

describe('itemIdentity', () => {
  it.each([
    [MADE, true],
    [NAMED, true],
    [{ ...NAMED, serialNumber: '7' }, true],
    [{}, false],
    [{ manufacturer: 'M', serialNumber: '7' }, false],
    [{ ...MADE, model: ' ' }, false],
    [{ identifier: 'B1' }, false],
    [{ identifier: 'no space: allowed' }, false],
    [{ ...MADE, serialNumber: '7'.repeat(101) }, false],
    [{ identifier: `urn:${'7'.repeat(297)}` }, false],
    [{ ...MADE, name: 'B1' }, false],
  ])('%j is one thing: %s', (given, isOne) => {
    expect(itemIdentity.safeParse(given).success).toBe(isOne);
  });
});

describe('itemKeys()', () => {
  it('gives a key for what the maker, and one for what the owner gave it, in one spelling', () => {
    expect(itemKeys({ ...MADE, ...NAMED })).toEqual([
      'item made ["example scales","b-200","a 007"]',
      'item named https://owner.example/things/B1',
    ]);
    const spelt = { manufacturer: 'EXAMPLE  Scales', model: 'Ｂ-200', serialNumber: 'a\u00a0007' };
    expect(itemKeys(spelt)).toEqual(itemKeys(MADE));
    expect(itemKeys({ identifier: 'HTTPS://owner.example/things/B1' })).toEqual(itemKeys(NAMED));
    expect(itemKeys({ identifier: 'URN:x:B1' })).toEqual(['item named urn:x:B1']);
  });

  it.each(['manufacturer', 'model', 'serialNumber'] as const)('gives none where the %s is not stated', (member) => {
    expect(itemKeys(without(member))).toEqual([]);
    expect(itemKeys(undefined)).toEqual([]);
  });

  it('mixes no two things up whose names run together', () => {
    const shifted = { ...MADE, manufacturer: 'Example', model: 'Scales B-200' };
    expect(itemKeys(shifted)).not.toEqual(itemKeys(MADE));
  });
});

describe('compareItems()', () => {
  it.each<[string, ItemIdentity | undefined, ItemIdentity | undefined]>([
    ['same', MADE, { ...MADE, serialNumber: 'a 007' }],
    ['same', NAMED, { ...NAMED, ...MADE }],
    ['same', { ...NAMED, ...MADE }, { ...MADE }],
    ['other', MADE, { ...MADE, serialNumber: 'A 008' }],
    ['other', MADE, { ...MADE, serialNumber: 'A007' }],
    ['other', NAMED, { identifier: 'https://owner.example/things/b1' }],
    // What contradicts itself shows nothing.
    ['other', { ...NAMED, ...MADE }, { ...NAMED, ...MADE, serialNumber: '9' }],
    ['other', { ...NAMED, ...MADE }, { ...MADE, identifier: 'urn:x:1' }],
    ['unknown', MADE, { ...MADE, model: 'B-300' }],
    ['unknown', MADE, NAMED],
    ['unknown', MADE, undefined],
    ['unknown', undefined, undefined],
  ])('is %s of %j and %j, whichever is first', (expected, one, other) => {
    expect(compareItems(one, other)).toBe(expected);
    expect(compareItems(other, one)).toBe(expected);
  });
});
