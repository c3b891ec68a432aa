// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useRef } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { type Credentials, type Session, signIn, signOut } from '../session/session.ts';
import type { SessionOfPage } from '../session/session-context.ts';
import { SignInForm } from '../session/sign-in-form.tsx';
import { ProblemBox } from './problem-box.tsx';

/** The session ended in the middle: signs the same account in again, and then sends what was to be sent. */
export function SignInAgain({ page, resend }: { readonly page: SessionOfPage; readonly resend: () => void }) {
  const { say } = useWords();
  const { session, renewals, renew, leave } = page;
  const { run, start } = useRun<Credentials, Session>(async (credentials, signal) => {
    const found = await signIn(credentials, signal);
    // What one person typed is sent by nobody else, not even by the button that is still on the page.
    if (found.login !== session.login) await signOut();
    return found;
  });
  const isOther = run.state === 'answered' && run.answer.login !== session.login;
  const isBack = run.state === 'answered' && !isOther;
  const back = useEffectEvent(renew);
  useEffect(() => {
    if (isBack) back();
  }, [isBack]);
  const before = useRef(renewals);
  const send = useEffectEvent(resend);
  useEffect(() => {
    if (renewals === before.current) return;
    before.current = renewals;
    send();
  }, [renewals]);
  return (
    <div
      data-testid="session-ended"
      className="mt-6 rounded-lg border-2 border-amber-700 bg-amber-50 p-4 text-amber-950"
    >
      <div role="alert">
        <p className="font-semibold">{say('session.ended')}</p>
        {isOther ? (
          <p className="mt-1 wrap-anywhere">
            {say('session.other', { other: nameOf(run.answer), name: nameOf(session) })}
          </p>
        ) : null}
      </div>
      <SignInForm
        login={session.login}
        isBusy={run.state === 'running'}
        onSignIn={(credentials) => void start(credentials)}
      >
        {say('session.again', { name: nameOf(session) })}
      </SignInForm>
      {run.state === 'failed' ? <ProblemBox problem={run.problem} /> : null}
      {isOther ? (
        <Button className="mt-3" onClick={leave}>
          {say('session.leave')}
        </Button>
      ) : null}
    </div>
  );
}

function nameOf({ displayName, login }: Session): string {
  return displayName === undefined ? login : `${displayName} (${login})`;
}
