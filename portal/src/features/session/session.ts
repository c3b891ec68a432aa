// SPDX-License-Identifier: Apache-2.0
import { ask, askText } from '../../api/client.ts';
import { list, maybe, members, type Read, text } from '../../api/narrow.ts';
import { ProblemError } from '../../api/problem.ts';

/** Who is signed in, for whom, in which roles. */
export interface Session {
  readonly login: string;
  readonly displayName: string | undefined;
  readonly party: string;
  readonly person: string;
  readonly roles: readonly string[];
}

/** What a person gives to sign in. */
export interface Credentials {
  readonly login: string;
  readonly password: string;
}

const readSession: Read<Session> = (value, path) => {
  const given = members(value, path);
  return {
    login: text(given.login, `${path}/login`),
    displayName: maybe(text)(given.displayName, `${path}/displayName`),
    party: text(given.party, `${path}/party`),
    person: text(given.person, `${path}/person`),
    roles: list(text)(given.roles, `${path}/roles`),
  };
};

/** The session that the browser's cookie stands for, if there is one. */
export async function requestSession(signal: AbortSignal): Promise<Session | undefined> {
  try {
    return await ask('/api/sessions/current', { signal }, (body) => readSession(body, ''));
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return undefined;
    throw error;
  }
}

/** Begins a session; its token stays in a cookie that no script can read. */
export function signIn({ login, password }: Credentials, signal: AbortSignal): Promise<Session> {
  const body = JSON.stringify({ login, password, as: 'cookie' });
  const headers = { 'content-type': 'application/json' };
  return ask('/api/sessions', { method: 'POST', headers, body, signal }, (answer) => readSession(answer, ''));
}

/** Ends it. */
export async function signOut(): Promise<void> {
  await askText('/api/sessions/current', { method: 'DELETE' });
}
