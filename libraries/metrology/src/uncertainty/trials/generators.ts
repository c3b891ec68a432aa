// SPDX-License-Identifier: Apache-2.0
import { type PhiloxWords, philox } from './philox.ts';

/** Names of the generators. */
export type GeneratorName = 'xoshiro128**' | 'wichmann-hill-2006';

/** A source of whole numbers, evenly spread from 0 to 2³² − 1, made some hundred at a time. */
export interface Generator {
  readonly name: GeneratorName;
  readonly words: Uint32Array;
  readonly state: Uint32Array;
  /** The next word that has not been taken. */
  at: number;
}

/** Which stream of numbers: a seed of the whole computation, and what the stream is for. */
export interface StreamKey {
  /** A whole number from 0 to 2⁵³ − 1. */
  readonly seed: number;
  readonly purpose: number;
  readonly block: number;
}

// Words that single draws take from; whole blocks are filled at once.
const BUFFER_WORDS = 64;
const TWO32 = 2 ** 32;

/**
 * The generator of one stream, its state drawn from Philox at (block, purpose) under the seed, so that any block of any
 * input can be made without those before it, on any thread, and comes out the same.
 */
export function streamOf(name: GeneratorName, key: StreamKey): Generator {
  const generator = generatorFrom(name, [1, 2, 3, 4]);
  restart(generator, key);
  return generator;
}

/** A generator with its state given: four words, which for xoshiro128** must not all be 0. */
export function generatorFrom(name: GeneratorName, words: PhiloxWords): Generator {
  const generator = { name, words: new Uint32Array(BUFFER_WORDS), state: new Uint32Array(4), at: BUFFER_WORDS };
  setState(generator, words);
  return generator;
}

/** Turns a generator into that of another stream, without making new buffers. */
export function restart(generator: Generator, { seed, purpose, block }: StreamKey): void {
  const counter = [block >>> 0, Math.floor(block / TWO32), purpose, generator.name === 'xoshiro128**' ? 0 : 1] as const;
  setState(generator, philox(counter, [seed >>> 0, Math.floor(seed / TWO32)]));
  generator.at = BUFFER_WORDS;
}

/** The next word. */
export function next32(generator: Generator): number {
  if (generator.at === BUFFER_WORDS) {
    fillWords(generator, generator.words);
    generator.at = 0;
  }
  const word = generator.words[generator.at] as number;
  generator.at += 1;
  return word;
}

/** Fills an array of even length with the words that follow in the stream, past those that `next32` has in store. */
export function fillWords({ name, state }: Generator, words: Uint32Array): void {
  if (name === 'xoshiro128**') {
    fillXoshiro(state, words);
  } else {
    fillWichmannHill(state, words);
  }
}

function setState({ name, state }: Generator, words: PhiloxWords): void {
  state.set(name === 'xoshiro128**' ? words : words.map((word, index) => 1 + (word % ((MODULI[index] as number) - 1))));
}

// xoshiro128**: rotl(s₁ · 5, 7) · 9, then six shifts and sums without carry. Period 2¹²⁸ − 1.
// D. Blackman, S. Vigna, ACM Transactions on Mathematical Software 47 (2021) 36.
function fillXoshiro(state: Uint32Array, words: Uint32Array): void {
  let s0 = (state[0] as number) | 0;
  let s1 = (state[1] as number) | 0;
  let s2 = (state[2] as number) | 0;
  let s3 = (state[3] as number) | 0;
  // Two words a turn: a loop that makes one spends a fifth of its time on turning.
  for (let i = 0; i < words.length; i += 2) {
    const five = Math.imul(s1, 5);
    words[i] = Math.imul((five << 7) | (five >>> 25), 9);
    const t = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= t;
    s3 = (s3 << 11) | (s3 >>> 21);
    const fiveAgain = Math.imul(s1, 5);
    words[i + 1] = Math.imul((fiveAgain << 7) | (fiveAgain >>> 25), 9);
    const u = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= u;
    s3 = (s3 << 11) | (s3 >>> 21);
  }
  state[0] = s0;
  state[1] = s1;
  state[2] = s2;
  state[3] = s3;
}

const MODULI = [2_147_483_579, 2_147_483_543, 2_147_483_423, 2_147_483_123] as const;
const FACTORS = [11_600, 47_003, 23_000, 33_000] as const;

// wⱼ ← aⱼ wⱼ mod mⱼ, j = 1 … 4; the fractional part of ∑ wⱼ/mⱼ, its first 32 bits. Period 2¹²¹.
// B. A. Wichmann, I. D. Hill, Computational Statistics and Data Analysis 51 (2006) 1614–1622, the generator of
// JCGM 101:2008, C.3 (recalled). Products stay below 2⁵³.
function fillWichmannHill(state: Uint32Array, words: Uint32Array): void {
  for (let i = 0; i < words.length; i += 1) {
    let sum = 0;
    for (let j = 0; j < 4; j += 1) {
      const modulus = MODULI[j] as number;
      const product = (state[j] as number) * (FACTORS[j] as number);
      const next = product - modulus * Math.floor(product / modulus);
      state[j] = next;
      sum += next / modulus;
    }
    words[i] = (sum - Math.floor(sum)) * TWO32;
  }
}
