// SPDX-License-Identifier: Apache-2.0
type Block = Float64Array;

/** One loop over blocks of one length; `c` is read where three values make one. */
export type Loop = (target: Block, a: Block, b: Block, c: Block) => void;

// A function for each loop, since the compiler makes each fast by itself; one that chooses inside is several times slower.
const PAIRS: ReadonlyMap<string, Loop> = new Map<string, Loop>([
  [
    '+',
    (target, a, b) => {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) + (b[i] as number);
    },
  ],
  [
    '-',
    (target, a, b) => {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) - (b[i] as number);
    },
  ],
  [
    '*',
    (target, a, b) => {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) * (b[i] as number);
    },
  ],
  [
    '/',
    (target, a, b) => {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) / (b[i] as number);
    },
  ],
  [
    '^',
    (target, a, b) => {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) ** (b[i] as number);
    },
  ],
  [
    'atan2',
    (target, a, b) => {
      for (let i = 0; i < target.length; i += 1) target[i] = Math.atan2(a[i] as number, b[i] as number);
    },
  ],
]);

// Two steps in one pass, in the order in which the two alone would round.
const TRIPLES: ReadonlyMap<string, Loop> = new Map<string, Loop>([
  [
    '(a+b)+c',
    (target, a, b, c) => {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) + (b[i] as number) + (c[i] as number);
    },
  ],
  [
    '(a+b)-c',
    (target, a, b, c) => {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) + (b[i] as number) - (c[i] as number);
    },
  ],
  [
    '(a-b)+c',
    (target, a, b, c) => {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) - (b[i] as number) + (c[i] as number);
    },
  ],
  [
    '(a-b)-c',
    (target, a, b, c) => {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) - (b[i] as number) - (c[i] as number);
    },
  ],
  [
    '(a+b)*c',
    (target, a, b, c) => {
      for (let i = 0; i < target.length; i += 1) target[i] = ((a[i] as number) + (b[i] as number)) * (c[i] as number);
    },
  ],
  [
    '(a-b)*c',
    (target, a, b, c) => {
      for (let i = 0; i < target.length; i += 1) target[i] = ((a[i] as number) - (b[i] as number)) * (c[i] as number);
    },
  ],
  [
    '(a*b)+c',
    (target, a, b, c) => {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) * (b[i] as number) + (c[i] as number);
    },
  ],
  [
    '(a*b)-c',
    (target, a, b, c) => {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) * (b[i] as number) - (c[i] as number);
    },
  ],
  [
    '(a*b)*c',
    (target, a, b, c) => {
      for (let i = 0; i < target.length; i += 1) target[i] = (a[i] as number) * (b[i] as number) * (c[i] as number);
    },
  ],
]);

/** The loop of one operator. */
export function pairLoop(operator: string): Loop {
  return PAIRS.get(operator) as Loop;
}

/** The loop of (a inner b) outer c, or undefined where the two steps are not made in one pass. */
export function tripleLoop(inner: string, outer: string): Loop | undefined {
  return TRIPLES.get(`(a${inner}b)${outer}c`);
}
