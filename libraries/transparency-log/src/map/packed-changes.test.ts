// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitOfKey, compareKeys } from './map-key.ts';
import { PackedChanges } from './packed-changes.ts';
import type { MapRecord } from './page-format.ts';

const bytes = (max: number) => fc.uint8Array({ maxLength: max });
// Few different bytes, so that keys come twice, and begin alike.
const key = fc.array(fc.constantFrom(0, 1, 255), { maxLength: 4 }).map((each) => Uint8Array.from(each));
const change = fc.record({ key, value: bytes(5), annex: bytes(5) });

describe('PackedChanges', () => {
  it('holds the last change of each key, in the order of the map', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (changes) => {
        const packed = new PackedChanges();
        const last = new Map<string, MapRecord>();
        for (const each of changes) {
          packed.set(each);
          last.set(each.key.join(), each);
        }
        const expected = [...last.values()].sort((one, other) => compareKeys(one.key, other.key));
        const order = [...packed.sorted()];
        expect(order.map((each) => packed.recordOf(each))).toEqual(expected);
        for (const [at, each] of order.entries()) {
          expect(packed.get(packed.keyOf(each))).toEqual(expected[at]);
          for (let bit = 0; bit < 48; bit += 1) {
            expect(packed.bitOf(each, bit)).toBe(bitOfKey(packed.keyOf(each), bit));
          }
        }
        expect(packed.get(Uint8Array.of(7))).toBeUndefined();
      }),
    );
  });

  it('grows with what it is given, and leaves what it handed out as it was', () => {
    const packed = new PackedChanges();
    const recordAt = (index: number) => {
      const key = new Uint8Array(8);
      new DataView(key.buffer).setUint32(0, index);
      return { key, value: new Uint8Array(60).fill(index), annex: new Uint8Array(0) };
    };
    packed.set(recordAt(0));
    const first = packed.recordOf(0);
    for (let index = 1; index < 5_000; index += 1) packed.set(recordAt(index));
    expect(first).toEqual(recordAt(0));
    expect([...packed.sorted()].every((each, at) => each === at)).toBe(true);
    expect(packed.recordOf(4_999)).toEqual(recordAt(4_999));
    const large = { key: Uint8Array.of(255, 255), value: new Uint8Array(1 << 21).fill(3), annex: Uint8Array.of(1) };
    packed.set(large);
    expect(packed.get(large.key)).toEqual(large);
  });
});
