// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ShapeError } from '../../api/narrow.ts';
import { NO_FILTERS, queryOf, readIndicators } from './indicators.ts';

const paper = {
  ...{ kind: 'TestReport', number: 'R-1', place: 'CN-GD', issuer: 'did:web:a.example', issuerName: 'A' },
  ...{ statementId: 'urn:uuid:1', digest: 'u1', issuedOn: '2026-11-20', status: 'active' },
  indicators: [{ code: 'OUTSIDE_HOURS', rule: 'times', detail: 'at night', values: { result: 'R1' } }],
  decisions: [],
};

describe('queryOf()', () => {
  it('names what narrows, trimmed, and nothing that is empty', () => {
    expect(queryOf(NO_FILTERS)).toBe('limit=50');
    expect(queryOf({ ...NO_FILTERS, place: 'CN-GD', issuer: ' did:web:a.example ' }, 'c1')).toBe(
      'place=CN-GD&issuer=did%3Aweb%3Aa.example&limit=50&cursor=c1',
    );
  });
});

describe('readIndicators()', () => {
  it('reads a page with what was noticed and decided', () => {
    const decision = { kind: 'false', issuer: 'did:web:b.example', id: 'urn:uuid:2', decidedOn: '2026-11-21' };
    const decisions = [{ ...decision, reason: 'r', legalBasis: 'l' }];
    const { items, examined, next } = readIndicators({ examined: 3, items: [{ ...paper, decisions }], next: 'c' }, '');
    expect([examined, next, items[0]?.decisions[0]?.kind]).toEqual([3, 'c', 'false']);
    expect(items[0]?.indicators).toMatchObject([{ code: 'OUTSIDE_HOURS', values: { result: 'R1' } }]);
  });

  it.each([
    ['kind', { kind: 'Poem' }],
    ['status', { status: 1 }],
  ])('says where a paper has another %s', (member, more) => {
    const read = () => readIndicators({ examined: 1, items: [{ ...paper, ...more }] }, '');
    expect(read).toThrow(ShapeError);
    expect(read).toThrow(`/items/0/${member}`);
  });
});
