// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { list, maybe, members, type Read, text } from '../../api/narrow.ts';
import type { Statement } from './statement.ts';

/** A status and the days or the moment from which it holds. */
interface Period {
  readonly status: string;
  readonly from: string;
  readonly until: string | undefined;
  readonly reason: string | undefined;
}

/** What the registers of this node keep about the status of a statement; undefined where none keeps its kind. */
export type History = readonly Period[] | undefined;

const PAGES_MAX = 25;

/** Asks the register that keeps statements of this kind. */
export async function requestHistory(statement: Statement, signal: AbortSignal): Promise<History> {
  switch (statement.kind) {
    case 'Accreditation':
    case 'StatutoryQualification':
      return attestationHistory(statement, signal);
    case 'TestReport':
    case 'SamplingRecord':
      return documentHistory(statement, signal);
    default:
      return undefined;
  }
}

/** The list is searched for the stream, since streams are not named after statements. */
async function attestationHistory({ issuer, kind, id }: Statement, signal: AbortSignal): Promise<History> {
  let cursor: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const query = new URLSearchParams({ issuer, kind, limit: '200', ...(cursor === undefined ? {} : { cursor }) });
    const { items, next } = await ask(`/api/accreditations?${query}`, { signal }, readPage);
    const found = items.find(({ statementId }) => statementId === id);
    if (found !== undefined) return ask(`/api/accreditations/${found.stream}`, { signal }, readPeriods);
    if (next === undefined) return undefined;
    cursor = next;
  }
  return undefined;
}

async function documentHistory({ issuer, id, digest }: Statement, signal: AbortSignal): Promise<History> {
  if (digest === undefined) return undefined;
  const path = `/api/laboratory-documents/${encodeURIComponent(issuer)}/${encodeURIComponent(id)}/standing`;
  return ask(`${path}?${new URLSearchParams({ digest })}`, { signal }, readStanding);
}

function readPage(body: unknown) {
  const given = members(body, '');
  return {
    items: list((each, path) => {
      const item = members(each, path);
      return {
        stream: text(item.stream, `${path}/stream`),
        statementId: text(item.statementId, `${path}/statementId`),
      };
    })(given.items, '/items'),
    next: maybe(text)(given.next, '/next'),
  };
}

function readPeriods(body: unknown): History {
  return list(readPeriod)(members(body, '').periods, '/periods');
}

const readPeriod: Read<Period> = (value, path) => {
  const given = members(value, path);
  return {
    status: text(given.status, `${path}/status`),
    from: text(given.from, `${path}/from`),
    until: maybe(text)(given.until, `${path}/until`),
    reason: maybe(text)(given.reason, `${path}/reason`),
  };
};

/** The present standing, and before it the time in force. */
export function readStanding(body: unknown): History {
  const given = members(body, '');
  if (given.outcome !== 'issued-here') return undefined;
  const status = text(given.status, '/status');
  const issuedAt = text(given.issuedAt, '/issuedAt');
  const since = text(given.since, '/since');
  const reason = maybe(text)(given.reason, '/reason');
  const now = { status, from: since, until: undefined, reason };
  if (status === 'in-force') return [now];
  return [{ status: 'in-force', from: issuedAt, until: since, reason: undefined }, now];
}
