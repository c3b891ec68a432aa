// SPDX-License-Identifier: Apache-2.0
import { groupBy } from '@touchstone/identifiers';
import type { DossierEntry } from '../archive/read-zip.ts';
import { createFaultList, type DossierFault, type FaultList } from '../fault.ts';
import { DOSSIER_LIMITS, type DossierLimits } from '../limits.ts';
import type { TemplateLanguage } from '../tables/column.ts';
import { CLUSTER_TABLE_NAMES } from '../tables/columns.ts';
import { readTable } from '../tables/read-table.ts';
import { readListGrid } from '../tables/read-list-grid.ts';
import { rowReader } from '../tables/row-reader.ts';
import { writeListTemplate } from '../template/write-list-template.ts';
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
  const grid = await readListGrid(file, {
    ...{ limits, faults, tables: CLUSTER_TABLE_NAMES },
    again: 'keep one sheet of needs',
    absent: 'add a sheet "cluster needs" (集群需求, polos), or start from the template',
  });
  const rows = grid === undefined ? [] : readTable(TABLE, grid, { limits, faults }).rows;
  const needs = rows.flatMap((row) => readNeed(rowReader(TABLE, row, faults), faults) ?? []);
  const clusters = join(needs, faults);
  return { clusters: faults.hasErrors() ? undefined : clusters, faults: faults.list() };
}

/** An empty workbook for such a list. */
export async function writeClusterTemplate(language: TemplateLanguage): Promise<DossierEntry> {
  return { path: `clusters-${language}.xlsx`, bytes: await writeListTemplate(TABLE, language) };
}

/** Puts the needs of one cluster together; what is said of it twice must be the same. */
function join(rows: readonly ReadNeed[], faults: FaultList): readonly ListedCluster[] {
  return [...groupBy(rows, ({ cluster }) => cluster)].flatMap(([cluster, own]) => {
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
