// SPDX-License-Identifier: Apache-2.0
import type { DidDocuments, EvidenceSource, StatementRequest, StoredStatement } from '@touchstone/evidence';
import { parseInstant } from '@touchstone/identifiers';
import type { StatementRecord } from '../record-keeping/fact.ts';
import type { StatementRequest as RecordRequest } from '../record-keeping/reads.ts';

/** What a log says of a statement on record: that it has it, or that it will. */
export type LogWord = Pick<StoredStatement, 'receipt' | 'promise'>;

/** What statements on record are found with. */
export interface RecordFinding {
  readonly find: (requests: readonly RecordRequest[]) => Promise<readonly (readonly StatementRecord[])[]>;
  /** What logs say of them, by entry. */
  readonly wordsOf: (records: readonly StatementRecord[]) => Promise<ReadonlyMap<number, LogWord>>;
  readonly resolve: (did: string) => unknown;
  /** Which status lists of a statement are derived from changes of which none is missing on record. */
  readonly statusKept?: (record: StatementRecord) => StoredStatement['statusKept'];
}

/**
 * Statements on record, as evidence, each with its receipt or promise: every `find` is one round trip for the
 * statements, up to the cut, and one for what logs say of those that were not found before. DID documents come from the
 * node.
 */
export function createRecordSource({ find, wordsOf, resolve, statusKept }: RecordFinding): EvidenceSource {
  const words = new Map<number, LogWord>();
  return {
    find: async (requests) => {
      const found = await find(requests.map(toRecordRequest));
      const fresh = new Map(found.flat().map((record) => [record.entry, record]));
      for (const entry of words.keys()) fresh.delete(entry);
      if (fresh.size > 0) {
        const said = await wordsOf([...fresh.values()]);
        for (const entry of fresh.keys()) words.set(entry, said.get(entry) ?? {});
      }
      return found.map((records) =>
        records.map((record) => {
          const kept = statusKept?.(record);
          return {
            ...toStored(record),
            ...words.get(record.entry),
            ...(kept === undefined ? {} : { statusKept: kept }),
          };
        }),
      );
    },
    resolve: async (dids) =>
      new Map(
        dids.flatMap((did): [string, unknown][] => {
          const document = resolve(did);
          return document === undefined ? [] : [[did, document]];
        }),
      ),
  };
}

/** Both sources asked at once: what the node keeps on record, and the files that its operator configured. */
export function combineSources(first: EvidenceSource, second: EvidenceSource): EvidenceSource {
  return {
    find: async (requests, knownAt) => {
      const [one, other] = await Promise.all([first.find(requests, knownAt), second.find(requests, knownAt)]);
      return requests.map((_, index) => [...(one[index] ?? []), ...(other[index] ?? [])]);
    },
    resolve: async (dids): Promise<DidDocuments> => {
      const [one, other] = await Promise.all([first.resolve(dids), second.resolve(dids)]);
      // The operator's configuration comes last and prevails.
      return new Map([...one, ...other]);
    },
  };
}

function toRecordRequest(request: StatementRequest): RecordRequest {
  if (request.by === 'edge') return request;
  // Status lists are no statements, and none is on record: an issuer without a name has recorded nothing.
  if (request.by === 'address') return { by: 'identity', issuer: '', id: request.address };
  const space = request.key.indexOf(' ');
  return { by: 'identity', issuer: request.key.slice(0, space), id: request.key.slice(space + 1) };
}

function toStored({ bytes, jwt, recordedAt, position }: StatementRecord): StoredStatement {
  return {
    text: new TextDecoder().decode(bytes),
    jwt,
    recordedAt: parseInstant(recordedAt),
    ...(position === undefined ? {} : { position }),
  };
}
