// SPDX-License-Identifier: Apache-2.0
import { concatBytes, utf8Bytes } from '@touchstone/identifiers';
import { badLeaf, compareBytes, HASH_BYTES, requireLength } from './bytes.ts';

/** Bytes of one subject key: party key ‖ thing key. */
export const SUBJECT_KEY_BYTES = 64;
/** Most subject keys of one leaf: their number is one byte. */
export const SUBJECT_KEYS_MAX = 255;

/** A statement: of whom and of what, and a commitment to its content; neither its kind nor anything of it. */
export interface StatementLeaf {
  readonly type: 'statement';
  /** 64 bytes each, ascending, distinct, at least one. */
  readonly subjectKeys: readonly Uint8Array[];
  readonly commitment: Uint8Array;
}
/** The root of the map of subjects over the leaves before it; the last leaf of every published tree. */
export interface IndexRootLeaf {
  readonly type: 'index-root';
  readonly mapRoot: Uint8Array;
  /** Leaves 0 to size − 1 are in the map. */
  readonly size: number;
  /** SHA-256 of the description of how leaves become entries of the map. */
  readonly mapFnId: Uint8Array;
}
/** The state of another log, such as a laboratory's own, at the end of an interval. */
export interface BatchRootLeaf {
  readonly type: 'batch-root';
  /** SHA-256 of the other log's origin. */
  readonly originHash: Uint8Array;
  readonly size: number;
  readonly root: Uint8Array;
  /** POSIX seconds; `from` belongs to the interval, `to` does not. */
  readonly from: number;
  readonly to: number;
}
/** First leaf of a shard that follows another: where the record went on from. */
export interface ShardStartLeaf {
  readonly type: 'shard-start';
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly mapRoot: Uint8Array;
}
export type Leaf = StatementLeaf | IndexRootLeaf | BatchRootLeaf | ShardStartLeaf;

/**
 * leaf = %x01 n n*64OCTET 32OCTET / %x02 root u64 fn / %x03 hash u64 root u64 u64 / %x04 len origin u64 root root
 * Decision record 0032; u64 big-endian. BAD_LEAF for a leaf that parseLeaf() would refuse.
 */
export function encodeLeaf(leaf: Leaf): Uint8Array<ArrayBuffer> {
  const bytes = encodeParts(leaf);
  parseLeaf(bytes);
  return bytes;
}

/** Reads leaf bytes strictly: one spelling per leaf, nothing left over. Throws BAD_LEAF. Copies what it keeps. */
export function parseLeaf(bytes: Uint8Array): Leaf {
  const reader = new LeafReader(bytes);
  const type = reader.byte('type');
  const leaf = parseAs(type, reader);
  reader.end();
  return leaf;
}

/** The leaf when the bytes are one, and undefined otherwise: a follower's answer to an entry that is none of ours. */
export function readLeaf(bytes: Uint8Array): Leaf | undefined {
  try {
    return parseLeaf(bytes);
  } catch {
    return undefined;
  }
}

function encodeParts(leaf: Leaf): Uint8Array<ArrayBuffer> {
  switch (leaf.type) {
    case 'statement': {
      if (leaf.subjectKeys.length > SUBJECT_KEYS_MAX) throw badLeaf('subjectKeys', `at most ${SUBJECT_KEYS_MAX}`);
      for (const key of leaf.subjectKeys) requireLength(key, SUBJECT_KEY_BYTES, 'subjectKeys');
      return concatBytes(Uint8Array.of(1, leaf.subjectKeys.length), ...leaf.subjectKeys, hash(leaf, 'commitment'));
    }
    case 'index-root':
      return concatBytes(Uint8Array.of(2), hash(leaf, 'mapRoot'), u64(leaf.size, 'size'), hash(leaf, 'mapFnId'));
    case 'batch-root':
      return concatBytes(
        Uint8Array.of(3),
        hash(leaf, 'originHash'),
        u64(leaf.size, 'size'),
        hash(leaf, 'root'),
        u64(leaf.from, 'from'),
        u64(leaf.to, 'to'),
      );
    case 'shard-start': {
      const origin = utf8Bytes(leaf.origin);
      if (origin.length > 255) throw badLeaf('origin', 'at most 255 bytes');
      const head = Uint8Array.of(4, origin.length);
      return concatBytes(head, origin, u64(leaf.size, 'size'), hash(leaf, 'root'), hash(leaf, 'mapRoot'));
    }
  }
}

function hash<K extends string>(leaf: Readonly<Record<K, Uint8Array>>, name: K): Uint8Array {
  return requireLength(leaf[name], HASH_BYTES, name);
}

function u64(value: number, at: string): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0) throw badLeaf(at, 'a whole number from 0 to 2^53 - 1');
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

function parseAs(type: number, reader: LeafReader): Leaf {
  switch (type) {
    case 1:
      return {
        type: 'statement',
        subjectKeys: subjectKeys(reader),
        commitment: reader.bytes(HASH_BYTES, 'commitment'),
      };
    case 2:
      return {
        type: 'index-root',
        mapRoot: reader.bytes(HASH_BYTES, 'mapRoot'),
        size: reader.u64('size'),
        mapFnId: reader.bytes(HASH_BYTES, 'mapFnId'),
      };
    case 3: {
      const originHash = reader.bytes(HASH_BYTES, 'originHash');
      const size = reader.u64('size');
      const root = reader.bytes(HASH_BYTES, 'root');
      const from = reader.u64('from');
      const to = reader.u64('to');
      if (from >= to) throw badLeaf('to', 'an interval ends after it begins');
      return { type: 'batch-root', originHash, size, root, from, to };
    }
    case 4:
      return {
        type: 'shard-start',
        origin: origin(reader),
        size: reader.u64('size'),
        root: reader.bytes(HASH_BYTES, 'root'),
        mapRoot: reader.bytes(HASH_BYTES, 'mapRoot'),
      };
    default:
      throw badLeaf('type', `1, 2, 3 or 4, not ${type}`);
  }
}

function subjectKeys(reader: LeafReader): readonly Uint8Array[] {
  const count = reader.byte('subjectKeys');
  if (count === 0) throw badLeaf('subjectKeys', 'at least one');
  const keys: Uint8Array[] = [];
  for (let index = 0; index < count; index += 1) {
    const key = reader.bytes(SUBJECT_KEY_BYTES, 'subjectKeys');
    const last = keys.at(-1);
    if (last !== undefined && compareBytes(last, key) >= 0) throw badLeaf('subjectKeys', 'ascending and distinct');
    keys.push(key);
  }
  return keys;
}

/** Of a log's name, as key names of C2SP signed-note v1.0.0 are: no space, no plus sign; nor a control character. */
const ORIGIN = /^[^\s+\p{Cc}]+$/u;

function origin(reader: LeafReader): string {
  const bytes = reader.bytes(reader.byte('origin'), 'origin');
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (ORIGIN.test(text)) return text;
  } catch {
    // Not UTF-8: the same refusal.
  }
  throw badLeaf('origin', 'UTF-8 without spaces, plus signs and control characters, at least one character');
}

class LeafReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(name: string): number {
    return this.bytes(1, name)[0] as number;
  }

  bytes(length: number, name: string): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw badLeaf(name, 'the leaf ends before it');
    this.#at += length;
    // A copy even of a Buffer, whose slice() is a view.
    return new Uint8Array(this.#bytes.subarray(this.#at - length, this.#at));
  }

  u64(name: string): number {
    const bytes = this.bytes(8, name);
    const value = new DataView(bytes.buffer).getBigUint64(0);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw badLeaf(name, 'a whole number from 0 to 2^53 - 1');
    return Number(value);
  }

  end(): void {
    const rest = this.#bytes.length - this.#at;
    if (rest > 0) throw badLeaf('end', `${rest} bytes are left over`);
  }
}
