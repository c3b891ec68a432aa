// SPDX-License-Identifier: Apache-2.0
// Logs as other programs wrote them: their notes, tiles, bundles and cosignatures, read and made anew by ours.
import { describe, expect, it } from 'vitest';
import goSum from '../../vectors/go-sum-database.json' with { type: 'json' };
import sunlight from '../../vectors/sunlight-mirror.json' with { type: 'json' };
import tessera from '../../vectors/tessera-posix-log.json' with { type: 'json' };
import { decodeBase64 } from '../base64.ts';
import { hashLeaf } from '../merkle/hashing.ts';
import { verifyConsistency, verifyInclusion } from '../merkle/verify.ts';
import { parseCheckpoint } from '../notes/checkpoint.ts';
import { parseNote } from '../notes/note.ts';
import { parseVkey } from '../notes/note-key.ts';
import { openCheckpoint } from '../notes/open-checkpoint.ts';
import { openNote } from '../notes/open-note.ts';
import { nobleLogSuite } from '../suites/noble.ts';
import { nodeLogSuite } from '../suites/node-suite.ts';
import { LogDirectory } from '../tests/log-directory.ts';
import { decodeBundle, verifyBundle } from './bundle.ts';
import { hashOfSubtree, proveConsistency, proveInclusion } from './prove.ts';
import { rootFromTiles } from './read-tiles.ts';

const SUITES = [nodeLogSuite, nobleLogSuite];
const suite = nodeLogSuite;
const readerOf = (files: Readonly<Record<string, string>>) => (path: string) => {
  const text = files[path];
  return text === undefined ? undefined : decodeBase64(text);
};

describe('a log written by Tessera', () => {
  const read = readerOf(tessera.filesBase64);
  const key = parseVkey(suite, tessera.vkey);
  const trees = tessera.checkpoints.map((note) => {
    const opened = openCheckpoint(suite, note, { origin: key.name, logKeys: [key] });
    if (opened.outcome !== 'accepted') throw new Error(opened.detail);
    return opened.checkpoint;
  });
  const entriesOf = (size: number) =>
    decodeBundle(read(`tile/entries/000.p/${size}`) as Uint8Array, size) as readonly Uint8Array[];

  it('has checkpoints that its key has signed, with every suite, and that no change survives', () => {
    expect(trees.map(({ size }) => size)).toEqual(Array.from({ length: 15 }, (_, at) => at + 1));
    for (const each of SUITES) {
      for (const note of tessera.checkpoints) {
        const keys = { origin: key.name, logKeys: [parseVkey(each, tessera.vkey)] };
        expect(openCheckpoint(each, note, keys).outcome).toBe('accepted');
        const other = note.replace(/\n(\d+)\n/, (_, size: string) => `\n${Number(size) + 1}\n`);
        expect(openCheckpoint(each, other, keys).outcome).toBe('rejected');
      }
    }
  });

  it('has tiles that make the root of each checkpoint, and bundles whose entries are their leaves', async () => {
    for (const { size, root } of trees) {
      expect(await rootFromTiles(suite, size, read)).toEqual(root);
      const tile = read(`tile/0/000.p/${size}`) as Uint8Array;
      expect(verifyBundle(suite, entriesOf(size), tile)).toBe(true);
    }
  });

  it('gives proofs of every entry in every tree, and from every tree to every later one', async () => {
    for (const tree of trees) {
      for (const [index, entry] of entriesOf(tree.size).entries()) {
        const proof = await proveInclusion(suite, { index, size: tree.size }, read);
        expect(verifyInclusion(suite, { index, leafHash: hashLeaf(suite, entry), proof }, tree)).toBe(true);
        const wrong = { index, leafHash: hashLeaf(suite, Uint8Array.of(...entry, 0)), proof };
        expect(verifyInclusion(suite, wrong, tree)).toBe(false);
      }
      for (const older of trees.slice(0, tree.size)) {
        const proof = await proveConsistency(suite, { from: older.size, to: tree.size }, read);
        expect(verifyConsistency(suite, { older, newer: tree }, proof)).toBe(true);
      }
    }
  });

  it('is the very same, byte by byte, when our program writes it', () => {
    const ours = new LogDirectory();
    for (const entry of entriesOf(15)) ours.append([entry]);
    for (const path of Object.keys(tessera.filesBase64)) expect(ours.files.get(path)).toEqual(read(path));
  });
});

describe('what a mirror and witnesses of Sunlight serve', () => {
  const { mirror, witnesses } = sunlight;
  const read = readerOf(mirror.filesBase64);

  it('has full and partial tiles of two levels that make the root which the mirror has cosigned', async () => {
    const { size, root, origin } = parseCheckpoint(parseNote(mirror.checkpoint).text);
    expect([size, origin]).toEqual([300, 'rome2026h1.example.org']);
    expect(await rootFromTiles(suite, size, read)).toEqual(root);
    expect(await hashOfSubtree(suite, { start: 0, end: 256, size }, read)).toEqual(read('tile/1/000.p/1'));
    const leaves = [...['tile/0/000', 'tile/0/001.p/44'].map(read)].flatMap((tile) =>
      Array.from({ length: (tile?.length ?? 0) / 32 }, (_, at) => tile?.subarray(32 * at, 32 * at + 32)),
    );
    for (const index of [0, 1, 127, 255, 256, 299]) {
      const proof = await proveInclusion(suite, { index, size }, read);
      const leafHash = leaves[index] as Uint8Array;
      expect(verifyInclusion(suite, { index, leafHash, proof }, { size, root })).toBe(true);
    }
  });

  it('is cosigned at a time, by keys that every suite verifies', () => {
    for (const each of SUITES) {
      for (const { vkey, checkpoint } of [mirror, ...witnesses]) {
        const key = parseVkey(each, vkey);
        const opened = openNote(each, checkpoint, [key]);
        expect(opened).toMatchObject({ outcome: 'accepted', verified: [{ time: 1_767_139_200 }] });
        const moved = checkpoint.replace('\n300\n', '\n301\n');
        expect(openNote(each, moved, [key]).outcome).toBe('rejected');
      }
    }
  });
});

describe('the Go checksum database', () => {
  it('has signed the checkpoint that it served, under an origin that is not the name of its key', () => {
    for (const each of SUITES) {
      const key = parseVkey(each, goSum.vkey);
      const opened = openCheckpoint(each, goSum.note, { origin: goSum.origin, logKeys: [key] });
      expect(opened).toMatchObject({ outcome: 'accepted', checkpoint: { origin: goSum.origin, size: goSum.size } });
      const changed = goSum.note.replace('35225469', '35225470');
      expect(openCheckpoint(each, changed, { origin: goSum.origin, logKeys: [key] }).outcome).toBe('rejected');
    }
  });
});
