// SPDX-License-Identifier: Apache-2.0

/** A source of whole numbers, evenly spread from 0 to 2³² − 1. */
export interface Generator {
  readonly next32: () => number;
}

/** Names of the generators. */
export type GeneratorName = 'xoshiro128**' | 'wichmann-hill-2006';

/** Which stream of numbers: a seed of the whole computation, and what the stream is for. */
export interface StreamKey {
  /** A whole number from 0 to 2⁵³ − 1. */
  readonly seed: number;
  readonly purpose: number;
  readonly block: number;
}

const TWO32 = 2 ** 32;

/**
 * The generator of one stream, its state drawn from Philox at (block, purpose) under the seed, so that any block of any
 * input can be made without those before it, on any thread, and comes out the same.
 */
export function streamOf(name: GeneratorName, { seed, purpose, block }: StreamKey): Generator {
  const words = philox([block >>> 0, Math.floor(block / TWO32), purpose, name === 'xoshiro128**' ? 0 : 1], [
    seed >>> 0,
    Math.floor(seed / TWO32),
  ]);
  return name === 'xoshiro128**' ? xoshiro128(words) : wichmannHill(words);
}

type Words = readonly [number, number, number, number];

/**
 * Philox4x32-10: ten rounds of (hi(M₁c₂) ⊕ c₁ ⊕ k₀, lo(M₁c₂), hi(M₀c₀) ⊕ c₃ ⊕ k₁, lo(M₀c₀)).
 * J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, Parallel random numbers: as easy as 1, 2, 3 (SC 2011).
 */
export function philox(counter: Words, key: readonly [number, number]): Words {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < 10; round += 1) {
    const [high0, high1] = [highProduct(0xd2511f53, c0), highProduct(0xcd9e8d57, c2)];
    const [low0, low1] = [Math.imul(0xd2511f53, c0) >>> 0, Math.imul(0xcd9e8d57, c2) >>> 0];
    [c0, c1, c2, c3] = [(high1 ^ c1 ^ k0) >>> 0, low1, (high0 ^ c3 ^ k1) >>> 0, low0];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/**
 * xoshiro128**: rotl(s₁ · 5, 7) · 9, then six shifts and sums without carry. Period 2¹²⁸ − 1.
 * D. Blackman, S. Vigna, ACM Transactions on Mathematical Software 47 (2021) 36. Requires a state that is not all 0.
 */
export function xoshiro128(state: Words): Generator {
  let s0 = state[0] | 0;
  let s1 = state[1] | 0;
  let s2 = state[2] | 0;
  let s3 = state[3] | 0;
  return {
    next32: () => {
      const five = Math.imul(s1, 5);
      const result = Math.imul((five << 7) | (five >>> 25), 9) >>> 0;
      const t = s1 << 9;
      s2 ^= s0;
      s3 ^= s1;
      s1 ^= s2;
      s0 ^= s3;
      s2 ^= t;
      s3 = (s3 << 11) | (s3 >>> 21);
      return result;
    },
  };
}

const MODULI = [2_147_483_579, 2_147_483_543, 2_147_483_423, 2_147_483_123] as const;
const FACTORS = [11_600, 47_003, 23_000, 33_000] as const;

/**
 * wⱼ ← aⱼ wⱼ mod mⱼ for j = 1 … 4; the fractional part of ∑ wⱼ/mⱼ. Period 2¹²¹.
 * B. A. Wichmann, I. D. Hill, Computational Statistics and Data Analysis 51 (2006) 1614–1622, the generator of
 * JCGM 101:2008, C.3 (recalled). Products stay below 2⁵³. The numbers have 32 bits of the fraction.
 */
export function wichmannHill(state: Words): Generator {
  let [w1, w2, w3, w4] = state.map((word, index) => 1 + (word % ((MODULI[index] as number) - 1))) as unknown as Words;
  return {
    next32: () => {
      w1 = (w1 * FACTORS[0]) % MODULI[0];
      w2 = (w2 * FACTORS[1]) % MODULI[1];
      w3 = (w3 * FACTORS[2]) % MODULI[2];
      w4 = (w4 * FACTORS[3]) % MODULI[3];
      const sum = w1 / MODULI[0] + w2 / MODULI[1] + w3 / MODULI[2] + w4 / MODULI[3];
      return Math.floor((sum - Math.floor(sum)) * TWO32);
    },
  };
}

// The upper 32 bits of a product, from 16-bit halves.
function highProduct(a: number, b: number): number {
  const [aLow, aHigh, bLow, bHigh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 0x10000) + Math.floor(carry / 0x10000)) >>> 0;
}
