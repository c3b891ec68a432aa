// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { statementDigest } from '@touchstone/credentials/formats';
import { nodeSuite } from '@touchstone/credentials/node';
import { submissionMeaning } from '../../server/src/record-keeping/submit-signed.ts';
import type { PlannedPlace } from './place.ts';

/** How a node's log stands, as far as the demonstration tells it. */
export interface LogState {
  readonly origin: string;
  readonly published: number;
  readonly counting: number;
  readonly witnesses: readonly {
    readonly name: string;
    readonly size?: number;
    readonly cosignedAt?: string;
    readonly trouble?: string;
  }[];
  readonly quorum?: { readonly met: boolean; readonly missing: readonly string[] };
  readonly followed: readonly { readonly origin: string; readonly size: number; readonly trouble?: string }[];
}

/** One cell of a verdict, shortly. */
export interface Answer {
  readonly verdict: string;
  readonly open: readonly string[];
}

/** `GET /api/log`. */
export async function logState({ url }: PlannedPlace): Promise<LogState> {
  return (await json(await fetch(`${url}/api/log`))) as LogState;
}

/** `POST /api/check` of an example, for the node's own place: its one cell. */
export async function checkExample({ url, place }: PlannedPlace, example: string): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ example, markets: place, on: '2026-11-22' })) form.set(name, value);
  const verdict = (await json(await fetch(`${url}/api/check`, { method: 'POST', body: form }))) as {
    readonly columns: readonly {
      readonly cells: readonly {
        readonly verdict: string;
        readonly toSettle: readonly { readonly detail: string; readonly values?: { readonly because?: string } }[];
      }[];
    }[];
  };
  const [cell] = verdict.columns.flatMap(({ cells }) => cells);
  if (cell === undefined) throw new Error(`${place} has no cell`);
  return { verdict: cell.verdict, open: cell.toSettle.map(({ detail, values }) => values?.because ?? detail) };
}

/** Two persons of the organisation that signed a statement: one hands it in, and another puts it on record. */
export async function handIn(place: PlannedPlace, staff: string, statement: string): Promise<void> {
  const { url } = place;
  const { proof: _, ...body } = JSON.parse(statement);
  const proposer = await signIn(place, `${staff}-clerk`);
  const confirmed = proposer.confirm(submissionMeaning(statementDigest(body, nodeSuite)));
  await json(await post(`${url}/api/statements`, { statement, ...confirmed }, proposer.headers()));
  const decider = await signIn(place, `${staff}-decider`);
  const waiting = (await json(await fetch(`${url}/api/statement-submissions`, { headers: decider.headers() }))) as {
    readonly items: readonly { readonly id: string; readonly submission: number; digest: string; meaning: string }[];
  };
  const found = waiting.items.find(({ id }) => id === body.id);
  if (found === undefined) throw new Error(`${body.id} does not wait for a second person`);
  const { submission, digest, meaning } = found;
  const approved = { digest, verdict: 'approve', ...decider.confirm(meaning) };
  await json(await post(`${url}/api/statement-submissions/${submission}/decisions`, approved, decider.headers()));
}

/** A person with the password that the demonstration wrote down for its account. */
async function signIn({ url, folder }: PlannedPlace, login: string) {
  const accounts = JSON.parse(await readFile(join(folder, 'demonstration-accounts.json'), 'utf8')) as readonly {
    readonly login: string;
    readonly password: string;
  }[];
  const account = accounts.find((one) => one.login === login);
  if (account === undefined) throw new Error(`there is no account ${login}`);
  const { password } = account;
  const { token } = (await json(await post(`${url}/api/sessions`, { login, password, as: 'token' }))) as {
    readonly token: string;
  };
  return {
    headers: () => ({ authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() }),
    confirm: (meaning: string) => ({ reauthentication: { method: 'password', password, meaning } }),
  };
}

/** Asks again and again until it holds; throws after a minute and a half with what was asked for. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 90_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come about in 90 seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function post(url: string, body: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
}

async function json(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text.slice(0, 2_000)}`);
  return JSON.parse(text);
}
