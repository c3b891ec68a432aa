// SPDX-License-Identifier: Apache-2.0
import { count, flag, list, maybe, members, type Read, text } from '../../api/narrow.ts';
import { formatInstant } from '../../components/format-instant.ts';

/** A member of a group: another group, or a witness that has signed or has not. */
interface PolicyMember {
  readonly name: string;
  readonly met: boolean;
  readonly cosignedAt: string | undefined;
}

/** One group of a policy as the node tells of it: flat, the quorum first. */
export interface PolicyGroup {
  readonly name: string;
  readonly threshold: number;
  readonly met: boolean;
  readonly members: readonly PolicyMember[];
}

const readMember: Read<PolicyMember> = (value, path) => {
  const given = members(value, path);
  return {
    ...{ name: text(given.name, `${path}/name`), met: flag(given.met, `${path}/met`) },
    cosignedAt: maybe(text)(given.cosignedAt, `${path}/cosignedAt`),
  };
};

export const readGroup: Read<PolicyGroup> = (value, path) => {
  const given = members(value, path);
  return {
    ...{ name: text(given.name, `${path}/name`), threshold: count(given.threshold, `${path}/threshold`) },
    met: flag(given.met, `${path}/met`),
    members: list(readMember)(given.members, `${path}/members`),
  };
};

/** A policy as a tree: `at` says since when a node of it is met by what its witnesses have signed. */
export interface PolicyNode {
  readonly name: string;
  readonly met: boolean;
  readonly at: string | undefined;
  readonly group: { readonly threshold: number; readonly members: readonly PolicyNode[] } | undefined;
}

const DEPTH_MAX = 16;

/**
 * at(group) = the threshold-th latest of at(members); at(witness) = its cosignature. C2SP tlog-policy.
 * So the age of a group is that of the oldest signature which it cannot do without.
 */
export function policyTree(groups: readonly PolicyGroup[], name: string): PolicyNode {
  const byName = new Map(groups.map((group) => [group.name, group]));
  return nodeOf({ name, met: false, cosignedAt: undefined }, byName, 0);
}

function nodeOf(member: PolicyMember, byName: ReadonlyMap<string, PolicyGroup>, depth: number): PolicyNode {
  const { name, met, cosignedAt } = member;
  const group = depth < DEPTH_MAX ? byName.get(name) : undefined;
  if (group === undefined) return { name, met, at: cosignedAt, group: undefined };
  const { threshold } = group;
  const nodes = group.members.map((each) => nodeOf(each, byName, depth + 1));
  const times = nodes.flatMap(({ met: isMet, at }) => (isMet && at !== undefined ? [at] : []));
  const latest = times.sort((a, b) => Date.parse(b) - Date.parse(a));
  return {
    name,
    met: group.met,
    at: group.met ? latest[threshold - 1] : undefined,
    group: { threshold, members: nodes },
  };
}

/** How the newest checkpoint stands by the policy on a moment: counted today, counted before, or not. */
export function standingOf(
  { met, at }: Pick<PolicyNode, 'met' | 'at'>,
  now: Date,
): 'today' | 'before' | 'undated' | 'lacking' {
  if (!met) return 'lacking';
  if (at === undefined) return 'undated';
  const dayOf = (instant: string) => formatInstant(instant).slice(0, 10);
  return dayOf(at) === dayOf(now.toISOString()) ? 'today' : 'before';
}

/** How the members of a group are joined. */
export function jointOf({ threshold, members: of }: NonNullable<PolicyNode['group']>): 'all' | 'any' | 'some' {
  if (threshold >= of.length) return 'all';
  return threshold === 1 ? 'any' : 'some';
}
