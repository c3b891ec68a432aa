// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveThrough, layOut } from './layered.ts';

const SIZES = { card: { width: 200, height: 90 }, sign: { width: 120, height: 30 } };
const link = (from: string, to: string) => ({ id: `${from} ${to}`, from, to });

describe('layOut()', () => {
  it('draws what a thing rests on above it, and the sign between them', () => {
    const { cards, links } = layOut({ nodes: [{ id: 'a' }, { id: 'b' }], links: [link('a', 'b')] }, SIZES);
    const [a, b, sign] = [cards.get('a'), cards.get('b'), links.get('a b')?.sign];
    expect((b?.y ?? 0) + SIZES.card.height).toBeLessThan(sign?.y ?? 0);
    expect(sign?.y).toBeLessThan(a?.y ?? 0);
  });

  it('leaves out links to what is not there, and from a thing to itself', () => {
    const { links } = layOut({ nodes: [{ id: 'a' }], links: [link('a', 'b'), link('a', 'a')] }, SIZES);
    expect([...links.keys()]).toEqual([]);
  });

  it('never lays two cards over each other, nor one outside of the drawing, whatever the links', () => {
    const node = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(fc.array(fc.tuple(node, node), { maxLength: 20 }), (pairs) => {
        const nodes = Array.from({ length: 8 }, (_, id) => ({ id: String(id) }));
        const links = pairs.map(([from, to], index) => ({ id: String(index), from: String(from), to: String(to) }));
        const { width, height, cards } = layOut({ nodes, links }, SIZES);
        const all = [...cards.values()];
        for (const [index, one] of all.entries()) {
          expect(one.x).toBeGreaterThanOrEqual(0);
          expect(one.y).toBeGreaterThanOrEqual(0);
          expect(one.x + SIZES.card.width).toBeLessThanOrEqual(width);
          expect(one.y + SIZES.card.height).toBeLessThanOrEqual(height);
          for (const other of all.slice(index + 1)) {
            const apart =
              Math.abs(one.x - other.x) >= SIZES.card.width || Math.abs(one.y - other.y) >= SIZES.card.height;
            expect(apart).toBe(true);
          }
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('curveThrough()', () => {
  it('begins at the first bend and ends at the last', () => {
    expect(
      curveThrough([
        { x: 0, y: 100 },
        { x: 10.04, y: 0 },
      ]),
    ).toBe('M0 100C0 50 10 50 10 0');
    expect(curveThrough([])).toBe('');
  });
});
