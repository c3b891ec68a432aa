// SPDX-License-Identifier: Apache-2.0

import { useOnce } from '../../app/use-once.ts';
import { Folded } from '../../components/folded.tsx';
import { Instant } from '../../components/instant.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { ProvidedSection } from '../provided/provided-section.tsx';
import { requestWork, type Step, type WorkRecord } from './work.ts';
import { WorkForm } from './work-form.tsx';

/** How the results of a draft were obtained: what is on record, and for whoever tests the form for their own steps. */
export function WorkSection({
  stream,
  party,
  mayRecord,
  onRecorded,
}: {
  readonly stream: string;
  readonly party: string;
  readonly mayRecord: boolean;
  readonly onRecorded: () => void;
}) {
  const { say } = useWords();
  const { run, again } = useOnce((_, signal) => requestWork(stream, signal));
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={again} />;
  if (run.state !== 'answered') return <p role="status">{say('nav.loading')}</p>;
  const { answer: work } = run;
  const own = work.results.filter(({ obtainedBy }) => obtainedBy === undefined);
  return (
    <>
      <Section id="work" title={say('gate.work.title')}>
        {work.records.length === 0 ? <p>{say('gate.work.none')}</p> : null}
        <ul className="space-y-3">
          {work.records.map((each) => (
            <RecordView key={`${each.result} ${each.person}`} work={each} />
          ))}
        </ul>
        {mayRecord && own.length > 0 ? (
          <Folded name="own-work" title={say('gate.work.own')}>
            <WorkForm stream={stream} work={{ ...work, results: own }} onRecorded={onRecorded} />
          </Folded>
        ) : null}
      </Section>
      <ProvidedSection {...{ stream, party, onRecorded }} results={work.results} mayDraft={mayRecord} />
    </>
  );
}

function RecordView({ work: { result, person, isOwn, steps, readings } }: { readonly work: WorkRecord }) {
  const { say } = useWords();
  return (
    <li data-work={result} className="rounded-md border border-stone-300 bg-white p-3 wrap-anywhere">
      <h3 className="font-semibold">{say(isOwn ? 'gate.work.by-you' : 'gate.work.by-person', { result, person })}</h3>
      <ol className="mt-1 list-decimal space-y-1 pl-6">
        {steps.map((step) => (
          <StepView key={`${step.what} ${step.from} ${step.site}`} step={step} />
        ))}
      </ol>
      {readings === undefined ? null : (
        <p className="mt-1 text-sm">
          {say('gate.work.read', { values: readings.values.join(' '), unit: readings.unit })}
        </p>
      )}
    </li>
  );
}

function StepView({
  step: { what, site, from, to, unattended, instruments = [], recordedAt },
}: {
  readonly step: Step;
}) {
  const { say } = useWords();
  return (
    <li>
      {what ?? say('gate.work.one-span')}, {site}: <Instant at={from} /> – <Instant at={to} />
      {unattended ? `; ${say('gate.work.unattended')}` : null}
      {instruments.length > 0 ? `; ${instruments.join(', ')}` : null}
      {recordedAt === undefined ? null : (
        <span className="block text-sm text-stone-600">
          {say('gate.work.recorded')} <Instant at={recordedAt} />
        </span>
      )}
    </li>
  );
}
