// SPDX-License-Identifier: Apache-2.0
import type { Reading } from '@touchstone/credentials/verify';
import type { Digest, Instant } from '@touchstone/identifiers';
import {
  type Claim,
  type Relation,
  type Statement,
  type StatementKind,
  type StatementReference,
  statementEdges,
  statementKey,
  type UntpDocument,
} from '@touchstone/statements';
import type { Link, Reason } from './check.ts';
import type { Cut } from './cut.ts';
import type { DidDocuments, Question, StatusKept } from './evidence-source.ts';
import { addressOfStatusList } from './named-status-lists.ts';
import type { LogEvidence } from './logs/log-evidence.ts';
import type { Transcription } from './transcription.ts';

/** A document in the evidence set: its exact text, and what it says when it could be read. */
export interface Held {
  readonly text: string;
  readonly jwt?: string;
  /** The text as it was read once, for whoever judges it. */
  readonly reading: Reading;
  readonly body: unknown;
  /** Absent when the body is no statement of ours; `fault` then says why. */
  readonly statement?: Statement;
  readonly fault?: Reason;
  /** What a UNTP credential says, and leaves open. */
  readonly untp?: UntpDocument;
  readonly digest?: Digest;
  readonly link: Link;
  /** File of the dossier that it came in; absent for what was gathered. */
  readonly file?: string;
  readonly recordedAt?: Instant;
  readonly statusKept?: StatusKept;
}

/** A held statement of a known kind. */
export type HeldOf<K extends StatementKind> = Held & { readonly statement: Extract<Statement, { kind: K }> };

/** Everything a verdict may use. `judge` looks nowhere else. */
export interface EvidenceSet {
  readonly claim: Claim;
  readonly question: Question;
  readonly cut: Cut;
  readonly presented: readonly Held[];
  /** What was typed off unsigned papers. */
  readonly transcribed: readonly Transcription[];
  readonly all: readonly Held[];
  readonly dids: DidDocuments;
  /** What public logs say of the documents and parties. */
  readonly logs: LogEvidence;
  readonly roundTrips: number;
  /** True when the frontier was not empty at the last permitted round trip: more may exist. */
  readonly truncated: boolean;
  /** Statements of these kinds with an edge to `key`; an edge is (relation, key). */
  near<K extends StatementKind>(relation: Relation, key: string, kinds: readonly K[]): readonly HeldOf<K>[];
  /** The statement a reference means: same identity and same digest. */
  resolve(reference: StatementReference): Held | 'missing' | 'other-content';
  /** Status lists that say of themselves that they are to be found at `address`, whoever signed them. */
  statusListsAt(address: string): readonly Held[];
  /** Other bodies under the identity of `held`: none, unless its issuer, or a forger, used one identity twice. */
  sameIdentity(held: Held): readonly Held[];
}

/** Indexes held documents by identity and by edge. */
export function createEvidenceSet(
  parts: Omit<EvidenceSet, 'near' | 'resolve' | 'statusListsAt' | 'sameIdentity' | 'all'> & {
    readonly gathered: readonly Held[];
  },
): EvidenceSet {
  const { gathered, ...rest } = parts;
  const all = withoutRepeats([...parts.presented, ...gathered]);
  const byIdentity = new Map<string, Held[]>();
  const byEdge = new Map<Relation, Map<string, Edge>>();
  const byAddress = new Map<string, Held[]>();
  for (const held of all) {
    const address = addressOfStatusList(held.body);
    if (address !== undefined) append(byAddress, address, held);
    if (held.statement === undefined) continue;
    append(byIdentity, statementKey(held.statement), held);
    for (const { relation, key } of statementEdges(held.statement)) edgeTo(byEdge, relation, key).all.push(held);
  }
  return {
    ...rest,
    all,
    near<K extends StatementKind>(relation: Relation, key: string, kinds: readonly K[]) {
      const edge = byEdge.get(relation)?.get(key);
      if (edge === undefined) return [];
      // A laboratory has hundreds of reports: its grants are not picked out of them again for each.
      const asked = String(kinds);
      const before = edge.picked.get(asked);
      if (before !== undefined) return before as readonly HeldOf<K>[];
      const these = edge.all.filter((held): held is HeldOf<K> => kinds.some((kind) => kind === held.statement?.kind));
      edge.picked.set(asked, these);
      return these;
    },
    resolve(reference) {
      const same = byIdentity.get(statementKey(reference));
      if (same === undefined) return 'missing';
      return same.find((held) => held.digest === reference.digest) ?? 'other-content';
    },
    statusListsAt: (address) => byAddress.get(address) ?? [],
    sameIdentity(held) {
      if (held.statement === undefined) return [];
      const same = byIdentity.get(statementKey(held.statement)) ?? [];
      return same.filter(({ digest }) => digest !== held.digest);
    },
  };
}

/** The same statement found in a dossier and in a register is one document; the dossier's copy keeps its file name. */
function withoutRepeats(all: readonly Held[]): readonly Held[] {
  const seen = new Set<string>();
  const each = all.filter(({ text }) => !seen.has(text) && seen.add(text) !== undefined);
  // In the order of their texts, so that no verdict depends on the order in which papers came.
  return each.sort((a, b) => (a.text < b.text ? -1 : 1));
}

/** What has one edge to one key, and what was picked out of it by kind. */
interface Edge {
  readonly all: Held[];
  readonly picked: Map<string, readonly Held[]>;
}

function edgeTo(byEdge: Map<Relation, Map<string, Edge>>, relation: Relation, key: string): Edge {
  const byKey = byEdge.get(relation) ?? new Map<string, Edge>();
  byEdge.set(relation, byKey);
  const edge = byKey.get(key) ?? { all: [], picked: new Map() };
  byKey.set(key, edge);
  return edge;
}

function append(index: Map<string, Held[]>, key: string, held: Held): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [held]);
  else list.push(held);
}
