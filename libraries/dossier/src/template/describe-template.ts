// SPDX-License-Identifier: Apache-2.0
import type { Column, TemplateLanguage } from '../tables/column.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../tables/columns.ts';
import { columnsOf } from '../tables/header-names.ts';

/** One column of a table as a person is told of it. */
export interface ColumnDescription {
  readonly key: string;
  readonly header: string;
  readonly required: boolean;
  readonly note: string;
  readonly example: string;
}

/** One table of a dossier as a person is told of it. */
export interface TemplateDescription {
  readonly table: TableName;
  readonly title: string;
  readonly columns: readonly ColumnDescription[];
}

/** Every table and column of a dossier, or of other tables, in one language, for guides and forms. */
export function describeTemplate(
  language: TemplateLanguage,
  tables: readonly TableName[] = TABLE_NAMES,
): readonly TemplateDescription[] {
  return tables.map((table) => ({
    table,
    title: TABLES[table].names[language][0],
    columns: Object.entries(columnsOf(table)).map(([key, column]) => describeColumn(key, column, language)),
  }));
}

function describeColumn(key: string, column: Column, language: TemplateLanguage): ColumnDescription {
  const { headers, required, note, example } = column;
  return { key, header: headers[language][0], required: required === true, note: note[language], example };
}
