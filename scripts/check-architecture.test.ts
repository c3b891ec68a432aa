// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findViolations } from './architecture/find-violations.ts';
import { readHouse } from './architecture/house.ts';
import { parseImportTable } from './architecture/import-table.ts';

const TABLE = `# A small house

| Part | May import | Built-in modules |
|---|---|---|
| \`libraries/floor\` | nothing | none |
| \`libraries/floor/src/suites/node*.ts\` | \`libraries/floor\` | \`node:crypto\` |
| \`libraries/upper\` | \`libraries/floor\` | none |
| \`server\` | everything | any |
| \`server/src/keeping\` | nothing | none |
| \`server/src/registers/*\` | \`server/src/keeping\` | |
| \`portal\` | \`libraries/upper\` (types) | any |
| \`scripts\` | nothing | any |
`;

const SOUND: Readonly<Record<string, string>> = {
  'ARCHITECTURE.md': TABLE,
  'package.json': '{"workspaces": ["libraries/*", "server", "portal"], "devDependencies": {"vitest": "1"}}',
  'libraries/floor/package.json':
    '{"name": "@t/floor", "exports": {".": "./src/index.ts"}, "dependencies": {"zod": "1"}}',
  'libraries/floor/src/index.ts': "export { one } from './one.ts';",
  'libraries/floor/src/one.ts': 'export const one = 1;',
  'libraries/floor/src/one.test.ts':
    "import { test } from 'vitest';\nimport { readFileSync } from 'node:fs';\nimport './index.ts';\ntest(String(Date.now()), () => readFileSync);",
  'libraries/floor/src/suites/node-sign.ts': "import { sign } from 'node:crypto';\nexport { sign };",
  'libraries/upper/package.json':
    '{"name": "@t/upper", "exports": {".": "./src/index.ts", "./face": "./src/face.ts"}, "dependencies": {"@t/floor": "1"}}',
  'libraries/upper/src/index.ts': "export { two } from './two.ts';",
  'libraries/upper/src/two.ts': "import { one } from '@t/floor';\nexport const two = one + one;",
  'libraries/upper/src/face.ts': 'export type Face = string;',
  'server/package.json': '{"name": "@t/server", "exports": {}, "dependencies": {"@t/upper": "1", "@t/floor": "1"}}',
  'server/src/main.ts':
    "import './registers/bodies/record.ts';\nimport { readFile } from 'node:fs/promises';\nexport { readFile };",
  'server/src/keeping/register.ts': 'export interface Register { readonly name: string }',
  'server/src/registers/bodies/record.ts':
    "import type { Register } from '../../keeping/register.ts';\nexport const bodies: Register = { name: 'bodies' };",
  'server/src/registers/laboratories/record.ts': 'export const laboratories = 1;',
  'portal/package.json': '{"name": "@t/portal", "exports": {}, "dependencies": {"@t/upper": "1"}}',
  'portal/src/page.tsx':
    "import type { Face } from '@t/upper/face';\nexport const page = (face: Face) => <p>{face}</p>;",
};

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

function build(changes: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'house-'));
  roots.push(root);
  for (const [path, text] of Object.entries({ ...SOUND, ...changes })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** `rule file:line` of everything that is wrong in the sound house once these files are put into it. */
function faultsWith(changes: Readonly<Record<string, string>>, table = TABLE): readonly string[] {
  const found = findViolations(readHouse(build(changes)), parseImportTable(table));
  return found.map(({ rule, file, line }) => `${rule} ${file}:${line}`);
}

test('findViolations() finds nothing wrong in a sound house', () => {
  expect(faultsWith({})).toEqual([]);
});

test('findViolations() lets a package into one room of another, and no further', () => {
  const table = TABLE.replace(
    '| `portal` | `libraries/upper` (types) | any |',
    '| `libraries/upper/src/words` | nothing | |\n| `portal` | `libraries/upper` (types), `libraries/upper/src/words` | any |',
  );
  const changes = {
    'libraries/upper/package.json':
      '{"name": "@t/upper", "exports": {".": "./src/index.ts", "./face": "./src/face.ts", "./words": "./src/words/all.ts"}, "dependencies": {"@t/floor": "1"}}',
    'libraries/upper/src/words/all.ts': "export const words = ['one'];",
    'portal/src/say.ts':
      "import { words } from '@t/upper/words';\nimport { two } from '@t/upper';\nexport const x = [words, two];",
  };
  expect(faultsWith(changes, table)).toEqual(['types-only portal/src/say.ts:2']);
  expect(faultsWith(changes, table.replace(', `libraries/upper/src/words` | any', ' | any'))).toEqual([
    'types-only portal/src/say.ts:1',
    'types-only portal/src/say.ts:2',
  ]);
});

test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
  [
    'an arrow that points up',
    {
      'libraries/floor/package.json':
        '{"name": "@t/floor", "exports": {".": "./src/index.ts"}, "dependencies": {"@t/upper": "1"}}',
      'libraries/floor/src/up.ts': "\nimport type { Face } from '@t/upper/face';\nexport type Up = Face;",
    },
    ['arrow libraries/floor/src/up.ts:2'],
  ],
  [
    'an arrow that points up from a test',
    { 'libraries/floor/src/up.test.ts': "import '@t/upper';" },
    ['undeclared libraries/floor/src/up.test.ts:1'],
  ],
  [
    'a register that imports another',
    {
      'server/src/registers/laboratories/rules.ts':
        "import { bodies } from '../bodies/record.ts';\nexport const x = bodies;",
    },
    ['arrow server/src/registers/laboratories/rules.ts:1'],
  ],
  [
    'a register whose type another names by import()',
    { 'server/src/registers/laboratories/rules.ts': "export type X = import('../bodies/record.ts').Y;" },
    ['arrow server/src/registers/laboratories/rules.ts:1'],
  ],
  [
    'a mechanism that imports a register',
    { 'server/src/keeping/all.ts': "export * from '../registers/bodies/record.ts';" },
    ['arrow server/src/keeping/all.ts:1'],
  ],
  [
    'a value where only types may be taken',
    {
      'portal/src/face.ts':
        "import { two } from '@t/upper';\nimport { type Face } from '@t/upper/face';\nexport const x: Face = String(two);",
    },
    ['types-only portal/src/face.ts:1', 'types-only portal/src/face.ts:2'],
  ],
  [
    'a circle between two files',
    { 'libraries/floor/src/a.ts': "import './b.ts';", 'libraries/floor/src/b.ts': "import './a.ts';" },
    ['circle libraries/floor/src/a.ts:1'],
  ],
  [
    'a circle of types alone, through a third file',
    {
      'libraries/floor/src/a.ts': "import type { B } from './b.ts';\nexport type A = B;",
      'libraries/floor/src/b.ts': "export type B = import('./c.ts').C;",
      'libraries/floor/src/c.ts': "export type { A as C } from './a.ts';",
    },
    ['circle libraries/floor/src/a.ts:1'],
  ],
  [
    'a file that imports itself',
    { 'libraries/floor/src/a.ts': "import './a.ts';" },
    ['circle libraries/floor/src/a.ts:1'],
  ],
  [
    'a file that imports its own index',
    { 'libraries/floor/src/deep/a.ts': "import { one } from '../index.ts';\nexport const x = one;" },
    ['own-index libraries/floor/src/deep/a.ts:1'],
  ],
  [
    'a file that imports its own package by name',
    { 'libraries/floor/src/a.ts': "import { one } from '@t/floor';\nexport const x = one;" },
    ['own-index libraries/floor/src/a.ts:1'],
  ],
  [
    'a package that is not declared',
    { 'libraries/floor/src/a.ts': "import 'left-pad/deep';\nimport '@scope/name/deep';\nimport 'zod/v4';" },
    ['undeclared libraries/floor/src/a.ts:1', 'undeclared libraries/floor/src/a.ts:2'],
  ],
  [
    'a development dependency outside of tests',
    { 'libraries/floor/src/a.ts': "import { test } from 'vitest';\nexport const x = test;" },
    ['undeclared libraries/floor/src/a.ts:1'],
  ],
  [
    'a name that the other package does not export',
    { 'libraries/upper/src/a.ts': "import '@t/floor/inside';" },
    ['no-such-file libraries/upper/src/a.ts:1'],
  ],
  [
    'a relative import that leaves the package',
    { 'libraries/upper/src/a.ts': "import '../../floor/src/one.ts';\nimport '../../../../elsewhere.ts';" },
    ['leaves-package libraries/upper/src/a.ts:1', 'leaves-package libraries/upper/src/a.ts:2'],
  ],
  [
    'imports of files that are not there, or have no ending',
    { 'libraries/upper/src/a.ts': "import './gone.ts';\nimport './two';" },
    ['no-such-file libraries/upper/src/a.ts:1', 'no-such-file libraries/upper/src/a.ts:2'],
  ],
  [
    'a built-in module in a pure library, under both its names',
    {
      'libraries/floor/src/a.ts':
        "import 'node:fs';\nimport 'fs';\nconst c = await import('node:crypto');\nrequire('os');\nexport { c };",
    },
    [1, 2, 3, 4].map((line) => `builtin libraries/floor/src/a.ts:${line}`),
  ],
  [
    'another built-in module than the one allowed to a file',
    { 'libraries/floor/src/suites/node-file.ts': "import 'node:crypto';\nimport 'node:fs';" },
    ['builtin libraries/floor/src/suites/node-file.ts:2'],
  ],
  [
    'a source that cannot be parsed',
    { 'libraries/floor/src/a.ts': 'export const x: = 1;' },
    ['unreadable libraries/floor/src/a.ts:1'],
  ],
  [
    'a package without a row',
    {
      'libraries/new/package.json': '{"name": "@t/new", "exports": {".": "./src/index.ts"}}',
      'libraries/new/src/index.ts': 'export const x = 1;',
    },
    ['no-part libraries/new/src/index.ts:1'],
  ],
])('findViolations() reports %s', (_name, changes, faults) => {
  expect(faultsWith(changes)).toEqual(faults);
});

test.each([
  'Date.now()',
  "Date['now']()",
  'new Date()',
  'new Date',
  'Date()',
  'Math.random()',
  'process.env.HOME',
  "fetch('https://a.example')",
  'globalThis.fetch',
  'performance.now()',
  'crypto.getRandomValues(x)',
  'crypto.randomUUID()',
  'setTimeout(f, 1)',
  '(fetch as F)(1)',
  '{ fetch }',
  '{ clock: Date.now }',
])('findViolations() calls %s impure in a library and lets it be elsewhere', (code) => {
  const text = `\nexport const y = (x, f) => [${code}];`;
  expect(faultsWith({ 'libraries/floor/src/a.ts': text })).toEqual(['impure libraries/floor/src/a.ts:2']);
  expect(faultsWith({ 'server/src/a.ts': text, 'libraries/floor/src/a.test.ts': text })).toEqual([]);
});

test('findViolations() finds clock and chance that go by another name', () => {
  const text = 'const { now } = Date;\nconst chance = Math;\nexport { now, chance };';
  expect(faultsWith({ 'libraries/floor/src/a.ts': text })).toEqual([
    'impure libraries/floor/src/a.ts:1',
    'impure libraries/floor/src/a.ts:2',
  ]);
});

test.each([
  'Date.UTC(2026, 10, 22)',
  "new Date('2026-11-22')",
  'Math.round(1.5)',
  'x.fetch()',
  "x.process['now']",
  '{ fetch: 1, process() {} }',
  '((fetch) => fetch(1))',
  '"Date.now() and fetch(1)" /* Math.random() */',
  '(x as { fetch: typeof fetch })',
])('findViolations() lets %s be in a library', (code) => {
  expect(faultsWith({ 'libraries/floor/src/a.ts': `export const y = (x) => [${code}];` })).toEqual([]);
});

test('findViolations() reports a table whose arrows run in a circle', () => {
  const table = TABLE.replace('| `libraries/floor` | nothing |', '| `libraries/floor` | `libraries/upper` |');
  expect(faultsWith({}, table)).toEqual(['circle ARCHITECTURE.md:1']);
});

test.each([
  ['no table at all', '# Title'],
  ['a row that names no part', TABLE.replace('`libraries/floor` | nothing', 'floor | nothing')],
  ['a name without a row', TABLE.replace('`libraries/floor` | none', '`libraries/cellar` | none')],
  ['a word that means nothing', TABLE.replace('| everything |', '| whatever |')],
  ['two rows for one part', `${TABLE}| \`server\` | nothing | none |\n`],
])('parseImportTable() refuses %s', (_name, table) => {
  expect(() => parseImportTable(table)).toThrow();
});

test('check-architecture ends with 0 for a sound house and 1 for a broken one', () => {
  const run = (root: string) =>
    spawnSync(process.execPath, [join(import.meta.dirname, 'check-architecture.ts'), root], { encoding: 'utf8' });
  expect(run(build({})).status).toBe(0);
  const broken = run(build({ 'libraries/floor/src/a.ts': 'export const x = Math.random();' }));
  expect(broken.status).toBe(1);
  expect(broken.stderr).toContain('libraries/floor/src/a.ts:1 impure');
  expect(run(build({ 'ARCHITECTURE.md': 'no table' })).status).toBe(1);
});
