// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { DownloadLink } from '../../components/download-link.tsx';
import { KeptFolded } from '../../components/folded.tsx';
import { OneFileDrop } from '../../components/one-file-drop.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { type InstrumentPlans, type ListAsked, RATIOS, requestPlans, templateUrl } from './instrument-plan.ts';
import { SignedIn } from '../session/signed-in.tsx';
import { KeptList } from './kept-list-view.tsx';
import { InstrumentsOnRecord } from './on-record-view.tsx';
import { PlanDownloads } from './plan-downloads.tsx';
import { PlanTable } from './plan-table.tsx';
import { RatioPicker } from './ratio-picker.tsx';

/** A list of instruments in, what to do with each out. */
export function InstrumentsPage() {
  const { say, language } = useWords();
  const { run, start, cancel } = useRun<ListAsked, InstrumentPlans>(requestPlans);
  const [ratio, setRatio] = useState<string>(RATIOS[0]);
  const [asked, setAsked] = useState<ListAsked | undefined>(undefined);
  const plan = (file: File | undefined, by: string) => {
    if (file === undefined) return;
    const next = { file, ratio: by, language };
    setAsked(next);
    void start(next);
  };
  return (
    <section aria-labelledby="instruments-title">
      <h1 id="instruments-title" className="text-2xl font-bold">
        {say('instruments.title')}
      </h1>
      <p className="mt-1 max-w-3xl text-stone-600">{say('instruments.lead')}</p>
      <p className="mt-3">
        <DownloadLink href={templateUrl(language)}>{say('instruments.template')}</DownloadLink>
      </p>
      <KeptFolded name="on-record" title={say('instruments.record')}>
        <SignedIn>{(session) => <InstrumentsOnRecord key={session.login} session={session} />}</SignedIn>
      </KeptFolded>
      <KeptList />
      <h2 className="mt-6 mb-2 text-xl font-semibold">{say('instruments.once')}</h2>
      <OneFileDrop
        label={say('instruments.drop')}
        hint={say('instruments.hint')}
        choose={say('instruments.choose')}
        onFile={(file) => plan(file, ratio)}
      />
      <RatioPicker
        ratio={ratio}
        onRatio={(next) => {
          setRatio(next);
          plan(asked?.file, next);
        }}
      />
      <div role="status" className="mt-4">
        {run.state === 'running' ? (
          <div className="flex flex-wrap items-center gap-3">
            <span>{say('instruments.running', { file: asked?.file.name ?? '' })}</span>
            <Button onClick={cancel}>{say('ask.cancel')}</Button>
          </div>
        ) : null}
      </div>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={() => plan(asked?.file, ratio)} /> : null}
      {run.state === 'answered' && asked !== undefined ? (
        <>
          <PlanDownloads asked={asked} />
          <PlanTable answer={run.answer} />
        </>
      ) : null}
    </section>
  );
}
