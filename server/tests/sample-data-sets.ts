// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { digestFromSha256 } from '@touchstone/identifiers';
import { z } from 'zod';
import { action, defineRegister } from '../src/record-keeping/define-register.ts';
import type { DataSetInput, Visibility } from '../src/record-keeping/fact.ts';
import { column, table } from '../src/record-keeping/fold.ts';

/** Rows of imported code lists. */
export const codes = table({ columns: { list: column.text, code: column.text }, indexes: [['list', 'code']] });

export const load = action({
  name: 'load',
  input: z.custom<{ stream: string; dataSet: DataSetInput; visibility: Visibility }>(
    (value) => typeof value === 'object',
  ),
  stream: ({ stream }) => stream,
  facts: async () => null,
  rules: ({ dataSet, visibility }) => ({ allowed: true, produces: [{ source: 'data-set', dataSet, visibility }] }),
});

/** A register of code lists, for tests. */
export const codeRegister = defineRegister({
  name: 'codes',
  kinds: [],
  actions: [load],
  routes: [],
  fold: {
    version: 1,
    tables: { codes },
    reduce: (rows, fact) =>
      fact.source === 'data-set'
        ? { codes: (fact.content as readonly string[]).map((code) => ({ list: fact.name, code })) }
        : rows,
  },
});

/** A data set of codes, from one raw file. */
export function codeList(name: string, edition: string, list: readonly string[]): DataSetInput {
  const bytes = new TextEncoder().encode(list.join('\n'));
  const digest = digestFromSha256(createHash('sha256').update(bytes).digest());
  const manifest = new TextEncoder().encode(JSON.stringify({ name, edition, files: [digest] }));
  return {
    ...{ name, edition, manifest, digest: digestFromSha256(createHash('sha256').update(manifest).digest()) },
    files: [{ digest, mediaType: 'text/plain', bytes }],
    mapper: { name: 'lines', version: '1' },
    content: list,
  };
}
