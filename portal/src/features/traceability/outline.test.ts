// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { TraceLink, TraceNode } from './graph.ts';
import { type OutlineItem, outlineOf } from './outline.ts';

const node = (id: string): TraceNode => ({ id, kind: 'instrument', name: id });
const link = (from: string, to: string): TraceLink => ({
  ...{ from, to, state: 'shown', on: '2026-11-22' },
  ...{ shownBy: [], reasons: [] },
});
const said = ({ node: { id }, repeated, restsOn }: OutlineItem): string =>
  `${id}${repeated ? '*' : ''}${restsOn.length === 0 ? '' : `(${restsOn.map(said).join(' ')})`}`;
const outline = (root: string, nodes: string, links: readonly TraceLink[]) => {
  const item = outlineOf({ root, nodes: [...nodes].map(node), links });
  return item === undefined ? undefined : said(item);
};

describe('outlineOf()', () => {
  it('writes what two things rest on once, and names it again', () => {
    const links = [link('r', 'a'), link('r', 'b'), link('a', 'k'), link('b', 'k'), link('k', 's')];
    expect(outline('r', 'rabks', links)).toBe('r(a(k(s)) b(k*))');
  });

  it('ends where a chain goes round', () => {
    expect(outline('a', 'ab', [link('a', 'b'), link('b', 'a')])).toBe('a(b(a*))');
  });

  it('leaves out what has no node, and is nothing without a root', () => {
    expect(outline('a', 'a', [link('a', 'x')])).toBe('a');
    expect(outline('x', 'a', [])).toBeUndefined();
  });
});
