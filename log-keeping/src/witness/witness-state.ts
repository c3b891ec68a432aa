// SPDX-License-Identifier: Apache-2.0
import { dirname, join } from 'node:path';
import {
  type LogSuite,
  originFolder,
  parseCheckpoint,
  parseNote,
  sameBytes,
  type WitnessState,
} from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import { SUCCESSOR_PATH } from '../reader/public-path.ts';
import { type DiskAccess, localDisk, onDisk, readIfThere, syncDirectory } from '../storage/disk.ts';
import { takePossession } from '../storage/possession.ts';

/** What a witness remembers, durably: for each log the checkpoint that it cosigned last. */
export interface WitnessMemory {
  /** The state of a log; CORRUPT when its file is no checkpoint of it. */
  find(origin: string): Promise<WitnessState | undefined>;
  /**
   * Keeps a state so that it outlives a power cut. When this fails the file has the old state or the new one: which, is
   * read from it before anything is found again, and made durable first.
   */
  keep(origin: string, state: WitnessState): Promise<void>;
  /** The note by which the successor of a log was taken; CORRUPT is for whoever reads it to say. */
  readSuccession(origin: string): Promise<string | undefined>;
  /** Keeps such a note so that it outlives a power cut. */
  keepSuccession(origin: string, note: string): Promise<void>;
  /** The note by the name of its folder, as monitors ask for it; rejects while it cannot be made durable. */
  readNote(folder: string): Promise<string | undefined>;
  close(): void;
}

const NOTE = 'checkpoint';
// The name that a note has before it is durable; after a crash it is written over.
const NEW = '.new';

/**
 * Opens the memory of a witness in a folder. Each log has a folder of its own, named as the monitoring protocol names
 * it (C2SP tlog-witness v1.0.0), with the cosigned checkpoint as its one file: the state is what everybody can read.
 * One process at a time, LOCKED otherwise: two that cosign from one memory could be led to sign two views,
 * and of two that a lock that was taken away let in the first keeps nothing more.
 */
export async function openWitnessMemory(
  suite: LogSuite,
  { folder, disk = localDisk }: { readonly folder: string; readonly disk?: DiskAccess },
): Promise<WitnessMemory> {
  await onDisk(folder, () => disk.mkdir(folder, { recursive: true, mode: 0o700 }));
  const possession = await takePossession(disk, folder);
  // By folder. Only what is on disk for good is in here: while it is replaced, and after that failed, it is not.
  const known = new Map<string, WitnessState>();
  const inTurn = turnsByName();
  const at = (name: string) => join(folder, name);
  const find = async (origin: string, name: string): Promise<WitnessState | undefined> => {
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    const path = join(at(name), NOTE);
    const bytes = await readDurable(disk, at(name));
    if (bytes === undefined) return undefined;
    const state = readState(bytes, { origin, path });
    known.set(name, state);
    return state;
  };
  const keep = async (state: WitnessState, name: string): Promise<void> => {
    // From here until it reads back, the file may hold the old state or the new one: a failure leaves it to be read.
    known.delete(name);
    possession.require();
    await onDisk(at(name), () => writeNote(disk, join(at(name), NOTE), state.note));
    const written = await readIfThere(disk, join(at(name), NOTE));
    if (written === undefined || !sameBytes(written, Buffer.from(state.note))) {
      throw new LogKeepingError('STORAGE_FAILED', 'what was written does not read back', { at: at(name) });
    }
    // Whoever has taken the folder since may have read the state before this one, and cosign another that goes on from it.
    possession.require();
    known.set(name, state);
  };
  return {
    find: (origin) => {
      const name = originFolder(suite, origin);
      return inTurn(name, () => find(origin, name));
    },
    keep: (origin, state) => {
      const name = originFolder(suite, origin);
      return inTurn(name, () => keep(state, name));
    },
    readSuccession: async (origin) => {
      const bytes = await readIfThere(disk, join(at(originFolder(suite, origin)), SUCCESSOR_PATH));
      return bytes === undefined ? undefined : Buffer.from(bytes).toString();
    },
    keepSuccession: (origin, note) => {
      const name = originFolder(suite, origin);
      const path = join(at(name), SUCCESSOR_PATH);
      return inTurn(name, () => onDisk(path, () => writeNote(disk, path, note)));
    },
    readNote: async (name) => {
      if (!/^[0-9a-f]{64}$/.test(name)) return undefined;
      const bytes = await readIfThere(disk, join(at(name), NOTE));
      // Asked after the reading: a note that is not known by then may be one that a power cut takes away again.
      if (bytes !== undefined && !known.has(name)) await makeDurable(disk, at(name));
      return bytes === undefined ? undefined : Buffer.from(bytes).toString();
    },
    close: () => possession.release(),
  };
}

/** Runs acts of one name one after the other, and those of different names at once. */
function turnsByName(): <T>(name: string, act: () => Promise<T>) => Promise<T> {
  const turns = new Map<string, Promise<unknown>>();
  return (name, act) => {
    const turn = (turns.get(name) ?? Promise.resolve()).then(act);
    turns.set(
      name,
      turn.catch(() => {}),
    );
    return turn;
  };
}

/** The note of a folder, once its name is durable: one that was left by a failure or a kill may not be yet. */
async function readDurable(disk: DiskAccess, folder: string): Promise<Uint8Array | undefined> {
  const bytes = await readIfThere(disk, join(folder, NOTE));
  if (bytes !== undefined) await makeDurable(disk, folder);
  return bytes;
}

/** The file itself was synchronised before it got its name. */
function makeDurable(disk: DiskAccess, folder: string): Promise<void> {
  return onDisk(folder, async () => {
    await syncDirectory(disk, folder);
    await syncDirectory(disk, join(folder, '..'));
  });
}

async function writeNote(disk: DiskAccess, path: string, note: string): Promise<void> {
  const folder = dirname(path);
  const made = await disk.mkdir(folder, { recursive: true });
  const file = await disk.open(path + NEW, 'w', 0o644);
  try {
    await file.writeFile(note);
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.rename(path + NEW, path);
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
