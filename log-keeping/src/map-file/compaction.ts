// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import { linkAt, linksOf, type PageRef, relocatePage } from '@touchstone/transparency-log/map';
import { type CommitRecord, checksumOf, encodeCommit } from './commit-record.ts';
import { writeAll } from './disk.ts';
import type { Generation } from './generation.ts';
import { headOf } from './make-file.ts';
import { COMMIT_FRAME_BYTES, commitFrame, FRAMES_AT, PageReader } from './page-frames.ts';

interface Copy {
  readonly from: Generation;
  readonly to: Generation;
  /** The states to keep as they are when it is called, the oldest first. */
  readonly states: () => readonly CommitRecord[];
  /** Returns when no batch is open and none can begin. */
  readonly stopWriters: () => Promise<void>;
}

const PAGES_AT_ONCE = 256;
// As much as is copied while batches wait: less than a second of work.
const REST_BYTES_MAX = 8 << 20;
const ROUNDS_MAX = 4;

/**
 * Copies the pages that some states need into another file, and returns those states as they are there.
 * What a later state shares with an earlier one, the earlier one already needed: so after the first state only pages
 * written after it are looked for, round by round, the last one while no batch can begin.
 */
export async function copyLivePages({ from, to, states, stopWriters }: Copy): Promise<readonly CommitRecord[]> {
  const moved = new MovedPages();
  to.rewind(FRAMES_AT);
  const [oldest] = states() as [CommitRecord];
  await copyPages({ from, to, moved }, [oldest], 0);
  let copied = oldest.end;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const newest = states().at(-1) as CommitRecord;
    if (newest.end - copied <= REST_BYTES_MAX) break;
    await copyPages({ from, to, moved }, states(), copied);
    copied = newest.end;
  }
  await stopWriters();
  await copyPages({ from, to, moved }, states(), copied);
  const records: CommitRecord[] = [];
  for (const state of states()) records.push(appendState(to, { before: records.at(-1), state, moved }));
  await to.flush(true);
  const newest = records.at(-1) as CommitRecord;
  await writeAll(to.disk, to.fd, { bytes: headOf(newest), position: 0 });
  return records;
}

interface Pages {
  readonly from: Generation;
  readonly to: Generation;
  readonly moved: MovedPages;
}

async function copyPages({ from, to, moved }: Pages, states: readonly CommitRecord[], after: number): Promise<void> {
  const offsets = await livePages(from, states, after);
  const reader = new PageReader(from);
  for (let index = 0; index < offsets.length; index += 1) {
    const offset = offsets[index] as number;
    if (index > 0 && offset === offsets[index - 1]) continue;
    const bytes = reader.read(offset);
    // Links lead backwards, and pages are copied in the order of their places: what a link leads to has moved already.
    relocatePage({ bytes, offset }, (old) => moved.find(old));
    moved.add(offset, to.appendPage(bytes, 0));
    if (index % PAGES_AT_ONCE === 0) {
      await to.flush(false);
      await nextTurn();
    }
  }
}

/** Where the pages of these states are, from a place on, in the order of their places. */
async function livePages(from: Generation, states: readonly CommitRecord[], after: number): Promise<Float64Array> {
  const found: number[] = [];
  const open: PageRef[] = states.flatMap(({ root }) => (root.page === undefined ? [] : [root.page]));
  for (let next = open.pop(), count = 0; next !== undefined; next = open.pop(), count += 1) {
    if (next.offset < after) continue;
    found.push(next.offset);
    if (next.height > 0) {
      const page = { bytes: from.readPage(next), offset: next.offset };
      for (const at of linksOf(page)) open.push(linkAt(page, at));
    }
    if (count % PAGES_AT_ONCE === 0) await nextTurn();
  }
  return Float64Array.from(found).sort();
}

interface StateToCopy {
  readonly before: CommitRecord | undefined;
  readonly state: CommitRecord;
  readonly moved: MovedPages;
}

function appendState(to: Generation, { before, state, moved }: StateToCopy): CommitRecord {
  const { page } = state.root;
  const end = to.position + COMMIT_FRAME_BYTES;
  const record: CommitRecord = {
    ...state,
    root: page === undefined ? state.root : { ...state.root, page: { ...page, offset: moved.find(page.offset) } },
    end,
    compactedBytes: end,
    previousAt: before === undefined ? 0 : before.end - COMMIT_FRAME_BYTES,
    previousChecksum: before === undefined ? new Uint8Array(32) : checksumOf(encodeCommit(before)),
  };
  to.append(commitFrame(encodeCommit(record)));
  return record;
}

/** Old places and new ones, both growing. */
class MovedPages {
  private old = new Float64Array(1024);
  private now = new Float64Array(1024);
  private count = 0;

  add(old: number, now: number): void {
    if (this.count === this.old.length) {
      this.old = grown(this.old);
      this.now = grown(this.now);
    }
    this.old[this.count] = old;
    this.now[this.count] = now;
    this.count += 1;
  }

  find(old: number): number {
    let [low, high] = [0, this.count - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.old[middle] as number) < old) low = middle + 1;
      else high = middle;
    }
    return this.now[low] as number;
  }
}

function grown(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const twice = new Float64Array(array.length * 2);
  twice.set(array);
  return twice;
}
