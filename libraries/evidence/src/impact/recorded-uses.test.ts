// SPDX-License-Identifier: Apache-2.0
import { statementKey } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { doubtAbout, doubtedEntries, reported, weighing } from '../testing/doubted.ts';
import { day, recordOf } from '../testing/traced.ts';
import { gatherImpact } from './gather-impact.ts';
import type { RecordedUse } from './recorded-uses.ts';
import { redecideReport } from './redecide.ts';

/** A report that names nothing that it was measured with. */
const SILENT = { id: 'urn:test:silent', reportNumber: 'R-2' };
const entries = { ...doubtedEntries(), silent: reported([weighing('R9', { instruments: undefined })], SILENT) };

const { find, reference } = recordOf(entries);
const use = (thing: string, from: string, to = from, more: Partial<RecordedUse> = {}): RecordedUse => ({
  ...{ paper: reference('silent'), thing, result: 'R9', from: day(from), to: day(to) },
  ...more,
});

function gather(...recorded: readonly RecordedUse[]) {
  const asked: string[] = [];
  const findRecorded = async (names: readonly string[]) => {
    asked.push(...names);
    return recorded.filter(({ thing }) => names.some((name) => name.toLowerCase() === thing.toLowerCase()));
  };
  return gatherImpact(doubtAbout(reference), { find, findRecorded }).then((found) => ({ ...found, asked }));
}
async function since(...recorded: readonly RecordedUse[]): Promise<string | undefined> {
  const { impact } = await gather(...recorded);
  return impact.hits.find(({ node }) => node.name === 'R-2')?.since;
}

describe('a thing that only the record of the work names', () => {
  it('carries doubt to the paper, by the certificate by which its maker uses it', async () => {
    expect(await since()).toBeUndefined();
    const { impact, asked } = await gather(use('Balance', '2026-04-01'));
    expect(asked).toEqual(['weight', 'balance']);
    const hit = impact.hits.find(({ node }) => node.name === 'R-2');
    expect(hit).toMatchObject({
      since: '2026-04-01',
      path: [{ from: 'reference' }, { isRecorded: true, result: 'R9' }],
    });
    expect(hit?.path[0]?.isRecorded).toBeUndefined();
  });

  it('carries none from before the doubt, nor from what another has of that name', async () => {
    expect(await since(use('balance', '2026-02-01'))).toBeUndefined();
    expect(await since(use('weight', '2026-04-01'))).toBeUndefined();
    expect(await since(use('pipette', '2026-04-01'))).toBeUndefined();
  });

  it('was used in any hour of its step', async () => {
    // From before the balance was calibrated with the weight until after.
    expect(await since(use('balance', '2026-02-20', '2026-04-02'))).toBe('2026-04-02');
  });

  it('is drawn once where the paper names it too', async () => {
    const paper = reference('report');
    const named = use('balance', '2026-04-01', '2026-04-01', { paper, result: 'r-1' });
    const [without, withIt] = [await gather(), await gather(named)];
    expect(withIt.impact.links).toEqual(without.impact.links);
  });

  it('leaves a decision to whoever worked: how far it moves is not computed, and what it was is not told', async () => {
    const { impact, papers } = await gather(use('balance', '2026-04-01'));
    const [decision] = redecideReport(statementKey(reference('silent')), {
      ...{ impact, papers, found: [] },
    });
    expect(decision).toMatchObject({ verdict: 'cannot-tell', reasons: [{ code: 'RECORDED_USE_NOT_STATED' }] });
    expect(decision?.reasons[0]?.detail).not.toContain('balance');
  });
});
