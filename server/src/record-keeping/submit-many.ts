// SPDX-License-Identifier: Apache-2.0
import { ensureMonth } from '../storage/partitions.ts';
import { becomeKeeper, type DatabaseTransaction, withTenant } from '../storage/with-tenant.ts';
import { ATTEMPTS_MAX, checkStreamName, explained, isWorthRepeating, ownFold } from './commit.ts';
import type { Action, Outcome, Reason, SignedSubmission } from './define-register.ts';
import type { StatementFact, StatementInput } from './fact.ts';
import { findRecordedMany, recordedEntry } from './find-recorded-many.ts';
import { foldCommitted } from './fold-commit.ts';
import type { Keeping } from './keeping.ts';
import { lockStreams, type StreamForEntry } from './lock-streams.ts';
import { RecordError } from './record-error.ts';
import { advance } from './sequencer.ts';
import { FoldBehind } from './stream-lock.ts';
import { type Actor, tenantOf } from './tenant.ts';
import { readsIn } from './tenant-reads.ts';
import { requireStorable } from './write-sources.ts';
import { noteLastEntries, queueStatements, type StatementWriting, writeStatements } from './write-statements.ts';

/** Signed statements for one register, and the action by which it takes one of them. */
export interface ManySubmissions {
  readonly register: string;
  readonly actor: Actor;
  readonly now: string;
  readonly action: Action<SignedSubmission>;
  readonly submissions: readonly (SignedSubmission & { readonly statement: StatementInput })[];
}

/** One of them, with its place among the answers. */
interface Waiting {
  readonly at: number;
  readonly given: SignedSubmission & { readonly statement: StatementInput };
}

type Answers = ReadonlyMap<number, Outcome>;

/**
 * As an action on each, one after the other, with one transaction for all that are in streams of their own: each is
 * recorded whole or refused whole, whatever becomes of the others, and its answer is in its place. When this throws,
 * those already recorded are found again by sending the same bytes.
 */
export async function submitMany(keeping: Keeping, many: ManySubmissions): Promise<readonly Outcome[]> {
  if (many.action.twoPerson !== undefined) {
    throw new TypeError(`action "${many.action.name}" needs two persons: propose each by itself`);
  }
  const month = many.now.slice(0, 7);
  if (!keeping.months.has(month)) {
    await ensureMonth(keeping.database, month);
    keeping.months.add(month);
  }
  const answers = new Map<number, Outcome>();
  const note = (more: Answers) => {
    for (const [at, outcome] of more) answers.set(at, outcome);
  };
  let left: readonly Waiting[] = many.submissions.map((given, at) => ({ at, given }));
  while (left.length > 0) {
    const { round, rest } = firstOfEach(left);
    const [sound, unsound] = partition(round);
    note(unsound);
    note(await submitRound(keeping, many, sound));
    left = rest;
  }
  return many.submissions.map((_, at) => answers.get(at) as Outcome);
}

/** What can be done together: the first of each stream and identity; rules of later ones see what those before did. */
function firstOfEach(waiting: readonly Waiting[]): { readonly round: Waiting[]; readonly rest: Waiting[] } {
  const taken = new Set<string>();
  const round: Waiting[] = [];
  const rest: Waiting[] = [];
  for (const each of waiting) {
    const { stream, statement } = each.given;
    const names = [`stream ${stream}`, `identity ${statement.issuer} ${statement.id}`];
    const isFirst = names.every((name) => !taken.has(name));
    for (const name of names) taken.add(name);
    (isFirst ? round : rest).push(each);
  }
  return { round, rest };
}

/** Those that the database can keep, and why not of the others. */
function partition(round: readonly Waiting[]): readonly [readonly Waiting[], Answers] {
  const unsound = new Map<number, Outcome>();
  for (const { at, given } of round) {
    try {
      checkStreamName(given.stream);
      requireStorable(given.statement);
    } catch (error) {
      if (!(error instanceof RecordError)) throw error;
      unsound.set(at, refused(given, [{ code: error.code, detail: error.message }]));
    }
  }
  return [round.filter(({ at }) => !unsound.has(at)), unsound];
}

async function submitRound(keeping: Keeping, many: ManySubmissions, round: readonly Waiting[]): Promise<Answers> {
  const answers = new Map<number, Outcome>();
  for (let left = round, attempt = 1; left.length > 0; ) {
    try {
      const { done, facts } = await attemptRound(keeping, many, left);
      for (const [at, outcome] of done) answers.set(at, outcome);
      keeping.recent.note(facts);
      if ([...done.values()].some(({ outcome }) => outcome === 'recorded')) keeping.nudge();
      break;
    } catch (error) {
      if (error instanceof SomeRefused) {
        // Nothing of a refused one is written, not even its stream: the others are tried without them.
        for (const [at, outcome] of error.answers) answers.set(at, outcome);
        left = left.filter(({ at }) => !error.answers.has(at));
        continue;
      }
      if (attempt >= ATTEMPTS_MAX || !(error instanceof IdentityTaken || isWorthRepeating(error))) {
        throw explained(error);
      }
      attempt += 1;
      if (error instanceof FoldBehind) await advance(keeping, 'wait');
    }
  }
  return answers;
}

/** Ends the transaction without a trace. */
class SomeRefused extends Error {
  readonly answers: Answers;
  constructor(answers: Answers) {
    super('some are refused');
    this.answers = answers;
  }
}

/** Another request was faster with the same identity; at the next attempt it is found. */
class IdentityTaken extends Error {}

interface Attempted {
  readonly done: Answers;
  readonly facts: readonly StatementFact[];
}

async function attemptRound(keeping: Keeping, many: ManySubmissions, round: readonly Waiting[]): Promise<Attempted> {
  const { database, node } = keeping;
  const { register, actor, now } = many;
  return withTenant({ database, tenant: tenantOf(actor), node, mode: 'write' }, async (transaction) => {
    const known = await findKnown(transaction, round, node);
    const open = round.filter(({ at }) => !known.has(at));
    if (open.length === 0) return { done: known, facts: [] };
    const fold = ownFold(keeping, register);
    const streams = open.map(({ given }) => given.stream);
    const locked = await lockStreams(transaction, { register, streams, node, actor, fold });
    await keeping.trace('stream-locked');
    await askAll(keeping, many, { transaction, locked, open });
    await keeping.trace('ruled');
    const writings = open.map(({ given: { statement, visibility, stream } }): StatementWriting => {
      const { owner, jurisdiction, entry } = locked.get(stream) as StreamForEntry;
      return { statement, visibility, stream, owner, jurisdiction, entry };
    });
    const origin = { register, originNode: node, recordedAt: now, actor };
    const facts = await writeStatements(transaction, origin, writings);
    if (facts === undefined) throw new IdentityTaken('an identity was taken meanwhile');
    await keeping.trace('sources-written');
    await becomeKeeper(transaction);
    await queueStatements(transaction, fold, facts);
    const toNote = facts.filter(({ stream }) => locked.get(stream)?.isNoted === false);
    await noteLastEntries(transaction, fold, toNote);
    await keeping.trace('queued');
    await foldCommitted(transaction, fold, facts);
    await keeping.trace('folded');
    const done = new Map(known);
    for (const [index, { at, given }] of open.entries()) {
      const entry = recordedEntry(given.statement, facts[index]?.entry as number, false);
      done.set(at, { outcome: 'recorded', stream: given.stream, entries: [entry] });
    }
    return { done, facts };
  });
}

/** The same bytes again get the same answer, before any rule; other bytes under the same identity are refused. */
async function findKnown(transaction: DatabaseTransaction, round: readonly Waiting[], node: string): Promise<Answers> {
  const found = await findRecordedMany(
    transaction,
    round.map(({ given }) => given.statement),
    node,
  );
  const known = new Map<number, Outcome>();
  for (const [index, { at, given }] of round.entries()) {
    const what = found[index];
    if (what === undefined) continue;
    const { issuer, id } = given.statement;
    const detail = `other bytes are recorded under ${issuer} ${id}; a changed statement needs a new id`;
    if (what === 'conflict') known.set(at, refused(given, [{ code: 'IDENTITY_CONFLICT', detail }]));
    else known.set(at, { outcome: 'recorded', stream: given.stream, entries: [what.entry] });
  }
  return known;
}

interface Asked {
  readonly transaction: DatabaseTransaction;
  readonly locked: ReadonlyMap<string, StreamForEntry>;
  readonly open: readonly Waiting[];
}

/** Asks the rules about each, on the facts of its locked stream; throws with every refusal where there is one. */
async function askAll(keeping: Keeping, many: ManySubmissions, { transaction, locked, open }: Asked): Promise<void> {
  const { register, actor, now, action } = many;
  const answers = new Map<number, Outcome>();
  for (const { at, given } of open) {
    const stream = locked.get(given.stream);
    if (stream === undefined) {
      const detail = `${actor.party} may not write into ${register} "${given.stream.slice(0, 80)}"`;
      answers.set(at, refused(given, [{ code: 'NOT_OWNER', detail }]));
      continue;
    }
    const isNew = stream.lastEntry === null ? { emptyStream: given.stream } : {};
    const reads = readsIn({ keeping, register, transaction, asOf: {}, ...isNew });
    const ruling = action.rules(given, await action.facts(reads, given), actor, now);
    if (!ruling.allowed) answers.set(at, refused(given, ruling.reasons));
  }
  if (answers.size > 0) throw new SomeRefused(answers);
}

function refused({ stream }: SignedSubmission, reasons: readonly Reason[]): Outcome {
  return { outcome: 'refused', stream, reasons };
}
