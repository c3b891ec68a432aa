// SPDX-License-Identifier: Apache-2.0
import type { NoteKey, PolicyMember } from '@touchstone/transparency-log';

/**
 * The latest time for which the cosignatures made at it or later meet the quorum, in POSIX seconds; undefined when they
 * never do. A witness: its own time; a group of threshold k: the k-th latest of its members.
 * C2SP tlog-policy for the quorum. A single late cosignature dates nothing: one witness alone cannot make a file young.
 */
export function cosignedSince(member: PolicyMember, times: ReadonlyMap<NoteKey, number>): number | undefined {
  if (member.kind === 'witness') return times.get(member.key);
  const latestFirst = member.members
    .flatMap((below) => cosignedSince(below, times) ?? [])
    .sort((left, right) => right - left);
  return latestFirst[member.threshold - 1];
}
