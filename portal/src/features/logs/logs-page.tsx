// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { Instant } from '../../components/instant.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { SignedIn } from '../session/signed-in.tsx';
import { Administration } from './administration.tsx';
import { CheckpointSection } from './checkpoint-section.tsx';
import { followStanding, progressOf } from './followed.ts';
import { FollowedCard } from './followed-card.tsx';
import { type Logs, requestLogs } from './logs.ts';
import { OwnLog } from './own-log.tsx';

/** Milliseconds after which is looked again, while something is being read. */
const LOOKS_AGAIN = 3_000;

/** The logs that this node follows, who cosigns its own, whether its checkpoint counts, and who decides about that. */
export function LogsPage() {
  const { say } = useWords();
  const { run, start } = useRun<undefined, Logs | undefined>(requestLogs);
  // What was there stays while it is looked at again.
  const [seen, setSeen] = useState<{ readonly logs: Logs | undefined; readonly at: Date }>();
  const look = useEffectEvent(() => void start(undefined));
  useEffect(() => look(), []);
  useEffect(() => {
    if (run.state === 'answered') setSeen({ logs: run.answer, at: new Date() });
  }, [run]);
  const isMoving = seen?.logs?.log.followed.some(
    (log) => progressOf(log) !== undefined || followStanding(log) === 'first',
  );
  useEffect(() => {
    if (isMoving !== true) return;
    const timer = setInterval(() => look(), LOOKS_AGAIN);
    return () => clearInterval(timer);
  }, [isMoving]);
  return (
    <>
      <PageTitle title={say('logs.title')}>{say('logs.lead')}</PageTitle>
      {run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={() => void start(undefined)} /> : null}
      {seen === undefined && run.state !== 'failed' ? <p role="status">{say('nav.loading')}</p> : null}
      {seen === undefined ? null : (
        <>
          <p className="mt-3 flex flex-wrap items-center gap-3 print:hidden">
            <Button onClick={() => void start(undefined)}>{say('logs.again')}</Button>
            <span className="text-sm text-stone-600">
              {say('logs.seen')} <Instant at={seen.at.toISOString()} />
            </span>
          </p>
          {seen.logs === undefined ? (
            <p className="mt-4" data-testid="no-log">
              {say('logs.no-log')}
            </p>
          ) : (
            <Shown logs={seen.logs} now={seen.at} />
          )}
        </>
      )}
      {seen?.logs === undefined ? null : (
        <Section id="decide" title={say('logs.decide')}>
          <SignedIn>{(session) => <Administration key={session.login} session={session} onChanged={look} />}</SignedIn>
        </Section>
      )}
    </>
  );
}

function Shown({ logs: { log, splits }, now }: { readonly logs: Logs; readonly now: Date }) {
  const { say } = useWords();
  return (
    <>
      <Section id="followed" title={say('logs.followed')}>
        <p className="text-stone-600 print:hidden">{say('logs.followed.lead')}</p>
        {log.followed.length === 0 ? <p className="mt-2">{say('logs.followed.none')}</p> : null}
        <ul className="mt-3 space-y-3">
          {log.followed.map((each) => (
            <FollowedCard
              key={`${each.origin} ${each.endedAt ?? ''}`}
              log={each}
              splits={splits.filter(({ origin }) => origin === each.origin)}
              now={now}
            />
          ))}
        </ul>
      </Section>
      <CheckpointSection log={log} now={now} />
      <OwnLog log={log} />
    </>
  );
}
