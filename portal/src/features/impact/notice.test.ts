// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { idIn } from './notice.ts';
import { readNotice } from './read-notice.ts';

const ID = 'urn:uuid:019a0000-0000-7000-8000-00000000beef';

describe('idIn()', () => {
  it.each([
    [ID, ID],
    [` ${ID.toUpperCase()} `, ID],
    ['019a0000-0000-7000-8000-00000000beef', ID],
    [`https://node.example/statements/did%3Aweb%3Aa.example/${encodeURIComponent(ID)}`, ID],
    ['number 7', 'number 7'],
  ])('finds the identifier in %s', (typed, id) => {
    expect(idIn(typed)).toBe(id);
  });
});

describe('readNotice()', () => {
  const step = { kind: 'reference', name: 'W' };
  const decision = { result: 'R1', verdict: 'flips', before: 'conforms', after: 'does-not-conform', reasons: [] };
  const hit = {
    ...{ id: 'lot', kind: 'lot', name: 'L', since: '2026-10-10', path: [step], ways: [[step, step]], waysMore: 3 },
    ...{ decisions: [{ ...decision, report: { name: 'R-1' } }], decisionsMore: 2 },
  };
  const notice = {
    ...{ case: 'c', raisedBy: 'did:web:a.example', standard: 'W', from: '2026-10-01', until: '2026-11-21' },
    ...{ replyBy: '2026-12-22', reason: 'r', state: 'open', hits: [hit], more: 0, cutOff: false },
    groundLost: { certificate: 'as-found', status: 'revoked', by: 'did:web:a.example', from: '2026-11-22T00:00:00Z' },
    ...{ renewed: 1, ended: 'ground-lost' },
  };

  it('reads all that a notice can say', () => {
    expect(readNotice(notice, '')).toEqual(notice);
  });

  it('names the place of what it does not know', () => {
    expect(() => readNotice({ ...notice, ended: 'forgotten' }, '')).toThrow(/\/ended/);
    expect(() => readNotice({ ...notice, hits: [{ ...hit, ways: [7] }] }, '')).toThrow(/\/hits\/0\/ways\/0/);
  });
});
