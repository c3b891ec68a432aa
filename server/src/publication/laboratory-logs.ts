// SPDX-License-Identifier: Apache-2.0
import {
  formatTlogProof,
  formatVkey,
  type NoteKey,
  type PossessionNotes,
  proveInclusion,
} from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { formatBatchReceipt } from '@touchstone/evidence';
import { encodeHex, utf8Bytes } from '@touchstone/identifiers';
import { z } from 'zod';
import { HttpError } from '../http/http-error.ts';
import type { Actor } from '../record-keeping/tenant.ts';
import { refuseSignature } from '../record-keeping/two-person.ts';
import type { Database } from '../storage/database.ts';
import { type DatabaseTransaction, withKeeper } from '../storage/with-tenant.ts';
import { type BatchRoot, batchRootsOf } from './batch-roots.ts';
import { claimsOf, findHandedLog, refusalsOf, registerHandedLog } from './handed-logs.ts';
import { type AskedPossession, askPossession, requirePossession } from './log-possession.ts';
import { HANDED_IN, type LogSettings } from './log-settings.ts';
import { refuseNewName } from './new-log-name.ts';
import type { NodeLog } from './node-log.ts';
import { isNodeName, isOwnLogName } from './own-log-names.ts';
import { treeOver } from './receipts.ts';

/** Who registers which log. */
export interface LogRegistration {
  readonly actor: Actor;
  readonly now: string;
  readonly key: NoteKey;
  /** What this node asked of the key for this party, and what the key signed of it. */
  readonly possession: PossessionNotes;
}

/** How a laboratory's log stands at this node, as anybody may read it. */
export const handedLogReport = z
  .strictObject({
    origin: z.string(),
    vkey: z.string(),
    party: z.string(),
    registeredAt: z.string(),
    /** What the key itself signed for this party; absent where that was not asked yet, and the party is only claimed. */
    possession: z.strictObject({ provenAt: z.string(), challenge: z.string(), answer: z.string() }).optional(),
    /** Who had registered the log without such a sign, until the key answered for another. */
    replaced: z.array(z.strictObject({ party: z.string(), registeredAt: z.string(), replacedAt: z.string() })),
    /** Cosigns the trees that are taken: the name to be looked for among the witnesses of that log. */
    cosigner: z.string(),
    /** Entries of the tree that was taken last. */
    size: z.int().nonnegative(),
    batchRoots: z.array(
      z.strictObject({
        size: z.int().positive(),
        /** The laboratory's signed checkpoint: proofs of its entries are made for this size. */
        checkpoint: z.string(),
        from: z.int().nonnegative(),
        to: z.int().nonnegative(),
        /** Proof that this node's log has the tree; absent until it is published. */
        receipt: z.string().optional(),
        counts: z.boolean(),
      }),
    ),
    /** What the log signed against what it had shown, as far as it is proof. */
    refusals: z.array(
      z.strictObject({
        seenAt: z.string(),
        kind: z.enum(['forked']),
        remembered: z.string(),
        shown: z.string(),
      }),
    ),
  })
  .meta({ id: 'LaboratoryLog' });
export type HandedLogReport = z.infer<typeof handedLogReport>;

/** What whoever registers a log confirms, word for word; of a key that fills a page, its digest is named. */
export function registrationMeaning(key: NoteKey): string {
  const vkey = formatVkey(key);
  const named = key.type === 'ed25519' ? vkey : `whose SHA-256 is ${encodeHex(nodeLogSuite.sha256(utf8Bytes(vkey)))}`;
  return `The log ${key.name} with the key ${named} is kept by my organisation.`;
}

/** What a registration is held against: what is on record, and what is followed. */
export interface Registrations {
  readonly database: Database;
  readonly settings: LogSettings;
  readonly node: string;
  /** Keys of the logs of other nodes that are followed now. */
  readonly followed: readonly NoteKey[];
}

/** What the key of a log that is to be registered is asked; throws REFUSED for one that cannot be. */
export async function challengeLog(
  { database, settings, node, followed }: Registrations,
  asked: AskedPossession,
): Promise<{ readonly challenge: string; readonly until: string }> {
  requireRegistrable(asked.key, { settings, node });
  await withKeeper(database, (transaction) => requireNewName(transaction, asked.key, followed));
  return askPossession(settings.handedLogs.cosigner, asked);
}

/**
 * Registers a log for the actor's party, for which its key has answered: once for ever, as the name of a log is bound to
 * its key.
 */
export async function registerLog(
  { database, settings, node, followed }: Registrations,
  { actor, now, key, possession }: LogRegistration,
): Promise<void> {
  const [reason] = refuseSignature(registrationMeaning(key), actor, now);
  if (reason !== undefined) throw refused(reason.code, reason.detail);
  requireRegistrable(key, { settings, node });
  const { party, person } = actor;
  requirePossession(settings.handedLogs.cosigner.key, { key, party, now }, possession);
  const request = { origin: key.name, vkey: formatVkey(key), party, person, now, possession };
  const kept = await withKeeper(database, async (transaction) => {
    await requireNewName(transaction, key, followed);
    return registerHandedLog(transaction, request);
  });
  if (kept.party !== party || kept.vkey !== request.vkey) {
    throw refused(
      'ORIGIN_TAKEN',
      `${key.name} is registered with another key or by another party; a new key needs a new name.`,
    );
  }
}

function requireRegistrable(key: NoteKey, { settings, node }: Pick<Registrations, 'settings' | 'node'>): void {
  if (!HANDED_IN.includes(key.type)) {
    throw refused('BAD_KEY', `a log is known by a key of type ${HANDED_IN.join(' or ')}, not of type ${key.type}.`);
  }
  if (isOwnLogName(key.name, settings)) {
    throw refused('OWN_LOG', `${key.name} is a name of this node's own log, or may be taken for one.`);
  }
  if (isNodeName(key.name, node)) {
    throw refused('OWN_LOG', `${key.name} is the name of this very node, or may be taken for it.`);
  }
}

async function requireNewName(
  transaction: DatabaseTransaction,
  key: NoteKey,
  followed: readonly NoteKey[],
): Promise<void> {
  const reason = await refuseNewName(transaction, key, followed);
  if (reason !== undefined) throw refused(reason.code, reason.detail);
}

/** What a report is made from. */
export interface HandedLogParts {
  readonly database: Database;
  readonly nodeLog: NodeLog;
  readonly settings: LogSettings;
}

/** The log of an origin and its trees from a size on, the smallest first; NOT_FOUND for one that is not registered. */
export async function reportHandedLog(
  { database, nodeLog, settings }: HandedLogParts,
  { origin, atLeast }: { readonly origin: string; readonly atLeast: number },
): Promise<HandedLogReport> {
  const found = await withKeeper(database, async (transaction) => {
    const log = await findHandedLog(transaction, origin);
    const refusals = await refusalsOf(transaction, origin);
    const replaced = await claimsOf(transaction, origin);
    return log && { log, refusals, replaced, roots: await batchRootsOf(transaction, { origin, atLeast }) };
  });
  if (found === undefined) throw new HttpError('NOT_FOUND', 'No laboratory has registered a log of this name here.');
  const { log, refusals, replaced, roots } = found;
  const { vkey, party, registeredAt, possession, state } = log;
  return {
    ...{ origin, vkey, party, registeredAt, cosigner: formatVkey(settings.handedLogs.cosigner.key) },
    ...(possession === undefined ? {} : { possession }),
    replaced: [...replaced],
    size: state?.size ?? 0,
    batchRoots: await Promise.all(roots.map((root) => reported(root, nodeLog))),
    refusals: [...refusals],
  };
}

async function reported(root: BatchRoot, nodeLog: NodeLog): Promise<HandedLogReport['batchRoots'][number]> {
  const { size, note: checkpoint, since: from, until: to, leafIndex } = root;
  const open = leafIndex === null ? undefined : nodeLog.shardOfLeaf(leafIndex);
  const index = (leafIndex ?? 0) - (open?.shard.base ?? 0);
  const tree = open && treeOver(index, open);
  const common = { size, checkpoint, from, to };
  if (open === undefined || tree === undefined) return { ...common, counts: false };
  const hashes = await proveInclusion(nodeLogSuite, { index, size: tree.size }, (path) => open.store.readFile(path));
  const outer = formatTlogProof({ index, hashes, checkpoint: tree.note });
  return { ...common, receipt: formatBatchReceipt({ outer, interval: { from, to } }), counts: tree.counts };
}

function refused(code: string, detail: string): HttpError {
  return new HttpError('REFUSED', detail, { errors: [{ pointer: '', code, detail }] });
}
