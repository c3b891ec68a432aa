// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { count, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { type Reason, readReason } from '../../api/verdict.ts';

export const PAPER_KINDS = [
  ...(['TestReport', 'CalibrationCertificate'] as const),
  ...(['VerificationCertificate', 'ReferenceMaterialCertificate'] as const),
] as const;

/** What the list is narrowed by; what is empty narrows nothing. */
export interface Filters {
  readonly place: string;
  readonly kind: string;
  readonly rule: string;
  readonly issuer: string;
  readonly from: string;
  readonly to: string;
}

export const NO_FILTERS: Filters = { place: '', kind: '', rule: '', issuer: '', from: '', to: '' };

/** What an authority decided about a paper. */
export interface Decided {
  readonly kind: 'inaccurate' | 'false';
  readonly decidedOn: string;
  readonly reason: string;
  readonly legalBasis: string;
}

/** A paper of which something was noticed, or decided. */
export interface SupervisedPaper {
  readonly kind: (typeof PAPER_KINDS)[number];
  readonly number: string;
  readonly place: string;
  readonly issuer: string;
  readonly issuerName: string;
  readonly statementId: string;
  readonly issuedOn: string;
  readonly status: string;
  readonly indicators: readonly Reason[];
  readonly decisions: readonly Decided[];
}

/** Papers, and how many were looked at for them. */
export interface Indicators {
  readonly examined: number;
  readonly items: readonly SupervisedPaper[];
  readonly next: string | undefined;
}

/** What is asked for; `before` goes on after what is there. */
export interface Wanted {
  readonly filters: Filters;
  readonly before?: Indicators;
}

/** One page, behind those that are there already. */
export async function requestIndicators({ filters, before }: Wanted, signal: AbortSignal): Promise<Indicators> {
  const page = await ask(`/api/supervision/indicators?${queryOf(filters, before?.next)}`, { signal }, (body) =>
    readIndicators(body, ''),
  );
  if (before === undefined) return page;
  return { ...page, examined: before.examined + page.examined, items: [...before.items, ...page.items] };
}

/** The filters as the interface takes them. */
export function queryOf(filters: Filters, cursor?: string): string {
  const given = Object.entries(filters).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]]));
  return new URLSearchParams([
    ...given,
    ['limit', '50'],
    ...(cursor === undefined ? [] : [['cursor', cursor]]),
  ]).toString();
}

const readDecided: Read<Decided> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'decidedOn' | 'reason' | 'legalBasis') => text(given[name], `${path}/${name}`);
  return {
    kind: oneOf(['inaccurate', 'false'])(given.kind, `${path}/kind`),
    ...{ decidedOn: read('decidedOn'), reason: read('reason'), legalBasis: read('legalBasis') },
  };
};

const readPaper: Read<SupervisedPaper> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'number' | 'place' | 'issuer' | 'issuerName' | 'statementId' | 'issuedOn' | 'status') =>
    text(given[name], `${path}/${name}`);
  return {
    kind: oneOf(PAPER_KINDS)(given.kind, `${path}/kind`),
    ...{ number: read('number'), place: read('place'), issuer: read('issuer'), issuerName: read('issuerName') },
    ...{ statementId: read('statementId'), issuedOn: read('issuedOn'), status: read('status') },
    indicators: list(readReason)(given.indicators, `${path}/indicators`),
    decisions: list(readDecided)(given.decisions, `${path}/decisions`),
  };
};

/** One page of the list. */
export const readIndicators: Read<Indicators> = (value, path) => {
  const given = members(value, path);
  return {
    examined: count(given.examined, `${path}/examined`),
    items: list(readPaper)(given.items, `${path}/items`),
    next: maybe(text)(given.next, `${path}/next`),
  };
};
