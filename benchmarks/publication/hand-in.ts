// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { ACCOUNT } from './party.ts';

/** What is handed in, where, and by how many at the same time. */
export interface Handing {
  readonly origin: string;
  /** Of a session, as `signIn` gives it. */
  readonly token: string;
  readonly clients: number;
  /** Bodies of requests, each with many statements. */
  readonly requests: readonly string[];
}

/** What came of it. Times are milliseconds. */
export interface Handed {
  readonly statements: number;
  /** Until the last answer. */
  readonly answered: number;
  /** Until a checkpoint with a map root covered everything. */
  readonly published: number;
  readonly latencies: readonly number[];
  /** Checkpoints seen on the way, and the longest time between two. */
  readonly checkpoints: number;
  readonly longestGap: number;
}

/** Hands everything in and waits until it is published. Throws where anything is refused. */
export async function handIn({ origin, token, clients, requests }: Handing): Promise<Handed> {
  const before = await publishedSize(origin);
  const queue = requests.values();
  const latencies: number[] = [];
  const start = performance.now();
  const watch = watchCheckpoints(origin, start);
  let statements = 0;
  const client = async () => {
    for (const body of queue) {
      const sent = performance.now();
      const recorded = await send(origin, token, body);
      statements += recorded;
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const answered = performance.now() - start;
  // Each batch of the log ends in a map root, which is a leaf too: the size alone says nothing. All is in the log when
  // it covers every position and every leaf of it is published.
  await watch.covers(before.covered + statements);
  return { statements, answered, published: performance.now() - start, latencies, ...(await watch.end()) };
}

/** Begins a session: once, as whoever hands in by the thousand does; the slow hash of a password is of no statement. */
export async function signIn(origin: string): Promise<string> {
  const { login, password } = ACCOUNT;
  const response = await post(`${origin}/api/sessions`, {}, JSON.stringify({ login, password, as: 'token' }));
  return ((await response.json()) as { token: string }).token;
}

let key = 0;

async function send(origin: string, token: string, body: string): Promise<number> {
  key += 1;
  const headers = { authorization: `Bearer ${token}`, 'idempotency-key': `"benchmark-${key}"` };
  const response = await post(`${origin}/api/statement-batches`, headers, body);
  const { answers } = (await response.json()) as { answers: readonly { outcome: string }[] };
  const refused = answers.find(({ outcome }) => outcome !== 'recorded');
  if (refused !== undefined) throw new Error(`refused: ${JSON.stringify(refused)}`);
  return answers.length;
}

async function post(url: string, headers: Readonly<Record<string, string>>, body: string): Promise<Response> {
  const all = { 'content-type': 'application/json', ...headers };
  const response = await fetch(url, { method: 'POST', headers: all, body });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response;
}

interface LogState {
  readonly covered: number;
  readonly size: number;
  readonly published: number;
}

async function publishedSize(origin: string): Promise<LogState> {
  const response = await fetch(`${origin}/api/log`);
  return (await response.json()) as LogState;
}

/** Looks at the published checkpoint several times a second. */
function watchCheckpoints(origin: string, start: number) {
  const changes: number[] = [];
  let last = -1;
  let state: LogState | undefined;
  let ended = false;
  const running = (async () => {
    while (!ended) {
      state = await publishedSize(origin);
      if (state.published !== last) changes.push(performance.now() - start);
      last = state.published;
      await sleep(100);
    }
  })();
  return {
    async covers(position: number) {
      for (const limit = performance.now() + 120_000; performance.now() < limit; await sleep(20)) {
        if (state !== undefined && state.covered >= position && state.published >= state.size) return;
      }
      throw new Error(`not published within two minutes: ${JSON.stringify(state)}`);
    },
    async end() {
      ended = true;
      await running;
      const gaps = changes.slice(1).map((at, index) => at - (changes[index] as number));
      return { checkpoints: changes.length - 1, longestGap: Math.max(0, ...gaps) };
    },
  };
}
