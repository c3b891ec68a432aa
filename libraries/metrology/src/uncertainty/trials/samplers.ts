// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../../metrology-error.ts';
import type { InputDistribution } from '../model/input-distribution.ts';
import type { Generator } from './generators.ts';
import { uniform } from './uniform.ts';
import { drawFrom, studentZiggurat, type Ziggurat } from './ziggurat.ts';

/** Fills a block with values of one distribution. */
export type Sampler = (generator: Generator, block: Float64Array) => void;

// Below this the layers of the tail grow beyond all use; two readings have 1.
const DEGREES_MIN = 0.5;

/**
 * Values of a distribution: R a + (b − a)r; T sums of two; CTrap after two draws; U by sin 2πr; Ex −x ln r; t and N by layers.
 * JCGM 101:2008, 6.4.2 to 6.4.11 (recalled); gamma after G. Marsaglia, W. W. Tsang, ACM TOMS 26 (2000) 363–372.
 */
export function samplerOf(distribution: InputDistribution, degreesOfFreedom: number): Sampler {
  switch (distribution.kind) {
    case 'constant':
      return (_, block) => block.fill(distribution.value);
    case 'normal':
      return scaledZiggurat(studentZiggurat(Number.POSITIVE_INFINITY), distribution);
    case 't':
      if (degreesOfFreedom < DEGREES_MIN) {
        throw new MetrologyError('BAD_INPUT', `Trials need ${DEGREES_MIN} degrees of freedom or more; given ${degreesOfFreedom}`);
      }
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

type OfInterval = Extract<InputDistribution, { readonly lower: number }>;

function intervalSampler(distribution: OfInterval): Sampler {
  const { lower, upper } = distribution;
  const width = upper - lower;
  switch (distribution.kind) {
    case 'rectangular':
      return each((generator) => lower + width * uniform(generator));
    case 'triangular':
      return each((generator) => lower + (width / 2) * (uniform(generator) + uniform(generator)));
    case 'arcsine':
      return each((generator) => (lower + upper) / 2 + (width / 2) * Math.sin(2 * Math.PI * uniform(generator)));
    case 'trapezoidal': {
      const { ratio } = distribution;
      return each((generator) => lower + (width / 2) * ((1 + ratio) * uniform(generator) + (1 - ratio) * uniform(generator)));
    }
    case 'curvilinear-trapezoidal': {
      const { inexactness } = distribution;
      return each((generator) => {
        const start = lower - inexactness + 2 * inexactness * uniform(generator);
        return start + (lower + upper - 2 * start) * uniform(generator);
      });
    }
  }
}

function scaledZiggurat(
  ziggurat: Ziggurat,
  { mean, standardUncertainty }: { readonly mean: number; readonly standardUncertainty: number },
): Sampler {
  return (generator, block) => {
    for (let index = 0; index < block.length; index += 1) {
      block[index] = mean + standardUncertainty * drawFrom(ziggurat, generator);
    }
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
