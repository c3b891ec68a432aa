// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { leadResult, WHO } from '../../testing/drafts.ts';
import { cellOf, found, verdictOn, type WorldChanges, withSubject } from '../../testing/world.ts';

describe('checkPlausibility()', () => {
  const codes = async (changes: WorldChanges): Promise<readonly (readonly [string, string | undefined])[]> => {
    const check = cellOf(await verdictOn(changes)).trials[0]?.checks.find(({ group }) => group === 'plausibility');
    return (check?.reasons ?? []).map(({ code, article }) => [code, article]);
  };
  const falseReport = 'SAMR Order 39, art. 14';
  it.each<[string, string, WorldChanges]>([
    [
      'TESTED_BEFORE_RECEIVED',
      falseReport,
      { change: { report: withSubject({ results: [leadResult({ testedOn: '2026-11-08' })] }) } },
    ],
    ['ISSUED_BEFORE_TESTED', falseReport, { change: { report: withSubject({ issuedOn: '2026-11-10' }) } }],
    ['SIGNED_BEFORE_ISSUED', falseReport, { change: { report: withSubject({ issuedOn: '2026-11-14' }) } }],
    ['NO_SIGNATORY', 'SAMR Order 39, art. 13', { change: { report: withSubject({ signatory: undefined }) } }],
    [
      'LABORATORY_IS_ACTOR',
      'ISO/IEC 17025:2017, 4.1',
      { claim: { actors: [{ role: 'producer', name: 'L', did: WHO.laboratory.did }] } },
    ],
  ])('points to %s with the article to compare', async (code, article, changes) => {
    expect(await codes(changes)).toEqual([[code, article]]);
  });

  it('sees a report dated after it was signed', async () => {
    const said = await codes({ change: { report: withSubject({ issuedOn: '2026-11-20' }) } });
    expect(said.map(([code]) => code)).toEqual(['SIGNED_BEFORE_ISSUED']);
  });

  it('only points where nothing else rests on it, and is shown beside the verdict', async () => {
    const later: WorldChanges = { change: { report: withSubject({ issuedOn: '2026-11-14' }) } };
    expect(await found('plausibility', later)).toBe('proved; failed: SIGNED_BEFORE_ISSUED');
    expect(cellOf(await verdictOn(later)).caveats.map(({ code }) => code)).toEqual(['SIGNED_BEFORE_ISSUED']);
  });

  it.each<[string, WorldChanges]>([
    [
      'TEST_DATE_IMPOSSIBLE',
      { change: { report: withSubject({ results: [leadResult({ testedOn: '2026-11-08' })] }) } },
    ],
    [
      'TEST_DATE_IMPOSSIBLE',
      { change: { report: withSubject({ results: [leadResult({ testedOn: '2026-11-14' })] }) } },
    ],
    ['NO_SIGNATORY', { change: { report: withSubject({ signatory: undefined }) } }],
    ['LABORATORY_IS_ACTOR', { claim: { actors: [{ role: 'seller', name: 'L', did: WHO.laboratory.did }] } }],
  ])('leaves no competence where everything rests on it: %s', async (code, changes) => {
    expect(await found('competence', changes)).toBe(`unknown; failed: ${code}`);
  });
});
