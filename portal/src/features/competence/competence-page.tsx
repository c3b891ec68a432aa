// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useOpened } from '../../app/choice.ts';
import { useRun } from '../../app/use-check.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { KeptFolded } from '../../components/folded.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { saveBlob } from '../../components/save-file.ts';
import { Section } from '../../components/section.tsx';
import { workbookOf, XLSX } from '../../components/workbook.ts';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import type { Session } from '../session/session.ts';
import { SignedIn } from '../session/signed-in.tsx';
import { AUTHORISATION_READERS } from './authorisations.ts';
import { AuthorisationsSection } from './authorisations-section.tsx';
import { type Competence, type CompetenceFile, requestCompetence } from './competence.ts';
import { DemandsForm } from './demands-form.tsx';
import { ExchangeCard } from './exchange-card.tsx';
import { ExchangeForm } from './exchange-form.tsx';
import { FileRecords } from './file-records.tsx';
import { LOOKS } from './looks.ts';
import { OpeningForm } from './opening-form.tsx';
import { RecordForm } from './record-form.tsx';
import { standingTable } from './standing-table.ts';

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
  // What was there stays while it is read again: a form that has just recorded something says so.
  const [seen, setSeen] = useState<Competence>();
  const look = useEffectEvent(() => void start(undefined));
  const changed = () => void start(undefined);
  useEffect(() => look(), []);
  useEffect(() => {
    if (run.state === 'answered') setSeen(run.answer);
  }, [run]);
  // Beside what was there: a form that is half filled is not lost with it.
  const failed = run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={changed} /> : null;
  if (seen === undefined) return failed ?? <p role="status">{say('nav.loading')}</p>;
  const { files, reminders, exchanges } = seen;
  const keeps = session.roles.includes('laboratory-manager');
  return (
    <>
      {failed}
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
            <FileCard key={file.stream} file={file} canWithdraw={keeps} onWithdrawn={changed} />
          ))}
        </ul>
        {files.length === 0 ? null : <StandingDownload files={files} />}
        {keeps ? (
          <>
            <KeptFolded name="file" title={say('competence.open.title')}>
              <OpeningForm onOpened={changed} />
            </KeptFolded>
            <KeptFolded name="demands" title={say('competence.demands')}>
              <DemandsForm onSet={changed} />
            </KeptFolded>
          </>
        ) : null}
      </Section>
      {keeps && files.length > 0 ? <RecordForm files={files} onRecorded={changed} /> : null}
      {session.roles.some((role) => AUTHORISATION_READERS.includes(role)) ? (
        <AuthorisationsSection manages={keeps} />
      ) : null}
      <Section id="exchanges" title={say('competence.exchanges')}>
        {exchanges.length === 0 ? <p>{say('competence.exchanges.none')}</p> : null}
        <ul className="space-y-3">
          {exchanges.map((exchange) => (
            <ExchangeCard
              key={exchange.stream}
              exchange={exchange}
              isHost={keeps && exchange.host === session.party}
              onConfirmed={changed}
            />
          ))}
        </ul>
        {keeps && files.length > 0 ? (
          <KeptFolded name="exchange" title={say('competence.exchange.plan.title')}>
            <ExchangeForm files={files} onPlanned={changed} />
          </KeptFolded>
        ) : null}
      </Section>
    </>
  );
}

function StandingDownload({ files }: { readonly files: readonly CompetenceFile[] }) {
  const words = useWords();
  const take = () => {
    const sheet = { name: words.say('competence.sheet'), rows: standingTable(files, words.say) };
    saveBlob('competence.xlsx', new Blob([new Uint8Array(workbookOf([sheet]))], { type: XLSX }));
  };
  return (
    <Button className="mt-3 print:hidden" onClick={take}>
      {words.say('competence.take')}
    </Button>
  );
}

function FileCard({
  file: { stream, person, name, standings },
  canWithdraw,
  onWithdrawn,
}: {
  readonly file: CompetenceFile;
  readonly canWithdraw: boolean;
  readonly onWithdrawn: () => void;
}) {
  const { say } = useWords();
  const [isOpen, setOpen] = useOpened(`records-${person}`);
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
      <details
        data-records={person}
        className="group mt-3 print:hidden"
        open={isOpen}
        onToggle={({ currentTarget }) => {
          if (currentTarget.open !== isOpen) setOpen(currentTarget.open);
        }}
      >
        <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-medium before:content-['▸'] group-open:before:content-['▾']">
          {say('competence.records')}
        </summary>
        {isOpen ? <FileRecords {...{ stream, canWithdraw, onWithdrawn }} /> : null}
      </details>
    </li>
  );
}
