// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { parseSourceFile, type SourceFile } from './source-file.ts';

/** A workspace of the repository, or the root itself (folder '') for scripts and benchmarks. */
export interface Package {
  readonly name: string;
  readonly folder: string;
  readonly dependencies: ReadonlySet<string>;
  readonly exports: Readonly<Record<string, string>>;
}

/** All packages and all parsed source files, by path below the root. */
export interface House {
  readonly packages: readonly Package[];
  readonly files: ReadonlyMap<string, SourceFile>;
  /** What may be used by tests and by the root's own scripts, besides a package's own dependencies. */
  readonly devDependencies: ReadonlySet<string>;
  /** Files that could not be parsed, with the parser's message. */
  readonly unreadable: ReadonlyMap<string, string>;
}

const ROOT_FOLDERS = ['scripts', 'benchmarks'];
const LEFT_OUT = new Set(['node_modules', 'dist', 'dist.next', 'coverage']);

/** True for files that only the test runner loads. */
export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file) || file.split('/').includes('tests');
}

/** Reads the workspaces that the root's package.json names, and every source file in them. */
export function readHouse(root: string): House {
  const manifest = readManifest(root, '');
  const folders = manifest.workspaces.flatMap((pattern) => expand(root, pattern));
  const packages = ['', ...folders].map((folder) => toPackage(folder, readManifest(root, folder)));
  const files = new Map<string, SourceFile>();
  const unreadable = new Map<string, string>();
  for (const path of [...folders, ...ROOT_FOLDERS].flatMap((folder) => sourcesBelow(root, folder))) {
    try {
      files.set(path, parseSourceFile(readFileSync(join(root, path), 'utf8'), path));
    } catch (error) {
      unreadable.set(path, error instanceof Error ? error.message : String(error));
    }
  }
  return { packages, files, devDependencies: new Set(Object.keys(manifest.devDependencies)), unreadable };
}

/** The package that a file belongs to: the deepest folder wins, the root takes the rest. */
export function packageOf({ packages }: House, file: string): Package {
  const around = packages.filter(({ folder }) => folder === '' || file.startsWith(`${folder}/`));
  return around.reduce((deepest, next) => (next.folder.length > deepest.folder.length ? next : deepest));
}

/** The file that a relative specifier means, or that a workspace exports under this name; undefined for anything else. */
export function resolveImport({ packages }: House, from: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(from), specifier);
  const owner = packages.find(({ name, folder }) => folder !== '' && nameOfPackage(specifier) === name);
  const target = owner?.exports[`.${specifier.slice(owner.name.length)}`];
  return owner === undefined || target === undefined ? undefined : posix.join(owner.folder, target);
}

/** `@scope/name/sub` and `name/sub` without what comes after the name. */
export function nameOfPackage(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

interface Manifest {
  readonly name: string;
  readonly workspaces: readonly string[];
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string>>;
}

function readManifest(root: string, folder: string): Manifest {
  const none = {
    name: folder,
    workspaces: [],
    dependencies: {},
    devDependencies: {},
    optionalDependencies: {},
    exports: {},
  };
  return { ...none, ...(JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Partial<Manifest>) };
}

function toPackage(folder: string, { name, dependencies, optionalDependencies, exports }: Manifest): Package {
  const declared = [...Object.keys(dependencies), ...Object.keys(optionalDependencies)];
  return { name, folder, dependencies: new Set(declared), exports };
}

function expand(root: string, pattern: string): readonly string[] {
  if (!pattern.endsWith('/*')) return [pattern];
  const parent = dirname(pattern);
  const folders = readdirSync(join(root, parent)).filter((name) =>
    existsSync(join(root, parent, name, 'package.json')),
  );
  return folders.map((name) => `${parent}/${name}`);
}

function sourcesBelow(root: string, folder: string): readonly string[] {
  const start = join(root, folder);
  if (!existsSync(start) || !statSync(start).isDirectory()) return [];
  const found: string[] = [];
  const visit = (current: string): void => {
    for (const entry of readdirSync(current, { withFileTypes: true })) {
      const path = join(current, entry.name);
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) visit(path);
      else if (entry.isFile() && /\.tsx?$/.test(entry.name)) found.push(relative(root, path).split(sep).join('/'));
    }
  };
  visit(start);
  return found.sort();
}
