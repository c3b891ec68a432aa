// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyFacts, type HeldRow, type RowChanges } from './apply-facts.ts';
import type { BoundFold } from './bound-fold.ts';
import type { CaseEventFact, Fact } from './fact.ts';
import { column, type RowsOf, type Tables, table } from './fold.ts';

const notes = table({
  columns: { text: column.text, at: column.optional(column.instant), more: column.optional(column.json) },
});
const tables = { notes } satisfies Tables;

function foldOf(reduce: (rows: RowsOf<typeof tables>, fact: CaseEventFact) => RowsOf<typeof tables>): BoundFold {
  return {
    ...{
      name: 'notes',
      version: 1,
      tag: 'notes@1',
      register: 'notes',
      schema: 'fold_notes_1',
      shape: '',
      tables,
      of: ['notes'],
    },
    wants: () => true,
    keysOf: (fact) => [fact.stream],
    reduce: (rows, fact) => reduce(rows as RowsOf<typeof tables>, fact as CaseEventFact) as RowsOf<Tables>,
  };
}

function fact(entry: number, stream: string, content: CaseEventFact['content']): Fact {
  const actor = { party: 'a', person: 'p', jurisdiction: 'CN', roles: [] };
  return {
    ...{ source: 'case-event', kind: 'noted', register: 'notes', originNode: 'n', owner: 'a', jurisdiction: 'CN' },
    ...{ visibility: 'private', recordedAt: '2026-11-22T00:00:00Z', entry, stream, actor, content },
  } as CaseEventFact;
}

/** A database in miniature: what would be stored after batch upon batch. */
function store(batches: readonly RowChanges[]): { text: unknown; key: string; from: number; until: number | null }[] {
  return batches.flatMap(({ inserts }) =>
    inserts.map((row) => ({ text: row.values.text, key: row.key, from: row.knownFrom, until: row.knownUntil })),
  );
}

/** Adds, removes and keeps notes as the content says. */
const editor = foldOf((rows, { content }) => {
  const kept = rows.notes.filter((row) => row.text !== content.remove);
  return { notes: content.add === undefined ? kept : [...kept, { text: String(content.add), at: null, more: null }] };
});

describe('applyFacts()', () => {
  it('gives the same rows from one batch as from batches of one', () => {
    const text = fc.constantFrom('a', 'b', 'c');
    const edit = fc.record({ stream: fc.constantFrom('s', 't'), add: fc.option(text), remove: fc.option(text) });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        const facts = edits.map(({ stream, add, remove }, n) =>
          fact(n + 1, stream, { ...(add === null ? {} : { add }), ...(remove === null ? {} : { remove }) }),
        );
        const whole = store([applyFacts(editor, new Map(), facts)]);
        const single = oneByOne(facts);
        const sorted = (rows: typeof whole) => rows.map((row) => JSON.stringify(row)).sort();
        expect(sorted(single)).toEqual(sorted(whole));
      }),
    );
  });

  function oneByOne(facts: readonly Fact[]) {
    const rows: (ReturnType<typeof store>[0] & { rowId: number })[] = [];
    for (const each of facts) {
      const held = new Map<string, HeldRow[]>();
      for (const row of rows.filter(({ until }) => until === null)) {
        const values = { text: row.text, at: null, more: null };
        held.set(row.key, [...(held.get(row.key) ?? []), { table: 'notes', values, rowId: row.rowId }]);
      }
      const changes = applyFacts(editor, held, [each]);
      for (const { rowId, knownUntil } of changes.closes) {
        const closed = rows.find((row) => row.rowId === rowId);
        if (closed !== undefined) closed.until = knownUntil;
      }
      for (const row of store([changes])) rows.push({ ...row, rowId: rows.length + 1 });
    }
    return rows.map(({ rowId: _, ...row }) => row);
  }

  it('leaves a row alone that a fact does not change, however its JSON is written', () => {
    const more = { b: [1, { d: 1, c: 2 }], a: null };
    const same = foldOf(() => ({ notes: [{ text: 'x', at: '2026-11-22T08:00:00.000+08:00', more }] }));
    const values = { text: 'x', at: '2026-11-22T00:00:00Z', more: { a: null, b: [1, { c: 2, d: 1 }] } };
    const held = new Map([['s', [{ table: 'notes', values, rowId: 1 }]]]);
    expect(applyFacts(same, held, [fact(1, 's', {})])).toEqual({ inserts: [], closes: [] });
  });

  it('gives a reducer its rows in one order, whether they were held or just made', () => {
    const seen: string[][] = [];
    const watching = foldOf((rows, { content }) => {
      seen.push(rows.notes.map((row) => row.text));
      return { notes: [{ text: String(content.add), at: null, more: null }, ...rows.notes] };
    });
    const facts = ['c', 'a', 'b', 'd'].map((add, n) => fact(n + 1, 's', { add }));
    applyFacts(watching, new Map(), facts);
    const row = (text: string) => ({
      table: 'notes',
      values: { text, at: null, more: null },
      rowId: text.charCodeAt(0),
    });
    applyFacts(watching, new Map([['s', ['b', 'c', 'a'].map(row)]]), facts.slice(3));
    expect(seen).toEqual([[], ['c'], ['a', 'c'], ['a', 'b', 'c'], ['a', 'b', 'c']]);
  });

  it.each([
    ['a column that is not declared', { text: 'x', at: null, more: null, other: 1 }],
    ['null where a value is needed', { text: null, at: null, more: null }],
    ['a number for a text', { text: 1, at: null, more: null }],
    ['an instant that is none', { text: 'x', at: '2026-02-30T00:00:00Z', more: null }],
  ])('stops at %s', (_, row) => {
    const wrong = foldOf(() => ({ notes: [row] }) as never);
    expect(() => applyFacts(wrong, new Map(), [fact(1, 's', {})])).toThrow(
      expect.objectContaining({ code: 'FOLD_FAILED' }),
    );
  });

  it('says at which entry a reducer threw', () => {
    const throwing = foldOf(() => {
      throw new Error('cannot');
    });
    expect(() => applyFacts(throwing, new Map(), [fact(7, 's', {})])).toThrow(
      expect.objectContaining({
        code: 'FOLD_FAILED',
        data: { entry: 7 },
        cause: expect.objectContaining({ message: 'cannot' }),
      }),
    );
  });
});
