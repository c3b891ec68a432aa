// SPDX-License-Identifier: Apache-2.0
import {
  bundlePath,
  decodeEntries,
  EMPTY_LOG,
  integrate,
  type LogReader,
  type NoteSigner,
  openCheckpoint,
  readBundle,
  TILE_WIDTH,
  tilePath,
} from '@touchstone/transparency-log';
import { nodeLogSuite, nodeNoteKey } from '@touchstone/transparency-log/node';
import { LogKeepingError } from '../../log-keeping-error.ts';
import type { LogOptions } from '../log.ts';
import { openLog } from '../open-log.ts';

export const ORIGIN = 'log.test.touchstone.example/2026';
export const suite = nodeLogSuite;
export const signer: NoteSigner = nodeNoteKey({
  name: ORIGIN,
  type: 'ed25519',
  seed: new Uint8Array(32).fill(7),
}).signer;

/** A log that waits for nobody: every entry is sequenced at once, and published when it is flushed. */
export function openTestLog(options: Partial<LogOptions> & Pick<LogOptions, 'store'>) {
  const quick = { batchAge: 0, checkpointInterval: 3_600_000 };
  return openLog({ origin: ORIGIN, suite, signers: [signer], ...quick, ...options });
}

/** An entry that says which it is. */
export function entry(index: number, length = 40): Uint8Array {
  const bytes = new Uint8Array(length).fill(index);
  new DataView(bytes.buffer).setUint32(0, index);
  return bytes;
}

/** The code of the LogKeepingError that a promise is rejected with. */
export async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
  } catch (error) {
    if (error instanceof LogKeepingError) return error.code;
    throw error;
  }
  return 'nothing was thrown';
}

/** Every entry of the published tree, once its tiles were compared byte by byte with those made from the entries alone. */
export async function auditFiles(read: LogReader, paths?: Iterable<string>): Promise<readonly Uint8Array[]> {
  const note = await read('checkpoint');
  if (note === undefined) return [];
  const opened = openCheckpoint(suite, note, { origin: ORIGIN, logKeys: [signer.key] });
  if (opened.outcome === 'rejected') throw new Error(opened.detail);
  const { size } = opened.checkpoint;
  const entries: Uint8Array[] = [];
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
    const { bytes } = await readBundle(read, { index, width });
    entries.push(...decodeEntries(bytes, width).entries);
  }
  const { tiles, bundles } = integrate(suite, EMPTY_LOG, entries);
  const whole = new Map([
    ...tiles.map(({ tile, bytes }) => [tilePath(tile), bytes] as const),
    ...bundles.map(({ bundle, bytes }) => [bundlePath(bundle), bytes] as const),
  ]);
  for (const [path, bytes] of whole) requireSame(path, await read(path), bytes);
  // What smaller trees left behind is a beginning of what is there now, or is not published yet.
  for (const path of paths ?? []) {
    const [full = '', width] = path.split('.p/');
    const larger = [...whole].find(([each]) => each === full || each.startsWith(`${full}.p/`))?.[1];
    const found = (await read(path)) as Uint8Array;
    if (width !== undefined && larger !== undefined && larger.length >= found.length) {
      requireSame(path, found, larger.subarray(0, found.length));
    }
  }
  return entries;
}

function requireSame(path: string, found: Uint8Array | undefined, expected: Uint8Array): void {
  if (found === undefined || Buffer.compare(found, expected) !== 0) throw new Error(`${path} has other bytes`);
}
