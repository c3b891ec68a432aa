// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ShapeError } from './narrow.ts';
import { readVerdict } from './verdict.ts';

const link = {
  issuer: 'did:web:laboratory.demonstration.touchstone.example',
  id: 'urn:1',
  kind: 'TestReport',
  title: 'T',
};
const check = { group: 'document', outcome: 'passed', force: 'required', reasons: [], rests: [link] };
const cell = {
  place: 'HK',
  topic: 'limit:pb',
  requirements: [
    { id: 'r', text: '≤ 0.3 mg/kg', instrument: 'I', provision: '', certainty: 'read', legalForce: 'binding' },
  ],
  outcome: 'meets',
  evidence: 'accepted',
  verdict: 'proved',
  checks: [check],
  trials: [{ document: link, outcome: 'meets', standing: 'accepted', checks: [check] }],
  caveats: [{ code: 'INHERITED', detail: 'taken from the group', values: { from: 'group' } }],
  toSettle: [],
};
const verdict = {
  format: 'touchstone-verdict/1',
  claim: { product: { name: 'Leaf' }, lot: { lotNumber: '1' }, actors: [{ name: 'A', role: 'producer' }], route: [] },
  on: '2026-11-22',
  knownAt: { logs: [], position: null, referenceData: 'u', knownAt: '2026-11-22T00:00:00Z' },
  evidenceSet: 'u',
  rows: [{ topic: 'limit:pb', kind: 'limit', names: { en: 'Lead' } }],
  columns: [
    {
      place: 'HK',
      policy: null,
      cells: [cell],
      coverage: { complete: false, reviewed: false, rows: [], summary: { code: 'C', detail: 'd' } },
    },
  ],
  documents: [{ file: 'a.json', link, standing: 'sound', reasons: [] }],
  summary: { proved: 1, refuted: 0, unknown: 0, contradictedDocuments: 0 },
};

describe('readVerdict()', () => {
  it('keeps what the page shows and fills what may be absent', () => {
    const read = readVerdict(verdict);
    expect(read.columns[0]?.policy).toBeUndefined();
    expect(read.columns[0]?.cells[0]?.trials[0]?.result).toBeUndefined();
    expect(read.columns[0]?.coverage.summary.values).toEqual({});
    expect(read).toMatchObject({ product: 'Leaf', lotNumber: '1', scope: undefined });
  });

  it('takes members that it does not know', () => {
    expect(() => readVerdict({ ...verdict, later: true })).not.toThrow();
  });

  it.each([
    ['another format', { ...verdict, format: 'touchstone-verdict/2' }, '/format'],
    ['no columns', { ...verdict, columns: undefined }, '/columns'],
    ['an unknown verdict', withCell({ verdict: 'sellable' }), '/columns/0/cells/0/verdict'],
    ['an unknown group', withCell({ checks: [{ ...check, group: 'luck' }] }), '/columns/0/cells/0/checks/0/group'],
    [
      'a value that is no text',
      withCell({ caveats: [{ code: 'C', detail: 'd', values: { a: 1 } }] }),
      '/columns/0/cells/0/caveats/0/values/a',
    ],
    ['a count that is no number', { ...verdict, summary: { ...verdict.summary, proved: '1' } }, '/summary/proved'],
    ['no object at all', 'verdict', ''],
  ])('names the place of %s', (_, given, path) => {
    expect.assertions(2);
    try {
      readVerdict(given);
    } catch (error) {
      expect(error).toBeInstanceOf(ShapeError);
      expect((error as ShapeError).path).toBe(path);
    }
  });
});

function withCell(changes: object): object {
  return { ...verdict, columns: [{ ...verdict.columns[0], cells: [{ ...cell, ...changes }] }] };
}
