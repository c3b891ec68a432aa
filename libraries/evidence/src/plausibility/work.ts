// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type DecimalString, type Instant, instantMilliseconds } from '@touchstone/identifiers';
import type { CalibratedThing } from './things.ts';

/** What a method limits, and what was read of it. Limits and reading in one unit. */
export interface Condition {
  readonly quantity: string;
  readonly unit: string;
  readonly value?: DecimalString | undefined;
  readonly from?: DecimalString | undefined;
  readonly to?: DecimalString | undefined;
}

/** One step of a work: what was done in which room, from when to when, with what, and what was read of the room. */
export interface WorkStep {
  /** Left out, the whole work in one unbroken span. */
  readonly what?: string | undefined;
  readonly site: string;
  readonly from: Instant;
  readonly to: Instant;
  /** True of what ran by itself, with nobody beside it. */
  readonly unattended?: boolean | undefined;
  readonly conditions: readonly Condition[];
  /** What was used in it; left out, whatever the report names for the result. */
  readonly instruments?: readonly string[] | undefined;
  readonly rawFiles: readonly { readonly name: string; readonly digest: string }[];
  /** When it was first written down as it stands. */
  readonly recordedAt?: Instant | undefined;
}

/** What was read, by which a result can be worked out again. */
export interface Readings {
  readonly unit: string;
  readonly values: readonly DecimalString[];
  readonly by: 'mean' | 'median';
  readonly recordedAt?: Instant | undefined;
}

/** What one person recorded of how a result was obtained: their own steps. ISO/IEC 17025:2017, 7.5.1. */
export interface Work {
  readonly result: string;
  readonly person: string;
  readonly steps: readonly WorkStep[];
  /** What the method takes at least, where that is known. */
  readonly leastMinutes?: number | undefined;
  readonly readings?: Readings | undefined;
  /** What the draft said of the result when the work was recorded; left out, what it says now. */
  readonly about?: WorkAbout | undefined;
  /** When an edition of the report had been signed, where that was so before this was recorded. */
  readonly signedBefore?: Instant | undefined;
}

/** What a record of work is about; digits and words of a report may change without it. */
export interface WorkAbout {
  readonly sample: string;
  readonly substance: string;
  readonly method: string;
  /** What is named only afterwards is not held against the work; what is exchanged or left out is. */
  readonly instruments: readonly string[];
  /** Where the draft named them. */
  readonly lot?: string | undefined;
  readonly samplingRecord?: string | undefined;
}

/** Work of a result that was something else when it was recorded. */
export interface StrayWork {
  readonly result: string;
  readonly was: string;
  readonly now: string;
}

/** A step of work for another report, as far as it can stand in the way of this. */
export interface OtherWork extends Pick<WorkStep, 'site' | 'from' | 'to' | 'unattended'> {
  readonly person: string;
  readonly report: string;
  readonly instruments: readonly string[];
  /** What was calibrated in it. */
  readonly calibrated?: CalibratedThing | undefined;
}

/** A raw file that is kept for another report. */
export interface OtherFile extends Pick<WorkStep, 'from' | 'to'> {
  readonly digest: string;
  readonly report: string;
  /** What was used in the work that it is kept for. */
  readonly instruments: readonly string[];
}

type Span = Pick<WorkStep, 'from' | 'to'>;

/** From the first beginning to the last end; undefined of no step. */
export function spanOf(steps: readonly Span[]): Span | undefined {
  const [first] = steps;
  if (first === undefined) return undefined;
  return steps.reduce<Span>(
    (span, { from, to }) => ({
      from: compareInstants(from, span.from) < 0 ? from : span.from,
      to: compareInstants(to, span.to) > 0 ? to : span.to,
    }),
    { from: first.from, to: first.to },
  );
}

const MINUTE = 60_000;

/** Whole minutes in which some step ran: what lies between two steps is no work that anybody recorded. */
export function minutesCovered(steps: readonly Span[]): number {
  const inOrder = [...steps].sort((one, other) => compareInstants(one.from, other.from));
  let covered = 0;
  let until = Number.NEGATIVE_INFINITY;
  for (const { from, to } of inOrder) {
    const [begun, ended] = [Math.max(instantMilliseconds(from), until), instantMilliseconds(to)];
    covered += Math.max(0, ended - begun);
    until = Math.max(until, ended);
  }
  return Math.floor(covered / MINUTE);
}

/** A result, with the step of its work where that has a name: what a mark points to. */
export function stepOf(result: string, { what }: Pick<WorkStep, 'what'>): string {
  return what === undefined ? result : `${result} (${what})`;
}

/** A work as one unbroken span at one site: the simple case, and how all work was once recorded. */
export type WholeWork = Omit<Work, 'steps'> & Omit<WorkStep, 'what' | 'instruments' | 'unattended'>;

/** A work in one span as work in steps: it is the one step, in which everything that the report names was used. */
export function inOneStep({ site, from, to, conditions, rawFiles, recordedAt, ...work }: WholeWork): Work {
  const step = { site, from, to, conditions, rawFiles, ...(recordedAt === undefined ? {} : { recordedAt }) };
  return { ...work, steps: [step] };
}
