// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay, Digest, Place } from '@touchstone/identifiers';
import type { DecisionRuleText } from '@touchstone/metrology/decision';
import type { Claim } from '@touchstone/statements';
import type { Check, Link, Reason } from './check.ts';
import type { Cut } from './cut.ts';

export type Outcome = 'meets' | 'does-not-meet' | 'inconclusive';
export type EvidenceStanding = 'accepted' | 'not-accepted' | 'contradicted';
/** proved = meets on accepted evidence; refuted = does not meet on accepted evidence; everything else unknown. */
export type CellVerdict = 'proved' | 'refuted' | 'unknown';

/** One document tried for one requirement: what it says, and whether it counts. */
export interface Trial {
  readonly document: Link;
  readonly result?: string;
  readonly outcome: Outcome;
  readonly standing: EvidenceStanding;
  readonly checks: readonly Check[];
}

/** A requirement as shown beside a cell: enough to read it, find it and see how sure we are. */
export interface RequirementView {
  readonly id: string;
  readonly text: string;
  readonly instrument: string;
  readonly provision: string;
  readonly certainty: 'read' | 'secondary' | 'recalled';
  readonly legalForce: 'binding' | 'guideline' | 'international-standard';
  readonly source?: string;
  readonly basis?: string;
}

/** One place x one requirement, opening to its chain. */
export interface Cell {
  readonly place: Place;
  /** The row of the grid: the same topic in every place, such as `limit:pb`. */
  readonly topic: string;
  /** Versions any one of which may be met; one, unless a transition is running; none when no row is loaded. */
  readonly requirements: readonly RequirementView[];
  readonly outcome: Outcome;
  readonly evidence: EvidenceStanding | 'none';
  readonly verdict: CellVerdict;
  /** Checks on the claim, the requirement, conflicts and restrictions; those on documents are in `trials`. */
  readonly checks: readonly Check[];
  readonly trials: readonly Trial[];
  /** What stands under the verdict and should be seen with it. */
  readonly caveats: readonly Reason[];
  /** What would settle an unknown cell. */
  readonly toSettle: readonly Reason[];
}

export interface CoverageRow {
  readonly item: string;
  readonly status: 'loaded' | 'partial' | 'missing' | 'not-applicable';
  readonly reason: string;
}

/** All cells of one place and how much of its law is loaded. */
export interface Column {
  readonly place: Place;
  readonly policy: { readonly title: string; readonly demonstration: boolean; readonly link: Link } | null;
  readonly cells: readonly Cell[];
  readonly coverage: {
    readonly complete: boolean;
    readonly reviewed: boolean;
    readonly rows: readonly CoverageRow[];
    readonly summary: Reason;
  };
}

/** What became of one presented document, whatever it was presented for. */
export interface DocumentVerdict {
  readonly file: string;
  readonly link: Link;
  readonly standing: 'sound' | 'unsound' | 'contradicted' | 'unread';
  readonly reasons: readonly Reason[];
}

export interface Row {
  readonly topic: string;
  readonly kind: string;
  /** Name of the substance or duty in the languages known. */
  readonly names: Readonly<Record<string, string>>;
}

/** The answer: a grid, places x requirements, with what it rests on. */
export interface Verdict {
  readonly format: 'touchstone-verdict/1';
  readonly claim: Claim;
  readonly on: CalendarDay;
  readonly knownAt: Cut;
  /** The asker's own decision rule, where one was given; that of the contract is in the claim. */
  readonly decisionRule?: DecisionRuleText;
  readonly evidenceSet: Digest;
  readonly rows: readonly Row[];
  readonly columns: readonly Column[];
  readonly documents: readonly DocumentVerdict[];
  readonly summary: {
    readonly proved: number;
    readonly refuted: number;
    readonly unknown: number;
    readonly contradictedDocuments: number;
  };
}
