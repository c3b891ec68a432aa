// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { MetrologyError } from '../../metrology-error.ts';
import { normalRegion } from './coverage-region.ts';

const codeOf = (call: () => unknown) => {
  try {
    call();
    return undefined;
  } catch (error) {
    return error instanceof MetrologyError ? error.code : error;
  }
};

describe('normalRegion()', () => {
  it.each(['hyper-ellipsoidal', 'hyper-rectangular'] as const)('refuses a covariance that cannot be, %s', (kind) => {
    const of = (covariance: number[][]) =>
      codeOf(() => normalRegion({ estimates: [0, 0], covariance }, { kind, coverageProbability: 0.95 }));
    expect(
      of([
        [1, 2],
        [2, 1],
      ]),
    ).toBe('BAD_CORRELATION');
    expect(
      of([
        [1, 0.5],
        [0.1, 1],
      ]),
    ).toBe('BAD_CORRELATION');
    expect(
      of([
        [-1, 0],
        [0, 1],
      ]),
    ).toBe('BAD_CORRELATION');
    expect(of([[1]])).toBe('BAD_CORRELATION');
    expect(
      of([
        [1, 1],
        [1, 1],
      ]),
    ).toBe(kind === 'hyper-rectangular' ? undefined : 'BAD_TRIALS');
  });
});
