// SPDX-License-Identifier: Apache-2.0
import { bitOfKey, compareKeys } from './map-key.ts';
import type { MapRecord } from './page-format.ts';

const BYTES_MIN = 1 << 16;
const PLACES_MIN = 1 << 10;
/** Of each change: where it begins, and the lengths of its key, value and annex. */
const FIELDS = 4;

/**
 * Changes to a map by key, the last one of each: all bytes in one piece of memory, and numbers about them in another.
 * A batch holds tens of thousands; as objects each would be copied about by every collection until the batch is written,
 * and the collector would take that for a reason to ask for more memory.
 */
export class PackedChanges {
  private bytes = new Uint8Array(BYTES_MIN);
  private used = 0;
  private places = new Uint32Array(PLACES_MIN * FIELDS);
  private count = 0;
  private readonly byName = new Map<string, number>();

  /** The change of a key, as views. */
  get(key: Uint8Array): MapRecord | undefined {
    const change = this.byName.get(nameOf(key));
    return change === undefined ? undefined : this.recordOf(change);
  }

  /** Copies a change in, in place of an earlier one of its key. */
  set({ key, value, annex }: MapRecord): void {
    this.makeRoom(key.length + value.length + annex.length);
    this.places.set([this.used, key.length, value.length, annex.length], this.count * FIELDS);
    for (const part of [key, value, annex]) {
      this.bytes.set(part, this.used);
      this.used += part.length;
    }
    this.byName.set(nameOf(key), this.count);
    this.count += 1;
  }

  /** The changes in the order of their keys. */
  sorted(): Uint32Array {
    return Uint32Array.from(this.byName.values()).sort((one, other) => this.compare(one, other));
  }

  /** The key of a change, as a view. */
  keyOf(change: number): Uint8Array {
    const start = this.field(change, 0);
    return this.bytes.subarray(start, start + this.field(change, 1));
  }

  /** The bit of a change's key, as bitOfKey(). */
  bitOf(change: number, bit: number): 0 | 1 {
    const byte = bit >>> 3;
    if (byte >= this.field(change, 1)) {
      return bitOfKey(this.keyOf(change), bit);
    }
    return (((this.bytes[this.field(change, 0) + byte] as number) >>> (7 - (bit & 7))) & 1) as 0 | 1;
  }

  /** A change, as views. */
  recordOf(change: number): MapRecord {
    const key = this.field(change, 0);
    const value = key + this.field(change, 1);
    const annex = value + this.field(change, 2);
    return {
      key: this.bytes.subarray(key, value),
      value: this.bytes.subarray(value, annex),
      annex: this.bytes.subarray(annex, annex + this.field(change, 3)),
    };
  }

  private compare(one: number, other: number): number {
    const length = this.field(one, 1);
    if (length !== this.field(other, 1)) {
      return compareKeys(this.keyOf(one), this.keyOf(other));
    }
    const [left, right] = [this.field(one, 0), this.field(other, 0)];
    // Two changes never have the same key.
    let at = 0;
    while (this.bytes[left + at] === this.bytes[right + at]) {
      at += 1;
    }
    return (this.bytes[left + at] as number) - (this.bytes[right + at] as number);
  }

  private field(change: number, field: number): number {
    return this.places[change * FIELDS + field] as number;
  }

  /** What was handed out as views stays as it is: it is of the pieces before. */
  private makeRoom(more: number): void {
    if (this.used + more > this.bytes.length) {
      const bytes = new Uint8Array(Math.max(this.bytes.length * 2, this.used + more));
      bytes.set(this.bytes);
      this.bytes = bytes;
    }
    if ((this.count + 1) * FIELDS > this.places.length) {
      const places = new Uint32Array(this.places.length * 2);
      places.set(this.places);
      this.places = places;
    }
  }
}

/** A key as text of one character a byte, by which a Map finds it. */
function nameOf(key: Uint8Array): string {
  return Reflect.apply(String.fromCharCode, undefined, key);
}
