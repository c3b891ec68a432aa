// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawFileMark, encodeFrame, type FrameKind, framesOf, RECORD_FROM } from './batch-frames.ts';

const record = fc.uint8Array({ minLength: 52, maxLength: 200 });
const parts = fc.array(fc.record({ kind: fc.constantFrom<FrameKind>('batch', 'head'), record }), { maxLength: 6 });
const written = (segment: number, all: readonly { kind: FrameKind; record: Uint8Array }[]) => {
  const mark = { segment, drawn: new Uint8Array(16).fill(segment + 100) };
  return Buffer.concat(all.flatMap(({ kind, record }) => encodeFrame(kind, mark, { record })));
};
const read = (bytes: Buffer, segment: number) =>
  framesOf(bytes, segment).map(({ kind, record }) => ({ kind, record: Uint8Array.from(record) }));

/** A frame as the first format had it: u32 magic, u32 length, SHA-256, record. */
function oldFrame(magic: string, record: Uint8Array): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(record.length);
  return Buffer.concat([Buffer.from(magic), length, createHash('sha256').update(record).digest(), record]);
}

describe('framesOf()', () => {
  it('reads what was written, each where it says', () => {
    fc.assert(
      fc.property(parts, fc.nat(), (all, segment) => {
        const bytes = written(segment, all);
        expect(read(bytes, segment)).toEqual(all);
        for (const { from, record, digest } of framesOf(bytes, segment)) {
          expect(bytes.subarray(from, from + record.length).equals(record)).toBe(true);
          expect(createHash('sha256').update(record).digest().equals(digest)).toBe(true);
        }
      }),
    );
  });

  it('ends where a write was torn, whatever the file held there when it had another number', () => {
    fc.assert(
      fc.property(parts, parts, fc.nat(), (now, before, cutAt) => {
        const [fresh, stale] = [written(8, now), written(7, before)];
        const cut = cutAt % (fresh.length + 1);
        const mixed = Buffer.concat([fresh.subarray(0, cut), stale.subarray(cut)]);
        const found = read(mixed, 8);
        expect(now.slice(0, found.length)).toEqual(found);
        // What was written before the tear is all there.
        const whole = now.filter((_, index) => written(8, now.slice(0, index + 1)).length <= cut).length;
        expect(found.length).toBeGreaterThanOrEqual(whole);
      }),
    );
  });

  it('takes no frame of before where a write was torn anywhere within the first head', () => {
    const [now, before] = [1, 2].map((fill) => [{ kind: 'batch' as const, record: new Uint8Array(60).fill(fill) }]);
    const [fresh, stale] = [written(8, now ?? []), written(7, before ?? [])];
    for (let cut = 0; cut < fresh.length; cut += 1) {
      expect(read(Buffer.concat([fresh.subarray(0, cut), stale.subarray(cut)]), 8), `torn at ${cut}`).toEqual([]);
    }
  });

  it('takes no frame that tells the number of the file and not what was drawn for it', () => {
    fc.assert(
      fc.property(parts, parts, fc.nat(), (ours, forged, segment) => {
        const [mine, theirs] = [drawFileMark(segment), drawFileMark(segment)].map((mark, turn) =>
          Buffer.concat(
            (turn === 0 ? ours : forged).flatMap(({ kind, record }) => encodeFrame(kind, mark, { record })),
          ),
        ) as [Buffer, Buffer];
        fc.pre(mine.length > 0);
        expect(read(Buffer.concat([mine, theirs]), segment)).toEqual(ours);
      }),
    );
  });

  it('ends at a byte that was changed, wherever it is', () => {
    const all = [1, 2].map((fill) => ({ kind: 'batch' as const, record: new Uint8Array(60).fill(fill) }));
    const bytes = written(3, all);
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] as number) ^ 0x10;
      // What was drawn is read from the first frame: with another there, the second frame is not of this file.
      const isFirst = at < RECORD_FROM + 60;
      const isDrawn = at >= 8 && at < 24;
      expect(framesOf(changed, 3)).toHaveLength(isFirst && !isDrawn ? 0 : 1);
    }
  });

  it('takes no batch that is too short to be one', () => {
    expect(read(written(1, [{ kind: 'batch', record: new Uint8Array(51) }]), 1)).toEqual([]);
    expect(read(written(1, [{ kind: 'head', record: new Uint8Array(51) }]), 1)).toHaveLength(1);
  });

  it('reads a file of an earlier program as far as that wrote it', () => {
    const [batch, head] = [new Uint8Array(52).fill(1), new Uint8Array(10).fill(2)];
    const old = Buffer.concat([oldFrame('TSB1', batch), oldFrame('TSH1', head)]);
    expect(read(old, 5)).toEqual([
      { kind: 'batch', record: batch },
      { kind: 'head', record: head },
    ]);
    expect(read(old.subarray(0, old.length - 1), 5)).toHaveLength(1);
    expect(read(Buffer.concat([old, written(5, [{ kind: 'head', record: head }])]), 5)).toHaveLength(2);
    expect(read(Buffer.concat([written(5, [{ kind: 'head', record: head }]), old]), 5)).toHaveLength(1);
    expect(framesOf(written(5, []), 5)).toEqual([]);
  });
});
