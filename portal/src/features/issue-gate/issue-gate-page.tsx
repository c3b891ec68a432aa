// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { KeptFolded } from '../../components/folded.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { Pick } from '../../components/pick.tsx';
import { Section } from '../../components/section.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import type { Session } from '../session/session.ts';
import { SignedIn } from '../session/signed-in.tsx';
import { type DraftList, REPORT_STATES, type ReportState, requestDrafts } from './issue-gate.ts';
import { PickedReport } from './picked-report.tsx';
import { ReportForm } from './report-form.tsx';

const DRAFTS_PAGE = 100;
/** So many are seen at a glance. */
const DRAFTS_FEW = 8;

/** Reports of the own laboratory: drafted, and what stands between each and its signature; proposed, signed, and after. */
export function IssueGatePage() {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('gate.title')}>{say('gate.lead')}</PageTitle>
      <SignedIn>{(session) => <Reports key={session.login} session={session} />}</SignedIn>
    </>
  );
}

const ADDRESS = /^#draft=([0-9a-fA-F-]{36})$/;
const namedReport = () => ADDRESS.exec(window.location.hash)?.[1];

/** The reports, or in their place the one that the address names: Back leads to the list again. */
function Reports({ session }: { readonly session: Session }) {
  const { say } = useWords();
  const { run, start } = useRun<Parameters<typeof requestDrafts>[0], DraftList>(requestDrafts);
  // What was there stays while more is read.
  const [seen, setSeen] = useState<DraftList>();
  const [state, setState] = useState<ReportState>('draft');
  const [picked, setPicked] = useState(namedReport);
  const look = useEffectEvent(() => void start({ state, wanted: DRAFTS_PAGE }));
  useEffect(() => {
    look();
    const follow = () => {
      setPicked(namedReport());
      // What was done in a report may have led it out of this list.
      if (namedReport() === undefined) look();
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  useEffect(() => {
    if (run.state === 'answered') setSeen(run.answer);
  }, [run]);
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={() => look()} />;
  if (seen === undefined) return <p role="status">{say('nav.loading')}</p>;
  if (picked !== undefined) {
    const number = seen.items.find(({ stream }) => stream === picked)?.number;
    return <PickedReport key={picked} {...{ stream: picked, number, session }} />;
  }
  const show = (wanted: ReportState) => {
    setState(wanted);
    void start({ state: wanted, wanted: DRAFTS_PAGE });
  };
  return (
    <>
      <ReportPicker
        {...{ reports: seen, state }}
        onState={show}
        onMore={() => void start({ state, wanted: seen.items.length + DRAFTS_PAGE })}
      />
      {session.roles.includes('laboratory-tester') ? (
        <KeptFolded name="report" title={say('report.new')}>
          <ReportForm party={session.party} onDrafted={() => show('draft')} />
        </KeptFolded>
      ) : null}
    </>
  );
}

function ReportPicker({
  reports: { items, isMore },
  state,
  onState,
  onMore,
}: {
  readonly reports: DraftList;
  readonly state: ReportState;
  readonly onState: (state: ReportState) => void;
  readonly onMore: () => void;
}) {
  const { say } = useWords();
  const [wanted, setWanted] = useState('');
  const shown = items.filter(({ number }) => number.toLowerCase().includes(wanted.trim().toLowerCase()));
  return (
    <Section id="drafts" title={say('gate.drafts')}>
      <div className="mb-3 grid gap-3 sm:max-w-2xl sm:grid-cols-2">
        <Pick
          label={say('report.state')}
          value={state}
          options={REPORT_STATES}
          nameOf={(one) => say(`report.state.${one}`)}
          onPick={onState}
        />
        {items.length > DRAFTS_FEW ? <TextInput label={say('gate.filter')} value={wanted} onValue={setWanted} /> : null}
      </div>
      {items.length === 0 ? <p>{say(state === 'draft' ? 'gate.none' : 'report.none')}</p> : null}
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
