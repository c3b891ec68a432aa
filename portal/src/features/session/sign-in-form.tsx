// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { FIELD } from '../../components/field.ts';
import { useWords } from '../../messages/use-words.ts';
import type { Credentials } from './session.ts';

/** Login and password; `children` say why it is asked. */
export function SignInForm({
  login: first = '',
  isBusy,
  onSignIn,
  children,
}: {
  readonly login?: string;
  readonly isBusy: boolean;
  readonly onSignIn: (credentials: Credentials) => void;
  readonly children: ReactNode;
}) {
  const { say } = useWords();
  const [login, setLogin] = useState(first);
  const [password, setPassword] = useState('');
  return (
    <form
      data-form="sign-in"
      className="mt-4 max-w-sm space-y-3 rounded-md border border-stone-300 bg-white p-4 text-stone-900"
      onSubmit={(event) => {
        event.preventDefault();
        onSignIn({ login, password });
        setPassword('');
      }}
    >
      <h2 className="text-lg font-semibold">{say('session.in')}</h2>
      <p className="text-sm text-stone-600">{children}</p>
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
