// SPDX-License-Identifier: Apache-2.0
import { compareInstants } from '@touchstone/identifiers';
import { statementEdges, statementKey } from '@touchstone/statements';
import type { EvidenceSource, StatementRequest, StoredStatement } from './evidence-source.ts';
import type { ReadDocument } from './gather/read-document.ts';
import { addressOfStatusList } from './named-status-lists.ts';

/** Evidence held in memory: the statements, status lists and DID documents of files beside a dossier, or of a test. */
export function createMemorySource(
  statements: readonly StoredStatement[],
  dids: Readonly<Record<string, unknown>>,
  read: ReadDocument,
): EvidenceSource {
  // A program that starts is ready sooner, and one that is asked nothing reads nothing.
  let answer: ReturnType<typeof indexOf> | undefined;
  return {
    find: async (requests, knownAt) => {
      const find = answer ?? indexOf(statements, read);
      answer = find;
      return requests.map((request) =>
        find(request)
          .map(({ stored }) => stored)
          .filter(({ recordedAt }) => recordedAt === undefined || compareInstants(recordedAt, knownAt) <= 0),
      );
    },
    resolve: async (asked) => new Map(asked.filter((did) => Object.hasOwn(dids, did)).map((did) => [did, dids[did]])),
  };
}

/** Reads every statement, and gives what answers a request. */
function indexOf(
  statements: readonly StoredStatement[],
  read: ReadDocument,
): (request: StatementRequest) => readonly Kept[] {
  const byIdentity = new Map<string, Kept[]>();
  const byEdge = new Map<string, Kept[]>();
  const byAddress = new Map<string, Kept[]>();
  for (const stored of statements) {
    const { statement, body } = read(stored.text);
    const address = addressOfStatusList(body);
    if (address !== undefined) push(byAddress, address, { stored, kind: 'status list' });
    if (statement === undefined) continue;
    const kept = { stored, kind: statement.kind };
    push(byIdentity, statementKey(statement), kept);
    for (const { relation, key } of statementEdges(statement)) push(byEdge, `${relation} ${key}`, kept);
  }
  return (request) => {
    if (request.by === 'identity') return byIdentity.get(request.key) ?? [];
    if (request.by === 'address') return byAddress.get(request.address) ?? [];
    const near = byEdge.get(`${request.relation} ${request.key}`) ?? [];
    return request.kinds === undefined ? near : near.filter(({ kind }) => request.kinds?.some((one) => one === kind));
  };
}

interface Kept {
  readonly stored: StoredStatement;
  readonly kind: string;
}

function push(index: Map<string, Kept[]>, key: string, kept: Kept): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [kept]);
  else list.push(kept);
}
