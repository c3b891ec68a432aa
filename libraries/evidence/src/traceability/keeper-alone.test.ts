// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { day, did, type Entries, ROOTS, recordOf, soundEntries } from '../testing/traced.ts';
import { askRecord } from './gather-trace.ts';
import { KEEPER_ALONE } from './keeper-alone.ts';
import { isKeepersWord } from './keepers-word.ts';
import { faultsByName } from './known-by-name.ts';
import { isUsedPaper } from './references.ts';
import { walkTrace } from './walk.ts';

const ON = day('2026-11-22');
const sound = soundEntries();
const entry = (name: string) => sound[name as keyof typeof sound] as NonNullable<Entries[string]>;
/** The balance as the laboratory itself would certify it, whom nobody accredited for calibrating. */
const { references: _, ...alone } = entry('balance').subject as Readonly<Record<string, unknown>>;
const ownWord = {
  ...sound,
  balance: {
    ...entry('balance'),
    issuer: 'laboratory',
    subject: { ...alone, laboratory: { id: did('laboratory'), name: 'laboratory' } },
  },
} as unknown as Entries;

async function isWord(entries: Entries, name: string, keeper: string | undefined) {
  const { find, reference } = recordOf(entries);
  return askRecord({ find, roots: ROOTS }, (around) => {
    const held = around.papers.resolve(reference(name));
    return typeof held !== 'string' && isUsedPaper(held) && isKeepersWord(held, keeper, around);
  });
}

const reasonsTo = async (entries: Entries, thing: string) => {
  const { find, reference } = recordOf(entries);
  const { issuer, id } = reference('report');
  const root = { by: 'statement', issuer, id } as const;
  const graph = await askRecord({ find, roots: ROOTS }, (around) => walkTrace(root, { on: ON }, around));
  const named = graph?.nodes.find(({ name }) => name === thing)?.id;
  return graph?.links.filter(({ to }) => to === named).flatMap(({ reasons }) => reasons.map(({ code }) => code));
};

describe('isKeepersWord()', () => {
  it('is true of what its keeper signed and nobody vouches for, and of nothing else', async () => {
    expect(await isWord(ownWord, 'balance', did('laboratory'))).toBe(true);
    expect(await isWord(ownWord, 'balance', did('calibrator'))).toBe(false);
    expect(await isWord(ownWord, 'balance', undefined)).toBe(false);
    // The calibrator’s own balance is within its scope.
    expect(await isWord(sound, 'balance', did('calibrator'))).toBe(false);
    expect(
      await isWord(sound, 'lead', sound.lead.issuer === undefined ? did('producer') : did(sound.lead.issuer)),
    ).toBe(false);
  });
});

describe('a thing that is assured by nobody but its keeper', () => {
  it('is told of where a report rests on it', async () => {
    expect(await reasonsTo(ownWord, 'balance B1')).toContain('KEEPER_ALONE');
    expect(await reasonsTo(sound, 'balance B1')).not.toContain('KEEPER_ALONE');
  });

  it('is a broken link with that reason where its keeper says that it is calibrated and names nothing', () => {
    const { find } = recordOf(sound);
    const root = { by: 'thing', name: 'kitchen scale' } as const;
    const codes = async (isCalibratedByWord: boolean) => {
      const asked = { ...root, isCalibratedByWord };
      const graph = await askRecord({ find, roots: ROOTS }, (around) => walkTrace(asked, { on: ON }, around));
      return [graph?.state, ...(graph?.links.flatMap(({ reasons }) => reasons.map(({ code }) => code)) ?? [])];
    };
    return Promise.all([
      expect(codes(true)).resolves.toEqual(['broken', 'KEEPER_ALONE']),
      expect(codes(false)).resolves.toEqual(['broken', 'NO_CALIBRATION']),
    ]);
  });

  it('is told of where a calibration names it by its name, and its cure says what to do', async () => {
    const made = { laboratory: { id: did('calibrator'), name: 'calibrator' }, calibratedOn: ON };
    const calibration = { ...made, references: [{ standard: 'F1' }] } as unknown as Parameters<typeof faultsByName>[0];
    const kept = (paper?: string) =>
      new Map([
        ['F1', [{ state: 'in-use' as const, from: day('2026-01-01'), ...(paper === undefined ? {} : { paper }) }]],
      ]);
    const { find } = recordOf(sound);
    const ask = (paper?: string) =>
      askRecord({ find, roots: ROOTS }, (around) => faultsByName(calibration, around, kept(paper)));
    expect(await ask(KEEPER_ALONE)).toMatchObject([{ code: 'KEEPER_ALONE', cure: expect.stringContaining('F1') }]);
    expect(await ask()).toEqual([]);
  });
});
