// SPDX-License-Identifier: Apache-2.0
import { Badge } from '../../components/badge.tsx';
import { ReasonLine } from '../../components/reason-line.tsx';
import { useWords } from '../../messages/use-words.ts';
import { statementPage } from '../statement/statement.ts';
import type { TraceLink } from './graph.ts';
import { lookOf } from './look.ts';

/** Every link in one row. */
export function LinkTable({
  links,
  nameOf,
}: {
  readonly links: readonly TraceLink[];
  readonly nameOf: (id: string) => string;
}) {
  const words = useWords();
  const { say, sayOr } = words;
  const columns = ['trace.column.thing', 'trace.column.above', 'trace.column.state', 'trace.column.papers'] as const;
  return (
    <table className="w-full border-collapse text-left text-sm">
      <thead>
        <tr>
          {columns.map((id) => (
            <th key={id} scope="col" className="border-b border-stone-400 px-2 py-1 font-medium">
              {say(id)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {links.map((link) => {
          const look = lookOf(link.state, words);
          const papers = link.assuredBy === undefined ? link.shownBy : [...link.shownBy, link.assuredBy];
          return (
            <tr key={`${link.from} ${link.to}`} className="border-b border-stone-300 align-top">
              <th scope="row" className="px-2 py-1 font-medium wrap-anywhere">
                {nameOf(link.from)}
              </th>
              <td className="px-2 py-1 wrap-anywhere">{nameOf(link.to)}</td>
              <td className="px-2 py-1">
                <Badge mark={look.mark} tone={look.tone}>
                  {look.word}
                </Badge>
              </td>
              <td className="px-2 py-1 wrap-anywhere">
                {papers.map((paper) => (
                  <a key={paper.digest} className="block min-h-6 underline" href={statementPage(paper)}>
                    {sayOr(`document-kind.${paper.kind}`, paper.kind)} {paper.number}
                  </a>
                ))}
                {link.reasons.map((reason) => (
                  <ReasonLine
                    key={`${reason.code} ${reason.detail}`}
                    reason={{ values: {}, ...reason, article: undefined }}
                  />
                ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
