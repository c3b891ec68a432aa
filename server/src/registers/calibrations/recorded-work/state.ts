// SPDX-License-Identifier: Apache-2.0
import { canonicalize, type JsonValue } from '@touchstone/credentials/formats';
import { type Instant, nameKey } from '@touchstone/identifiers';
import { compareItems } from '@touchstone/statements';
import type { CaseEventFact, Fact } from '../../../record-keeping/fact.ts';
import { type CalibrationWork, type DatedStep, WORK_EVENTS } from './record.ts';

/** One version of a record of work: what was said, when, and of a correction why. */
export interface WorkVersion {
  readonly version: number;
  readonly at: string;
  readonly reason?: string | undefined;
  readonly work: Omit<CalibrationWork, 'steps'> & { readonly steps: readonly DatedStep[] };
}

/** A record of work, with all that it ever said: what was corrected stays. */
export interface WorkRecord {
  readonly person: string;
  readonly versions: readonly WorkVersion[];
  /** Why its author took it back. */
  readonly takenBackFor?: string | undefined;
}

/** What the facts of a stream make; undefined where it is no record of work. */
export function workRecordOf(facts: readonly Fact[]): WorkRecord | undefined {
  const events = facts.filter((fact): fact is CaseEventFact => fact.source === 'case-event');
  const versions = events.filter(({ kind }) => kind === WORK_EVENTS.written).map(versionOf);
  const [first] = events;
  if (first === undefined || versions.length === 0) return undefined;
  const takenBack = events.find(({ kind }) => kind === WORK_EVENTS.takenBack);
  const { person } = first.actor;
  return { person, versions, ...(takenBack === undefined ? {} : { takenBackFor: String(takenBack.content.reason) }) };
}

function versionOf({ entry: version, recordedAt: at, content }: CaseEventFact): WorkVersion {
  const { work, reason } = content as unknown as Pick<WorkVersion, 'work' | 'reason'>;
  return { version, at, work, ...(reason === undefined ? {} : { reason }) };
}

/**
 * The steps, each with the instant at which it was first written down as it stands, also where it had been taken away
 * meanwhile. What was written down of another thing is first written down of this when it is named.
 */
export function datedSteps(
  work: CalibrationWork,
  { before, at }: { readonly before: readonly WorkVersion[]; readonly at: Instant },
): readonly DatedStep[] {
  const known = before.filter((one) => isOfOneThing(one.work, work)).flatMap((one) => one.work.steps);
  return work.steps.map((step) => ({
    ...step,
    recordedAt: known.find((one) => plain(one) === plain(step))?.recordedAt ?? at,
  }));
}

type Thing = Pick<CalibrationWork, 'thing' | 'item'>;

/** Whether a record and a certificate, or two records, may be of one thing: of one name, and nothing says that they are two. */
export function isOfOneThing(one: Thing, other: Thing): boolean {
  return nameKey(one.thing) === nameKey(other.thing) && compareItems(one.item, other.item) !== 'other';
}

/** What a step says, whenever it was written down, in one spelling. RFC 8785. */
function plain({ recordedAt: _, ...said }: Omit<DatedStep, 'recordedAt'> & { readonly recordedAt?: Instant }): string {
  return canonicalize(JSON.parse(JSON.stringify(said)) as JsonValue);
}
