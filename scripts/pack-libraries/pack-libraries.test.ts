// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { declarationImports } from './declaration-imports.ts';
import { packLibraries } from './pack-libraries.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Another project: the archives are unpacked into its node_modules, as npm would, what they need from outside linked. */
let consumer = '';
let archives: readonly string[] = [];
const manifests: { name: string; exports: Record<string, unknown>; dependencies: Record<string, string> }[] = [];

beforeAll(() => {
  consumer = mkdtempSync(join(tmpdir(), 'consumer-'));
  archives = packLibraries(ROOT, join(consumer, 'archives'));
  for (const archive of archives) manifests.push(install(archive));
  for (const { dependencies } of manifests) for (const name of Object.keys(dependencies)) link(name);
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ type: 'module' }));
});
afterAll(() => rmSync(consumer, { recursive: true, force: true }));

function install(archive: string): (typeof manifests)[number] {
  const unpacked = mkdtempSync(join(consumer, 'unpacked-'));
  run('tar', ['-xzf', archive, '-C', unpacked]);
  const manifest = JSON.parse(readFileSync(join(unpacked, 'package', 'package.json'), 'utf8'));
  cpSync(join(unpacked, 'package'), join(consumer, 'node_modules', manifest.name), { recursive: true });
  return manifest;
}

function link(name: string): void {
  if (name.startsWith('@touchstone/')) return;
  const place = join(consumer, 'node_modules', name);
  mkdirSync(dirname(place), { recursive: true });
  rmSync(place, { force: true });
  symlinkSync(join(ROOT, 'node_modules', name), place, 'junction');
}

function run(command: string, given: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, given, { cwd: consumer, encoding: 'utf8' });
  expect(`${stdout}${stderr}`, `${command} ${given[0]}`).toBe(stdout);
  expect(status, stdout).toBe(0);
  return stdout;
}

const allPaths = () =>
  manifests.flatMap(({ name, exports }) => Object.keys(exports).map((path) => `${name}${path.slice(1)}`));

describe('packLibraries()', () => {
  it('packs every library, with its declarations, its README and its licence, and without its tests', () => {
    expect(archives).toHaveLength(readdirSync(join(ROOT, 'libraries')).length);
    for (const { name } of manifests) {
      const files = readdirSync(join(consumer, 'node_modules', name), { recursive: true, encoding: 'utf8' });
      expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE']));
      expect(files.filter((file) => file.includes('.test.') || /(?<!\.d)\.ts$/.test(file))).toEqual([]);
    }
  });

  it('packs what plain Node imports, each sub-path of each', () => {
    const paths = allPaths();
    expect(paths).toContain('@touchstone/metrology/calibration/node');
    writeFileSync(
      join(consumer, 'all.js'),
      `${paths.map((path, index) => `import * as p${index} from '${path}';`).join('\n')}
console.log(JSON.stringify([${paths.map((_, index) => `Object.keys(p${index}).length`).join(', ')}]));`,
    );
    const names: number[] = JSON.parse(run(process.execPath, ['--no-experimental-strip-types', 'all.js']));
    expect(names).toHaveLength(paths.length);
    expect(Math.min(...names)).toBeGreaterThan(0);
  });

  it.each(['nodenext', 'bundler'])(
    'packs what a strict compiler that resolves by %s knows the types of',
    (resolution) => {
      writeFileSync(
        join(consumer, 'typed.ts'),
        `${allPaths()
          .map((path, index) => `import * as p${index} from '${path}'; export type P${index} = keyof typeof p${index};`)
          .join('\n')}
import { parseQuantity } from '@touchstone/metrology/quantity';
// @ts-expect-error: a unit is text; were the types not found, this would be no error.
parseQuantity({ value: '1', unit: 2 });`,
      );
      writeFileSync(
        join(consumer, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: {
            strict: true,
            noEmit: true,
            module: resolution === 'bundler' ? 'esnext' : resolution,
            moduleResolution: resolution,
            target: 'es2023',
            lib: ['es2023', 'dom'],
            typeRoots: [join(ROOT, 'node_modules', '@types')],
            types: ['node'],
          },
          files: ['typed.ts'],
        }),
      );
      run(process.execPath, [join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.']);
    },
  );
});

describe('declarationImports()', () => {
  it('names the JavaScript beside a declaration, and leaves packages alone', () => {
    expect(
      declarationImports(`import type { A } from './a.ts';\nexport * from "../b/c.ts";\ntype D = import('./d.ts').D;`),
    ).toBe(`import type { A } from './a.js';\nexport * from "../b/c.js";\ntype D = import('./d.js').D;`);
    expect(declarationImports(`import type { X } from 'x.ts';`)).toBe(`import type { X } from 'x.ts';`);
  });
});
