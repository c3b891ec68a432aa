// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../../messages/use-words.ts';
import { statementPage } from '../statement/statement.ts';
import type { TraceNode } from './graph.ts';

const LOOKS: Readonly<Record<TraceNode['kind'], string>> = {
  si: 'border-2 border-stone-900 bg-stone-900 text-white',
  'measurement-standard': 'border-2 border-stone-400 bg-white',
  instrument: 'rounded-md border border-stone-400 bg-white',
  'reference-material': 'rounded-2xl border border-stone-400 bg-white',
  report: 'rounded-md border-2 border-dashed border-stone-600 bg-white',
  unnamed: 'rounded-md border border-dotted border-slate-500 bg-white',
};

/** One thing of a chain: what it is, its name, who keeps it; its certificate opens on a page of its own. */
export function NodeCard({ node, isRoot }: { readonly node: TraceNode; readonly isRoot: boolean }) {
  const { say, sayOr } = useWords();
  const { kind, level, name, keeper, place, paper, constants } = node;
  const quiet = kind === 'si' ? '' : 'text-stone-600';
  const where = [keeper?.name, place === undefined ? undefined : sayOr(`place.${place}`, place)];
  const below = kind === 'si' ? [] : constants === undefined ? where : [...where, constants.join(', ')];
  const shownName = kind === 'unnamed' ? say('trace.unnamed') : name;
  return (
    <div
      className={`flex h-full flex-col justify-center px-3 py-1.5 text-sm leading-tight ${LOOKS[kind]} ${isRoot ? 'ring-2 ring-blue-700' : ''}`}
    >
      <p className={`truncate text-xs ${quiet}`}>
        {level === undefined ? say(`trace.kind.${kind}`) : say(`trace.level.${level}`)}
      </p>
      <p className="line-clamp-2 font-semibold wrap-anywhere" title={shownName}>
        {paper === undefined ? (
          shownName
        ) : (
          <a className="underline" href={statementPage(paper)}>
            {shownName}
          </a>
        )}
      </p>
      <p className={`truncate text-xs ${quiet}`}>{below.filter((part) => part !== undefined).join(' · ')}</p>
    </div>
  );
}
