// SPDX-License-Identifier: Apache-2.0
import { sql } from 'kysely';
import { DatabaseError } from 'pg';
import { ensureMonth } from '../storage/partitions.ts';
import { becomeKeeper, becomeTenant, type DatabaseTransaction, withTenant } from '../storage/with-tenant.ts';
import type { BoundFold } from './bound-fold.ts';
import type { Outcome, Produced, Reason } from './define-register.ts';
import { withReferences } from './earlier-references.ts';
import type { Fact, StatementInput } from './fact.ts';
import { foldCommitted } from './fold-commit.ts';
import type { Keeping } from './keeping.ts';
import type { Reads } from './reads.ts';
import { RecordError } from './record-error.ts';
import { advance } from './sequencer.ts';
import { withStatusPlace } from './status-places.ts';
import { FoldBehind, type LockedStream, lockStream } from './stream-lock.ts';
import { type Actor, tenantOf } from './tenant.ts';
import { readsIn } from './tenant-reads.ts';
import { type EntryOrigin, findRecorded, type Writing, type Written, writeSource } from './write-sources.ts';

/** What is decided while a stream is locked. */
export type CommitRuling =
  | { readonly allowed: false; readonly reasons: readonly Reason[] }
  | {
      readonly allowed: true;
      readonly produces: readonly Produced[];
      /** A mechanism's own change to a shared table, made as the keeper together with the first entry. */
      readonly effect?: (transaction: DatabaseTransaction, entry: number) => Promise<void>;
    };

/** One stream, one actor, one decision. */
export interface CommitRequest {
  readonly register: string;
  readonly stream: string;
  readonly actor: Actor;
  readonly now: string;
  /** A signed statement that came in: the same bytes again get the same answer, before any rule. */
  readonly submits?: StatementInput;
  /** Whether it comes from the log of another node: then it is not recorded again where it is here already. */
  readonly follows?: boolean;
  /** Asked while the stream is locked; what it read still holds when its facts are committed. */
  readonly rule: (reads: Reads, stream: LockedStream) => Promise<CommitRuling>;
  /** A mechanism's change that must be made, as the keeper, before the rows are folded. */
  readonly prepare?: (transaction: DatabaseTransaction) => Promise<void>;
  /** Kept in the same transaction: what the caller needs to answer a repeated request. */
  readonly remember?: (transaction: DatabaseTransaction, outcome: Outcome) => Promise<void>;
}

/** How often a commit is tried where another one stood in its way. */
export const ATTEMPTS_MAX = 5;
const STREAM_LENGTH_MAX = 200;

/**
 * One transaction: source of truth, edges, the register's own rows, queue entry. When it returns `recorded`, all of
 * them are durable; when it returns `refused` or throws, nothing was written.
 */
export async function commit(keeping: Keeping, request: CommitRequest): Promise<Outcome> {
  checkStreamName(request.stream);
  const month = request.now.slice(0, 7);
  if (!keeping.months.has(month)) {
    await ensureMonth(keeping.database, month);
    keeping.months.add(month);
  }
  for (let attempt = 1; ; attempt++) {
    try {
      const outcome = await attemptCommit(keeping, request);
      await keeping.trace('committed');
      if (outcome.outcome === 'recorded') keeping.nudge();
      return outcome;
    } catch (error) {
      if (error instanceof Ended) return error.outcome;
      if (attempt >= ATTEMPTS_MAX || !isWorthRepeating(error)) throw explained(error);
      if (error instanceof FoldBehind) await advance(keeping, 'wait');
    }
  }
}

/** Ends the transaction without a trace; not an error to the caller. */
class Ended extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super('ended');
    this.outcome = outcome;
  }
}

async function endIfRecorded(
  { node }: Keeping,
  transaction: DatabaseTransaction,
  { submits, stream, follows = false }: CommitRequest,
): Promise<void> {
  const recorded = submits === undefined ? undefined : await findRecorded(transaction, submits, { node, follows });
  if (recorded !== undefined) throw new Ended({ outcome: 'recorded', stream, entries: [recorded] });
}

async function attemptCommit(keeping: Keeping, request: CommitRequest): Promise<Outcome> {
  const { database, node } = keeping;
  const { register, stream, actor } = request;
  return withTenant({ database, tenant: tenantOf(actor), node, mode: 'write' }, async (transaction) => {
    await endIfRecorded(keeping, transaction, request);
    const fold = ownFold(keeping, register);
    const locked = await lockStream(transaction, { register, stream, node, actor, fold }).catch(async (error) => {
      // Another party may have sent the same statement while this one waited.
      if (!(error instanceof DatabaseError)) await endIfRecorded(keeping, transaction, request);
      throw error;
    });
    if (locked.lastEntry !== null) await endIfRecorded(keeping, transaction, request);
    await keeping.trace('stream-locked');
    const isNew = locked.lastEntry === null ? { emptyStream: stream } : {};
    const ruling = await request.rule(readsIn({ keeping, register, transaction, asOf: {}, ...isNew }), locked);
    if (!ruling.allowed) throw new Ended({ outcome: 'refused', stream, reasons: ruling.reasons });
    await keeping.trace('ruled');
    const written = await writeAll(keeping, request, { transaction, locked, produces: ruling.produces });
    await keeping.trace('sources-written');
    await becomeKeeper(transaction);
    await request.prepare?.(transaction);
    await queueAndFold(keeping, { transaction, fold, written });
    const entries = written.map((each) => each.recorded);
    const [first] = entries;
    if (first !== undefined) await ruling.effect?.(transaction, first.entry);
    const outcome: Outcome = { outcome: 'recorded', stream, entries };
    if (request.remember !== undefined) {
      await becomeTenant(transaction);
      await request.remember(transaction, outcome);
    }
    return outcome;
  });
}

async function writeAll(
  keeping: Keeping,
  request: CommitRequest,
  work: { transaction: DatabaseTransaction; locked: LockedStream; produces: readonly Produced[] },
): Promise<readonly Written[]> {
  const { register, stream, actor, now } = request;
  const { owner, jurisdiction } = work.locked;
  const origin: EntryOrigin = {
    ...{ register, stream, owner, jurisdiction, originNode: keeping.node, recordedAt: now, actor },
  };
  const written: Written[] = [];
  for (const produced of work.produces) {
    if (produced.source === 'signed-statement' && request.submits === undefined) {
      // What was proposed earlier: throws where another statement came under its identity since.
      await findRecorded(work.transaction, produced.statement, { node: keeping.node, follows: false });
    }
    written.push(
      await writeSource(
        work.transaction,
        origin,
        await toWriting(
          keeping,
          request,
          await withStatusPlace(work.transaction, { keeping, issuer: actor.party }, withReferences(produced, written)),
        ),
      ),
    );
  }
  return written;
}

async function toWriting(keeping: Keeping, request: CommitRequest, produced: Produced): Promise<Writing> {
  const { actor, now } = request;
  switch (produced.source) {
    case 'statement': {
      const { kind, body, visibility, disclosures = [] } = produced;
      requireKind(keeping, request.register, kind);
      const statement = await keeping.issuer.issue({ kind, body, actor, now });
      return { source: 'statement', statement, visibility, disclosures };
    }
    case 'signed-statement': {
      const { statement, visibility, disclosures = [] } = produced;
      requireKind(keeping, request.register, statement.kind);
      return { source: 'statement', statement, visibility, disclosures };
    }
    case 'case-event':
    case 'data-set':
      return produced;
  }
}

interface QueueWork {
  readonly transaction: DatabaseTransaction;
  readonly fold: BoundFold;
  readonly written: readonly Written[];
}

/** As the keeper: tenants write neither the queue nor the tables of folds. */
async function queueAndFold(keeping: Keeping, { transaction, fold, written }: QueueWork): Promise<void> {
  const facts = written.flatMap(({ fact }): Fact[] => (fact === undefined ? [] : [fact]));
  const last = facts.at(-1);
  if (last === undefined) return;
  const { register, stream, owner, jurisdiction, originNode, recordedAt } = last;
  await sql`with queued as (
      insert into touchstone.queue
        (entry, recorded_at, register, stream, source, applied, owner, jurisdiction, origin_node)
      select e.entry, ${recordedAt}::timestamptz, ${register}, ${stream}, e.source, ${fold.tag}, ${owner}, ${jurisdiction},
        ${originNode} from unnest(${facts.map((fact) => fact.entry)}::bigint[],
        ${facts.map((fact) => fact.source)}::text[]) as e(entry, source)
    ) update touchstone.stream set last_entry = ${last.entry}, last_applied = ${fold.tag}
    where register = ${register} and stream = ${stream}`.execute(transaction);
  await keeping.trace('queued');
  await foldCommitted(transaction, fold, facts);
  await keeping.trace('folded');
}

/** The fold whose rows a commit to this register writes. */
export function ownFold(keeping: Keeping, register: string): BoundFold {
  const folds = keeping.folds.get(register);
  if (folds === undefined)
    throw new RecordError('UNKNOWN_REGISTER', `no register is called "${register}"`, { register });
  return folds[0];
}

function requireKind(keeping: Keeping, register: string, kind: string): void {
  const kinds = keeping.registers.get(register)?.kinds ?? [];
  if (!kinds.includes(kind)) {
    throw new RecordError('UNKNOWN_KIND', `register "${register}" records ${kinds.join(', ')}, not ${kind}`, { kind });
  }
}

/** Throws `BAD_INPUT` for what names no stream. */
export function checkStreamName(stream: string): void {
  if (stream.length === 0 || stream.length > STREAM_LENGTH_MAX || !stream.isWellFormed() || stream.includes('\u0000')) {
    throw new RecordError('BAD_INPUT', `a stream is named by 1 to ${STREAM_LENGTH_MAX} characters`, {
      stream: stream.slice(0, STREAM_LENGTH_MAX),
    });
  }
}

const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const ROW_SECURITY = '42501';
const LOCK_TIMEOUT = '55P03';
const IDLE_TIMEOUT = '25P03';

/** Whether the same transaction may succeed when it is tried again. */
export function isWorthRepeating(error: unknown): boolean {
  const code = sqlState(error);
  return error instanceof FoldBehind || code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
}

/** An error of a commit, in the words of this package where it is no fault of the program. */
export function explained(error: unknown): unknown {
  const code = sqlState(error);
  if (error instanceof FoldBehind) {
    return new RecordError('FOLD_NOT_READY', 'another program writes to this stream with another fold; try again');
  }
  if (code === LOCK_TIMEOUT || code === IDLE_TIMEOUT) {
    return new RecordError(
      'BUSY',
      'another request holds this for too long; nothing was recorded, try again',
      {},
      error,
    );
  }
  if (code === ROW_SECURITY) return new RecordError('NOT_OWNER', 'the tenant may not write this row', {}, error);
  return error;
}

function sqlState(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
