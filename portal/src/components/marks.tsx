// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';

/** What a mark can say; each has a shape of its own, so that colour is never needed to tell them apart. */
export type Mark =
  | 'proved'
  | 'refuted'
  | 'unknown'
  | 'contradicted'
  | 'assured'
  | 'passed'
  | 'broken'
  | 'open'
  | 'skipped';

/** A small drawing beside a word; it repeats the word and is hidden from screen readers. */
export function MarkIcon({ mark, className = 'size-5' }: { readonly mark: Mark; readonly className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" className={`shrink-0 ${className}`}>
      {SHAPES[mark]}
    </svg>
  );
}

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 2.4,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const light = { ...stroke, stroke: 'var(--color-white)' } as const;
const question = (
  <>
    <path d="M9.2 9.3a2.9 2.9 0 1 1 4.2 2.6c-.9.5-1.4 1-1.4 2" {...stroke} />
    <circle cx="12" cy="17.1" r="1.35" fill="currentColor" />
  </>
);

const SHAPES: Readonly<Record<Mark, ReactNode>> = {
  // filled disc with a tick
  proved: (
    <>
      <circle cx="12" cy="12" r="11" fill="currentColor" />
      <path d="m7 12.4 3.4 3.4L17.2 9" {...light} />
    </>
  ),
  // filled octagon with a cross
  refuted: (
    <>
      <path d="M7.6 1h8.8L23 7.6v8.8L16.4 23H7.6L1 16.4V7.6z" fill="currentColor" />
      <path d="m8.2 8.2 7.6 7.6m0-7.6-7.6 7.6" {...light} />
    </>
  ),
  // open, dashed circle with a question mark
  unknown: (
    <>
      <circle cx="12" cy="12" r="10.4" {...stroke} strokeWidth={1.8} strokeDasharray="3.2 3.4" />
      {question}
    </>
  ),
  // torn sheet
  contradicted: (
    <>
      <path d="M4 1h11l5 5v5l-4-2-3 4-4-3-5 4z" fill="currentColor" />
      <path d="m4 18 5-3 4 3 3-4 4 2v7H4z" fill="currentColor" />
    </>
  ),
  // open shield with a tick
  assured: (
    <>
      <path d="M12 1.8 21 5v6.5c0 5.2-3.6 8.9-9 10.7-5.4-1.8-9-5.5-9-10.7V5z" {...stroke} strokeWidth={2} />
      <path d="m7.8 11.8 3 3 5.4-5.6" {...stroke} />
    </>
  ),
  passed: <path d="m4.5 12.8 5 5L19.5 7" {...stroke} strokeWidth={3} />,
  // two halves of a chain link, apart
  broken: (
    <path
      d="M9 7H7a5 5 0 0 0 0 10h2m6-10h2a5 5 0 0 1 0 10h-2M10.2 4.5 11 7m2.8-2.5L13 7m-2.8 12.5L11 17m2.8 2.5L13 17"
      {...stroke}
    />
  ),
  open: question,
  skipped: <path d="M6 12h12" {...stroke} strokeWidth={3} />,
};
