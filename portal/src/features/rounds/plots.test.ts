// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { plotsOf } from './plots.ts';
import type { RoundLine, RoundMeasurand } from './round.ts';

const words = { title: 't', description: 'd', x: 'x', y: 'y' };
const line = (code: string, reported: string, score?: string, verdict: RoundLine['verdict'] = 'acceptable') => ({
  ...{ code, reported, verdict },
  ...(score === undefined ? {} : { score }),
});
const measurand = (lines: readonly RoundLine[], more: object = {}): RoundMeasurand => ({
  ...{ measurand: 'Hg', substance: 'hg', unit: 'mg/kg', decimals: 3, assignedBy: 'certified', score: 'z' },
  figures: { assignedValue: '0.044', standardUncertainty: '0.004', method: 'm', count: 3, sigmaPt: '0.0066', ...more },
  lines: [...lines],
});
const LINES = [
  line('A', '0.044', '0.0'),
  line('B', '0.065', '3.2', 'action'),
  line('C', '< 0.01', undefined, 'not-scored'),
];
const plots = (given: RoundMeasurand, own?: string, width = 640) =>
  plotsOf(given, own, { width, scores: words, density: words });

describe('plotsOf()', () => {
  it('draws the scores that there are, from the smallest on, and leaves bounded results to the table', () => {
    const { scores, density } = plots(measurand(LINES));
    const bars = scores?.marks.flatMap((mark) => (mark.mark === 'bar' ? [mark.title] : []));
    expect(bars).toEqual(['A: 0.00', 'B: 3.20']);
    expect(density?.marks.some(({ mark }) => mark === 'curve')).toBe(true);
  });

  it('marks the own code in both', () => {
    const { scores, density } = plots(measurand(LINES), 'B');
    for (const drawing of [scores, density]) expect(drawing?.marks.some(({ tone }) => tone === 'own')).toBe(true);
    expect(plots(measurand(LINES)).density?.marks.some(({ tone }) => tone === 'own')).toBe(false);
  });

  it('fits both into the room there is', () => {
    const { scores, density } = plots(measurand(LINES), 'B', 340);
    for (const drawing of [scores, density]) {
      expect(drawing?.width).toBe(340);
      const xs = drawing?.marks.flatMap((mark) => ('from' in mark ? [mark.from[0], mark.to[0]] : [])) ?? [];
      expect(Math.max(...xs)).toBeLessThanOrEqual(340);
    }
  });

  it('takes the robust deviation where a round has no σ_pt', () => {
    const { density } = plots(measurand(LINES, { sigmaPt: undefined, deviation: '0.01' }));
    expect(density).toBeDefined();
  });

  it.each([
    ['no line', measurand([])],
    ['no spread', measurand(LINES, { sigmaPt: '0' })],
    ['no σ at all', measurand(LINES, { sigmaPt: undefined })],
  ])('draws no density where there is %s', (_, given) => {
    expect(plots(given).density).toBeUndefined();
  });

  it('draws nothing of a round that is not published', () => {
    const { figures: _, lines: __, ...unpublished } = measurand([]);
    expect(plots(unpublished)).toEqual({ scores: undefined, density: undefined });
  });
});
