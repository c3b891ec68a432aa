// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';

/** What is rarely wanted, behind one line; made when it is first opened. */
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
  const [wasOpen, setOpened] = useState(false);
  return (
    <details
      data-folded={name}
      onToggle={({ currentTarget }) => setOpened(wasOpen || currentTarget.open)}
      className="group mt-3 rounded-md border border-stone-300 bg-white px-3 py-2 print:hidden"
    >
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-medium before:content-['▸'] group-open:before:content-['▾']">
        {title}
      </summary>
      <div className="pb-2">{wasOpen ? children : null}</div>
    </details>
  );
}
