// SPDX-License-Identifier: Apache-2.0
// The least that a statement can cost, whatever is around it: one verification, one row, one entry of the log.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicKeyFromBytes } from '@touchstone/credentials/formats';
import { nodeSigner, nodeSuite, publicMultikeyOf, secretMultikeyFromSeed } from '@touchstone/credentials/node';
import { openLog } from '@touchstone/log-keeping/appender';
import { openFileStore } from '@touchstone/log-keeping/storage';
import { nodeLogSuite, nodeNoteKey } from '@touchstone/transparency-log/node';
import type { EmbeddedPostgres } from '../../server/src/storage/embedded-postgres.ts';
import { connectTo } from '../../server/src/storage/embedded-postgres-server.ts';

/** CPU-µs of each part of the floor, on this machine as it is loaded now. */
export interface Floor {
  readonly signature: number;
  /** Server and client process together; undefined where the server's is not known. */
  readonly row: number | undefined;
  readonly log: number;
}

const BATCH = 500;
const BATCHES = 8;
const COUNT = BATCH * BATCHES;
const ORIGIN = 'floor.benchmark.touchstone.example';

/** One verification each of `COUNT` signatures, by the suite of the server and nothing else. */
export async function signatureFloor(): Promise<number> {
  const secret = secretMultikeyFromSeed('Ed25519', randomBytes(32));
  const { type, bytes } = publicMultikeyOf(secret);
  const key = publicKeyFromBytes(type, bytes);
  const signer = nodeSigner('did:example:floor#key', secret);
  // Of the length that is signed for eddsa-jcs-2022: two SHA-256.
  const messages = Array.from({ length: COUNT / 4 }, () => new Uint8Array(randomBytes(64)));
  const signatures = await Promise.all(messages.map((message) => signer.sign(message)));
  const cpu = process.cpuUsage();
  for (const [at, message] of messages.entries()) {
    if (!nodeSuite.verify(key, message, signatures[at] as Uint8Array)) throw new Error('a good signature is refused');
  }
  return cpuSince(cpu) / messages.length;
}

/** Texts into a table of two columns with one index, a transaction for each batch as for the real ones. */
export async function rowFloor(
  { host, database }: EmbeddedPostgres['connection'],
  {
    texts,
    secondsOfPostgres,
  }: { readonly texts: readonly string[]; readonly secondsOfPostgres: () => number | undefined },
): Promise<number | undefined> {
  const client = await connectTo(host, database);
  try {
    await client.query('create table public.floor (n bigint primary key, bytes text not null)');
    const [cpu, before] = [process.cpuUsage(), secondsOfPostgres()];
    for (let from = 0; from < COUNT; from += BATCH) {
      const part = Array.from({ length: BATCH }, (_, at) => texts[(from + at) % texts.length]);
      const numbers = part.map((_, at) => from + at);
      await client.query('insert into public.floor select * from unnest($1::bigint[], $2::text[])', [numbers, part]);
    }
    const own = cpuSince(cpu);
    const after = secondsOfPostgres();
    await client.query('drop table public.floor');
    return before === undefined || after === undefined ? undefined : (own + (after - before) * 1e6) / COUNT;
  } finally {
    await client.end();
  }
}

/** Entries as long as a leaf about one subject, without a map. */
export async function logFloor(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'log-floor-'));
  const { signer } = nodeNoteKey({ name: ORIGIN, type: 'ed25519', seed: randomBytes(32) });
  const store = await openFileStore(folder);
  const log = await openLog({ origin: ORIGIN, store, suite: nodeLogSuite, signers: [signer], batchAge: 50 });
  const entries = Array.from({ length: COUNT }, () => new Uint8Array(randomBytes(98)));
  const cpu = process.cpuUsage();
  for (let from = 0; from < COUNT; from += BATCH) {
    const appended = entries.slice(from, from + BATCH).map((entry) => log.append(entry).sequenced);
    await Promise.all(appended);
  }
  await log.flush();
  const each = cpuSince(cpu) / COUNT;
  await log.close();
  await rm(folder, { recursive: true, force: true });
  return each;
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return user + system;
}
