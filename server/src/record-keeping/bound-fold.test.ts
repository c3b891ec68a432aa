// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { bindFolds } from './bound-fold.ts';
import { defineRegister, follower } from './define-register.ts';
import type { StatementFact } from './fact.ts';
import { column, table } from './fold.ts';

const rows = () => table({ columns: { x: column.text } });
const fold = () => ({ version: 1, tables: { own: rows() }, reduce: (given: never) => given });
const plain = { actions: [], routes: [] };
const follow = (name: string, which: { readonly kinds?: readonly string[]; readonly of?: readonly string[] }) =>
  follower({
    ...{ name, version: 1, tables: { seen: rows() }, ...which },
    keysOf: () => ['key'],
    reduce: (given) => given,
  });
const followers = [
  follow('all', {}),
  follow('reports', { kinds: ['TestReport'] }),
  follow('reports-of-b', { kinds: ['TestReport'], of: ['b'] }),
  follow('nothing', { kinds: ['Unheard'] }),
];
const a = defineRegister({ ...plain, name: 'a', kinds: ['TestReport', 'StatusChange'], fold: fold(), followers });
const b = defineRegister({ ...plain, name: 'b', kinds: ['TestReport'], fold: fold() });
const c = defineRegister({ ...plain, name: 'c', kinds: ['StatusChange'], fold: fold() });

const fact = (register: string, kind: string) =>
  ({ source: 'statement', visibility: 'public', owner: 'o', register, kind }) as StatementFact;

describe('bindFolds()', () => {
  const [own, all, reports, ofB, nothing] = bindFolds(a, [a, b, c]);

  it('lets a follower of kinds load the registers that record them, and no others', () => {
    expect([own.of, all?.of, reports?.of, ofB?.of, nothing?.of]).toEqual([['a'], undefined, ['a', 'b'], ['b'], []]);
  });

  it('lets it have facts of these kinds alone', () => {
    expect(reports?.wants(fact('b', 'TestReport'))).toBe(true);
    expect(reports?.wants(fact('a', 'StatusChange'))).toBe(false);
    expect(reports?.wants({ ...fact('a', 'TestReport'), source: 'case-event' } as never)).toBe(false);
    expect(reports?.wants({ ...fact('a', 'TestReport'), visibility: 'private' })).toBe(false);
    expect(all?.wants(fact('c', 'StatusChange'))).toBe(true);
  });
});
