// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findUnsourced } from './vector-sources/find-unsourced.ts';

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'vectors-'));
  roots.push(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const placesIn = (files: Readonly<Record<string, string>>): readonly string[] =>
  findUnsourced(folderWith(files)).unsourced.map(({ file, place }) => `${file} ${place}`.trim());

test.each([
  ['a file that names its source for all cases', '{"source": "RFC 8785, 3.2.3", "cases": [{"in": 1}, {"in": 2}]}'],
  ['cases that each name their own', '{"title": "t", "count": 2, "cases": [{"source": "a"}, {"source": "b"}]}'],
  ['an array of cases that each name their own', '[{"source": "a"}, {"source": "b"}]'],
  ['groups that each name their own', '{"uscc": {"source": "a", "values": [1]}, "lei": {"source": "b"}}'],
])('findUnsourced() accepts %s', (_name, text) => {
  expect(placesIn({ 'x/vectors/deep/a.json': text })).toEqual([]);
});

test.each([
  ['no source anywhere', '{"cases": [{"in": 1}, {"in": 2}]}', [' cases[0]', ' cases[1]']],
  ['one case without', '{"cases": [{"source": "a"}, {"in": 2}]}', [' cases[1]']],
  ['cases that are no objects', '{"cases": ["one"]}', [' cases[0]']],
  ['a group without', '{"uscc": {"source": "a"}, "lei": {"values": []}}', [' lei']],
  ['an array of cases, one without', '[{"source": "a"}, {}]', [' [1]']],
  ['an empty source', '{"source": " ", "cases": [{"source": "a"}]}', ['']],
  ['an empty source in one case of a sourced file', '{"source": "a", "cases": [{"source": ""}]}', [' cases[0]']],
  ['nothing but words', '{"title": "t"}', ['']],
  ['a bare value', '3', ['']],
  ['no JSON', '{', ['']],
])('findUnsourced() reports %s', (_name, text, places) => {
  const expected = places.map((place) => `vectors/a.json${place}`);
  expect(placesIn({ 'vectors/a.json': text })).toEqual(expected);
});

test('findUnsourced() asks for a list beside files that cannot name their source', () => {
  const files = { 'vectors/a.xlsx': 'PK', 'vectors/b.json': '3', 'vectors/README.md': 'about' };
  expect(placesIn(files)).toEqual(['vectors/a.xlsx', 'vectors/b.json']);
  expect(placesIn({ ...files, 'vectors/SOURCES.json': '{"a.xlsx": "made by hand", "b.json": "RFC 8259, 3"}' })).toEqual(
    [],
  );
  expect(placesIn({ ...files, 'vectors/SOURCES.json': '{"a.xlsx": ""}' })).toEqual([
    'vectors/a.xlsx',
    'vectors/b.json',
  ]);
});

test('findUnsourced() looks only into folders called vectors, and not among packages', () => {
  expect(placesIn({ 'src/a.json': '{}', 'node_modules/p/vectors/a.json': '{}' })).toEqual([]);
});

test('check-vectors ends with 0 when all vectors have sources and 1 when one has none', () => {
  const run = (root: string) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'check-vectors.ts'), root], { encoding: 'utf8' }).status;
  expect(run(folderWith({ 'vectors/a.json': '{"source": "a"}' }))).toBe(0);
  expect(run(folderWith({ 'vectors/a.json': '{"cases": [1]}' }))).toBe(1);
});
