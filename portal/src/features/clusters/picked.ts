// SPDX-License-Identifier: Apache-2.0
import type { Mark } from '../../components/marks.tsx';
import type { Tone } from '../../components/tones.ts';
import type { Outcome } from './cluster-map.ts';

/** A cell that somebody opened: which cluster of the map, and which of its needs. */
export interface Picked {
  readonly cluster: number;
  readonly need: number;
}

/** How an outcome is drawn: a shape of its own each, so that colour is never needed. */
export const LOOKS: Readonly<Record<Outcome, { readonly mark: Mark; readonly tone: Tone }>> = {
  covered: { mark: 'proved', tone: 'proved' },
  'in-part': { mark: 'assured', tone: 'broken' },
  not: { mark: 'refuted', tone: 'refuted' },
};
