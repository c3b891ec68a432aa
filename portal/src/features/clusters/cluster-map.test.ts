// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { columnsOf, describeNeed, readClusterMap } from './cluster-map.ts';

const g = (value: string) => ({ value, unit: 'g' });
const NEED = { activity: 'calibration', property: 'mass', from: g('1'), to: g('200'), outcome: 'covered' };
const LINE = { laboratory: 'L', certificateNumber: 'C', line: '1', places: ['HK'], samePlace: false };
const cluster = (name: string, needs: readonly object[]) => ({
  ...{ cluster: name, name, place: 'CN-GD', demonstration: true, needs },
  institutions: [{ laboratory: 'L', places: ['HK'], samePlace: false, kilometres: 120.4, covers: 1, inPart: 0 }],
});
const answer = {
  ...{ on: '2026-11-22', complete: true },
  clusters: [
    cluster('A', [{ ...NEED, by: [{ ...LINE, outcome: 'covered', because: [], best: '0.1 mg' }], lacking: [] }]),
    cluster('B', [
      { ...NEED, by: [], lacking: [] },
      { activity: 'testing', property: 'pb', outcome: 'not', by: [], lacking: [] },
    ]),
  ],
  gaps: [{ activity: 'testing', property: 'pb', outcome: 'not', clusters: ['B'] }],
};

describe('readClusterMap()', () => {
  it('reads what the server answers, and says where it is something else', () => {
    const map = readClusterMap(answer, '');
    expect(map.clusters[0]?.needs[0]).toMatchObject({ from: '1 g', to: '200 g', by: [{ best: '0.1 mg' }] });
    expect(() => readClusterMap({ ...answer, gaps: [{}] }, '')).toThrow('/gaps/0');
  });
});

const WORDS: Readonly<Record<string, string>> = { 'quantity.mass': '质量', 'substance.pb': '铅' };
const sayOr = (id: string, fallback: string) => WORDS[id] ?? fallback;

describe('columnsOf()', () => {
  it('has every need once, tests first', () => {
    expect(columnsOf(readClusterMap(answer, '')).map((need) => describeNeed(need, sayOr))).toEqual([
      '铅',
      '质量, 1 g – 200 g',
    ]);
  });
});

describe('describeNeed()', () => {
  it('writes one value once, and what is good enough', () => {
    const need = { activity: 'testing', property: 'pb', method: 'GB 5009.12', from: '1 g', to: '1 g' } as const;
    expect(describeNeed({ ...need, uncertainty: '1 mg' }, sayOr)).toBe('铅, 1 g, U ≤ 1 mg, GB 5009.12');
  });
});
