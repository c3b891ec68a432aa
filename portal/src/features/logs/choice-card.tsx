// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useOnce } from '../../app/use-once.ts';
import { Badge } from '../../components/badge.tsx';
import { Folded } from '../../components/folded.tsx';
import { Instant } from '../../components/instant.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { ActForm } from '../session/act-form.tsx';
import type { Session } from '../session/session.ts';
import { DecisionForm } from '../session/decision-form.tsx';
import { type Choice, decisionsOf, proposeEnd, requestWaiting, type WaitingChoice } from './acts.ts';

const LOOKS = {
  'in-force': { mark: 'proved', tone: 'proved' },
  proposed: { mark: 'open', tone: 'assured' },
  rejected: { mark: 'skipped', tone: 'quiet' },
  ended: { mark: 'skipped', tone: 'quiet' },
} as const;

/** One log or witness that is chosen or proposed; of the own organisation with what waits, and how it may end. */
export function ChoiceCard({
  choice,
  session,
  onChanged,
}: {
  readonly choice: Choice;
  readonly session: Session;
  readonly onChanged: () => void;
}) {
  const { say } = useWords();
  const { kind, by, name, url, vkey, policy, state, reason, since, endedAt, endReason, knownUntil } = choice;
  return (
    <li data-choice={name} data-state={state} className="min-w-0 rounded-md border border-stone-300 bg-white p-3">
      <p className="flex flex-wrap items-center gap-2">
        <span>{say(`logs.kind.${kind}`)}</span>
        <strong className="wrap-anywhere">{name}</strong>
        <Badge {...LOOKS[state]}>{say(`logs.choice.${state}`)}</Badge>
      </p>
      <p className="text-sm wrap-anywhere text-stone-600">{url}</p>
      <code className="block text-xs wrap-anywhere text-stone-600">{vkey}</code>
      {by === 'configuration' ? <p className="mt-1 text-sm">{say('logs.choice.configuration')}</p> : null}
      {reason === undefined ? null : <p className="mt-1 wrap-anywhere">{say('logs.choice.reason', { reason })}</p>}
      {since === undefined ? null : (
        <p className="text-sm text-stone-600">
          {say('logs.since')}: <Instant at={since} />
        </p>
      )}
      {endedAt === undefined ? null : (
        <p className="text-sm text-stone-600">
          {say('logs.ended')}: <Instant at={endedAt} />
          {endReason === undefined ? null : ` · ${endReason}`}
          {knownUntil === undefined ? null : (
            <>
              {' · '}
              {say('logs.choice.known')} <Instant at={knownUntil} />
            </>
          )}
        </p>
      )}
      {policy === undefined ? null : (
        <pre className="mt-1 overflow-x-auto rounded bg-stone-100 p-2 text-xs whitespace-pre-wrap wrap-anywhere">
          {policy}
        </pre>
      )}
      {choice.case === undefined || state === 'rejected' || state === 'ended' ? null : (
        <OwnCase stream={choice.case} isInForce={state === 'in-force'} {...{ session, onChanged }} />
      )}
    </li>
  );
}

function OwnCase({
  stream,
  isInForce,
  session,
  onChanged,
}: {
  readonly stream: string;
  readonly isInForce: boolean;
  readonly session: Session;
  readonly onChanged: () => void;
}) {
  const { say } = useWords();
  const { run, again } = useOnce((_, signal) => requestWaiting(stream, signal));
  if (run.state === 'failed') return <ProblemView problem={run.problem} onAgain={again} />;
  if (run.state !== 'answered') return <p role="status">{say('nav.loading')}</p>;
  const waiting = run.answer;
  const changed = () => {
    again();
    onChanged();
  };
  return (
    <>
      {waiting.map((each) => (
        <Deciding key={each.proposal} waiting={each} {...{ stream, session }} onDecided={changed} />
      ))}
      {isInForce && waiting.length === 0 ? (
        <Folded name={`end ${stream}`} title={say('logs.end')}>
          <EndForm stream={stream} onProposed={changed} />
        </Folded>
      ) : null}
    </>
  );
}

function EndForm({ stream, onProposed }: { readonly stream: string; readonly onProposed: () => void }) {
  const { say } = useWords();
  const [reason, setReason] = useState('');
  return (
    <ActForm
      name="end"
      asked={() => ({ stream, reason })}
      act={proposeEnd}
      onDone={onProposed}
      submit={say('logs.end.propose')}
    >
      <p className="text-sm text-stone-600 sm:col-span-full">{say('logs.end.lead')}</p>
      <TextInput label={say('logs.reason')} value={reason} required maxLength={2_000} onValue={setReason} />
    </ActForm>
  );
}

/** What is to happen to a log or a witness, for an administrator who did not propose it to decide. */
function Deciding({
  stream,
  waiting,
  session,
  onDecided,
}: {
  readonly stream: string;
  readonly waiting: WaitingChoice;
  readonly session: Session;
  readonly onDecided: () => void;
}) {
  const { say, language } = useWords();
  const { action, proposedBy, proposedAt, reason } = waiting;
  const heading = (
    <>
      <p className="font-medium">
        {say(`logs.waits.${action}`)} <span className="font-normal text-stone-600">{proposedBy}</span>{' '}
        <Instant at={proposedAt} />
      </p>
      {action === 'end' && reason !== undefined ? (
        <p className="wrap-anywhere">{say('logs.choice.reason', { reason })}</p>
      ) : null}
    </>
  );
  return (
    <DecisionForm
      {...{ waiting, heading, onDecided }}
      path={decisionsOf(stream)}
      mayDecide={proposedBy !== session.person}
      other={say('logs.waits.another')}
      {...(language === 'en' ? {} : { meaning: say(`logs.meaning.${action}`) })}
    />
  );
}
