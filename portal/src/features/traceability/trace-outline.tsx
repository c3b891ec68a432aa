// SPDX-License-Identifier: Apache-2.0
import { MarkIcon } from '../../components/marks.tsx';
import { useWords } from '../../messages/use-words.ts';
import { LinkDetails } from './link-details.tsx';
import { lookOf } from './look.ts';
import { NodeCard } from './node-card.tsx';
import type { OutlineItem } from './outline.ts';

/** The chain downwards as nested lists, for narrow screens and for who does not see the drawing. */
export function TraceOutline({ item }: { readonly item: OutlineItem }) {
  return (
    <ul>
      <Line item={item} depth={0} />
    </ul>
  );
}

/** Beyond this depth the lists are not moved further to the right, or nothing would fit. */
const INDENTED = 5;

function Line({ item, depth }: { readonly item: OutlineItem; readonly depth: number }) {
  const { say } = useWords();
  const { node, link, repeated, restsOn } = item;
  const look = link === undefined ? undefined : lookOf(link.state, { say });
  return (
    <li>
      {link === undefined || look === undefined ? null : (
        <details className="border-l-2 border-stone-400 py-1 pl-2" data-link={look.word}>
          <summary className="flex min-h-9 items-center gap-1.5 text-sm font-medium">
            <MarkIcon mark={look.mark} className="size-4" />
            {look.word} <span className="text-stone-600">({say('trace.why')})</span>
          </summary>
          <LinkDetails link={link} />
        </details>
      )}
      <NodeCard node={node} isRoot={link === undefined} />
      {repeated ? <p className="mt-1 text-sm text-stone-600">{say('trace.repeated')}</p> : null}
      {restsOn.length === 0 ? null : (
        <ul className={depth < INDENTED ? 'ml-3' : ''}>
          {restsOn.map((each) => (
            <Line key={each.key} item={each} depth={depth + 1} />
          ))}
        </ul>
      )}
    </li>
  );
}
