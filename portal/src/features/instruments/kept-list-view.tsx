// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useOpened } from '../../app/choice.ts';
import { useRun } from '../../app/use-check.ts';
import { useOnce } from '../../app/use-once.ts';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { formatCsv } from '../../components/delimited.ts';
import { OneFileDrop } from '../../components/one-file-drop.tsx';
import { saveFile } from '../../components/save-file.ts';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import type { Session } from '../session/session.ts';
import { SignedIn } from '../session/signed-in.tsx';
import { NEEDS_WORK, RATIOS } from './instrument-plan.ts';
import {
  type KeptList as Kept,
  keepList,
  type ListKept,
  type Reminder,
  requestUpkeep,
  type Upkeep,
} from './kept-list.ts';
import { PlanTable } from './plan-table.tsx';
import { RatioPicker } from './ratio-picker.tsx';

/** The list that an organisation keeps here, for its own people; #open=kept-list in the address unfolds it. */
export function KeptList() {
  const { say } = useWords();
  const [isOpen, setOpen] = useOpened('kept-list');
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== isOpen) setOpen(currentTarget.open);
      }}
      className="group mt-4 rounded-md border border-stone-300 bg-white px-4 py-2"
      data-testid="kept-list"
    >
      <summary className="flex min-h-11 cursor-pointer items-center gap-2 font-medium before:content-['▸'] group-open:before:content-['▾']">
        {say('instruments.kept')}
      </summary>
      <p className="max-w-3xl text-sm text-stone-600">{say('instruments.kept.lead')}</p>
      {isOpen ? <SignedIn>{(session) => <OwnList key={session.login} session={session} />}</SignedIn> : null}
    </details>
  );
}

function OwnList({ session }: { readonly session: Session }) {
  const { say, language } = useWords();
  const { run, again } = useOnce<Upkeep>((_, signal) => requestUpkeep(language, signal));
  const handing = useRun<ListKept, Upkeep>(keepList);
  const [ratio, setRatio] = useState<string>(RATIOS[0]);
  const [file, setFile] = useState<File>();
  const keep = (chosen: File | undefined) => {
    if (chosen === undefined) return;
    setFile(chosen);
    void handing.start({ file: chosen, ratio, language });
  };
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={again} />;
  if (run.state !== 'answered') return <p role="status">{say('nav.loading')}</p>;
  const upkeep = handing.run.state === 'answered' ? handing.run.answer : run.answer;
  return (
    <>
      {session.roles.includes('instrument-keeper') ? (
        <div className="mt-3">
          <OneFileDrop
            label={say('instruments.kept.drop')}
            hint={say('instruments.kept.hint')}
            choose={say('instruments.choose')}
            onFile={keep}
          />
          <RatioPicker ratio={ratio} onRatio={setRatio} />
        </div>
      ) : null}
      <div role="status" className="mt-3">
        {handing.run.state === 'running' ? say('instruments.kept.running', { file: file?.name ?? '' }) : null}
      </div>
      {handing.run.state === 'failed' ? <ProblemView problem={handing.run.problem} onAgain={() => keep(file)} /> : null}
      {upkeep.list.keptOn === undefined ? (
        <p className="py-3" data-testid="no-list">
          {say('instruments.kept.none')}
        </p>
      ) : (
        <KeptPlan list={upkeep.list} keptOn={upkeep.list.keptOn} reminders={upkeep.reminders} />
      )}
    </>
  );
}

function KeptPlan({
  list,
  keptOn,
  reminders,
}: {
  readonly list: Kept;
  readonly keptOn: string;
  readonly reminders: readonly Reminder[];
}) {
  const { say, sayOr } = useWords();
  const due = list.plans.filter(({ state }) => NEEDS_WORK.includes(state)).length;
  return (
    <div data-kept={keptOn}>
      <p className="mt-3">{say('instruments.kept.on', { day: keptOn, ratio: list.ratio })}</p>
      <h3 className="mt-4 font-semibold">{say('instruments.reminders', { count: reminders.length })}</h3>
      {reminders.length === 0 ? (
        <p>{due === 0 ? say('instruments.reminders.none') : say('instruments.reminders.to-come', { due })}</p>
      ) : null}
      <ul className="mt-1 space-y-1">
        {reminders.map(({ instrument, action, dueOn, level }) => (
          <li key={`${instrument} ${dueOn}`} data-reminder={level} className="flex flex-wrap items-center gap-2">
            <Badge mark={level === 'overdue' ? 'refuted' : 'open'} tone={level === 'overdue' ? 'refuted' : 'broken'}>
              {say(`instruments.reminder.${level}`)}
            </Badge>
            <span className="wrap-anywhere">
              {say('instruments.reminder.line', { instrument, action: sayOr(`upkeep.${action}`, action), day: dueOn })}
            </span>
          </li>
        ))}
      </ul>
      <KeptDownloads list={list} />
      <PlanTable id="kept-plan" answer={{ on: list.on, plans: list.plans, demonstrated: false }} />
    </div>
  );
}

function KeptDownloads({ list }: { readonly list: Kept }) {
  const { say } = useWords();
  const headings = [
    ...(['instruments.instrument', 'instruments.type', 'instruments.use', 'instruments.what'] as const),
    ...([
      'instruments.due',
      'instruments.state',
      'instruments.often',
      'instruments.good',
      'instruments.where',
    ] as const),
  ].map((id) => say(id));
  const rows = list.plans.map(
    ({ instrument, type, use, actionText, dueOn = '', stateText, interval, target, where }) => [
      ...[instrument, type, use, actionText, dueOn, stateText, interval, target],
      where.join('; '),
    ],
  );
  return (
    <div className="mt-4 flex flex-wrap gap-3 print:hidden">
      <Button onClick={() => saveFile('instruments-plan.csv', formatCsv([headings, ...rows]), 'text/csv')}>
        {say('instruments.take.csv')}
      </Button>
      <Button onClick={() => saveFile('instruments-due.ics', list.calendar, 'text/calendar')}>
        {say('instruments.take.calendar')}
      </Button>
    </div>
  );
}
