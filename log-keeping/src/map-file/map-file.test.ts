// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type MapEntry,
  mapRootOf,
  proveLookup,
  provePrefix,
  recordsBelow,
  sortEntries,
  verifyEntriesBelow,
  verifyLookup,
} from '@touchstone/transparency-log/map';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMIT_RECORD_BYTES } from './commit-record.ts';
import { type Disk, nodeDisk } from './disk.ts';
import { MapFile, type MapFileOptions } from './map-file.ts';
import { FRAMES_AT, SLOTS_AT } from './page-frames.ts';

const suite = nodeLogSuite;
const key = (index: number): Uint8Array => suite.sha256(Buffer.from(`key ${index}`));
const entry = (index: number, version: number) => ({
  key: key(index),
  value: Buffer.from(`value ${index}.${version}`),
});
const entries = (from: number, to: number, version = 0): MapEntry[] =>
  Array.from({ length: to - from }, (_, index) => entry(from + index, version));
const rootHex = (all: readonly MapEntry[]) => Buffer.from(mapRootOf(suite, sortEntries(all))).toString('hex');

let folder: string;
let path: string;
const openMaps: MapFile[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'map-file-'));
  path = join(folder, 'map');
});
afterEach(async () => {
  for (const map of openMaps.splice(0)) await map.close();
  rmSync(folder, { recursive: true });
});

async function open(options: Partial<MapFileOptions> = {}): Promise<MapFile> {
  const map = await MapFile.open({ path, suite, ...options });
  openMaps.push(map);
  return map;
}
async function closed(map: MapFile): Promise<Buffer> {
  await map.close();
  return readFileSync(path);
}
const hexOf = (map: MapFile) => Buffer.from(map.newest.root.hash).toString('hex');

describe('MapFile', () => {
  it('open() makes an empty map and finds it again', async () => {
    const map = await open();
    expect(map.newest).toMatchObject({ sequence: 0, covers: 0, root: { count: 0 } });
    await map.close();
    expect((await open()).newest.root.count).toBe(0);
  });

  it('commit() makes a state that is found again, with the root of the sorted entries', async () => {
    const map = await open();
    await map.commit(entries(0, 500), 10);
    await map.commit(entries(250, 750, 1), 20);
    const all = [...entries(0, 500), ...entries(250, 750, 1)];
    expect(hexOf(map)).toBe(rootHex(all));
    await map.close();
    const again = await open();
    expect(hexOf(again)).toBe(rootHex(all));
    expect(again.newest).toMatchObject({ sequence: 2, covers: 20, root: { count: 750 } });
    expect([...recordsBelow(again.newest.source, again.newest.root, Buffer.alloc(0))]).toHaveLength(750);
  });

  it('proofs come from one state while a batch is written, and from older states after it', async () => {
    const map = await open();
    await map.commit(entries(0, 300), 10);
    const before = map.newest;
    const batch = await map.begin();
    for (const update of entries(0, 300, 1)) batch.set(update);
    const root = await batch.prepare();
    expect(map.newest).toEqual(before);
    const proved = proveLookup(suite, before, key(7));
    expect(verifyLookup(suite, before.root.hash, proved)).toBe(true);
    expect(Buffer.from(proved.value ?? []).toString()).toBe('value 7.0');
    await batch.commit(20);
    expect(map.newest.root).toEqual(root);
    expect(proveLookup(suite, map.stateCovering(10), key(7))).toEqual(proved);
    const none = provePrefix(suite, map.newest, Buffer.from('none'));
    expect(verifyEntriesBelow(suite, root.hash, { ...none, entries: [] })).toBe(true);
    expect(() => map.stateCovering(15)).toThrow(expect.objectContaining({ code: 'NO_SUCH_STATE' }));
  });

  it('a batch reads its own changes, and leaves nothing when it is abandoned', async () => {
    const map = await open();
    await map.commit(entries(0, 50), 1);
    const before = hexOf(map);
    const batch = await map.begin();
    batch.set({ ...entry(3, 9), annex: Buffer.from('kept beside') });
    expect(Buffer.from(batch.get(key(3))?.annex ?? []).toString()).toBe('kept beside');
    expect(batch.get(key(999))).toBeUndefined();
    await batch.prepare();
    batch.abandon();
    expect(() => batch.set(entry(1, 1))).toThrow(expect.objectContaining({ code: 'CLOSED' }));
    expect(hexOf(map)).toBe(before);
    await map.commit(entries(50, 51), 2);
    await map.close();
    expect(hexOf(await open())).toBe(rootHex(entries(0, 51)));
  });

  it('pages of an abandoned batch are not taken for those that come to stand in their places', async () => {
    const map = await open();
    await map.commit(entries(0, 300), 1);
    const batch = await map.begin();
    for (const update of entries(0, 300, 1)) batch.set(update);
    await batch.prepare();
    batch.abandon();
    await map.commit(entries(0, 300, 2), 2);
    const { source, root } = map.newest;
    expect([...recordsBelow(source, root, Buffer.alloc(0))]).toHaveLength(300);
    expect(rootHex([...recordsBelow(source, root, Buffer.alloc(0))])).toBe(hexOf(map));
    await map.commit(entries(100, 101, 3), 3);
    expect(hexOf(map)).toBe(rootHex([...entries(0, 300, 2), ...entries(100, 101, 3)]));
  });

  it('reads the same however little memory it has for pages', async () => {
    const map = await open({ cacheBytes: 4_000 });
    for (let step = 0; step < 4; step += 1) await map.commit(entries(step * 100, step * 100 + 300, step), step + 1);
    const all = Array.from({ length: 4 }, (_, step) => entries(step * 100, step * 100 + 300, step)).flat();
    expect(hexOf(map)).toBe(rootHex(all));
    expect(rootHex([...recordsBelow(map.newest.source, map.newest.root, Buffer.alloc(0))])).toBe(hexOf(map));
  });

  it('batches wait for each other, and a closed map takes none', async () => {
    const map = await open();
    await Promise.all([map.commit(entries(0, 40), 1), map.commit(entries(40, 90), 2), map.commit(entries(90, 95), 3)]);
    expect(map.newest).toMatchObject({ sequence: 3, root: { count: 95 } });
    await expect(map.commit([], 2)).rejects.toThrow(RangeError);
    await map.close();
    await expect(map.begin()).rejects.toMatchObject({ code: 'CLOSED' });
    expect(() => proveLookup(suite, map.newest, key(1))).toThrow(expect.objectContaining({ code: 'CLOSED' }));
  });

  it('a second writer is refused until the first has closed', async () => {
    const map = await open();
    await expect(open()).rejects.toMatchObject({ code: 'IN_USE' });
    await map.close();
    expect((await open()).newest.sequence).toBe(0);
  });
});

describe('a damaged disk', () => {
  it('a file cut at any byte of its last batches is refused, and never read as an older state', async () => {
    const map = await open();
    for (let step = 0; step < 2; step += 1) await map.commit(entries(step * 2, step * 2 + 3, step), step + 1);
    const lastBegins = statSync(path).size;
    await map.commit(entries(4, 7, 2), 3);
    const whole = await closed(map);
    // Every byte of a head and of what the last batch wrote, and bytes all over what stands between them.
    const step = (length: number) => (length > COMMIT_RECORD_BYTES && length < lastBegins ? 61 : 1);
    for (let length = 0; length < whole.length; length += step(length)) {
      writeFileSync(path, whole.subarray(0, length));
      const code = length < COMMIT_RECORD_BYTES ? 'DAMAGED' : 'TRUNCATED';
      await expect(open(), `cut at ${length}`).rejects.toMatchObject({ code });
    }
    writeFileSync(path, whole);
    expect((await open()).newest.sequence).toBe(3);
  });

  it('a crash at any byte of a batch leaves the state before it, or the whole of it', async () => {
    const map = await open();
    await map.commit(entries(0, 9), 1);
    const before = await closed(map);
    const roots = [hexOf(map)];
    const next = await open();
    await next.commit(entries(7, 11, 1), 2);
    roots.push(hexOf(next));
    const after = await closed(next);
    for (let length = before.length; length <= after.length; length += 1) {
      // The head is written last: it is still the one of the state before.
      writeFileSync(path, Buffer.concat([before.subarray(0, FRAMES_AT), after.subarray(FRAMES_AT, length)]));
      const crashed = await open();
      expect(hexOf(crashed), `cut at ${length}`).toBe(roots[length === after.length ? 1 : 0]);
      await crashed.close();
    }
  });

  it('a crash at any byte of the head leaves the newest state', async () => {
    const map = await open();
    await map.commit(entries(0, 9), 1);
    const before = await closed(map);
    const next = await open();
    await next.commit(entries(7, 11, 1), 2);
    const after = await closed(next);
    for (let cut = 0; cut <= COMMIT_RECORD_BYTES; cut += 5) {
      const torn = Buffer.from(after);
      before.copy(torn, SLOTS_AT[0] + cut, SLOTS_AT[0] + cut, SLOTS_AT[0] + COMMIT_RECORD_BYTES);
      writeFileSync(path, torn);
      const crashed = await open();
      expect(crashed.newest.sequence, `torn at ${cut}`).toBe(2);
      await crashed.close();
    }
  });

  it('after one flipped bit anywhere the newest state is read whole or not at all', async () => {
    const map = await open();
    await map.commit(entries(0, 12), 1);
    await map.commit(entries(9, 14, 1), 2);
    const whole = await closed(map);
    const newest = hexOf(map);
    const all = rootHex([...entries(0, 12), ...entries(9, 14, 1)]);
    expect(newest).toBe(all);
    const outcomes = { read: 0, refused: 0 };
    // Nothing stands between the two heads, nor between them and the pages.
    const step = (at: number) => (at < FRAMES_AT && at % SLOTS_AT[1] >= COMMIT_RECORD_BYTES ? 97 : 3);
    for (let at = 0; at < whole.length; at += step(at)) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] as number) ^ (1 << (at % 8));
      writeFileSync(path, flipped);
      const read = await readAll().catch((error) => error.code);
      expect(['DAMAGED', newest], `flipped at ${at}`).toContain(read);
      outcomes[read === newest ? 'read' : 'refused'] += 1;
    }
    expect(outcomes.refused).toBeGreaterThan(200);
    expect(outcomes.read).toBeGreaterThan(COMMIT_RECORD_BYTES / 3);
  });

  it('an older copy of the file is refused where its owner says what was published', async () => {
    const map = await open();
    await map.commit(entries(0, 30), 5);
    const older = await closed(map);
    const next = await open();
    await next.commit(entries(30, 60), 9);
    const root = next.newest.root.hash;
    await next.close();
    writeFileSync(path, older);
    await expect(open({ published: { covers: 9 } })).rejects.toMatchObject({ code: 'ROLLED_BACK' });
    await expect(open({ published: { covers: 5, root } })).rejects.toMatchObject({ code: 'ROLLED_BACK' });
    expect((await open({ published: { covers: 5, root: map.newest.root.hash } })).newest.covers).toBe(5);
  });

  it('what is no map is refused', async () => {
    writeFileSync(path, 'no map');
    await expect(open()).rejects.toMatchObject({ code: 'DAMAGED' });
    await expect(MapFile.open({ path: join(folder, 'none', 'map'), suite })).rejects.toMatchObject({
      code: 'DISK_FAILED',
    });
  });

  async function readAll(): Promise<string> {
    const map = await open();
    try {
      const { source, root } = map.newest;
      const found = [...recordsBelow(source, root, Buffer.alloc(0))];
      return rootHex(found) === hexOf(map) ? hexOf(map) : 'silently wrong';
    } finally {
      await map.close();
    }
  }
});

describe('a disk that refuses', () => {
  const failing = (when: { fails: string | undefined; after: number }): Disk => ({
    write: async (fd, bytes, position) => {
      if (when.fails === undefined) return nodeDisk.write(fd, bytes, position);
      if (when.after > 0) {
        when.after -= 1;
        return nodeDisk.write(fd, bytes.subarray(0, Math.ceil(bytes.length / 2)), position);
      }
      throw Object.assign(new Error('refused'), { code: when.fails });
    },
    sync: async (fd) => {
      if (when.fails === 'EIO') throw Object.assign(new Error('refused'), { code: 'EIO' });
      await nodeDisk.sync(fd);
    },
  });

  it.each([
    ['ENOSPC', 'DISK_FULL', 0],
    ['ENOSPC', 'DISK_FULL', 1],
    ['EDQUOT', 'DISK_FULL', 0],
    ['EROFS', 'READ_ONLY', 0],
    ['EIO', 'DISK_FAILED', 99],
  ])(
    '%s is %s, changes nothing, and the same batch goes through later (after %i writes)',
    async (fails, code, after) => {
      const when: { fails: string | undefined; after: number } = { fails: undefined, after };
      const map = await open({ disk: failing(when) });
      await map.commit(entries(0, 50), 1);
      const before = hexOf(map);
      when.fails = fails;
      await expect(map.commit(entries(0, 80, 1), 2)).rejects.toMatchObject({ code });
      expect(hexOf(map)).toBe(before);
      copyFileSync(path, join(folder, 'crashed'));
      const crashed = await open({ path: join(folder, 'crashed') });
      expect(hexOf(crashed)).toBe(before);
      when.fails = undefined;
      await map.commit(entries(0, 80, 1), 2);
      expect(hexOf(map)).toBe(rootHex(entries(0, 80, 1)));
      await map.close();
      expect(hexOf(await open())).toBe(rootHex(entries(0, 80, 1)));
    },
  );
});

describe('compact()', () => {
  it('keeps the states asked for, while batches go on, and the file shrinks', async () => {
    const map = await open();
    for (let step = 0; step < 12; step += 1) await map.commit(entries(0, 400, step), step + 1);
    const fileBytes = statSync(path).size;
    const published = map.stateCovering(12);
    const kept = proveLookup(suite, published, key(1));
    const compacted = map.compact(12);
    await map.commit(entries(390, 420, 99), 13);
    await compacted;
    expect(statSync(path).size).toBeLessThan(fileBytes / 4);
    expect(proveLookup(suite, map.stateCovering(12), key(1))).toEqual(kept);
    expect(proveLookup(suite, published, key(1))).toEqual(kept);
    expect(() => map.stateCovering(11)).toThrow(expect.objectContaining({ code: 'NO_SUCH_STATE' }));
    const all = rootHex([...entries(0, 400, 11), ...entries(390, 420, 99)]);
    expect(hexOf(map)).toBe(all);
    await map.commit(entries(420, 430), 14);
    await map.close();
    const again = await open();
    expect(hexOf(again)).toBe(rootHex([...entries(0, 400, 11), ...entries(390, 420, 99), ...entries(420, 430)]));
    expect(again.stateCovering(12).root.hash).toEqual(published.root.hash);
    expect(() => proveLookup(suite, published, key(1))).toThrow(expect.objectContaining({ code: 'CLOSED' }));
  });

  it('a failed one leaves the old file, and what it left is removed when the map is opened', async () => {
    let fails = false;
    const disk: Disk = {
      ...nodeDisk,
      sync: async (fd) => {
        if (fails) throw Object.assign(new Error('refused'), { code: 'ENOSPC' });
        await nodeDisk.sync(fd);
      },
    };
    const map = await open({ disk });
    await map.commit(entries(0, 100), 1);
    fails = true;
    await expect(map.compact()).rejects.toMatchObject({ code: 'DISK_FULL' });
    fails = false;
    await map.commit(entries(100, 110), 2);
    await map.compact();
    expect(map.isCompactionDue).toBe(false);
    await map.close();
    writeFileSync(`${path}.new`, 'half a file');
    truncateSync(`${path}.new`, 3);
    expect(hexOf(await open())).toBe(rootHex(entries(0, 110)));
    expect(() => statSync(`${path}.new`)).toThrow();
  });
});
