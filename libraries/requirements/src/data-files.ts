// SPDX-License-Identifier: Apache-2.0
import { type CsvRow, parseCsv } from './csv.ts';
import type { Finding } from './requirement-error.ts';
import { RowReader } from './row-reader.ts';

const EDIT = 'requirement_id';

/**
 * The files of a requirement set with their columns. `limits/` holds facts as their source has them;
 * `requirements/` holds what this project added and decided, so that the facts stay comparable with their source.
 */
export const REQUIREMENT_FILE_COLUMNS = {
  'limits/foods.csv': ['id', 'parent', 'name_en', 'name_zh_hans', 'name_zh_hant', 'name_pt', 'notes'],
  'limits/substances.csv': ['id', 'name_en', 'name_zh', 'name_pt', 'cas', 'definition'],
  'limits/limits.csv': [
    ...['id', 'jurisdiction', 'instrument', 'provision', 'substance_id', 'food_id', 'food_text_original'],
    ...['value', 'unit', 'basis', 'limit_kind', 'method', 'valid_from', 'valid_to', 'note', 'source_url'],
    ...['certainty', 'read_on'],
  ],
  'requirements/added-foods.csv': ['id', 'parent', 'name_en', 'name_zh_hans', 'name_zh_hant', 'name_pt', 'notes'],
  'requirements/food-names.csv': ['food_id', 'name', 'note'],
  'requirements/components.csv': ['substance_id', 'name', 'component_id'],
  'requirements/instruments.csv': [
    ...['source_text', 'id', 'series', 'number', 'edition', 'title', 'legal_force', 'key_date'],
    ...['key_date_certainty', 'key_date_source', 'obliged_party', 'loaded', 'method_force'],
    ...['method_force_certainty', 'note'],
  ],
  'requirements/inclusions.csv': [EDIT, 'food_id', 'text'],
  'requirements/exclusions.csv': [EDIT, 'effect', 'foods', 'text', 'from'],
  'requirements/conditions.csv': [EDIT, 'fact', 'is', 'text'],
  'requirements/uses.csv': [EDIT, 'use', 'text'],
  'requirements/screenings.csv': ['instrument_id', 'substance_id', 'screened_by', 'provision', 'certainty', 'text'],
  'requirements/transitions.csv': [
    ...['id', 'kind', 'earlier', 'later', 'from', 'until', 'wholly', 'certainty', 'source_url', 'read_on', 'note'],
  ],
  'requirements/duties.csv': [
    ...['id', 'place', 'kind', 'topic', 'title', 'instrument_id', 'provision', 'obliged_party', 'key_date'],
    ...['key_date_certainty', 'valid_from', 'valid_to', 'food_ids', 'excluded_food_ids', 'demands', 'shown_by'],
    ...['shown_by_what', 'note', 'source_url', 'certainty', 'read_on'],
  ],
  'requirements/manifests.csv': ['id', 'place', 'product', 'reviewed_by', 'reviewed_on', 'source'],
  'requirements/coverage.csv': [
    ...['manifest_id', 'item', 'kind', 'substance_id', 'status', 'requirement_ids', 'reason'],
  ],
} as const;

/** The name of one file of a requirement set, relative to the folder of reference data. */
export type RequirementFileName = keyof typeof REQUIREMENT_FILE_COLUMNS;

/** Which files a caller must read and hand to `loadRequirementSet`. */
export const REQUIREMENT_FILE_NAMES = Object.keys(REQUIREMENT_FILE_COLUMNS) as readonly RequirementFileName[];

/** The texts of the files by name. */
export type RequirementFiles = Readonly<Record<string, string>>;

/** Files being read, and everything that was refused so far. */
export class FileReading {
  readonly #files: RequirementFiles;
  readonly findings: Finding[] = [];

  constructor(files: RequirementFiles) {
    this.#files = files;
  }

  /** Every row of the file through `read`; its faults are gathered here. A faulty row gives nothing. */
  readRows<T>(name: RequirementFileName, read: (row: RowReader) => T): T[] {
    return this.#rows(name).flatMap((row) => {
      const reader = new RowReader(row);
      const value = read(reader);
      this.findings.push(...reader.findings);
      return reader.findings.length === 0 ? [value] : [];
    });
  }

  #rows(name: RequirementFileName): readonly CsvRow[] {
    const text = this.#files[name];
    if (text === undefined) {
      const message = 'This file belongs to a requirement set; an empty one still has its header';
      this.findings.push({ file: name, row: 1, column: '', code: 'FILE_MISSING', message });
      return [];
    }
    const table = parseCsv(name, text, REQUIREMENT_FILE_COLUMNS[name]);
    this.findings.push(...table.findings);
    return table.rows;
  }
}
