// SPDX-License-Identifier: Apache-2.0
import { Badge } from '../../components/badge.tsx';
import { useWords } from '../../messages/use-words.ts';
import { statementPage } from '../statement/statement.ts';
import type { PaperName, TraceLink, TraceReason } from './graph.ts';
import { lookOf } from './look.ts';

/** Why a link stands as it does: the certificates that show it, who vouches for it, what is wrong and what would cure it. */
export function LinkDetails({ link }: { readonly link: TraceLink }) {
  const { say, ...speech } = useWords();
  const look = lookOf(link.state, { say });
  return (
    <div className="space-y-2 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <Badge mark={look.mark} tone={look.tone}>
          {look.word}
        </Badge>
        <span>{say(`trace.state.${link.state}.means`)}</span>
      </p>
      <p className="text-stone-600">{say('trace.relied-on', { on: link.on })}</p>
      {link.shownBy.length === 0 ? null : (
        <Papers title={say('trace.shown-by')} papers={link.shownBy} sayOr={speech.sayOr} />
      )}
      {link.assuredBy === undefined ? null : (
        <Papers title={say('trace.assured-by')} papers={[link.assuredBy]} sayOr={speech.sayOr} />
      )}
      <TraceReasons reasons={link.reasons} />
    </div>
  );
}

/** What stands against a link or a thing, each with its cure. */
export function TraceReasons({ reasons }: { readonly reasons: readonly TraceReason[] }) {
  const { say, sayReason, sayCure } = useWords();
  if (reasons.length === 0) return null;
  return (
    <ul className="space-y-2">
      {reasons.map((reason) => {
        const { values = {}, cure } = reason;
        const said = sayReason({ ...reason, values, article: undefined });
        const cured = cure === undefined ? undefined : sayCure({ ...reason, values }, { detail: cure });
        return (
          <li key={`${reason.code} ${reason.detail}`} className="rounded border border-amber-700 bg-amber-50 p-2">
            <p lang={said.language} className="wrap-anywhere">
              {said.text}
            </p>
            {said.english === undefined ? null : (
              <p lang="en" className="wrap-anywhere text-stone-700">
                {said.english}
              </p>
            )}
            {cured === undefined ? null : (
              <p className="mt-1 wrap-anywhere">
                <strong>{say('trace.cure')}</strong> <span lang={cured.language}>{cured.text}</span>
              </p>
            )}
            <code className="text-xs">{reason.code}</code>
          </li>
        );
      })}
    </ul>
  );
}

function Papers({
  title,
  papers,
  sayOr,
}: {
  readonly title: string;
  readonly papers: readonly PaperName[];
  readonly sayOr: (id: string, fallback: string) => string;
}) {
  return (
    <div>
      <p className="font-medium">{title}</p>
      <ul>
        {papers.map((paper) => (
          <li key={paper.digest}>
            <a className="inline-flex min-h-9 items-center underline wrap-anywhere" href={statementPage(paper)}>
              {sayOr(`document-kind.${paper.kind}`, paper.kind)} {paper.number}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
