// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import type { PossessionNotes, WitnessState } from '@touchstone/transparency-log';
import { LOCK_SPACE } from '../record-keeping/keeping.ts';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';

/** A log of a laboratory that hands its trees in here. */
export interface HandedLog {
  readonly origin: string;
  readonly party: string;
  readonly vkey: string;
  readonly registeredAt: string;
  /** What its key signed for this party; missing where the log was registered before that was asked. */
  readonly possession?: KeptPossession;
  /** The tree taken last; missing before the first. */
  readonly state?: WitnessState;
  /** When that was. */
  readonly seenAt?: string;
}

/** By what the key of a log said whose it is: both notes, for everybody to verify. */
export interface KeptPossession extends PossessionNotes {
  readonly provenAt: string;
}

/** Who had registered a log without a sign of its key, until another party showed one. */
export interface ReplacedClaim {
  readonly party: string;
  readonly registeredAt: string;
  readonly replacedAt: string;
}

/** What speaks against a log: both notes are signed by it. */
export interface HandedRefusal {
  readonly seenAt: string;
  /**
   * `forked`: two trees of one size, which is proof. `earlier`: a smaller tree, which nothing dates and anybody may hand in
   * again; it says nothing against the log, and is kept as another of its size would be proof.
   */
  readonly kind: 'forked' | 'earlier';
  readonly remembered: string;
  readonly shown: string;
}

/** What is held against a log. */
export type ShownRefusal = HandedRefusal & { readonly kind: 'forked' };

/** A log as somebody whose key has answered registers it. */
export type LogToRegister = Pick<HandedLog, 'origin' | 'party' | 'vkey'> & {
  readonly now: string;
  readonly person: string;
  readonly possession: PossessionNotes;
};

/**
 * Registers the key of a log, and gives the log as it is then: what a key has answered for keeps its party. Decision
 * record 0089.
 */
export async function registerHandedLog(transaction: DatabaseTransaction, log: LogToRegister): Promise<HandedLog> {
  const { origin, party, vkey, now, person, possession } = log;
  const { challenge, answer } = possession;
  await sql`insert into touchstone.handed_log (origin, party, vkey, registered_at, registered_by, challenge, answer, proven_at)
    values (${origin}, ${party}, ${vkey}, ${now}::timestamptz, ${person}, ${challenge}, ${answer}, ${now}::timestamptz)
    on conflict do nothing`.execute(transaction);
  const kept = (await findHandedLog(transaction, origin)) as HandedLog;
  if (kept.possession !== undefined || kept.vkey !== vkey) return kept;
  await replaceClaim(transaction, log, kept);
  return (await findHandedLog(transaction, origin)) as HandedLog;
}

/** A registration that no key has answered for yields to the party for which this very key has. */
async function replaceClaim(
  transaction: DatabaseTransaction,
  { origin, party, now, person, possession: { challenge, answer } }: LogToRegister,
  kept: HandedLog,
): Promise<void> {
  const isAnothers = kept.party !== party;
  if (isAnothers) {
    await sql`insert into touchstone.handed_log_claim (origin, party, registered_at, registered_by, replaced_at)
      select origin, party, registered_at, registered_by, ${now}::timestamptz from touchstone.handed_log
      where origin = ${origin}`.execute(transaction);
    await sql`update touchstone.handed_log set party = ${party}, registered_at = ${now}::timestamptz,
      registered_by = ${person} where origin = ${origin}`.execute(transaction);
  }
  await sql`update touchstone.handed_log set challenge = ${challenge}, answer = ${answer},
    proven_at = ${now}::timestamptz where origin = ${origin}`.execute(transaction);
}

/** Held by whoever registers a log, so that of two names that look alike the second sees the first. */
const LOCK_REGISTRATIONS = 5;

/** Has registrations wait for each other until the transaction ends. */
export async function lockRegistrations(transaction: DatabaseTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK_SPACE}, ${LOCK_REGISTRATIONS})`.execute(transaction);
}

/** The names of all logs that are registered. */
export async function originsOfHanded(transaction: DatabaseTransaction): Promise<readonly string[]> {
  const { rows } = await sql<Pick<Row, 'origin'>>`select origin from touchstone.handed_log order by origin`.execute(
    transaction,
  );
  return rows.map(({ origin }) => origin);
}

/** Who had registered the log before its key answered for another party, the oldest first. */
export async function claimsOf(transaction: DatabaseTransaction, origin: string): Promise<readonly ReplacedClaim[]> {
  const { rows } = await sql<ReplacedClaim>`select party, registered_at, replaced_at from touchstone.handed_log_claim
    where origin = ${origin} order by replaced_at`.execute(transaction);
  return rows;
}

interface Row extends Pick<HandedLog, 'origin' | 'party' | 'vkey' | 'registeredAt'> {
  readonly challenge: string | null;
  readonly answer: string;
  readonly provenAt: string;
  readonly seenAt: string | null;
  readonly size: number | null;
  readonly root: Buffer;
  readonly note: string;
}

/** The log of an origin, held until the transaction ends: what is checked about it still holds when it is written. */
export async function findHandedLog(transaction: DatabaseTransaction, origin: string): Promise<HandedLog | undefined> {
  const { rows } = await sql<Row>`select origin, party, vkey, registered_at,
    challenge, answer, proven_at, size, root, note, seen_at from touchstone.handed_log where origin = ${origin} for update`.execute(
    transaction,
  );
  return rows.map(logOf)[0];
}

function logOf({ origin, party, vkey, registeredAt, ...row }: Row): HandedLog {
  const { challenge, answer, provenAt, size, root, note, seenAt } = row;
  return {
    ...{ origin, party, vkey, registeredAt },
    ...(challenge === null ? {} : { possession: { challenge, answer, provenAt } }),
    ...(size === null ? {} : { state: { size, root: new Uint8Array(root), note } }),
    ...(size === null || seenAt === null ? {} : { seenAt }),
  };
}

/** Notes the tree that was taken last. */
export async function keepHandedTree(
  transaction: DatabaseTransaction,
  { origin, size, root, note, now }: WitnessState & { readonly origin: string; readonly now: string },
): Promise<void> {
  await sql`update touchstone.handed_log set size = ${size}, root = ${Buffer.from(root)}::bytea, note = ${note},
    seen_at = ${now}::timestamptz where origin = ${origin}`.execute(transaction);
}

/** Keeps for ever what speaks against a log. */
export async function keepRefusal(
  transaction: DatabaseTransaction,
  { origin, seenAt, kind, remembered, shown }: HandedRefusal & { readonly origin: string },
): Promise<void> {
  await sql`insert into touchstone.handed_refusal (origin, seen_at, kind, remembered, shown)
    values (${origin}, ${seenAt}::timestamptz, ${kind}, ${remembered}, ${shown}) on conflict do nothing`.execute(
    transaction,
  );
}

/** What speaks against a log and is shown: proof alone, the oldest first. */
export async function refusalsOf(transaction: DatabaseTransaction, origin: string): Promise<readonly ShownRefusal[]> {
  const { rows } = await sql<ShownRefusal>`select seen_at, kind, remembered, shown from touchstone.handed_refusal
    where origin = ${origin} and kind = 'forked'
    order by seen_at limit 20`.execute(transaction);
  return rows;
}

/** Whether a log has signed two trees of one size, however much else is kept of it. */
export async function hasForked(transaction: DatabaseTransaction, origin: string): Promise<boolean> {
  const { rows } = await sql`select from touchstone.handed_refusal
    where origin = ${origin} and kind = 'forked' limit 1`.execute(transaction);
  return rows.length > 0;
}

/** Every note that is kept of a log's trees of one size: of its batch root, and of what was refused. */
export async function keptNotes(
  transaction: DatabaseTransaction,
  { origin, size }: { readonly origin: string; readonly size: number },
): Promise<readonly string[]> {
  // C2SP tlog-checkpoint: the size is the second line.
  const { rows } = await sql<{ note: string }>`
    select note from touchstone.batch_root where origin = ${origin} and size = ${size}
    union select remembered from touchstone.handed_refusal
      where origin = ${origin} and split_part(remembered, chr(10), 2) = ${String(size)}
    union select shown from touchstone.handed_refusal
      where origin = ${origin} and split_part(shown, chr(10), 2) = ${String(size)}`.execute(transaction);
  return rows.map(({ note }) => note);
}
