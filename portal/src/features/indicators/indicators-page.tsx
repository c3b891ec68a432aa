// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { ReasonLine } from '../../components/reason-line.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { SignedIn } from '../session/signed-in.tsx';
import { FilterForm } from './filter-form.tsx';
import {
  type Decided,
  type Indicators,
  NO_FILTERS,
  requestIndicators,
  type SupervisedPaper,
  type Wanted,
} from './indicators.ts';

/** What was noticed about reports and certificates of the places that the own authority supervises. */
export function IndicatorsPage() {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('indicators.title')}>{say('indicators.lead')}</PageTitle>
      <SignedIn>{({ login }) => <Narrowed key={login} />}</SignedIn>
    </>
  );
}

function Narrowed() {
  const { say } = useWords();
  const [filters, setFilters] = useState(NO_FILTERS);
  const { run, start } = useRun<Wanted, Indicators>(requestIndicators);
  const look = useEffectEvent(() => void start({ filters }));
  useEffect(() => look(), []);
  return (
    <>
      <FilterForm
        onAsk={(wanted) => {
          setFilters(wanted);
          void start({ filters: wanted });
        }}
      />
      <div role="status" className="mt-4 font-medium">
        {run.state === 'running' ? say('nav.loading') : null}
        {run.state === 'answered' ? (
          <span data-testid="indicators-count">
            {say('indicators.count', { noticed: run.answer.items.length, examined: run.answer.examined })}
          </span>
        ) : null}
      </div>
      {run.state === 'failed' ? <ProblemView problem={run.problem} /> : null}
      {run.state === 'answered' ? (
        <>
          <ul className="mt-3 space-y-3">
            {run.answer.items.map((paper) => (
              <PaperCard key={`${paper.issuer} ${paper.statementId}`} paper={paper} />
            ))}
          </ul>
          {run.answer.next === undefined ? null : (
            <Button className="mt-3" onClick={() => void start({ filters, before: run.answer })}>
              {say('indicators.more')}
            </Button>
          )}
        </>
      ) : null}
    </>
  );
}

function PaperCard({ paper }: { readonly paper: SupervisedPaper }) {
  const { say, sayOr } = useWords();
  const { kind, number, place, issuer, issuerName, issuedOn, status, indicators, decisions } = paper;
  return (
    <li data-paper={number} className="rounded-md border border-stone-300 bg-white p-3">
      <h2 className="font-semibold wrap-anywhere">{number}</h2>
      <p className="text-sm wrap-anywhere text-stone-600">
        {say(`document-kind.${kind}`)} · {issuerName} · {sayOr(`place.${place}`, place)} · {issuedOn} ·{' '}
        {sayOr(`status.${status}`, status)}
      </p>
      <p className="text-xs wrap-anywhere text-stone-600">{issuer}</p>
      {decisions.map((decision) => (
        <DecisionLine key={`${decision.kind} ${decision.decidedOn} ${decision.reason}`} decision={decision} />
      ))}
      <ul className="mt-2 space-y-2">
        {indicators.map((each) => (
          <li
            key={`${each.code} ${each.detail}`}
            data-indicator={each.code}
            className="border-l-4 border-dashed border-slate-500 pl-3"
          >
            <ReasonLine reason={each} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function DecisionLine({ decision: { kind, decidedOn, reason, legalBasis } }: { readonly decision: Decided }) {
  const { say } = useWords();
  return (
    <p className="mt-2 wrap-anywhere">
      <Badge mark="refuted" tone="refuted">
        {say(`indicators.decided.${kind}`, { day: decidedOn.slice(0, 10) })}
      </Badge>{' '}
      {reason} ({legalBasis})
    </p>
  );
}
