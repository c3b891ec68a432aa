// SPDX-License-Identifier: Apache-2.0
import type { LinkLook } from '../../components/layered-drawing.tsx';
import type { Speech } from '../../messages/use-words.ts';
import type { TraceState } from './graph.ts';

const LOOKS: Readonly<Record<TraceState, Omit<LinkLook, 'word'>>> = {
  shown: { tone: 'proved', mark: 'proved' },
  assured: { tone: 'assured', mark: 'assured', dashes: '14 4' },
  undisclosed: { tone: 'unknown', mark: 'unknown', dashes: '2 5' },
  broken: { tone: 'broken', mark: 'broken', dashes: '7 8' },
};

/** How the state of a link is drawn and what it is called. */
export function lookOf(state: TraceState, { say }: Pick<Speech, 'say'>): LinkLook {
  return { ...LOOKS[state], word: say(`trace.state.${state}`) };
}
