// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { type Mark, MarkIcon } from './marks.tsx';
import { TONES, type Tone } from './tones.ts';

/** A word with its mark, in a box. */
export function Badge({
  mark,
  tone,
  children,
}: {
  readonly mark?: Mark;
  readonly tone: Tone;
  readonly children: ReactNode;
}) {
  return (
    <span className={`inline-flex items-center gap-1.5 rounded border px-2 py-0.5 text-sm font-medium ${TONES[tone]}`}>
      {mark === undefined ? null : <MarkIcon mark={mark} className="size-4" />}
      {children}
    </span>
  );
}
