// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { packChecks, type SignatureCheck, unpackChecks } from './signature-check.ts';
import { openSignatureThreads, type SignatureThreads } from './signature-threads.ts';
import { TRIALS } from './sodium.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'));
const checkOf = ({ key, message, signature }: (typeof TRIALS)[number]): SignatureCheck => ({
  key: bytes(key),
  message: bytes(message),
  signature: bytes(signature),
});
const CHECKS = TRIALS.map(checkOf);
const VERDICTS = TRIALS.map(({ isGood }) => isGood);
// The last encodes no point.
const NO_KEY: SignatureCheck = { ...(CHECKS[0] as SignatureCheck), key: new Uint8Array(32).fill(0xff) };

let folder: string;
let threads: SignatureThreads;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signature-threads-'));
});
afterEach(() => threads?.close());
afterAll(() => rm(folder, { recursive: true, force: true }));

const verdictsOf = (checks: readonly SignatureCheck[]) => Promise.all(checks.map((check) => threads.verify(check)));

describe('packChecks()', () => {
  it('packs what unpackChecks() finds again, messages without a byte too', () => {
    const checks = [...CHECKS, { ...NO_KEY, message: new Uint8Array() }];
    expect(unpackChecks(packChecks(checks))).toEqual(checks);
    expect(unpackChecks(packChecks([]))).toEqual([]);
  });
});

describe('openSignatureThreads()', () => {
  it('gives each signature its own verdict, however many there are at once', async () => {
    threads = openSignatureThreads();
    const rounds = 40;
    const verdicts = await verdictsOf(Array.from({ length: rounds }, () => [...CHECKS, NO_KEY]).flat());
    expect(verdicts).toEqual(Array.from({ length: rounds }, () => [...VERDICTS, false]).flat());
    expect(await verdictsOf(CHECKS.toReversed())).toEqual(VERDICTS.toReversed());
  });

  it.each([
    ['cannot be loaded', 'import "./not-there.mjs";'],
    [
      'ends at the first message',
      "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(3));",
    ],
    [
      'throws at the first message',
      "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { throw new Error(); });",
    ],
  ])('leaves the word to OpenSSL where its program %s', async (name, program) => {
    const file = join(folder, `${name}.mjs`);
    await writeFile(file, program);
    threads = openSignatureThreads(file);
    expect(await verdictsOf(CHECKS)).toEqual(VERDICTS);
    expect(await verdictsOf([...CHECKS, NO_KEY])).toEqual([...VERDICTS, false]);
  });

  it('answers what it was asked before and after it was closed', async () => {
    threads = openSignatureThreads();
    const before = verdictsOf(CHECKS);
    await threads.close();
    expect(await before).toEqual(VERDICTS);
    expect(await verdictsOf(CHECKS)).toEqual(VERDICTS);
  });
});
