// SPDX-License-Identifier: Apache-2.0
// Whom the node follows and which witnesses it asks: what administrators see of it, propose and decide.
import { ask } from '../../api/client.ts';
import { flag, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';
import { readWaiting, type Waiting } from '../session/waiting.ts';

const KINDS = ['log', 'witness'] as const;
const ACTIONS = ['follow-log', 'ask-witness', 'end'] as const;

/** A log or a witness that was chosen, or is proposed. */
export interface Choice {
  readonly kind: (typeof KINDS)[number];
  readonly by: 'configuration' | 'administrators';
  readonly name: string;
  readonly url: string;
  readonly vkey: string;
  readonly policy: string | undefined;
  readonly state: 'proposed' | 'rejected' | 'in-force' | 'ended';
  readonly case: string | undefined;
  readonly reason: string | undefined;
  readonly since: string | undefined;
  readonly endedAt: string | undefined;
  readonly endReason: string | undefined;
  /** Up to when everything was here when it ended. */
  readonly knownUntil: string | undefined;
}

const readChoice: Read<Choice> = (value, path) => {
  const given = members(value, path);
  const word = (name: string) => maybe(text)(given[name], `${path}/${name}`);
  const read = (name: 'name' | 'url' | 'vkey') => text(given[name], `${path}/${name}`);
  const ended = maybe(members)(given.ended, `${path}/ended`);
  const known = maybe(members)(ended?.known, `${path}/ended/known`);
  return {
    kind: oneOf(KINDS)(given.kind, `${path}/kind`),
    by: oneOf(['configuration', 'administrators'])(given.by, `${path}/by`),
    state: oneOf(['proposed', 'rejected', 'in-force', 'ended'])(given.state, `${path}/state`),
    ...{ name: read('name'), url: read('url'), vkey: read('vkey'), policy: word('policy') },
    ...{ case: word('case'), reason: word('reason'), since: word('since') },
    endedAt: maybe(text)(ended?.at, `${path}/ended/at`),
    endReason: maybe(text)(ended?.reason, `${path}/ended/reason`),
    knownUntil: maybe(text)(known?.until, `${path}/ended/known/until`),
  };
};

/** What is chosen, was, and waits. */
export interface Choices {
  readonly inUse: boolean;
  readonly items: readonly Choice[];
}

/** What administrators may see of it. */
export function requestChoices(_: undefined, signal: AbortSignal): Promise<Choices> {
  return ask('/api/following', { signal }, (body) => {
    const given = members(body, '');
    return { inUse: flag(given.inUse, '/inUse'), items: list(readChoice)(given.items, '/items') };
  });
}

/** What waits for the second person, with the reason where one is given. */
export interface WaitingChoice extends Waiting {
  readonly action: (typeof ACTIONS)[number];
  readonly reason: string | undefined;
}

const readChoiceWaiting: Read<WaitingChoice> = (value, path) => {
  const given = members(value, path);
  return {
    ...readWaiting(value, path),
    action: oneOf(ACTIONS)(given.action, `${path}/action`),
    reason: maybe(text)(members(given.input, `${path}/input`).reason, `${path}/input/reason`),
  };
};

const casePath = (stream: string) => `/api/following-cases/${encodeURIComponent(stream)}`;

/** Where a decision about a case is handed in. */
export const decisionsOf = (stream: string) => `${casePath(stream)}/decisions`;

/** What waits in one case. */
export function requestWaiting(stream: string, signal: AbortSignal): Promise<readonly WaitingChoice[]> {
  return ask(casePath(stream), { signal }, (body) =>
    list(readChoiceWaiting)(members(body, '').proposals, '/proposals'),
  );
}

/** A log or a witness as it is typed. */
export interface Proposing {
  readonly act: 'follow-log' | 'ask-witness';
  readonly origin: string;
  readonly url: string;
  readonly vkey: string;
  readonly policy: string;
  readonly reason: string;
}

/** Proposes it to the second person. */
export function propose({ act, origin, url, vkey, policy, reason }: Proposing, signal: AbortSignal): Promise<true> {
  const other = { act, url: url.trim(), vkey: vkey.trim(), reason };
  const log = { origin: origin.trim(), ...(policy.trim() === '' ? {} : { policy: `${policy.trim()}\n` }) };
  return record('/api/following-cases', act === 'follow-log' ? { ...other, ...log } : other, signal);
}

/** Proposes to the second person that it end. */
export function proposeEnd(
  { stream, reason }: { readonly stream: string; readonly reason: string },
  signal: AbortSignal,
): Promise<true> {
  return record(`${casePath(stream)}/proposals`, { reason }, signal);
}
