// SPDX-License-Identifier: Apache-2.0
import { instantFromMilliseconds } from '@touchstone/identifiers';
import { formatVkey, type QuorumEvaluation, unmetMembers } from '@touchstone/transparency-log';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Keeping } from '../record-keeping/keeping.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import type { FollowedLogs } from './followed-logs.ts';
import { TROUBLES } from './follow-state.ts';
import { FOREIGN_STATES } from './foreign-leaves.ts';
import { LAST_SECOND } from './last-signed.ts';
import { LOG_PREFIX } from './log-place.ts';
import type { LogSettings } from './log-settings.ts';
import { LOG_TROUBLES, logTroubleOf } from './log-trouble.ts';
import type { NodeLog } from './node-log.ts';
import type { OpenNodeLog } from './open-node-log.ts';
import type { NewestQuorum } from './witness-asking.ts';
import { WITNESS_TROUBLES } from './witness-trouble.ts';

const COUNTS = z.record(z.string(), z.int().nonnegative());

/** How a log stands, as anybody may read it. */
export const logStatus = z
  .strictObject({
    origin: z.string(),
    /** Verifies checkpoints and promises. C2SP signed-note v1.0.0, Verifier keys. */
    vkey: z.string(),
    /** False while this server does not write the log: another one does, or something is in the way. It may be read. */
    open: z.boolean(),
    size: z.int().nonnegative().optional().describe('Entries sequenced for good; absent while that is not known here'),
    published: z
      .int()
      .nonnegative()
      .optional()
      .describe(
        'Entries that the published checkpoint covers: of a log that is not open here, the last one that can be read; absent where none can',
      ),
    counting: z
      .int()
      .nonnegative()
      .optional()
      .describe('Entries that the newest checkpoint covers which counts by the policy; absent while that is not known'),
    covered: z
      .int()
      .nonnegative()
      .optional()
      .describe('Position of the record up to which everything is in the log; absent while that is not known here'),
    /** Position of the last statement on record here that belongs in the log: it lags while `covered` is less. */
    recorded: z.int().nonnegative(),
    mergeDelaySeconds: z.int().positive(),
    /** The logs of which this one consists, oldest first; the last is the one that `origin`, `size` and `published` tell of. */
    shards: z.array(
      z.strictObject({
        origin: z.string(),
        vkey: z.string(),
        /** Where its files are at this node. */
        path: z.string(),
        /** Entries of its last tree, and since when nothing is appended to it. */
        ended: z.strictObject({ size: z.int().nonnegative(), at: z.string() }).optional(),
        /** False where its files are not to be had from this server at the moment. */
        open: z.boolean(),
      }),
    ),
    /** The log of the next year, known beforehand so that policies and witnesses can name its key. */
    next: z.strictObject({ origin: z.string(), vkey: z.string() }).optional(),
    witnesses: z.array(
      z.strictObject({
        name: z.string(),
        url: z.string(),
        size: z.int().nonnegative().optional(),
        cosignedAt: z.string().optional(),
        trouble: z.string().optional().describe('What failed when it was asked last, in English'),
        troubleKind: z.enum(WITNESS_TROUBLES).optional().describe('The same in a word'),
        troubleValues: COUNTS.optional().describe(
          'The numbers of it: entries that it has `cosigned` and that it was `shown`, the `status` of its answer',
        ),
      }),
    ),
    /** How far the newest tree counts by this node's policy; absent where the policy asks for no cosignature. */
    quorum: z
      .strictObject({
        name: z.string(),
        size: z.int().nonnegative(),
        met: z.boolean(),
        /** The groups, or witnesses, whose cosignature is lacking. */
        missing: z.array(z.string()),
        /** The groups of the policy, the quorum first. C2SP tlog-policy. */
        groups: z.array(
          z.strictObject({
            name: z.string(),
            threshold: z.int().positive(),
            met: z.boolean(),
            members: z.array(z.strictObject({ name: z.string(), met: z.boolean(), cosignedAt: z.string().optional() })),
          }),
        ),
      })
      .optional(),
    /** Logs of other nodes that this one follows. */
    followed: z.array(
      z.strictObject({
        origin: z.string(),
        url: z.string(),
        /** Entries of the tree that was accepted last, and when. */
        size: z.int().nonnegative(),
        acceptedAt: z.string().optional(),
        lookedAt: z.string().optional(),
        /** Leaves of statements by what came of them. */
        states: z.partialRecord(z.enum(FOREIGN_STATES), z.int().nonnegative()),
        /** Second stories that the log told: both notes are signed by it. */
        splits: z.array(
          z.strictObject({ seenAt: z.string(), detail: z.string(), remembered: z.string(), shown: z.string() }),
        ),
        since: z.string().optional().describe('Since when it is followed, where administrators chose it'),
        shown: z.int().nonnegative().optional().describe('Entries of the tree that it showed last'),
        read: z
          .int()
          .nonnegative()
          .optional()
          .describe('While new entries are read: how many of those shown have been'),
        trouble: z.string().optional(),
        troubleKind: z.enum(TROUBLES).optional(),
        knownUntil: z
          .string()
          .optional()
          .describe('Up to when all that its node opens is here, as its quorum has dated the tree'),
        /** Since when it is followed no longer: all of this is as it was then. */
        endedAt: z.string().optional(),
      }),
    ),
    unconfirmed: z
      .literal(true)
      .optional()
      .describe(
        'While no witness has confirmed that no more was signed than is here, or one says that more was: it signs and promises nothing',
      ),
    trouble: z.string().optional().describe('What fails at present, in English'),
    troubleCode: z.enum(LOG_TROUBLES).optional().describe('The same in a word'),
    troubleValues: COUNTS.optional().describe(
      'The numbers that are known of it: entries `seen` by others and `here`, the `size` of another tree, positions `covered` by the log and the `last` of the database, an `entry`',
    ),
  })
  .meta({ id: 'LogStatus' });
export type LogStatusReport = z.infer<typeof logStatus>;

/** Where the state of a log comes from, beside the log itself. */
export interface StatusParts {
  readonly settings: LogSettings;
  readonly followed: Pick<FollowedLogs, 'states'>;
  readonly keeping: Pick<Keeping, 'database' | 'node'>;
}

/** The state of a node's log at this moment. */
export async function reportStatus(
  nodeLog: NodeLog,
  { settings, followed, keeping }: StatusParts,
): Promise<LogStatusReport> {
  const { open } = nodeLog;
  const status = open?.log.status();
  const trouble = nodeLog.trouble;
  // Read before the record is: what is recorded is then never less than what is covered.
  const covered = open?.feeder.covered;
  const written = nodeLog.shards.at(-1) ?? settings;
  const { next } = nodeLog;
  return {
    origin: written.origin,
    vkey: formatVkey(written.signer.key),
    shards: shardsReport(nodeLog),
    ...(next === undefined ? {} : { next: { origin: next.name, vkey: formatVkey(next) } }),
    open: nodeLog.isWritten,
    ...(open === undefined ? leftOf(nodeLog) : stateOf(open)),
    ...(covered === undefined ? {} : { covered }),
    recorded: await lastToLog(keeping),
    mergeDelaySeconds: settings.mergeDelay,
    ...quorumReport(open?.witnesses.quorum),
    followed: (await followed.states()).map(({ splits, ...state }) => ({ ...state, splits: [...splits] })),
    ...(nodeLog.isWritten && status?.confirmed === false ? { unconfirmed: true as const } : {}),
    ...troubleReport(trouble),
  };
}

function troubleReport(trouble: unknown): Pick<LogStatusReport, 'trouble' | 'troubleCode' | 'troubleValues'> {
  if (trouble === undefined) return {};
  const { code, values, text } = logTroubleOf(trouble);
  return { trouble: text, troubleCode: code, ...(values === undefined ? {} : { troubleValues: { ...values } }) };
}

function leftOf({ left: { published, witnesses } }: NodeLog): Pick<LogStatusReport, 'published' | 'witnesses'> {
  return { ...(published === undefined ? {} : { published }), witnesses: [...witnesses] };
}

function stateOf({
  log,
  witnesses,
}: OpenNodeLog): Pick<LogStatusReport, 'size' | 'published' | 'counting' | 'witnesses'> {
  const { size, published } = log.status();
  return { size, published, counting: witnesses.counting?.size ?? 0, witnesses: [...witnesses.states()] };
}

function quorumReport(newest: NewestQuorum | undefined): Pick<LogStatusReport, 'quorum'> {
  if (newest === undefined) return {};
  const { size, evaluation } = newest;
  const { name, met } = evaluation;
  return { quorum: { ...{ name, size, met }, missing: [...unmetMembers(evaluation)], groups: groupsOf(evaluation) } };
}

function groupsOf({
  name,
  met,
  threshold,
  members = [],
}: QuorumEvaluation): NonNullable<LogStatusReport['quorum']>['groups'] {
  if (threshold === undefined) return [];
  const own = members.map((member) => ({
    ...{ name: member.name, met: member.met },
    ...(member.time === undefined || member.time > LAST_SECOND
      ? {}
      : { cosignedAt: instantFromMilliseconds(member.time * 1_000) }),
  }));
  return [{ name, threshold, met, members: own }, ...members.flatMap(groupsOf)];
}

function shardsReport({ shards, openShards }: NodeLog): LogStatusReport['shards'] {
  const open = new Set(openShards.map(({ shard }) => shard.name));
  return shards.map(({ origin, signer, name, end }) => ({
    ...{ origin, vkey: formatVkey(signer.key), path: name === '' ? LOG_PREFIX : `${LOG_PREFIX}/${name}` },
    ...(end === undefined ? {} : { ended: { size: end.size, at: end.closedAt } }),
    open: open.has(name),
  }));
}

/**
 * Only statements that originate here are logged: whatever else has a later position is nothing to wait for. Looked for
 * among the newest first, which are nearly always such: asked for the last of all, PostgreSQL reads every position.
 */
async function lastToLog({ database, node }: StatusParts['keeping']): Promise<number> {
  const isLogged = sql`source = 'statement' and origin_node = ${node}`;
  return withKeeper(database, async (transaction) => {
    const { rows } = await sql<{ last: number }>`with newest as materialized (
        select position, source, origin_node from touchstone.position order by position desc limit ${NEWEST}
      ) select coalesce((select max(position) from newest where ${isLogged}),
        (select max(position) from touchstone.position where ${isLogged}), 0) as last`.execute(transaction);
    return rows[0]?.last ?? 0;
  });
}

const NEWEST = 100;
