// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import type { AskOpened } from '@touchstone/log-keeping/follow';
import type { LogReader } from '@touchstone/transparency-log';

/** One place where a node shows something else than the statements of its log say. */
export interface NodeDifference {
  readonly what:
    | 'not-behind-leaf' // the node gives a statement that is not the one of the leaf
    | 'not-in-log' // a register shows what no statement of the log says
    | 'hidden' // a statement of the log is in no register
    | 'differs' // a register shows other days, another status or other content
    | 'status-list'; // a bit of a list that no change of status explains, or that one demands
  /** Register or list, issuer and statement: who and what. */
  readonly who: string;
  readonly is: string;
  readonly right: string;
}

/** What a node was held against, and what is not as the log has it. */
export interface NodeAudit {
  readonly opened: number;
  readonly withheld: number;
  readonly erased: number;
  readonly rows: number;
  readonly lists: number;
  /** Of `lists`, entries compared. */
  readonly bits: number;
  /** Lists that statements name and that were not to be had, and why; rows that nobody can hold against the log. */
  readonly unseen: readonly string[];
  readonly differences: readonly NodeDifference[];
}

/** A log of the node's chain, in the tree that was audited. */
export interface AuditedLog {
  readonly origin: string;
  readonly size: number;
  /** Of the tree that the log has signed: the entries are held against it as they are read. */
  readonly root: Uint8Array;
  readonly read: LogReader;
  readonly ask: AskOpened;
}

/** The node that serves the logs. */
export interface AuditedNode {
  readonly node: URL;
  /** Oldest first: the log that was audited is the last. */
  readonly logs: readonly AuditedLog[];
  /** The day on which the registers are compared. */
  readonly on: CalendarDay;
  /** RFC 3339. */
  readonly now: () => string;
  /** Status lists taken from elsewhere, as text. */
  readonly statusLists: readonly { readonly from: string; readonly text: string }[];
}
