// SPDX-License-Identifier: Apache-2.0
import type { Mark } from '../../components/marks.tsx';
import type { Tone } from '../../components/tones.ts';
import type { FollowedLog } from './logs.ts';

/** How following a log stands, worst first: what is held against it outweighs how far it is. */
const STANDINGS = [
  ...(['ended', 'two-stories', 'set-back', 'missing-file', 'damaged', 'not-signed', 'other-key'] as const),
  ...(['unreachable', 'other', 'first', 'behind', 'waiting', 'caught-up'] as const),
] as const;
export type FollowStanding = (typeof STANDINGS)[number];

/** In one word. */
export function followStanding(log: FollowedLog): FollowStanding {
  const { troubleKind, trouble, splits, endedAt, acceptedAt, states } = log;
  // Two signed trees stay what they are, whatever it shows since.
  if (splits > 0) return 'two-stories';
  if (endedAt !== undefined) return 'ended';
  if (trouble !== undefined) return troubleKind ?? 'other';
  if (acceptedAt === undefined) return 'first';
  if (behindOf(log) > 0) return 'behind';
  return (states.waiting ?? 0) > 0 ? 'waiting' : 'caught-up';
}

/** Entries that the log has shown and that were not held against its tree yet. */
export function behindOf({ shown, size }: Pick<FollowedLog, 'shown' | 'size'>): number {
  return Math.max(0, (shown ?? size) - size);
}

/** One stretch of work that can be drawn: so much of so much. */
export interface Progress {
  readonly step: 'entries' | 'statements';
  readonly done: number;
  readonly of: number;
}

/** What is being read now, entries before statements; nothing where all is there. */
export function progressOf(log: FollowedLog): Progress | undefined {
  const { read, shown, states, endedAt } = log;
  if (endedAt !== undefined) return undefined;
  if (read !== undefined && shown !== undefined) return { step: 'entries', done: read, of: shown };
  const waiting = states.waiting ?? 0;
  if (waiting === 0) return undefined;
  const all = Object.values(states).reduce((sum, each) => sum + each, 0);
  return { step: 'statements', done: all - waiting, of: all };
}

/** How each is drawn. */
export const FOLLOW_LOOKS: Readonly<Record<FollowStanding, { readonly mark: Mark; readonly tone: Tone }>> = {
  'two-stories': { mark: 'contradicted', tone: 'contradicted' },
  'set-back': { mark: 'broken', tone: 'broken' },
  'missing-file': { mark: 'broken', tone: 'broken' },
  damaged: { mark: 'broken', tone: 'broken' },
  'not-signed': { mark: 'broken', tone: 'broken' },
  'other-key': { mark: 'broken', tone: 'broken' },
  unreachable: { mark: 'unknown', tone: 'unknown' },
  other: { mark: 'unknown', tone: 'unknown' },
  ended: { mark: 'skipped', tone: 'quiet' },
  first: { mark: 'open', tone: 'assured' },
  behind: { mark: 'open', tone: 'assured' },
  waiting: { mark: 'open', tone: 'assured' },
  'caught-up': { mark: 'proved', tone: 'proved' },
};
