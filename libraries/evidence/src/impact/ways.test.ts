// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Impact, ImpactLink } from './trace-impact.ts';
import { type WaysLimits, waysFinder } from './ways.ts';

const link = (text: string): ImpactLink => {
  const [from = '', to = '', on] = text.split(' ');
  return { from, to, ...(on === undefined ? {} : { on: `2026-${on}` as never }) };
};
const found = (links: readonly string[], limits: Partial<WaysLimits> = {}) => {
  const impact = { root: { id: 'R', kind: 'reference', name: 'R' }, hits: [], links: links.map(link) } as Impact;
  const { ways, cutOff } = waysFinder(impact, { waysMax: 10, stepsMax: 100, ...limits })('lot');
  return { ways: ways.map((way) => ['R', ...way.map(({ to }) => to)].join(' ')).sort(), cutOff };
};

describe('waysFinder()', () => {
  it('gives each way from the reference to a hit, the same thing on one day once', () => {
    const links = ['R a 03-01', 'R b 03-02', 'a p 04-01', 'b p 04-01', 'b p 04-01', 'b q 04-02', 'p lot', 'q lot'];
    expect(found(links)).toEqual({ ways: ['R a p lot', 'R b p lot', 'R b q lot'], cutOff: false });
    expect(found(['R a 03-01'])).toEqual({ ways: [], cutOff: false });
  });

  it('leaves out what was used before it was made with what is in doubt', () => {
    // a was in doubt from March on by R; by b only from May on, after p was made with it.
    const links = ['R a 03-01', 'R b 03-02', 'b a 05-01', 'a p 04-01', 'p lot'];
    expect(found(links).ways).toEqual(['R a p lot']);
    expect(found([...links, 'a q 05-01', 'q lot']).ways).toEqual(['R a p lot', 'R a q lot', 'R b a q lot']);
    // A paper that rests on a paper carries doubt whatever the days are.
    expect(found(['R a 03-01', 'R b 03-02', 'b a', 'a p 04-01', 'p lot']).ways).toEqual(['R a p lot', 'R b a p lot']);
  });

  it('ends where things were calibrated with each other', () => {
    const links = ['R a 03-01', 'a b 03-01', 'b a 03-01', 'a lot 03-01', 'b lot 03-01'];
    expect(found(links)).toEqual({ ways: ['R a b lot', 'R a lot'], cutOff: false });
  });

  it('stops at its limits, and says that it did', () => {
    const links = Array.from({ length: 20 }, (_, at) => [`R a${at} 03-01`, `a${at} lot 04-01`]).flat();
    expect(found(links)).toMatchObject({ ways: { length: 10 }, cutOff: true });
    expect(found(links, { waysMax: 100, stepsMax: 6 })).toMatchObject({ ways: { length: 3 }, cutOff: true });
    expect(found(links, { waysMax: 20 })).toMatchObject({ ways: { length: 20 }, cutOff: false });
  });
});
