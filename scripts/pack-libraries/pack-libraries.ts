// SPDX-License-Identifier: Apache-2.0
// The sources run as they are only inside this project: Node strips no types under node_modules, and a consumer's
// compiler refuses imports of .ts. What is packed is therefore compiled: JavaScript with declarations beside it.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { declarationImports } from './declaration-imports.ts';
import { manifestOfPackage } from './manifest-of-package.ts';

/** Packs each library under `root` into `folder`; the paths of the archives, in order of name. */
export function packLibraries(root: string, folder: string): string[] {
  const work = mkdtempSync(join(tmpdir(), 'pack-libraries-'));
  try {
    compile(root, work);
    mkdirSync(folder, { recursive: true });
    return readdirSync(join(root, 'libraries'))
      .sort()
      .map((name) => join(folder, packOne(root, join(work, name), name, folder)));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** All libraries in one run of the compiler, since they import each other: `work`/NAME/src for each. */
function compile(root: string, work: string): void {
  const configuration = join(work, 'tsconfig.json');
  const libraries = join(root, 'libraries');
  writeFileSync(
    configuration,
    JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        noEmit: false,
        declaration: true,
        rewriteRelativeImportExtensions: true,
        // What Node 20 runs and knows; the project itself runs a newer one.
        target: 'es2023',
        lib: ['es2023', 'es2024.string'],
        typeRoots: [join(root, 'node_modules', '@types')],
        rootDir: libraries,
        outDir: work,
      },
      include: [join(libraries, '*', 'src')],
      exclude: [join(libraries, '**', '*.test.ts')],
    }),
  );
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', configuration], root);
}

/** Makes one package of what was compiled of it; the name of its archive. */
function packOne(root: string, compiled: string, name: string, folder: string): string {
  const source = join(root, 'libraries', name);
  const packed = join(compiled, 'package');
  cpSync(join(compiled, 'src'), join(packed, 'dist'), { recursive: true });
  for (const file of readdirSync(join(packed, 'dist'), { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.d.ts')) rewrite(join(packed, 'dist', file), declarationImports);
  }
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const manifest = manifestOfPackage(JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')), engines.node);
  writeFileSync(join(packed, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  copyFileSync(join(source, 'README.md'), join(packed, 'README.md'));
  copyFileSync(join(root, 'LICENSE'), join(packed, 'LICENSE'));
  const [answer] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], packed));
  return answer.filename;
}

function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

function run(command: string, given: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, given, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32' && command === 'npm',
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${command} ${given.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}
