// SPDX-License-Identifier: Apache-2.0
// Whoever keeps a copy of a log can change it: that must charge nobody. What the log signed, and what it serves itself, does.
import { encodeLeaf, mapFnId, mapKeysOf } from '@touchstone/statements';
import { encodeBundle, hashLeaf, tilePath } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryReplayPlace } from '../replay/open-replay-place.ts';
import { leafAbout, MappedLog } from '../testing/mapped-log.ts';
import { auditLog } from './audit-log.ts';
import type { AuditOptions } from './audit-report.ts';

const ORIGIN = 'log.example/1';
const leaves = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => leafAbout(`did:web:p${(from + at) % 7}.example`, from + at));

const audit = (log: MappedLog, more: Partial<AuditOptions> = {}) =>
  auditLog(suite, {
    ...{ origin: log.origin, keys: [log.signer.key], read: log.read, map: memoryReplayPlace(suite) },
    ...more,
  });

let sound: MappedLog;
beforeAll(async () => {
  sound = new MappedLog(ORIGIN);
  await sound.publish(leaves(0, 40));
  await sound.publish(leaves(40, 700));
});

/** A copy with one file changed. */
function changed(path: string, change: (bytes: Uint8Array) => Uint8Array): MappedLog {
  const copy = sound.fork();
  const bytes = copy.files.get(path);
  if (bytes === undefined) throw new Error(`the log has no ${path}`);
  copy.files.set(path, change(Uint8Array.from(bytes)));
  return copy;
}

const flipped = (at: number) => (bytes: Uint8Array) => {
  bytes[at] = (bytes[at] as number) ^ 1;
  return bytes;
};
const cut = (bytes: Uint8Array) => bytes.slice(0, -1);
/** The same bundle with another entry at an index, whole and of the same form. */
const replaced = (from: number, at: number, entry: Uint8Array) => () =>
  encodeBundle(sound.entries.slice(from, from + 256).map((each, index) => (from + index === at ? entry : each)));
const falseRoot = () =>
  encodeLeaf({
    ...{ type: 'index-root', mapRoot: new Uint8Array(32), size: 40 },
    mapFnId: mapFnId((message) => suite.sha256(message)),
  });

const LAST_TILE = { level: 0, index: 2, width: 702 % 256 };
const CHANGES: readonly (readonly [string, string, () => MappedLog])[] = [
  ['an altered tile', 'tile/0/001', () => changed('tile/0/001', flipped(5 * 32))],
  ['an altered tile at the edge', tilePath(LAST_TILE), () => changed(tilePath(LAST_TILE), flipped(0))],
  ['an altered tile of the level above', 'tile/1/000.p/2', () => changed('tile/1/000.p/2', flipped(40))],
  ['an altered entry', 'tile/entries/001', () => changed('tile/entries/001', replaced(256, 300, leafAbout('x', 1)))],
  ['an altered root of the map', 'tile/entries/000', () => changed('tile/entries/000', replaced(0, 40, falseRoot()))],
  ['a truncated tile', 'tile/0/001', () => changed('tile/0/001', cut)],
  ['a truncated bundle of entries', 'tile/entries/001', () => changed('tile/entries/001', cut)],
  ['an empty bundle of entries', 'tile/entries/001', () => changed('tile/entries/001', () => new Uint8Array())],
  ['an altered checkpoint', 'checkpoint', () => changed('checkpoint', flipped(ORIGIN.length + 1))],
  [
    'a checkpoint with an altered signature',
    'checkpoint',
    () => changed('checkpoint', (note) => flipped(note.length - 10)(note)),
  ],
  ['a truncated checkpoint', 'checkpoint', () => changed('checkpoint', (note) => note.slice(0, 60))],
];

describe.each(CHANGES)('%s', (_, at, make) => {
  it('in a folder or at a mirror is a damaged copy, and proves nothing against the log', async () => {
    expect(await audit(make())).toMatchObject({ outcome: 'damaged', fault: { at, proof: 'nothing' } });
  });

  it('at the own address of the log is its own word, which only the audit saw', async () => {
    const report = await audit(make(), { isOwnAddress: true });
    expect(report).toMatchObject({ outcome: 'contradicted', fault: { at, proof: 'served' } });
  });
});

describe('a copy', () => {
  it('is told which of two files that do not fit each other is not the log’s, by the signed root', async () => {
    const index = 300;
    const right = Buffer.from(hashLeaf(suite, sound.entries[index] as Uint8Array)).toString('hex');
    const tile = await audit(changed('tile/0/001', flipped((index - 256) * 32)));
    expect(tile.fault?.what).toContain(`the hash of entry ${index} is `);
    expect(tile.fault?.right).toBe(`${right}, as the entries make it, and the signed tree has them`);
    const entry = await audit(changed('tile/entries/001', replaced(256, index, leafAbout('x', 1))));
    expect(entry.fault).toMatchObject({ at: 'tile/entries/001', right: `${right}, as the signed tree has it` });
    // Where both were changed, and not alike, nothing tells.
    const both = changed('tile/0/001', flipped((index - 256) * 32));
    both.files.set('tile/entries/001', replaced(256, index, leafAbout('x', 1))());
    const neither = await audit(both);
    expect(neither).toMatchObject({ outcome: 'damaged', fault: { at: 'tile/0/001' } });
    expect(neither.fault?.right.endsWith(', as the entries make it')).toBe(true);
  });

  it('of which entries and tiles were changed alike is damaged too: they do not make the signed root', async () => {
    const other = new MappedLog(ORIGIN);
    await other.publish([...leaves(0, 7), leafAbout('did:web:firm.example', 7), ...leaves(8, 40)]);
    await other.publish(leaves(40, 700));
    other.files.set('checkpoint', sound.files.get('checkpoint') as Uint8Array);
    expect(await audit(other)).toMatchObject({ outcome: 'damaged', fault: { at: 'checkpoint', proof: 'nothing' } });
  });

  it('with a signed root that no entries make is no proof: who keeps the copy may have changed the entries', async () => {
    const log = sound.fork();
    await log.checkpoint({ root: new Uint8Array(32) });
    expect(await audit(log)).toMatchObject({ outcome: 'damaged', fault: { at: 'checkpoint' } });
  });

  it('charges the log with a root of the map that it signed, and not before the rest makes the signed root', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 300), (each) => each.mapRoot((entry, index) => (index === 2 ? [] : mapKeysOf(entry))));
    await log.publish(leaves(300, 600));
    for (const isOwnAddress of [false, true]) {
      const report = await audit(log, { isOwnAddress });
      expect(report).toMatchObject({ outcome: 'contradicted', fault: { at: 'entry 300', proof: 'signed' } });
    }
    log.files.set('tile/0/001', flipped(0)(Uint8Array.from(log.files.get('tile/0/001') as Uint8Array)));
    expect(await audit(log)).toMatchObject({ outcome: 'damaged', fault: { at: 'tile/0/001', proof: 'nothing' } });
  });
});
