// SPDX-License-Identifier: Apache-2.0

/** What every row of every party carries. */
interface TenancyColumns {
  owner: string;
  jurisdiction: string;
  originNode: string;
}

/** Where an entry of a source of truth stands. */
interface EntryColumns extends TenancyColumns {
  entry: number;
  recordedAt: string;
  register: string;
  stream: string;
}

interface SharedColumns extends EntryColumns {
  visibility: 'public' | 'private';
}

/** The tables that registers share, as the query builder sees them. */
export interface TouchstoneTables {
  'touchstone.accessGrant': TenancyColumns & {
    register: string;
    stream: string;
    grantee: string;
    rightGranted: 'read' | 'contribute';
    entry: number;
  };
  'touchstone.stream': Omit<SharedColumns, 'entry' | 'recordedAt'> & {
    lastEntry: number | null;
    lastApplied: string | null;
  };
  'touchstone.statement': SharedColumns & {
    kind: string;
    issuer: string;
    id: string;
    issuedAt: string;
    digest: string;
    bytes: Buffer;
    jwt: string | null;
    body: unknown;
    actor: unknown;
  };
  'touchstone.statementIdentity': SharedColumns & {
    issuer: string;
    id: string;
    digest: string;
    bytesSha256: Buffer;
    jwtSha256: Buffer | null;
  };
  'touchstone.edge': SharedColumns & { kind: string; relation: string; key: string };
  'touchstone.disclosure': SharedColumns & {
    path: string;
    salt: string | null;
    value: string | null;
    erasedAt: string | null;
  };
  'touchstone.caseEvent': SharedColumns & { kind: string; actor: unknown; content: unknown };
  'touchstone.dataSet': SharedColumns & {
    name: string;
    edition: string;
    digest: string;
    manifest: Buffer;
    mapperName: string;
    mapperVersion: string;
    files: string[];
    content: unknown;
    actor: unknown;
  };
  'touchstone.dataFile': SharedColumns & { digest: string; mediaType: string; bytes: Buffer };
  'touchstone.queue': EntryColumns & { source: string; applied: string | null };
  'touchstone.position': EntryColumns & {
    position: number;
    sequencedAt: string;
    source: string;
    applied: string | null;
  };
  'touchstone.foldProgress': {
    fold: string;
    version: number;
    schemaName: string;
    shape: string;
    state: 'building' | 'serving';
    position: number;
  };
  'touchstone.idempotency': TenancyColumns & {
    key: string;
    requestDigest: string;
    begunAt: string;
    triedAt: string;
    attempt: number;
    outcomes: unknown;
    status: number | null;
    response: unknown;
  };
}
