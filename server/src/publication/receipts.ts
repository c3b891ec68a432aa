// SPDX-License-Identifier: Apache-2.0
import { CompletenessError } from '@touchstone/evidence/completeness';
import { LogKeepingError, type PublishedTree } from '@touchstone/log-keeping/appender';
import { formatTlogProof, hashLeaf, LogError, proveInclusion, verifyInclusion } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { HttpError } from '../http/http-error.ts';
import type { ShownShard } from './completeness.ts';
import type { LeafRow } from './leaf-table.ts';
import type { LogSettings } from './log-settings.ts';
import { entriesOf } from './make-leaves.ts';
import type { NodeLog } from './node-log.ts';
import type { OpenNodeLog } from './open-node-log.ts';
import type { OpenShard } from './open-shard.ts';

/** A receipt, and whether its checkpoint has the cosignatures that the node's policy asks for. */
export interface ReceiptAnswer {
  /** c2sp.org/tlog-proof@v1 */
  readonly proof: string;
  readonly counts: boolean;
}

/** What a receipt is made from. */
export interface ReceiptParts {
  readonly nodeLog: NodeLog;
  readonly settings: LogSettings;
  /** What of the leaf is disclosed to whoever asks. */
  readonly openingOf: (leaf: LeafRow & { readonly salt: Uint8Array }) => Uint8Array;
}

/** The receipt of a leaf from the log of its year; throws ERASED, NOT_PUBLISHED, UNAVAILABLE. */
export async function receiptOf(leaf: LeafRow, { nodeLog, settings, openingOf }: ReceiptParts): Promise<ReceiptAnswer> {
  const { salt, leafIndex } = leaf;
  if (salt === null) throw erased();
  const open = leafIndex === null ? undefined : nodeLog.shardOfLeaf(leafIndex);
  if (open === undefined) requireOpen(nodeLog);
  if (leafIndex === null) throw notPublished(settings);
  if (open === undefined) throw earlierNotOpen();
  const index = leafIndex - open.shard.base;
  const tree = treeOver(index, open);
  if (tree === undefined) throw notPublished(settings);
  const hashes = await ofSoundFiles(nodeLog, async () => {
    const { size } = tree;
    const proof = await proveInclusion(nodeLogSuite, { index, size }, (path) => open.store.readFile(path));
    const leafHash = hashLeaf(nodeLogSuite, entriesOf(leaf)[0] as Uint8Array);
    if (verifyInclusion(nodeLogSuite, { index, leafHash, proof }, tree)) return proof;
    throw new LogError('ROOT_MISMATCH', `the tiles do not prove entry ${index} in the tree of ${size}`);
  });
  const extra = openingOf({ ...leaf, salt });
  const proof = formatTlogProof({ index, hashes, checkpoint: tree.note, extra });
  return { proof, counts: tree.counts };
}

/**
 * What is made of the files of a log; UNAVAILABLE where they prove nothing. A file that was damaged after the log was opened
 * shows first here, and what it made would tell an honest holder that their statement is in no log.
 */
export async function ofSoundFiles<Made>(nodeLog: Pick<NodeLog, 'tell'>, make: () => Promise<Made>): Promise<Made> {
  try {
    return await make();
  } catch (error) {
    if (!(error instanceof LogError || error instanceof CompletenessError)) throw error;
    nodeLog.tell(new LogKeepingError('CORRUPT', error.message, { at: 'public', cause: error }));
    const detail =
      'A file of the log is damaged at this server, and proves nothing. Its operator has been told; mirrors have the same files.';
    throw new HttpError('UNAVAILABLE', detail, { headers: { 'retry-after': '60' } });
  }
}

/**
 * The newest tree that counts by the policy, where it covers the leaf; else the newest of all, where that does, which
 * then does not count. A witness that is down must not keep anybody from their proof, and who gets it must be told.
 */
export function treeOver(
  index: number,
  { log, witnesses }: OpenShard,
): (PublishedTree & { readonly counts: boolean }) | undefined {
  const covers = (tree: PublishedTree | undefined) => tree !== undefined && index < tree.size;
  const { counting } = witnesses;
  if (counting !== undefined && covers(counting)) return { ...counting, counts: true };
  const latest = log.latest();
  return latest !== undefined && covers(latest) ? { ...latest, counts: false } : undefined;
}

/** Every shard in the tree that is shown of it: its end with all cosignatures, and of the last one the tree that counts. */
export async function shownShards(nodeLog: NodeLog, settings: LogSettings): Promise<readonly ShownShard[]> {
  requireOpen(nodeLog);
  const { shards, openShards } = nodeLog;
  if (openShards.length < shards.length) throw earlierNotOpen();
  return Promise.all(
    openShards.map(async ({ shard, log, store, witnesses, map }) => {
      const latest = log.latest();
      const tree = shard.end === undefined ? (witnesses.counting ?? latest) : latest;
      if (tree === undefined) throw nothingPublished(settings);
      const cosigned = shard.end === undefined ? undefined : await store.readFile('checkpoint');
      const note = cosigned === undefined ? tree.note : new TextDecoder().decode(cosigned);
      const { origin, base } = shard;
      return { origin, base, tree: { size: tree.size, note }, read: (path: string) => store.readFile(path), map };
    }),
  );
}

/** An open log of the chain; UNAVAILABLE where none is open. */
export function findShard(nodeLog: NodeLog, is: (open: OpenShard) => boolean): OpenShard | undefined {
  const found = nodeLog.openShards.find(is);
  // Where it is not open, it may be there in a moment.
  if (found === undefined) requireOpen(nodeLog);
  return found;
}

/** The answer about a leaf whose opening is gone: the same for all of them, as a time would tell which leaf it was. */
export function erased(): HttpError {
  const detail = 'What opens this leaf was erased. The leaf stays, and nobody can show which it is or what it says.';
  return new HttpError('ERASED', detail);
}

/** The answer about a leaf that no published tree has yet. */
function notPublished(settings: LogSettings): HttpError {
  const detail = 'This statement is promised and not in the published log yet; ask again.';
  return new HttpError('NOT_PUBLISHED', detail, { headers: nextCheckpoint(settings) });
}

/** The answer about a statement of which nobody was told that the log will show it. */
export function notPromised(settings: LogSettings, mayPromise: boolean): HttpError {
  const detail = mayPromise
    ? 'This statement is accepted and on record, and the log has not promised it yet; ask for the promise, or again.'
    : 'This statement is accepted and on record. The log promises nothing at the moment, and has not promised it; GET /api/log says why.';
  return new HttpError('NOT_PROMISED', detail, { headers: mayPromise ? nextCheckpoint(settings) : HELD });
}

/** A log that is held asks again whether it may go on about as often. */
const HELD = { 'retry-after': '10' };

function nextCheckpoint({ checkpointInterval }: LogSettings): Readonly<Record<string, string>> {
  return { 'retry-after': String(Math.max(1, Math.ceil(checkpointInterval / 1_000))) };
}

function nothingPublished(settings: LogSettings): HttpError {
  const detail = 'The log has not published a tree yet; GET /api/log says how it stands.';
  return new HttpError('UNAVAILABLE', detail, { headers: nextCheckpoint(settings) });
}

function earlierNotOpen(): HttpError {
  return new HttpError(
    'UNAVAILABLE',
    'The log of an earlier year is not open at this server; GET /api/log says which.',
  );
}

/** The log that is written now; UNAVAILABLE while it is not open here. */
export function requireOpen(nodeLog: NodeLog): OpenNodeLog {
  if (nodeLog.open !== undefined) return nodeLog.open;
  throw notOpen();
}

/** The answer of a server that does not write the log, or whose log is stopped for good. */
export function notOpen(): HttpError {
  const detail = 'The log is not open at this server at the moment; GET /api/log says why.';
  return new HttpError('UNAVAILABLE', detail, { headers: { 'retry-after': '5' } });
}
