// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import type { Session } from '../session/session.ts';
import { SignedIn } from '../session/signed-in.tsx';
import {
  type Competence,
  type CompetenceFile,
  confirmExchange,
  type Exchange,
  requestCompetence,
  type State,
} from './competence.ts';
import { RecordForm } from './record-form.tsx';

const LOOKS = {
  shown: { mark: 'passed', tone: 'proved' },
  missing: { mark: 'open', tone: 'unknown' },
  lapsed: { mark: 'broken', tone: 'broken' },
  'not-met': { mark: 'refuted', tone: 'refuted' },
} as const satisfies Readonly<Record<State, object>>;

/** What each person of the own organisation has shown, what lapses, and who is at another institute. */
export function CompetencePage() {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('competence.title')}>{say('competence.lead')}</PageTitle>
      <SignedIn>{(session) => <Standing key={session.login} session={session} />}</SignedIn>
    </>
  );
}

function Standing({ session }: { readonly session: Session }) {
  const { say } = useWords();
  const { run, start } = useRun<undefined, Competence>(requestCompetence);
  const look = useEffectEvent(() => void start(undefined));
  useEffect(() => look(), []);
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={() => void start(undefined)} />;
  if (run.state !== 'answered') return <p role="status">{say('nav.loading')}</p>;
  const { files, reminders, exchanges } = run.answer;
  const keeps = session.roles.includes('laboratory-manager');
  return (
    <>
      <Section id="due" title={say('competence.due')}>
        {reminders.length === 0 ? <p>{say('competence.due.none')}</p> : null}
        <ul className="space-y-2">
          {reminders.map(({ person, function: work, demand, dueOn, level }) => (
            <li key={`${person} ${work} ${demand}`} data-reminder={level} className="flex flex-wrap items-center gap-2">
              <Badge {...LOOKS[level === 'overdue' ? 'lapsed' : 'missing']}>
                {say(`competence.${level}`, { day: dueOn })}
              </Badge>
              <span className="wrap-anywhere">
                {person} · {say(`competence.function.${work as 'sign'}`)} · {demand}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="persons" title={say('competence.persons')}>
        {files.length === 0 ? <p>{say('competence.none')}</p> : null}
        <ul className="grid gap-3 md:grid-cols-2">
          {files.map((file) => (
            <FileCard key={file.stream} file={file} />
          ))}
        </ul>
      </Section>
      {keeps && files.length > 0 ? <RecordForm files={files} onRecorded={() => void start(undefined)} /> : null}
      <Section id="exchanges" title={say('competence.exchanges')}>
        {exchanges.length === 0 ? <p>{say('competence.exchanges.none')}</p> : null}
        <ul className="space-y-3">
          {exchanges.map((exchange) => (
            <ExchangeCard
              key={exchange.stream}
              exchange={exchange}
              isHost={keeps && exchange.host === session.party}
              onConfirmed={() => void start(undefined)}
            />
          ))}
        </ul>
      </Section>
    </>
  );
}

function FileCard({ file: { person, name, standings } }: { readonly file: CompetenceFile }) {
  const { say } = useWords();
  return (
    <li data-file={person} className="min-w-0 rounded-md border border-stone-300 bg-white p-3">
      <h3 className="font-semibold wrap-anywhere">{name ?? person}</h3>
      {name === undefined ? null : <p className="text-sm wrap-anywhere text-stone-600">{person}</p>}
      {standings.length === 0 ? <p className="mt-1 text-stone-600">{say('competence.asked.none')}</p> : null}
      {standings.map(({ function: work, state, demands }) => (
        <div key={work} className="mt-3">
          <p className="flex flex-wrap items-center gap-2">
            <strong className="first-letter:uppercase">{say(`competence.function.${work as 'sign'}`)}</strong>
            <Badge {...LOOKS[state]}>{say(`competence.${state}`)}</Badge>
          </p>
          <ul className="mt-1 space-y-1 border-l-4 border-stone-300 pl-3 text-sm">
            {demands.map(({ demand, state: each, on, until }) => (
              <li key={demand} data-demand={demand} data-state={each} className="wrap-anywhere">
                {demand}: {say(`competence.${each}`)}
                {on === undefined ? null : ` (${[on, until].filter((day) => day !== undefined).join(' – ')})`}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </li>
  );
}

function ExchangeCard({
  exchange,
  isHost,
  onConfirmed,
}: {
  readonly exchange: Exchange;
  readonly isHost: boolean;
  readonly onConfirmed: () => void;
}) {
  const { say, sayOr } = useWords();
  const { run, start } = useRun<Exchange, true>(confirmExchange);
  const done = useEffectEvent(onConfirmed);
  useEffect(() => {
    if (run.state === 'answered') done();
  }, [run.state]);
  const { person, name, host, place, from, to, purpose, state } = exchange;
  return (
    <li data-exchange={state} className="rounded-md border border-stone-300 bg-white p-3">
      <p className="flex flex-wrap items-center gap-2">
        <strong className="wrap-anywhere">{name ?? person}</strong>
        <Badge {...LOOKS[state === 'took-place' ? 'shown' : 'missing']}>{say(`competence.exchange.${state}`)}</Badge>
      </p>
      <p className="text-sm wrap-anywhere text-stone-600">
        {from} – {to} · {sayOr(`place.${place}`, place)} · {host} · {purpose}
      </p>
      {isHost && state === 'planned' ? (
        <Button className="mt-2" disabled={run.state === 'running'} onClick={() => void start(exchange)}>
          {say('competence.exchange.confirm')}
        </Button>
      ) : null}
      {run.state === 'failed' ? <ProblemView problem={run.problem} /> : null}
    </li>
  );
}
