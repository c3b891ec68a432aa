// SPDX-License-Identifier: Apache-2.0
import type { TemplateLanguage } from '../tables/column.ts';
import { TABLES, type TableName } from '../tables/columns.ts';
import { columnsOf } from '../tables/header-names.ts';
import { writeWorkbook } from './write-workbook.ts';

const GUIDE = { en: 'guide', 'zh-Hans': '填写说明', 'zh-Hant': '填寫說明', pt: 'guia' } as const;

/** An empty workbook for a list of one table, with a sheet that says what to write. */
export async function writeListTemplate(table: TableName, language: TemplateLanguage): Promise<Uint8Array> {
  const columns = Object.values(columnsOf(table));
  const headings = columns.map(({ headers }) => headers[language][0]);
  const guide = GUIDE[language];
  return writeWorkbook([
    { name: TABLES[table].names[language][0], headings, rows: [] },
    {
      name: guide,
      headings: ['#', guide, ''],
      rows: columns.map(({ headers, note, example }) => [headers[language][0], note[language], example]),
    },
  ]);
}
