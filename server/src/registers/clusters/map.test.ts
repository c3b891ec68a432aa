// SPDX-License-Identifier: Apache-2.0
import type { ClusterNeed } from '@touchstone/dossier';
import { parsePlace } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { mapClusters, type OfferedLine } from './map.ts';

const mm = (value: string) => ({ value, unit: 'mm' });
const um = (value: string) => ({ value, unit: 'um' });
const line = (name: string, body: string, [from, to, u]: readonly [string, string, string]): OfferedLine => ({
  ...{ body, laboratory: `Laboratory ${body}`, certificateNumber: 'L-1', line: name, property: 'length' },
  ...{ standard: 'CAL 1-2026', sites: [] },
  content: { range: { from: mm(from), to: mm(to) }, smallestExpandedUncertainty: um(u) },
});
const need = {
  ...{ activity: 'calibration', property: 'length', from: mm('1'), to: mm('300'), expandedUncertainty: um('1') },
} as unknown as ClusterNeed;
const cluster = { cluster: 'X', place: parsePlace('HK'), coordinates: undefined, needs: [need] };
const shown = (lines: readonly OfferedLine[]) =>
  mapClusters([cluster], { calibration: new Map([['length', lines]]), testing: new Map() } as never);

describe('mapClusters()', () => {
  it('joins the lines of one body, of which none reaches over the whole need', () => {
    const { clusters, gaps } = shown([line('C1', 'a', ['0.5', '100', '0.2']), line('C2', 'a', ['100', '500', '0.6'])]);
    expect(gaps).toEqual([]);
    expect(clusters[0]?.needs[0]?.by[0]).toMatchObject({ line: 'C1 + C2', outcome: 'covered', best: '0.6 µm' });
    expect(clusters[0]?.institutions).toMatchObject([{ body: 'a', covers: 1, inPart: 0 }]);
  });

  it('takes a line for one method of the standard that is needed, and one for the standard where a method of it is', () => {
    const by = (standard: string, wanted: string) => {
      const offered = { ...line('C1', 'a', ['0.5', '500', '0.2']), standard };
      const of = { ...cluster, needs: [{ ...need, method: wanted }] };
      const lines = { calibration: new Map([['length', [offered]]]), testing: new Map() } as never;
      return mapClusters([of], lines).clusters[0]?.needs[0]?.by[0]?.outcome;
    };
    expect(by('GB/T 1-2020 第一法', 'GB/T 1-2020')).toBe('covered');
    expect(by('GB/T 1-2020', 'GB/T 1-2020 第一法')).toBe('covered');
    expect(by('GB/T 1-2020 第一法', 'GB/T 1-2020 第二法')).not.toBe('covered');
  });

  it('does not join the lines of two bodies', () => {
    const { clusters, gaps } = shown([line('C1', 'a', ['0.5', '100', '0.2']), line('C2', 'b', ['100', '500', '0.6'])]);
    expect(gaps).toMatchObject([{ outcome: 'in-part' }]);
    expect(clusters[0]?.institutions).toMatchObject([{ covers: 0 }, { covers: 0 }]);
  });
});
