// SPDX-License-Identifier: Apache-2.0
import { dirname, join } from 'node:path';
import { LogKeepingError } from '../log-keeping-error.ts';
import { parsePublicPath } from '../reader/public-path.ts';
import { BatchFiles } from './batch-files.ts';
import { type DiskAccess, localDisk, onDisk, readIfThere, syncDirectory } from './disk.ts';
import { lockFile } from './file-lock.ts';
import { decodeHead, type LogHead, sameHead } from './head.ts';
import type { LogFile, LogStore } from './log-store.ts';

/** Files that are written at the same time; the threads that write are four, and batches need one. */
const WRITERS = 3;

/**
 * A log in a directory: `public/` is what a static server serves as it is, `state/` is the writer's own. Takes the lock
 * of the directory until close() or the end of the process. LOCKED, READ_ONLY, NO_SPACE, CORRUPT.
 */
export async function openFileStore(directory: string, disk: DiskAccess = localDisk): Promise<LogStore> {
  const state = join(directory, 'state');
  await onDisk(directory, async () => {
    for (const each of ['public', 'state', 'state/batches'])
      await disk.mkdir(join(directory, each), { recursive: true });
  });
  const lock = lockFile(join(state, 'lock'));
  try {
    return await onDisk(directory, async () => {
      // What a writer that died was about to rename is nobody's.
      await disk.rm(join(state, 'temporary'), { recursive: true, force: true });
      await disk.mkdir(join(state, 'temporary'));
      const batches = await BatchFiles.open(disk, join(state, 'batches'));
      await Promise.all([directory, state].map((each) => syncDirectory(disk, each)));
      return new FileStore({ disk, directory, batches, release: lock.release });
    });
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface FileStoreParts {
  readonly disk: DiskAccess;
  readonly directory: string;
  readonly batches: BatchFiles;
  readonly release: () => void;
}

class FileStore implements LogStore {
  readonly #parts: FileStoreParts;
  readonly #public: string;
  readonly #headPath: string;
  readonly #directories = new Set<string>();
  #temporary = 0;
  #open = true;

  constructor(parts: FileStoreParts) {
    this.#parts = parts;
    this.#public = join(parts.directory, 'public');
    this.#headPath = join(parts.directory, 'state', 'head.json');
  }

  async readHead(): Promise<LogHead | undefined> {
    const { disk, batches } = this.#parts;
    if (batches.head !== undefined) return batches.head;
    // A log begun before heads were kept beside their batches has its head in a file, until the next one.
    const bytes = await readIfThere(disk, this.#headPath);
    return bytes === undefined ? undefined : decodeHead(bytes);
  }

  async writeBatch(...[name, record]: Parameters<LogStore['writeBatch']>): Promise<void> {
    this.#requireLock();
    await this.#parts.batches.write({ batch: { name, record } });
  }

  async commitBatch(...[batch, { expected, next }]: Parameters<NonNullable<LogStore['commitBatch']>>): Promise<void> {
    await this.#requireHead(expected);
    await this.#parts.batches.write({ batch, head: next });
  }

  readBatch(name: Parameters<LogStore['readBatch']>[0]): Promise<Uint8Array | undefined> {
    return onDisk('state/batches', () => this.#parts.batches.read(name));
  }

  async compareAndSwapHead(expected: LogHead | undefined, next: LogHead): Promise<void> {
    await this.#requireHead(expected);
    await this.#parts.batches.write({ head: next });
  }

  async putFiles(files: readonly LogFile[]): Promise<void> {
    this.#requireLock();
    await onDisk(this.#public, async () => {
      const touched = new Set<string>();
      for (const { path } of files) {
        const directory = dirname(this.#pathOf(path));
        if (!touched.has(directory)) await this.#makeDirectory(directory, touched);
      }
      const waiting = files.values();
      const writer = async () => {
        for (const { path, bytes } of waiting) await this.#replace(this.#pathOf(path), bytes);
      };
      await allSettled(Array.from({ length: WRITERS }, writer));
      await allSettled([...touched].map((directory) => syncDirectory(this.#parts.disk, directory)));
    });
  }

  readFile(path: string): Promise<Uint8Array | undefined> {
    return readIfThere(this.#parts.disk, this.#pathOf(path));
  }

  async publishCheckpoint(note: Uint8Array): Promise<void> {
    this.#requireLock();
    const path = this.#pathOf('checkpoint');
    await onDisk(path, async () => {
      await this.#replace(path, note);
      await syncDirectory(this.#parts.disk, this.#public);
    });
  }

  async discard({ below, paths }: Parameters<LogStore['discard']>[0]): Promise<void> {
    this.#requireLock();
    const { disk, batches } = this.#parts;
    await onDisk('discard', async () => {
      await batches.discard(below);
      const directories = new Set<string>();
      for (const path of paths) {
        await disk.rm(this.#pathOf(path), { force: true });
        directories.add(dirname(this.#pathOf(path)));
      }
      for (const directory of directories) {
        // Stays where somebody else put a file.
        if (directory.endsWith('.p')) await disk.rmdir(directory).catch(() => undefined);
        this.#directories.delete(directory);
      }
    });
  }

  async close(): Promise<void> {
    if (!this.#open) return;
    this.#open = false;
    await this.#parts.batches.close();
    this.#parts.release();
  }

  /** Whole or not at all, under its name: written beside, synchronised, renamed. */
  async #replace(path: string, bytes: Uint8Array): Promise<void> {
    const { disk, directory } = this.#parts;
    this.#temporary += 1;
    const temporary = join(directory, 'state', 'temporary', String(this.#temporary));
    try {
      const file = await disk.open(temporary, 'w');
      try {
        await file.writeFile(bytes);
        await file.datasync();
      } finally {
        await file.close();
      }
      await disk.rename(temporary, path);
    } catch (error) {
      await disk.rm(temporary, { force: true }).catch(() => undefined);
      throw error;
    }
  }

  /** Makes a directory below `public` with those above it, and notes which names must be made durable. */
  async #makeDirectory(directory: string, touched: Set<string>): Promise<void> {
    touched.add(directory);
    if (this.#directories.has(directory)) return;
    const made = await this.#parts.disk.mkdir(directory, { recursive: true });
    this.#directories.add(directory);
    if (made === undefined) return;
    for (let above = dirname(directory); above.length >= dirname(made).length; above = dirname(above)) {
      touched.add(above);
      if (above === this.#public) break;
    }
  }

  #pathOf(path: string): string {
    // Throws BAD_TILE_PATH for what is no path of a log, so that nothing outside `public` is ever touched.
    parsePublicPath(path);
    return join(this.#public, path);
  }

  /** Nobody else writes while the lock is held: the head that was read or written last is the head. */
  async #requireHead(expected: LogHead | undefined): Promise<void> {
    this.#requireLock();
    if (sameHead(await this.readHead(), expected)) return;
    throw new LogKeepingError('HEAD_MOVED', 'another writer has swapped the head', { at: 'state/batches' });
  }

  #requireLock(): void {
    if (!this.#open) throw new LogKeepingError('CLOSED', 'the store was closed', { at: this.#parts.directory });
  }
}

/** Waits for all, and only then says what failed: nothing goes on in the background after a failure. */
async function allSettled(acts: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(acts)).find(({ status }) => status === 'rejected');
  if (failed?.status === 'rejected') throw failed.reason;
}
