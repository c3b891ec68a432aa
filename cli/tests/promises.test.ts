// SPDX-License-Identifier: Apache-2.0
// What a node answered to a batch, taken apart, verified with a document, and held against the log that gave it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSuite } from '@touchstone/credentials/node';
import { batchPromiseText, createReader } from '@touchstone/evidence';
import type { Digest } from '@touchstone/identifiers';
import { openLog, openMemoryMap, openSubjectMap } from '@touchstone/log-keeping/appender';
import { openFileStore } from '@touchstone/log-keeping/storage';
import { commitmentOf, encodeLeaf, encodeOpening } from '@touchstone/statements';
import { encodeBase64, formatVkey, signNote } from '@touchstone/transparency-log';
import { nodeLogSuite as suite, nodeNoteKey } from '@touchstone/transparency-log/node';
import { auditPromises, seenAt } from '../src/audit-promises.ts';
import { logReaderAt } from '../src/log-options.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const REPORT = join(ROOT, 'examples', 'wolfberry-leaf-logged', 'documents', 'test-report.json');
const scratch = mkdtempSync(join(tmpdir(), 'touchstone-promises-'));
const at = (...path: readonly string[]) => join(scratch, ...path);
const sha256 = (message: Uint8Array) => suite.sha256(message);
const { signer } = nodeNoteKey({
  ...{ name: 'promises.test.touchstone.example/log', type: 'ed25519' as const },
  seed: new Uint8Array(32).fill(8),
});
const VKEY = formatVkey(signer.key);
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** What a node answers to a batch with the report in it: it promises these leaves by then. */
async function answer(name: string, commitments: readonly Uint8Array[], mergeBy: string): Promise<void> {
  const text = { origin: signer.key.name, commitments, promisedAt: '2026-11-14T00:00:00Z', mergeBy };
  const note = await signNote(batchPromiseText(suite, text), [signer]);
  const { issuer, id } = createReader(nodeSuite)(readFileSync(REPORT, 'utf8')).statement ?? {};
  const promised = { index: 1, opening: encodeBase64(encodeOpening(SALT)) };
  const answers = [{ outcome: 'refused' }, { outcome: 'recorded', entries: [{ statement: { issuer, id }, promised }] }];
  writeFileSync(
    at(name),
    JSON.stringify({ answers, promise: { note, mergeBy, commitments: commitments.map(encodeBase64) } }),
  );
}
const SALT = new Uint8Array(32).fill(9);
const LATE = '2026-11-14T01:00:00Z';

beforeAll(async () => {
  const { digest } = createReader(nodeSuite)(readFileSync(REPORT, 'utf8'));
  const others = [1, 2, 3].map((number) => sha256(Uint8Array.of(number)));
  const own = commitmentOf(sha256, SALT, digest as Digest);
  const promised = [others[0], own, others[1]] as [Uint8Array, Uint8Array, Uint8Array];
  await answer('kept.json', promised, LATE);
  await answer('broken.json', [others[0] as Uint8Array, own, others[2] as Uint8Array], LATE);
  await answer('to-come.json', [others[0] as Uint8Array, own, others[2] as Uint8Array], '2999-01-01T00:00:00Z');
  const store = await openFileStore(at('log'));
  const settings = { batchAge: 0, checkpointInterval: 0, map: openSubjectMap(suite, openMemoryMap(suite)) };
  const log = await openLog({ origin: signer.key.name, suite, store, signers: [signer], ...settings });
  for (const commitment of promised) {
    log.append(encodeLeaf({ type: 'statement', subjectKeys: [new Uint8Array(64)], commitment }));
  }
  await log.flush();
  await log.close();
  cpSync(join(ROOT, 'examples', 'demonstration'), at('trust'), { recursive: true });
  const policy = `log ${VKEY}\nquorum none\n`;
  for (const place of ['CN-GD', 'HK', 'MO']) writeFileSync(at('trust', 'log-policies', `${place}.tlog-policy`), policy);
  cpSync(REPORT, at('report.json'));
});

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['cli/src/main.ts', ...args], {
    ...{ cwd: ROOT, encoding: 'utf8' as const },
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, out: stdout, err: stderr };
}
const verified = (promise: string) =>
  run('verify', at('report.json'), '--promise', at(promise), '--trust', at('trust'), '--on', '2026-11-22').out;
const audited = (promise: string, ...more: readonly string[]) =>
  run('audit', at('log', 'public'), '--log', VKEY, '--promise', at(promise), ...more);

const witness = nodeNoteKey({
  ...{ name: 'witness.test.touchstone.example', type: 'ed25519-cosignature' as const },
  seed: new Uint8Array(32).fill(10),
}).signer;
const note = () => readFileSync(at('log', 'public', 'checkpoint'), 'utf8').split('\n\u2014 witness')[0] as string;

const treeNow = () => `${note().trimEnd()}\n`;
const emptyTree = () => signNote(`${signer.key.name}\n0\n${encodeBase64(sha256(new Uint8Array(0)))}\n`, [signer]);

/** A tree with the word of a witness that it was the newest then. */
async function cosignedNote(tree: string, when: string): Promise<string> {
  const text = tree.slice(0, tree.indexOf('\n\n') + 1);
  return tree + (await signNote(text, [witness], { time: Date.parse(when) / 1_000 })).slice(text.length + 1);
}

/** The log's newest tree, cosigned then; gives the policy that knows the witness. */
async function cosigned(when: string): Promise<readonly string[]> {
  writeFileSync(at('log', 'public', 'checkpoint'), await cosignedNote(treeNow(), when));
  writeFileSync(at('policy'), `log ${VKEY}\nwitness w ${formatVkey(witness.key)}\nquorum w\n`);
  return ['--policy', at('policy')];
}

describe('a promise for a batch', () => {
  it('is verified with a document, out of the answer and alone, until its time has come and after it', () => {
    expect(verified('kept.json')).toContain('[LOG_PROMISE_OVERDUE]');
    expect(verified('to-come.json')).toContain('[LOG_PROMISED]');
    const out = at('report.promise');
    expect(run('receipt', 'promise', at('to-come.json'), at('report.json'), '--out', out).code).toBe(0);
    expect(verified('report.promise')).toContain('[LOG_PROMISED]');
    // The file of one opens nothing of the others.
    expect(readFileSync(out, 'utf8')).not.toContain(encodeBase64(sha256(Uint8Array.of(1))));
    const wrong = run('receipt', 'promise', at('report.json'), at('report.json'));
    expect(wrong).toMatchObject({ code: 1, out: '', err: expect.stringContaining('report.json') });
  });

  it('is kept, still to come or broken where the whole log is at hand, without any statement', () => {
    expect(audited('kept.json')).toMatchObject({ code: 0, out: expect.stringContaining('kept, all 3 are there') });
    expect(audited('to-come.json')).toMatchObject({
      code: 0,
      out: expect.stringContaining('1 of 3 are still to come'),
    });
    expect(audited('report.json')).toMatchObject({ code: 1, err: expect.stringContaining('--promise') });
  });

  it('charges nobody by a tree that was not read at the address of the log, whenever it was cosigned', async () => {
    const undated = { code: 2, out: expect.stringContaining('nobody says that it is from after') };
    expect(audited('broken.json')).toMatchObject(undated);
    for (const when of ['2026-11-14T00:30:00Z', '2026-11-14T02:00:00Z', '2026-11-20T00:00:00Z']) {
      expect(audited('broken.json', ...(await cosigned(when)))).toMatchObject(undated);
    }
    expect(audited('kept.json')).toMatchObject({ code: 0 });
  });

  it('is broken where the log itself shows after its time a tree that lacks an entry', async () => {
    const root = new Uint8Array(Buffer.from(treeNow().split('\n')[2] as string, 'base64'));
    const tree = { size: Number(treeNow().split('\n')[1]), root };
    const shown = async (when: string | undefined, more: { readonly hasEnded?: boolean } = {}) => {
      const [promise] = await auditPromises([at('broken.json')], {
        ...{ read: await logReaderAt(at('log', 'public')), origin: signer.key.name, tree, keys: [signer.key] },
        ...{ hasEnded: false, now: '2026-11-22T00:00:00Z', seenAt: when, dated: [], ...more },
      });
      return promise?.state;
    };
    expect(await shown('2026-11-14T01:00:01Z')).toBe('broken');
    expect(await shown('2026-11-14T01:00:00Z')).toBe('undated');
    expect(await shown(undefined)).toBe('undated');
    expect(await shown('2026-11-14T01:00:01Z', { hasEnded: true })).toBe('elsewhere');
    const asked = { origin: 'log.example/2026', now: '2026-11-22T00:00:00Z' };
    for (const own of ['https://log.example/2026', 'https://log.example/2026/']) {
      expect(seenAt(own, asked)).toBe(asked.now);
    }
    for (const other of ['http://log.example/2026', 'https://copy.example/2026', 'https://log.example/2025', '/copy']) {
      expect(seenAt(other, asked)).toBeUndefined();
    }
  });

  it('says of what is there that it came in time, or perhaps later than promised, by what witnesses have cosigned', async () => {
    const policy = await cosigned('2026-11-14T02:00:00Z');
    const known = async (tree: string, when: string) => {
      writeFileSync(at('known'), await cosignedNote(tree, when));
      return audited('kept.json', ...policy, '--known', at('known'));
    };
    const unknown = { code: 0, out: expect.stringContaining('or later, nobody says') };
    // Cosigned after its time alone, and so is a tree without them that is from before it.
    expect(audited('kept.json', ...policy)).toMatchObject(unknown);
    expect(await known(await emptyTree(), '2026-11-14T01:00:00Z')).toMatchObject(unknown);
    const inTime = { code: 0, out: expect.stringContaining('kept in time, all 3 are there since 2026-11-14T01:00:00') };
    expect(await known(treeNow(), '2026-11-14T01:00:00Z')).toMatchObject(inTime);
    const after = await known(await emptyTree(), '2026-11-14T01:00:01Z');
    expect(after).toMatchObject({ code: 2, out: expect.stringContaining('kept, perhaps later than promised') });
    expect(after.out).toContain('by 2026-11-14T02:00:00');
    expect(after.out).toContain('the tree of 0 entries, cosigned 2026-11-14T01:00:01');
    // Nobody whom the policy knows has said so.
    expect(audited('kept.json', '--known', at('known'))).toMatchObject(unknown);
  });

  it('is verified with the key of its log, which a policy or the asker gives', () => {
    const strange = (...more: readonly string[]) =>
      run('verify', at('report.json'), '--promise', at('kept.json'), '--on', '2026-11-22', ...more).out;
    expect(strange()).toContain('[LOG_PROMISE_NOT_PROVED]');
    expect(strange()).toContain('--log VKEY');
    expect(strange('--log', VKEY)).toContain('[LOG_PROMISE_OVERDUE]');
  });
});
