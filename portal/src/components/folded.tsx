// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';

/** What is rarely wanted, behind one line. */
export function Folded({
  name,
  title,
  children,
}: {
  /** For whoever looks for it in the page. */
  readonly name: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <details
      data-folded={name}
      className="group mt-3 rounded-md border border-stone-300 bg-white px-3 py-2 print:hidden"
    >
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-medium before:content-['▸'] group-open:before:content-['▾']">
        {title}
      </summary>
      <div className="pb-2">{children}</div>
    </details>
  );
}
