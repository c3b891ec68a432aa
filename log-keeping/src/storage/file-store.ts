// SPDX-License-Identifier: Apache-2.0
import { dirname, join } from 'node:path';
import { LogKeepingError } from '../log-keeping-error.ts';
import { parsePublicPath } from '../reader/public-path.ts';
import { BatchFiles, type Committed } from './batch-files.ts';
import { type DiskAccess, localDisk, onDisk, readIfThere, syncDirectory } from './disk.ts';
import { decodeHead, type LogHead, sameHead } from './head.ts';
import type { LogFile, LogStore } from './log-store.ts';
import { type Possession, takePossession } from './possession.ts';
import { inTurns, type Prepared, PreparedFiles } from './prepared-files.ts';
import { PublicFolder } from './public-folder.ts';

/** Files that are open at the same time, far below what a process may have open. */
const FILES_AT_ONCE = 64;

/**
 * A log in a directory: `public/` is what a static server serves as it is, `state/` is the writer's own. Takes the lock
 * of the directory until close() or the end of the process. LOCKED, READ_ONLY, NO_SPACE, CORRUPT.
 */
export async function openFileStore(
  directory: string,
  disk: DiskAccess = localDisk,
  limits: { readonly segmentBytes?: number } = {},
): Promise<LogStore> {
  const state = join(directory, 'state');
  await onDisk(directory, async () => {
    for (const each of ['public', 'state', 'state/batches'])
      await disk.mkdir(join(directory, each), { recursive: true });
  });
  // Before anything is read: what a writer before this one goes on to write counts for nothing.
  const possession = await takePossession(disk, state);
  try {
    return await onDisk(directory, async () => {
      // What a writer that died was about to rename is nobody's.
      await disk.rm(join(state, 'temporary'), { recursive: true, force: true });
      await disk.mkdir(join(state, 'temporary'));
      const batches = await BatchFiles.open(disk, join(state, 'batches'), limits.segmentBytes);
      await Promise.all([directory, state].map((each) => syncDirectory(disk, each)));
      const shown = await PublicFolder.open(disk, join(directory, 'public'));
      return new FileStore({ disk, directory, batches, shown, possession });
    });
  } catch (error) {
    possession.release();
    throw error;
  }
}

interface FileStoreParts {
  readonly disk: DiskAccess;
  readonly directory: string;
  readonly batches: BatchFiles;
  readonly shown: PublicFolder;
  readonly possession: Possession;
}

class FileStore implements LogStore {
  readonly #parts: FileStoreParts;
  readonly #public: string;
  readonly #headPath: string;
  /** Those below `public` whose names are known to be durable. */
  readonly #directories = new Set<string>();
  readonly #files: PreparedFiles;
  #open = true;

  constructor(parts: FileStoreParts) {
    this.#parts = parts;
    this.#public = join(parts.directory, 'public');
    this.#headPath = join(parts.directory, 'state', 'head.json');
    this.#files = new PreparedFiles(parts.disk, join(parts.directory, 'state', 'temporary'));
  }

  async readHead(): Promise<LogHead | undefined> {
    const { disk, batches } = this.#parts;
    if (batches.head !== undefined) return batches.head;
    // A log begun before heads were kept beside their batches has its head in a file, until the next one.
    const bytes = await readIfThere(disk, this.#headPath);
    return bytes === undefined ? undefined : decodeHead(bytes);
  }

  async writeBatch(...[name, record]: Parameters<LogStore['writeBatch']>): Promise<void> {
    this.#requirePossession();
    await this.#write({ batch: { name, record } });
  }

  async commitBatch(...[batch, { expected, next }]: Parameters<NonNullable<LogStore['commitBatch']>>): Promise<void> {
    await this.#requireHead(expected);
    await this.#write({ batch, head: next });
  }

  readBatch(name: Parameters<LogStore['readBatch']>[0]): Promise<Uint8Array | undefined> {
    return onDisk('state/batches', () => this.#parts.batches.read(name));
  }

  async compareAndSwapHead(expected: LogHead | undefined, next: LogHead): Promise<void> {
    await this.#requireHead(expected);
    await this.#write({ head: next });
  }

  async putFiles(files: readonly LogFile[]): Promise<void> {
    this.#requirePublic();
    await onDisk(this.#public, () => this.#put(files));
    // A file that went into another folder is in none of this log.
    this.#requirePublic();
  }

  readFile(path: string): Promise<Uint8Array | undefined> {
    return readIfThere(this.#parts.disk, this.#pathOf(path));
  }

  publishCheckpoint(note: Uint8Array): Promise<void> {
    return this.publishTree([], note);
  }

  async publishTree(files: readonly LogFile[], note: Uint8Array): Promise<void> {
    this.#requirePublic();
    const path = this.#pathOf('checkpoint');
    await onDisk(files.length === 0 ? path : this.#public, async () => {
      // Synchronised together with the last of the files, and out of everybody's sight until all their names are durable.
      const checkpoint = await this.#put(files, { path, bytes: note });
      await this.#show(note, checkpoint);
    });
    this.#requirePossession();
  }

  async requireShown(): Promise<void> {
    this.#requirePossession();
    this.#parts.shown.requireShown();
  }

  async discard({ below, paths }: Parameters<LogStore['discard']>[0]): Promise<void> {
    this.#requirePossession();
    const { disk, batches, shown } = this.#parts;
    await onDisk('discard', async () => {
      await batches.discard(below);
      if (paths.length > 0) shown.requireSame();
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
    await this.#parts.shown.close();
    this.#parts.possession.release();
  }

  /** Puts files into their places for good; another one is made durable with the last of them and stays beside its own. */
  async #put(files: readonly LogFile[], beside?: LogFile): Promise<readonly Prepared[]> {
    const all = files.map(({ path, bytes }) => ({ path: this.#pathOf(path), bytes }));
    const touched = await this.#makeDirectories(new Set(all.map(({ path }) => dirname(path))));
    let from = 0;
    for (; all.length - from > FILES_AT_ONCE; from += FILES_AT_ONCE) {
      await this.#files.place(await this.#files.prepare(all.slice(from, from + FILES_AT_ONCE)));
    }
    const last = await this.#files.prepare([...all.slice(from), ...(beside === undefined ? [] : [beside])]);
    const placed = beside === undefined ? last : last.filter(({ path }) => path !== beside.path);
    const waiting = last.filter((each) => !placed.includes(each));
    try {
      await this.#files.place(placed);
      await inTurns([...touched], (directory) => syncDirectory(this.#parts.disk, directory));
      for (const directory of touched) this.#directories.add(directory);
      return waiting;
    } catch (error) {
      await this.#files.remove(waiting);
      throw error;
    }
  }

  /** Puts a checkpoint that waits beside its place in the place of the one that this writer published last, and no other. */
  async #show(note: Uint8Array, waiting: readonly Prepared[]): Promise<void> {
    try {
      this.#requirePossession();
      await this.#parts.shown.replace(note, async () => {
        await this.#files.place(waiting);
        await syncDirectory(this.#parts.disk, this.#public);
      });
    } catch (error) {
      await this.#files.remove(waiting);
      throw error;
    }
  }

  /**
   * Makes directories with those above them, and resolves with all in which names must be made durable: where a process
   * was killed or a synchronisation failed, a directory that is there already may have a name that is not.
   */
  async #makeDirectories(directories: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const touched = new Set(directories);
    for (const directory of directories) {
      if (this.#directories.has(directory)) continue;
      await this.#parts.disk.mkdir(directory, { recursive: true });
      for (let each = directory; each !== this.#public && !this.#directories.has(each); each = dirname(each)) {
        touched.add(dirname(each));
      }
    }
    return touched;
  }

  #pathOf(path: string): string {
    // Throws BAD_TILE_PATH for what is no path of a log, so that nothing outside `public` is ever touched.
    parsePublicPath(path);
    return join(this.#public, path);
  }

  /** Writes, and answers for it only where nobody has read the head without it, and whoever opens the folder finds it. */
  async #write(what: Committed): Promise<void> {
    await this.#parts.batches.write(what);
    this.#requirePossession();
    // A folder can be put away, or an older one back, under this writer.
    if (await onDisk('state/batches', () => this.#parts.batches.holdsHead())) return;
    throw headMoved();
  }

  async #requireHead(expected: LogHead | undefined): Promise<void> {
    this.#requirePossession();
    if (!sameHead(await this.readHead(), expected)) throw headMoved();
  }

  /** An older folder for readers can be put back under this writer, too: what is signed then would be in no tile. */
  #requirePublic(): void {
    this.#requirePossession();
    this.#parts.shown.requireSame();
  }

  #requirePossession(): void {
    if (!this.#open) throw new LogKeepingError('CLOSED', 'the store was closed', { at: this.#parts.directory });
    this.#parts.possession.require();
  }
}

function headMoved(): LogKeepingError {
  return new LogKeepingError('HEAD_MOVED', 'another head is on the disk than this writer knows', {
    at: 'state/batches',
  });
}
