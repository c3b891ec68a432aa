// SPDX-License-Identifier: Apache-2.0
import type { PublicRound } from '@touchstone/contract';
import { useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Folded } from '../../components/folded.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { ActForm } from '../session/act-form.tsx';
import { DecisionForm } from '../session/decision-form.tsx';
import type { Session } from '../session/session.ts';
import { SignedIn } from '../session/signed-in.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { proposeReport, type RoundCase, requestRoundCase, roundPath } from './round-case.ts';
import { ScoreChanges } from './score-changes.tsx';
import { ScoringForm } from './scoring-form.tsx';

/** Where the provider corrects a published report, scores again, and a second person authorises what came out. */
export function ProviderDesk({
  round,
  onPublished,
}: {
  readonly round: PublicRound;
  readonly onPublished: () => void;
}) {
  const { say } = useWords();
  return (
    <Folded name="provider" title={say('round.case.title')}>
      <SignedIn>
        {(session) =>
          session.party === round.provider.id ? (
            <Desk key={session.login} session={session} round={round} onPublished={onPublished} />
          ) : (
            <p data-testid="not-the-provider">{say('round.case.not-yours')}</p>
          )
        }
      </SignedIn>
    </Folded>
  );
}

interface DeskOf {
  readonly session: Session;
  readonly round: PublicRound;
  readonly onPublished: () => void;
}

function Desk({ session, round, onPublished }: DeskOf) {
  const { say } = useWords();
  const { run, start } = useRun<string, RoundCase>(requestRoundCase);
  // What was there stays while it is read again: a form that has just recorded something says so.
  const [seen, setSeen] = useState<RoundCase>();
  const changed = () => void start(round.stream);
  const look = useEffectEvent(changed);
  useEffect(() => look(), []);
  useEffect(() => {
    if (run.state === 'answered') setSeen(run.answer);
  }, [run]);
  const failed = run.state === 'failed' ? <ProblemView problem={run.problem} onAgain={changed} /> : null;
  if (seen === undefined) return failed ?? <p role="status">{say('nav.loading')}</p>;
  return (
    <>
      {failed}
      <Steps session={session} round={round} seen={seen} onChanged={changed} onPublished={onPublished} />
    </>
  );
}

/** What is to be done next, and by whom. */
function Steps({
  session,
  round,
  seen: { scored, correcting, proposals },
  onChanged,
  onPublished,
}: DeskOf & { readonly seen: RoundCase; readonly onChanged: () => void }) {
  const { say } = useWords();
  const { stream } = round;
  const coordinates = session.roles.includes('proficiency-coordinator');
  const isOpen = round.report === undefined || correcting !== undefined;
  const waits = proposals.length > 0;
  return (
    <div data-desk={correcting === undefined ? round.state : 'correcting'}>
      {correcting === undefined ? null : (
        <p className="my-2 wrap-anywhere" data-testid="correcting">
          {say('round.case.correcting', { because: correcting })}
        </p>
      )}
      {coordinates && round.report !== undefined && !waits ? (
        <Folded name="correction" title={say(correcting === undefined ? 'round.case.open' : 'round.case.open-again')}>
          <CorrectionForm round={round} onOpened={onChanged} />
        </Folded>
      ) : null}
      {coordinates && isOpen && !waits ? (
        <Folded name="scoring" title={say('round.case.score')}>
          <ScoringForm round={round} onScored={onChanged} />
        </Folded>
      ) : null}
      {isOpen && scored !== undefined ? <ScoreChanges round={round} scored={scored} /> : null}
      {coordinates && isOpen && scored !== undefined && !waits ? (
        <div className="mt-3">
          <ActForm
            name="proposal"
            asked={() => ({ stream })}
            act={proposeReport}
            onDone={onChanged}
            submit={say('round.case.propose')}
          >
            <p className="text-sm text-stone-600 sm:col-span-full">{say('round.case.propose.lead')}</p>
          </ActForm>
        </div>
      ) : null}
      {proposals.map((waiting) => (
        <DecisionForm
          key={waiting.proposal}
          waiting={waiting}
          path={roundPath(stream, 'decisions')}
          mayDecide={session.roles.includes('proficiency-decider')}
          onDecided={() => {
            onChanged();
            onPublished();
          }}
        />
      ))}
      {!coordinates && !waits ? <p>{say('round.case.nothing')}</p> : null}
    </div>
  );
}
