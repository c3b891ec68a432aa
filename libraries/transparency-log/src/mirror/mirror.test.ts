// SPDX-License-Identifier: Apache-2.0
import { concatBytes } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LogError } from '../log-error.ts';
import { rootOfRange } from '../merkle/compact-range.ts';
import { hashLeaf } from '../merkle/hashing.ts';
import { nodeLogSuite as suite } from '../suites/node.ts';
import { caught } from '../tests/caught.ts';
import { entriesOf, LogDirectory } from '../tests/log-directory.ts';
import { type AddEntriesHeader, decodeAddEntriesHeader, encodeAddEntriesHeader } from './add-entries.ts';
import { answerPartialUpload, formatMirrorInfo, parseMirrorInfo, refuseUpload } from './answer-add-entries.ts';
import {
  decodeEntryPackage,
  encodeEntryPackage,
  makeEntryPackage,
  packageRange,
  verifyEntryPackage,
} from './entry-package.ts';

const code = (run: () => unknown) => (caught(run) as LogError).code;
const header: AddEntriesHeader = {
  origin: 'example.com/log',
  uploadStart: 300,
  uploadEnd: 2 ** 40 + 5,
  ticket: Uint8Array.of(1, 2, 3),
};

describe('decodeAddEntriesHeader()', () => {
  const bytes = encodeAddEntriesHeader(header);

  it('reads back the head of a request, and waits for what is missing', () => {
    expect(decodeAddEntriesHeader(concatBytes(bytes, Uint8Array.of(9)))).toEqual({ header, length: bytes.length });
    for (let length = 0; length < bytes.length; length += 1) {
      expect(decodeAddEntriesHeader(bytes.subarray(0, length))).toBeUndefined();
    }
    const bare = { ...header, origin: '', ticket: new Uint8Array(0), uploadStart: 5, uploadEnd: 5 };
    expect(decodeAddEntriesHeader(encodeAddEntriesHeader(bare))).toEqual({ header: bare, length: 20 });
  });

  it('refuses what cannot be an upload', () => {
    const backwards = encodeAddEntriesHeader({ ...header, uploadStart: 6, uploadEnd: 5 });
    expect(code(() => decodeAddEntriesHeader(backwards))).toBe('BAD_REQUEST');
    const huge = bytes.slice();
    huge[header.origin.length + 2 + 8] = 0x20;
    expect(code(() => decodeAddEntriesHeader(huge))).toBe('BAD_REQUEST');
    const notText = bytes.slice();
    notText[3] = 0xff;
    expect(code(() => decodeAddEntriesHeader(notText))).toBe('BAD_REQUEST');
    expect(code(() => encodeAddEntriesHeader({ ...header, ticket: new Uint8Array(65_536) }))).toBe('TOO_LARGE');
  });
});

describe('packageRange()', () => {
  it('aligns packages at multiples of 256', () => {
    const upload = { uploadStart: 300, uploadEnd: 770 };
    expect([0, 1, 2].map((index) => packageRange(upload, index))).toEqual([
      { subtreeStart: 256, start: 300, end: 512 },
      { subtreeStart: 512, start: 512, end: 768 },
      { subtreeStart: 768, start: 768, end: 770 },
    ]);
    expect(packageRange(upload, 3)).toBeUndefined();
    expect(packageRange({ uploadStart: 300, uploadEnd: 300 }, 0)).toBeUndefined();
    expect(packageRange({ uploadStart: 512, uploadEnd: 512 }, 0)).toBeUndefined();
  });
});

describe('verifyEntryPackage()', () => {
  const entries = entriesOf(1_000);
  const log = new LogDirectory();
  log.append(entries);
  const tree = { size: 1_000, root: rootOfRange(suite, log.state.range) };
  const hashes = entries.map((entry) => hashLeaf(suite, entry));

  it('accepts every package of an upload, sent as bytes, and none with one defect', async () => {
    for (const uploadStart of [0, 100, 256, 700, 999]) {
      const upload = { uploadStart, uploadEnd: 1_000 };
      for (let index = 0; ; index += 1) {
        const range = packageRange(upload, index);
        if (range === undefined) {
          break;
        }
        const made = await makeEntryPackage(
          suite,
          { range, entries: entries.slice(range.start, range.end), uploadEnd: 1_000 },
          log.read,
        );
        const bytes = encodeEntryPackage(made);
        const decoded = decodeEntryPackage(concatBytes(bytes, Uint8Array.of(7)), range);
        expect(decoded).toEqual({ package: made, length: bytes.length });
        const before = hashes.slice(range.subtreeStart, range.start);
        const check = (given: Partial<Parameters<typeof verifyEntryPackage>[1]>, head = tree) =>
          verifyEntryPackage(suite, { range, package: made, before, ...given }, head);
        expect(check({})).toBe(true);
        expect(check({ before: [...before, before[0] ?? tree.root] })).toBe(false);
        expect(check({ package: { ...made, entries: made.entries.slice(1) } })).toBe(false);
        expect(check({ package: { ...made, entries: made.entries.with(0, Uint8Array.of(1)) } })).toBe(false);
        expect(check({ package: { ...made, proof: made.proof.slice(1) } })).toBe(false);
        expect(check({}, { ...tree, root: hashes[0] as Uint8Array })).toBe(false);
      }
    }
  });

  it('waits for the rest of a package', async () => {
    const range = { subtreeStart: 768, start: 990, end: 1_000 };
    const made = await makeEntryPackage(suite, { range, entries: entries.slice(990), uploadEnd: 1_000 }, log.read);
    const bytes = encodeEntryPackage(made);
    for (let length = 0; length < bytes.length; length += 1) {
      expect(decodeEntryPackage(bytes.subarray(0, length), range)).toBeUndefined();
    }
  });

  it('keeps no ticket and no hash in a Buffer that is used again', () => {
    const head = Buffer.from(encodeAddEntriesHeader(header));
    const decodedHead = decodeAddEntriesHeader(head);
    head.fill(0);
    expect(decodedHead).toMatchObject({ header });
    const range = { subtreeStart: 0, start: 0, end: 1 };
    const proof = [hashes[1] as Uint8Array];
    const sent = Buffer.from(encodeEntryPackage({ entries: [Uint8Array.of(5)], proof }));
    const decoded = decodeEntryPackage(sent, range);
    sent.fill(0);
    expect(decoded?.package.proof).toEqual(proof);
  });

  it('refuses more than 63 hashes', () => {
    const range = { subtreeStart: 0, start: 0, end: 1 };
    const bytes = Uint8Array.of(0, 1, 9, 64);
    expect(code(() => decodeEntryPackage(bytes, range))).toBe('BAD_PACKAGE');
    const proof = Array.from({ length: 64 }, () => new Uint8Array(32));
    expect(code(() => encodeEntryPackage({ entries: [], proof }))).toBe('BAD_PACKAGE');
  });

  it('never crashes, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(300),
        fc.integer({ min: 1, max: 300 }),
        (bytes, start, count) => {
          const range = { subtreeStart: start - (start % 256), start, end: start + count };
          try {
            const decoded = decodeEntryPackage(bytes, range);
            const isGood =
              decoded !== undefined && verifyEntryPackage(suite, { range, package: decoded.package, before: [] }, tree);
            expect(isGood).toBe(false);
          } catch (error) {
            expect(error).toBeInstanceOf(LogError);
          }
        },
      ),
    );
  });
});

describe('refuseUpload()', () => {
  const progress = { pendingSizes: [20_000, 30_000], mirrorSize: 10_000, nextEntry: 12_000, ticket: Uint8Array.of(1) };
  const upload = (uploadStart: number, uploadEnd: number) =>
    refuseUpload({ ...header, uploadStart, uploadEnd }, progress);

  it.each([
    [12_000, 30_000],
    [12_000, 20_000],
    [10_000, 10_000],
    [3_808, 30_000],
    [11_999, 20_000],
  ])('lets an upload of [%d, %d) begin', (start, end) => {
    expect(upload(start, end)).toBeUndefined();
  });

  it.each([
    ['a size that was never pending', 12_000, 25_000, 30_000],
    ['a start beyond the next entry', 12_001, 20_000, 20_000],
    ['too much that is there already', 3_807, 30_000, 30_000],
    ['a size below the mirror', 9_000, 9_500, 30_000],
    ['too much of the tree that is mirrored', 0, 10_000, 10_000],
  ])('answers 409 with its progress to %s', (_, start, end, size) => {
    expect(upload(start, end)).toEqual({
      status: 409,
      contentType: 'text/x.tlog.mirror-info',
      body: `${size}\n12000\nAQ==\n`,
    });
  });

  it('does not take a pending size back to one that the mirror is past', () => {
    const past = { pendingSizes: [5_000, 30_000], mirrorSize: 10_000, nextEntry: 12_000 };
    expect(refuseUpload({ ...header, uploadStart: 4_000, uploadEnd: 5_000 }, past)).toMatchObject({
      status: 409,
      body: '30000\n12000\n\n',
    });
  });

  it('knows no strange log, and none without a checkpoint', () => {
    expect(refuseUpload(header, undefined)).toMatchObject({ status: 404 });
    expect(refuseUpload(header, { pendingSizes: [], mirrorSize: 0, nextEntry: 0 })).toMatchObject({ status: 422 });
  });

  it('ends uploads that came in part', () => {
    const given = { ...header, uploadEnd: 20_000 };
    expect(answerPartialUpload('some', given, progress)).toMatchObject({ status: 202, body: '20000\n12000\nAQ==\n' });
    expect(answerPartialUpload('unproved', given, progress)).toMatchObject({ status: 422 });
    expect(answerPartialUpload('none', given, progress)).toMatchObject({ status: 400 });
  });
});

describe('parseMirrorInfo()', () => {
  it('reads back the progress', () => {
    const info = { size: 5, nextEntry: 3, ticket: Uint8Array.of(1, 2) };
    expect(parseMirrorInfo(formatMirrorInfo(info))).toEqual(info);
    expect(parseMirrorInfo('5\n3\n\n')).toMatchObject({ ticket: new Uint8Array(0) });
  });

  it.each([
    ['', 'BAD_REQUEST'],
    ['5\n3\n', 'BAD_REQUEST'],
    ['5\n3\n\n\n', 'BAD_REQUEST'],
    ['5\n3\n\nx', 'BAD_REQUEST'],
    ['05\n3\n\n', 'BAD_SIZE'],
    ['5\n-3\n\n', 'BAD_SIZE'],
    ['5\n3\nAQ=\n', 'NOT_CANONICAL'],
    [`5\n3\n${'A'.repeat(87_388)}\n`, 'BAD_REQUEST'],
  ])('refuses %j with %s', (body, expected) => {
    expect(code(() => parseMirrorInfo(body))).toBe(expected);
  });
});
