// SPDX-License-Identifier: Apache-2.0
import { wordKey } from '../values/characters.ts';
import { readUnitText } from '../values/unit-text.ts';
import { type Column, TEMPLATE_LANGUAGES, type TableDescription, type TemplateLanguage } from './column.ts';
import { TABLE_NAMES, TABLES, type TableName } from './columns.ts';

/** The header row is looked for among this many filled rows, since many sheets carry a title above it. */
export const HEADER_SEARCH_ROWS = 10;

const HEADER_CHARACTERS = 200;
const HEADERS_COMPARED = 200;
// One trailing group in brackets, half or full width: "Value (mg/kg)", "检测值（mg/kg）".
const BRACKETED = /^([^()（）[\]]+)[(（[]([^()（）[\]]+)[)）\]]$/u;
const HAN_RUN = /[\p{Script=Han}]+/gu;

/** A header that names a column of a table, and the unit that stands in it. */
export interface KnownHeader {
  readonly key: string;
  readonly unit?: string;
}

/** The column that a header names, in one language or in several at once: "Value (mg/kg)", "Product name\n产品名称". */
export function findColumn(table: TableName, header: string): KnownHeader | undefined {
  const keys = COLUMN_KEYS[table];
  const text = header.slice(0, HEADER_CHARACTERS).trim();
  const whole = keyOfAll(keys, text);
  if (whole !== undefined) return { key: whole };
  const [, outer = '', inner = ''] = BRACKETED.exec(text) ?? [];
  const key = keyOfAll(keys, outer);
  if (key === undefined) return undefined;
  if (keyOfAll(keys, inner) === key) return { key };
  const unit = readUnitText(inner);
  return unit.ok ? { key, unit: unit.value } : undefined;
}

/** The table that a sheet or a CSV file is called after; those with many rows may be split: "results-2", "results lab B". */
export function findTable(name: string, among: readonly TableName[] = TABLE_NAMES): TableName | undefined {
  const text = name.slice(0, HEADER_CHARACTERS).trim();
  const whole = keyOfAll(TABLE_KEYS, text);
  if (whole !== undefined) return among.includes(whole) ? whole : undefined;
  const words = text.split(/[\s_.()（）-]+/u);
  for (let count = words.length - 1; count > 0; count -= 1) {
    const table = keyOfAll(TABLE_KEYS, words.slice(0, count).join(' '));
    if (table !== undefined) return TABLES[table].oneRow || !among.includes(table) ? undefined : table;
  }
  return undefined;
}

/** How many of the cells are a header of some table. */
export function countKnownHeaders(cells: readonly string[]): number {
  const looked = cells.slice(0, HEADERS_COMPARED);
  return looked.filter((cell) => TABLE_NAMES.some((table) => findColumn(table, cell) !== undefined)).length;
}

/** The language in which most of these headers are written; English where several are as likely. */
export function languageOf(table: TableName, headers: readonly string[]): TemplateLanguage {
  const spoken = headers.slice(0, HEADERS_COMPARED).flatMap((header) => languagesOf(table, header));
  const count = (language: TemplateLanguage) => spoken.filter((one) => one === language).length;
  return TEMPLATE_LANGUAGES.reduce((most, language) => (count(language) > count(most) ? language : most));
}

function languagesOf(table: TableName, header: string): readonly TemplateLanguage[] {
  const known = findColumn(table, header);
  if (known === undefined) return [];
  const { headers } = columnsOf(table)[known.key] as Column;
  const parts = new Set([header, ...header.split(/[\n\r/|()（）[\]]+/u)].map(wordKey));
  return TEMPLATE_LANGUAGES.filter((language) => headers[language].some((name) => parts.has(wordKey(name))));
}

/** Every header of a table that templates write. */
export function headersOf(table: TableName): readonly string[] {
  return Object.values(columnsOf(table)).flatMap(({ headers }) => Object.values(headers).map(([first]) => first));
}

/** The columns of a table, by key. */
export function columnsOf(table: TableName): TableDescription['columns'] {
  return TABLES[table].columns;
}

type Keys<K extends string> = ReadonlyMap<string, K>;

/** The one key that every part of the text has: the whole text, its lines, or its Chinese and its other half. */
function keyOfAll<K extends string>(keys: Keys<K>, text: string): K | undefined {
  const whole = keys.get(wordKey(text));
  if (whole !== undefined) return whole;
  const lines = text.split(/[\n\r/|]+/);
  return (
    keyOfParts(keys, lines) ?? keyOfParts(keys, [(text.match(HAN_RUN) ?? []).join(''), text.replace(HAN_RUN, ' ')])
  );
}

function keyOfParts<K extends string>(keys: Keys<K>, parts: readonly string[]): K | undefined {
  const found = parts.map((part) => keys.get(wordKey(part)));
  return parts.length > 1 && found.every((key) => key === found[0]) ? found[0] : undefined;
}

const ALL_TABLES = Object.keys(TABLES) as readonly TableName[];
const TABLE_KEYS: Keys<TableName> = new Map(
  ALL_TABLES.flatMap((table) => {
    const { names }: TableDescription = TABLES[table];
    return Object.values(names).flatMap((each) => each.map((name) => [wordKey(name), table] as const));
  }),
);

const COLUMN_KEYS: Readonly<Record<TableName, Keys<string>>> = {
  product: columnKeys('product'),
  lot: columnKeys('lot'),
  route: columnKeys('route'),
  actors: columnKeys('actors'),
  results: columnKeys('results'),
  scope: columnKeys('scope'),
  instruments: columnKeys('instruments'),
  calibrations: columnKeys('calibrations'),
  roundResults: columnKeys('roundResults'),
  clusterNeeds: columnKeys('clusterNeeds'),
  authorisations: columnKeys('authorisations'),
  defects: columnKeys('defects'),
  failureModes: columnKeys('failureModes'),
};

// The key itself is a header too, so that programs can write it.
function columnKeys(table: TableName): Keys<string> {
  const keys = new Map<string, string>();
  for (const [key, { headers }] of Object.entries(columnsOf(table))) {
    for (const name of [key, ...Object.values(headers).flat()]) keys.set(wordKey(name), key);
  }
  return keys;
}
