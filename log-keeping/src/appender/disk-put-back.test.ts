// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { decodeHead, encodeHead } from '../storage/head.ts';
import { emptyMemoryDisk, type MemoryDisk, openMemoryStore } from '../storage/memory-store.ts';
import type { LogOptions } from './log.ts';
import { codeOf, entry, ORIGIN, openTestLog, signer } from './testing/log-for-tests.ts';
import { snapshot } from './testing/failing-storage.ts';

describe('a disk that was put back', () => {
  async function grown(): Promise<{ early: MemoryDisk; late: MemoryDisk; roots: Uint8Array[] }> {
    const late = emptyMemoryDisk();
    const log = await openTestLog({ store: openMemoryStore(late) });
    const roots: Uint8Array[] = [];
    log.append(entry(0));
    roots.push((await log.flush())?.root as Uint8Array);
    const early = snapshot(late);
    for (let index = 1; index < 400; index += 1) log.append(entry(index));
    roots.push((await log.flush())?.root as Uint8Array);
    await log.close();
    return { early, late, roots };
  }
  const opening = (disk: MemoryDisk, more: Partial<LogOptions> = {}) =>
    codeOf(openTestLog({ store: openMemoryStore(disk), ...more }));

  it('is refused when its checkpoint is ahead of its head, or behind it', async () => {
    const { early, late } = await grown();
    const { head, ...headless } = late;
    expect(await opening({ ...late, head: early.head as Uint8Array })).toBe('ROLLED_BACK');
    expect(await opening(headless)).toBe('ROLLED_BACK');
    const again = await openTestLog({ store: openMemoryStore(late) });
    await again.append(entry(400)).sequenced;
    await again.close();
    const files = new Map(late.files).set('checkpoint', early.files.get('checkpoint') as Uint8Array);
    expect(await opening({ ...late, files })).toBe('ROLLED_BACK');
  });

  it('is refused when others have seen more, or something else', async () => {
    const { early, late, roots } = await grown();
    expect(await opening(early, { known: [{ size: 400 }] })).toBe('ROLLED_BACK');
    expect(await opening(late, { known: [{ size: 400, root: roots[0] as Uint8Array }] })).toBe('FORKED');
    expect(await opening(late, { known: [{ size: 1, root: roots[1] as Uint8Array }] })).toBe('FORKED');
    const known = [{ size: 1, root: roots[0] as Uint8Array }, { size: 400, root: roots[1] as Uint8Array }, { size: 0 }];
    expect(await opening(late, { known })).toBe('nothing was thrown');
  });

  it('stops a log that runs, once a witness has said what it saw', async () => {
    const log = await openTestLog({ store: openMemoryStore() });
    log.append(entry(0));
    await log.flush();
    await log.checkKnown({ size: 1 });
    expect(await codeOf(log.checkKnown({ size: 2 }))).toBe('ROLLED_BACK');
    expect(await codeOf(log.append(entry(1)).sequenced)).toBe('ROLLED_BACK');
    await log.close();
  });

  it('is refused when tiles, batches or head contradict each other, or belong to another log', async () => {
    const { late } = await grown();
    const files = (path: string, bytes: Uint8Array | undefined) => {
      const changed = new Map(late.files);
      if (bytes === undefined) changed.delete(path);
      else changed.set(path, bytes);
      return { ...late, files: changed };
    };
    const tile = (late.files.get('tile/0/001.p/144') as Uint8Array).slice();
    tile[0] = (tile[0] as number) ^ 1;
    expect(await opening(files('tile/0/001.p/144', tile))).toBe('CORRUPT');
    expect(await opening(files('tile/0/001.p/144', undefined))).toBe('CORRUPT');
    expect(await opening(files('checkpoint', new Uint8Array([255])))).toBe('CORRUPT');
    expect(await opening(files('checkpoint', new TextEncoder().encode('no note\n')))).toBe('CORRUPT');
    expect(
      await opening(late, {
        origin: 'other.test',
        signers: [{ ...signer, key: { ...signer.key, name: 'other.test' } }],
      }),
    ).toBe('WRONG_LOG');
    const head = {
      origin: ORIGIN,
      size: 500,
      root: new Uint8Array(32),
      batch: { first: 400, digest: new Uint8Array(32) },
      published: 400,
    };
    expect(await opening({ ...late, head: encodeHead(head) })).toBe('CORRUPT');
    expect(await opening({ ...late, head: encodeHead({ ...head, size: 400 }) })).toBe('FORKED');
  });

  it('is refused when a batch is there that does not end where the next one, or the head, begins', async () => {
    const disk = emptyMemoryDisk();
    const log = await openTestLog({ store: openMemoryStore(disk) });
    log.append(entry(0));
    await log.flush();
    for (const index of [1, 2]) await log.append(entry(index)).sequenced;
    await log.close();
    const head = decodeHead(disk.head as Uint8Array);
    const said: string[] = [];
    for (const size of [head.size, head.size + 1]) {
      const refused = openTestLog({
        store: openMemoryStore({ ...snapshot(disk), head: encodeHead({ ...head, size }) }),
      });
      said.push(await refused.then((again) => again.close().then(() => 'opened')).catch(({ at }) => String(at)));
    }
    // Named by the batch: a root that is not the head's says only that something is wrong somewhere.
    expect(said).toEqual(['opened', `batch from ${head.batch.first}`]);
  });
});
