// SPDX-License-Identifier: Apache-2.0

import { normalUpperTail } from '../../decision/normal-distribution.ts';
import { studentDensity, studentUpperTail } from '../../distributions/student.ts';
import { fillWords, type Generator, next32 } from './generators.ts';
import { uniform } from './uniform.ts';

// The more there are, the fewer draws need the density; the ends of 512 stay in the fastest memory beside a block.
const LAYERS = 512;
const LAYER_BITS = LAYERS - 1;
const PLACE = 2 ** -52;

/** Layers of equal area over one half of a density that falls from its middle. */
export interface Ziggurat {
  /** Right ends of the layers, the lowest first; the lowest one stands for the tail too. */
  readonly ends: Float64Array;
  /** Density (largest 1) at those ends. */
  readonly heights: Float64Array;
  readonly tailFrom: number;
  readonly degreesOfFreedom: number;
}

const KNOWN = new Map<number, Ziggurat>();
const KNOWN_MAX = 64;

/**
 * The layers for Student's t with these degrees of freedom; infinite ones give the normal distribution.
 * G. Marsaglia, W. W. Tsang, Journal of Statistical Software 5 (2000) 8, with f(x) = (1 + x²/ν)^(−(ν+1)/2). Requires ν ≥ ½.
 */
export function studentZiggurat(degreesOfFreedom: number): Ziggurat {
  const known = KNOWN.get(degreesOfFreedom);
  if (known !== undefined) {
    return known;
  }
  const made = makeZiggurat(degreesOfFreedom);
  if (KNOWN.size >= KNOWN_MAX) {
    KNOWN.clear();
  }
  KNOWN.set(degreesOfFreedom, made);
  return made;
}

/** One value of the distribution; 52 bits within a layer, and one for the side. */
export function drawFrom(ziggurat: Ziggurat, generator: Generator): number {
  return drawAt(ziggurat, generator, [next32(generator), next32(generator)]);
}

/**
 * Fills a block with mean + scale · values of the distribution; almost all of them take two words and no more. The few that the
 * layers leave in doubt are drawn afterwards, since a loop that calls nothing runs twice as fast.
 */
export function fillFrom(ziggurat: Ziggurat, generator: Generator, to: FilledBlock): void {
  const { ends } = ziggurat;
  const { block, words, inDoubt, mean, scale } = to;
  fillWords(generator, words);
  let doubts = 0;
  for (let i = 0; i < block.length; i += 1) {
    const word = words[2 * i] as number;
    const layer = word & LAYER_BITS;
    // The sign is a part of the place: a branch on it would be foretold wrongly every other time.
    const x = placeOf(word, words[2 * i + 1] as number) * (ends[layer] as number);
    block[i] = mean + scale * x;
    if (!(Math.abs(x) < (ends[layer + 1] as number))) {
      inDoubt[doubts] = i;
      doubts += 1;
    }
  }
  for (const i of inDoubt.subarray(0, doubts)) {
    block[i] = mean + scale * drawAt(ziggurat, generator, [words[2 * i] as number, words[2 * i + 1] as number]);
  }
}

/** A block to be filled, two words for each of its values, room for a number of each, and what the values are scaled by. */
export interface FilledBlock {
  readonly block: Float64Array;
  readonly words: Uint32Array;
  readonly inDoubt: Int32Array;
  readonly mean: number;
  readonly scale: number;
}

// −1 to 1, the 32 bits of the second word and 21 of the first in steps of 2⁻⁵² that leave out 0; the layer has bits of its own.
function placeOf(word: number, other: number): number {
  return ((other | 0) * 0x200000 + (word >>> 11) + 0.5) * PLACE;
}

// Layer and place from two words; where they do not decide, from as many more as it takes.
function drawAt(ziggurat: Ziggurat, generator: Generator, words: readonly [number, number]): number {
  const { ends } = ziggurat;
  let [word, other] = words;
  for (;;) {
    const layer = word & LAYER_BITS;
    const x = placeOf(word, other) * (ends[layer] as number);
    const distance = Math.abs(x);
    if (distance < (ends[layer + 1] as number)) {
      return x;
    }
    const beside = layer === 0 ? drawTail(ziggurat, generator) : wedge(ziggurat, distance, { layer, generator });
    if (beside > 0) {
      return x < 0 ? -beside : beside;
    }
    word = next32(generator);
    other = next32(generator);
  }
}

// x where it lies under the density in the part of a layer that reaches beyond it, else 0.
function wedge(
  { heights, degreesOfFreedom }: Ziggurat,
  x: number,
  of: { readonly layer: number; readonly generator: Generator },
): number {
  const low = heights[of.layer] as number;
  const high = heights[of.layer + 1] as number;
  return low + (high - low) * uniform(of.generator) < density(x, degreesOfFreedom) ? x : 0;
}

function makeZiggurat(nu: number): Ziggurat {
  // The tail starts where the layers above it, each of the area of the lowest one, end at the top.
  let low = 0.01;
  let high = 1e6;
  for (;;) {
    const middle = Math.sqrt(low * high);
    if (middle <= low || middle >= high) {
      break;
    }
    if (layersFrom(middle, nu).overshoot > 0) {
      low = middle;
    } else {
      high = middle;
    }
  }
  const { ends, heights } = layersFrom(high, nu);
  return { ends, heights, tailFrom: high, degreesOfFreedom: nu };
}

// Layers upwards from a tail; overshoot > 0 when they pass the top of the density.
function layersFrom(r: number, nu: number): { ends: Float64Array; heights: Float64Array; overshoot: number } {
  const area = r * density(r, nu) + tailArea(r, nu);
  const ends = new Float64Array(LAYERS + 1);
  const heights = new Float64Array(LAYERS + 1);
  ends[0] = area / density(r, nu);
  ends[1] = r;
  heights[1] = density(r, nu);
  for (let layer = 2; layer < LAYERS; layer += 1) {
    const height = (heights[layer - 1] as number) + area / (ends[layer - 1] as number);
    if (height >= 1) {
      return { ends, heights, overshoot: 1 };
    }
    heights[layer] = height;
    ends[layer] = inverseDensity(height, nu);
  }
  heights[LAYERS] = 1;
  return { ends, heights, overshoot: (heights[LAYERS - 1] as number) + area / (ends[LAYERS - 1] as number) - 1 };
}

function density(x: number, nu: number): number {
  return nu === Number.POSITIVE_INFINITY
    ? Math.exp(-0.5 * x * x)
    : Math.exp(-0.5 * (nu + 1) * Math.log1p((x / nu) * x));
}

function inverseDensity(height: number, nu: number): number {
  return nu === Number.POSITIVE_INFINITY
    ? Math.sqrt(-2 * Math.log(height))
    : Math.sqrt(nu * Math.expm1((-2 / (nu + 1)) * Math.log(height)));
}

// ∫ f beyond r, on the scale on which f(0) is 1.
function tailArea(r: number, nu: number): number {
  if (nu === Number.POSITIVE_INFINITY) {
    return normalUpperTail(r) * Math.sqrt(2 * Math.PI);
  }
  return studentUpperTail(r, nu) / studentDensity(0, nu);
}

// s = 1 + x²/ν has density s^(−ν/2−1) · √(1 − 1/s)^(−1) beyond s₀: drawn from the power, kept with √((1 − 1/s₀)/(1 − 1/s)).
function drawTail({ tailFrom: r, degreesOfFreedom: nu }: Ziggurat, generator: Generator): number {
  for (;;) {
    const x = tailCandidate(r, nu, uniform(generator));
    const [before, after] =
      nu === Number.POSITIVE_INFINITY ? [r, x] : [r / Math.sqrt(nu + r * r), x / Math.sqrt(nu + x * x)];
    if (uniform(generator) * after < before) {
      return x;
    }
  }
}

// As ν grows, s₀ u^(−2/ν) becomes r² − 2 ln u: the tail of the normal distribution after G. Marsaglia (1964).
function tailCandidate(r: number, nu: number, u: number): number {
  if (nu === Number.POSITIVE_INFINITY) {
    return Math.sqrt(r * r - 2 * Math.log(u));
  }
  const growth = Math.expm1((-2 / nu) * Math.log(u));
  return Math.sqrt(r * r + (nu + r * r) * growth);
}
