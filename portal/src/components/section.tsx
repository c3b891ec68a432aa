// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';

/** A part of the page under its heading. */
export function Section({
  id,
  title,
  children,
  aside,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
  readonly aside?: ReactNode;
}) {
  return (
    <section aria-labelledby={id} className="mt-8">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={id} tabIndex={-1} className="text-xl font-semibold first-letter:uppercase">
          {title}
        </h2>
        {aside}
      </div>
      <div className="mt-3">{children}</div>
    </section>
  );
}
