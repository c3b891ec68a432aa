// SPDX-License-Identifier: Apache-2.0
import type { DidDocuments, EvidenceSource, StatementRequest, StoredStatement } from '@touchstone/evidence';
import { parseInstant } from '@touchstone/identifiers';
import type { Cut } from '../record-keeping/as-of.ts';
import type { StatementRecord } from '../record-keeping/fact.ts';
import type { Reads, StatementRequest as RecordRequest } from '../record-keeping/reads.ts';

/** Statements on record, as evidence: each `find` is one round trip, up to the cut; DID documents come from the node. */
export function createRecordSource(
  reads: Pick<Reads, 'findStatements'>,
  cut: Cut,
  resolve: (did: string) => unknown,
): EvidenceSource {
  return {
    find: async (requests) =>
      (await reads.findStatements(requests.map(toRecordRequest), cut)).map((records) => records.map(toStored)),
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
