// SPDX-License-Identifier: Apache-2.0
import { Fragment, type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { type Credentials, requestSession, type Session, signIn, signOut } from './session.ts';
import { SessionContext } from './session-context.ts';
import { SignInForm } from './sign-in-form.tsx';

/** What only an organisation's own people see: asks who is there first, and shows who that is. */
export function SignedIn({ children }: { readonly children: (session: Session) => ReactNode }) {
  const { say } = useWords();
  const found = useRun<undefined, Session | undefined>((_, signal) => requestSession(signal));
  const begun = useRun<Credentials, Session>(signIn);
  const [isOut, setOut] = useState(false);
  const [renewals, setRenewals] = useState(0);
  const look = useEffectEvent(() => void found.start(undefined));
  useEffect(() => look(), []);
  const known = found.run.state === 'answered' ? found.run.answer : undefined;
  const session = isOut ? undefined : begun.run.state === 'answered' ? begun.run.answer : known;
  if (found.run.state === 'failed') return <ProblemView problem={found.run.problem} />;
  if (found.run.state !== 'answered') return <p role="status">{say('nav.loading')}</p>;
  if (session === undefined) {
    return (
      <>
        <SignInForm
          isBusy={begun.run.state === 'running'}
          onSignIn={(credentials) => {
            setOut(false);
            void begun.start(credentials);
          }}
        >
          {say('session.lead')}
        </SignInForm>
        {begun.run.state === 'failed' ? <ProblemView problem={begun.run.problem} /> : null}
      </>
    );
  }
  const leave = () => {
    begun.cancel();
    setOut(true);
  };
  const renew = () => setRenewals(renewals + 1);
  return (
    <SessionContext value={{ session, renewals, renew, leave }}>
      <p className="mt-2 flex flex-wrap items-center gap-x-3 text-sm wrap-anywhere text-stone-600">
        <span>{say('session.as', { name: session.displayName ?? session.login, party: session.party })}</span>
        <Button
          onClick={() => {
            leave();
            void signOut();
          }}
        >
          {say('session.out')}
        </Button>
      </p>
      <Fragment key={session.login}>{children(session)}</Fragment>
    </SessionContext>
  );
}
