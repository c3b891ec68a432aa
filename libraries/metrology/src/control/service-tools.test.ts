// SPDX-License-Identifier: Apache-2.0
import { rational } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FailureMode, paretoChart, rateFailureModes } from './index.ts';

const bad = expect.objectContaining({ code: 'BAD_PARAMETER' });

describe('paretoChart()', () => {
  const complaints = [
    { cause: 'waiting time', count: 45 },
    { cause: 'forms', count: 10 },
    { cause: 'counter closed', count: 35 },
    { cause: 'noise', count: 10 },
  ];

  it('orders bars by height and then by name, and adds up their shares exactly', () => {
    const bars = paretoChart(complaints);
    expect(bars.map(({ cause }) => cause)).toEqual(['waiting time', 'counter closed', 'forms', 'noise']);
    expect(bars.map(({ cumulativeShare }) => cumulativeShare)).toEqual([
      ...[rational(9, 20), rational(4, 5), rational(9, 10), rational(1)],
    ]);
    expect(bars[0]?.share).toEqual(rational(9, 20));
    expect(paretoChart(complaints.toReversed())).toEqual(bars);
  });

  it('calls vital the fewest that make up the share, with nothing of a bar that begins at it', () => {
    const vital = (share?: Parameters<typeof paretoChart>[1]) =>
      paretoChart(complaints, share).filter(({ isVital }) => isVital).length;
    expect(vital()).toBe(2);
    expect(vital(rational(81, 100))).toBe(3);
    expect(vital(rational(1, 100))).toBe(1);
    expect(vital(rational(1))).toBe(4);
  });

  it('weighs what costs more', () => {
    const [first] = paretoChart([...complaints, { cause: 'lost file', count: 2, weight: rational(30) }]);
    expect(first).toMatchObject({ cause: 'lost file', total: rational(60) });
  });

  it('never calls vital what was not counted', () => {
    const bars = paretoChart(
      [
        { cause: 'a', count: 1 },
        { cause: 'b', count: 0 },
      ],
      rational(1),
    );
    expect(bars.map(({ isVital }) => isVital)).toEqual([true, false]);
  });

  it('refuses nothing, too much, halves, negative numbers and one name twice', () => {
    expect(() => paretoChart([])).toThrow(bad);
    expect(() => paretoChart(Array.from({ length: 1_001 }, (_, at) => ({ cause: `${at}`, count: 1 })))).toThrow(bad);
    for (const count of [0.5, -1, Number.NaN]) expect(() => paretoChart([{ cause: 'a', count }])).toThrow(bad);
    expect(() => paretoChart([{ cause: 'a', count: 1, weight: rational(-1) }])).toThrow(bad);
    expect(() => paretoChart([complaints[0] as never, complaints[0] as never])).toThrow(bad);
    expect(() => paretoChart([{ cause: 'a', count: 0 }])).toThrow(bad);
  });

  it.each([5, -5, 0])('refuses a vital share of %d', (share) => {
    expect(() => paretoChart(complaints, rational(share))).toThrow(bad);
  });

  it('ends at one, and never rises', () => {
    const counts = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 30 }).filter((all) => all.some((one) => one > 0));
    fc.assert(
      fc.property(counts, (given) => {
        const bars = paretoChart(given.map((count, at) => ({ cause: `c${at}`, count })));
        expect(bars.at(-1)?.cumulativeShare).toEqual(rational(1));
        expect(bars.map(({ count }) => count)).toEqual([...given].sort((a, b) => b - a));
      }),
    );
  });
});

describe('rateFailureModes()', () => {
  const mode = (name: string, [severity, occurrence, detection]: readonly [number, number, number]): FailureMode => ({
    ...{ item: 'counter', mode: name, effect: 'a citizen comes twice', severity, occurrence, detection },
  });

  it('multiplies the ratings and puts the largest first, of equal ones the severer', () => {
    const rated = rateFailureModes([mode('a', [2, 5, 6]), mode('b', [10, 3, 2]), mode('c', [6, 6, 6])]);
    expect(rated.map((one) => [one.mode, one.riskPriorityNumber, one.rank])).toEqual([
      ['c', 216, 1],
      ['b', 60, 2],
      ['a', 60, 3],
    ]);
  });

  it('lets equal ones share a place, and knows the ends of the scale', () => {
    const rated = rateFailureModes([mode('a', [10, 10, 10]), mode('b', [1, 1, 1]), mode('c', [1, 1, 1])]);
    expect(rated.map(({ riskPriorityNumber, rank }) => [riskPriorityNumber, rank])).toEqual([
      [1_000, 1],
      [1, 2],
      [1, 2],
    ]);
    expect(rateFailureModes([mode('a', [2, 3, 2]), mode('b', [2, 2, 3])]).map((one) => one.mode)).toEqual(['a', 'b']);
    expect(rateFailureModes([])).toEqual([]);
  });

  it('refuses ratings off the scale, and more modes than anybody reads', () => {
    for (const rating of [0, 11, 2.5, Number.NaN]) {
      expect(() => rateFailureModes([mode('a', [rating, 1, 1])])).toThrow(bad);
      expect(() => rateFailureModes([mode('a', [1, rating, 1])])).toThrow(bad);
      expect(() => rateFailureModes([mode('a', [1, 1, rating])])).toThrow(bad);
    }
    const many = Array.from({ length: 5_001 }, () => mode('a', [1, 1, 1]));
    expect(() => rateFailureModes(many)).toThrow(bad);
  });
});
