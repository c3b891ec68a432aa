// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Badge } from '../../components/badge.tsx';
import type { Mark } from '../../components/marks.tsx';
import type { Tone } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { statementPage } from '../statement/statement.ts';
import type { ImpactHit, Redecision } from './notice.ts';

/** How what becomes of a decision is drawn. */
export const VERDICT_LOOKS: Readonly<Record<Redecision['verdict'], { readonly mark: Mark; readonly tone: Tone }>> = {
  flips: { mark: 'refuted', tone: 'refuted' },
  stands: { mark: 'passed', tone: 'proved' },
  'cannot-tell': { mark: 'unknown', tone: 'unknown' },
};

/** One own hit: since when it is in doubt, what becomes of each decision, what was answered. */
export function HitDetails({ hit, children }: { readonly hit: ImpactHit; readonly children?: ReactNode }) {
  const { say, sayOr } = useWords();
  const { kind, name, paper, since, decisions, answer, decisionsMore, waysMore } = hit;
  return (
    <article className="rounded-md border border-stone-300 bg-white p-3 text-sm" data-hit={name}>
      <h3 className="text-base font-semibold wrap-anywhere">
        {name}
        <span className="block text-sm font-normal text-stone-600">{say(`impact.kind.${kind}`)}</span>
      </h3>
      {paper === undefined ? null : (
        <a className="inline-flex min-h-9 items-center underline wrap-anywhere" href={statementPage(paper)}>
          {sayOr(`document-kind.${paper.kind}`, paper.kind)} {paper.number}
        </a>
      )}
      <p>{say('impact.since', { since })}</p>
      {answer === undefined ? (
        <p className="font-medium">{say('impact.unanswered')}</p>
      ) : (
        <p className="wrap-anywhere">
          <strong>{say(`impact.answer.${answer.answer}`)}</strong> {answer.because}
        </p>
      )}
      <ul className="mt-2 space-y-2">
        {decisions.map((decision) => (
          <li
            key={`${decision.report?.name ?? ''} ${decision.result} ${decision.specification ?? ''}`}
            className="border-t border-stone-200 pt-2"
          >
            <Decision decision={decision} />
          </li>
        ))}
      </ul>
      {decisionsMore === undefined ? null : <p>{say('impact.decisions-more', { more: decisionsMore })}</p>}
      {waysMore === undefined ? null : <p>{say('impact.ways-more', { more: waysMore })}</p>}
      {children}
    </article>
  );
}

function Decision({ decision }: { readonly decision: Redecision }) {
  const { say } = useWords();
  const { report, result, specification, verdict, before, after, reported, corrected, reasons } = decision;
  const { mark, tone } = VERDICT_LOOKS[verdict];
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <Badge mark={mark} tone={tone}>
          {say(`impact.verdict.${verdict}`)}
        </Badge>
        <span className="wrap-anywhere">
          {report?.paper === undefined ? null : (
            <>
              <a className="underline" href={statementPage(report.paper)}>
                {report.name}
              </a>
              {' · '}
            </>
          )}
          {[result, specification].filter((each) => each !== undefined).join(' · ')}
        </span>
      </p>
      {before === undefined ? null : (
        <p>
          {say(`impact.outcome.${before}`)} → {after === undefined ? '?' : say(`impact.outcome.${after}`)}
        </p>
      )}
      {corrected === undefined ? null : (
        <p className="wrap-anywhere">
          {say('impact.corrected', {
            reported: reported ?? '–',
            corrected:
              corrected.expandedUncertainty === undefined
                ? corrected.value
                : `${corrected.value} ± ${corrected.expandedUncertainty}`,
          })}
        </p>
      )}
      {reasons.map(({ code, detail, settle }) => (
        <p key={`${code} ${detail}`} lang="en" className="wrap-anywhere text-stone-600">
          {detail} {settle} <code className="text-xs">{code}</code>
        </p>
      ))}
    </>
  );
}
