// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Log, openLog, openMemoryMap, openSubjectMap, type Predecessor } from '@touchstone/log-keeping/appender';
import { openFileStore } from '@touchstone/log-keeping/storage';
import { encodeLeaf } from '@touchstone/statements';
import type { NoteKey } from '@touchstone/transparency-log';
import { nodeLogSuite as suite, nodeNoteKey } from '@touchstone/transparency-log/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOpenedLogs } from './opened-log.ts';
import { readPredecessors } from './predecessors.ts';

const scratch = mkdtempSync(join(tmpdir(), 'touchstone-predecessors-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const folder = (year: number) => join(scratch, String(year), 'public');
const keys: NoteKey[] = [];

/** The log of a year with one statement, which is sealed, and whose end the next goes on from. */
async function year(number: number, predecessor?: Predecessor): Promise<Predecessor> {
  const name = `years.test.touchstone.example/${number}`;
  const { signer } = nodeNoteKey({ name, type: 'ed25519', seed: new Uint8Array(32).fill(number % 256) });
  keys.push(signer.key);
  const log: Log = await openLog({
    ...{ origin: name, suite, store: await openFileStore(join(scratch, String(number))), signers: [signer] },
    ...{ batchAge: 0, checkpointInterval: 0, map: openSubjectMap(suite, openMemoryMap(suite)) },
    ...(predecessor === undefined ? {} : { predecessor }),
  });
  const commitment = suite.sha256(Uint8Array.of(number % 256));
  log.append(encodeLeaf({ type: 'statement', subjectKeys: [new Uint8Array(64)], commitment }));
  const end = await log.seal();
  await log.close();
  return end;
}

beforeAll(async () => {
  await year(2028, await year(2027, await year(2026)));
});

const origins = (logs: readonly { readonly origin: string }[]) => logs.map(({ origin }) => origin.slice(-4));
const ask = async (from: number, to: number) => ({ from, to, items: [] }) as never;

describe('readPredecessors()', () => {
  it('puts the logs of several years in order, and says what the oldest goes on from', async () => {
    const all = await readPredecessors([folder(2027), folder(2026), folder(2028)], keys);
    expect(origins(all.logs)).toEqual(['2026', '2027', '2028']);
    expect([all.newest?.origin.slice(-4), all.missing]).toEqual(['2028', undefined]);
    const late = await readPredecessors([folder(2028), folder(2027)], keys);
    expect(late.missing?.origin.slice(-4)).toBe('2026');
    expect(await readPredecessors([], keys)).toEqual({ logs: [] });
  });

  it.each([
    ['a gap between them', [2026, 2028], 'do not go on from each other'],
    ['one twice', [2027, 2027], 'given twice'],
  ])('refuses %s', async (_, years, said) => {
    await expect(readPredecessors(years.map(folder), keys)).rejects.toThrow(said);
  });

  it('refuses a log that no key of ours has signed', async () => {
    await expect(readPredecessors([folder(2026)], keys.slice(1))).rejects.toThrow('--predecessor');
  });
});

describe('readOpenedLogs()', () => {
  it('takes entries that make the signed root, and no others', async () => {
    const { logs } = await readPredecessors([folder(2026), folder(2027)], keys);
    const asked = logs.map((log) => ({ ...log, ask }));
    expect(await readOpenedLogs(asked)).toMatchObject({ withheld: 2, refused: [] });
    const [first, second] = asked as [(typeof asked)[0], (typeof asked)[0]];
    const forged = { ...first, root: new Uint8Array(32) };
    await expect(readOpenedLogs([forged, second])).rejects.toThrow('not what it has signed');
  });

  it('takes no log for the one that another goes on from when it is not', async () => {
    const { logs } = await readPredecessors([folder(2026), folder(2027), folder(2028)], keys);
    const [first, , third] = logs.map((log) => ({ ...log, ask }));
    await expect(readOpenedLogs([first, third] as never)).rejects.toThrow('and not from this');
  });
});
