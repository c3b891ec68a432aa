// SPDX-License-Identifier: Apache-2.0
import { encodeLeaf, mapFnId, parseLeaf } from '@touchstone/statements';
import {
  decodeSubjectValue,
  mapRootOf,
  proveLookup,
  sortEntries,
  verifyLookup,
} from '@touchstone/transparency-log/map';
import { describe, expect, it } from 'vitest';
import { LogKeepingError } from '../log-keeping-error.ts';
import { emptyMemoryDisk, openMemoryStore } from '../storage/memory-store.ts';
import { type MapPlace, openMemoryMap, openSubjectMap } from './subject-map.ts';
import { auditFiles, codeOf, entry, openTestLog, suite } from './testing/log-for-tests.ts';
import { StoppingStore } from './testing/stopping-store.ts';

const key = (party: number, thing: number) => {
  const bytes = new Uint8Array(64).fill(party, 0, 32).fill(thing, 32);
  return bytes;
};
/** A statement's leaf about some of nine subjects. */
function leaf(number: number): Uint8Array {
  const keys = number % 5 === 0 ? [key(1, 1), key(2, number % 3)] : [key(1 + (number % 3), number % 2)];
  return encodeLeaf({ type: 'statement', subjectKeys: keys, commitment: entry(number, 32) });
}

/** MAP_FN_DESCRIPTION, 1 and 2, word by word and from scratch. */
function slowMapRoot(entries: readonly Uint8Array[]): Uint8Array {
  const lists = new Map<string, Uint8Array[]>();
  entries.forEach((bytes, index) => {
    const parsed = bytes[0] === 1 ? parseLeaf(bytes) : undefined;
    if (parsed?.type !== 'statement') return;
    const at = Buffer.alloc(8);
    at.writeBigUInt64BE(BigInt(index));
    const hash = suite.sha256(Buffer.concat([Uint8Array.of(0), bytes]));
    for (const each of parsed.subjectKeys) {
      const name = Buffer.from(each).toString('hex');
      lists.set(name, [...(lists.get(name) ?? []), Buffer.concat([at, hash])]);
    }
  });
  const root = (list: readonly Uint8Array[]): Uint8Array => {
    if (list.length === 1) return suite.sha256(Buffer.concat([Uint8Array.of(0), list[0] as Uint8Array]));
    let split = 1;
    while (split * 2 < list.length) split *= 2;
    return suite.sha256(Buffer.concat([Uint8Array.of(1), root(list.slice(0, split)), root(list.slice(split))]));
  };
  const values = [...lists].map(([name, list]) => {
    const count = Buffer.alloc(8);
    count.writeBigUInt64BE(BigInt(list.length));
    return { key: Buffer.from(name, 'hex'), value: Buffer.concat([count, root(list)]) };
  });
  return mapRootOf(suite, sortEntries(values));
}

/** The index roots of a log, each held against the map that its leaves alone make. */
function auditMap(entries: readonly Uint8Array[]): number {
  let roots = 0;
  entries.forEach((bytes, index) => {
    const parsed = bytes[0] === 2 ? parseLeaf(bytes) : undefined;
    if (parsed?.type !== 'index-root') return;
    roots += 1;
    expect(parsed.size).toBe(index);
    expect(parsed.mapFnId).toEqual(mapFnId(suite.sha256));
    expect(Buffer.from(parsed.mapRoot)).toEqual(Buffer.from(slowMapRoot(entries.slice(0, index))));
  });
  expect(entries.at(-1)?.[0]).toBe(2);
  return roots;
}

describe('a log with a map', () => {
  it('ends every published tree with the root of the map over all leaves before', async () => {
    const disk = emptyMemoryDisk();
    const place = openMemoryMap(suite);
    const log = await openTestLog({ store: openMemoryStore(disk), map: openSubjectMap(suite, place), batchCount: 7 });
    for (const count of [1, 20, 40]) {
      for (let index = 0; index < count; index += 1) log.append(leaf(index));
      const tree = await log.flush();
      expect(tree?.mapRoot).toEqual(place.newest.root.hash);
    }
    expect(log.status()).toMatchObject({ size: 64, published: 64 });
    expect(await log.flush()).toEqual(log.latest());
    const entries = await auditFiles((path) => disk.files.get(path));
    expect(auditMap(entries)).toBe(3);
    const state = { source: place.source, root: place.newest.root };
    const { value, proof } = proveLookup(suite, state, key(1, 1));
    expect(verifyLookup(suite, place.newest.root.hash, { key: key(1, 1), value, proof })).toBe(true);
    expect(decodeSubjectValue(value as Uint8Array).count).toBe(
      entries.filter((bytes) => bytes[0] === 1 && Buffer.from(bytes).includes(Buffer.from(key(1, 1)))).length,
    );
    await log.close();
  });

  it('goes on after a stop between every two steps, with a map of its own or one that was lost', async () => {
    const run = async (stopAt: number, disk = emptyMemoryDisk()) => {
      const place = openMemoryMap(suite);
      const stopping = new StoppingStore(openMemoryStore(disk), stopAt);
      const work = (async () => {
        const log = await openTestLog({ store: stopping.store, map: openSubjectMap(suite, place) });
        for (let round = 0; round < 2; round += 1) {
          for (let index = 0; index < 3; index += 1) log.append(leaf(index));
          await log.flush();
        }
        await log.close();
      })();
      await Promise.race([work, stopping.stopped.promise]);
      return { stopping, place, disk };
    };
    const whole = await run(Number.POSITIVE_INFINITY);
    for (let stopAt = 0; stopAt < whole.stopping.steps; stopAt += 1) {
      const { disk, place } = await run(stopAt);
      // Either the map survived as far as it got, or its disk did not.
      const map = openSubjectMap(suite, stopAt % 2 === 0 ? place : openMemoryMap(suite));
      const again = await openTestLog({ store: openMemoryStore(disk), map });
      again.append(leaf(9));
      await again.flush();
      await again.close();
      auditMap(await auditFiles((path) => disk.files.get(path), disk.files.keys()));
    }
  });

  it('seals a shard with the last root of its map', async () => {
    const place = openMemoryMap(suite);
    const log = await openTestLog({ store: openMemoryStore(), map: openSubjectMap(suite, place) });
    log.append(leaf(0));
    expect((await log.seal()).mapRoot).toEqual(place.newest.root.hash);
    await log.close();
  });

  it('is refused with a map that covers more than the log', async () => {
    const place = openMemoryMap(suite);
    await (await place.begin()).commit(5);
    const opened = openTestLog({ store: openMemoryStore(), map: openSubjectMap(suite, place) });
    expect(await codeOf(opened)).toBe('ROLLED_BACK');
  });
});

describe('a map whose place fails', () => {
  function failing(code: string | undefined) {
    const place = openMemoryMap(suite);
    const control = { code, compactions: 0 };
    const map: MapPlace = {
      get newest() {
        return place.newest;
      },
      isCompactionDue: true,
      compact: async () => {
        control.compactions += 1;
        throw new Error('not today');
      },
      begin: async () => {
        const changes = await place.begin();
        const check = () => {
          if (control.code !== undefined) throw Object.assign(new Error('fails'), { code: control.code });
        };
        return {
          ...changes,
          set: (update) => {
            if (control.code === 'AT_SET') check();
            changes.set(update);
          },
          commit: async (covers) => {
            check();
            await changes.commit(covers);
          },
        };
      },
    };
    return { control, map };
  }

  it.each([
    ['DISK_FULL', 'NO_SPACE'],
    ['READ_ONLY', 'READ_ONLY'],
  ])('with %s is tried again: entries stay sequenced, and the next root has them all', async (code, expected) => {
    const disk = emptyMemoryDisk();
    const { control, map } = failing(code);
    const log = await openTestLog({ store: openMemoryStore(disk), map: openSubjectMap(suite, map) });
    const kept = log.append(leaf(0));
    expect(await codeOf(log.flush())).toBe(expected);
    expect(await kept.sequenced).toEqual({ index: 0 });
    control.code = undefined;
    log.append(leaf(1));
    await log.flush();
    await log.close();
    expect(auditMap(await auditFiles((path) => disk.files.get(path)))).toBe(1);
    expect(control.compactions).toBe(1);
  });

  it.each(['AT_SET', 'DAMAGED'])('with %s stops the log', async (code) => {
    const { control, map } = failing(code);
    const log = await openTestLog({ store: openMemoryStore(), map: openSubjectMap(suite, map) });
    log.append(leaf(0));
    expect(await codeOf(log.flush())).toBe('STORAGE_FAILED');
    control.code = undefined;
    expect(log.status().trouble).toBeInstanceOf(LogKeepingError);
    await log.close();
  });
});
