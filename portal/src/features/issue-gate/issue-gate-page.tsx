// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { useOnce } from '../../app/use-once.ts';
import { Button } from '../../components/button.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { SignedIn } from '../session/signed-in.tsx';
import { GateLines } from './gate-lines.tsx';
import { type DraftList, type IssueGate, requestDrafts, requestGate } from './issue-gate.ts';
import { WorkSection } from './work-section.tsx';

const DRAFTS_PAGE = 100;
/** So many are seen at a glance. */
const DRAFTS_FEW = 8;

/** Drafts of the own laboratory, and what stands between each and its signature. */
export function IssueGatePage() {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('gate.title')}>{say('gate.lead')}</PageTitle>
      <SignedIn>
        {({ login, party, roles }) => (
          <Drafts key={login} party={party} mayRecord={roles.includes('laboratory-tester')} />
        )}
      </SignedIn>
    </>
  );
}

const ADDRESS = /^#draft=([0-9a-fA-F-]{36})$/;
const namedDraft = () => ADDRESS.exec(window.location.hash)?.[1];

/** The drafts, or in their place the gate of the one that the address names: Back leads to the list again. */
function Drafts({ party, mayRecord }: { readonly party: string; readonly mayRecord: boolean }) {
  const { say } = useWords();
  const { run, start } = useRun<number, DraftList>(requestDrafts);
  // What was there stays while more is read.
  const [seen, setSeen] = useState<DraftList>();
  const [picked, setPicked] = useState(namedDraft);
  const look = useEffectEvent(() => void start(DRAFTS_PAGE));
  useEffect(() => {
    look();
    const follow = () => setPicked(namedDraft());
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    if (run.state === 'answered') setSeen(run.answer);
  }, [run]);
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={() => look()} />;
  if (seen === undefined) return <p role="status">{say('nav.loading')}</p>;
  if (picked === undefined) {
    return <DraftPicker drafts={seen} onMore={() => void start(seen.items.length + DRAFTS_PAGE)} />;
  }
  const number = seen.items.find(({ stream }) => stream === picked)?.number;
  return <PickedGate key={picked} {...{ stream: picked, number: number ?? say('nav.issue-gate'), party, mayRecord }} />;
}

function DraftPicker({
  drafts: { items, isMore },
  onMore,
}: {
  readonly drafts: DraftList;
  readonly onMore: () => void;
}) {
  const { say } = useWords();
  const [wanted, setWanted] = useState('');
  const shown = items.filter(({ number }) => number.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <Section id="drafts" title={say('gate.drafts')}>
      {items.length === 0 ? <p>{say('gate.none')}</p> : null}
      {items.length > DRAFTS_FEW ? (
        <div className="mb-3 max-w-sm">
          <TextInput label={say('gate.filter')} value={wanted} onValue={setWanted} />
        </div>
      ) : null}
      <ul className="grid gap-3 md:grid-cols-2">
        {shown.map(({ stream, number, updatedAt }) => (
          <li key={stream}>
            <a
              href={`#draft=${stream}`}
              className="block h-full rounded-md border border-stone-400 bg-white p-3 hover:bg-stone-100"
            >
              <strong className="wrap-anywhere underline">{number}</strong>
              <span className="mt-1 block text-sm text-stone-600">
                {say('gate.changed', { day: updatedAt.slice(0, 10) })}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {isMore ? (
        <Button className="mt-3" onClick={onMore}>
          {say('gate.more')}
        </Button>
      ) : null}
    </Section>
  );
}

function PickedGate({
  stream,
  number,
  party,
  mayRecord,
}: {
  readonly stream: string;
  readonly number: string;
  readonly party: string;
  readonly mayRecord: boolean;
}) {
  const { say } = useWords();
  const [recorded, setRecorded] = useState(0);
  const { run, again } = useOnce<IssueGate>((_, signal) => requestGate(stream, signal));
  useEffect(() => {
    // What was chosen stands where the list was: whoever listens is told of it, whoever looks sees it.
    if (run.state === 'answered') document.getElementById('gate')?.focus();
  }, [run.state]);
  return (
    <>
      <p className="mt-4">
        <a href="#drafts" className="inline-flex min-h-11 items-center underline">
          {say('gate.back')}
        </a>
      </p>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={again} /> : null}
      {run.state === 'answered' ? <GateLines number={number} gate={run.answer} /> : null}
      {run.state === 'running' ? <p role="status">{say('nav.loading')}</p> : null}
      <WorkSection
        key={recorded}
        {...{ stream, party, mayRecord }}
        onRecorded={() => {
          setRecorded(recorded + 1);
          again();
        }}
      />
    </>
  );
}
