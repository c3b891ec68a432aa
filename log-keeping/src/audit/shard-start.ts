// SPDX-License-Identifier: Apache-2.0
import { encodeHex } from '@touchstone/identifiers';
import { readLeaf, type ShardStartLeaf } from '@touchstone/statements';
import {
  type Checkpoint,
  decodeBundle,
  hashLeaf,
  LogError,
  type LogReader,
  type LogSuite,
  type NoteKey,
  proveInclusion,
  readBundle,
  sameBytes,
  TILE_WIDTH,
  tileOfTree,
  verifyInclusion,
} from '@touchstone/transparency-log';
import { LogKeepingError } from '../log-keeping-error.ts';
import { contradiction } from './audit-fault.ts';
import { readSigned } from './signed-checkpoint.ts';

/** The log that another one goes on from: where it is read, and whose signatures count. */
export interface Predecessor {
  readonly read: LogReader;
  readonly keys: readonly NoteKey[];
}

/**
 * Holds the start of a shard against the signed end of the log before it. Contradicted only by what that log signed;
 * WRONG_LOG for a predecessor that cannot be verified, UNREACHABLE for one that shows nothing.
 */
export async function checkShardStart(
  suite: LogSuite,
  start: ShardStartLeaf,
  { read, keys }: Predecessor,
): Promise<void> {
  const { origin } = start;
  const note = await read('checkpoint');
  if (note === undefined) throw new LogKeepingError('UNREACHABLE', 'the log shows no checkpoint', { at: origin });
  const opened = readSigned(suite, { origin, keys: keys.filter(({ name }) => name === origin), note });
  if ('why' in opened) throw unusable(origin, opened.why);
  const ended = opened.checkpoint;
  if (ended.size < start.size) {
    // A copy of it may be an old one: its later tree may well be the one that is gone on from.
    throw unusable(origin, `it shows ${ended.size} entries, and is gone on from at ${start.size}`);
  }
  if (ended.size !== start.size || !sameBytes(ended.root, start.root)) {
    const what = `it goes on from ${origin} at ${start.size} entries with root ${encodeHex(start.root)}`;
    throw contradiction('entry 0', what, `${origin} ends at ${ended.size} with ${encodeHex(ended.root)}`);
  }
  const last = readLeaf(await lastEntry(suite, ended, read));
  if (last?.type !== 'index-root' || !sameBytes(last.mapRoot, start.mapRoot)) {
    const right = last?.type === 'index-root' ? encodeHex(last.mapRoot) : 'a predecessor that a map root closes';
    throw contradiction('entry 0', `it states the final map root ${encodeHex(start.mapRoot)}`, right);
  }
}

/** The last entry, proved to be in the tree that was signed: a false file of the predecessor is not this log's fault. */
async function lastEntry(suite: LogSuite, ended: Checkpoint, read: LogReader): Promise<Uint8Array> {
  const { size, origin } = ended;
  const index = size - 1;
  try {
    const { bytes, width } = await readBundle(read, tileOfTree(size, 0, Math.floor(index / TILE_WIDTH)));
    const entry = decodeBundle(bytes, width)[index % TILE_WIDTH] ?? new Uint8Array();
    const proof = await proveInclusion(suite, { index, size }, read);
    if (verifyInclusion(suite, { index, leafHash: hashLeaf(suite, entry), proof }, ended)) return entry;
  } catch (error) {
    if (error instanceof LogError) throw unusable(origin, error.message);
    throw error;
  }
  throw unusable(origin, `entry ${index} is not the one of its checkpoint`);
}

function unusable(origin: string, why: string): LogKeepingError {
  return new LogKeepingError('WRONG_LOG', `what this log goes on from cannot be verified: ${why}`, { at: origin });
}
