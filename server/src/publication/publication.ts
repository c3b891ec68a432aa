// SPDX-License-Identifier: Apache-2.0
import type { LogReader, WitnessAnswer } from '@touchstone/transparency-log';
import { HttpError } from '../http/http-error.ts';
import type { Outcome } from '../record-keeping/define-register.ts';
import type { StatementRecord } from '../record-keeping/fact.ts';
import { findErasure, findStatements } from '../record-keeping/find-statements.ts';
import type { Keeping } from '../record-keeping/keeping.ts';
import type { Tenant } from '../record-keeping/tenant.ts';
import { withKeeper, withTenant } from '../storage/with-tenant.ts';
import {
  type AcknowledgedStatement,
  type BatchBody,
  isBatch,
  nameOf,
  statementsIn,
  withBatchPromise,
  withPromises,
} from './acknowledged.ts';
import { type CompletenessRequest, completenessOf } from './completeness.ts';
import { compareLog, type LogComparison } from './compare-log.ts';
import { eraseOpening, type OpeningErasure } from './erase-opening.ts';
import { findLeaves, type LeafRow } from './leaf-table.ts';
import type { LogSettings } from './log-settings.ts';
import {
  challengeLog,
  type HandedLogReport,
  type LogRegistration,
  registerLog,
  reportHandedLog,
} from './laboratory-logs.ts';
import type { AskedPossession } from './log-possession.ts';
import { listShards, shardAt } from './log-shards.ts';
import { type LogStatusReport, reportStatus } from './log-status.ts';
import { ensureLeaves, type LeafMaking, type RecordedStatement } from './make-leaves.ts';
import { FollowedLogs, type WordsOfFollowed, wordsOfFollowed } from './followed-logs.ts';
import { type FollowingAtHand, followingAtHand } from './following/at-hand.ts';
import { startTakingEffect } from './following/chosen.ts';
import { noPromise } from './no-promise.ts';
import { NodeLog } from './node-log.ts';
import { type OpenedStatements, openingOf, readOpened } from './opened-statements.ts';
import { type LogWord, wordFor } from './log-word.ts';
import { openingFor, readPersons } from './person-opening.ts';
import { signBatchPromise, signPromise } from './promise.ts';
import { PromisedLeaves } from './promised-leaves.ts';
import {
  erased,
  findShard,
  notPromised,
  ofSoundFiles,
  type ReceiptAnswer,
  type ReceiptParts,
  receiptOf,
  requireOpen,
  shownShards,
} from './receipts.ts';
import { findSplitView, type KeptSplitView, listSplitViews } from './split-views.ts';
import { signSuccession } from './succession.ts';
import { articleRecalledIn, signErasure } from './sign-erasure.ts';
import { takeCheckpoint } from './take-checkpoint.ts';
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

/** Leaves of one log of the chain, by their indexes in it; without an origin, of the one that is written now. */
export interface LeafSpan {
  readonly log?: string | undefined;
  readonly from: number;
  readonly to: number;
}

/** The public log of a node, as the rest of the server sees it. */
export interface Publication extends WordsOfFollowed {
  readonly origin: string;
  /** Adds to an answer about recorded statements the promise that each will be in the log. */
  acknowledge(body: unknown): Promise<unknown>;
  /** The promise about a statement that the tenant may read; throws NOT_FOUND, ERASED. */
  promiseOf(tenant: Tenant, name: StatementName): Promise<PromiseAnswer>;
  /** tlog-proof of a statement that the tenant may read; throws NOT_FOUND, NOT_PROMISED, NOT_PUBLISHED, ERASED. */
  receiptOf(tenant: Tenant, name: StatementName): Promise<ReceiptAnswer>;
  /** Receipts, and promises before them, of statements of this node that the tenant may read, by entry; none once erased. */
  wordsOf(tenant: Tenant, statements: readonly StatementRecord[]): Promise<ReadonlyMap<number, LogWord>>;
  /** All that the log has about a party, as one file that is verified offline; throws NOT_PERMITTED, UNAVAILABLE. */
  completenessOf(request: CompletenessRequest): Promise<string>;
  /** Statements behind leaves that the tenant may read, with what opens them. */
  openedStatements(tenant: Tenant, span: LeafSpan): Promise<OpenedStatements>;
  /** Takes the tree of a laboratory's log, as a C2SP witness does. */
  takeCheckpoint(body: Uint8Array): Promise<WitnessAnswer>;
  /** What the key of a party's log is to answer before it is registered; throws REFUSED for a key that cannot be. */
  challengeLog(about: AskedPossession): ReturnType<typeof challengeLog>;
  /** Registers the log of the actor's party; throws REFUSED where its key has not answered, or the origin is another's. */
  registerLog(request: LogRegistration): Promise<HandedLogReport>;
  /** How a laboratory's log stands here, and its trees from a size on; throws NOT_FOUND. */
  handedLog(origin: string, atLeast: number): Promise<HandedLogReport>;
  /** Erases what opens the leaf of a statement that the actor's party owns, and its personal fields. */
  eraseOpening(erasure: OpeningErasure): Promise<Outcome>;
  /** A file of the log that is written now, by its path below the log's own prefix. */
  readonly readFile: LogReader;
  /** A file of one of the logs of the chain, by the year in its name; undefined where there is no such log or file. */
  readShardFile(name: string, path: string): Promise<Uint8Array | undefined>;
  /** The signed note by which a log that has ended names its successor; undefined where it goes on. */
  successorOf(name: string): Promise<string | undefined>;
  /** What the node follows and asks by now: for administrators, who choose it. */
  readonly following: FollowingAtHand;
  /** The second stories that followed logs have told, and the file of one; anybody may have them. */
  splitViews(): Promise<readonly KeptSplitView[]>;
  splitView(id: string): Promise<KeptSplitView | undefined>;
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
  const promised = new PromisedLeaves();
  const nodeLog = new NodeLog({ settings, keeping, number, making, promised, onError });
  const followed = new FollowedLogs({
    ...{ keeping, jurisdiction, readSigned, every: settings.followEvery, onError },
    ...{ configured: settings.follow, policies: settings.followPolicies ?? [] },
  });
  const takingEffect = startTakingEffect(keeping, {
    ...{ every: settings.followEvery, onError },
    async take(chosen) {
      nodeLog.askAlso(chosen.witnesses);
      await followed.take(chosen);
    },
  });
  const article = settings.erasureArticle ?? articleRecalledIn(jurisdiction);
  const { cosigner } = settings.handedLogs;
  const readFile: LogReader = (path) => requireOpen(nodeLog).store.readFile(path);

  /** The leaves of statements by name, made where there are none yet, as everybody who asks has been let in before. */
  const leavesOf = (names: readonly StatementName[], held: readonly RecordedStatement[] = []) =>
    promised.keep(
      withKeeper(database, async (transaction) => {
        const requests = names.map((name) => ({ by: 'identity' as const, ...name }));
        const found = (await findStatements(transaction, requests, undefined)).flat();
        const logged = found.filter(({ originNode }) => originNode === node);
        const statements = [...held, ...logged];
        const leaves = await ensureLeaves(transaction, statements, making());
        return new Map(statements.map((statement, at) => [nameOf(statement), leaves[at] as LeafRow]));
      }),
    );

  const shardsNow = async () => (nodeLog.shards.length > 0 ? nodeLog.shards : listShards(settings, clock()));

  /** One signature for all of them that are promised by one log: at the turn of a year, by the newer. */
  const promiseBatch = async (body: BatchBody, statements: readonly AcknowledgedStatement[]): Promise<unknown> => {
    const held = statements.flatMap(({ entry }) => keeping.recent.take(entry) ?? []);
    const known = new Set(held.map(({ entry }) => entry));
    const others = statements.filter(({ entry }) => !known.has(entry));
    const recorded = held.map((record) => ({ ...record, statedEdges: record.edges }));
    const kept = await leavesOf(others, recorded);
    nodeLog.nudge();
    const shards = await shardsNow();
    const newest = shardAt(shards, clock());
    // In the order of the answers; an erased one must not be named by its commitment.
    const leaves = statements
      .flatMap((statement) => kept.get(nameOf(statement)) ?? [])
      .filter(({ salt, promisedAt }) => salt !== null && shardAt(shards, promisedAt) === newest);
    if (leaves.length === 0) return body;
    return withBatchPromise(body, { promise: await signBatchPromise(newest.signer, leaves), leaves });
  };

  /** The leaf of a statement of this node that the tenant may read; what only came from another node is elsewhere. */
  const readableLeaf = async (tenant: Tenant, name: StatementName): Promise<ReadableLeaf> =>
    withTenant({ database, tenant, node, mode: 'read' }, async (transaction) => {
      const [statement] = (await findStatements(transaction, [{ by: 'identity', ...name }], undefined)).flat();
      if ((await findErasure(transaction, { node, ...name })) !== undefined) throw erased();
      if (statement === undefined) throw new HttpError('NOT_FOUND', NOT_FOUND);
      if (statement.originNode !== node) throw new HttpError('NOT_FOUND', ELSEWHERE);
      return { statement, leaf: (await findLeaves(transaction, [statement.entry])).get(statement.entry) };
    });

  const promiseFor = async (leaf: LeafRow): Promise<string> => {
    return signPromise(shardAt(await shardsNow(), leaf.promisedAt).signer, leaf);
  };

  return {
    origin: settings.origin,
    readFile,
    readShardFile: async (name, path) => findShard(nodeLog, ({ shard }) => shard.name === name)?.store.readFile(path),
    async successorOf(name) {
      const { shards } = nodeLog;
      const at = shards.findIndex((shard) => shard.name === name);
      const [ended, next] = [shards[at], shards[at + 1]];
      return ended === undefined || next === undefined ? undefined : signSuccession(ended, next);
    },
    async acknowledge(body) {
      const statements = statementsIn(body);
      // They are on record; a log that is stopped for good owes nobody a leaf.
      if (statements.length === 0 || !(await nodeLog.mayPromise())) return body;
      if (isBatch(body)) return promiseBatch(body, statements);
      const leaves = await leavesOf(statements);
      nodeLog.nudge();
      const promises = new Map<string, string>();
      for (const [name, leaf] of leaves) {
        // Asked again after an erasure, the answer must not name the commitment any more.
        if (leaf.salt !== null) promises.set(name, await promiseFor(leaf));
      }
      return withPromises(body, promises);
    },
    async promiseOf(tenant, name) {
      await readableLeaf(tenant, name);
      if (!(await nodeLog.mayPromise())) throw noPromise(nodeLog);
      const leaf = (await leavesOf([name])).get(nameOf(name)) as LeafRow;
      // The commitment alone says which leaf is the statement's, and that is what was to be forgotten.
      if (leaf.salt === null) throw erased();
      return {
        promise: await promiseFor(leaf),
        ...{ opening: openingOf(leaf), mergeBy: leaf.mergeBy },
      };
    },
    async receiptOf(tenant, name) {
      const { leaf, statement } = await readableLeaf(tenant, name);
      if (leaf === undefined) throw notPromised(settings, await nodeLog.mayPromise());
      const persons = await withKeeper(database, (transaction) => readPersons(transaction, [statement], node));
      return receiptOf(leaf, { nodeLog, settings, openingOf: (salted) => openingFor(salted, persons, tenant.party) });
    },
    async wordsOf(tenant, statements) {
      const mayPromise = await nodeLog.mayPromise();
      const { leaves, persons } = await withKeeper(database, async (transaction) => ({
        leaves: mayPromise
          ? await ensureLeaves(transaction, statements, making())
          : // A leaf says by when it is promised to be shown: of what is promised to nobody there is none.
            await findLeaves(
              transaction,
              statements.map(({ entry }) => entry),
            ),
        persons: await readPersons(transaction, statements, node),
      }));
      const openingOfLeaf: ReceiptParts['openingOf'] = (salted) => openingFor(salted, persons, tenant.party);
      const receipts = { nodeLog, settings, openingOf: openingOfLeaf };
      const parts = { receipts, promiseFor: mayPromise ? promiseFor : undefined };
      return new Map(
        await Promise.all([...leaves.values()].map(async (leaf) => [leaf.entry, await wordFor(leaf, parts)] as const)),
      );
    },
    async openedStatements(tenant, { log, from, to }) {
      const shards = await shardsNow();
      const shard = log === undefined ? shards.at(-1) : shards.find(({ origin }) => origin === log);
      if (shard === undefined) throw new HttpError('NOT_FOUND', `This node keeps no log of the name ${log}.`);
      // A span ends with its log: the next leaf belongs to the log of another year.
      const last = Math.max(from, Math.min(to, shard.end?.size ?? to));
      const tombstoneOf = (leaf: LeafRow, index: number) => signErasure(shard, leaf, { index, article });
      return readOpened({ database, node, tenant, base: shard.base, from, to: last, tombstoneOf });
    },
    async completenessOf(request) {
      const shards = await shownShards(nodeLog, settings);
      const shown = { keeping, shards, ended: followed.ended() };
      return ofSoundFiles(nodeLog, () => completenessOf(shown, request));
    },
    takeCheckpoint: (body) => takeCheckpoint({ database, clock, cosigner }, body),
    challengeLog: (about) => challengeLog({ database, settings, node, followed: followed.keys() }, about),
    async registerLog(request) {
      await registerLog({ database, settings, node, followed: followed.keys() }, request);
      return reportHandedLog({ database, nodeLog, settings }, { origin: request.key.name, atLeast: 0 });
    },
    handedLog: (origin, atLeast) => reportHandedLog({ database, nodeLog, settings }, { origin, atLeast }),
    eraseOpening: (erasure) => eraseOpening(keeping, erasure),
    status: () => reportStatus(nodeLog, { settings, followed, keeping }),
    ...wordsOfFollowed(followed),
    following: followingAtHand({ settings, nodeLog, followed, takingEffect }),
    splitViews: () => withKeeper(database, listSplitViews),
    splitView: (id) => withKeeper(database, (transaction) => findSplitView(transaction, id)),
    look: () => followed.look(),
    async compare() {
      const { log, shard } = requireOpen(nodeLog);
      const shards = nodeLog.openShards.map((each) => ({ log: each.log, base: each.shard.base }));
      return compareLog({ database, node, shards, covered: log.status().covered ?? shard.before?.end.covered });
    },
    flush: () => nodeLog.flush(),
    async stop() {
      await takingEffect.stop();
      await followed.stop();
      await nodeLog.stop();
    },
  };
}

interface ReadableLeaf {
  readonly statement: StatementRecord;
  readonly leaf: LeafRow | undefined;
}

const NOT_FOUND = 'No such statement is known here, or none that you may see.';
const ELSEWHERE = 'This statement came from another node: it is in the log of that one, not in this.';
