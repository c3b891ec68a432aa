// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import {
  type LogSuite,
  originFolder,
  parseCheckpoint,
  parseNote,
  sameBytes,
  type WitnessState,
} from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import { type DiskAccess, localDisk, onDisk, readIfThere, syncDirectory } from '../storage/disk.ts';
import { lockFile } from '../storage/file-lock.ts';

/** What a witness remembers, durably: for each log the checkpoint that it cosigned last. */
export interface WitnessMemory {
  /** The state of a log; CORRUPT when its file is no checkpoint of it. */
  find(origin: string): Promise<WitnessState | undefined>;
  /** Keeps a state so that it outlives a power cut; when this fails the old state stands, in the file and here. */
  keep(origin: string, state: WitnessState): Promise<void>;
  /** The note by the name of its folder, as monitors ask for it. */
  readNote(folder: string): Promise<string | undefined>;
  close(): void;
}

const NOTE = 'checkpoint';
// The name that a note has before it is durable; after a crash it is written over.
const NEW_NOTE = 'checkpoint.new';

/**
 * Opens the memory of a witness in a folder. Each log has a folder of its own, named as the monitoring protocol names
 * it (C2SP tlog-witness v1.0.0), with the cosigned checkpoint as its one file: the state is what everybody can read.
 * One process at a time, LOCKED otherwise: two that cosign from one memory could be led to sign two views.
 */
export async function openWitnessMemory(
  suite: LogSuite,
  { folder, disk = localDisk }: { readonly folder: string; readonly disk?: DiskAccess },
): Promise<WitnessMemory> {
  await onDisk(folder, () => disk.mkdir(folder, { recursive: true, mode: 0o700 }));
  const lock = lockFile(join(folder, 'lock'));
  const known = new Map<string, WitnessState>();
  return {
    find: async (origin) => {
      const remembered = known.get(origin);
      if (remembered !== undefined) return remembered;
      const path = join(folder, originFolder(suite, origin), NOTE);
      const bytes = await readIfThere(disk, path);
      if (bytes === undefined) return undefined;
      const state = readState(bytes, { origin, path });
      known.set(origin, state);
      return state;
    },
    keep: async (origin, state) => {
      const logFolder = join(folder, originFolder(suite, origin));
      await onDisk(logFolder, () => writeNote(disk, logFolder, state.note));
      const written = await readIfThere(disk, join(logFolder, NOTE));
      if (written === undefined || !sameBytes(written, Buffer.from(state.note))) {
        throw new LogKeepingError('STORAGE_FAILED', 'what was written does not read back', { at: logFolder });
      }
      known.set(origin, state);
    },
    readNote: async (name) => {
      const bytes = /^[0-9a-f]{64}$/.test(name) ? await readIfThere(disk, join(folder, name, NOTE)) : undefined;
      return bytes === undefined ? undefined : Buffer.from(bytes).toString();
    },
    close: () => lock.release(),
  };
}

async function writeNote(disk: DiskAccess, folder: string, note: string): Promise<void> {
  const made = await disk.mkdir(folder, { recursive: true });
  const file = await disk.open(join(folder, NEW_NOTE), 'w', 0o644);
  try {
    await file.writeFile(note);
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.rename(join(folder, NEW_NOTE), join(folder, NOTE));
  await syncDirectory(disk, folder);
  if (made !== undefined) await syncDirectory(disk, join(folder, '..'));
}

function readState(
  bytes: Uint8Array,
  { origin, path }: { readonly origin: string; readonly path: string },
): WitnessState {
  const note = Buffer.from(bytes).toString();
  try {
    const checkpoint = parseCheckpoint(parseNote(note).text);
    if (checkpoint.origin === origin) return { size: checkpoint.size, root: checkpoint.root, note };
  } catch (cause) {
    throw new LogKeepingError('CORRUPT', 'what the witness remembers is no checkpoint; it signs nothing for this log', {
      at: path,
      cause,
    });
  }
  throw new LogKeepingError('CORRUPT', `what the witness remembers is not of ${origin}`, { at: path });
}
