// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { today } from '../../app/today.ts';
import { useRun } from '../../app/use-check.ts';
import { DataTable } from '../../components/data-table.tsx';
import { DownloadLink } from '../../components/download-link.tsx';
import { KeptFolded } from '../../components/folded.tsx';
import { Pick } from '../../components/pick.tsx';
import { Section } from '../../components/section.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { ActForm } from '../session/act-form.tsx';
import { HandInList } from '../session/hand-in-list.tsx';
import {
  type Authorisation,
  type Authorisations,
  authorisationTemplateUrl,
  endAuthorisation,
  handInAuthorisations,
  requestAuthorisations,
} from './authorisations.ts';

/** Who may test and sign; whoever manages the laboratory hands in lists, and ends what no longer holds. */
export function AuthorisationsSection({ manages }: { readonly manages: boolean }) {
  const { say } = useWords();
  const { run, start } = useRun<undefined, Authorisations>(requestAuthorisations);
  // What was there stays while it is read again: a form that has just recorded something says so.
  const [seen, setSeen] = useState<Authorisations>();
  const changed = () => void start(undefined);
  const look = useEffectEvent(changed);
  useEffect(() => look(), []);
  useEffect(() => {
    if (run.state === 'answered') setSeen(run.answer);
  }, [run]);
  const items = seen?.items ?? [];
  const day = today(new Date());
  const running = items.filter(({ ended, until }) => !ended && (until === undefined || until >= day));
  return (
    <Section id="authorisations" title={say('authorised.title')}>
      <p className="mb-2 text-sm text-stone-600">{say('authorised.lead')}</p>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={changed} /> : null}
      {seen === undefined && run.state === 'running' ? <p role="status">{say('nav.loading')}</p> : null}
      {seen !== undefined && items.length === 0 ? <p>{say('authorised.none')}</p> : null}
      {items.length === 0 ? null : <AuthorisationTable items={items} />}
      {seen === undefined || seen.isWhole ? null : <p>{say('authorised.more', { count: items.length })}</p>}
      {manages ? (
        <>
          <KeptFolded name="authorisation-list" title={say('authorised.hand-in')}>
            <HandIn onKept={changed} />
          </KeptFolded>
          {running.length === 0 ? null : (
            <KeptFolded name="authorisation-end" title={say('authorised.end')}>
              <EndForm running={running} onEnded={changed} />
            </KeptFolded>
          )}
        </>
      ) : null}
    </Section>
  );
}

const keyOf = ({ stream, entry }: Pick<Authorisation, 'stream' | 'entry'>) => `${stream} ${entry ?? ''}`;

function AuthorisationTable({ items }: { readonly items: readonly Authorisation[] }) {
  const { say } = useWords();
  return (
    <DataTable
      caption={say('authorised.title')}
      headings={(['person', 'may', 'lines', 'ground', 'span'] as const).map((name) => say(`authorised.${name}`))}
      rows={items.map((one) => ({
        key: keyOf(one),
        cells: [
          one.person,
          say(`authorised.may.${one.may}`),
          one.lines.length === 0 ? say('authorised.all-lines') : one.lines.join(', '),
          one.ground ?? say('authorised.erased'),
          <span key="span" data-authorisation={one.ended ? 'ended' : 'running'}>
            {one.from} – {one.until ?? ''}
            {one.ended ? ` (${say('authorised.ended', { reason: one.reason ?? say('authorised.erased') })})` : null}
          </span>,
        ],
      }))}
    />
  );
}

function HandIn({ onKept }: { readonly onKept: () => void }) {
  const { say, language } = useWords();
  return (
    <>
      <p>
        <DownloadLink href={authorisationTemplateUrl(language)}>{say('authorised.template')}</DownloadLink>
      </p>
      <HandInList of="authorised" handIn={handInAuthorisations} onKept={onKept} />
    </>
  );
}

function EndForm({ running, onEnded }: { readonly running: readonly Authorisation[]; readonly onEnded: () => void }) {
  const { say } = useWords();
  const [which, setWhich] = useState('');
  const [to, setTo] = useState<string>(today(new Date()));
  const [reason, setReason] = useState('');
  // One that has been ended is not among them any more: then the first is shown, and it is the one that is meant.
  const picked = running.find((one) => keyOf(one) === which) ?? running[0];
  const nameOf = (key: string) => {
    const one = running.find((each) => keyOf(each) === key);
    if (one === undefined) return '';
    const lines = one.lines.length === 0 ? say('authorised.all-lines') : one.lines.join(', ');
    return `${one.person}: ${say(`authorised.may.${one.may}`)}, ${lines}, ${one.from} – ${one.until ?? ''}`;
  };
  return (
    <ActForm
      name="authorisation-end"
      asked={() => (picked === undefined ? undefined : { of: picked, to, reason })}
      act={endAuthorisation}
      onDone={() => {
        setReason('');
        onEnded();
      }}
      submit={say('authorised.end.send')}
    >
      <Pick
        label={say('authorised.end.which')}
        value={picked === undefined ? '' : keyOf(picked)}
        options={running.map(keyOf)}
        nameOf={nameOf}
        onPick={setWhich}
      />
      <TextInput label={say('authorised.end.to')} type="date" required value={to} onValue={setTo} />
      <TextInput label={say('authorised.end.reason')} value={reason} required maxLength={4_000} onValue={setReason} />
    </ActForm>
  );
}
