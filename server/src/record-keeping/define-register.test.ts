// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { action, defineRegister, route } from './define-register.ts';
import { column, noRows, table } from './fold.ts';
import type { Actor } from './tenant.ts';

// A whole small register: a party files a remark, publicly, once.

const remarks = table({
  columns: { author: column.text, text: column.text, from: column.day, until: column.optional(column.day) },
  validity: { from: 'from', until: 'until' },
  indexes: [['author']],
  visibility: 'public',
});

const file = action({
  name: 'file',
  input: z.object({ id: z.uuid(), text: z.string().min(1).max(2000) }),
  stream: (input) => input.id,
  facts: async (reads, input) => ({ before: await reads.facts(input.id) }),
  rules: (input, facts, actor, now) =>
    facts.before.length > 0
      ? { allowed: false, reasons: [{ code: 'ALREADY_FILED', detail: `Remark ${input.id} was filed before.` }] }
      : {
          allowed: true,
          produces: [{ source: 'case-event', kind: 'filed', content: { text: input.text, by: actor.party, at: now } }],
        },
});

const list = route({
  method: 'GET',
  path: '/remarks',
  operation: 'list-remarks',
  summary: 'Remarks, of one author where one is named',
  access: { roles: 'everyone' },
  query: z.object({ author: z.string().optional() }),
  responses: { 200: { description: 'The remarks', schema: z.array(z.object({ text: z.string() })) } },
  async handle({ reads }, { query }) {
    let rows = reads.rows(remarks).select(['text']).orderBy('text');
    if (query.author !== undefined) rows = rows.where('author', '=', query.author);
    return { status: 200, body: await rows.execute() };
  },
});

const register = defineRegister({
  name: 'remarks',
  kinds: [],
  actions: [file],
  routes: [list],
  fold: {
    version: 1,
    tables: { remarks },
    reduce(rows, fact) {
      if (fact.source !== 'case-event' || fact.kind !== 'filed') return rows;
      const { text } = fact.content;
      const row = { author: fact.owner, text: String(text), from: fact.recordedAt.slice(0, 10), until: null };
      return { remarks: [...rows.remarks, row] };
    },
  },
});

const actor: Actor = { party: 'did:web:a.example', person: 'ann', jurisdiction: 'CN', roles: ['member'] };
const input = { id: '01930000-0000-7000-8000-000000000001', text: 'first' };

describe('defineRegister()', () => {
  it('keeps rules pure: the same facts give the same ruling, without a database', () => {
    const ruling = file.rules(input, { before: [] }, actor, '2026-11-22T00:00:00.000Z');
    expect(ruling.allowed).toBe(true);
  });

  it('keeps reducers pure: rows and a fact give rows, without a database', () => {
    const fact = {
      source: 'case-event' as const,
      kind: 'filed',
      content: { text: 'first' },
      actor,
      register: 'remarks',
      stream: input.id,
      entry: 1,
      recordedAt: '2026-11-22T00:00:00.000Z',
      owner: actor.party,
      jurisdiction: 'CN',
      originNode: 'node.example',
      visibility: 'private' as const,
    };
    const rows = register.fold.reduce(noRows(register.fold.tables), fact);
    expect(rows.remarks).toEqual([{ author: actor.party, text: 'first', from: '2026-11-22', until: null }]);
  });

  const defects: [string, () => unknown][] = [
    ['a name that is not kebab-case', () => defineRegister({ ...register, name: 'Remarks' })],
    ['an action declared twice', () => defineRegister({ ...register, actions: [file, file] })],
    ['a route declared twice', () => defineRegister({ ...register, routes: [list, { ...list, operation: 'other' }] })],
    ['an operation declared twice', () => defineRegister({ ...register, routes: [list, { ...list, path: '/other' }] })],
    ['a kind declared twice', () => defineRegister({ ...register, kinds: ['Remark', 'Remark'] })],
    ['a fold without a version', () => defineRegister({ ...register, fold: { ...register.fold, version: 0 } })],
    [
      'a column that record-keeping keeps itself',
      () =>
        defineRegister({
          ...register,
          fold: { version: 1, tables: { remarks: table({ columns: { owner: column.text } }) }, reduce: (rows) => rows },
        }),
    ],
    [
      'an expiry whose action is not among its actions',
      () => defineRegister({ ...register, actions: [], expiry: { due: async () => [], action: file } }),
    ],
  ];
  it.each(defects)('refuses %s', (_, declare) => {
    expect(declare).toThrow(expect.objectContaining({ code: 'BAD_REGISTER' }));
  });
});
