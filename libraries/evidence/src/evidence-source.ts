// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay, Instant, Place } from '@touchstone/identifiers';
import type { DecisionRuleText } from '@touchstone/metrology/decision';
import type { Relation, StatementKind } from '@touchstone/statements';
import type { LogPromise } from './logs/verify-promise.ts';

/** Asks for statements: one by its identity, those at the near end of an edge, or a status list by its web address. */
export type StatementRequest =
  | { readonly by: 'identity'; readonly key: string }
  | { readonly by: 'address'; readonly address: string }
  | {
      readonly by: 'edge';
      readonly relation: Relation;
      readonly key: string;
      readonly kinds?: readonly StatementKind[];
    };

/** A statement as kept: its exact bytes as text, where it came from, and when it was recorded. */
export interface StoredStatement {
  readonly text: string;
  readonly jwt?: string;
  /** A proof that a public log has it, c2sp.org/tlog-proof. */
  readonly receipt?: string;
  /** A log's word that it will have it, where there is no receipt yet. */
  readonly promise?: LogPromise;
  readonly recordedAt?: Instant;
  readonly position?: number;
  readonly statusKept?: StatusKept;
}

/**
 * The word of a source that it holds everything from which these status lists are derived: every signed change of
 * status of the statement, up to an instant. The lists could say no more than the changes do.
 */
export interface StatusKept {
  /** Addresses of lists that the statement names. */
  readonly lists: readonly string[];
  readonly until: Instant;
}

/** A resolved DID document, or the word that none was found. */
export type DidDocuments = ReadonlyMap<string, unknown>;

/** Where evidence lives: files beside a dossier, or a register's database. */
export interface EvidenceSource {
  /**
   * Answers every request in one round trip, in request order; unknown keys give empty lists.
   * Never returns a statement recorded after `knownAt`.
   */
  find(requests: readonly StatementRequest[], knownAt: Instant): Promise<readonly (readonly StoredStatement[])[]>;
  /** Resolves DID documents in one round trip; a DID that does not resolve is left out. */
  resolve(dids: readonly string[]): Promise<DidDocuments>;
}

/** An authority that the asker takes at its word, and the places for which it speaks: nobody rules everywhere. */
export interface Root {
  readonly did: string;
  readonly places: readonly Place[];
  /** Whose standards it publishes, as their numbers begin (GB, GB/T): of their editions it speaks wherever they are used. */
  readonly publishes?: readonly string[] | undefined;
}

/** The question beside the claim: which places, on which day, with which knowledge. */
export interface Question {
  readonly places: readonly Place[];
  /** Whose place policies the asker takes, and for which places: configuration of the node or of the command line. */
  readonly roots: readonly Root[];
  readonly on: CalendarDay;
  readonly knownAt: Instant;
  /** The asker's own decision rule: its outcome is shown, and never changes a legal verdict. */
  readonly decisionRule?: DecisionRuleText;
}
