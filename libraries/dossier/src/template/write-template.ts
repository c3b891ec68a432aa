// SPDX-License-Identifier: Apache-2.0
import { utf8Bytes } from '@touchstone/identifiers';
import type { DossierEntry } from '../archive/read-zip.ts';
import type { TemplateLanguage } from '../tables/column.ts';
import { INSTRUMENT_TABLE_NAMES, TABLE_NAMES, type TableName } from '../tables/columns.ts';
import { columnsOf } from '../tables/header-names.ts';
import { writeCsv } from '../text/csv-writer.ts';
import { INSTRUMENT_INTRO } from './guide-texts.ts';
import { writeTemplateWorkbook } from './template-workbook.ts';

/**
 * Empty tables for a firm to fill: one workbook with a guide and headers in two languages, or six CSV files in one.
 * Filled in, they are read by `readDossier` without a fault; the same arguments always give the same bytes.
 */
export async function writeTemplate(
  kind: 'xlsx' | 'csv',
  language: TemplateLanguage,
): Promise<readonly DossierEntry[]> {
  if (kind === 'xlsx') {
    return [{ path: `dossier-${language}.xlsx`, bytes: await writeTemplateWorkbook(language) }];
  }
  return TABLE_NAMES.map((table) => ({
    path: `${table}.csv`,
    bytes: utf8Bytes(writeCsv([headerRow(table, language)]).text),
  }));
}

/** An empty workbook for a firm's list of instruments; filled in, it is read by `readInstrumentList`. */
export async function writeInstrumentTemplate(language: TemplateLanguage): Promise<DossierEntry> {
  const content = { tables: INSTRUMENT_TABLE_NAMES, intro: INSTRUMENT_INTRO[language] };
  return { path: `instruments-${language}.xlsx`, bytes: await writeTemplateWorkbook(language, content) };
}

function headerRow(table: TableName, language: TemplateLanguage): readonly string[] {
  return Object.values(columnsOf(table)).map(({ headers }) => headers[language][0]);
}
