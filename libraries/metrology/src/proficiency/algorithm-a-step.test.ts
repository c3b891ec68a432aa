// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quickStepOfA, stepOfA } from './algorithm-a-step.ts';

const real = fc.double({ min: -1000, max: 1000, noNaN: true });

describe('quickStepOfA()', () => {
  it('is the iteration that is printed, where the scale does not vanish beside the spread of the results', () => {
    fc.assert(
      fc.property(
        fc.array(real, { minLength: 2, maxLength: 60 }),
        real,
        fc.double({ min: 1, max: 500, noNaN: true }),
        (values, location, scale) => {
          const numbers = Float64Array.from(values);
          const [quick, printed] = [quickStepOfA, stepOfA].map((step) => step(numbers, { location, scale }, 1.134));
          const size = Math.max(1.5 * scale, Math.abs(location)) * 1e-11;
          expect(Math.abs((quick?.location ?? 0) - (printed?.location ?? 1))).toBeLessThanOrEqual(size);
          // A root of what cancels: half of the digits are left where all results end at one distance.
          expect(Math.abs((quick?.scale ?? 0) ** 2 - (printed?.scale ?? 1) ** 2)).toBeLessThanOrEqual(
            1e-10 * (1.5 * scale) ** 2,
          );
        },
      ),
    );
  });

  it('has no spread where all results are brought in to one place, and never less', () => {
    const { location, scale } = quickStepOfA(Float64Array.of(7, 8, 9), { location: 0, scale: 0.1 }, 1.134);
    expect([location, scale]).toEqual([expect.closeTo(0.15, 12), expect.closeTo(0, 7)]);
  });
});
