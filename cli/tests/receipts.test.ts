// SPDX-License-Identifier: Apache-2.0
// A laboratory's own log and a national one that took it in: two receipts become one file, which verify accepts.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { createReader, formatBatchReceipt } from '@touchstone/evidence';
import type { Digest } from '@touchstone/identifiers';
import { batchRootEntry, openLog, type PublishedTree } from '@touchstone/log-keeping/appender';
import { openFileStore } from '@touchstone/log-keeping/storage';
import {
  commitmentOf,
  encodeLeaf,
  encodeOpening,
  type Statement,
  statementLeaves,
  subjectKeysOf,
  subjectsOf,
} from '@touchstone/statements';
import { formatTlogProof, formatVkey, type LogReader, proveInclusion } from '@touchstone/transparency-log';
import { nodeLogSuite as suite, nodeNoteKey } from '@touchstone/transparency-log/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const REPORT = join(ROOT, 'examples', 'wolfberry-leaf-logged', 'documents', 'test-report.json');
const INTERVAL = { from: 1_794_600_000, to: 1_794_603_600 };
const scratch = mkdtempSync(join(tmpdir(), 'touchstone-receipts-'));
const at = (...path: readonly string[]) => join(scratch, ...path);
const sha256 = (message: Uint8Array) => suite.sha256(message);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const signerOf = (name: string, number: number) =>
  nodeNoteKey({ name, type: 'ed25519', seed: new Uint8Array(32).fill(number) }).signer;
const laboratory = signerOf('laboratory.test.touchstone.example/log', 5);
const national = signerOf('national.test.touchstone.example/log', 6);

async function openedAt(signer: typeof national) {
  const store = await openFileStore(at(signer.key.name.split('.')[0] as string));
  return openLog({ origin: signer.key.name, suite, store, signers: [signer], batchAge: 0, checkpointInterval: 0 });
}

async function proofIn(tree: PublishedTree, index: number, read: LogReader, extra?: Uint8Array) {
  const hashes = await proveInclusion(suite, { index, size: tree.size }, read);
  return formatTlogProof({ index, hashes, checkpoint: tree.note, ...(extra === undefined ? {} : { extra }) });
}

beforeAll(async () => {
  const text = readFileSync(REPORT, 'utf8');
  const { statement, digest } = createReader(nodeSuite)(text);
  const salt = new Uint8Array(32).fill(9);
  const keys = subjectKeysOf(sha256, subjectsOf(statement as Statement));
  const [leaf] = statementLeaves(keys, commitmentOf(sha256, salt, digest as Digest));
  const own = await openedAt(laboratory);
  const grow = async (...entries: readonly Uint8Array[]) => {
    for (const entry of entries) own.append(entry);
    return (await own.flush()) as PublishedTree;
  };
  const before = await grow(Uint8Array.of(1), encodeLeaf(leaf as NonNullable<typeof leaf>));
  writeFileSync(at('early.tlog-proof'), await proofIn(before, 1, own.read, encodeOpening(salt)));
  const taken = await grow(Uint8Array.of(2), Uint8Array.of(3));
  writeFileSync(at('own.tlog-proof'), await proofIn(taken, 1, own.read, encodeOpening(salt)));
  await grow(Uint8Array.of(4));
  await own.close();
  const by = await openedAt(national);
  by.append(Uint8Array.of(7));
  by.append(batchRootEntry(suite, { origin: laboratory.key.name, size: taken.size, root: taken.root }, INTERVAL));
  const tree = (await by.flush()) as PublishedTree;
  const receipt = formatBatchReceipt({ outer: await proofIn(tree, 1, by.read), interval: INTERVAL });
  await by.close();
  writeFileSync(at('national.tlog-proof'), receipt);
  const waiting = { size: 9, checkpoint: taken.note, counts: false };
  const batchRoots = [waiting, { size: taken.size, checkpoint: taken.note, receipt, counts: true }];
  writeFileSync(at('answer.json'), JSON.stringify({ batchRoots }));
  cpSync(join(ROOT, 'examples', 'demonstration'), at('trust'), { recursive: true });
  const policy = `log ${formatVkey(national.key)}\nquorum none\n`;
  for (const place of ['CN-GD', 'HK', 'MO']) writeFileSync(at('trust', 'log-policies', `${place}.tlog-policy`), policy);
  cpSync(REPORT, at('joined.json'));
});

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/src/main.ts', ...args], {
    ...{ cwd: ROOT, encoding: 'utf8' as const },
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout, err: stderr };
}

const joined = (...args: readonly string[]) => run('receipt', 'join', ...args);
const verified = () => run('verify', at('joined.json'), '--trust', at('trust'), '--on', '2026-11-22').out;

describe('touchstone receipt join', () => {
  it('makes one file of both receipts that verify accepts through both logs', () => {
    const out = at('joined.tlog-proof');
    const { code, out: said } = joined(at('own.tlog-proof'), at('national.tlog-proof'), '--out', out);
    expect([code, said]).toEqual([0, expect.stringContaining(`taken in by ${national.key.name} at 2`)]);
    expect(verified()).toContain('[LOG_BATCH_INCLUDED]');
    expect(joined(at('own.tlog-proof'), at('national.tlog-proof')).out).toBe(readFileSync(out, 'utf8'));
  });

  it('takes the answer of a node, and makes the proof in the tree that was taken in from the files of the log', () => {
    const out = at('joined.tlog-proof');
    rmSync(out, { force: true });
    const shown = at('laboratory', 'public');
    expect(joined(at('early.tlog-proof'), at('answer.json'), '--from', shown, '--out', out).code).toBe(0);
    expect(verified()).toContain('[LOG_BATCH_INCLUDED]');
    expect(joined(at('own.tlog-proof'), at('answer.json')).out).toBe(readFileSync(out, 'utf8'));
    expect(joined(at('early.tlog-proof'), at('answer.json'))).toMatchObject({
      code: 1,
      err: expect.stringContaining('--from'),
    });
    const strange = joined(at('early.tlog-proof'), at('answer.json'), '--from', at('national', 'public'));
    expect([strange.code, strange.out]).toEqual([1, '']);
  });

  it.each([
    ['early.tlog-proof', 'national.tlog-proof', 2, 'OTHER_TREE'],
    ['national.tlog-proof', 'own.tlog-proof', 2, 'NOT_A_LABORATORY_RECEIPT'],
    ['own.tlog-proof', 'own.tlog-proof', 2, 'NOT_A_BATCH_RECEIPT'],
    ['own.tlog-proof', 'joined.json', 1, 'no receipt'],
    ['joined.json', 'answer.json', 1, 'a proof begins with'],
    ['own.tlog-proof', 'nothing.tlog-proof', 1, 'ENOENT'],
  ])('of %s and %s answers %i, and says why: %s', (one, other, code, why) => {
    expect(joined(at(one), at(other))).toMatchObject({ code, out: '', err: expect.stringContaining(why) });
  });

  it('needs two receipts', () => {
    expect(joined(at('own.tlog-proof'))).toMatchObject({ code: 1, err: expect.stringContaining('two receipts') });
    expect(run('receipt', 'split', 'a', 'b').code).toBe(1);
  });
});
