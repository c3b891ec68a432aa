// SPDX-License-Identifier: Apache-2.0
import { type StatusEntry, statusValue } from '@touchstone/credentials/formats';
import { type CalendarDay, compareInstants, type Instant, startOfDay, startOfNextDay } from '@touchstone/identifiers';
import { reason, worstOutcome } from '../../check.ts';
import type { Held } from '../../evidence-set.ts';
import { namedStatus } from '../../named-status-lists.ts';
import { type DocumentContext, fault, type Part, SOUND } from './document-part.ts';
import { LOCAL_OFFSET_MINUTES } from '../time/local-time.ts';
import { type Snapshot, snapshotsOf } from './status-snapshot.ts';

/**
 * What the status lists that a document names say of the day. A list proves the time of its snapshot and no other:
 * since a revocation is never undone, "revoked" holds for every later day too, and "not revoked" for every earlier one.
 */
export function checkListedStatus(held: Held, at: CalendarDay, context: DocumentContext): Part {
  const { entries, faults } = namedStatus(held.body);
  if (entries.length === 0 && faults.length === 0) return SOUND;
  const parts = [
    ...faults.map((said) => open('STATUS_ENTRY_UNREADABLE', said)),
    ...entries.map((entry) => entryOn(entry, held, { at, context })),
  ];
  return {
    outcome: worstOutcome(parts.map(({ outcome }) => outcome)),
    reasons: parts.flatMap(({ reasons }) => reasons),
    rests: parts.flatMap(({ rests }) => rests),
  };
}

/** On which day, and in which place. */
interface ListQuestion {
  readonly at: CalendarDay;
  readonly context: DocumentContext;
}

function entryOn(entry: StatusEntry, held: Held, question: ListQuestion): Part {
  const { purpose, list } = entry;
  if (purpose === 'refresh') return SOUND;
  const { snapshots, faults } = snapshotsOf(entry, held, question.context);
  if (purpose === 'message') return message(entry, snapshots);
  if (purpose !== 'revocation' && purpose !== 'suspension')
    return open('STATUS_PURPOSE_UNKNOWN', `what an entry for "${purpose}" takes from a document is not known here`, {
      purpose,
    });
  // Where the changes themselves are at hand, all that the list is derived from was looked at already.
  const isKept = isKeptBySource(list, held, question);
  if (snapshots.length === 0 && faults.length === 0) {
    if (isKept) return SOUND;
    return open('STATUS_LIST_NOT_AT_HAND', `the issuer keeps the status in the list ${list}, which is not at hand`, {
      list,
    });
  }
  const said = purpose === 'revocation' ? revoked(entry, snapshots, question) : suspended(entry, snapshots, question);
  if (said !== undefined) return said;
  if (isKept) return SOUND;
  const outside = snapshots.map(({ takenAt, until }) =>
    reason('OUTSIDE_SNAPSHOT', `the list ${list} was taken at ${takenAt} and does not tell about ${question.at}`, {
      list,
      takenAt,
      until,
      at: question.at,
    }),
  );
  return {
    outcome: 'undetermined',
    reasons: [...outside, ...faults],
    rests: snapshots.map(({ held: { link } }) => link),
  };
}

/** Whether a source holds every change of status that was stated before the day, or, of a day ahead, by now. */
function isKeptBySource(list: string, { statusKept }: Held, { at, context }: ListQuestion): boolean {
  if (statusKept?.lists.includes(list) !== true) return false;
  const { from } = dayOf(at);
  const { knownAt } = context.bench.set.question;
  return !before(statusKept.until, before(knownAt, from) ? knownAt : from);
}

function revoked(
  { list, index, size }: StatusEntry,
  snapshots: readonly Snapshot[],
  { at }: ListQuestion,
): Part | undefined {
  const { from, to } = dayOf(at);
  const set = snapshots.find(({ bits, takenAt }) => statusValue(bits, index, size) !== 0 && before(takenAt, to));
  if (set !== undefined) return says('LISTED_AS_REVOKED', 'revoked', set);
  const clear = snapshots.find(({ bits, until }) => statusValue(bits, index, size) === 0 && !before(until, from));
  return clear === undefined ? undefined : inForce(list, clear);
}

/** A suspension comes and goes: the newest snapshot that tells about the day decides, and of two as new the worse. */
function suspended(
  { list, index, size }: StatusEntry,
  snapshots: readonly Snapshot[],
  { at }: ListQuestion,
): Part | undefined {
  const { from, to } = dayOf(at);
  const telling = snapshots
    .filter(({ takenAt, until }) => before(takenAt, to) && !before(until, from))
    .map((snapshot) => ({ snapshot, isSet: statusValue(snapshot.bits, index, size) !== 0 }))
    .sort((a, b) => compareInstants(b.snapshot.takenAt, a.snapshot.takenAt) || Number(b.isSet) - Number(a.isSet));
  const [newest] = telling;
  if (newest === undefined) return undefined;
  return newest.isSet ? says('LISTED_AS_SUSPENDED', 'suspended', newest.snapshot) : inForce(list, newest.snapshot);
}

/** A message takes nothing away; that there is one is said, also that it could not be looked at. */
function message({ list, index, size }: StatusEntry, snapshots: readonly Snapshot[]): Part {
  const told = snapshots.find(({ bits }) => statusValue(bits, index, size) !== 0);
  if (told === undefined) return SOUND;
  const { takenAt } = told;
  const said = reason('STATUS_MESSAGE', `the list ${list}, taken at ${takenAt}, has a message about the document`, {
    list,
    takenAt,
  });
  return { outcome: 'passed', reasons: [said], rests: [told.held.link] };
}

function says(code: string, how: string, { url, takenAt, held }: Snapshot): Part {
  const detail = `${how}, as the list ${url} says that was taken at ${takenAt}`;
  return { ...fault(code, detail, { list: url, takenAt }), rests: [held.link] };
}

function inForce(list: string, { takenAt, until, held }: Snapshot): Part {
  const said = reason('STATUS_AS_OF_SNAPSHOT', `in force, as the list ${list} says that was taken at ${takenAt}`, {
    list,
    takenAt,
    until,
  });
  return { outcome: 'passed', reasons: [said], rests: [held.link] };
}

function dayOf(at: CalendarDay): { readonly from: Instant; readonly to: Instant } {
  return { from: startOfDay(at, LOCAL_OFFSET_MINUTES), to: startOfNextDay(at, LOCAL_OFFSET_MINUTES) };
}

function before(a: Instant, b: Instant): boolean {
  return compareInstants(a, b) < 0;
}

function open(code: string, detail: string, values?: Readonly<Record<string, string>>): Part {
  return { outcome: 'undetermined', reasons: [reason(code, detail, values)], rests: [] };
}
