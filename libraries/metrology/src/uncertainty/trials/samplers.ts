// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import type { InputDistribution } from '../model/input-distribution.ts';
import { fillWords, type Generator } from './generators.ts';
import { sineOfHalfTurns } from './sine.ts';
import { uniform, uniformOf } from './uniform.ts';
import { drawFrom, fillFrom, studentZiggurat, type Ziggurat } from './ziggurat.ts';

/** Fills a block with values of one distribution. */
export type Sampler = (generator: Generator, block: Float64Array) => void;

// Below this the layers of the tail grow beyond all use; two readings have 1.
const DEGREES_MIN = 0.5;

/**
 * Values of a distribution: R a + (b − a)r; T sums of two; CTrap after two draws; U by sin π(r − ½); Ex −x ln r; t and N by layers.
 * JCGM 101:2008, 6.4.2 to 6.4.11 (recalled); gamma after G. Marsaglia, W. W. Tsang, ACM TOMS 26 (2000) 363–372.
 */
export function samplerOf(distribution: InputDistribution, degreesOfFreedom: number): Sampler {
  switch (distribution.kind) {
    case 'constant':
      return (_, block) => block.fill(distribution.value);
    case 'normal':
      return scaledZiggurat(studentZiggurat(Number.POSITIVE_INFINITY), distribution);
    case 't':
      requireTrialDegrees(degreesOfFreedom);
      return scaledZiggurat(studentZiggurat(degreesOfFreedom), distribution);
    case 'rectangular':
    case 'triangular':
    case 'arcsine':
    case 'trapezoidal':
    case 'curvilinear-trapezoidal':
      return intervalSampler(distribution);
    case 'exponential':
      return each((generator) => -distribution.mean * Math.log(uniform(generator)));
    case 'gamma':
      return gammaSampler(distribution);
  }
}

/** Throws where t is too wide to be drawn. */
export function requireTrialDegrees(degreesOfFreedom: number): void {
  if (degreesOfFreedom < DEGREES_MIN) {
    throw new MetrologyError(
      'BAD_INPUT',
      `Trials need ${DEGREES_MIN} degrees of freedom or more; given ${degreesOfFreedom}`,
    );
  }
}

type OfInterval = Extract<InputDistribution, { readonly lower: number }>;

// A loop for each kind, since a function called for each value costs as much as the value.
function intervalSampler(distribution: OfInterval): Sampler {
  const { lower, upper } = distribution;
  const half = (upper - lower) / 2;
  switch (distribution.kind) {
    case 'rectangular':
      return fromWords(2, (words, block) => {
        for (let i = 0; i < block.length; i += 1) {
          block[i] = lower + 2 * half * uniformOf(words[2 * i] as number, words[2 * i + 1] as number);
        }
      });
    case 'triangular':
      return sumSampler(lower, [half, half]);
    case 'arcsine':
      return fromWords(2, (words, block) => {
        for (let i = 0; i < block.length; i += 1) {
          const r = uniformOf(words[2 * i] as number, words[2 * i + 1] as number);
          block[i] = lower + half * (1 + sineOfHalfTurns(r - 0.5));
        }
      });
    case 'trapezoidal':
      return sumSampler(lower, [half * (1 + distribution.ratio), half * (1 - distribution.ratio)]);
    case 'curvilinear-trapezoidal': {
      const { inexactness } = distribution;
      return fromWords(4, (words, block) => {
        for (let i = 0; i < block.length; i += 1) {
          const first = uniformOf(words[4 * i] as number, words[4 * i + 1] as number);
          const second = uniformOf(words[4 * i + 2] as number, words[4 * i + 3] as number);
          const start = lower - inexactness + 2 * inexactness * first;
          block[i] = start + (lower + upper - 2 * start) * second;
        }
      });
    }
  }
}

function sumSampler(lower: number, [first, second]: readonly [number, number]): Sampler {
  return fromWords(4, (words, block) => {
    for (let i = 0; i < block.length; i += 1) {
      const one = uniformOf(words[4 * i] as number, words[4 * i + 1] as number);
      const other = uniformOf(words[4 * i + 2] as number, words[4 * i + 3] as number);
      block[i] = lower + first * one + second * other;
    }
  });
}

// Draws the words of a whole block at once, an even count of them for each value.
function fromWords(each: 2 | 4, use: (words: Uint32Array, block: Float64Array) => void): Sampler {
  let words = new Uint32Array(0);
  return (generator, block) => {
    const count = block.length * each;
    if (words.length !== count) {
      words = new Uint32Array(count);
    }
    fillWords(generator, words);
    use(words, block);
  };
}

function scaledZiggurat(
  ziggurat: Ziggurat,
  { mean, standardUncertainty }: { readonly mean: number; readonly standardUncertainty: number },
): Sampler {
  let words = new Uint32Array(0);
  let inDoubt = new Int32Array(0);
  return (generator, block) => {
    if (inDoubt.length !== block.length) {
      words = new Uint32Array(2 * block.length);
      inDoubt = new Int32Array(block.length);
    }
    fillFrom(ziggurat, generator, { block, words, inDoubt, mean, scale: standardUncertainty });
  };
}

function each(draw: (generator: Generator) => number): Sampler {
  return (generator, block) => {
    for (let index = 0; index < block.length; index += 1) {
      block[index] = draw(generator);
    }
  };
}

// d v, v = (1 + z/√(9d))³, d = α − ⅓; for α below 1 a value of α + 1 times u^(1/α).
function gammaSampler({ shape, scale }: { readonly shape: number; readonly scale: number }): Sampler {
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  const normal = studentZiggurat(Number.POSITIVE_INFINITY);
  const draw = (generator: Generator): number => {
    for (;;) {
      const z = drawFrom(normal, generator);
      const v = (1 + c * z) ** 3;
      if (v > 0 && Math.log(uniform(generator)) < z ** 2 / 2 + d - d * v + d * Math.log(v)) {
        return scale * d * v;
      }
    }
  };
  return each(shape < 1 ? (generator) => draw(generator) * uniform(generator) ** (1 / shape) : draw);
}
