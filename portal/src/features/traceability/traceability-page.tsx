// SPDX-License-Identifier: Apache-2.0
import type { TraceabilityGraph } from '@touchstone/contract';
import { useEffect, useEffectEvent, useState } from 'react';
import { today } from '../../app/today.ts';
import { useRun } from '../../app/use-check.ts';
import { FIELD } from '../../components/field.ts';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { StandardsDesk } from '../measurement-standards/standards-desk.tsx';
import { ProblemView } from '../problem/problem-view.tsx';
import { SignedIn } from '../session/signed-in.tsx';
import type { StatementName } from '../statement/statement.ts';
import { BrokenLinksOf } from './broken-links.tsx';
import { requestGraph, type TraceQuestion } from './graph.ts';
import { PickThing } from './pick-thing.tsx';
import { TraceTree } from './trace-tree.tsx';

/** From the SI to a reading: one chain where a statement is named, else what there is to look at and what is broken. */
export function TraceabilityPage({ name }: { readonly name: StatementName | undefined }) {
  const { say } = useWords();
  if (name !== undefined) return <OneChain name={name} />;
  return (
    <>
      <PageTitle title={say('nav.traceability')}>{say('trace.lead')}</PageTitle>
      <Section id="broken" title={say('trace.broken')}>
        <BrokenLinksOf today={today(new Date())} />
      </Section>
      <Section id="pick" title={say('trace.pick')}>
        <PickThing />
      </Section>
      <Section id="standards" title={say('standards.title')}>
        <p className="mb-2 text-sm text-stone-600">{say('standards.lead')}</p>
        <SignedIn>{(session) => <StandardsDesk key={session.login} session={session} />}</SignedIn>
      </Section>
    </>
  );
}

function OneChain({ name }: { readonly name: StatementName }) {
  const { say } = useWords();
  const [on, setOn] = useState<string>();
  const { run, start } = useRun<TraceQuestion, TraceabilityGraph>(requestGraph);
  const ask = useEffectEvent(() => void start({ name, on }));
  useEffect(() => ask(), []);
  const graph = run.state === 'answered' ? run.answer : undefined;
  const root = graph?.nodes.find(({ id }) => id === graph.root);
  return (
    <>
      <p>
        <a className="inline-flex min-h-11 items-center underline" href="/traceability">
          {say('trace.back')}
        </a>
      </p>
      <PageTitle title={say('trace.of', { name: root?.name ?? name.id })} />
      <label className="mt-3 block">
        <span className="block text-sm">{say('trace.on')}</span>
        <input
          className={FIELD}
          type="date"
          value={on ?? graph?.on ?? ''}
          onChange={(event) => {
            setOn(event.target.value);
            if (event.target.value !== '') void start({ name, on: event.target.value });
          }}
        />
      </label>
      <div role="status">
        {run.state === 'running' ? <p className="mt-3 text-stone-600">{say('trace.loading')}</p> : null}
      </div>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={() => void start({ name, on })} /> : null}
      {graph === undefined ? null : <TraceTree key={graph.on} graph={graph} />}
    </>
  );
}
