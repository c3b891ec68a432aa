// SPDX-License-Identifier: Apache-2.0
// A log, and a witness and a mirror that cosign it over HTTP: new for each test, in a folder of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import { afterEach, beforeEach } from 'vitest';
import { cosigningMirror } from '../src/mirror/cosigning-mirror.ts';
import { mirrorServer } from '../src/mirror/mirror-server.ts';
import { MirroredLog } from '../src/mirror/mirrored-log.ts';
import { MappedLog } from '../src/testing/mapped-log.ts';
import { openServer } from '../src/testing/open-server.ts';
import { testSigner } from '../src/testing/scripted-log.ts';
import { createWitness } from '../src/witness/witness.ts';
import { witnessServer } from '../src/witness/witness-server.ts';
import { openWitnessMemory, type WitnessMemory } from '../src/witness/witness-state.ts';

export const ORIGIN = 'log.example/1';
export const cosigner = testSigner('witness.example/w1', 9, 'ed25519-cosignature');
const clock = () => 1_795_000_000;

/** What a test has; there from `beforeEach` on. */
export interface Cosigners {
  readonly folder: string;
  readonly log: MappedLog;
  /** Opens a witness; gives its address. */
  witness(): Promise<string>;
  /** Opens a mirror that has pulled the log and cosigns it; gives its address. */
  mirror(): Promise<string>;
}

/** Cosigners that tell `onError` what they did not expect; `name` begins the names of their folders. */
export function cosignersInUse(name: string, onError: (error: unknown) => void): Cosigners {
  const closing: (() => unknown)[] = [];
  const made: { folder: string; log: MappedLog } = { folder: '', log: new MappedLog(ORIGIN) };
  beforeEach(async () => {
    made.folder = await mkdtemp(join(tmpdir(), `${name}-`));
    made.log = new MappedLog(ORIGIN);
  });
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
    await rm(made.folder, { recursive: true });
  });
  const keys = () => new Map([[ORIGIN, [made.log.signer.key]]]);
  const memoryIn = async (folder: string): Promise<WitnessMemory> => {
    const memory = await openWitnessMemory(suite, { folder });
    closing.push(() => memory.close());
    return memory;
  };
  const urlOf = async (server: Server): Promise<string> => {
    const { url, close } = await openServer(server);
    closing.push(close);
    return url;
  };
  return Object.assign(made, {
    async witness() {
      const memory = await memoryIn(made.folder);
      const witness = createWitness({ suite, memory, logs: keys(), cosigners: [cosigner], clock });
      return urlOf(witnessServer({ memory, onError, witness }));
    },
    async mirror() {
      const { log, folder } = made;
      const of = { origin: ORIGIN, keys: [log.signer.key], read: log.read, folder, now: () => '2026-11-22T00:00:00Z' };
      const mirrored = await MirroredLog.open(suite, of);
      closing.push(() => mirrored.close());
      const memory = await memoryIn(join(folder, 'witness'));
      const parts = { suite, logs: new Map([[ORIGIN, mirrored]]), keys: keys(), memory, cosigner, clock };
      const cosigning = { ...cosigningMirror(parts), memory };
      await cosigning.pull(mirrored);
      return urlOf(mirrorServer({ suite, logs: [mirrored], cosigning, onError }));
    },
  });
}
