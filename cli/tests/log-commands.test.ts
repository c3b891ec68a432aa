// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatCompletenessFile, makeCompletenessFile } from '@touchstone/evidence/completeness';
import { type Log, openLog, openMemoryMap, openSubjectMap } from '@touchstone/log-keeping/appender';
import { folderReader } from '@touchstone/log-keeping/reader';
import { openFileStore } from '@touchstone/log-keeping/storage';
import { openServer } from '@touchstone/log-keeping/testing';
import { encodeLeaf, mapFnId, subjectKey } from '@touchstone/statements';
import {
  bundlePath,
  EMPTY_LOG,
  formatAddCheckpoint,
  formatCheckpoint,
  formatVkey,
  integrate,
  openNote,
  originFolder,
  parseVkey,
  proveConsistency,
  rootOfRange,
  signNote,
  tilePath,
} from '@touchstone/transparency-log';
import { nodeLogSuite as suite, nodeNoteKey } from '@touchstone/transparency-log/node';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const ORIGIN = 'log.test.touchstone.example/2026';
const PARTY = 'did:web:firm.test.touchstone.example';
const { signer } = nodeNoteKey({ name: ORIGIN, type: 'ed25519', seed: new Uint8Array(32).fill(3) });
const VKEY = formatVkey(signer.key);
const scratch = mkdtempSync(join(tmpdir(), 'touchstone-log-cli-'));
const folder = join(scratch, 'log');
const shown = join(folder, 'public');
const map = openMemoryMap(suite);
const running = new Set<ChildProcess>();
const sha256 = (message: Uint8Array) => suite.sha256(message);
let log: Log;

beforeAll(async () => {
  const store = await openFileStore(folder);
  const quick = { batchAge: 0, checkpointInterval: 0 };
  log = await openLog({ origin: ORIGIN, suite, store, signers: [signer], map: openSubjectMap(suite, map), ...quick });
  await publish(0, 300);
});
afterEach(async () => {
  await Promise.all([...running].map((process) => ended(process, 'SIGKILL')));
});
afterAll(async () => {
  await log.close();
  rmSync(scratch, { recursive: true, force: true });
});

/** A leaf about the party or, for every other number, somebody else; nobody has the statement behind it. */
function leaf(number: number): Uint8Array {
  const party = number % 50 === 0 ? PARTY : `did:web:p${number % 7}.test.touchstone.example`;
  const key = subjectKey(sha256, { party, thing: `${party} ${number}` });
  return encodeLeaf({
    type: 'statement',
    subjectKeys: [key],
    commitment: sha256(Uint8Array.of(number % 256, number >> 8)),
  });
}

async function publish(from: number, to: number): Promise<string> {
  for (let number = from; number < to; number += 1) log.append(leaf(number));
  return (await log.flush())?.note ?? '';
}

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function start(...args: readonly string[]) {
  const child = spawn(process.execPath, ['cli/src/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: '1' },
  });
  running.add(child);
  const texts = { out: '', err: '' };
  child.stdout.on('data', (part) => {
    texts.out += part;
  });
  child.stderr.on('data', (part) => {
    texts.err += part;
  });
  const done = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      running.delete(child);
      resolve({ code, ...texts });
    });
  });
  const line = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(texts.out);
        if (found !== null) resolve(found);
      };
      child.stdout.on('data', look);
      done.then(({ err }) => reject(new Error(`it ended before ${pattern}: ${err}`)));
      look();
    });
  return { child, done, line, texts };
}

const run = (...args: readonly string[]) => start(...args).done;

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const gone = new Promise((resolve) => child.once('close', resolve));
  child.kill(signal);
  await gone;
}

async function serveFolder(at: string, prefix = '/') {
  const server = createServer((request, response) => {
    try {
      response.end(readFileSync(join(at, (request.url ?? '').slice(prefix.length))));
    } catch {
      response.writeHead(404).end();
    }
  });
  const { url, close } = await openServer(server);
  return { url: `${url}${prefix}`, close };
}

async function request(oldSize: number, note: string): Promise<string> {
  const size = Number(note.split('\n')[1]);
  return formatAddCheckpoint({
    oldSize,
    proof: await proveConsistency(suite, { from: oldSize, to: size }, log.read),
    note,
  });
}

describe('touchstone witness', () => {
  it('keeps its key and what it has cosigned through kill -9', async () => {
    const args = ['witness', '--state', join(scratch, 'witness'), '--name', 'witness.example/w1', '--log', VKEY];
    const first = start(...args);
    const [, vkey = ''] = await first.line(/^key (\S+)$/m);
    const [, url = ''] = await first.line(/^Witness is ready at (\S+)$/m);
    const note = log.latest()?.note ?? '';
    const size = Number(note.split('\n')[1]);
    const post = async (at: string, body: string) => {
      const response = await fetch(`${at}add-checkpoint`, { method: 'POST', body });
      return { status: response.status, text: await response.text() };
    };
    expect((await post(url, await request(0, note))).status).toBe(200);
    await ended(first.child, 'SIGKILL');

    const second = start(...args);
    expect((await second.line(/^key (\S+)$/m))[1]).toBe(vkey);
    const [, again = ''] = await second.line(/^Witness is ready at (\S+)$/m);
    expect(await post(again, await request(0, note))).toEqual({ status: 409, text: `${size}\n` });
    const kept = await (await fetch(`${again}${originFolder(suite, ORIGIN)}/checkpoint`)).text();
    expect(openNote(suite, kept, [signer.key, parseVkey(suite, vkey)])).toMatchObject({ verified: [{}, {}] });
    await ended(second.child, 'SIGTERM');
  });
});

describe('touchstone mirror', () => {
  it('pulls over HTTP, serves and cosigns what it has, and goes on after kill -9', async () => {
    const source = await serveFolder(shown);
    const args = [
      'mirror',
      '--state',
      join(scratch, 'mirror'),
      '--name',
      'mirror.example/m1',
      '--log',
      `${VKEY}=${source.url}`,
      '--interval',
      '1',
    ];
    const first = start(...args);
    const [, vkey = ''] = await first.line(/^key (\S+)$/m);
    const [, base = ''] = await first.line(/^log \S+ (\S+)$/m);
    await first.line(/^Mirror is ready/m);
    expect(first.texts.out).toContain(`${ORIGIN}: 0 to 301 entries, map right`);
    const note = await (await fetch(`${base}checkpoint`)).text();
    expect(openNote(suite, note, [parseVkey(suite, vkey)])).toMatchObject({ outcome: 'accepted' });
    const tile = Buffer.from(await (await fetch(`${base}tile/entries/000`)).arrayBuffer());
    expect(Buffer.compare(tile, readFileSync(join(shown, 'tile/entries/000')))).toBe(0);
    await publish(300, 400);
    await first.line(/301 to 402 entries/);
    await ended(first.child, 'SIGKILL');

    await publish(400, 410);
    const second = start(...args);
    expect((await second.line(/^key (\S+)$/m))[1]).toBe(vkey);
    await second.line(/402 to 413 entries/);
    await ended(second.child, 'SIGTERM');
    await source.close();
    expect(await run(...args, '--once')).toMatchObject({ code: 1, err: expect.stringContaining('does not answer') });
  });

  it('answers 1 when one look cannot see a log: no checkpoint there, or one that it did not sign', async () => {
    const at = join(scratch, 'empty-log');
    await mkdir(at);
    const args = ['mirror', '--once', '--state', join(scratch, 'unseen'), '--log', `${VKEY}=${at}`];
    expect(await run(...args)).toMatchObject({ code: 1, err: expect.stringContaining(ORIGIN) });
    writeFileSync(join(at, 'checkpoint'), 'x');
    expect(await run(...args)).toMatchObject({ code: 1, err: expect.stringContaining(ORIGIN) });
  });

  it('answers 3 for a log that was set back, as long as it shows less than is stored', async () => {
    const at = join(scratch, 'set-back');
    const [newer, older] = [join(at, 'public'), join(scratch, 'older')];
    const parts = { origin: ORIGIN, suite, signers: [signer], batchAge: 0, checkpointInterval: 0 };
    const own = await openLog({
      ...{ ...parts, store: await openFileStore(at), map: openSubjectMap(suite, openMemoryMap(suite)) },
    });
    own.append(leaf(0));
    await own.flush();
    cpSync(newer, older, { recursive: true });
    own.append(leaf(1));
    await own.flush();
    await own.close();
    const look = (from: string) =>
      run('mirror', '--once', '--state', join(scratch, 'of-set-back'), '--log', `${VKEY}=${from}`);
    expect((await look(newer)).code).toBe(0);
    expect(await look(older)).toMatchObject({ code: 3, err: expect.stringContaining('shows 2 entries') });
    expect((await look(newer)).code).toBe(0);
  });

  it('answers 3 and keeps a report when the map is false, each time it is asked', async () => {
    const entries = [leaf(0), leaf(1)];
    const index = { type: 'index-root', mapRoot: new Uint8Array(32), size: 2, mapFnId: mapFnId(sha256) } as const;
    const { state, tiles, bundles } = integrate(suite, EMPTY_LOG, [...entries, encodeLeaf(index)]);
    const at = join(scratch, 'false-log');
    const files = [
      ...tiles.map(({ tile, bytes }) => [tilePath(tile), bytes] as const),
      ...bundles.map(({ bundle, bytes }) => [bundlePath(bundle), bytes] as const),
      [
        'checkpoint',
        await signNote(formatCheckpoint({ origin: ORIGIN, size: 3, root: rootOfRange(suite, state.range) }), [signer]),
      ] as const,
    ];
    for (const [path, bytes] of files) {
      await mkdir(dirname(join(at, path)), { recursive: true });
      await writeFile(join(at, path), bytes);
    }
    for (let time = 0; time < 2; time += 1) {
      const { code, err } = await run('mirror', '--once', '--state', join(scratch, 'caught'), '--log', `${VKEY}=${at}`);
      expect(code).toBe(3);
      expect(err).toContain('MAP_ROOT_DIFFERS');
    }
    const report = join(scratch, 'caught', originFolder(suite, ORIGIN), 'refused.json');
    expect(JSON.parse(readFileSync(report, 'utf8'))).toMatchObject({ leaf: 2, stated: '0'.repeat(64) });
  });

  it('says what is wrong with what was asked', async () => {
    for (const args of [
      [],
      ['--state', 'x'],
      ['--state', 'x', '--log', VKEY],
      ['--state', 'x', '--log', `${VKEY}=/x`, '--interval', '0'],
    ]) {
      expect(await run('mirror', ...args)).toMatchObject({ code: 1, out: '' });
    }
  });
});

describe('touchstone audit', () => {
  it('answers 0 for a sound log in a folder or behind an address, and 2 without the quorum', async () => {
    const known = join(scratch, 'known');
    writeFileSync(known, log.latest()?.note ?? '');
    const sound = await run('audit', shown, '--log', VKEY, '--known', known);
    expect(sound).toMatchObject({ code: 0 });
    expect(sound.out).toContain('sound');
    expect(sound.out).toContain('1 known checkpoints');
    const witness = nodeNoteKey({ name: 'w.example/1', type: 'ed25519-cosignature', seed: new Uint8Array(32).fill(5) });
    const policy = join(scratch, 'policy');
    writeFileSync(policy, `log ${VKEY}\nwitness w ${formatVkey(witness.signer.key)}\nquorum w\n`);
    const source = await serveFolder(shown);
    const { code, out } = await run('audit', source.url, '--log', VKEY, '--policy', policy);
    await source.close();
    expect(out).toContain('no cosignature: w');
    expect(code).toBe(2);
  });

  it('answers 1 for a known file that proves nothing, naming it, and still audits the log', async () => {
    const known = join(scratch, 'proves-nothing');
    for (const text of ['x', `c2sp.org/tlog-proof@v1\nindex 0\n\n${log.latest()?.note}`]) {
      writeFileSync(known, text);
      const { code, out, err } = await run('audit', shown, '--log', VKEY, '--known', known);
      expect(code).toBe(1);
      expect(out).toContain(`${ORIGIN}: sound`);
      expect(err).toContain(known);
    }
  });

  it('answers 2 for a log that goes on from one that was not given, and names that one', async () => {
    const store = await openFileStore(join(scratch, 'shard'));
    const quick = { batchAge: 0, checkpointInterval: 0 };
    const maps = { map: openSubjectMap(suite, openMemoryMap(suite)) };
    const shard = await openLog({ origin: ORIGIN, suite, store, signers: [signer], ...maps, ...quick });
    const before = { origin: 'log.test.touchstone.example/2025', size: 9 };
    const hashes = { root: new Uint8Array(32), mapRoot: new Uint8Array(32) };
    shard.append(encodeLeaf({ type: 'shard-start', ...before, ...hashes }));
    await shard.flush();
    await shard.close();
    const { code, out } = await run('audit', join(scratch, 'shard', 'public'), '--log', VKEY);
    expect(code).toBe(2);
    expect(out).toContain(before.origin);
  });

  it('answers 2 where a file is missing, and names it', async () => {
    const path = join(shown, 'tile/0/000');
    const bytes = readFileSync(path);
    rmSync(path);
    const { code, out } = await run('audit', shown, '--log', VKEY);
    writeFileSync(path, bytes);
    expect(out).toMatch(/: incomplete\n(.*\n)+ {2}tile\/0\/000\n/);
    expect(code).toBe(2);
  });

  it('answers 5 for a copy that was altered or cut, by whom it was served, and charges nobody', async () => {
    const spoiled = async (name: string, change: (bytes: Uint8Array) => Uint8Array, from = shown) => {
      const path = join(shown, name);
      const sound = readFileSync(path);
      writeFileSync(path, change(Uint8Array.from(sound)));
      const answer = await run('audit', from, '--log', VKEY);
      writeFileSync(path, sound);
      return answer;
    };
    const flipped = (at: number) => (bytes: Uint8Array) => {
      bytes[at] = (bytes[at] as number) ^ 1;
      return bytes;
    };
    const { code, out } = await spoiled('tile/0/000', flipped(64));
    expect(out).toMatch(
      /: damaged\n {2}served by: a folder, a copy\n(.*\n)+ {2}tile\/0\/000\n.*is:.*entry 2 is .*\n.*right: {1,}[0-9a-f]{64}/,
    );
    expect(out).toContain('nothing is proved against the log');
    expect(code).toBe(5);
    for (const name of ['tile/entries/000', 'checkpoint']) {
      const cut = await spoiled(name, (bytes) => bytes.slice(0, -1));
      expect(cut).toMatchObject({ code: 5, out: expect.stringContaining(`\n  ${name}\n`) });
    }
    const source = await serveFolder(shown);
    const elsewhere = await spoiled('tile/0/000', flipped(64), source.url);
    await source.close();
    expect(elsewhere).toMatchObject({ code: 5, out: expect.stringContaining("which is not the log's own address") });
  });

  it('answers 3 for what the log signed against itself, and 2 for an old copy', async () => {
    const known = join(scratch, 'other-story');
    const said = readFileSync(join(shown, 'checkpoint'), 'utf8').split('\n');
    const [, size = ''] = said;
    const note = async (entries: number) => {
      const text = `${ORIGIN}\n${entries}\n${Buffer.alloc(32, 1).toString('base64')}\n`;
      writeFileSync(known, await signNote(text, [signer]));
    };
    await note(Number(size));
    const forked = await run('audit', shown, '--log', VKEY, '--known', known);
    expect(forked).toMatchObject({ code: 3, out: expect.stringContaining('proved: the log signed') });
    await note(Number(size) + 1);
    const old = await run('audit', shown, '--log', VKEY, '--known', known);
    expect(old).toMatchObject({ code: 2, out: expect.stringMatching(/: behind\n(.*\n)+ {2}an old copy: /) });
  });

  it('answers 1 when it could not run', async () => {
    expect(await run('audit', join(scratch, 'nowhere'), '--log', VKEY)).toMatchObject({ code: 1 });
    expect(await run('audit', shown)).toMatchObject({ code: 1 });
  });
});

describe('touchstone complete', () => {
  async function fileOf(name: string, thing?: string): Promise<string> {
    const checkpoint = log.latest()?.note ?? '';
    const at = { read: folderReader(shown), checkpoint, map: { source: map.source, root: map.newest.root } };
    return formatCompletenessFile(
      await makeCompletenessFile(suite, {
        subject: { names: [{ name }], ...(thing === undefined ? {} : { thing }) },
        ...{ logs: [at], openingOf: () => undefined },
      }),
    );
  }

  it('fetches the file of a subject, keeps it as it came, and shows what is listed and not opened', async () => {
    const text = await fileOf(PARTY);
    const paths: string[] = [];
    const server = createServer((asked, response) => {
      paths.push(asked.url ?? '');
      response.end(text);
    });
    const { url, close } = await openServer(server);
    const out = join(scratch, 'fetched.json');
    const from = `${url}/`;
    const { code, out: printed } = await run(
      'complete',
      PARTY,
      'A 1',
      '--from',
      from,
      '--out',
      out,
      '--log',
      VKEY,
      '--markets',
      'MO',
    );
    await close();
    expect(paths).toEqual([`/api/parties/${encodeURIComponent(PARTY)}/completeness?name=A+1`]);
    expect(readFileSync(out, 'utf8')).toBe(text);
    expect(code).toBe(2);
    expect(printed).toMatch(/\d+ listed, 0 opened, 0 expired, \d+ not known/);
    expect(printed).toMatch(/A 1: asked about, .*\[SUBJECT_NOT_NAMED\]/);
    const refused = await run('complete', PARTY, '--from', from);
    expect(refused).toMatchObject({ code: 1 });
  });

  it('says that a file is about one thing only, and which logs that count were not consulted', async () => {
    const path = join(scratch, 'thing.json');
    const thing = `${PARTY} urn:test:nothing`;
    writeFileSync(path, await fileOf(PARTY, thing));
    const { code, out } = await run('complete', path, '--log', VKEY, '--markets', 'MO');
    expect(code).toBe(2);
    expect(out).toContain(`about one thing only: ${thing}`);
    expect(out).toContain('[THING_ONLY]');
    expect(out).not.toContain('none known');

    const further = nodeNoteKey({ name: 'further.example/1', type: 'ed25519', seed: new Uint8Array(32).fill(6) });
    writeFileSync(path, await fileOf('did:web:nobody.test.touchstone.example'));
    const asked = ['--log', VKEY, '--log', formatVkey(further.signer.key), '--markets', 'MO'];
    const { out: printed } = await run('complete', path, ...asked);
    expect(printed).toMatch(/further\.example\/1: .*\[LOGS_NOT_CONSULTED\]/);
    expect(printed).not.toContain('none known');
  });

  it('shows that there is nothing, and answers 3 for a file that was changed', async () => {
    const path = join(scratch, 'nobody.json');
    const text = await fileOf('did:web:nobody.test.touchstone.example');
    writeFileSync(path, text);
    const nothing = await run('complete', path, '--log', VKEY, '--markets', 'MO');
    expect(nothing.out).toContain('complete: 0 listed');
    writeFileSync(path, (await fileOf(PARTY)).replace(PARTY, 'did:web:nobody.test.touchstone.example'));
    const changed = await run('complete', path, '--log', VKEY, '--markets', 'MO');
    expect(changed.code).not.toBe(0);
    expect(changed.out).toContain('LIST_NOT_PROVED');
    for (const args of [[], ['nowhere.json'], [path, '--log', VKEY, '--policy', 'x'], [join(ROOT, 'package.json')]]) {
      expect(await run('complete', ...args)).toMatchObject({ code: 1 });
    }
  });
});
