// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { SignedIn } from '../session/signed-in.tsx';
import { GateLines } from './gate-lines.tsx';
import { type DraftCase, type IssueGate, requestDrafts, requestGate } from './issue-gate.ts';

/** Drafts of the own laboratory, and what stands between each and its signature. */
export function IssueGatePage() {
  const { say } = useWords();
  return (
    <>
      <PageTitle title={say('gate.title')}>{say('gate.lead')}</PageTitle>
      <SignedIn>{({ login }) => <Drafts key={login} />}</SignedIn>
    </>
  );
}

function Drafts() {
  const { say } = useWords();
  const { run, start } = useRun<undefined, readonly DraftCase[]>(requestDrafts);
  const gate = useRun<string, IssueGate>(requestGate);
  const [picked, setPicked] = useState<DraftCase>();
  const look = useEffectEvent(() => void start(undefined));
  useEffect(() => look(), []);
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={() => void start(undefined)} />;
  if (run.state !== 'answered') return <p role="status">{say('nav.loading')}</p>;
  return (
    <>
      <Section id="drafts" title={say('gate.drafts')}>
        {run.answer.length === 0 ? <p>{say('gate.none')}</p> : null}
        <ul className="grid gap-3 md:grid-cols-2">
          {run.answer.map((draft) => (
            <li key={draft.stream}>
              <button
                type="button"
                aria-pressed={picked?.stream === draft.stream}
                onClick={() => {
                  setPicked(draft);
                  void gate.start(draft.stream);
                }}
                className="h-full w-full rounded-md border border-stone-400 bg-white p-3 text-left hover:bg-stone-100 aria-pressed:border-stone-900 aria-pressed:ring-2 aria-pressed:ring-stone-900"
              >
                <strong className="wrap-anywhere">{draft.number}</strong>
                <span className="mt-1 block text-sm text-stone-600">
                  {say('gate.changed', { day: draft.updatedAt.slice(0, 10) })}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Section>
      {gate.run.state === 'running' ? <p role="status">{say('nav.loading')}</p> : null}
      {gate.run.state === 'failed' ? <ProblemView problem={gate.run.problem} /> : null}
      {gate.run.state === 'answered' && picked !== undefined ? (
        <GateLines number={picked.number} gate={gate.run.answer} />
      ) : null}
    </>
  );
}
