// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import type { TraceGraph } from './graph.ts';
import { ownLinks } from './own-links.ts';

const paper = { id: 'urn:uuid:1', issuer: 'did:web:laboratory.example', kind: 'CalibrationCertificate', name: 'C-1' };
const link = (from: string, to: string) => ({
  ...{ from, to, state: 'broken' as const, on: parseCalendarDay('2026-11-22') },
  ...{ shownBy: [], reasons: [] },
});
const graph = (links: readonly (readonly [string, string])[], withPaper: readonly string[]) =>
  ({
    ...{ root: 'balance', state: 'broken', reasons: [], cutOff: false },
    nodes: [...new Set(links.flat())].map((id) => ({
      ...{ id, kind: 'instrument', name: id },
      ...(withPaper.includes(id) ? { paper } : {}),
    })),
    links: links.map(([from, to]) => link(from, to)),
  }) as unknown as TraceGraph;
const names = (all: readonly { readonly from: string; readonly to: string }[]) =>
  all.map(({ from, to }) => `${from} > ${to}`);

describe('ownLinks()', () => {
  it('follows things without a certificate, and stops at one that has its own', () => {
    const chain = [
      ['balance', 'bare weights'],
      ['bare weights', 'calibration of bare weights'],
      ['balance', 'E2 weights'],
      ['E2 weights', 'kilogram'],
    ] as const;
    expect(names(ownLinks(graph(chain, ['balance', 'E2 weights'])))).toEqual([
      'balance > bare weights',
      'bare weights > calibration of bare weights',
      'balance > E2 weights',
    ]);
  });

  it('ends where things rest on one another in a circle', () => {
    const circle = [
      ['balance', 'a'],
      ['a', 'b'],
      ['b', 'a'],
    ] as const;
    expect(ownLinks(graph(circle, ['balance']))).toHaveLength(3);
  });
});
