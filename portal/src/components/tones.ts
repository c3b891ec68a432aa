// SPDX-License-Identifier: Apache-2.0
import type { Cell, Check, DocumentVerdict } from '../api/verdict.ts';
import type { Mark } from './marks.tsx';

/** Text, background and border that go with a mark; unknown is never red, and borders differ for print in grey. */
export const TONES = {
  proved: 'text-emerald-900 bg-emerald-50 border-emerald-700 border-solid',
  refuted: 'text-rose-900 bg-rose-50 border-rose-700 border-solid border-l-8',
  unknown: 'text-slate-800 bg-white border-slate-500 border-dashed',
  contradicted: 'text-purple-950 bg-purple-100 border-purple-800 border-double border-4',
  quiet: 'text-stone-700 bg-white border-stone-300 border-solid',
  assured: 'text-blue-800 bg-blue-50 border-blue-700 border-solid',
  broken: 'text-amber-950 bg-amber-50 border-amber-700 border-solid border-l-8',
} as const satisfies Readonly<Record<string, string>>;
export type Tone = keyof typeof TONES;

/** How a document's standing is drawn. */
export const STANDING_MARKS: Readonly<
  Record<DocumentVerdict['standing'], { readonly mark: Mark; readonly tone: Tone }>
> = {
  sound: { mark: 'proved', tone: 'proved' },
  unsound: { mark: 'broken', tone: 'broken' },
  contradicted: { mark: 'contradicted', tone: 'contradicted' },
  unread: { mark: 'unknown', tone: 'unknown' },
};

/** How a check's outcome is drawn. */
export const CHECK_MARKS: Readonly<Record<Check['outcome'], Mark>> = {
  passed: 'passed',
  failed: 'broken',
  undetermined: 'open',
  'not-evaluated': 'skipped',
};

/** True where a document behind the cell is contradicted, which is shown apart from the verdict. */
export function hasContradiction({ trials }: Pick<Cell, 'trials'>): boolean {
  return trials.some(({ standing }) => standing === 'contradicted');
}
