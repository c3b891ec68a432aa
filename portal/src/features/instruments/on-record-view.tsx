// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useChoice } from '../../app/choice.ts';
import { useRun } from '../../app/use-check.ts';
import { DataTable } from '../../components/data-table.tsx';
import { KeptFolded } from '../../components/folded.tsx';
import { Pick } from '../../components/pick.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import type { Session } from '../session/session.ts';
import { EventForm } from './event-form.tsx';
import { type OnRecord, ORIGINS, type Origin, requestOnRecord } from './on-record.ts';
import { PaperCell } from './paper-cell.tsx';
import { TakeInForm } from './take-in-form.tsx';

const READERS = ['instrument-keeper', 'laboratory-tester', 'laboratory-signatory'];
const FILTERS = ['all', ...ORIGINS] as const;

/** The instruments that the own organisation has on record, counted by where they were made. */
export function InstrumentsOnRecord({ session }: { readonly session: Session }) {
  if (!session.roles.some((role) => READERS.includes(role))) return null;
  return <Listed keeps={session.roles.includes('instrument-keeper')} />;
}

function Listed({ keeps }: { readonly keeps: boolean }) {
  const { say } = useWords();
  const { run, start } = useRun<Origin | undefined, OnRecord>(requestOnRecord);
  const [seen, setSeen] = useState<OnRecord>();
  const [chosen, choose] = useChoice('origin');
  const filter = FILTERS.find((each) => each === chosen) ?? 'all';
  const look = (wanted: typeof filter) => void start(wanted === 'all' ? undefined : wanted);
  const ask = useEffectEvent(look);
  useEffect(() => ask(filter), [filter]);
  useEffect(() => {
    if (run.state === 'answered') setSeen(run.answer);
  }, [run]);
  // Beside what was there: a form that is half filled is not lost with it.
  const failed = run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={() => look(filter)} /> : null;
  if (seen === undefined) return failed ?? <p role="status">{say('nav.loading')}</p>;
  const changed = () => look(filter);
  return (
    <Section id="on-record" title={say('instruments.record')}>
      <Origins found={seen} />
      <div className="my-3 max-w-xs print:hidden">
        <Pick
          label={say('instruments.origin.filter')}
          value={filter}
          options={FILTERS}
          nameOf={(origin) => say(`instruments.origin.${origin}`)}
          onPick={(wanted) => choose(wanted === 'all' ? undefined : wanted)}
        />
      </div>
      {failed}
      <Table found={seen} />
      {keeps ? (
        <>
          <KeptFolded name="take-in" title={say('instruments.take-in.title')}>
            <TakeInForm onTaken={changed} />
          </KeptFolded>
          {seen.items.length === 0 ? null : (
            <KeptFolded name="event" title={say('instruments.event.title')}>
              <EventForm instruments={seen.items} onRecorded={changed} />
            </KeptFolded>
          )}
        </>
      ) : null}
    </Section>
  );
}

/** Three numbers; those of withdrawn instruments are not among them. */
function Origins({ found: { home, counts } }: { readonly found: OnRecord }) {
  const { say } = useWords();
  return (
    <>
      <dl className="flex flex-wrap gap-3">
        {ORIGINS.map((origin) => (
          <div
            key={origin}
            data-origin={origin}
            data-count={counts[origin]}
            className="rounded-md border border-stone-300 bg-white px-4 py-2"
          >
            <dt className="text-sm text-stone-600">{say(`instruments.origin.${origin}`)}</dt>
            <dd className="text-2xl font-semibold">{counts[origin]}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-sm text-stone-600">{say('instruments.origin.note', { home })}</p>
    </>
  );
}

function Table({ found: { items, hasMore } }: { readonly found: OnRecord }) {
  const { say } = useWords();
  if (items.length === 0) return <p data-testid="no-instrument">{say('instruments.record.none')}</p>;
  const headings = (['instrument', 'category', 'made-in', 'state', 'until', 'paper'] as const).map((word) =>
    say(`instruments.record.${word}`),
  );
  return (
    <>
      <DataTable
        caption={say('instruments.record')}
        headings={headings}
        rows={items.map(({ stream, name, category, madeIn, state, until, byKeeperAlone, paper }) => ({
          key: stream,
          cells: [
            ...[name, category, madeIn === '' ? say('instruments.origin.unknown') : madeIn],
            ...[byKeeperAlone ? say('instruments.use.by-keeper-alone') : say(`instruments.use.${state}`), until ?? ''],
            paper === undefined ? '' : <PaperCell key="paper" paper={paper} />,
          ],
        }))}
      />
      {hasMore ? <p className="mt-2 text-sm">{say('instruments.record.more', { shown: items.length })}</p> : null}
    </>
  );
}
