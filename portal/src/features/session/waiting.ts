// SPDX-License-Identifier: Apache-2.0
import { count, members, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';

/** What one person proposed and another decides. */
export interface Waiting {
  readonly proposal: number;
  readonly action: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly digest: string;
  /** What the decider's signature means, word for word. */
  readonly meaning: string;
}

/** Reads one proposal of a case. */
export const readWaiting: Read<Waiting> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'action' | 'proposedBy' | 'proposedAt' | 'digest' | 'meaning') =>
    text(given[name], `${path}/${name}`);
  return {
    ...{ proposal: count(given.proposal, `${path}/proposal`), action: read('action'), digest: read('digest') },
    ...{ proposedBy: read('proposedBy'), proposedAt: read('proposedAt'), meaning: read('meaning') },
  };
};

/** How the second person decides. */
export interface Deciding {
  readonly verdict: 'approve' | 'reject';
  readonly remark: string;
  readonly password: string;
}

/** Decides at the path; the password proves that the person is there now. */
export function decide(
  { path, waiting, verdict, remark, password }: Deciding & { readonly path: string; readonly waiting: Waiting },
  signal: AbortSignal,
): Promise<true> {
  const { proposal, digest, meaning } = waiting;
  const body = { proposal, digest, verdict, ...(remark.trim() === '' ? {} : { remark }) };
  return record(path, { ...body, reauthentication: { method: 'password', password, meaning } }, signal);
}
