// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import type { Paper } from './papers.ts';

/** How a link stands, from the worst to the best: named and not on record here is `undisclosed`, which is not broken. */
export const LINK_STATES = ['broken', 'undisclosed', 'assured', 'shown'] as const;
export type TraceState = (typeof LINK_STATES)[number];

/** Why a link stands as it does; where it is broken, what would cure it. */
export interface TraceReason {
  readonly code: string;
  readonly detail: string;
  /** The names, numbers and days that the sentence is made with, for a reader of another language. */
  readonly values?: Readonly<Record<string, string>>;
  readonly cure?: string;
}

/** A statement that a link or a node rests on. */
export interface PaperName {
  readonly kind: string;
  readonly issuer: string;
  readonly id: string;
  readonly digest: string;
  /** Number of the certificate or report. */
  readonly number: string;
}

/** One thing in the chain: a report, an instrument, a standard, a material, or the SI itself. */
export interface TraceNode {
  readonly id: string;
  readonly kind: 'report' | 'instrument' | 'reference-material' | 'measurement-standard' | 'unnamed' | 'si';
  readonly name: string;
  readonly level?: 'primary' | 'public' | 'working';
  readonly realisation?: 'artefact' | 'intrinsic';
  readonly constants?: readonly string[];
  readonly keeper?: { readonly id: string; readonly name: string };
  readonly place?: string;
  readonly paper?: PaperName;
}

/** One link upwards: what `from` rests on, judged on the day on which it was relied upon. */
export interface TraceLink {
  readonly from: string;
  readonly to: string;
  readonly state: TraceState;
  readonly on: CalendarDay;
  /** Certificates on record that show the link. */
  readonly shownBy: readonly PaperName[];
  /** The accreditation that vouches for a link which is not shown. */
  readonly assuredBy?: PaperName;
  readonly reasons: readonly TraceReason[];
}

/** What a thing rests on, up to the SI; a thing that several rest on is there once. */
export interface TraceGraph {
  readonly root: string;
  readonly state: TraceState;
  readonly nodes: readonly TraceNode[];
  readonly links: readonly TraceLink[];
  /** What stands against the root itself on the day asked about. */
  readonly reasons: readonly TraceReason[];
  /** True where the chain was longer or wider than is followed. */
  readonly cutOff: boolean;
}

/** The worst state of some links; nothing to show is broken. */
export function worstState(links: readonly Pick<TraceLink, 'state'>[]): TraceState {
  return LINK_STATES.find((state) => links.some((link) => link.state === state)) ?? 'broken';
}

/** Makes a reason. */
export function because(
  code: string,
  values: Readonly<Record<string, string>>,
  { detail, cure }: Pick<TraceReason, 'detail' | 'cure'>,
): TraceReason {
  return cure === undefined ? { code, detail, values } : { code, detail, values, cure };
}

/** A value with its unit, as it is read. */
export function quantityText({ value, unit }: { readonly value: string; readonly unit: string }): string {
  return `${value} ${unit}`;
}

/** The name of a statement, for a person to open. */
export function nameOf({ statement: { kind, issuer, id, subject }, digest }: Paper): PaperName {
  const { certificateNumber, reportNumber } = subject as {
    readonly certificateNumber?: string;
    readonly reportNumber?: string;
  };
  return { kind, issuer, id, digest, number: certificateNumber ?? reportNumber ?? id };
}
