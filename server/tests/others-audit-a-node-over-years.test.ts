// SPDX-License-Identifier: Apache-2.0
// A node whose log ended with its year: what was stated in the old one is changed in the new one, and a laboratory's tree
// of before the turn is taken in after it. Who audits or follows it finds nothing against it, and a lie all the same.
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog } from '@touchstone/log-keeping/appender';
import { openMemoryStore } from '@touchstone/log-keeping/storage';
import { formatAddCheckpoint, proveConsistency } from '@touchstone/transparency-log';
import { nodeLogSuite as suite, nodeNoteKey } from '@touchstone/transparency-log/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HandedLogReport } from '../src/publication/laboratory-logs.ts';
import { registerLogAt } from '../src/publication/tests/registered-log.ts';
import { type LogNode, openLogNode } from '../src/publication/tests/log-node.ts';
import { fixedClock } from './record-fixture.ts';
import { attest, changeStatus, publishNotice } from './registers-in-use.ts';
import { listen } from './test-node.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const LABORATORY = 'laboratory.test/log';
const clock = fixedClock();
let node: LogNode;
let url: string;
let scratch: string;
let vkeys: readonly string[];

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'touchstone-years-'));
  // Ten minutes before midnight at Greenwich.
  clock.advance(39 * 86_400 + 11 * 3_600 + 3_000);
  const change = (made: LogNode['settings']) => ({ handedLogs: { ...made.handedLogs, every: 1_000 } });
  node = await openLogNode({ shards: 'yearly', clock: clock.now, change });
  url = await listen(node);
  await overTheTurn();
  vkeys = (await node.publication.status()).shards.map(({ vkey }) => vkey);
});
afterAll(async () => {
  await node.end();
  await rm(scratch, { recursive: true, force: true });
});

async function overTheTurn(): Promise<void> {
  const stream = await attest(node);
  await publishNotice(node, { standard: 'GB 1-2020' });
  const laboratory = await laboratoryLog();
  await laboratory.handIn(2);
  clock.advance(10);
  await node.publication.flush();
  clock.advance(900);
  await changeStatus(node, stream, { act: 'suspend', reason: 'Out of tolerance' });
  await publishNotice(node, { standard: 'GB 2-2020' });
  await laboratory.handIn(3);
  clock.advance(10);
  await node.publication.flush();
}

/** A laboratory's own log, registered at the node, which grows and hands in its tree. */
async function laboratoryLog() {
  const { signer } = nodeNoteKey({ name: LABORATORY, type: 'ed25519', seed: new Uint8Array(32).fill(9) });
  expect((await registerLogAt(node, signer)).status).toBe(200);
  const store = openMemoryStore();
  const log = await openLog({ origin: LABORATORY, store, suite, signers: [signer], checkpointInterval: 0 });
  let oldSize = 0;
  const handIn = async (entries: number): Promise<void> => {
    for (let entry = 0; entry < entries; entry += 1) log.append(Uint8Array.of(oldSize, entry));
    const { size, note } = (await log.flush()) as NonNullable<ReturnType<typeof log.latest>>;
    const proof = await proveConsistency(suite, { from: oldSize, to: size }, log.read);
    const payload = formatAddCheckpoint({ oldSize, proof, note });
    const headers = { host: 'touchstone.test', 'content-type': 'text/plain' };
    const path = '/log/laboratories/add-checkpoint';
    const answer = await node.app.inject({ method: 'POST', url: path, headers, payload });
    expect(answer.statusCode).toBe(200);
    oldSize = size;
  };
  return { handIn };
}

/** The command line as another party runs it. */
async function touchstone(...args: readonly string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'cli', 'src', 'main.ts'), ...args], { cwd: scratch });
  const said = { out: '', err: '' };
  child.stdout.on('data', (part: Buffer) => {
    said.out += part.toString();
  });
  child.stderr.on('data', (part: Buffer) => {
    said.err += part.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, ...said };
}
const audit = (...more: readonly string[]) => {
  const keys = vkeys.toReversed().flatMap((vkey) => ['--log', vkey]);
  return touchstone('audit', `${url}/log/2027`, ...keys, '--node', url, '--on', '2027-01-01', ...more);
};
const PREDECESSOR = () => ['--predecessor', `${url}/log/2026`] as const;

describe('over the turn of a year', () => {
  it('a laboratory log has its trees of both years taken in, the interval of the second begins in the first', async () => {
    const path = `/api/laboratory-logs?log=${encodeURIComponent(LABORATORY)}`;
    const { batchRoots } = await node.get<HandedLogReport>(undefined, path);
    const turn = Date.parse('2027-01-01T00:00:00Z') / 1_000;
    expect(batchRoots.map(({ size, from, to }) => [size, from < turn, to < turn])).toEqual([
      [2, true, true],
      [5, true, false],
    ]);
  });

  it('an audit with the log of the year before holds registers to both, and finds nothing', async () => {
    const { code, out } = await audit(...PREDECESSOR());
    expect(code, out).toBe(0);
    expect(out).toContain('4 opened, 0 not given to everybody, 0 erased');
    expect(out).toContain('0 differences');
  });

  it('an audit without it accuses nobody of what it cannot know, and says what is missing', async () => {
    const { code, out } = await audit();
    expect(code, out).toBe(2);
    expect(out).toContain('0 differences');
    expect(out).toMatch(/standard-notices: .*give --predecessor/);
  });

  it('a follower takes both logs as one record and catches nothing', async () => {
    const dids = join(scratch, 'dids.json');
    await writeFile(dids, JSON.stringify(await node.get(undefined, '/api/did-documents')));
    const state = join(scratch, 'followed');
    const asked = ['--log', vkeys[0] ?? '', '--state', state, '--dids', dids, '--once'];
    const { code, out, err } = await touchstone('follow', `${url}/log/2026`, ...asked);
    expect([code, err], out).toEqual([expect.toBeOneOf([0, 2]), '']);
    expect(out).toContain('/2027');
  });
});
