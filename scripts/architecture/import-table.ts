// SPDX-License-Identifier: Apache-2.0

/** One row of the table in ARCHITECTURE.md: a part of the house, and what its files may import. */
export interface Part {
  /**
   * A folder or file below the root. A last segment `*` makes a part of each folder there;
   * one such as `node*.ts` makes one part of all files whose names fit.
   */
  readonly path: string;
  /** Paths of other parts; `everything` stands for all of them. */
  readonly mayImport: readonly string[];
  /** Parts whose types may be imported, and nothing that runs. */
  readonly typesOf: readonly string[];
  /** Node's own modules, `any` for all of them; undefined: as the part around it. */
  readonly builtins: readonly string[] | undefined;
}

/** ARCHITECTURE.md cannot be read as a table of imports. */
export class ImportTableError extends Error {}

const HEADER = ['Part', 'May import', 'Built-in modules'];

/** Reads every table whose header is `| Part | May import | Built-in modules |`. */
export function parseImportTable(markdown: string): readonly Part[] {
  const parts: Part[] = [];
  let isInside = false;
  for (const line of markdown.split('\n')) {
    const cells = cellsOf(line);
    if (cells === undefined) isInside = false;
    else if (cells.join('|') === HEADER.join('|')) isInside = true;
    else if (isInside && !cells.every((cell) => /^:?-+:?$/.test(cell))) parts.push(parsePart(cells, line));
  }
  if (parts.length === 0) throw new ImportTableError(`ARCHITECTURE.md has no table headed | ${HEADER.join(' | ')} |`);
  checkNames(parts);
  return parts;
}

/** The most specific part that a file (a path below the root) belongs to, with `*` filled in. */
export function partOf(parts: readonly Part[], file: string): { part: Part; instance: string } | undefined {
  let best: { part: Part; instance: string } | undefined;
  for (const part of parts) {
    const instance = instanceOf(part, file);
    if (instance !== undefined && (best === undefined || instance.length > best.instance.length))
      best = { part, instance };
  }
  return best;
}

function instanceOf({ path }: Part, file: string): string | undefined {
  const [before, after] = path.split('*');
  if (before === undefined || after === undefined)
    return file === path || file.startsWith(`${path}/`) ? path : undefined;
  if (after !== '') {
    const rest = file.slice(before.length);
    return file.startsWith(before) && rest.endsWith(after) && !rest.includes('/') ? path : undefined;
  }
  const folder = before;
  const end = file.indexOf('/', folder.length);
  return file.startsWith(folder) && end !== -1 ? file.slice(0, end) : undefined;
}

function cellsOf(line: string): readonly string[] | undefined {
  const match = /^\|(.*)\|\s*$/.exec(line);
  return match?.[1]?.split('|').map((cell) => cell.trim());
}

function parsePart(cells: readonly string[], line: string): Part {
  const [name = '', mayImport = '', builtins = ''] = cells;
  const path = /^`([^`]+)`$/.exec(name)?.[1];
  if (cells.length !== HEADER.length || path === undefined) throw new ImportTableError(`not a row of imports: ${line}`);
  const arrows = listOf(mayImport, ['nothing', 'everything'], line);
  const typesOf = arrows
    .filter((arrow) => arrow.endsWith(' (types)'))
    .map((arrow) => arrow.slice(0, -' (types)'.length));
  return {
    path,
    mayImport: arrows.filter((arrow) => !arrow.endsWith(' (types)')),
    typesOf,
    builtins: builtins === '' ? undefined : listOf(builtins, ['none', 'any'], line),
  };
}

// `a`, `b` (types)   or one of the words
function listOf(cell: string, words: readonly [string, string], line: string): readonly string[] {
  if (cell === words[0]) return [];
  if (cell === words[1]) return [words[1]];
  return cell.split(',').map((item) => {
    const match = /^`([^`]+)`( \(types\))?$/.exec(item.trim());
    if (match === null)
      throw new ImportTableError(`"${item.trim()}" is neither a name in backticks nor ${words.join(', ')}: ${line}`);
    return `${match[1]}${match[2] ?? ''}`;
  });
}

function checkNames(parts: readonly Part[]): void {
  const known = new Set(parts.map((part) => part.path));
  if (known.size !== parts.length) throw new ImportTableError('ARCHITECTURE.md names a part in two rows');
  for (const { path, mayImport, typesOf } of parts) {
    const stranger = [...mayImport, ...typesOf].find((name) => name !== 'everything' && !known.has(name));
    if (stranger !== undefined)
      throw new ImportTableError(`${path} may import ${stranger}, which has no row of its own`);
  }
}
