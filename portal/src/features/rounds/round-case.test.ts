// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { correctionBody, unamended } from './plan-fields.ts';
import type { RoundMeasurand } from './round.ts';
import { changesOf } from './round-case.ts';

describe('correctionBody()', () => {
  it('leaves out of which nothing changes', () => {
    expect(correctionBody('why', [unamended('Hg'), unamended('Pb')])).toEqual({ because: 'why', measurands: [] });
  });

  it.each([
    [
      {
        assigned: 'certified-reference-material',
        numbers: { value: ' 0,014 ', characterisation: '0.0005', stability: '' },
      },
      { assigned: { by: 'certified-reference-material', value: '0.014', uncertainty: { characterisation: '0.0005' } } },
    ],
    [
      { assigned: 'consensus', estimator: 'q-hampel', numbers: { value: '9' } },
      { assigned: { by: 'consensus', estimator: 'q-hampel' } },
    ],
    [
      { assigned: 'expert-laboratories', numbers: { values: '1,25 1.30;\n1.28' } },
      { assigned: { by: 'expert-laboratories', values: ['1.25', '1.30', '1.28'] } },
    ],
    [{ sigma: 'relative', numbers: { percent: '15', sigmaPt: '3' } }, { sigma: { from: 'relative', percent: '15' } }],
    [
      { sigma: 'precision-experiment', numbers: { sigmaR: '0.2', sigmar: '0.1', replicates: '3' } },
      { sigma: { from: 'precision-experiment', sigmaR: '0.2', sigmar: '0.1', replicates: 3 } },
    ],
    [{ sigma: 'results', numbers: { least: '0.1' } }, { sigma: { from: 'results', least: '0.1' } }],
  ] as const)('puts %j in place of the plan', (changed, wanted) => {
    const body = correctionBody('why', [{ ...unamended('Hg'), ...changed }, unamended('Pb')]);
    expect(body).toEqual({ because: 'why', measurands: [{ measurand: 'Hg', ...wanted }] });
  });
});

describe('changesOf()', () => {
  const line = (code: string, score: string, verdict: 'acceptable' | 'action' = 'acceptable') => ({
    code,
    score,
    verdict,
  });
  const published = (...lines: ReturnType<typeof line>[]) =>
    [{ measurand: 'Hg', lines }] as unknown as readonly RoundMeasurand[];
  const scored = (...lines: ReturnType<typeof line>[]) => [
    { measurand: 'Hg', assignedValue: '1', sigmaUsed: undefined, lines },
  ];

  it('names codes with another score or signal, those that are new and those that are gone', () => {
    const changes = changesOf(
      published(line('A', '0.10'), line('B', '0.20'), line('C', '3.00'), line('D', '1.00')),
      scored(line('A', '0.10'), line('B', '0.21'), line('C', '3.00', 'action'), line('E', '1.00')),
    );
    expect(changes.map(({ code, before, after }) => [code, before?.score, after?.verdict])).toEqual([
      ['B', '0.20', 'acceptable'],
      ['C', '3.00', 'action'],
      ['D', '1.00', undefined],
      ['E', undefined, 'acceptable'],
    ]);
  });

  it('is empty where all are the same', () => {
    expect(changesOf(published(line('A', '0.10')), scored(line('A', '0.10')))).toEqual([]);
  });
});
