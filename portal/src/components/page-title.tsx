// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';

/** What a page is about, in its first lines. */
export function PageTitle({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <div className="max-w-3xl">
      <h1 className="text-2xl leading-snug font-bold text-balance first-letter:uppercase wrap-anywhere">{title}</h1>
      {children === undefined ? null : <p className="mt-1 text-stone-600 print:hidden">{children}</p>}
    </div>
  );
}
