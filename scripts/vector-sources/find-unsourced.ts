// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/** A test vector that does not say where its numbers come from. */
export interface Unsourced {
  readonly file: string;
  /** Where in the file, as `cases[3]`; empty for the file itself. */
  readonly place: string;
  readonly detail: string;
}

// What a folder of vectors says about files that cannot say it themselves: { "report.xlsx": "made by … from …" }
const LIST_OF_SOURCES = 'SOURCES.json';
const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.touchstone', 'coverage']);

/**
 * Finds, in every folder called `vectors`, the files and cases without a `source`.
 * A case is an object inside an array or directly below the top; it has its own source or inherits that of its file.
 */
export function findUnsourced(root: string): { readonly files: number; readonly unsourced: readonly Unsourced[] } {
  const files = vectorFilesBelow(root);
  const unsourced = files.flatMap((path) => {
    const file = relative(root, path);
    return checkFile(path).map(([place, detail]) => ({ file, place, detail }));
  });
  return { files: files.length, unsourced };
}

function vectorFilesBelow(root: string): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string, isVectors: boolean): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!LEFT_OUT.has(entry.name)) visit(path, isVectors || entry.name === 'vectors');
      } else if (isVectors && entry.name !== LIST_OF_SOURCES && !entry.name.endsWith('.md')) found.push(path);
    }
  };
  visit(root, false);
  return found.sort();
}

type Fault = readonly [place: string, detail: string];

function checkFile(path: string): readonly Fault[] {
  if (isListed(path)) return [];
  if (!path.endsWith('.json'))
    return [['', `only JSON can name its source; list this file in ${LIST_OF_SOURCES} beside it`]];
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return [['', `not JSON: ${error instanceof Error ? error.message : String(error)}`]];
  }
  if (!isObject(content) && !Array.isArray(content)) return [['', 'holds no cases']];
  const top = isObject(content) ? content.source : undefined;
  if (isSource(top)) return emptySourcesIn(content, '');
  const faults = [...emptySourcesIn(content, ''), ...unsourcedCasesOf(content)];
  const hasCases = Object.values(content).some((value) => typeof value === 'object' && value !== null);
  return hasCases ? faults : [['', 'names no source'], ...faults];
}

function isListed(path: string): boolean {
  const list = join(dirname(path), LIST_OF_SOURCES);
  if (!existsSync(list)) return false;
  const sources: unknown = JSON.parse(readFileSync(list, 'utf8'));
  return isObject(sources) && isSource(sources[basename(path)]);
}

// Without a source of the file: each object or array below the top must bring its own, arrays in each of their cases.
function unsourcedCasesOf(content: object): readonly Fault[] {
  return Object.entries(content).flatMap(([key, value]): readonly Fault[] => {
    const place = Array.isArray(content) ? `[${key}]` : key;
    if (Array.isArray(value)) {
      return value.flatMap((item, index) =>
        isObject(item) && isSource(item.source) ? [] : [missing(`${place}[${index}]`)],
      );
    }
    return !isObject(value) || isSource(value.source) ? [] : [missing(place)];
  });
}

// A `source` that is there and says nothing is a fault anywhere: it looks like one that was to be filled in.
function emptySourcesIn(value: unknown, place: string): readonly Fault[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => emptySourcesIn(item, `${place}[${index}]`));
  if (!isObject(value)) return [];
  const own: readonly Fault[] =
    typeof value.source === 'string' && !isSource(value.source) ? [[place, 'its source is empty']] : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([key, item]) => emptySourcesIn(item, place === '' ? key : `${place}.${key}`)),
  ];
}

function missing(place: string): Fault {
  return [place, 'has no source, and the file names none'];
}

function isSource(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
