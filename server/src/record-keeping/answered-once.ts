// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import { instantMilliseconds, makeUuidV7, parseInstant } from '@touchstone/identifiers';
import { sql } from 'kysely';
import { type DatabaseTransaction, withKeeper, withTenant } from '../storage/with-tenant.ts';
import type { Outcome, RouteAnswer } from './define-register.ts';
import { jsonText } from './json-text.ts';
import type { Keeping } from './keeping.ts';
import { RecordError } from './record-error.ts';
import { type Actor, tenantOf } from './tenant.ts';

/** A request that its caller may send again under the same key. */
export interface RepeatableRequest {
  readonly actor: Actor;
  readonly key: string;
  /** Digest of method, path and body: the same key with another request is refused. */
  readonly digest: string;
  readonly now: string;
}

/** What an earlier attempt at the same request left behind; empty at the first. */
export interface RequestMemory {
  readonly key: string;
  readonly begunAt: string;
  /** Counts the attempts; one that another has taken over from can record nothing more. */
  readonly attempt: number;
  /** What was recorded before the earlier attempt was cut off, in order. */
  readonly outcomes: readonly Outcome[];
}

/** After this long without an answer the first attempt counts as dead and the next one takes over. */
export const LEASE_SECONDS = 60;
const KEY = /^[\x21-\x7e]{1,128}$/;

/**
 * Runs `work` once per key and owner; a repetition gets the first answer.
 *
 * What an attempt recorded is remembered in the transaction that recorded it, so that an attempt that died between
 * commit and answer is completed by the next one, not done twice.
 */
export async function answerOnce(
  keeping: Keeping,
  request: RepeatableRequest,
  work: (memory: RequestMemory) => Promise<RouteAnswer>,
): Promise<RouteAnswer & { readonly repeated: boolean }> {
  if (!KEY.test(request.key)) {
    throw new RecordError('BAD_INPUT', 'Idempotency-Key: 1 to 128 visible ASCII characters', {});
  }
  const claim = await claimRequest(keeping, request);
  if (claim.answer !== undefined) return { ...claim.answer, repeated: true };
  try {
    const answer = await work(claim.memory);
    // Taken over meanwhile, the answer is the other attempt's to keep.
    await inTenant(keeping, request, (transaction) =>
      sql`update touchstone.idempotency set status = ${answer.status}, response = ${jsonText(answer.body ?? null)}::jsonb
        where owner = ${request.actor.party} and key = ${request.key} and attempt = ${claim.memory.attempt}`.execute(
        transaction,
      ),
    );
    return { ...answer, repeated: false };
  } catch (error) {
    await releaseRequest(keeping, request, claim.memory.attempt);
    throw error;
  }
}

/**
 * Notes an outcome under the request's key, in the transaction that records it; throws, so that nothing is recorded,
 * where another attempt has taken over: of two attempts at one request only one can act.
 */
export async function rememberOutcome(
  transaction: DatabaseTransaction,
  { actor, memory }: { readonly actor: Actor; readonly memory: Pick<RequestMemory, 'key' | 'attempt'> },
  outcome: Outcome,
): Promise<void> {
  const { numAffectedRows } = await sql`update touchstone.idempotency
    set outcomes = outcomes || ${JSON.stringify([outcome])}::jsonb
    where owner = ${actor.party} and key = ${memory.key} and attempt = ${memory.attempt} and status is null`.execute(
    transaction,
  );
  if (numAffectedRows !== 1n) throw inProgress(memory.key);
}

/** Ids that come out the same at every attempt at one request. */
export function idsOfRequest(keeping: Keeping, owner: string, memory: RequestMemory): () => string {
  let count = 0;
  const time = instantMilliseconds(parseInstant(memory.begunAt));
  return () => {
    const seed = JSON.stringify([owner, memory.key, count++]);
    return makeUuidV7(time, createHmac('sha256', keeping.cursorKey).update(seed).digest().subarray(0, 10));
  };
}

/** Forgets answers begun before an instant; their keys may then be used again. */
export async function forgetAnswers(keeping: Keeping, before: string): Promise<number> {
  return withKeeper(keeping.database, async (transaction) => {
    const { numAffectedRows } = await sql`delete from touchstone.idempotency
      where begun_at < ${before}::timestamptz`.execute(transaction);
    return Number(numAffectedRows ?? 0n);
  });
}

interface Claim {
  readonly memory: RequestMemory;
  readonly answer?: RouteAnswer;
}

interface KeptRequest {
  readonly requestDigest: string;
  readonly begunAt: string;
  readonly triedAt: string;
  readonly attempt: number;
  readonly outcomes: readonly Outcome[];
  readonly status: number | null;
  readonly response: unknown;
}

async function claimRequest(keeping: Keeping, request: RepeatableRequest): Promise<Claim> {
  const { actor, key, digest, now } = request;
  return inTenant(keeping, request, async (transaction): Promise<Claim> => {
    const { numAffectedRows } = await sql`insert into touchstone.idempotency
      (owner, jurisdiction, origin_node, key, request_digest, begun_at, tried_at)
      values (${actor.party}, ${actor.jurisdiction}, ${keeping.node}, ${key}, ${digest}, ${now}, ${now})
      on conflict do nothing`.execute(transaction);
    if (numAffectedRows === 1n) return { memory: { key, begunAt: now, attempt: 1, outcomes: [] } };
    const { rows } =
      await sql<KeptRequest>`select request_digest, begun_at, tried_at, attempt, outcomes, status, response
      from touchstone.idempotency where owner = ${actor.party} and key = ${key} for update`.execute(transaction);
    const [kept] = rows;
    if (kept?.requestDigest !== digest) {
      throw new RecordError('IDEMPOTENCY_CONFLICT', 'Idempotency-Key: this key came with another request before', {
        key,
      });
    }
    const memory = { key, begunAt: kept.begunAt, attempt: kept.attempt + 1, outcomes: kept.outcomes };
    if (kept.status !== null) return { memory, answer: { status: kept.status, body: kept.response } };
    const waited = instantMilliseconds(parseInstant(now)) - instantMilliseconds(parseInstant(kept.triedAt));
    if (waited < LEASE_SECONDS * 1_000) throw inProgress(key);
    await sql`update touchstone.idempotency set tried_at = ${now}, attempt = ${memory.attempt}
      where owner = ${actor.party} and key = ${key}`.execute(transaction);
    return { memory };
  });
}

/** A request that failed may be tried again at once; what it recorded before it failed stays remembered. */
async function releaseRequest(keeping: Keeping, request: RepeatableRequest, attempt: number): Promise<void> {
  const { actor, key } = request;
  await inTenant(keeping, request, async (transaction) => {
    await sql`delete from touchstone.idempotency
      where owner = ${actor.party} and key = ${key} and attempt = ${attempt}
        and outcomes = '[]' and status is null`.execute(transaction);
    await sql`update touchstone.idempotency set tried_at = 'epoch'
      where owner = ${actor.party} and key = ${key} and attempt = ${attempt} and status is null`.execute(transaction);
  });
}

function inProgress(key: string): RecordError {
  return new RecordError('IDEMPOTENCY_IN_PROGRESS', 'the same request is being worked on; ask again shortly', { key });
}

function inTenant<Result>(
  { database, node }: Keeping,
  { actor }: RepeatableRequest,
  work: (transaction: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  return withTenant({ database, tenant: tenantOf(actor), node, mode: 'write' }, work);
}
