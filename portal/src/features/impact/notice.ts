// SPDX-License-Identifier: Apache-2.0
import type { ImpactNotice } from '@touchstone/contract';
import { ask } from '../../api/client.ts';
import { count, list, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { localProblem, ProblemError } from '../../api/problem.ts';
import { record } from '../../api/record.ts';
import { requestStatement } from '../statement/statement.ts';
import { type NoticeState, readNotice, STATES } from './read-notice.ts';

export type { ImpactHit, ImpactKind, ImpactStep, NoticeState, Redecision } from './read-notice.ts';

/** One line of the list of notices. */
export interface NoticeLine {
  readonly case: string;
  readonly standard: string;
  readonly raisedBy: string;
  readonly replyBy: string;
  readonly hits: number;
  readonly state: NoticeState;
}

/** The notices of the own organisation. */
export function requestNotices(_: undefined, signal: AbortSignal): Promise<readonly NoticeLine[]> {
  return ask('/api/impact-notices?limit=100', { signal }, (body) => list(readLine)(members(body, '').items, '/items'));
}

/** The own notice of one case. */
export function requestNotice(stream: string, signal: AbortSignal): Promise<ImpactNotice> {
  return ask(`/api/impact-notices/${encodeURIComponent(stream)}`, { signal }, (body) => readNotice(body, ''));
}

export const ANSWERS = ['reviewed', 'not-affected', 'recalled'] as const;
/** Roles of those who answer for an organisation. */
export const ANSWERING = [
  ...(['laboratory-signatory', 'metrology-decider', 'enterprise-declarant', 'instrument-keeper'] as const),
] as readonly string[];

/** An answer about one own hit as it is written. */
export interface Answering {
  readonly stream: string;
  readonly hit: string;
  readonly party: string;
  readonly answer: (typeof ANSWERS)[number];
  readonly because: string;
  /** By what the statement is known that takes the paper back or took its place; of a recall only. */
  readonly correction: string;
}

/** Answers about one hit; a recall names its statement, which is looked up for the digest that it has. */
export async function answerHit(
  { stream, hit, party, answer, because, correction }: Answering,
  signal: AbortSignal,
): Promise<true> {
  const path = `/api/impact-notices/${encodeURIComponent(stream)}/replies`;
  const reply = { hit, answer, because };
  if (answer !== 'recalled') return record(path, { replies: [reply] }, signal);
  const id = idIn(correction);
  const { issuer, digest } = await requestStatement({ issuer: party, id }, signal);
  if (digest === undefined)
    throw new ProblemError(localProblem('ANSWER_NOT_READ', 'The statement came without its digest.'));
  return record(path, { replies: [{ ...reply, correction: { issuer, id, digest } }] }, signal);
}

/** The identifier in what was typed: itself, or the last part of the address of its page. */
export function idIn(typed: string): string {
  const found = /(?:urn(?::|%3A)uuid(?::|%3A))?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s*$/i.exec(typed.trim());
  return found === null ? typed.trim() : `urn:uuid:${found[1]?.toLowerCase()}`;
}

const readLine: Read<NoticeLine> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'case' | 'standard' | 'raisedBy' | 'replyBy') => text(given[name], `${path}/${name}`);
  return {
    ...{ case: read('case'), standard: read('standard'), raisedBy: read('raisedBy'), replyBy: read('replyBy') },
    hits: count(given.hits, `${path}/hits`),
    state: oneOf(STATES)(given.state, `${path}/state`),
  };
};
