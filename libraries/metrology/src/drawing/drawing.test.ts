// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogram, kernelDensity, orderedScores } from '../proficiency/index.ts';
import { drawDensity, drawHistogram, drawOrderedScores, type Mark, svgOf, ticksBetween } from './index.ts';

const WORDS = { title: 'Lead in tea', description: 'Twenty results', x: 'mg/kg', y: 'density' };
const RESULTS = [0.24, 0.25, 0.26, 0.27, 0.31];
const AGAINST = { assignedValue: 0.26, sigmaPt: 0.02 };
const densityPlot = { curve: kernelDensity(RESULTS, 0.015, 64), results: RESULTS, against: AGAINST };
const of = <Kind extends Mark['mark']>(marks: readonly Mark[], kind: Kind) =>
  marks.filter((mark): mark is Extract<Mark, { readonly mark: Kind }> => mark.mark === kind);
const code = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    return (error as { code?: string }).code;
  }
  return 'none';
};

describe('ticksBetween()', () => {
  const labels = (...span: [number, number, number?]) => ticksBetween(...span).map(({ label }) => label);

  it('gives multiples of 1, 2 and 5 with the places that they need', () => {
    expect(labels(0, 1, 5)).toEqual(['0.0', '0.2', '0.4', '0.6', '0.8', '1.0']);
    expect(labels(-3, 3)).toEqual(['-3', '-2', '-1', '0', '1', '2', '3']);
    expect(labels(0.201, 0.299, 4)).toEqual(['0.25']);
    expect(labels(0, 90, 10)).toEqual(['0', '10', '20', '30', '40', '50', '60', '70', '80', '90']);
    expect(labels(0, 0.9, 10)).toContain('0.1');
  });

  it('writes no minus before nothing, and powers where plain numbers would be too long', () => {
    expect(labels(-0.1, 0.1, 2)).toEqual(['-0.1', '0.0', '0.1']);
    expect(labels(0, 4e9, 4)).toEqual(['0', '1.00e+9', '2.00e+9', '3.00e+9', '4.00e+9']);
    expect(labels(0, 4e-14, 4)[1]).toBe('1.00e-14');
  });

  it('refuses an axis without length, backwards, endless or with half a tick', () => {
    expect(code(() => ticksBetween(1, 1))).toBe('BAD_PARAMETER');
    expect(code(() => ticksBetween(2, 1))).toBe('BAD_PARAMETER');
    expect(code(() => ticksBetween(0, Number.POSITIVE_INFINITY))).toBe('BAD_PARAMETER');
    expect(code(() => ticksBetween(Number.NaN, 1))).toBe('BAD_PARAMETER');
    expect(code(() => ticksBetween(0, 1, 2.5))).toBe('BAD_PARAMETER');
  });

  it('lies within the axis, in order, and never far from the number asked for', () => {
    const start = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const lengths = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(start, lengths, (from, length) => {
        const to = from + length;
        const ticks = ticksBetween(from, to, 6);
        expect(ticks.length).toBeLessThanOrEqual(8);
        for (const [index, { value }] of ticks.entries()) {
          expect(value).toBeGreaterThanOrEqual(from - length * 1e-3);
          expect(value).toBeLessThanOrEqual(to + length * 1e-3);
          if (index > 0) expect(value).toBeGreaterThan(ticks[index - 1]?.value as number);
        }
      }),
    );
  });
});

describe('drawDensity()', () => {
  it('draws the curve, a tick for each result, and the lines that scores are made from', () => {
    const { marks } = drawDensity(densityPlot, WORDS);
    const [curve] = of(marks, 'curve');
    expect(curve?.points).toHaveLength(64);
    const upright = of(marks, 'line').filter(({ from, to, tone }) => tone === 'reference' && from[0] === to[0]);
    expect(upright.map(({ dashed }) => dashed)).toEqual([false, true, true, true, true]);
    const [middle, ...sides] = upright.map(({ from }) => from[0]) as [number, ...number[]];
    expect(sides.map((x) => Math.round(((x - middle) / ((sides[3] as number) - middle)) * 3))).toEqual([-3, -2, 2, 3]);
    expect(of(marks, 'text').map(({ text }) => text)).toEqual(expect.arrayContaining(['xpt', '−3σ', '+2σ', 'mg/kg']));
    const results = of(marks, 'line').filter(({ from, to }) => from[1] - to[1] === 9);
    expect(results).toHaveLength(RESULTS.length);
    expect(of(marks, 'area')).toEqual([]);
  });

  it('points to the own result, above the place of its tick', () => {
    const { marks } = drawDensity({ ...densityPlot, own: 0.31 }, WORDS);
    const last = of(marks, 'line').findLast(({ from, to }) => from[1] - to[1] === 9);
    expect(of(marks, 'area')[0]?.points[0]?.[0]).toBe(last?.from[0]);
  });

  it('draws no lines of a σ that the round has not, and refuses one that is none', () => {
    const against = { assignedValue: 0.26 };
    expect(of(drawDensity({ ...densityPlot, against }, WORDS).marks, 'text').map(({ text }) => text)).not.toContain(
      '+2σ',
    );
    expect(code(() => drawDensity({ ...densityPlot, against: { ...against, sigmaPt: 0 } }, WORDS))).toBe('ZERO_SPREAD');
    expect(code(() => drawDensity({ ...densityPlot, against: { assignedValue: Number.NaN } }, WORDS))).toBe(
      'BAD_PARAMETER',
    );
    const flat = { bandwidth: 1, points: [{ x: 0, density: 0 }] };
    expect(code(() => drawDensity({ ...densityPlot, curve: flat }, WORDS))).toBe('ZERO_SPREAD');
  });
});

describe('drawHistogram()', () => {
  const plot = { bars: histogram([...RESULTS, 0.355], 0.01), against: AGAINST };

  it('draws a bar for each width that holds a result, as high as its count', () => {
    const { marks } = drawHistogram(plot, WORDS);
    const bars = of(marks, 'bar');
    expect(bars.map(({ title }) => title)).toEqual(
      plot.bars.filter(({ count }) => count > 0).map(({ count }) => `${count}`),
    );
    const [highest] = [...bars].sort((one, other) => other.height - one.height);
    expect(highest?.title).toBe(String(Math.max(...plot.bars.map(({ count }) => count))));
  });

  it('points to the own result, and takes results that are all alike', () => {
    expect(of(drawHistogram({ ...plot, own: 0.25 }, WORDS).marks, 'area')).toHaveLength(1);
    const alike = { bars: [{ from: 5, to: 5, count: 3 }], against: { assignedValue: 5 } };
    expect(of(drawHistogram(alike, WORDS).marks, 'bar')).toHaveLength(1);
    const zero = { bars: [{ from: 0, to: 0, count: 3 }], against: { assignedValue: 0 } };
    expect(of(drawHistogram(zero, WORDS).marks, 'bar')).toHaveLength(1);
  });
});

describe('drawOrderedScores()', () => {
  const scores = [
    { laboratory: 'A7K2', score: -3.4 },
    { laboratory: 'B3M9', score: 0.4 },
    { laboratory: 'C8P4', score: 2.5 },
    { laboratory: 'D5R6', score: 41 },
    { laboratory: 'E2T8', score: -55 },
  ];
  const bars = orderedScores(scores);
  const limits = [2, 3];
  const draw = (own?: string) =>
    drawOrderedScores({ bars, limits, ...(own === undefined ? {} : { own }) }, WORDS).marks;

  it('orders bars by score and tells each signal by a shape too', () => {
    const marks = draw();
    expect(of(marks, 'bar').map(({ title, tone }) => [title, tone])).toEqual([
      ['E2T8: -55.00', 'action'],
      ['A7K2: -3.40', 'action'],
      ['B3M9: 0.40', 'acceptable'],
      ['C8P4: 2.50', 'warning'],
      ['D5R6: 41.00', 'action'],
    ]);
    expect(of(marks, 'area').map(({ points, tone }) => [points.length, tone])).toEqual([
      [3, 'action'],
      [3, 'action'],
      [4, 'warning'],
      [3, 'action'],
    ]);
  });

  it('cuts a bar that would flatten the others, and writes its number on it', () => {
    const marks = draw();
    const texts = of(marks, 'text').map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['41.0', '-55.0']));
    expect(texts).not.toContain('2.5');
    const [E, A, , , D] = of(marks, 'bar');
    expect(D?.height).toBeCloseTo(E?.height as number, 9);
    expect((D?.height as number) / (A?.height as number)).toBeCloseTo(6 / 3.4, 9);
  });

  it('draws the limits on both sides, and marks the own laboratory', () => {
    const lines = of(draw(), 'line').filter(({ dashed }) => dashed === true);
    expect(lines.map(({ tone }) => tone)).toEqual(['warning', 'warning', 'action', 'action']);
    expect(of(draw('B3M9'), 'bar').map(({ tone }) => tone)).toContain('own');
    expect(code(() => drawOrderedScores({ bars, limits: [0] }, WORDS))).toBe('ZERO_SPREAD');
  });

  it('names no more laboratories than can be read, the own one always', () => {
    const many = orderedScores(
      Array.from({ length: 80 }, (_, index) => ({ laboratory: `L${index}`, score: index / 40 })),
    );
    const named = (own?: string) =>
      of(drawOrderedScores({ bars: many, limits: [2, 3], ...(own === undefined ? {} : { own }) }, WORDS).marks, 'text')
        .map(({ text }) => text)
        .filter((text) => text.startsWith('L'));
    expect(named()).toEqual([]);
    expect(named('L7')).toEqual(['L7']);
    expect(of(drawOrderedScores({ bars: [], limits: [1] }, WORDS).marks, 'bar')).toEqual([]);
  });
});

describe('the width of a plot', () => {
  const bars = Array.from({ length: 40 }, (_, at) => ({
    ...{ laboratory: `C${at}`, score: at / 40, signal: 'acceptable' as const },
  }));
  const scores = (width?: number) => drawOrderedScores({ bars, limits: [2, 3] }, WORDS, width);
  const lengthOf = (marks: readonly Mark[]) => of(marks, 'text').length;

  it('leaves out codes and ticks for which a narrow one has no room, and keeps the size of the letters', () => {
    const narrow = scores(340);
    expect([narrow.width, lengthOf(scores().marks) - lengthOf(narrow.marks)]).toEqual([340, 40]);
    expect(new Set(of(narrow.marks, 'text').map(({ size }) => size))).toEqual(new Set([12]));
    const dense = drawDensity(densityPlot, WORDS, 340);
    expect(lengthOf(dense.marks)).toBeLessThan(lengthOf(drawDensity(densityPlot, WORDS).marks));
  });

  it('is never less than a plot can be read in, and a number', () => {
    expect(scores(1).width).toBe(240);
    expect(code(() => scores(Number.NaN))).toBe('BAD_PARAMETER');
  });
});

describe('svgOf()', () => {
  it('writes every kind of mark, with title and description for whoever hears it read', () => {
    const drawing = drawOrderedScores(
      { bars: orderedScores([{ laboratory: 'A', score: 3.2 }]), limits: [2, 3] },
      WORDS,
    );
    const svg = svgOf(drawing);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 640 366"/);
    expect(svg).toContain('<title>Lead in tea</title>');
    expect(svg).toContain('<desc>Twenty results</desc>');
    expect(svg).toContain('<title>A: 3.20</title></rect>');
    expect(svg).toContain('transform="rotate(-90');
    expect(svg).toContain('stroke-dasharray');
    expect(svgOf(drawDensity(densityPlot, WORDS))).toContain('<polyline class="tone-curve"');
    expect(svgOf(drawDensity({ ...densityPlot, own: 0.3 }, WORDS))).toContain('<polygon class="tone-own"');
    const untitled = {
      ...drawing,
      marks: drawing.marks.map((mark) => (mark.mark === 'bar' ? { ...mark, title: undefined } : mark)),
    };
    expect(svgOf(untitled as typeof drawing)).not.toContain('</rect>');
  });

  it('takes colours and a font, and writes no text as markup', () => {
    const palette = Object.fromEntries(
      ['ink', 'muted', 'grid', 'curve', 'bar', 'reference', 'acceptable', 'warning', 'action', 'own'].map((tone) => [
        tone,
        `var(--${tone})`,
      ]),
    ) as never;
    const hostile = { ...WORDS, x: '</svg><script>"&\'\u0000\u001b', title: '<b>' };
    const svg = svgOf(drawDensity(densityPlot, hostile), { palette, fontFamily: 'Noto "Sans"' });
    expect(svg).toContain('stroke="var(--curve)"');
    expect(svg).toContain('font-family="Noto &quot;Sans&quot;"');
    expect(svg).toContain('&lt;/svg&gt;&lt;script&gt;&quot;&amp;&#39;</text>');
    expect(svg).toContain('<title>&lt;b&gt;</title>');
  });

  it('is the same text for the same drawing', () => {
    expect(svgOf(drawDensity(densityPlot, WORDS))).toBe(svgOf(drawDensity(densityPlot, WORDS)));
  });
});
