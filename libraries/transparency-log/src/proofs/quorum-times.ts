// SPDX-License-Identifier: Apache-2.0
import type { NoteKey } from '../notes/note-key.ts';
import type { PolicyMember } from './policy.ts';

/**
 * The latest time for which the cosignatures made at it or later meet the quorum, in POSIX seconds; undefined when they
 * never do. A witness: its own time; a group of threshold k: the k-th latest of its members.
 * C2SP tlog-policy for the quorum. A single late cosignature dates nothing: one witness alone cannot make a tree young.
 */
export function cosignedSince(member: PolicyMember, times: ReadonlyMap<NoteKey, number>): number | undefined {
  return quorumTime(member, times, (left, right) => right - left);
}

/**
 * The earliest time by which the cosignatures made until then meet the quorum, in POSIX seconds; undefined when they
 * never do. A witness: its own time; a group of threshold k: the k-th earliest of its members.
 * C2SP tlog-policy for the quorum. A single early cosignature dates nothing: one witness alone cannot make a tree old.
 */
export function cosignedBy(member: PolicyMember, times: ReadonlyMap<NoteKey, number>): number | undefined {
  return quorumTime(member, times, (left, right) => left - right);
}

function quorumTime(
  member: PolicyMember,
  times: ReadonlyMap<NoteKey, number>,
  order: (left: number, right: number) => number,
): number | undefined {
  if (member.kind === 'witness') return times.get(member.key);
  const ordered = member.members.flatMap((below) => quorumTime(below, times, order) ?? []).sort(order);
  return ordered[member.threshold - 1];
}

/**
 * Those times of cosigners that can be times, in POSIX seconds: 0 is none (C2SP tlog-witness, add-checkpoint), and neither
 * is what no calendar has or what is yet to come, as a cosigner may claim any 64 bits. Without `knownAt`, the second of
 * the question, every time of the calendar is believed.
 */
export function believableTimes(
  times: ReadonlyMap<NoteKey, number>,
  knownAt: number | undefined,
): ReadonlyMap<NoteKey, number> {
  const last = knownAt === undefined ? CALENDAR_END : Math.min(knownAt + CLOCK_AHEAD_MAX, CALENDAR_END);
  return new Map([...times].filter(([, seconds]) => seconds > 0 && seconds <= last));
}

/** By how much the clock of a witness may be ahead of the asker's, in seconds. */
const CLOCK_AHEAD_MAX = 600;

/** 9999-12-31T23:59:59Z */
const CALENDAR_END = 253_402_300_799;
