// SPDX-License-Identifier: Apache-2.0
// What is put on record about competence, and what the forms for it start from.
import { ask } from '../../api/client.ts';
import { count, flag, list, maybe, members, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';
import type { Exchange } from './competence.ts';

/** What persons do that wants competence. */
export const FUNCTIONS = ['sample', 'test', 'sign', 'develop-methods', 'evaluate-results', 'calibrate'] as const;
export type Work = (typeof FUNCTIONS)[number];

/** Of what kind a demand is. */
export const KINDS = [
  ...(['education', 'qualification', 'training', 'knowledge', 'skills', 'experience'] as const),
  ...(['selection', 'supervision', 'monitoring'] as const),
] as const;

/** One thing that is asked of whoever does something, as it is typed. */
export interface DemandRow {
  readonly function: Work;
  readonly demand: string;
  readonly kind: (typeof KINDS)[number];
  readonly says: string | undefined;
  /** Empty where once is enough. */
  readonly renewMonths: string;
}

/** A new edition of what is asked. */
export interface DemandsAsked {
  readonly from: string;
  readonly rows: readonly DemandRow[];
}

const readRow: Read<DemandRow & { readonly until: string | undefined }> = (value, path) => {
  const given = members(value, path);
  const months = maybe(count)(given.renewMonths, `${path}/renewMonths`);
  return {
    function: FUNCTIONS.find((one) => one === given.function) ?? 'test',
    kind: KINDS.find((one) => one === given.kind) ?? 'training',
    demand: text(given.demand, `${path}/demand`),
    says: maybe(text)(given.says, `${path}/says`),
    renewMonths: months === undefined ? '' : String(months),
    until: maybe(text)(given.until, `${path}/until`),
  };
};

/** What is asked today. */
export async function requestDemands(_: undefined, signal: AbortSignal): Promise<readonly DemandRow[]> {
  const rows = await ask('/api/competence-demands', { signal }, (body) => {
    const given = members(body, '');
    const on = text(given.on, '/on');
    const all = list(readRow)(given.functions, '/functions');
    return all.filter(({ until }) => until === undefined || until >= on);
  });
  return rows.map(({ until: _until, ...row }) => row);
}

/** Puts a new edition of the demands on record. */
export function setDemands({ from, rows }: DemandsAsked, signal: AbortSignal): Promise<true> {
  const functions = [...Map.groupBy(rows, (row) => row.function)].map(([work, own]) => ({
    function: work,
    demands: own.map(({ demand, kind, says, renewMonths }) => ({
      ...{ demand, kind },
      ...(says === undefined ? {} : { says }),
      ...(renewMonths.trim() === '' ? {} : { renewMonths: Number(renewMonths) }),
    })),
  }));
  return record('/api/competence-demands', { from, functions }, signal);
}

/** A file to be opened. */
export interface Opening {
  readonly person: string;
  readonly name: string;
  readonly functions: readonly Work[];
}

/** Opens the file of a person. */
export function openFile({ name, ...given }: Opening, signal: AbortSignal): Promise<true> {
  return record('/api/competence-files', { ...given, ...(name.trim() === '' ? {} : { name }) }, signal);
}

/** One record of a file. */
export interface KeptRecord {
  readonly record: string;
  readonly function: string;
  readonly demand: string;
  readonly on: string;
  readonly until: string | undefined;
  readonly outcome: string;
  readonly by: string;
  readonly details: string | undefined;
  readonly withdrawn: boolean;
}

const readRecord: Read<KeptRecord> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'record' | 'function' | 'demand' | 'on' | 'outcome' | 'by') =>
    text(given[name], `${path}/${name}`);
  return {
    ...{ record: read('record'), function: read('function'), demand: read('demand'), on: read('on') },
    ...{ outcome: read('outcome'), by: read('by'), until: maybe(text)(given.until, `${path}/until`) },
    details: maybe(text)(given.details, `${path}/details`),
    withdrawn: flag(given.withdrawn, `${path}/withdrawn`),
  };
};

/** Every record of a file, withdrawn ones too. */
export function requestRecords(stream: string, signal: AbortSignal): Promise<readonly KeptRecord[]> {
  return ask(`/api/competence-files/${encodeURIComponent(stream)}`, { signal }, (body) =>
    list(readRecord)(members(body, '').records, '/records'),
  );
}

/** A record that was wrong, and why. */
export interface Withdrawal {
  readonly stream: string;
  readonly record: string;
  readonly reason: string;
}

/** Says that a record was wrong; it stays and counts no more. */
export function withdrawRecord({ stream, ...body }: Withdrawal, signal: AbortSignal): Promise<true> {
  return record(`/api/competence-files/${encodeURIComponent(stream)}/withdrawals`, body, signal);
}

/** A stay at another institute that is planned. */
export type Planning = Pick<Exchange, 'person' | 'host' | 'place' | 'from' | 'to' | 'purpose'>;

/** Plans an exchange; the host may then read and confirm it. */
export const planExchange = (planning: Planning, signal: AbortSignal): Promise<true> =>
  record('/api/competence-exchanges', planning, signal);

/** What the host says of an exchange. */
export interface Confirming {
  readonly stream: string;
  readonly from: string;
  readonly to: string;
  readonly outcome: 'took-place' | 'did-not-take-place';
  readonly remark: string;
}

/** The host says from when to when it took place, or that it did not. */
export function confirmExchange({ stream, remark, ...given }: Confirming, signal: AbortSignal): Promise<true> {
  const body = { ...given, ...(remark.trim() === '' ? {} : { remark }) };
  return record(`/api/competence-exchanges/${encodeURIComponent(stream)}/confirmations`, body, signal);
}
