// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { useWords } from '../messages/use-words.ts';
import type { Page } from './path.ts';

/** The pages by whom they are for: everybody, who computes, who signs in for an organisation, who supervises. */
const GROUPS = [
  { group: 'everybody', pages: ['home', 'traceability', 'rounds', 'switching', 'own-standards', 'clusters', 'logs'] },
  { group: 'tools', pages: ['instruments', 'uncertainty', 'control-charts', 'studies', 'quality-tools'] },
  { group: 'own', pages: ['readings', 'calibrations', 'issue-gate', 'competence', 'impact'] },
  { group: 'authority', pages: ['indicators'] },
] as const satisfies readonly { readonly group: string; readonly pages: readonly Page['page'][] }[];

/** The pages of the node, the open one marked; on a phone they wait behind one button. */
export function Navigation({ open }: { readonly open: Page['page'] }) {
  const { say } = useWords();
  const id = useId();
  const [isShown, setShown] = useState(false);
  const shown = GROUPS.flatMap(({ pages }) => pages as readonly Page['page'][]).find((page) => page === open);
  return (
    <nav aria-label={say('nav.label')} className="print:hidden">
      <button
        type="button"
        aria-expanded={isShown}
        aria-controls={id}
        onClick={() => setShown(!isShown)}
        className="mt-2 flex min-h-11 w-full items-center justify-between gap-2 rounded-md border border-stone-400 bg-white px-3 text-left sm:hidden"
      >
        <span>
          {say('nav.label')}
          {shown === undefined ? null : <strong className="font-semibold"> · {say(`nav.${shown as 'home'}`)}</strong>}
        </span>
        <span aria-hidden="true">{isShown ? '▴' : '▾'}</span>
      </button>
      <ul id={id} className={`${isShown ? 'block' : 'hidden'} -mx-2 mt-1 sm:flex sm:flex-wrap`}>
        {GROUPS.map(({ group, pages }) => (
          <li
            key={group}
            className="border-stone-300 py-1 not-last:border-b sm:mr-2 sm:py-0 sm:pr-2 sm:not-last:border-r sm:not-last:border-b-0"
          >
            <p id={`${id}-${group}`} className="px-2 pt-1 text-xs text-stone-600">
              {say(`nav.group.${group}`)}
            </p>
            <ul aria-labelledby={`${id}-${group}`} className="flex flex-wrap">
              {pages.map((page) => (
                <li key={page}>
                  <a
                    href={page === 'home' ? '/' : `/${page}`}
                    aria-current={page === open ? 'page' : undefined}
                    className="inline-flex min-h-11 items-center rounded px-2 text-stone-600 hover:bg-stone-100 aria-[current=page]:font-semibold aria-[current=page]:text-stone-900 aria-[current=page]:underline aria-[current=page]:underline-offset-4 sm:min-h-9"
                  >
                    {say(`nav.${page}`)}
                  </a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </nav>
  );
}
