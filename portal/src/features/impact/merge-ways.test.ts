// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { mergeWays } from './merge-ways.ts';
import type { ImpactHit, ImpactStep } from './notice.ts';

const reference: ImpactStep = { kind: 'reference', name: 'F1 weight', on: '2026-10-10' };
const hit = (name: string, path: readonly ImpactStep[], kind: ImpactHit['kind'] = 'calibration'): ImpactHit => ({
  ...{ id: name, kind, name, since: '2026-10-10' },
  ...{ path: [...path], decisions: [] },
});
const said = (hits: readonly ImpactHit[]) =>
  mergeWays(hits).uses.map(({ from, to, on }) => `${to} > ${from} ${on ?? ''}`.trim());

describe('mergeWays()', () => {
  it('draws what two ways share once, and a hit on the way to another as that hit', () => {
    const balance = hit('B1', [reference]);
    const report = hit('R1', [reference, { kind: 'calibration', name: 'B1', on: '2026-11-20' }], 'report');
    expect(said([balance, report])).toEqual([
      'reference F1 weight > calibration B1 2026-10-10',
      'calibration B1 > report R1 2026-11-20',
    ]);
    const { nodes } = mergeWays([report, balance]);
    expect(nodes.map(({ name, hit: own }) => [name, own?.name])).toEqual([
      ['F1 weight', undefined],
      ['B1', 'B1'],
      ['R1', 'R1'],
    ]);
  });

  it('draws the other ways to a hit too', () => {
    const [one, other] = ['B1', 'B2'].map((name): ImpactStep => ({ kind: 'calibration', name, on: '2026-11-20' }));
    const lot = { ...hit('L', [reference, one as ImpactStep], 'lot'), ways: [[reference, other as ImpactStep]] };
    expect(said([lot])).toEqual([
      ...['reference F1 weight > calibration B1 2026-10-10', 'calibration B1 > lot L 2026-11-20'],
      ...['reference F1 weight > calibration B2 2026-10-10', 'calibration B2 > lot L 2026-11-20'],
    ]);
  });

  it('keeps apart what may not be named, unless it stands below the same thing', () => {
    const hidden: ImpactStep = { kind: 'calibration' };
    const other: ImpactStep = { kind: 'calibration', name: 'public scale' };
    expect(said([hit('A', [reference, hidden]), hit('B', [reference, other, hidden])])).toEqual([
      'reference F1 weight > reference F1 weight/calibration 2026-10-10',
      'reference F1 weight/calibration > calibration A',
      'reference F1 weight > calibration public scale 2026-10-10',
      'calibration public scale > calibration public scale/calibration',
      'calibration public scale/calibration > calibration B',
    ]);
  });
});
