// SPDX-License-Identifier: Apache-2.0
// Measurement standards that the own authority attested, how they stand today, and what may become of them.
import { ask } from '../../api/client.ts';
import { flag, list, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';

export const STATUSES = ['in-force', 'suspended', 'withdrawn'] as const;
export type StandardStatus = (typeof STATUSES)[number];

/** A standard as it stands today. */
export interface StandingStandard {
  readonly stream: string;
  readonly name: string;
  readonly number: string;
  readonly place: string;
  readonly keeper: string;
  readonly status: StandardStatus;
  readonly from: string;
  readonly until: string | undefined;
  readonly reason: string | undefined;
  readonly issuer: string;
  readonly id: string;
}

/** A change of status that was decided for a day that is still to come. */
export interface PlannedChange {
  readonly id: string;
  readonly status: string;
  readonly from: string;
  readonly reason: string;
}

const PAGE_MAX = '200';

/** The standards of an authority as they stand today. */
export function requestStanding(authority: string, signal: AbortSignal): Promise<readonly StandingStandard[]> {
  const query = new URLSearchParams({ kind: 'MeasurementStandard', limit: PAGE_MAX });
  return ask(`/api/metrology-attestations?${query}`, { signal }, (body) =>
    list(readStanding)(members(body, '').items, '/items').filter(({ issuer }) => issuer === authority),
  );
}

const readStanding: Read<StandingStandard> = (value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  const optional = (name: 'until' | 'reason') => (given[name] === null ? undefined : read(name));
  return {
    ...{ stream: read('stream'), name: read('name'), number: read('number'), place: read('place') },
    ...{ keeper: read('partyName'), status: oneOf(STATUSES)(given.status, `${path}/status`), from: read('from') },
    ...{ until: optional('until'), reason: optional('reason'), issuer: read('issuer'), id: read('statementId') },
  };
};

/** What was decided of a standard and takes effect after a day. */
export async function requestPlanned(
  { stream, today }: { readonly stream: string; readonly today: string },
  signal: AbortSignal,
): Promise<readonly PlannedChange[]> {
  return ask(`/api/metrology-attestations/${encodeURIComponent(stream)}`, { signal }, (body) =>
    list(readChange)(members(body, '').changes, '/changes')
      .filter(({ from, isVoid }) => from > today && !isVoid)
      .map(({ isVoid: _, ...change }) => change),
  );
}

const readChange: Read<PlannedChange & { readonly isVoid: boolean }> = (value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{ id: read('changeId'), status: read('status'), from: read('fromDay'), reason: read('reason') },
    isVoid: flag(given.isVoid, `${path}/isVoid`),
  };
};

/** What may be proposed about a standard that stands so. */
export const ACTS_ON: Readonly<Record<StandardStatus, readonly ('suspend' | 'restore' | 'withdraw')[]>> = {
  'in-force': ['suspend', 'withdraw'],
  suspended: ['restore', 'withdraw'],
  withdrawn: [],
};

/** A change as it is asked for. */
export interface AskedChange {
  readonly stream: string;
  readonly act: 'suspend' | 'restore' | 'withdraw' | 'cancel';
  /** Of `cancel`, the planned change that is not to take place. */
  readonly change: string;
  readonly reason: string;
  /** Empty where it is to take effect with the decision. */
  readonly from: string;
}

/** Proposes a change, for another person to decide. */
export function proposeChange({ stream, act, change, reason, from }: AskedChange, signal: AbortSignal): Promise<true> {
  const asked = act === 'cancel' ? { change } : from === '' ? {} : { from };
  const path = `/api/metrology-cases/${encodeURIComponent(stream)}/proposals`;
  return record(path, { act, reason: reason.trim(), ...asked }, signal);
}

/** A certificate that names a standard's attestation as what it rests on. */
export interface RestingPaper {
  readonly issuer: string;
  readonly id: string;
  readonly thing: string;
  readonly number: string;
  readonly on: string;
}

/** What rests on a standard, as far as one may see it, the newest first. */
export interface Resting {
  readonly papers: readonly RestingPaper[];
  /** False where there are more than are listed. */
  readonly isWhole: boolean;
}

/** The certificates that rest on a standard. */
export function requestResting(stream: string, signal: AbortSignal): Promise<Resting> {
  return ask(`/api/metrology-attestations/${encodeURIComponent(stream)}/resting`, { signal }, (body) => {
    const given = members(body, '');
    return { papers: list(readResting)(given.items, '/items'), isWhole: flag(given.isWhole, '/isWhole') };
  });
}

const readResting: Read<RestingPaper> = (value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  const named = { issuer: read('issuer'), id: read('statementId') };
  return { ...named, thing: read('thing'), number: read('number'), on: read('on') };
};
