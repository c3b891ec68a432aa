// SPDX-License-Identifier: Apache-2.0
import type { PublishedTree } from '@touchstone/log-keeping/appender';
import { encodeOpening } from '@touchstone/statements';
import { formatTlogProof, type LogReader, proveInclusion } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { HttpError } from '../http/http-error.ts';
import type { Outcome } from '../record-keeping/define-register.ts';
import { findStatements } from '../record-keeping/find-statements.ts';
import type { Keeping } from '../record-keeping/keeping.ts';
import type { Tenant } from '../record-keeping/tenant.ts';
import { withKeeper, withTenant } from '../storage/with-tenant.ts';
import { type CompletenessRequest, completenessOf } from './completeness.ts';
import { compareLog, type LogComparison } from './compare-log.ts';
import { eraseOpening, type OpeningErasure } from './erase-opening.ts';
import { findLeaves, type LeafRow } from './leaf-table.ts';
import type { LogSettings } from './log-settings.ts';
import { type LogStatusReport, reportStatus } from './log-status.ts';
import { ensureLeaves, type LeafMaking } from './make-leaves.ts';
import { NodeFollower } from './follow-node.ts';
import { NodeLog } from './node-log.ts';
import { type OpenedStatements, openingOf, readOpened } from './opened-statements.ts';
import { signPromise } from './promise.ts';
import type { ForeignTaking } from './verify-foreign.ts';

/** Which statement: what its reader names. */
export interface StatementName {
  readonly issuer: string;
  readonly id: string;
}

/** What the log owes about a statement before it is in it. */
export interface PromiseAnswer {
  /** A signed note, as `promise.ts` has it. */
  readonly promise: string;
  /** What opens the commitment in it, base64. */
  readonly opening: string;
  readonly mergeBy: string;
}

/** A receipt, and whether its checkpoint has the cosignatures that the node's policy asks for. */
export interface ReceiptAnswer {
  /** c2sp.org/tlog-proof@v1 */
  readonly proof: string;
  readonly counts: boolean;
}

/** The public log of a node, as the rest of the server sees it. */
export interface Publication {
  readonly origin: string;
  /** Adds to an answer about recorded statements the promise that each will be in the log. */
  acknowledge(body: unknown): Promise<unknown>;
  /** The promise about a statement that the tenant may read; throws NOT_FOUND, ERASED. */
  promiseOf(tenant: Tenant, name: StatementName): Promise<PromiseAnswer>;
  /** tlog-proof of a statement that the tenant may read; throws NOT_FOUND, NOT_PUBLISHED, ERASED. */
  receiptOf(tenant: Tenant, name: StatementName): Promise<ReceiptAnswer>;
  /** All that the log has about a party, as one file that is verified offline; throws NOT_PERMITTED, NOT_PUBLISHED. */
  completenessOf(request: CompletenessRequest): Promise<string>;
  /** Statements behind leaves that the tenant may read, with what opens them. */
  openedStatements(tenant: Tenant, span: { readonly from: number; readonly to: number }): Promise<OpenedStatements>;
  /** Erases what opens the leaf of a statement that the actor's party owns, and its personal fields. */
  eraseOpening(erasure: OpeningErasure): Promise<Outcome>;
  /** A file of the log by its path below the prefix. */
  readonly readFile: LogReader;
  status(): Promise<LogStatusReport>;
  /** Holds tiles, map and database against each other. */
  compare(): Promise<LogComparison>;
  /** Looks at the followed logs now. */
  look(): void;
  /** Publishes everything that is on record now. */
  flush(): Promise<void>;
  stop(): Promise<void>;
}

/** What publishing takes from the rest of the server. */
export interface PublicationParts {
  readonly settings: LogSettings;
  readonly keeping: Keeping;
  /** Gives positions to what was acknowledged and has none. */
  readonly number: () => Promise<unknown>;
  /** The jurisdiction whose public reads what came from other nodes. */
  readonly jurisdiction: string;
  readonly readSigned: ForeignTaking['readSigned'];
  /** Hears what went wrong in the background; the work is tried again. */
  readonly onError: (error: unknown) => void;
}

/** Begins to publish a node's record; returns at once, and what keeps the log from opening is told and tried again. */
export function openPublication(parts: PublicationParts): Publication {
  const { settings, keeping, number, jurisdiction, readSigned, onError } = parts;
  const { database, node, randomBytes, clock } = keeping;
  const making = (): LeafMaking => ({ node, now: clock(), mergeDelay: settings.mergeDelay, randomBytes });
  const nodeLog = new NodeLog({ settings, keeping, number, making, onError });
  const followers = settings.follow.map(
    (followed) =>
      new NodeFollower({ keeping, jurisdiction, readSigned, followed, every: settings.followEvery, onError }),
  );
  const readFile: LogReader = (path) => requireOpen(nodeLog).store.readFile(path);

  /** The leaves of statements by name, made where there are none yet, as everybody who asks has been let in before. */
  const leavesOf = (names: readonly StatementName[]) =>
    withKeeper(database, async (transaction) => {
      const requests = names.map((name) => ({ by: 'identity' as const, ...name }));
      const found = (await findStatements(transaction, requests, undefined)).flat();
      const logged = found.filter(({ originNode }) => originNode === node);
      const leaves = await ensureLeaves(transaction, logged, making());
      return new Map(logged.map(({ issuer, id }, at) => [`${issuer} ${id}`, leaves[at] as LeafRow]));
    });

  /** The leaf of a statement of this node that the tenant may read; what only came from another node is elsewhere. */
  const readableLeaf = async (tenant: Tenant, name: StatementName): Promise<LeafRow | undefined> =>
    withTenant({ database, tenant, node, mode: 'read' }, async (transaction) => {
      const [statement] = (await findStatements(transaction, [{ by: 'identity', ...name }], undefined)).flat();
      if (statement === undefined) throw new HttpError('NOT_FOUND', NOT_FOUND);
      if (statement.originNode !== node) throw new HttpError('NOT_FOUND', ELSEWHERE);
      return (await findLeaves(transaction, [statement.entry])).get(statement.entry);
    });

  return {
    origin: settings.origin,
    readFile,
    async acknowledge(body) {
      const names = namesIn(body);
      if (names.length === 0) return body;
      const leaves = await leavesOf(names);
      nodeLog.nudge();
      const promises = new Map<string, string>();
      for (const [key, leaf] of leaves) {
        // Asked again after an erasure, the answer must not name the commitment any more.
        if (leaf.salt !== null) promises.set(key, await signPromise(settings.signer, leaf));
      }
      return withPromises(body, promises);
    },
    async promiseOf(tenant, name) {
      await readableLeaf(tenant, name);
      const leaf = (await leavesOf([name])).get(`${name.issuer} ${name.id}`) as LeafRow;
      // The commitment alone says which leaf is the statement's, and that is what was to be forgotten.
      if (leaf.salt === null) throw erased(leaf);
      return {
        promise: await signPromise(settings.signer, leaf),
        ...{ opening: openingOf(leaf), mergeBy: leaf.mergeBy },
      };
    },
    async receiptOf(tenant, name) {
      const leaf = await readableLeaf(tenant, name);
      if (leaf === undefined) throw notPublished(settings);
      return receipt(leaf, { nodeLog, settings, readFile });
    },
    openedStatements: (tenant, span) => readOpened({ database, node, tenant, ...span }),
    async completenessOf(request) {
      const { log, witnesses, map } = requireOpen(nodeLog);
      const tree = witnesses.counting ?? log.latest();
      if (tree === undefined) throw notPublished(settings);
      return completenessOf({ keeping, tree, read: readFile, map }, request);
    },
    eraseOpening: (erasure) => eraseOpening(keeping, erasure),
    status: () => reportStatus(nodeLog, { settings, followers, keeping }),
    look: () => {
      for (const follower of followers) follower.look();
    },
    async compare() {
      const { log } = requireOpen(nodeLog);
      return compareLog({ database, node, log });
    },
    flush: () => nodeLog.flush(),
    async stop() {
      await Promise.all(followers.map((follower) => follower.stop()));
      await nodeLog.stop();
    },
  };
}

const NOT_FOUND = 'No such statement is known here, or none that you may see.';
const ELSEWHERE = 'This statement came from another node: it is in the log of that one, not in this.';

interface ReceiptParts {
  readonly nodeLog: NodeLog;
  readonly settings: LogSettings;
  readonly readFile: LogReader;
}

async function receipt(leaf: LeafRow, { nodeLog, settings, readFile }: ReceiptParts): Promise<ReceiptAnswer> {
  const { salt, leafIndex } = leaf;
  if (salt === null) throw erased(leaf);
  const tree = treeOver(leafIndex, nodeLog);
  if (leafIndex === null || tree === undefined) throw notPublished(settings);
  const hashes = await proveInclusion(nodeLogSuite, { index: leafIndex, size: tree.size }, readFile);
  const extra = encodeOpening(new Uint8Array(salt));
  const proof = formatTlogProof({ index: leafIndex, hashes, checkpoint: tree.note, extra });
  return { proof, counts: tree.counts };
}

/**
 * The newest tree that counts by the policy, where it covers the leaf; else the newest of all, where that does, which
 * then does not count. A witness that is down must not keep anybody from their proof, and who gets it must be told.
 */
function treeOver(
  leafIndex: number | null,
  nodeLog: NodeLog,
): (PublishedTree & { readonly counts: boolean }) | undefined {
  const { log, witnesses } = requireOpen(nodeLog);
  const covers = (tree: PublishedTree | undefined) => tree !== undefined && leafIndex !== null && leafIndex < tree.size;
  const { counting } = witnesses;
  if (counting !== undefined && covers(counting)) return { ...counting, counts: true };
  const latest = log.latest();
  return latest !== undefined && covers(latest) ? { ...latest, counts: false } : undefined;
}

function erased({ erasedAt }: LeafRow): HttpError {
  const detail = `What opens this leaf was erased on ${erasedAt}. The leaf stays, and nobody can show which it is or what it says.`;
  return new HttpError('ERASED', detail);
}

function notPublished({ checkpointInterval }: LogSettings): HttpError {
  const seconds = Math.max(1, Math.ceil(checkpointInterval / 1_000));
  return new HttpError('NOT_PUBLISHED', 'This statement is promised and not in the published log yet; ask again.', {
    headers: { 'retry-after': String(seconds) },
  });
}

function requireOpen(nodeLog: NodeLog) {
  if (nodeLog.open !== undefined) return nodeLog.open;
  throw new HttpError('UNAVAILABLE', 'The log is not open at this server at the moment; GET /api/log says why.', {
    headers: { 'retry-after': '5' },
  });
}

interface RecordedBody {
  readonly entries: readonly { readonly statement?: StatementName }[];
}

/** The statements that an answer acknowledges; none where it is no answer about a record. */
function namesIn(body: unknown): readonly StatementName[] {
  if (!isRecorded(body)) return [];
  return body.entries.flatMap(({ statement }) => (statement === undefined ? [] : [statement]));
}

function withPromises(body: unknown, promises: ReadonlyMap<string, string>): unknown {
  if (!isRecorded(body)) return body;
  const entries = body.entries.map((entry) => {
    const promise = promises.get(`${entry.statement?.issuer} ${entry.statement?.id}`);
    return promise === undefined ? entry : { ...entry, promise };
  });
  return { ...body, entries };
}

function isRecorded(body: unknown): body is RecordedBody {
  return (
    typeof body === 'object' &&
    body !== null &&
    'outcome' in body &&
    body.outcome === 'recorded' &&
    'entries' in body &&
    Array.isArray(body.entries)
  );
}
