// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { CaseEventFact, JsonObject } from '../../record-keeping/fact.ts';
import { partOf } from './case.ts';

const fact = (kind: string, content: object): CaseEventFact => ({
  ...{ register: 'rounds', stream: 's', entry: 1, recordedAt: '2026-11-20T00:00:00Z', originNode: 'n' },
  ...{ owner: 'did:web:laboratory.demonstration.example', jurisdiction: 'HK', visibility: 'private' },
  actor: { person: 'p', party: 'did:web:laboratory.demonstration.example', jurisdiction: 'HK', roles: [] },
  ...{ source: 'case-event', kind, content: content as JsonObject },
});
const result = (measurand: string, value: string) => ({ outcome: 'quantified', measurand, value, unit: 'mg/kg' });
const sent = (...results: object[]) => fact('results-sent', { results, late: false });
const review = (measurand: string) => ({ measurand, use: 'none', ground: 'blunder', because: 'the unit is wrong' });

describe('partOf() of results that are sent anew', () => {
  const before = [sent(result('Hg', '1000.00'), result('Cd', '0.10')), fact('result-reviewed', review('Hg'))];
  const reviewsAfter = (...results: object[]) => partOf([...before, sent(...results)]).reviews;

  it('forgets the review of a result that is another now, or no longer there', () => {
    expect(partOf(before).reviews).toEqual([review('Hg')]);
    expect(reviewsAfter(result('Hg', '1.02'), result('Cd', '0.10'))).toEqual([]);
    expect(reviewsAfter(result('Cd', '0.10'))).toEqual([]);
    expect(reviewsAfter({ ...result('Hg', '1000.00'), unit: 'ug/kg' })).toEqual([]);
  });

  it('keeps the review of a result that came again as it was, in whatever order of members', () => {
    const again = { unit: 'mg/kg', value: '1000.00', measurand: 'Hg', outcome: 'quantified' };
    expect(reviewsAfter(again, result('Cd', '0.11'))).toEqual([review('Hg')]);
  });

  it('takes a review of the new result', () => {
    const facts = [...before, sent(result('Hg', '1.02')), fact('result-reviewed', { ...review('Hg'), use: 'all' })];
    expect(partOf(facts).reviews).toMatchObject([{ use: 'all' }]);
  });
});
