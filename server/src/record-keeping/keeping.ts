// SPDX-License-Identifier: Apache-2.0
import type { Database } from '../storage/database.ts';
import type { BoundFold, TablePlace } from './bound-fold.ts';
import type { Register } from './define-register.ts';
import type { JsonObject, StatementInput } from './fact.ts';
import type { Table } from './fold.ts';
import type { RecentStatements } from './recent-statements.ts';
import type { Actor } from './tenant.ts';

/** Signs what an allowed action states. Implemented above, where the keys are. */
export interface Issuer {
  /** Makes every proof of a statement; throws where the actor's party has no key in force for its issuer. */
  issue(request: IssueRequest): Promise<StatementInput>;
}

/** A body to be signed, and for whom. */
interface IssueRequest {
  readonly kind: string;
  readonly body: JsonObject;
  readonly actor: Actor;
  readonly now: string;
}

/** Where the status of what is issued here is kept in lists, and of which kinds of statement. */
export interface StatusListing {
  readonly kinds: ReadonlySet<string>;
  /** The address of one list of an issuer, as it stands in the statements for ever. */
  address(list: StatusListName): string;
}

/** One list: whose, which of his, and of what it tells. */
export interface StatusListName {
  readonly issuer: string;
  readonly list: number;
  readonly purpose: 'revocation' | 'suspension';
}

/** The points between which a process may die; hooks on them serve measurement and the tests that kill. */
export type Step =
  | 'stream-locked'
  | 'ruled'
  | 'sources-written'
  | 'queued'
  | 'folded'
  | 'committed'
  | 'sequencing'
  | 'sequenced'
  | 'following'
  | 'followed';

/** What every mechanism of record-keeping works with; made once by `openRecordKeeping`. */
export interface Keeping {
  readonly database: Database;
  /** Name of this node, kept with every row that originates here. */
  readonly node: string;
  readonly registers: ReadonlyMap<string, Register>;
  /** Own fold first, for each register. */
  readonly folds: ReadonlyMap<string, readonly [BoundFold, ...BoundFold[]]>;
  readonly tables: ReadonlyMap<Table, TablePlace>;
  readonly issuer: Issuer;
  /** Absent where the node publishes no status lists. */
  readonly statusLists?: StatusListing;
  readonly cursorKey: Uint8Array;
  readonly clock: () => string;
  readonly randomBytes: (count: number) => Uint8Array;
  readonly trace: (step: Step) => void | Promise<void>;
  /** Called after every commit, so that positions follow at once. */
  readonly nudge: () => void;
  /** What many statements at once have just put on record, for whoever makes something of each. */
  readonly recent: RecentStatements;
  /** Months whose partitions are known to be there. */
  readonly months: Set<string>;
}

/** Keys of advisory locks, all under this number. */
export const LOCK_SPACE = 7408;
/** Held by whoever numbers the queue. */
export const LOCK_SEQUENCER = 1;
/** Shared by commits, exclusive to whoever swaps a rebuilt fold in. */
export const LOCK_FOLD_SWAP = 2;
