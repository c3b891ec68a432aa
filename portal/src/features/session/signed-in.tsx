// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useRun } from '../../app/use-check.ts';
import { Button } from '../../components/button.tsx';
import { FIELD } from '../../components/field.ts';
import { useWords } from '../../messages/use-words.ts';
import { ProblemView } from '../problem/problem-view.tsx';
import { type Credentials, requestSession, type Session, signIn, signOut } from './session.ts';

/** What only an organisation's own people see: asks who is there first, and shows who that is. */
export function SignedIn({ children }: { readonly children: (session: Session) => ReactNode }) {
  const { say } = useWords();
  const found = useRun<undefined, Session | undefined>((_, signal) => requestSession(signal));
  const begun = useRun<Credentials, Session>(signIn);
  const [isOut, setOut] = useState(false);
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
        />
        {begun.run.state === 'failed' ? <ProblemView problem={begun.run.problem} /> : null}
      </>
    );
  }
  return (
    <>
      <p className="mt-2 flex flex-wrap items-center gap-x-3 text-sm wrap-anywhere text-stone-600">
        <span>{say('session.as', { name: session.displayName ?? session.login, party: session.party })}</span>
        <Button
          onClick={() => {
            begun.cancel();
            setOut(true);
            void signOut();
          }}
        >
          {say('session.out')}
        </Button>
      </p>
      {children(session)}
    </>
  );
}

function SignInForm({
  isBusy,
  onSignIn,
}: {
  readonly isBusy: boolean;
  readonly onSignIn: (credentials: Credentials) => void;
}) {
  const { say } = useWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      className="mt-4 max-w-sm space-y-3 rounded-md border border-stone-300 bg-white p-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSignIn({ login, password });
        setPassword('');
      }}
    >
      <h2 className="text-lg font-semibold">{say('session.in')}</h2>
      <p className="text-sm text-stone-600">{say('session.lead')}</p>
      <label className="block">
        <span className="block text-sm">{say('session.login')}</span>
        <input
          className={`${FIELD} w-full`}
          autoComplete="username"
          required
          maxLength={200}
          value={login}
          onChange={({ target }) => setLogin(target.value)}
        />
      </label>
      <label className="block">
        <span className="block text-sm">{say('session.password')}</span>
        <input
          className={`${FIELD} w-full`}
          type="password"
          autoComplete="current-password"
          required
          maxLength={1024}
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </label>
      <Button primary type="submit" disabled={isBusy}>
        {say('session.in')}
      </Button>
    </form>
  );
}
