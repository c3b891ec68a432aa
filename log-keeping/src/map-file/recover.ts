// SPDX-License-Identifier: Apache-2.0
import { fstatSync, readSync } from 'node:fs';
import { COMMIT_RECORD_BYTES, type CommitRecord, checksumOf, decodeCommit, encodeCommit } from './commit-record.ts';
import { MapFileError } from './map-file-error.ts';
import {
  COMMIT_FRAME_BYTES,
  FRAMES_AT,
  nextFrameAt,
  type OpenFile,
  PAGE_FRAME_HEAD,
  readCommitFrame,
  readPageFrame,
  SLOTS_AT,
} from './page-frames.ts';

/** What a file holds. */
export interface Recovered {
  /** The states that can be read, the newest last. */
  readonly states: readonly CommitRecord[];
  /** Whether the slot of the newest state names it; it does not when the program died right after writing it. */
  readonly isSlotCurrent: boolean;
  readonly fileBytes: number;
}

const STATES_MAX = 64;

/**
 * The newest durable state. A slot is written after its state is on disk, so what the newest sound slot names must be
 * there: if not, the file was cut or damaged, and no older state is taken for the newest. What follows it counts
 * only when all of it is sound up to a commit record that continues the chain; the rest was never acknowledged.
 */
export function recover(file: OpenFile): Recovered {
  const fileBytes = fstatSync(file.fd).size;
  const slot = SLOTS_AT.map((at) => readSlot(file, at))
    .filter((record) => record !== undefined)
    .reduce<CommitRecord | undefined>(
      (best, next) => (best !== undefined && best.sequence > next.sequence ? best : next),
      undefined,
    );
  if (slot === undefined) {
    throw new MapFileError('DAMAGED', 'neither of its two heads is sound: no map, or a damaged one', file);
  }
  if (fileBytes < slot.end) {
    throw new MapFileError('TRUNCATED', `has ${fileBytes} bytes of the ${slot.end} that it had`, file);
  }
  const found = slot.sequence === 0 ? undefined : readCommitFrame(file, slot.end - COMMIT_FRAME_BYTES);
  if (slot.sequence > 0 && !found?.bytes.equals(encodeCommit(slot))) {
    throw new MapFileError('DAMAGED', 'its newest state is not as it was written', file);
  }
  const newest = rollForward(file, slot, fileBytes);
  const states = statesUpTo(file, newest);
  const { page } = newest.root;
  if (page !== undefined) readPageFrame(file, page.offset, Buffer.allocUnsafe(PAGE_FRAME_HEAD + page.length));
  return { states, isSlotCurrent: newest === slot, fileBytes };
}

function readSlot({ fd }: OpenFile, at: number): CommitRecord | undefined {
  const bytes = Buffer.alloc(COMMIT_RECORD_BYTES);
  readSync(fd, bytes, 0, bytes.length, at);
  return decodeCommit(bytes);
}

function rollForward(file: OpenFile, from: CommitRecord, fileBytes: number): CommitRecord {
  let newest = from;
  let at = from.end;
  for (;;) {
    const next = nextFrameAt(file, at, fileBytes);
    if (next === undefined) return newest;
    const commit = readCommitFrame(file, at)?.record;
    if (commit !== undefined) {
      const continues =
        commit.sequence === newest.sequence + 1 &&
        commit.end === next &&
        checksumOf(encodeCommit(newest)).every((byte, index) => byte === commit.previousChecksum[index]);
      if (!continues) return newest;
      newest = commit;
    }
    at = next;
  }
}

/** Back along the chain. A link that does not hold ends it: older states are a service, not the truth. */
function statesUpTo(file: OpenFile, newest: CommitRecord): readonly CommitRecord[] {
  const states = [newest];
  for (let at = newest.previousAt; at >= FRAMES_AT && states.length < STATES_MAX; ) {
    const found = readCommitFrame(file, at);
    if (!found || !checksumOf(found.bytes).equals((states[0] as CommitRecord).previousChecksum)) break;
    states.unshift(found.record);
    at = found.record.previousAt;
  }
  return states;
}
