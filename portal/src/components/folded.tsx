// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import { useOpened } from '../app/choice.ts';

interface FoldedProps {
  /** For whoever looks for it in the page. */
  readonly name: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** What is rarely wanted, behind one line; made when it is first opened. */
export function Folded({ name, title, children }: FoldedProps) {
  const [wasOpen, setOpened] = useState(false);
  return (
    <Details name={name} title={title} onToggle={(isOpen) => setOpened(wasOpen || isOpen)}>
      {wasOpen ? children : null}
    </Details>
  );
}

/** The same where the address says that it is open: a reload, and whoever got the link, see it so. */
export function KeptFolded({ name, title, children }: FoldedProps) {
  const [isOpen, open] = useOpened(name);
  const [wasOpen, setOpened] = useState(isOpen);
  const toggle = (now: boolean) => {
    setOpened(wasOpen || now);
    if (now !== isOpen) open(now);
  };
  return (
    <Details name={name} title={title} isOpen={isOpen} onToggle={toggle}>
      {wasOpen || isOpen ? children : null}
    </Details>
  );
}

interface DetailsProps extends FoldedProps {
  readonly isOpen?: boolean | undefined;
  readonly onToggle: (isOpen: boolean) => void;
}

function Details({ name, title, isOpen, onToggle, children }: DetailsProps) {
  return (
    <details
      data-folded={name}
      open={isOpen}
      onToggle={({ currentTarget }) => onToggle(currentTarget.open)}
      className="group mt-3 rounded-md border border-stone-300 bg-white px-3 py-2 print:hidden"
    >
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-medium before:content-['▸'] group-open:before:content-['▾']">
        {title}
      </summary>
      <div className="pb-2">{children}</div>
    </details>
  );
}
