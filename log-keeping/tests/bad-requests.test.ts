// SPDX-License-Identifier: Apache-2.0
// Whatever is sent to a witness or a mirror gets a status of C2SP tlog-witness v1.0.0, and nothing of it is stored.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  formatAddCheckpoint,
  originFolder,
  parseCheckpoint,
  parseNote,
  proveConsistency,
} from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { leafAbout, MappedLog } from '../src/testing/mapped-log.ts';
import { testSigner } from '../src/testing/scripted-log.ts';
import { cosignersInUse, ORIGIN } from './cosigners-in-use.ts';

const STATUSES = [200, 400, 403, 404, 409, 422];
const RUNS = { numRuns: 150 };
const leaves = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => leafAbout(`did:web:p${(from + at) % 3}.example`, from + at));

let requests: readonly string[];
const troubles: unknown[] = [];

// Looked at last, when all is closed.
afterEach(() => expect(troubles.splice(0)).toEqual([]));
const using = cosignersInUse('bad-requests', (error) => troubles.push(error));
beforeEach(async () => {
  const { log } = using;
  await log.publish(leaves(0, 5));
  const first = await log.addCheckpoint(0);
  await log.publish(leaves(5, 9));
  const note = await log.checkpoint();
  const proof = await proveConsistency(suite, { from: 6, to: log.size }, log.read);
  // What was true once, what is true of another log, and what nobody signed: parts for everything that follows.
  const stranger = new MappedLog('log.example/2');
  await stranger.publish(leaves(0, 2));
  const forged = new MappedLog(ORIGIN, testSigner(ORIGIN, 2));
  await forged.publish(leaves(0, 20));
  requests = [
    first,
    formatAddCheckpoint({ oldSize: 6, proof, note }),
    formatAddCheckpoint({ oldSize: log.size, proof: [], note }),
    await stranger.addCheckpoint(0),
    await forged.addCheckpoint(0),
  ];
});

/** Every file below the folder but locks and databases, with its bytes. */
async function stored(): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(using.folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());
  const paths = names.map((each) => join(each.parentPath, each.name)).filter((path) => !/lock|map/.test(path));
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path, 'latin1')] as const)));
}

/** Requests with a part cut out, put in, or taken from another one, and bytes of no form at all. */
function badBodies() {
  const pieces = [
    'old 0\n',
    'old 6\n',
    'old 18446744073709551616\n',
    'old -1\n',
    '\n',
    '\n\n',
    '—',
    `— ${ORIGIN} AAAA\n`,
  ];
  const by = fc.oneof(
    fc.constantFrom(...pieces),
    fc.string({ maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 6 }),
  );
  const edit = fc.record({ of: fc.nat(), at: fc.nat(), length: fc.nat({ max: 60 }), by });
  const edited = edit.map(({ of, at, length, by: text }) => {
    const request = requests[of % requests.length] as string;
    const place = at % request.length;
    return Buffer.from(request.slice(0, place) + text + request.slice(place + length));
  });
  const crossed = fc.tuple(fc.nat(), fc.nat(), fc.nat()).map(([one, other, at]) => {
    const [left, right] = [one, other].map((of) => (requests[of % requests.length] as string).split('\n'));
    const place = at % (left?.length ?? 1);
    return Buffer.from([...(left ?? []).slice(0, place), ...(right ?? []).slice(place)].join('\n'));
  });
  return fc.oneof(
    edited,
    crossed,
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  );
}

async function sizeShown(url: string): Promise<string> {
  const shown = await (await fetch(`${url}/${originFolder(suite, ORIGIN)}/checkpoint`)).text();
  const { size, root } = parseCheckpoint(parseNote(shown).text);
  return `${size} ${Buffer.from(root).toString('hex')}`;
}

describe.each([
  ['a witness', using.witness],
  ['a mirror', using.mirror],
])('%s', (_, open) => {
  it('answers every request that is none with a status of the protocol, and stores nothing of it', async () => {
    const url = await open();
    const post = async (body: Uint8Array) =>
      (await fetch(`${url}/add-checkpoint`, { method: 'POST', body: body as BodyInit })).status;
    // It has the newest tree: from here on nothing true is left that it does not know.
    await post(Buffer.from(await using.log.addCheckpoint(0)));
    const before = await stored();
    const shown = await sizeShown(url);
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(badBodies(), async (body) => {
        const status = await post(body);
        seen.add(status);
        expect(STATUSES).toContain(status);
        if (status !== 200) expect(await stored()).toEqual(before);
        // A 200 is for the tree that it had: a note of the log with lines of strangers beside is still the log's.
        else expect(await sizeShown(url)).toBe(shown);
      }),
      RUNS,
    );
    expect(await sizeShown(url)).toBe(shown);
    expect([...(await stored()).keys()]).toEqual([...before.keys()]);
    // Each refusal of the protocol is one of those that were met.
    for (const [request, status] of [
      [requests[0] as string, 409],
      [requests[3] as string, 404],
      [requests[4] as string, 403],
      ['', 400],
    ] as const) {
      expect(await post(Buffer.from(request))).toBe(status);
    }
    expect(seen.has(400)).toBe(true);
  }, 300_000);

  it('shows at any address a note of a log or nothing, and makes no file of it', async () => {
    const url = await open();
    await fetch(`${url}/add-checkpoint`, { method: 'POST', body: await using.log.addCheckpoint(0) });
    const before = await stored();
    const own = originFolder(suite, ORIGIN);
    const part = fc.constantFrom(
      own,
      '..',
      '%2e%2e',
      'checkpoint',
      'state',
      'lock',
      'successor',
      'tile',
      '0',
      '000',
      'x',
      '',
    );
    const method = fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'POST');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), method, async (parts, verb) => {
        const { status } = await fetch(`${url}/${parts.join('/')}`, { method: verb });
        expect([200, 404, 405]).toContain(status);
        if (status === 200) expect(['GET', 'HEAD']).toContain(verb);
      }),
      RUNS,
    );
    expect(await stored()).toEqual(before);
  }, 300_000);
});
