// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Percentiles, percentilesOf } from './load.ts';

/** What the disk itself takes, with nothing else in this process. Milliseconds. */
export interface DiskFloor {
  /** 1 MB appended to a file, and fdatasync: a batch. */
  readonly batch: Percentiles;
  /** 8 KB in a new file, fdatasync, rename, and fsync of the directory: the least that a checkpoint takes. */
  readonly file: Percentiles;
}

const REPETITIONS = 300;
const BATCH_BYTES = 1_000_000;
const FILE_BYTES = 8_192;

/** Measures the disk on which the logs are kept, each alone and one at a time. */
export async function diskFloor(): Promise<DiskFloor> {
  const folder = await mkdtemp(join(tmpdir(), 'log-benchmark-disk-'));
  try {
    return { batch: await repeated(await appending(folder)), file: await repeated(await replacing(folder)) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Act {
  run(): Promise<void>;
  end(): Promise<void>;
}

async function repeated({ run, end }: Act): Promise<Percentiles> {
  const all: number[] = [];
  for (let round = 0; round < REPETITIONS; round += 1) {
    const begun = performance.now();
    await run();
    all.push(performance.now() - begun);
  }
  await end();
  return percentilesOf(all);
}

async function appending(folder: string): Promise<Act> {
  const bytes = randomBytes(BATCH_BYTES);
  const file = await open(join(folder, 'batches'), 'w');
  let from = 0;
  return {
    run: async () => {
      await file.write(bytes, 0, bytes.length, from);
      await file.datasync();
      from += bytes.length;
    },
    end: () => file.close(),
  };
}

async function replacing(folder: string): Promise<Act> {
  const bytes = randomBytes(FILE_BYTES);
  const directory = await open(folder, 'r');
  return {
    run: async () => {
      const file = await open(join(folder, 'beside'), 'w');
      await file.write(bytes);
      await file.datasync();
      await file.close();
      await rename(join(folder, 'beside'), join(folder, 'checkpoint'));
      await directory.sync();
    },
    end: () => directory.close(),
  };
}
