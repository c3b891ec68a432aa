// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useChoice } from '../../app/choice.ts';
import { useRun } from '../../app/use-check.ts';
import { Badge } from '../../components/badge.tsx';
import { KeptFolded } from '../../components/folded.tsx';
import type { Mark } from '../../components/marks.tsx';
import { Section } from '../../components/section.tsx';
import type { Tone } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import type { Session } from '../session/session.ts';
import { CASE_PROPOSERS, type OwnCases, raise, requestCases } from './case.ts';
import { CaseView } from './case-view.tsx';
import { FindingForm } from './finding-form.tsx';

type State = OwnCases['cases'][number]['state'];
const LOOKS: Readonly<Record<State, { readonly mark: Mark; readonly tone: Tone }>> = {
  proposed: { mark: 'open', tone: 'unknown' },
  searching: { mark: 'open', tone: 'unknown' },
  notified: { mark: 'broken', tone: 'broken' },
  closed: { mark: 'skipped', tone: 'quiet' },
};

/** Where an organisation says that a reference was found off, follows what became of it, and ends it. */
export function CaseDesk({ session, onChanged }: { readonly session: Session; readonly onChanged: () => void }) {
  const { say } = useWords();
  const { run, start } = useRun<undefined, OwnCases>(requestCases);
  // What was there stays while it is read again: a form that has just recorded something says so.
  const [seen, setSeen] = useState<OwnCases>();
  const [picked, pick] = useChoice('case');
  const again = () => void start(undefined);
  const look = useEffectEvent(again);
  useEffect(() => look(), []);
  useEffect(() => {
    if (run.state === 'answered') setSeen(run.answer);
  }, [run]);
  const changed = () => {
    again();
    onChanged();
  };
  const lines = [
    ...(seen?.waiting ?? []).map((doubt) => ({ ...doubt, state: 'proposed' as const })),
    ...(seen?.cases ?? []),
  ];
  return (
    <Section id="own-cases" title={say('impact.cases')}>
      <p className="mb-2 text-sm text-stone-600">{say('impact.cases.lead')}</p>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={again} /> : null}
      {seen === undefined && run.state === 'running' ? <p role="status">{say('nav.loading')}</p> : null}
      {seen !== undefined && lines.length === 0 ? <p>{say('impact.cases.none')}</p> : null}
      <ul className="grid gap-3 md:grid-cols-2">
        {lines.map(({ stream, standard, state, replyBy }) => (
          <li key={stream}>
            <button
              type="button"
              data-case={state}
              aria-pressed={picked === stream}
              onClick={() => pick(stream)}
              className="h-full w-full rounded-md border border-stone-400 bg-white p-3 text-left hover:bg-stone-100 aria-pressed:border-stone-900 aria-pressed:ring-2 aria-pressed:ring-stone-900"
            >
              <span className="flex flex-wrap items-center gap-2">
                <strong className="wrap-anywhere">{standard}</strong>
                <Badge {...LOOKS[state]}>{say(`impact.case.${state}`)}</Badge>
              </span>
              <span className="mt-1 block text-sm wrap-anywhere text-stone-600">
                {say('impact.reply-by')} {replyBy}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {picked === undefined ? null : <CaseView key={picked} stream={picked} session={session} onChanged={changed} />}
      {session.roles.some((role) => CASE_PROPOSERS.includes(role)) ? (
        <KeptFolded name="raise" title={say('impact.raise')}>
          <p className="text-sm text-stone-600">{say('impact.raise.lead')}</p>
          <FindingForm name="impact-raise" act={raise} submit={say('impact.raise.send')} onSubmitted={changed} />
        </KeptFolded>
      ) : null}
    </Section>
  );
}
