// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useOnce } from '../../app/use-once.ts';
import { Badge } from '../../components/badge.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { SignedIn } from '../session/signed-in.tsx';
import { statementPage } from '../statement/statement.ts';
import { CheckOfStandard } from './check-of-standard.tsx';
import { type OwnStandard, requestStandards } from './own-standard.ts';

/** What firms declare as their own standards: for everybody; and against law and results, for the firm and the authority. */
export function OwnStandardsPage() {
  const { say } = useWords();
  const { run, again } = useOnce(requestStandards);
  const [picked, setPicked] = useState<string>();
  const standard =
    run.state === 'answered'
      ? run.answer.find((each) => nameOf(each) === (picked ?? nameOf(run.answer[0])))
      : undefined;
  return (
    <>
      <PageTitle title={say('own-standards.title')}>{say('own-standards.lead')}</PageTitle>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={again} /> : null}
      {run.state === 'answered' ? (
        <Section id="own-standards" title={say('own-standards.list')}>
          {run.answer.length === 0 ? <p data-testid="no-own-standard">{say('own-standards.none')}</p> : null}
          <ul className="grid gap-3 md:grid-cols-2">
            {run.answer.map((each) => (
              <li key={nameOf(each)}>
                <StandardCard standard={each} isPicked={each === standard} onPick={() => setPicked(nameOf(each))} />
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
      {run.state === 'running' ? <p role="status">{say('nav.loading')}</p> : null}
      <Section id="own-standard-check" title={say('own-standards.check')}>
        <SignedIn>
          {() =>
            standard === undefined ? (
              <p className="mt-3">{say('own-standards.none')}</p>
            ) : (
              <CheckOfStandard key={nameOf(standard)} standard={standard} />
            )
          }
        </SignedIn>
      </Section>
    </>
  );
}

const nameOf = (standard: OwnStandard | undefined) => `${standard?.issuer} ${standard?.id}`;

function StandardCard({
  standard,
  isPicked,
  onPick,
}: {
  readonly standard: OwnStandard;
  readonly isPicked: boolean;
  readonly onPick: () => void;
}) {
  const { say } = useWords();
  const { standard: number, title, declarant, from, until, status } = standard;
  return (
    <div
      data-standard={number}
      className={`h-full rounded-md border bg-white p-3 ${isPicked ? 'border-stone-900 ring-1 ring-stone-900' : 'border-stone-300'}`}
    >
      <p className="flex flex-wrap items-center gap-2 wrap-anywhere">
        <strong>{number}</strong>
        <Badge tone={status === 'declared' ? 'quiet' : 'broken'}>{say(`own-standards.status.${status}`)}</Badge>
      </p>
      <p className="wrap-anywhere">{title}</p>
      <p className="text-sm wrap-anywhere text-stone-600">
        {declarant} ·{' '}
        {until === undefined ? say('statement.from', { from }) : say('statement.from-until', { from, until })}
      </p>
      <p className="mt-1 flex flex-wrap gap-x-4">
        <button type="button" aria-pressed={isPicked} className="min-h-11 underline" onClick={onPick}>
          {say('own-standards.pick')}
        </button>
        <a className="inline-flex min-h-11 items-center underline" href={statementPage(standard)}>
          {say('own-standards.declaration')}
        </a>
      </p>
    </div>
  );
}
