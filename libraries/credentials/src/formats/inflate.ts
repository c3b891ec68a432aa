// SPDX-License-Identifier: Apache-2.0
import { CredentialError } from '../credential-error.ts';

const LENGTH_BASES = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCE_BASES = [
  1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145,
  8193, 12289, 16385, 24577,
];
const DISTANCE_BITS = [
  0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13,
];
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** What was inflated, and where in the input the deflated data ended. */
export interface Inflated {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly end: number;
}

/**
 * deflate = 1*(BFINAL BTYPE block): stored, fixed Huffman, or dynamic Huffman; copies reach back at most 32 KiB.
 * RFC 1951, section 3.2. Never makes more than `bytesMax` bytes, whatever the input: there is no bomb to go off.
 */
export function inflate(input: Uint8Array, start: number, bytesMax: number): Inflated {
  const source = new BitSource(input, start);
  const target = new Target(bytesMax);
  for (let isLast = false; !isLast; ) {
    isLast = source.bits(1) === 1;
    const type = source.bits(2);
    if (type === 0) {
      copyStored(source, target);
    } else if (type === 1) {
      inflateBlock(source, target, FIXED);
    } else if (type === 2) {
      inflateBlock(source, target, readCodes(source));
    } else {
      throw bad('no block has type 3');
    }
  }
  return { bytes: target.done(), end: source.position };
}

interface Codes {
  readonly literals: HuffmanCode;
  readonly distances: HuffmanCode;
}

/** Symbols in the order of their codes, and how many codes there are of each length. RFC 1951, 3.2.2. */
interface HuffmanCode {
  readonly counts: Uint16Array;
  readonly symbols: Uint16Array;
}

class BitSource {
  position: number;
  private held = 0;
  private heldBits = 0;
  private readonly input: Uint8Array;

  constructor(input: Uint8Array, start: number) {
    this.input = input;
    this.position = start;
  }

  bits(count: number): number {
    while (this.heldBits < count) {
      this.held |= this.byte() << this.heldBits;
      this.heldBits += 8;
    }
    const value = this.held & ((1 << count) - 1);
    this.held >>>= count;
    this.heldBits -= count;
    return value;
  }

  byte(): number {
    const byte = this.input[this.position];
    if (byte === undefined) {
      throw bad('the data end in the middle of a block');
    }
    this.position += 1;
    return byte;
  }

  /** At most 7 bits are held between reads, so the next whole byte is at `position`. */
  dropPartOfByte(): void {
    this.held = 0;
    this.heldBits = 0;
  }

  symbol({ counts, symbols }: HuffmanCode): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length < counts.length; length += 1) {
      code |= this.bits(1);
      const count = counts[length] as number;
      if (code - first < count) {
        return symbols[index + code - first] as number;
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw bad('a code that no symbol has');
  }
}

class Target {
  length = 0;
  private bytes = new Uint8Array(4_096);
  private readonly bytesMax: number;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  push(byte: number): void {
    if (this.length >= this.bytesMax) {
      throw new CredentialError('TOO_LARGE', `more than ${this.bytesMax} bytes come out of the compressed data`);
    }
    if (this.length === this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.length] = byte;
    this.length += 1;
  }

  copy(distance: number, length: number): void {
    if (distance > this.length) {
      throw bad('a copy from before the beginning');
    }
    for (let count = 0; count < length; count += 1) {
      this.push(this.bytes[this.length - distance] as number);
    }
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.bytes.slice(0, this.length);
  }
}

function copyStored(source: BitSource, target: Target): void {
  source.dropPartOfByte();
  const length = source.byte() | (source.byte() << 8);
  const check = source.byte() | (source.byte() << 8);
  if ((length ^ check) !== 0xffff) {
    throw bad('the length of a stored block does not match its complement');
  }
  for (let count = 0; count < length; count += 1) {
    target.push(source.byte());
  }
}

function inflateBlock(source: BitSource, target: Target, { literals, distances }: Codes): void {
  for (let symbol = source.symbol(literals); symbol !== 256; symbol = source.symbol(literals)) {
    if (symbol < 256) {
      target.push(symbol);
      continue;
    }
    const length = source.bits(bitsOf(LENGTH_BITS, symbol - 257)) + (LENGTH_BASES[symbol - 257] as number);
    const place = source.symbol(distances);
    target.copy(source.bits(bitsOf(DISTANCE_BITS, place)) + (DISTANCE_BASES[place] as number), length);
  }
}

// Lengths 286, 287 and distances 30, 31 have codes in the fixed block but no meaning.
function bitsOf(table: readonly number[], index: number): number {
  const bits = table[index];
  if (bits === undefined) {
    throw bad('a length or distance that is not defined');
  }
  return bits;
}

function readCodes(source: BitSource): Codes {
  const literalCount = source.bits(5) + 257;
  const distanceCount = source.bits(5) + 1;
  const lengthCount = source.bits(4) + 4;
  const lengthLengths = new Uint8Array(19);
  for (let index = 0; index < lengthCount; index += 1) {
    lengthLengths[CODE_LENGTH_ORDER[index] as number] = source.bits(3);
  }
  const lengths = readLengths(source, huffmanCode(lengthLengths), literalCount + distanceCount);
  if (lengths[256] === 0) {
    throw bad('the block has no code for its end');
  }
  return {
    literals: huffmanCode(lengths.subarray(0, literalCount)),
    distances: huffmanCode(lengths.subarray(literalCount)),
  };
}

function readLengths(source: BitSource, code: HuffmanCode, count: number): Uint8Array {
  const lengths = new Uint8Array(count);
  for (let index = 0; index < count; ) {
    const symbol = source.symbol(code);
    if (symbol < 16) {
      lengths[index] = symbol;
      index += 1;
      continue;
    }
    if (symbol === 16 && index === 0) {
      throw bad('nothing stands before the length to be repeated');
    }
    const value = symbol === 16 ? (lengths[index - 1] as number) : 0;
    const repeat = symbol === 16 ? source.bits(2) + 3 : symbol === 17 ? source.bits(3) + 3 : source.bits(7) + 11;
    if (index + repeat > count) {
      throw bad('more code lengths than announced');
    }
    lengths.fill(value, index, index + repeat);
    index += repeat;
  }
  return lengths;
}

/** The canonical code of these lengths; too many codes for their lengths are refused, too few are not. */
function huffmanCode(lengths: Uint8Array): HuffmanCode {
  const counts = new Uint16Array(16);
  for (const length of lengths) {
    counts[length] = (counts[length] as number) + 1;
  }
  counts[0] = 0;
  const offsets = new Uint16Array(16);
  for (let length = 1, left = 1; length < 16; length += 1) {
    left = left * 2 - (counts[length] as number);
    if (left < 0) {
      throw bad('more codes than their lengths can hold');
    }
    offsets[length] = (offsets[length - 1] as number) + (counts[length - 1] as number);
  }
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => {
    if (length > 0) {
      const place = offsets[length] as number;
      symbols[place] = symbol;
      offsets[length] = place + 1;
    }
  });
  return { counts, symbols };
}

function bad(message: string): CredentialError {
  return new CredentialError('BAD_GZIP', message);
}

// RFC 1951, 3.2.6: 0-143 in 8 bits, 144-255 in 9, 256-279 in 7, 280-287 in 8; distances in 5.
const FIXED: Codes = {
  literals: huffmanCode(
    Uint8Array.from({ length: 288 }, (_, symbol) => (symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8)),
  ),
  distances: huffmanCode(new Uint8Array(32).fill(5)),
};
