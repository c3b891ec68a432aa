// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { RouteContext } from '../src/record-keeping/define-register.ts';
import type { Step } from '../src/record-keeping/keeping.ts';
import { openRecordKeeping, type RecordKeeping } from '../src/record-keeping/record-keeping.ts';
import { contextOf } from '../src/record-keeping/run-route.ts';
import { type Actor, tenantOf } from '../src/record-keeping/tenant.ts';
import { readsIn } from '../src/record-keeping/tenant-reads.ts';
import type { Database } from '../src/storage/database.ts';
import { permitRegister } from './sample-register.ts';

const ann: Actor = { party: 'did:web:a.example', person: 'ann', jurisdiction: 'CN', roles: ['assessor'] };

/** A record as `record-fixture.ts` opens one, without anything of the test runner. */
export function openChildRecord(
  database: Database,
  options: { clock: () => string; trace: (step: Step) => Promise<void> },
): Promise<RecordKeeping> {
  return openRecordKeeping({
    database,
    node: 'node.test',
    registers: [permitRegister],
    issuer: { issue: () => Promise.reject(new Error('nothing to sign')) },
    cursorKey: new Uint8Array(32).fill(7),
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    onError: (error) => process.stderr.write(`${String(error)}\n`),
    ...options,
  });
}

/** What ann can do. */
export function actIn(record: RecordKeeping): RouteContext {
  const { keeping } = record;
  const caller = { actor: ann, tenant: tenantOf(ann), now: keeping.clock(), asOf: {} };
  const reads = readsIn({ keeping, register: 'permits', transaction: keeping.database, asOf: {} });
  return contextOf(keeping, 'permits', { caller, reads });
}
