// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import published from '../../vectors/tlog-tiles-paths.json' with { type: 'json' };
import { rootOfRange } from '../merkle/compact-range.ts';
import { hashLeaf } from '../merkle/hashing.ts';
import { nodeLogSuite as suite } from '../suites/node-suite.ts';
import { caught } from '../tests/caught.ts';
import { entriesOf, LogDirectory } from '../tests/log-directory.ts';
import { slowRoot } from '../tests/slow-tree.ts';
import { decodeBundle, decodeEntries, encodeBundle, verifyBundle } from './bundle.ts';
import { EMPTY_LOG, integrate } from './integrate.ts';
import { proveInclusion } from './prove.ts';
import { hashesOfTile, readBundle, readTile } from './read-tiles.ts';
import { resumeLog } from './resume.ts';
import { bundlePath, bundlesFor, parseLogPath, tileOfTree, tilePath, tilesFor, tilesOfTree } from './tile.ts';

describe('tilePath() and parseLogPath()', () => {
  it('write the index as published', () => {
    expect(tilePath({ level: 0, index: 1_234_067, width: 256 })).toBe(`tile/0/${published.index1234067}`);
  });

  it.each([
    ['tile/0/000', { kind: 'tile', level: 0, index: 0, width: 256 }],
    ['tile/63/999.p/255', { kind: 'tile', level: 63, index: 999, width: 255 }],
    ['tile/2/x001/000.p/1', { kind: 'tile', level: 2, index: 1_000, width: 1 }],
    ['tile/1/x009/x007/x199/x254/x740/991', { kind: 'tile', level: 1, index: 9_007_199_254_740_991, width: 256 }],
    ['tile/entries/x001/x234/067.p/9', { kind: 'entries', index: 1_234_067, width: 9 }],
    ['tile/entries/012', { kind: 'entries', index: 12, width: 256 }],
  ] as const)('agree on %s', (path, address) => {
    expect(parseLogPath(path)).toEqual(address);
    expect(address.kind === 'tile' ? tilePath(address) : bundlePath(address)).toBe(path);
  });

  it('know the path of the checkpoint', () => {
    expect(parseLogPath('checkpoint')).toEqual({ kind: 'checkpoint' });
  });

  it.each([
    ...published.validPaths_sumdb_style,
    '',
    'checkpoint/',
    '/tile/0/000',
    'tile/0/000/',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/0/0',
    'tile/0/0000',
    'tile/0/x000/001',
    'tile/0/x0001/001',
    'tile/0/001/002',
    'tile/0/x001/x002',
    'tile/0/X001/002',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000.p/1/2',
    'tile/0/000\n',
    'tile/0/../000',
    'tile/0/%30%30%30',
    'tile/0/x009/x007/x199/x254/x740/992',
    'tile/0/x001/x009/x007/x199/x254/x740/991',
    'tile/entry/000',
    'tile/entries/x000/001',
  ])('refuse %j with BAD_TILE_PATH', (path) => {
    expect(caught(() => parseLogPath(path))).toMatchObject({ code: 'BAD_TILE_PATH' });
  });

  it.each([
    [{ level: 64, index: 0, width: 256 }, 'BAD_TILE'],
    [{ level: -1, index: 0, width: 256 }, 'BAD_TILE'],
    [{ level: 0.5, index: 0, width: 256 }, 'BAD_TILE'],
    [{ level: 0, index: 0, width: 0 }, 'BAD_TILE'],
    [{ level: 0, index: 0, width: 257 }, 'BAD_TILE'],
    [{ level: 0, index: 0, width: 1.5 }, 'BAD_TILE'],
    [{ level: 0, index: -1, width: 256 }, 'BAD_SIZE'],
    [{ level: 0, index: 2 ** 53, width: 256 }, 'BAD_SIZE'],
  ])('refuse the address %j with %s', (address, code) => {
    expect(caught(() => tilePath(address))).toMatchObject({ code });
  });
});

describe('tilesFor()', () => {
  const count = (size: number, level: number) => {
    const tiles = tilesOfTree(size).filter((tile) => tile.level === level);
    return {
      full: tiles.filter(({ width }) => width === 256).length,
      part: tiles.find(({ width }) => width < 256)?.width,
    };
  };

  it('has the tiles that are published for 70,000 and 256 entries', () => {
    const { size70000, size256 } = published;
    expect(count(70_000, 0)).toEqual({ full: size70000.fullLevel0, part: size70000.partialLevel0Width });
    expect(count(70_000, 1)).toEqual({ full: size70000.fullLevel1, part: size70000.partialLevel1Width });
    expect(count(70_000, 2)).toEqual({ full: 0, part: size70000.partialLevel2Width });
    expect(count(256, 0)).toEqual({ full: size256.fullLevel0, part: undefined });
    expect(count(256, 1)).toEqual({ full: 0, part: size256.partialLevel1Width });
  });

  it('names what a batch writes, and nothing for none', () => {
    expect(tilesFor(256, 257)).toEqual([{ level: 0, index: 1, width: 1 }]);
    expect(tilesFor(255, 256)).toEqual([
      { level: 0, index: 0, width: 256 },
      { level: 1, index: 0, width: 1 },
    ]);
    expect(tilesFor(300, 300)).toEqual([]);
    expect(bundlesFor(250, 600)).toEqual([
      { index: 0, width: 256 },
      { index: 1, width: 256 },
      { index: 2, width: 88 },
    ]);
  });

  it.each([
    [5, 4, 'BAD_RANGE'],
    [-1, 4, 'BAD_SIZE'],
    [0, 2 ** 53, 'BAD_SIZE'],
    [0.5, 1, 'BAD_SIZE'],
  ])('refuses to grow from %d to %d with %s', (oldSize, newSize, code) => {
    expect(caught(() => tilesFor(oldSize, newSize))).toMatchObject({ code });
  });

  it('has no tile where the tree does not reach', () => {
    expect(caught(() => tileOfTree(256, 0, 1))).toMatchObject({ code: 'BAD_RANGE' });
  });
});

describe('integrate()', () => {
  it('writes the same files, byte by byte, however the entries are cut into batches', () => {
    const total = 66_000;
    const whole = new LogDirectory();
    whole.append(entriesOf(total));
    expect(new Set(whole.files.keys())).toEqual(
      new Set([...tilesOfTree(total).map(tilePath), ...bundlesFor(0, total).map(bundlePath)]),
    );
    const parts = new LogDirectory();
    for (let from = 0, step = 1; from < total; from += step, step = (step * 7) % 4_099) {
      parts.append(entriesOf(Math.min(step, total - from), from));
    }
    parts.dropSupersededParts();
    for (const [path, bytes] of whole.files) {
      expect(sha(parts.files.get(path))).toBe(sha(bytes));
    }
    expect(rootOfRange(suite, parts.state.range)).toEqual(rootOfRange(suite, whole.state.range));
    const { files } = parts;
    // Of parts that were outgrown without ever being full, only those of checkpoints in between are left.
    expect(
      [...files.keys()].every((path) => !path.includes('.p/') || !whole.files.has(path.replace(/\.p.*/, ''))),
    ).toBe(true);
  });

  it('emits exactly what tilesFor() and bundlesFor() name, with the bytes that MTH gives', () => {
    fc.assert(
      fc.property(fc.nat(600), fc.nat(600), (before, more) => {
        const first = integrate(suite, EMPTY_LOG, entriesOf(before));
        const kept = JSON.stringify(first.state);
        const entries = entriesOf(before + more);
        const { state, tiles, bundles, leafHashes } = integrate(suite, first.state, entries.slice(before));
        expect(tiles.map(({ tile }) => tile)).toEqual(tilesFor(before, before + more));
        expect(bundles.map(({ bundle }) => bundle)).toEqual(bundlesFor(before, before + more));
        expect(leafHashes).toHaveLength(more);
        expect(JSON.stringify(first.state)).toBe(kept);
        for (const { tile, bytes } of tiles) {
          const span = 256 ** tile.level;
          const hashes = Array.from({ length: tile.width }, (_, at) => {
            const from = (tile.index * 256 + at) * span;
            return encodeHex(slowRoot(entries.slice(from, from + span)));
          });
          expect(encodeHex(bytes)).toBe(hashes.join(''));
        }
        for (const { bundle, bytes } of bundles) {
          const from = bundle.index * 256;
          expect(decodeBundle(bytes, bundle.width)).toEqual(entries.slice(from, from + bundle.width));
        }
        expect(state.range.size).toBe(before + more);
      }),
      { numRuns: 12 },
    );
  });

  it('refuses an entry that no bundle can hold before anything is written', () => {
    const entries = [Uint8Array.of(1), new Uint8Array(65_536)];
    expect(caught(() => integrate(suite, EMPTY_LOG, entries))).toMatchObject({ code: 'TOO_LARGE' });
    expect(integrate(suite, EMPTY_LOG, [new Uint8Array(65_535), new Uint8Array(0)]).state.range.size).toBe(2);
  });
});

describe('decodeBundle()', () => {
  const bundle = encodeBundle([Uint8Array.of(1, 2, 3), new Uint8Array(0), new Uint8Array(300)]);

  it('gives back the entries', () => {
    expect(decodeBundle(bundle, 3).map((entry) => entry.length)).toEqual([3, 0, 300]);
    expect(decodeEntries(bundle, 2)).toMatchObject({ length: 7 });
  });

  it.each([
    ['an entry too few', bundle, 4],
    ['an entry too many', bundle, 2],
    ['its last byte missing', bundle.subarray(0, -1), 3],
    ['half a length', bundle.subarray(0, 8), 3],
    ['a byte too many', Uint8Array.of(...bundle, 0), 3],
    ['no entries at all', new Uint8Array(0), 1],
    ['257 entries', new Uint8Array(514), 257],
  ])('refuses a bundle with %s', (_, bytes, count) => {
    expect(caught(() => decodeBundle(bytes, count))).toMatchObject({ code: 'BAD_BUNDLE' });
  });
});

describe('verifyBundle()', () => {
  const { tiles } = integrate(suite, EMPTY_LOG, entriesOf(3));
  const tile = tiles[0]?.bytes as Uint8Array;

  it('accepts the entries of the tile, and no others', () => {
    expect(verifyBundle(suite, entriesOf(3), tile)).toBe(true);
    expect(verifyBundle(suite, entriesOf(3, 1), tile)).toBe(false);
    expect(verifyBundle(suite, entriesOf(2), tile)).toBe(false);
    expect(verifyBundle(suite, entriesOf(4), tile)).toBe(false);
    expect(verifyBundle(suite, entriesOf(3).toReversed(), tile)).toBe(false);
    expect(hashesOfTile(tile)).toEqual(entriesOf(3).map((entry) => hashLeaf(suite, entry)));
  });
});

describe('readTile() and readBundle()', () => {
  const log = new LogDirectory();
  log.append(entriesOf(300));
  log.append(entriesOf(400, 300));

  it('take the full tile where the partial one is gone', async () => {
    const part = { level: 0, index: 1, width: 44 };
    const before = await readTile(log.read, part);
    expect(await readBundle(log.read, part)).toMatchObject({ width: 44 });
    log.dropSupersededParts();
    expect(log.files.has(tilePath(part))).toBe(false);
    expect(encodeHex(await readTile(log.read, part))).toBe(encodeHex(before));
    expect(await readBundle(log.read, part)).toMatchObject({ width: 256 });
    expect(await proveInclusion(suite, { index: 280, size: 300 }, log.read)).toHaveLength(7);
  });

  it('refuse what is missing or has another length', async () => {
    await expect(readTile(() => undefined, { level: 0, index: 0, width: 3 })).rejects.toMatchObject({
      code: 'MISSING_TILE',
      at: 'tile/0/000.p/3',
    });
    await expect(readTile(() => undefined, { level: 0, index: 0, width: 256 })).rejects.toMatchObject({
      code: 'MISSING_TILE',
    });
    await expect(readBundle(() => undefined, { index: 0, width: 3 })).rejects.toMatchObject({ code: 'MISSING_TILE' });
    await expect(readBundle(() => undefined, { index: 0, width: 256 })).rejects.toMatchObject({ code: 'MISSING_TILE' });
    for (const length of [0, 95, 97, 8_192]) {
      const read = () => new Uint8Array(length);
      await expect(readTile(read, { level: 0, index: 0, width: 3 })).rejects.toMatchObject({ code: 'BAD_TILE' });
    }
    const onlyFull = (path: string) => (path === 'tile/0/000' ? new Uint8Array(96) : undefined);
    await expect(readTile(onlyFull, { level: 0, index: 0, width: 3 })).rejects.toMatchObject({ code: 'BAD_TILE' });
  });

  it('read few tiles for a proof, each of them once', async () => {
    log.reads.length = 0;
    await proveInclusion(suite, { index: 5, size: 700 }, log.read);
    expect([...log.reads].sort()).toEqual(['tile/0/000', 'tile/0/002.p/188', 'tile/1/000.p/2']);
  });
});

describe('resumeLog()', () => {
  it.each([0, 1, 255, 256, 257, 700, 66_000])('gives the state of a log of %d entries from its files', async (size) => {
    const log = new LogDirectory();
    log.append(entriesOf(size));
    const head = { size, root: rootOfRange(suite, log.state.range) };
    const resumed = await resumeLog(suite, head, log.read);
    expect(resumed.range).toEqual(log.state.range);
    expect(resumed.edges).toEqual(log.state.edges);
    expect(resumed.bundle).toEqual(log.state.bundle);
  });

  it('goes on from the full files when the process died after they were written', async () => {
    const log = new LogDirectory();
    log.append(entriesOf(300));
    const { state } = log;
    log.append(entriesOf(300, 300));
    log.dropSupersededParts();
    const resumed = await resumeLog(suite, { size: 300, root: rootOfRange(suite, state.range) }, log.read);
    expect(resumed).toEqual(state);
  });

  it('refuses tiles that do not make the root, and entries that are not those of the tile', async () => {
    const log = new LogDirectory();
    log.append(entriesOf(300));
    const head = { size: 300, root: rootOfRange(suite, log.state.range) };
    await expect(resumeLog(suite, { ...head, root: hashLeaf(suite, head.root) }, log.read)).rejects.toMatchObject({
      code: 'ROOT_MISMATCH',
    });
    await expect(resumeLog(suite, { ...head, size: -3 }, log.read)).rejects.toMatchObject({ code: 'BAD_SIZE' });
    log.files.set('tile/entries/001.p/44', encodeBundle(entriesOf(44)));
    await expect(resumeLog(suite, head, log.read)).rejects.toMatchObject({ code: 'BAD_BUNDLE' });
  });
});

function sha(bytes: Uint8Array | undefined): string {
  return encodeHex(suite.sha256(bytes ?? new Uint8Array(0)));
}
