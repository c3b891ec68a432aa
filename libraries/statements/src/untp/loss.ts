// SPDX-License-Identifier: Apache-2.0

/** A field of ours that a UNTP export does not carry, or not exactly, and why. */
export interface Loss {
  /** Path into the subject, steps joined by dots: `results.0.limitOfDetection.value`. */
  readonly path: string;
  readonly reason: string;
}

/** A member that UNTP 0.7.0 requires and the statement does not say: what was written in its place. */
export interface StandIn {
  /** JSON pointer into the export. */
  readonly at: string;
  readonly reason: string;
}

/** Keeps account of an export: what is not carried by name is lost by name. */
export interface Account {
  /** These fields, and all within them, are carried and read again as they are. */
  carry(...paths: readonly string[]): void;
  /** This field is written in a form that does not read again as it is, or not at all, for a reason of its own. */
  lose(path: string, reason: string): void;
  standIn(at: string, reason: string): void;
  losses(): readonly Loss[];
  standIns(): readonly StandIn[];
}

const NO_MEMBER = 'UNTP 0.7.0 has no member for it';

/** An account of one subject; `noMember` is the reason for what nothing else is said of. Every leaf of it ends among what is carried or among the losses. */
export function openAccount(subject: object, noMember = NO_MEMBER): Account {
  const carried = new Set<string>();
  const reasons = new Map<string, string>();
  const standIns: StandIn[] = [];
  return {
    carry: (...paths) => {
      for (const path of paths) carried.add(path);
    },
    lose: (path, reason) => {
      reasons.set(path, reason);
    },
    standIn: (at, reason) => {
      standIns.push({ at, reason });
    },
    losses: () =>
      leafPaths(subject).flatMap((path) => {
        const reason = nearest(path, (part) => reasons.get(part));
        if (reason !== undefined) return [{ path, reason }];
        return nearest(path, (part) => (carried.has(part) ? part : undefined)) === undefined
          ? [{ path, reason: noMember }]
          : [];
      }),
    standIns: () => standIns,
  };
}

/** Paths of every text, number and truth value within, in their order. */
export function leafPaths(value: unknown, path = ''): readonly string[] {
  if (value === undefined) return [];
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([member, child]) =>
    leafPaths(child, path === '' ? member : `${path}.${member}`),
  );
}

function nearest<T>(path: string, find: (part: string) => T | undefined): T | undefined {
  for (let part = path; ; part = part.slice(0, part.lastIndexOf('.'))) {
    const found = find(part);
    if (found !== undefined || !part.includes('.')) return found;
  }
}
