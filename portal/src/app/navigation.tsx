// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../messages/use-words.ts';
import type { Page } from './path.ts';

const LINKS = [
  { page: 'home', href: '/' },
  { page: 'traceability', href: '/traceability' },
  { page: 'uncertainty', href: '/uncertainty' },
  { page: 'control-charts', href: '/control-charts' },
  { page: 'impact', href: '/impact' },
  { page: 'instruments', href: '/instruments' },
  { page: 'rounds', href: '/rounds' },
  { page: 'issue-gate', href: '/issue-gate' },
  { page: 'indicators', href: '/indicators' },
] as const satisfies readonly { readonly page: Page['page']; readonly href: string }[];

/** The pages of the node, the open one marked. */
export function Navigation({ open }: { readonly open: Page['page'] }) {
  const { say } = useWords();
  return (
    <nav aria-label={say('nav.label')} className="print:hidden">
      <ul className="-mx-2 flex flex-wrap">
        {LINKS.map(({ page, href }) => (
          <li key={page}>
            <a
              href={href}
              aria-current={page === open ? 'page' : undefined}
              className="inline-flex min-h-11 items-center rounded px-2 text-stone-600 hover:bg-stone-100 aria-[current=page]:font-semibold aria-[current=page]:text-stone-900 aria-[current=page]:underline aria-[current=page]:underline-offset-4"
            >
              {say(`nav.${page}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
