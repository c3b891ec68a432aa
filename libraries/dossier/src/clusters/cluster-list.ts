// SPDX-License-Identifier: Apache-2.0
import type { DossierEntry } from '../archive/read-zip.ts';
import { createFaultList, type DossierFault, type FaultList } from '../fault.ts';
import { DOSSIER_LIMITS, type DossierLimits } from '../limits.ts';
import type { TemplateLanguage } from '../tables/column.ts';
import { CLUSTER_TABLE_NAMES, TABLES } from '../tables/columns.ts';
import type { Grid } from '../tables/grid.ts';
import { readTable } from '../tables/read-table.ts';
import { rowReader } from '../tables/row-reader.ts';
import { writeWorkbook } from '../template/write-workbook.ts';
import { readCsv } from '../text/csv-reader.ts';
import { readWorkbook } from '../workbook/read-workbook.ts';
import type { ListedCluster } from './cluster.ts';
import { type ReadNeed, readNeed } from './cluster-row.ts';

/** The clusters, or every reason why there are none; warnings come with a list too. */
export interface ClusterListReading {
  readonly clusters: readonly ListedCluster[] | undefined;
  readonly faults: readonly DossierFault[];
}

const TABLE = 'clusterNeeds';
const ROWS_MAX = 2_000;

/**
 * Reads a list of clusters and their needs, an Excel workbook or a CSV file.
 * When a fault is an error, `clusters` is undefined and nothing of the file is to be used.
 */
export async function readClusterList(
  file: DossierEntry,
  given: Partial<DossierLimits> = {},
): Promise<ClusterListReading> {
  const limits = { ...DOSSIER_LIMITS, rows: ROWS_MAX, ...given };
  const faults = createFaultList(limits.faults);
  const grid = await readGrid(file, { limits, faults });
  const rows = grid === undefined ? [] : readTable(TABLE, grid, { limits, faults }).rows;
  const needs = rows.flatMap((row) => readNeed(rowReader(TABLE, row, faults), faults) ?? []);
  const clusters = join(needs, faults);
  return { clusters: faults.hasErrors() ? undefined : clusters, faults: faults.list() };
}

/** An empty workbook for such a list. */
export async function writeClusterTemplate(language: TemplateLanguage): Promise<DossierEntry> {
  const columns = Object.values(TABLES[TABLE].columns);
  const headings = columns.map(({ headers }) => headers[language][0]);
  const guide = { en: 'guide', 'zh-Hans': '填写说明', 'zh-Hant': '填寫說明', pt: 'guia' }[language];
  const bytes = await writeWorkbook([
    { name: TABLES[TABLE].names[language][0], headings, rows: [] },
    {
      name: guide,
      headings: ['#', guide, ''],
      rows: columns.map(({ headers, note, example }) => [headers[language][0], note[language], example]),
    },
  ]);
  return { path: `clusters-${language}.xlsx`, bytes };
}

interface Context {
  readonly limits: DossierLimits;
  readonly faults: FaultList;
}

async function readGrid(file: DossierEntry, { limits, faults }: Context): Promise<Grid | undefined> {
  const at = { file: file.path };
  if (file.bytes.length > limits.fileBytes) {
    const found = `${file.bytes.length} bytes`;
    faults.add('FILE_TOO_LARGE', at, { found, expected: `at most ${limits.fileBytes} bytes` });
    return undefined;
  }
  if (/\.(csv|tsv)$/i.test(file.path)) return readCsv(file, limits, faults);
  const sheets = await readWorkbook(file, { limits, faults, tables: CLUSTER_TABLE_NAMES });
  const [sheet, second] = sheets ?? [];
  if (second !== undefined) faults.add('DUPLICATE_TABLE', second.location, { expected: 'keep one sheet of needs' });
  if (sheets !== undefined && sheet === undefined) {
    const expected = 'add a sheet "cluster needs" (集群需求, polos), or start from the template';
    faults.add('MISSING_TABLE', at, { expected });
  }
  return sheet?.grid;
}

/** Puts the needs of one cluster together; what is said of it twice must be the same. */
function join(rows: readonly ReadNeed[], faults: FaultList): readonly ListedCluster[] {
  return [...Map.groupBy(rows, ({ cluster }) => cluster)].flatMap(([cluster, own]) => {
    const [first] = own as [ReadNeed, ...ReadNeed[]];
    for (const row of own.slice(1)) checkSame(first, row, faults);
    const { name, place, coordinates, industries, goods, demonstration } = first.about;
    if (name === undefined || place === undefined) {
      const missing = name === undefined ? 'name' : 'place';
      faults.add('MISSING_VALUE', first.locationOf(missing), {
        expected: `write the ${missing} of ${cluster} in its first row`,
      });
      return [];
    }
    const where = coordinates === undefined ? {} : { coordinates };
    const about = { cluster, name, place, ...where, industries, goods, demonstration };
    return [{ ...about, needs: own.map(({ need }) => need) }];
  });
}

function checkSame(first: ReadNeed, row: ReadNeed, faults: FaultList): void {
  for (const member of ['name', 'place'] as const) {
    const [one, other] = [first.about[member], row.about[member]];
    if (other === undefined || one === other) continue;
    faults.add('LIMIT_CONFLICT', row.locationOf(member), {
      found: other,
      expected: `${one ?? 'nothing'}, as the first row of ${row.cluster} says`,
    });
  }
}
