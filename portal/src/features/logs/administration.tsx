// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { useOnce } from '../../app/use-once.ts';
import { Folded } from '../../components/folded.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import type { Session } from '../session/session.ts';
import { type Choices, requestChoices } from './acts.ts';
import { ChoiceCard } from './choice-card.tsx';
import { ProposalForm } from './proposal-form.tsx';

/** Two administrators decide whom the node follows and asks: one proposes, the other decides. */
export function Administration({ session, onChanged }: { readonly session: Session; readonly onChanged: () => void }) {
  const { say } = useWords();
  if (!session.roles.includes('node-administrator')) {
    return (
      <p className="mt-3" data-testid="no-administrator">
        {say('logs.decide.not-yours')}
      </p>
    );
  }
  return <Chosen session={session} onChanged={onChanged} />;
}

function Chosen({ session, onChanged }: { readonly session: Session; readonly onChanged: () => void }) {
  const { say } = useWords();
  const { run, again } = useOnce(requestChoices);
  // A form that has just recorded something says so while the list is read again.
  const [seen, setSeen] = useState<Choices>();
  useEffect(() => {
    if (run.state === 'answered') setSeen(run.answer);
  }, [run]);
  const changed = () => {
    again();
    onChanged();
  };
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={again} />;
  if (seen === undefined) return <p role="status">{say('nav.loading')}</p>;
  const isOver = (state: string) => state === 'ended' || state === 'rejected';
  const items = seen.items.map((choice, at) => ({ choice, key: choice.case ?? `${choice.by} ${choice.name} ${at}` }));
  // What waits for somebody stands first, and what nobody can change here last.
  const rankOf = ({ state, by }: Choices['items'][number]) =>
    state === 'proposed' ? 0 : by === 'administrators' ? 1 : 2;
  const current = items
    .filter(({ choice }) => !isOver(choice.state))
    .toSorted((a, b) => rankOf(a.choice) - rankOf(b.choice));
  const over = items.filter(({ choice }) => isOver(choice.state));
  const cards = (of: typeof items) => (
    <ul className="mt-2 space-y-3">
      {of.map(({ choice, key }) => (
        <ChoiceCard key={`${key} ${choice.state}`} {...{ choice, session }} onChanged={changed} />
      ))}
    </ul>
  );
  return (
    <>
      <p className="mt-3 max-w-3xl text-stone-600">{say('logs.decide.lead')}</p>
      {current.length === 0 ? <p className="mt-2">{say('logs.decide.none')}</p> : cards(current)}
      <Folded name="propose-log" title={say('logs.propose.log')}>
        <ProposalForm act="follow-log" onProposed={changed} />
      </Folded>
      <Folded name="propose-witness" title={say('logs.propose.witness')}>
        <ProposalForm act="ask-witness" onProposed={changed} />
      </Folded>
      {over.length === 0 ? null : (
        <Folded name="over" title={say('logs.decide.over', { count: over.length })}>
          {cards(over)}
        </Folded>
      )}
    </>
  );
}
