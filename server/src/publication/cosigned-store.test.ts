// SPDX-License-Identifier: Apache-2.0
import { type LogStore, openMemoryStore } from '@touchstone/log-keeping/storage';
import { formatCheckpoint, signNote } from '@touchstone/transparency-log';
import { nodeNoteKey } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { cosignedStore } from './cosigned-store.ts';

const ORIGIN = 'log.test.touchstone.example/2026';
const { signer } = nodeNoteKey({ name: ORIGIN, type: 'ed25519', seed: new Uint8Array(32).fill(7) });
const noteOf = (size: number) =>
  signNote(formatCheckpoint({ origin: ORIGIN, size, root: new Uint8Array(32).fill(size) }), [signer]);
const bytes = (text: string) => new TextEncoder().encode(text);

/** A store in memory that takes both pairs of steps in one, and notes what it is asked. */
function storeOfOneStep() {
  const asked: string[] = [];
  const inner = openMemoryStore();
  const store: LogStore = {
    ...inner,
    async commitBatch({ name, record }, { expected, next }) {
      asked.push('commitBatch');
      await inner.writeBatch(name, record);
      await inner.compareAndSwapHead(expected, next);
    },
    async publishTree(files, note) {
      asked.push(`publishTree of ${files.length}`);
      await inner.putFiles(files);
      await inner.publishCheckpoint(note);
    },
  };
  return { asked, store };
}

describe('cosignedStore()', () => {
  it('takes steps in one where the store below does, and says that it does not where that does not', async () => {
    const { asked, store } = storeOfOneStep();
    const cosigned = cosignedStore(store);
    const name = { first: 0, digest: new Uint8Array(32) };
    const head = { origin: ORIGIN, size: 1, root: new Uint8Array(32), batch: name, published: 0 };
    await cosigned.commitBatch?.({ name, record: new Uint8Array(60) }, { expected: undefined, next: head });
    await cosigned.publishTree?.([{ path: 'tile/0/000.p/1', bytes: bytes('one') }], bytes(await noteOf(1)));
    expect(asked).toEqual(['commitBatch', 'publishTree of 1']);
    const plain = cosignedStore(openMemoryStore());
    expect([plain.commitBatch, plain.publishTree]).toEqual([undefined, undefined]);
  });

  it('takes cosignatures for the tree that was published last, and for none before it, however that was published', async () => {
    const { store } = storeOfOneStep();
    const cosigned = cosignedStore(store);
    await cosigned.publishTree?.([], bytes(await noteOf(1)));
    const first = cosigned.publishCosigned(await noteOf(1));
    const second = cosigned.publishTree?.([], bytes(await noteOf(2)));
    const late = cosigned.publishCosigned(await noteOf(1));
    expect([await first, await second, await late]).toEqual([true, undefined, false]);
    expect(new TextDecoder().decode(await cosigned.readFile('checkpoint'))).toBe(await noteOf(2));
    expect(await cosigned.publishCosigned(await noteOf(2))).toBe(true);
  });
});
