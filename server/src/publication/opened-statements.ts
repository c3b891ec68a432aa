// SPDX-License-Identifier: Apache-2.0
import { encodeOpening } from '@touchstone/statements';
import { z } from 'zod';
import { findStatements } from '../record-keeping/find-statements.ts';
import type { Tenant } from '../record-keeping/tenant.ts';
import type { Database } from '../storage/database.ts';
import { withTenant } from '../storage/with-tenant.ts';
import { findLeavesAt, type LeafRow } from './leaf-table.ts';

/** Leaves that one request asks about at most. */
export const OPENED_MAX = 256;
/** Text that one answer holds, but for its last statement. */
const TEXT_MAX = 4 << 20;

const item = z.strictObject({
  index: z.int().nonnegative(),
  /** The signed JSON exactly as it was issued, and what opens its leaf, base64. */
  statement: z.string().optional(),
  jwt: z.string().optional(),
  opening: z.string().optional(),
  /** Nobody can open the leaf any more: the tombstone. It has no time, by which anybody could tell whose it is. */
  erased: z.literal(true).optional(),
  /** By whose decision, signed by the log: what lets whoever took the statement from here forget it too. */
  tombstone: z.string().optional(),
});

const span = z.strictObject({
  /** Leaves from here on, up to and without `to`: a shorter span than was asked for is to be asked on from there. */
  from: z.int().nonnegative(),
  to: z.int().nonnegative(),
});

/** Statements behind leaves of the log, as far as their reader may have them. */
export const openedStatements = z
  .strictObject({
    ...span.shape,
    /** A leaf that is missing here is no statement's, or of one that the asker may not read. */
    items: z.array(item),
  })
  .meta({ id: 'OpenedStatements' });
export type OpenedStatements = z.infer<typeof openedStatements>;

/** Whose database, for whom, and which leaves. */
export interface OpenedSpan {
  readonly database: Database;
  readonly node: string;
  readonly tenant: Tenant;
  /** The number of the log's leaf 0 among those of all shards. */
  readonly base: number;
  readonly from: number;
  readonly to: number;
  /** The signed erasure of a leaf. */
  readonly tombstoneOf: (leaf: LeafRow, index: number) => Promise<string>;
}

/** The statements behind a span of leaves that the tenant may read, with what opens them. */
export async function readOpened(span: OpenedSpan): Promise<OpenedStatements> {
  const { database, node, tenant, base, from, to, tombstoneOf } = span;
  return withTenant({ database, tenant, node, mode: 'read' }, async (transaction) => {
    const leaves = await findLeavesAt(transaction, { from: base + from, to: base + to });
    const open = leaves.filter(({ salt }) => salt !== null);
    const requests = open.map(({ digest }) => ({ by: 'digest' as const, digest }));
    const found = (await findStatements(transaction, requests, undefined)).flat();
    const byEntry = new Map(found.map((statement) => [statement.entry, statement]));
    const items: OpenedStatements['items'] = [];
    let length = 0;
    for (const leaf of leaves) {
      const index = (leaf.leafIndex as number) - base;
      if (length > TEXT_MAX) return { from, to: index, items };
      const statement = byEntry.get(leaf.entry);
      if (leaf.erasedAt !== null) items.push({ index, erased: true, tombstone: await tombstoneOf(leaf, index) });
      else if (statement !== undefined) {
        length += statement.bytes.length;
        items.push({
          ...{ index, statement: new TextDecoder().decode(statement.bytes), opening: openingOf(leaf) },
          ...(statement.jwt === undefined ? {} : { jwt: statement.jwt }),
        });
      }
    }
    return { from, to, items };
  });
}

/** What opens a leaf, base64. */
export function openingOf({ salt }: LeafRow): string {
  return Buffer.from(encodeOpening(new Uint8Array(salt as Uint8Array))).toString('base64');
}
