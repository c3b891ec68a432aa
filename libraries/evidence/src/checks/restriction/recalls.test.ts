// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../testing/parties.ts';
import { withPart } from '../../testing/world.ts';
import { recall, progress, said, FREE } from '../../testing/supervised.ts';

describe('checkRecalls()', () => {
  const OPEN = 'unknown; passed: NONE_AMONG_CONSULTED; failed: RECALLED';
  const voluntary = { initiative: { kind: 'voluntary' } };

  it.each<[string, string, readonly Draft[]]>([
    ['an ordered recall', OPEN, [recall()]],
    ['the producer’s own recall', OPEN, [recall(voluntary, 'producer')]],
    ['a recall of the lot as a wider food', OPEN, [recall({ lots: [{ food: 'food', lotNumber: 'L-1' }] })]],
    ['a recall of the lot as a narrower food', OPEN, [recall({ lots: [{ food: 'cress', lotNumber: 'L-1' }] })]],
    ['a recall of another lot', FREE, [recall({ lots: [{ food: 'leaf', lotNumber: 'L-2' }] })]],
    ['a recall of another food', FREE, [recall({ lots: [{ food: 'fish', lotNumber: 'L-1' }] })]],
    ['a food that nobody knows', FREE, [recall({ lots: [{ food: 'moon', lotNumber: 'L-1' }] })]],
    ['a recall in another place', FREE, [recall({ places: ['HK'] })]],
    ['a recall from a later day', FREE, [recall({ from: '2026-11-23' })]],
    ['a stranger’s recall', FREE, [recall(voluntary, 'stranger')]],
    ['an order that the producer signed himself', FREE, [recall({}, 'producer')]],
  ])('weighs %s', async (_, expected, more) => {
    expect(await said(more)).toBe(expected);
  });

  it('ends with the last word of whoever recalls, or of an authority', async () => {
    const own = recall(voluntary, 'producer');
    const done = await progress(own, 'completed', '2026-11-20', 'producer');
    expect(await said([own, done])).toBe(FREE);
    expect(await said([own, done, await progress(own, 'ineffective', '2026-11-21')])).toBe(OPEN);
    expect(await said([own, await progress(own, 'completed', '2026-11-20', 'stranger')])).toBe(OPEN);
    expect(await said([own, await progress(own, 'completed', '2026-11-23', 'producer')])).toBe(OPEN);
    expect(await said([own, await progress(own, 'under-way', '2026-11-20', 'producer')])).toBe(OPEN);
    expect(await said([recall(), await progress(recall({ recallNumber: 'RC-2' }), 'completed', '2026-11-20')])).toBe(
      OPEN,
    );
  });

  it('blocks whatever the policy says of restrictions', async () => {
    const change = { policy: withPart('checks', { restrictions: 'informative' }) };
    expect(await said([recall()], { change })).toBe(OPEN);
  });
});
