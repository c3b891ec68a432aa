// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import type { DossierEntry } from '../archive/read-zip.ts';
import { createFaultList, type DossierFault, type Location } from '../fault.ts';
import { DOSSIER_LIMITS, type DossierLimits } from '../limits.ts';
import type { TemplateLanguage } from '../tables/column.ts';
import { AUTHORISATION_TABLE_NAMES } from '../tables/columns.ts';
import { readListGrid } from '../tables/read-list-grid.ts';
import { readTable } from '../tables/read-table.ts';
import { type RowReader, rowReader } from '../tables/row-reader.ts';
import { writeListTemplate } from '../template/write-list-template.ts';
import { AUTHORISED_WORK_NAMES } from '../values/words.ts';

/** What a person may do, for which lines, on what ground, from when to when. */
export interface ListedAuthorisation {
  readonly person: string;
  readonly may: 'test' | 'sign';
  readonly substances?: readonly string[];
  readonly methods?: readonly string[];
  readonly ground: string;
  readonly from: CalendarDay;
  readonly to?: CalendarDay;
}

/** The rows that could be read. Where a fault is an error, they are there to be looked at, and nothing is to be used. */
export interface AuthorisationListReading {
  readonly rows: readonly {
    readonly authorisation: ListedAuthorisation;
    /** Where the cell of a member stands. */
    locationOf(member: string): Location;
  }[];
  readonly faults: readonly DossierFault[];
}

const TABLE = 'authorisations';
const ROWS_MAX = 1_000;

/** Reads a list of who may test and sign, an Excel workbook or a CSV file. */
export async function readAuthorisationList(
  file: DossierEntry,
  given: Partial<DossierLimits> = {},
): Promise<AuthorisationListReading> {
  const limits = { ...DOSSIER_LIMITS, rows: ROWS_MAX, ...given };
  const faults = createFaultList(limits.faults);
  const grid = await readListGrid(file, {
    ...{ limits, faults, tables: AUTHORISATION_TABLE_NAMES },
    again: 'keep one sheet of authorisations',
    absent: 'add a sheet "authorisations" (人员授权, 人員授權, autorizações), or start from the template',
  });
  const found = grid === undefined ? [] : readTable(TABLE, grid, { limits, faults }).rows;
  const rows = found.flatMap((row) => {
    const reader = rowReader(TABLE, row, faults);
    const authorisation = readRow(reader);
    const locationOf = (member: string) => reader.locationOf(member);
    return authorisation === undefined ? [] : [{ authorisation, locationOf }];
  });
  return { rows, faults: faults.list() };
}

/** An empty workbook for such a list. */
export async function writeAuthorisationTemplate(language: TemplateLanguage): Promise<DossierEntry> {
  return { path: `authorisations-${language}.xlsx`, bytes: await writeListTemplate(TABLE, language) };
}

/** One row; undefined where what every authorisation has is missing or cannot be read, which is told. */
function readRow(reader: RowReader): ListedAuthorisation | undefined {
  const person = reader.identifier('person');
  const may = reader.word('may', AUTHORISED_WORK_NAMES);
  const lines = { substances: namesIn(reader.text('substances')), methods: namesIn(reader.text('methods')) };
  const ground = reader.text('ground');
  const [from, to] = [reader.day('from'), reader.day('to')];
  if (person === undefined || may === undefined || ground === undefined || from === undefined) return undefined;
  return {
    ...{ person, may, ground, from },
    ...(lines.substances.length === 0 ? {} : { substances: lines.substances }),
    ...(lines.methods.length === 0 ? {} : { methods: lines.methods }),
    ...(to === undefined ? {} : { to }),
  };
}

/** Each name once, in the order of the cell. */
function namesIn(text: string | undefined): readonly string[] {
  const names = (text ?? '').split(/[;；、\n]/).map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}
