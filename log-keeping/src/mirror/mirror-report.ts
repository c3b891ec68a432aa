// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { type DiskAccess, onDisk, readIfThere, localDisk, syncDirectory } from '../storage/disk.ts';
import type { MapFault } from '../replay/map-replay.ts';
import type { SplitViewFile } from './split-view.ts';

/** What a mirror caught a log at: a false map, or two stories. A JSON file in the folder of the log. */
export interface MirrorReport extends Partial<Omit<MapFault, 'code' | 'detail'>> {
  readonly format: 'touchstone/mirror-report/v1';
  readonly origin: string;
  readonly at: string;
  readonly code: MapFault['code'] | 'SPLIT_VIEW';
  readonly detail: string;
  /** The checkpoint for which no cosignature is given. */
  readonly checkpoint: string;
  /** Anybody with the log's key can verify it. */
  readonly splitView?: SplitViewFile;
}

const NAME = 'refused.json';

/** Where the report of a log is. */
export function reportPath(folder: string): string {
  return join(folder, NAME);
}

/** Keeps a report so that it outlives a power cut. */
export async function keepReport(folder: string, report: MirrorReport, disk: DiskAccess): Promise<void> {
  const path = reportPath(folder);
  await onDisk(path, async () => {
    const file = await disk.open(`${path}.new`, 'w', 0o644);
    try {
      await file.writeFile(`${JSON.stringify(report, null, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await disk.rename(`${path}.new`, path);
    await syncDirectory(disk, folder);
  });
}

/** The report that was kept. One that cannot be read refuses the log all the same. */
export async function readReport(folder: string): Promise<MirrorReport | undefined> {
  const bytes = await readIfThere(localDisk, reportPath(folder));
  if (bytes === undefined) return undefined;
  try {
    return JSON.parse(Buffer.from(bytes).toString()) as MirrorReport;
  } catch {
    const detail = `a report was kept, and ${reportPath(folder)} cannot be read`;
    return { format: 'touchstone/mirror-report/v1', origin: '', at: '', code: 'SPLIT_VIEW', detail, checkpoint: '' };
  }
}
