// SPDX-License-Identifier: Apache-2.0
import { encodeLeaf, mapKeysOf } from '@touchstone/statements';
import { formatSignatureLines, formatVkey, makeNoteKey, parsePolicy, signNote } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { memoryReplayPlace } from '../replay/open-replay-place.ts';
import { leafAbout, MappedLog } from '../testing/mapped-log.ts';
import { testSigner } from '../testing/scripted-log.ts';
import { auditLog } from './audit-log.ts';
import type { AuditOptions } from './audit-report.ts';

const ORIGIN = 'log.example/1';
const party = (number: number) => `did:web:p${number}.example`;
const leaves = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => leafAbout(party((from + at) % 7), from + at));

const audit = (log: MappedLog, more: Partial<AuditOptions> = {}) =>
  auditLog(suite, {
    origin: log.origin,
    keys: [log.signer.key],
    read: log.read,
    map: memoryReplayPlace(suite),
    ...more,
  });

const COSIGNED = 1_764_000_000;

/** Has the first known note cosigned; what the log's own address is audited by, so many seconds later. */
async function overdue(known: { from: string; note: string }[], seconds: number): Promise<Partial<AuditOptions>> {
  const witness = testSigner('w.example', 3, 'ed25519-cosignature');
  const [first] = known as [{ from: string; note: string }];
  const text = first.note.slice(0, first.note.indexOf('\n\n') + 1);
  first.note += (await signNote(text, [witness], { time: COSIGNED })).slice(text.length + 1);
  const log = formatVkey(testSigner(ORIGIN, 1).key);
  const policy = parsePolicy(suite, `log ${log}\nwitness w ${formatVkey(witness.key)}\nquorum w\n`);
  return { isOwnAddress: true, policy, knownAt: COSIGNED + seconds };
}

async function soundLog(): Promise<MappedLog> {
  const log = new MappedLog(ORIGIN);
  await log.publish(leaves(0, 40));
  await log.publish(leaves(40, 5_000));
  await log.publish(leaves(5_000, 5_100));
  return log;
}

describe('auditLog()', () => {
  it('finds a log sound at every size, and tells how far it is', async () => {
    for (const counts of [[], [1], [254], [255], [256, 1], [4_095, 1], [4_200, 2]]) {
      const log = new MappedLog(ORIGIN);
      let from = 0;
      for (const count of [0, ...counts]) {
        await log.publish(leaves(from, from + count));
        from += count;
      }
      const told: number[] = [];
      const report = await audit(log, { onProgress: ({ entries }) => told.push(entries) });
      expect(report).toMatchObject({ outcome: 'sound', entries: log.size, indexRoots: counts.length + 1, missing: [] });
      expect(told.at(-1)).toBe(log.size);
    }
  });

  it('charges no log with a file that is missing: it says which, and that it is not whole', async () => {
    const sound = await soundLog();
    const larger = sound.fork();
    await larger.publish(leaves(0, 5));
    for (const at of ['tile/0/002', 'tile/entries/002', `tile/0/019.p/${sound.size % 256}`, 'tile/1/000.p/19']) {
      const log = sound.fork();
      expect(log.files.delete(at)).toBe(true);
      const report = await audit(log, {
        policy: parsePolicy(suite, `log ${formatVkey(log.signer.key)}\nquorum none\n`),
      });
      expect(report).toMatchObject({ outcome: 'incomplete', fault: { at }, dated: [] });
      // Not even one that lacks it itself.
      expect(await audit(log, { isOwnAddress: true })).toMatchObject({ outcome: 'incomplete', fault: { at } });
      // Nor does it spare one that was set back.
      const known = [{ from: 'w', note: await larger.checkpoint() }];
      expect(await audit(log, { known, ...(await overdue(known, 3_601)) })).toMatchObject({
        outcome: 'contradicted',
        fault: { at: 'w', proof: 'served' },
      });
    }
  });

  it('says that it is an old copy where the log is known to have signed more', async () => {
    const log = await soundLog();
    const later = log.fork();
    const known = [{ from: 'a receipt', note: await later.publish(leaves(0, 5)) }];
    const behind = { outcome: 'behind', behind: { from: 'a receipt', size: later.size }, known: 1 };
    expect(await audit(log, { known })).toMatchObject(behind);
    // A log signs, asks its witnesses, and shows it then: what is signed is not shown yet.
    expect(await audit(log, { known, isOwnAddress: true })).toMatchObject(behind);
  });

  it('charges the log with less than it signed at its own address, an hour after the quorum had cosigned it', async () => {
    const log = await soundLog();
    const known = [{ from: 'a witness', note: await log.fork().publish(leaves(0, 5)) }];
    for (const [seconds, outcome] of [
      [0, 'behind'],
      [3_600, 'behind'],
      [3_601, 'contradicted'],
    ] as const) {
      expect(await audit(log, { known, ...(await overdue(known, seconds)) })).toMatchObject({ outcome });
    }
    const due = await overdue(known, 3_601);
    // Nowhere else, by nobody else's word, and not without a clock.
    expect(await audit(log, { known, ...due, isOwnAddress: false })).toMatchObject({ outcome: 'behind' });
    const strange = parsePolicy(suite, `log ${formatVkey(log.signer.key)}\nquorum none\n`);
    expect(await audit(log, { known, ...due, policy: strange })).toMatchObject({ outcome: 'behind' });
    const { knownAt: _, ...timeless } = due;
    expect(await audit(log, { known, ...timeless })).toMatchObject({ outcome: 'behind' });
  });

  it('does not run where no checkpoint is shown, or nothing answers', async () => {
    const sound = await soundLog();
    const silent = sound.fork();
    silent.files.delete('checkpoint');
    await expect(audit(silent)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    const unreachable = audit(sound, {
      read: (path) => (path === 'checkpoint' ? sound.read(path) : Promise.reject(new Error('cut'))),
    });
    await expect(unreachable).rejects.toThrow('cut');
  });

  it('holds every map root against the leaves, not only the last', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 5), (each) => each.mapRoot((entry, index) => (index === 2 ? [] : mapKeysOf(entry))));
    await log.publish(leaves(5, 9));
    const key = Buffer.from(mapKeysOf(log.entries[2] as Uint8Array)[0] as Uint8Array).toString('hex');
    expect(await audit(log)).toMatchObject({
      outcome: 'contradicted',
      fault: { at: 'entry 5', map: { code: 'MAP_ROOT_DIFFERS', omitted: { leaf: 2, key } } },
    });
    const open = new MappedLog(ORIGIN);
    open.append(...leaves(0, 3));
    await open.checkpoint();
    expect(await audit(open)).toMatchObject({
      outcome: 'contradicted',
      fault: { at: 'entry 2', map: { code: 'NO_INDEX_ROOT' } },
    });
  });

  it('holds the log against checkpoints that others were shown', async () => {
    const log = new MappedLog(ORIGIN);
    const none = await log.checkpoint();
    const small = await log.publish(leaves(0, 5));
    const other = new MappedLog(ORIGIN);
    const strange = await other.publish(leaves(50, 55));
    const larger = log.fork();
    const large = await larger.publish(leaves(5, 9));
    await log.publish(leaves(5, 6));
    const known = (note: string) => audit(log, { known: [{ from: 'w', note }] });
    for (const note of [none, small]) expect(await known(note)).toMatchObject({ outcome: 'sound', known: 1 });
    expect(await known(strange)).toMatchObject({ outcome: 'contradicted', fault: { at: 'w', proof: 'signed' } });
    // Two trees that it signed, of one size: that needs no file.
    expect(await audit(larger, { known: [{ from: 'w', note: large }] })).toMatchObject({ outcome: 'sound' });
    const forked = log.fork();
    await forked.publish(leaves(20, 22));
    const same = await (async () => {
      const other = log.fork();
      return other.publish(leaves(30, 32));
    })();
    const twice = await audit(forked, { known: [{ from: 'w', note: same }] });
    expect(twice).toMatchObject({ outcome: 'contradicted', fault: { at: 'w', proof: 'signed' } });
    // What is read a second time may be changed by who carries it.
    const reads = new Map<string, number>();
    const read = async (path: string) => {
      const bytes = await forked.read(path);
      reads.set(path, (reads.get(path) ?? 0) + 1);
      if (bytes === undefined || path.startsWith('tile/entries') || path === 'checkpoint') return bytes;
      return (reads.get(path) ?? 0) > 1 ? bytes.map((byte) => byte ^ 1) : bytes;
    };
    const lied = await audit(forked, { known: [{ from: 'w', note: small }], read });
    expect(lied).toMatchObject({ outcome: 'damaged', fault: { at: 'w', proof: 'nothing' } });
  });

  it('goes on past a known file that proves nothing, and says which and why', async () => {
    const log = new MappedLog(ORIGIN);
    const small = await log.publish(leaves(0, 5));
    const forged = await new MappedLog(ORIGIN, testSigner(ORIGIN, 7)).publish(leaves(0, 4));
    const another = await new MappedLog('log.example/2', testSigner('log.example/2', 2)).publish(leaves(0, 4));
    const notes = [
      'x',
      '',
      forged,
      another,
      `c2sp.org/tlog-proof@v1\nindex 0\n\n${small}`,
      small.replace('\n6\n', '\n5\n'),
    ];
    for (const note of notes) {
      const known = [
        { from: 'w', note },
        { from: 'v', note: small },
      ];
      const report = await audit(log, { known });
      expect(report).toMatchObject({ outcome: 'sound', known: 1, unusable: [{ from: 'w' }] });
      expect(report.unusable[0]?.why).not.toBe('');
    }
    const strange = await new MappedLog(ORIGIN).publish(leaves(50, 55));
    const both = [
      { from: 'w', note: 'x' },
      { from: 'v', note: strange },
    ];
    expect(await audit(log, { known: both })).toMatchObject({
      outcome: 'contradicted',
      fault: { at: 'v' },
      unusable: [{ from: 'w' }],
    });
  });

  it('does not run on a checkpoint that the log did not sign: whoever carries it may have spoiled it', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 5));
    const forged = await new MappedLog(ORIGIN, testSigner(ORIGIN, 7)).publish(leaves(0, 5));
    for (const shown of ['x', forged, '<html>']) {
      log.files.set('checkpoint', Buffer.from(shown));
      await expect(audit(log)).rejects.toMatchObject({ code: 'WRONG_LOG', at: 'checkpoint' });
    }
  });

  it('says when the quorum of the policy is not reached, and neither counts nor charges the log with a signature that does not fit', async () => {
    const log = new MappedLog(ORIGIN);
    await log.publish(leaves(0, 5));
    const witness = testSigner('w.example/1', 9, 'ed25519-cosignature');
    const policy = parsePolicy(
      suite,
      `log ${formatVkey(log.signer.key)}\nwitness w ${formatVkey(witness.key)}\nquorum w\n`,
    );
    expect(await audit(log, { policy })).toMatchObject({ outcome: 'unwitnessed', missing: ['w'] });
    const note = await log.checkpoint();
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    const cosigned = note + (await signNote(text, [witness], { time: 1 })).slice(text.length + 1);
    log.files.set('checkpoint', Buffer.from(cosigned));
    expect(await audit(log, { policy })).toMatchObject({ outcome: 'sound', missing: [] });
    const line = (await signNote(`${text}x\n`, [witness], { time: 1 })).slice(text.length + 3);
    log.files.set('checkpoint', Buffer.from(note + line));
    expect(await audit(log, { policy })).toMatchObject({
      outcome: 'unwitnessed',
      missing: ['w'],
      unfit: [witness.key.name],
    });
    log.files.set('checkpoint', Buffer.from(cosigned + line));
    expect(await audit(log, { policy })).toMatchObject({ outcome: 'sound', missing: [], unfit: [witness.key.name] });
    // One that nobody verifies here is no worse than that of a stranger.
    const publicKey = new Uint8Array(32).fill(3);
    const treeHead = makeNoteKey(suite, { name: ORIGIN, type: 'rfc6962-tree-head', publicKey });
    const beside = parsePolicy(
      suite,
      `log ${formatVkey(treeHead)}\nlog ${formatVkey(log.signer.key)}\nwitness w ${formatVkey(witness.key)}\nquorum w\n`,
    );
    const strange = formatSignatureLines([{ name: treeHead.name, id: treeHead.id, signature: publicKey }]);
    log.files.set('checkpoint', Buffer.from(cosigned + strange));
    expect(await audit(log, { policy: beside })).toMatchObject({ outcome: 'sound', missing: [], unfit: [] });
    const other = parsePolicy(suite, `log ${formatVkey(testSigner('log.example/2', 2).key)}\nquorum none\n`);
    expect(await audit(log, { policy: other })).toMatchObject({ outcome: 'unwitnessed' });
  });

  it('holds the start of a shard against the end of the log that it goes on from', async () => {
    const before = new MappedLog('log.example/0', testSigner('log.example/0', 2));
    const started = async (change: object) => {
      const log = new MappedLog(ORIGIN);
      const start = {
        type: 'shard-start',
        origin: before.origin,
        size: before.size,
        root: before.root,
        mapRoot: before.mapRoot(),
      } as const;
      await log.publish([encodeLeaf({ ...start, ...change })]);
      return audit(log, { predecessor: { read: before.read, keys: [before.signer.key] } });
    };
    await before.publish(leaves(0, 3));
    expect(await started({})).toMatchObject({ outcome: 'sound' });
    // A copy of the one before may be an old one.
    await expect(started({ size: 5 })).rejects.toMatchObject({ code: 'WRONG_LOG', at: before.origin });
    for (const change of [{ size: 3 }, { root: new Uint8Array(32) }, { mapRoot: new Uint8Array(32) }]) {
      expect(await started(change)).toMatchObject({ outcome: 'contradicted', fault: { at: 'entry 0' } });
    }
    const start = { type: 'shard-start', origin: before.origin, size: before.size, root: before.root } as const;
    const log = new MappedLog(ORIGIN);
    await log.publish([encodeLeaf({ ...start, mapRoot: before.mapRoot() })]);
    const { origin, size } = before;
    expect(await audit(log)).toMatchObject({ outcome: 'unlinked', unlinked: { origin, size } });
  });

  it('does not charge a log with a predecessor that cannot be verified, or that it does not name', async () => {
    const before = new MappedLog('log.example/0', testSigner('log.example/0', 2));
    await before.publish(leaves(0, 3));
    const { origin, size, root } = before;
    const log = new MappedLog(ORIGIN);
    await log.publish([encodeLeaf({ type: 'shard-start', origin, size, root, mapRoot: before.mapRoot() })]);
    const from = (read: AuditOptions['read'], keys = [before.signer.key]) =>
      audit(log, { predecessor: { read, keys } });
    const changed = (path: string, bytes: Uint8Array | undefined) => (asked: string) =>
      asked === path ? bytes : before.read(asked);
    const bundle = `tile/entries/000.p/${size}`;
    const other = Uint8Array.from(before.files.get(bundle) as Uint8Array);
    other[other.length - 1] = (other[other.length - 1] as number) ^ 1;
    expect(await from(before.read)).toMatchObject({ outcome: 'sound' });
    for (const read of [
      changed('checkpoint', Buffer.from('x')),
      changed(bundle, undefined),
      changed(bundle, new Uint8Array(3)),
      changed(bundle, other),
      changed(`tile/0/000.p/${size}`, undefined),
    ]) {
      await expect(from(read)).rejects.toMatchObject({ code: 'WRONG_LOG', at: origin });
    }
    await expect(from(before.read, [])).rejects.toMatchObject({ code: 'WRONG_LOG' });
    await expect(from(changed('checkpoint', undefined))).rejects.toMatchObject({ code: 'UNREACHABLE', at: origin });
    await expect(from(() => Promise.reject(new Error('cut')))).rejects.toThrow('cut');
    const cut = (asked: string) => (asked === bundle ? Promise.reject(new Error('cut')) : before.read(asked));
    await expect(from(cut)).rejects.toThrow('cut');
    const alone = audit(await soundLog(), { predecessor: { read: before.read, keys: [before.signer.key] } });
    await expect(alone).rejects.toMatchObject({ code: 'WRONG_LOG', at: ORIGIN });
  });
});
