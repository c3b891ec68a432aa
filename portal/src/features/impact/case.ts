// SPDX-License-Identifier: Apache-2.0
// Doubts that the own organisation raised: what it may know of each, and what it does in it.
import type { ImpactCase } from '@touchstone/contract';
import { ask } from '../../api/client.ts';
import { flag, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';
import { readWaiting, type Waiting } from '../session/waiting.ts';
import type { StatementName } from '../statement/statement.ts';
import type { Certificate } from './certificates.ts';

/** Roles of those who see the cases, submit in them, and decide. */
export const CASE_STAFF = [
  ...(['laboratory-tester', 'laboratory-signatory', 'metrology-proposer', 'metrology-decider'] as const),
  'instrument-keeper',
] as readonly string[];
export const CASE_PROPOSERS = ['laboratory-tester', 'laboratory-signatory', 'metrology-proposer'] as readonly string[];
export const CASE_DECIDERS = ['laboratory-signatory', 'metrology-decider'] as readonly string[];

/** A doubt that waits for a second person. */
type WaitingDoubt = Pick<ImpactCase, 'stream' | 'standard' | 'replyBy'>;
/** A doubt as its originator sees it. */
type CaseLine = Omit<ImpactCase, 'levels' | 'cutOff' | 'groundLost'> & { readonly groundLost: boolean };

/** All of them. */
export interface OwnCases {
  readonly cases: readonly CaseLine[];
  readonly waiting: readonly WaitingDoubt[];
}

/** What waits for a second person, with what it is about: a decider signs nothing unseen. */
export interface AskedFor extends Waiting {
  readonly standard: string | undefined;
  readonly reason: string;
  readonly replyBy: string | undefined;
  readonly certificates: readonly [found: StatementName, good: StatementName] | undefined;
}

/** One of them with what waits in it, and what happened. */
export interface OwnCase extends CaseLine {
  readonly proposals: readonly AskedFor[];
  readonly events: readonly { readonly kind: string; readonly by: string; readonly at: string }[];
}

/** The own cases. */
export function requestCases(_: undefined, signal: AbortSignal): Promise<OwnCases> {
  return ask('/api/impact-cases?limit=100', { signal }, (body) => {
    const given = members(body, '');
    return {
      cases: list(readCaseLine)(given.items, '/items'),
      waiting: list(readWaitingDoubt)(given.waiting, '/waiting'),
    };
  });
}

/** One own case. */
export function requestCase(stream: string, signal: AbortSignal): Promise<OwnCase> {
  return ask(casePath(stream), { signal }, (body) => {
    const given = members(body, '');
    return {
      ...readCaseLine(body, ''),
      proposals: list(readAskedFor)(given.proposals, '/proposals'),
      events: list(readEvent)(given.events, '/events'),
    };
  });
}

/** The path of a case, or of an act in it. */
export function casePath(stream: string, act?: 'proposals' | 'grounds' | 'decisions'): string {
  return `/api/impact-cases/${encodeURIComponent(stream)}${act === undefined ? '' : `/${act}`}`;
}

/** A finding as it is submitted: by which certificates, and until when others are to reply. */
export interface Finding {
  readonly standard: string;
  readonly asFound: Certificate;
  readonly lastGood: Certificate;
  readonly reason: string;
  readonly replyBy: string;
}

/** Submits a doubt, for decision by another person. */
export function raise(finding: Finding, signal: AbortSignal): Promise<true> {
  return record('/api/impact-cases', { standard: finding.standard, ...bodyOf(finding) }, signal);
}

/** Asks that a case whose finding was taken back go on by another one. */
export function goOn({ stream, ...finding }: Finding & { readonly stream: string }, signal: AbortSignal) {
  return record(casePath(stream, 'grounds'), bodyOf(finding), signal);
}

function bodyOf({ asFound, lastGood, reason, replyBy }: Finding): object {
  return { asFound: nameOf(asFound), lastGood: nameOf(lastGood), reason: reason.trim(), replyBy };
}

const nameOf = ({ issuer, id, digest }: Certificate) => ({ issuer, id, digest });

/** How a case is to end, and why. */
export interface Closing {
  readonly stream: string;
  readonly end: 'dealt-with' | 'ground-lost';
  readonly reason: string;
}

/** Asks that a case be closed. */
export function proposeClosing({ stream, end, reason }: Closing, signal: AbortSignal): Promise<true> {
  return record(casePath(stream, 'proposals'), { end, reason: reason.trim() }, signal);
}

const readWaitingDoubt: Read<WaitingDoubt> = (value, path) => {
  const given = members(value, path);
  const read = (name: keyof WaitingDoubt) => text(given[name], `${path}/${name}`);
  return { stream: read('stream'), standard: read('standard'), replyBy: read('replyBy') };
};

const readTally: Read<ImpactCase['tally']> = (value, path) => {
  const given = members(value, path);
  if (!flag(given.shown, `${path}/shown`)) return { shown: false };
  const number = (name: 'open' | 'replied' | 'overdue') => Number(given[name]);
  return { shown: true, open: number('open'), replied: number('replied'), overdue: number('overdue') };
};

const readCaseLine: Read<CaseLine> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'stream' | 'standard' | 'from' | 'until' | 'replyBy') => text(given[name], `${path}/${name}`);
  const ended = maybe(oneOf(['dealt-with', 'ground-lost']))(given.ended, `${path}/ended`);
  return {
    ...{ stream: read('stream'), standard: read('standard'), replyBy: read('replyBy') },
    ...{ from: read('from'), until: read('until') },
    state: oneOf(['proposed', 'searching', 'notified', 'closed'])(given.state, `${path}/state`),
    tally: readTally(given.tally, `${path}/tally`),
    groundLost: given.groundLost !== undefined,
    ...(ended === undefined ? {} : { ended }),
  };
};

const readName: Read<StatementName> = (value, path) => {
  const given = members(value, path);
  return { issuer: text(given.issuer, `${path}/issuer`), id: text(given.id, `${path}/id`) };
};

const readAskedFor: Read<AskedFor> = (value, path) => {
  const input = members(members(value, path).input, `${path}/input`);
  const found = maybe(readName)(input.asFound, `${path}/input/asFound`);
  const good = maybe(readName)(input.lastGood, `${path}/input/lastGood`);
  return {
    ...readWaiting(value, path),
    standard: maybe(text)(input.standard, `${path}/input/standard`),
    reason: text(input.reason, `${path}/input/reason`),
    replyBy: maybe(text)(input.replyBy, `${path}/input/replyBy`),
    certificates: found === undefined || good === undefined ? undefined : [found, good],
  };
};

const readEvent: Read<OwnCase['events'][number]> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'kind' | 'by' | 'at') => text(given[name], `${path}/${name}`);
  return { kind: read('kind'), by: read('by'), at: read('at') };
};
