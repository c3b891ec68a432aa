// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { KeptFolded } from '../../components/folded.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { DecisionForm } from '../session/decision-form.tsx';
import type { Session } from '../session/session.ts';
import { ChangeDetails } from './change-details.tsx';
import { casePath, requestWaiting, type WaitingActs } from './standard.ts';
import { StandardDetails } from './standard-details.tsx';
import { StandardForm } from './standard-form.tsx';
import { requestStanding, type StandingStandard } from './standing.ts';
import { StandingList } from './standing-list.tsx';

/** Where an authority proposes a measurement standard, and a second person decides about what they see in full. */
export function StandardsDesk({ session }: { readonly session: Session }) {
  const { say } = useWords();
  const [proposes, decides] = (['metrology-proposer', 'metrology-decider'] as const).map((role) =>
    session.roles.includes(role),
  );
  if (proposes !== true && decides !== true) return <p data-testid="no-metrologist">{say('standards.not-yours')}</p>;
  return <Desk session={session} proposes={proposes === true} decides={decides === true} />;
}

interface Seen extends WaitingActs {
  readonly standing: readonly StandingStandard[];
}

async function requestDesk(authority: string, signal: AbortSignal): Promise<Seen> {
  const [waiting, standing] = await Promise.all([
    requestWaiting(undefined, signal),
    requestStanding(authority, signal),
  ]);
  return { ...waiting, standing };
}

function Desk({
  session,
  proposes,
  decides,
}: {
  readonly session: Session;
  readonly proposes: boolean;
  readonly decides: boolean;
}) {
  const { say } = useWords();
  const { run, start } = useRun<string, Seen>(requestDesk);
  // What was there stays while it is read again: a form that has just recorded something says so.
  const [seen, setSeen] = useState<Seen>();
  const changed = () => void start(session.party);
  const look = useEffectEvent(changed);
  useEffect(() => look(), []);
  useEffect(() => {
    if (run.state === 'answered') setSeen(run.answer);
  }, [run]);
  return (
    <>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={changed} /> : null}
      {seen === undefined && run.state === 'running' ? <p role="status">{say('nav.loading')}</p> : null}
      {seen !== undefined && seen.standards.length + seen.changes.length === 0 ? (
        <p className="mt-2">{say('standards.none-waits')}</p>
      ) : null}
      {(seen?.changes ?? []).map((waiting) => (
        <DecisionForm
          key={waiting.proposal}
          waiting={waiting}
          path={casePath(waiting.stream, 'decisions')}
          mayDecide={decides && waiting.proposedBy !== session.person}
          onDecided={changed}
          heading={
            <ChangeDetails
              waiting={waiting}
              standard={seen?.standing.find(({ stream }) => stream === waiting.stream)}
            />
          }
          meaning={say(waiting.action === 'cancel' ? 'standards.signs.cancel' : 'standards.signs.change')}
        />
      ))}
      {(seen?.standards ?? []).map((waiting) => (
        <DecisionForm
          key={waiting.proposal}
          waiting={waiting}
          path={casePath(waiting.stream, 'decisions')}
          mayDecide={decides && waiting.proposedBy !== session.person}
          onDecided={changed}
          heading={<StandardDetails waiting={waiting} />}
          meaning={say('standards.signs')}
        />
      ))}
      {proposes ? (
        <KeptFolded name="standard" title={say('standards.propose')}>
          <StandardForm onProposed={changed} />
        </KeptFolded>
      ) : null}
      {seen === undefined ? null : (
        <>
          <h3 className="mt-4 font-semibold">{say('standards.standing')}</h3>
          <StandingList standards={seen.standing} mayPropose={proposes} onProposed={changed} />
        </>
      )}
    </>
  );
}
