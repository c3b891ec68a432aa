// SPDX-License-Identifier: Apache-2.0
import { type Digest, utf8Bytes } from '@touchstone/identifiers';
import { type Statement, subjectsOf } from '@touchstone/statements';
import { formatTlogProof, formatVkey, parsePolicy, parseTlogProof, proveInclusion } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { draft } from '../testing/drafts.ts';
import { LoggedStatements, testSigner } from '../testing/logged.ts';
import { sign } from '../testing/parties.ts';
import { cosigned, logOf, ORIGIN, receiptFor, WITNESSED, WITNESSES } from '../testing/test-log.ts';
import { READ } from '../testing/world.ts';
import { formatBatchReceipt, joinBatchReceipt, readBatchReceipt } from './batch-receipt.ts';
import { joinReceipts } from './join-receipts.ts';
import { verifyReceipt } from './verify-receipt.ts';

const LABORATORY = 'laboratory.test.touchstone.example/2026';
const INTERVAL = { from: 1_794_600_000, to: 1_794_603_600 };
const text = (receipt: Uint8Array) => new TextDecoder().decode(receipt);

const designation = (number: number) =>
  sign(
    draft('authority', 'Designation', `designation-${number}`, {
      ...{ id: 'did:web:lab.test.touchstone.example', name: 'Lab', place: 'MO', tasks: [`t${number}`] },
      legalBasis: { instrument: 'Test rule', certainty: 'read' },
      from: '2026-01-01',
    }),
  );

/** A laboratory's log of so many statements, and a national one that has taken it in between other entries. */
async function twoLogs({ count = 1, before = 0 } = {}) {
  const made = await Promise.all(Array.from({ length: count }, (_, number) => designation(number)));
  const laboratory = logOf(made, LABORATORY);
  const size = laboratory.entries.length;
  const note = await laboratory.checkpoint([]);
  const root = Buffer.from(note.split('\n')[2] as string, 'base64');
  const national = new LoggedStatements(ORIGIN, 3);
  const other = { type: 'batch-root', originHash: new Uint8Array(32), size: 1, root: new Uint8Array(32) } as const;
  for (let n = 0; n < before; n += 1) national.addLeaf({ ...other, from: n, to: n + 1 });
  const originHash = suite.sha256(utf8Bytes(LABORATORY));
  national.addLeaf({ type: 'batch-root', originHash, size, root: new Uint8Array(root), ...INTERVAL });
  national.close(national.map());
  const checkpoint = await cosigned(national);
  const outer = formatTlogProof({
    index: before,
    hashes: await proveInclusion(suite, { index: before, size: national.entries.length }, national.read),
    checkpoint,
  });
  return { made, laboratory, national, outer };
}

type Logs = Awaited<ReturnType<typeof twoLogs>>;

async function receiptIn({ laboratory, outer }: Logs, index = 0): Promise<string> {
  const inner = await receiptFor(laboratory, index, { witnesses: [] });
  return joinBatchReceipt(formatBatchReceipt({ outer, interval: INTERVAL }), inner);
}

function judge({ national, made }: Logs, receipt: string, { index = 0, lines = [] as readonly string[] } = {}) {
  const { statement, digest } = READ(made[index]?.text as string);
  const witnesses = WITNESSES.map(({ key }, at) => `witness w${at} ${formatVkey(key)}`);
  const own = [`log ${formatVkey(national.signer.key)}`, ...lines, ...witnesses, 'group g all w0 w1', 'quorum g', ''];
  const policy = parsePolicy(suite, own.join('\n'));
  const subject = { digest: digest as Digest, subjects: [subjectsOf(statement as Statement)] };
  return verifyReceipt(suite, receipt, { policy, subject });
}

const codesOf = ({ reasons }: { readonly reasons: readonly { readonly code: string }[] }) =>
  reasons.map(({ code }) => code);

describe('verifyReceipt() of a batch receipt', () => {
  it('proves that a log which counts has taken in the tree of another one that has the statement', async () => {
    const logs = await twoLogs({ count: 3, before: 5 });
    const verdict = judge(logs, await receiptIn(logs, 2), { index: 2 });
    expect([verdict.outcome, ...codesOf(verdict)]).toEqual(['passed', 'LOG_INCLUDED', 'LOG_BATCH_INCLUDED']);
    expect(verdict.tree).toMatchObject({ origin: ORIGIN, size: 7 });
    expect(verdict.index).toBe(5);
    expect(verdict.tree?.witnessedAt).toBe(new Date((WITNESSED + 60) * 1_000).toISOString().replace('.000', ''));
  });

  it('proves it for every entry of logs of any size, and for no other entry, size or interval', async () => {
    const shape = fc.record({ count: fc.integer({ min: 1, max: 6 }), before: fc.integer({ min: 0, max: 6 }) });
    await fc.assert(
      fc.asyncProperty(shape, fc.nat(), async (sizes, pick) => {
        const logs = await twoLogs(sizes);
        const index = pick % sizes.count;
        const receipt = await receiptIn(logs, index);
        expect(judge(logs, receipt, { index }).outcome).toBe('passed');
        const wrong = (index + 1) % sizes.count;
        if (wrong !== index) expect(judge(logs, receipt, { index: wrong }).outcome).toBe('failed');
        const { extra, ...proof } = parseTlogProof(receipt);
        const moved = text(extra as Uint8Array).replace(String(INTERVAL.to), String(INTERVAL.to + 1));
        expect(codesOf(judge(logs, formatTlogProof({ ...proof, extra: utf8Bytes(moved) }), { index }))).toEqual([
          'LOG_BATCH_NOT_INCLUDED',
        ]);
      }),
      { numRuns: 12 },
    );
  });

  it('holds the laboratory to its key where the policy knows it', async () => {
    const logs = await twoLogs();
    const receipt = await receiptIn(logs);
    const own = `log ${formatVkey(logs.laboratory.signer.key)}`;
    expect(judge(logs, receipt, { lines: [own] }).outcome).toBe('passed');
    const strange = `log ${formatVkey(testSigner(LABORATORY, 99, 'ed25519').key)}`;
    expect(codesOf(judge(logs, receipt, { lines: [strange] }))).toEqual(['LOG_SIGNATURE_FORGED']);
  });

  it('fails where the tree is another one, nothing is in it, or the text is none', async () => {
    const logs = await twoLogs({ count: 2 });
    const larger = logOf([...logs.made, await designation(7)], LABORATORY);
    const inner = await receiptFor(larger, 0, { witnesses: [] });
    const batch = formatBatchReceipt({ outer: logs.outer, interval: INTERVAL });
    expect(codesOf(judge(logs, joinBatchReceipt(batch, inner)))).toEqual(['LOG_BATCH_NOT_INCLUDED']);
    expect(codesOf(judge(logs, batch))).toEqual(['LOG_OPENING_MISSING']);
    const backwards = formatBatchReceipt({ outer: logs.outer, interval: { from: 2, to: 1 }, inner });
    expect(codesOf(judge(logs, backwards))).toEqual(['LOG_BATCH_NOT_INCLUDED']);
    const { extra: _, ...proof } = parseTlogProof(logs.outer);
    const withExtra = (extra: string) => formatTlogProof({ ...proof, extra: utf8Bytes(extra) });
    expect(codesOf(judge(logs, withExtra('touchstone/batch-receipt/v1\n1 2\nno proof')))).toEqual([
      'LOG_RECEIPT_UNREADABLE',
    ]);
    for (const none of ['touchstone/batch-receipt/v1\none two\n', 'touchstone/batch-receipt/v1\n1 2', 'other']) {
      expect(readBatchReceipt(parseTlogProof(withExtra(none)))).toBeUndefined();
    }
    expect(() => joinBatchReceipt(logs.outer, inner)).toThrow(expect.objectContaining({ code: 'BAD_PROOF' }));
  });
});

describe('joinReceipts()', () => {
  const codeOf = (laboratory: string, national: string) => {
    const joined = joinReceipts(suite, { laboratory, national });
    return joined.outcome === 'joined' ? 'joined' : joined.code;
  };
  const pairOf = async (count = 2) => {
    const logs = await twoLogs({ count, before: 3 });
    const laboratory = await receiptFor(logs.laboratory, 1, { witnesses: [] });
    return { logs, laboratory, national: formatBatchReceipt({ outer: logs.outer, interval: INTERVAL }) };
  };

  it('makes one file of both that a policy of the national log accepts', async () => {
    const { logs, laboratory, national } = await pairOf();
    const joined = joinReceipts(suite, { laboratory, national });
    expect(joined).toMatchObject({
      outcome: 'joined',
      laboratory: { origin: LABORATORY, size: 3 },
      national: { origin: ORIGIN, size: 5 },
    });
    const receipt = joined.outcome === 'joined' ? joined.receipt : '';
    expect(judge(logs, receipt, { index: 1 }).outcome).toBe('passed');
    expect(receipt).toBe(joinBatchReceipt(national, laboratory));
  });

  it('refuses each wrong pair by its code', async () => {
    const { logs, laboratory, national } = await pairOf();
    expect(codeOf('nothing', national)).toBe('UNREADABLE');
    expect(codeOf(laboratory, laboratory.replace('index', 'indices'))).toBe('UNREADABLE');
    expect(codeOf(national, laboratory)).toBe('NOT_A_LABORATORY_RECEIPT');
    expect(codeOf(laboratory, laboratory)).toBe('NOT_A_BATCH_RECEIPT');
    expect(codeOf(laboratory, joinBatchReceipt(national, laboratory))).toBe('ALREADY_JOINED');
    const { extra: _, ...bare } = parseTlogProof(laboratory);
    expect(codeOf(formatTlogProof(bare), national)).toBe('NO_OPENING');
    const later = logOf([...logs.made, await designation(9)], LABORATORY);
    expect(codeOf(await receiptFor(later, 1, { witnesses: [] }), national)).toBe('OTHER_TREE');
    const another = logOf(logs.made, 'laboratory.other.touchstone.example/2026');
    expect(codeOf(await receiptFor(another, 1, { witnesses: [] }), national)).toBe('OTHER_TREE');
    const moved = formatBatchReceipt({ outer: logs.outer, interval: { ...INTERVAL, to: INTERVAL.to + 1 } });
    expect(codeOf(laboratory, moved)).toBe('OTHER_TREE');
  });

  it('says of any two texts whether they are joined, and throws for none', async () => {
    const { laboratory, national } = await pairOf();
    const cut = fc.record({ at: fc.nat(), length: fc.nat({ max: 40 }), by: fc.string({ maxLength: 8 }) });
    const spoilt = (text: string, { at, length, by }: { at: number; length: number; by: string }) =>
      text.slice(0, at % text.length) + by + text.slice((at % text.length) + length);
    fc.assert(
      fc.property(cut, cut, (one, other) => {
        expect(['joined', 'refused']).toContain(
          joinReceipts(suite, { laboratory: spoilt(laboratory, one), national: spoilt(national, other) }).outcome,
        );
      }),
    );
  });
});
