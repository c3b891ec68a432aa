// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { LAW } from '../testing/drafts.ts';
import { cellOf, shortly, verdictOn, withSubject } from '../testing/world.ts';

describe('tryTranscription()', () => {
  const typed = {
    at: { file: 'results.csv', row: 2 },
    reportNumber: 'R-9',
    laboratory: 'Some laboratory',
    substance: 'Lead',
    method: 'GB 5009.12-2023',
    testedOn: '2026-11-11' as never,
    basis: 'edible part',
    outcome: 'quantified' as const,
    quantity: { value: '0.1', unit: 'mg/kg' },
  };
  const only = { change: { report: 'without', sampling: 'without' } } as const;

  it('says what a typed number would show, and never proves by it', async () => {
    const trial = cellOf(await verdictOn({ ...only, transcribed: [typed] })).trials[0];
    expect(trial).toMatchObject({ outcome: 'meets', standing: 'not-accepted', result: 'results.csv row 2' });
    expect(shortly(trial, 'document')).toBe('undetermined: UNSIGNED_TRANSCRIPTION');
    expect(cellOf(await verdictOn({ ...only, transcribed: [typed] })).verdict).toBe('unknown');
  });

  it('leaves out an uncertainty that is relative or has no k, and takes one that is whole', async () => {
    const rule = withSubject({
      decisionRule: {
        rule: { kind: 'guard-band', multiplier: '1', guards: 'acceptance' },
        origin: 'law',
        legalBasis: LAW,
      },
    });
    const outcome = async (expandedUncertainty: NonNullable<(typeof typedWith)[number]>) =>
      cellOf(
        await verdictOn({ change: { ...only.change, policy: rule }, transcribed: [{ ...typed, expandedUncertainty }] }),
      ).trials[0]?.outcome;
    const typedWith = [{ value: '0.01', unit: 'mg/kg', relative: false, coverageFactor: '2' }];
    expect(await outcome({ value: '0.01', unit: 'mg/kg', relative: false, coverageFactor: '2' })).toBe('meets');
    expect(await outcome({ value: '0.01', unit: 'mg/kg', relative: true, coverageFactor: '2' })).toBe('inconclusive');
    expect(await outcome({ value: '0.01', unit: 'mg/kg', relative: false } as never)).toBe('inconclusive');
  });

  it('is not concerned with other substances, and takes non-detects and papers without rows', async () => {
    const trials = async (more: Record<string, unknown>) =>
      cellOf(await verdictOn({ ...only, transcribed: [{ ...typed, ...more } as never] })).trials;
    expect(await trials({ substance: 'gold' })).toEqual([]);
    expect(await trials({ substance: 'hg' })).toEqual([]);
    const [one] = await trials({
      at: { file: 'scan.pdf' },
      basis: undefined,
      outcome: 'below-loq',
      quantity: undefined,
      limitOfQuantification: { value: '0.02', unit: 'mg/kg' },
      limitOfDetection: { value: '0.01', unit: 'mg/kg' },
    });
    expect(one).toMatchObject({ result: 'scan.pdf', outcome: 'inconclusive' });
    expect(shortly(one, 'decision')).toBe('undetermined: BASIS_DIFFERS');
  });
});
