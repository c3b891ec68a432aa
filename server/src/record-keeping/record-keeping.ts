// SPDX-License-Identifier: Apache-2.0
import { parseInstant } from '@touchstone/identifiers';
import { sql } from 'kysely';
import type { Database } from '../storage/database.ts';
import { ensureMonth, nextMonth } from '../storage/partitions.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import type { RepeatableRequest, RequestMemory } from './answered-once.ts';
import { answerOnce, forgetAnswers } from './answered-once.ts';
import type { AsOf, Cut } from './as-of.ts';
import { startBackground } from './background.ts';
import { bindFolds, indexTables } from './bound-fold.ts';
import { compareShared } from './compare-shared.ts';
import type { Outcome, Register, Route, RouteAnswer, RouteRequest } from './define-register.ts';
import { type Erasure, eraseDisclosure } from './erase-disclosure.ts';
import { type Expired, expireDue } from './expire-due.ts';
import { findSubmissions, type SubmissionQuery } from './find-submissions.ts';
import type { Issuer, Keeping, StatusListing, Step } from './keeping.ts';
import type { Reads } from './reads.ts';
import { compareRebuild, type RebuildDifference, readyFolds, rebuildFold, retireFolds } from './rebuild.ts';
import { RecentStatements } from './recent-statements.ts';
import { RecordError } from './record-error.ts';
import { type Caller, contextOf, newId, readAs, runRoute } from './run-route.ts';
import { advance, readAcknowledgedCut, sequence } from './sequencer.ts';
import { type ManySubmissions, submitMany } from './submit-many.ts';
import type { Actor, Tenant } from './tenant.ts';
import { readCurrentCut } from './tenant-reads.ts';

/** What record-keeping needs from above: everything that is not pure comes in here. */
export interface RecordKeepingOptions {
  readonly database: Database;
  /** Name of this node, such as its host name; kept with every row that originates here. */
  readonly node: string;
  readonly registers: readonly Register[];
  readonly issuer: Issuer;
  /** The lists that statements issued here are to name; without it they name none. */
  readonly statusLists?: StatusListing;
  /** At least 16 bytes, the same on every server of the node: signs page cursors. */
  readonly cursorKey: Uint8Array;
  /** The present instant. */
  readonly clock: () => string;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Hears what went wrong in the background; the work is tried again. */
  readonly onError: (error: unknown) => void;
  /** Called between any two steps. */
  readonly trace?: (step: Step) => void | Promise<void>;
}

/** The record of one node, as the rest of the server sees it. */
export interface RecordKeeping {
  readonly registers: readonly Register[];
  readonly keeping: Keeping;
  runRoute(
    which: { readonly register: string; readonly route: Route },
    how: { readonly caller: Caller; readonly request: RouteRequest },
  ): Promise<RouteAnswer>;
  /** Reads as a tenant in one transaction; `register` matters to `facts` only. */
  read<Result>(
    who: { readonly register?: string; readonly tenant: Tenant; readonly asOf: AsOf },
    work: (reads: Reads) => Promise<Result>,
  ): Promise<Result>;
  /** Where the tenant's party proposed to record what it signed elsewhere. */
  submissions(tenant: Tenant, query: SubmissionQuery): ReturnType<typeof findSubmissions>;
  /** Records many statements that were signed elsewhere, each whole or not at all. */
  submitMany(many: ManySubmissions): Promise<readonly Outcome[]>;
  /** Acts in a register outside of any request: imports, demonstrations. */
  actIn(register: string, caller: Caller & { readonly reads: Reads }): ReturnType<typeof contextOf>;
  /** Runs a repeatable request once per key. */
  answerOnce(
    request: RepeatableRequest,
    work: (memory: RequestMemory) => Promise<RouteAnswer>,
  ): Promise<RouteAnswer & { readonly repeated: boolean }>;
  forgetAnswers(before: string): Promise<number>;
  /** Numbers what is queued and lets every fold catch up; returns the cut that then holds everything. */
  settle(): Promise<Cut>;
  currentCut(): Promise<Cut>;
  /** Gives positions to what has been acknowledged and has none; folds follow behind. */
  number(): Promise<unknown>;
  /** Numbers what has been acknowledged so far, and returns a cut that holds it all. */
  acknowledgedCut(): Promise<Cut>;
  /** The last cut that had been reached at an instant: how `knownAt` is found from a date. */
  cutAt(instant: string): Promise<Cut>;
  expireDue(now: string): Promise<readonly Expired[]>;
  eraseDisclosure(who: { readonly actor: Actor; readonly now: string }, erasure: Erasure): Promise<Outcome>;
  /** Builds the register's tables anew and swaps them in. */
  rebuild(register: string): Promise<void>;
  /** Rows in which the register's tables and a rebuild differ; none, or something is wrong. */
  compareRebuild(register: string): Promise<readonly RebuildDifference[]>;
  /** The same for the tables that registers share and commits keep up: streams and grants. */
  compareShared(): Promise<readonly RebuildDifference[]>;
  /** Drops tables of fold versions that this program lacks, once no older program runs. */
  retireFolds(): Promise<readonly string[]>;
  newId(): string;
  /** Waits for background work and ends it; the database stays open. */
  stop(): Promise<void>;
}

const CURSOR_KEY_BYTES_MIN = 16;

/** Makes every fold serve (building those that are new), then keeps positions and followers moving until `stop`. */
export async function openRecordKeeping(options: RecordKeepingOptions): Promise<RecordKeeping> {
  const { database, registers } = options;
  let nudge = () => {};
  const keeping = makeKeeping(options, () => nudge());
  await readyFolds(keeping);
  const background = startBackground(() => advance(keeping, 'leave'), options.onError);
  nudge = background.nudge;
  const foldsOf = (register: string) => {
    const folds = keeping.folds.get(register);
    if (folds === undefined)
      throw new RecordError('UNKNOWN_REGISTER', `no register is called "${register}"`, { register });
    return folds;
  };
  return {
    registers,
    keeping,
    runRoute: (which, how) => runRoute(keeping, which, how),
    read: ({ register = '', tenant, asOf }, work) => readAs(keeping, { register, tenant, asOf }, work),
    submissions: (tenant, query) => findSubmissions(keeping, tenant, query),
    submitMany: (many) => submitMany(keeping, many),
    actIn: (register, { reads, ...caller }) => contextOf(keeping, register, { caller, reads }),
    answerOnce: (request, work) => answerOnce(keeping, request, work),
    forgetAnswers: (before) => forgetAnswers(keeping, before),
    settle: async () => {
      await advance(keeping, 'wait');
      return withKeeper(database, readCurrentCut);
    },
    currentCut: () => withKeeper(database, readCurrentCut),
    acknowledgedCut: () => readAcknowledgedCut(keeping),
    number: () => sequence(keeping),
    cutAt: (instant) => readCutAt(database, instant),
    expireDue: async (now) => {
      for (const month of [now.slice(0, 7), nextMonth(now.slice(0, 7))]) await ensureMonth(database, month);
      return expireDue(keeping, now);
    },
    eraseDisclosure: (who, erasure) => eraseDisclosure(keeping, who, erasure),
    rebuild: async (register) => {
      for (const fold of foldsOf(register)) await rebuildFold(keeping, fold);
    },
    compareRebuild: async (register) => {
      const differences: RebuildDifference[] = [];
      for (const fold of foldsOf(register)) differences.push(...(await compareRebuild(keeping, fold)));
      return differences;
    },
    compareShared: () => compareShared(keeping),
    retireFolds: () => retireFolds(keeping),
    newId: () => newId(keeping),
    stop: () => background.stop(),
  };
}

function makeKeeping(options: RecordKeepingOptions, nudge: () => void): Keeping {
  const { registers, cursorKey } = options;
  if (cursorKey.length < CURSOR_KEY_BYTES_MIN) throw new RangeError('a cursor key has at least 16 bytes');
  const names = registers.map((register) => register.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new RecordError('BAD_REGISTER', `two registers are called "${twice}"`, { register: twice });
  const folds = new Map(registers.map((register) => [register.name, bindFolds(register, registers)]));
  return {
    ...{ database: options.database, node: options.node, issuer: options.issuer, cursorKey },
    ...{ clock: options.clock, randomBytes: options.randomBytes, trace: options.trace ?? (() => {}) },
    ...(options.statusLists === undefined ? {} : { statusLists: options.statusLists }),
    registers: new Map(registers.map((register) => [register.name, register])),
    folds,
    tables: indexTables([...folds.values()].flat()),
    nudge,
    recent: new RecentStatements(),
    months: new Set(),
  };
}

async function readCutAt(database: Database, instant: string): Promise<Cut> {
  const until = parseInstant(instant);
  return withKeeper(database, async (transaction) => {
    const { rows } = await sql<{ position: number }>`
      select coalesce(max(position), 0) as position from touchstone.position
      where sequenced_at <= ${until}::timestamptz`.execute(transaction);
    return { position: rows[0]?.position ?? 0 };
  });
}
