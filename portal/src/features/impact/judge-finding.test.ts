// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type Found, judgeFinding } from './judge-finding.ts';

const stated = (text: string) => ({ value: text.split(' ')[0] as string, unit: text.split(' ')[1] as string });
const good = [{ at: stated('100 g'), expandedUncertainty: stated('0.3 mg'), coverageFactor: '2' }];
const found = (shift: string, more: Partial<Found> = {}): Found => ({
  ...{ quantity: 'mass', at: stated('100 g'), shift: stated(shift) },
  ...{ expandedUncertainty: stated('0.4 mg'), coverageFactor: '2', ...more },
});

describe('judgeFinding()', () => {
  // √(0.3² + 0.4²) = 0.5, so that 0.5 mg is what both certificates allow.
  it.each([
    ['20 mg', 'off', 40],
    ['-0.02 g', 'off', 40],
    ['0.5 mg', 'within', 1],
    ['0.501 mg', 'off', 1.002],
    ['0 mg', 'within', 0],
  ])('says of a shift of %s: %s, %d', (shift, says, ratio) => {
    const judged = judgeFinding(found(shift), good);
    expect(judged).toMatchObject({ says });
    expect('ratio' in judged ? judged.ratio : undefined).toBeCloseTo(ratio, 12);
  });

  it('takes a point in another unit for the same, and uncertainties by their own coverage factors', () => {
    const judged = judgeFinding(found('0.5 mg', { at: stated('0.1 kg'), coverageFactor: '1' }), [
      { at: stated('100 g'), expandedUncertainty: stated('0.6 mg'), coverageFactor: '2' },
    ]);
    expect(judged).toMatchObject({ says: 'within', ratio: 0.5 });
  });

  it.each([
    ['no such point', found('20 mg', { at: stated('200 g') })],
    ['a unit of something else', found('20 mm')],
    ['a coverage factor of nothing', found('20 mg', { coverageFactor: '0', expandedUncertainty: stated('0 mg') })],
    ['a number that is none', found('x mg')],
  ])('cannot tell by %s', (_, given) => {
    const points =
      _ === 'a coverage factor of nothing' ? [{ ...good[0], coverageFactor: '0' } as (typeof good)[0]] : good;
    expect(judgeFinding(given, points)).toEqual({ says: 'cannot-tell' });
  });
});
