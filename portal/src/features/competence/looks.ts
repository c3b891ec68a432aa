// SPDX-License-Identifier: Apache-2.0
import type { State } from './competence.ts';

/** How each state of a demand looks. */
export const LOOKS = {
  shown: { mark: 'passed', tone: 'proved' },
  missing: { mark: 'open', tone: 'unknown' },
  lapsed: { mark: 'broken', tone: 'broken' },
  'not-met': { mark: 'refuted', tone: 'refuted' },
} as const satisfies Readonly<Record<State, object>>;
