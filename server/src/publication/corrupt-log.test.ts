// SPDX-License-Identifier: Apache-2.0
// A log whose own files contradict themselves is not opened: what it has signed last is told all the same, or unknown.
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseNote, signNote } from '@touchstone/transparency-log';
import { nodeNoteKey } from '@touchstone/transparency-log/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LogWorld, openLogWorld } from './tests/log-world.ts';
import { openStatus } from './tests/open-status.ts';

const SEEN = 1_795_000_000;
const cosigner = nodeNoteKey({
  ...{ name: 'w.example', type: 'ed25519-cosignature', seed: new Uint8Array(32).fill(3) },
}).signer;
const WITNESSES = [
  { key: cosigner.key, url: 'http://127.0.0.1:9' },
  { ...nodeNoteKey({ name: 'other.example', type: 'ed25519-cosignature', seed: new Uint8Array(32).fill(4) }).signer },
].map(({ key }) => ({ key, url: `http://127.0.0.1:9/${key.name}` }));

let world: LogWorld;
beforeEach(async () => {
  world = await openLogWorld();
});
afterEach(() => world.end());

const checkpoint = () => join(world.folder, 'public', 'checkpoint');

/** A log that was published and cosigned by one of its witnesses, and has stopped. */
async function cosigned(): Promise<number> {
  await world.notices(3);
  const before = await world.open();
  await before.flush();
  const { published } = await openStatus(before);
  await before.stop();
  const note = await readFile(checkpoint(), 'utf8');
  const { text } = parseNote(note);
  const line = (await signNote(text, [cosigner], { time: SEEN })).slice(text.length + 1);
  await writeFile(checkpoint(), note + line);
  return published;
}

async function openedCorrupt() {
  const publication = await world.open({ witnesses: WITNESSES, openingWait: 200 });
  await expect(publication.flush()).rejects.toMatchObject({ code: 'CORRUPT' });
  return publication.status();
}

describe('a log of which a file is not what it must be', () => {
  it.each([
    ['no note', () => 'hello\n'],
    ['cut off', (note: string) => note.slice(0, 150)],
    ['empty', () => ''],
  ])('is CORRUPT, and promises nothing, where its checkpoint is %s', async (_, change) => {
    await cosigned();
    await writeFile(checkpoint(), change(await readFile(checkpoint(), 'utf8')));
    const status = await openedCorrupt();
    expect(status).toMatchObject({ open: false, troubleCode: 'CORRUPT' });
    expect([status.size, status.published]).toEqual([undefined, undefined]);
  });

  it('tells its last checkpoint and who has cosigned that, and nothing that is not known', async () => {
    const published = await cosigned();
    await rm(join(world.folder, 'public', 'tile', 'entries'), { recursive: true });
    const status = await openedCorrupt();
    expect(status).toMatchObject({ open: false, published });
    expect([status.size, status.counting, status.covered]).toEqual([undefined, undefined, undefined]);
    expect(status.witnesses).toEqual([
      { name: 'w.example', url: WITNESSES[0]?.url, size: published, cosignedAt: '2026-11-18T11:06:40Z' },
      { name: 'other.example', url: WITNESSES[1]?.url },
    ]);
    expect(status.trouble).toMatch(/^CORRUPT/);
  });

  it.each([
    ['is no note', (note: string) => note.slice(0, 20)],
    ['is not signed by the log', (note: string) => note.replace(/\n(\d+)\n/, (_, size) => `\n${Number(size) + 1}\n`)],
  ])('knows not how much it has published where the checkpoint %s', async (_, spoil) => {
    await cosigned();
    await writeFile(checkpoint(), spoil(await readFile(checkpoint(), 'utf8')));
    await rm(join(world.folder, 'public', 'tile'), { recursive: true });
    const publication = await world.open({ witnesses: WITNESSES, openingWait: 200 });
    await expect(publication.flush()).rejects.toBeDefined();
    const status = await publication.status();
    expect(status.open).toBe(false);
    expect([status.size, status.published, status.counting, status.covered]).toEqual(Array(4).fill(undefined));
    expect(status.witnesses.map(({ name, size }) => [name, size])).toEqual([
      ['w.example', undefined],
      ['other.example', undefined],
    ]);
  });
});
