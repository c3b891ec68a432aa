// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeLeaf } from '@touchstone/statements';
import { afterEach, describe, expect, it } from 'vitest';
import { MapFile } from '../map-file/map-file.ts';
import { openFileStore } from '../storage/file-store.ts';
import { openSubjectMap } from './subject-map.ts';
import { codeOf, entry, openTestLog, suite } from './testing/log-for-tests.ts';

const directories: string[] = [];
afterEach(async () => {
  for (const directory of directories.splice(0)) await rm(directory, { recursive: true, force: true });
});

function leaf(number: number): Uint8Array {
  const subjectKeys = [new Uint8Array(64).fill(number % 50)];
  return encodeLeaf({ type: 'statement', subjectKeys, commitment: entry(number, 32) });
}

describe('a log and its map on disk', () => {
  it('are opened again where they were, and a map that was lost comes out the same', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'log-'));
    directories.push(directory);
    const path = join(directory, 'subjects.map');
    const opened = async () => {
      const file = await MapFile.open({ path, suite });
      const map = openSubjectMap(suite, file);
      const log = await openTestLog({ store: await openFileStore(join(directory, 'log')), map });
      const close = async () => {
        await log.close();
        await file.close();
      };
      return { file, log, close };
    };
    const first = await opened();
    for (let index = 0; index < 700; index += 1) first.log.append(leaf(index));
    await first.log.flush();
    await first.close();
    const second = await opened();
    expect(second.file.newest.covers).toBe(700);
    for (let index = 0; index < 100; index += 1) second.log.append(leaf(index));
    const tree = await second.log.flush();
    expect(tree?.mapRoot).toEqual(second.file.newest.root.hash);
    expect(second.file.stateCovering(801).root.hash).toEqual(tree?.mapRoot);
    await second.close();
    await rm(path);
    const third = await opened();
    expect(third.log.latest()).toEqual(tree);
    expect(third.file.newest).toMatchObject({ covers: 801, root: { hash: tree?.mapRoot, count: 50 } });
    await third.close();
    const other = await MapFile.open({ path: join(directory, 'other.map'), suite });
    await other.commit([{ key: new Uint8Array(64), value: new Uint8Array(40) }], 801);
    const opening = openTestLog({
      store: await openFileStore(join(directory, 'log')),
      map: openSubjectMap(suite, other),
    });
    expect(await codeOf(opening)).toBe('CORRUPT');
    await other.close();
  });
});
