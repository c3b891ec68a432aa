// SPDX-License-Identifier: Apache-2.0
import { instantMilliseconds, makeUuidV7, parseInstant } from '@touchstone/identifiers';
import { tenantQueries } from '../storage/tenant-queries.ts';
import { type DatabaseTransaction, withTenant } from '../storage/with-tenant.ts';
import { idsOfRequest, type RequestMemory, rememberOutcome } from './answered-once.ts';
import type { AsOf } from './as-of.ts';
import type { CommitRequest } from './commit.ts';
import type { Outcome, Route, RouteAnswer, RouteContext, RouteRequest } from './define-register.ts';
import type { Keeping } from './keeping.ts';
import { act, decide, grantAccess, type Performance, propose } from './perform.ts';
import type { Reads } from './reads.ts';
import { type Actor, type Tenant, tenantOf } from './tenant.ts';
import { readsIn, refuseUnknownCut } from './tenant-reads.ts';

/** Who asks, when, and as of when. */
export interface Caller {
  readonly actor: Actor | undefined;
  /** Where the actor is undefined: the public of this jurisdiction. */
  readonly tenant: Tenant;
  readonly now: string;
  readonly asOf: AsOf;
  /** Present for a request that came with an idempotency key. */
  readonly memory?: RequestMemory;
}

/** Runs a route's handler for a caller. Access, parsing and idempotency were seen to by the http layer. */
export async function runRoute(
  keeping: Keeping,
  { register, route }: { readonly register: string; readonly route: Route },
  { caller, request }: { readonly caller: Caller; readonly request: RouteRequest },
): Promise<RouteAnswer> {
  const run = (reads: Reads) => route.handle(contextOf(keeping, register, { caller, reads }), request);
  if (route.method === 'GET') {
    return readAs(keeping, { register, tenant: caller.tenant, asOf: caller.asOf }, run);
  }
  const { database, node } = keeping;
  const transaction = tenantQueries({ database, tenant: caller.tenant, node, mode: 'read' });
  return run(readsIn({ keeping, register, transaction, asOf: caller.asOf }));
}

/** Reads as a tenant, in one transaction that cannot write. Throws `UNKNOWN_CUT` for a cut not reached yet. */
export async function readAs<Result>(
  keeping: Keeping,
  { register, tenant, asOf }: { readonly register: string; readonly tenant: Tenant; readonly asOf: AsOf },
  work: (reads: Reads) => Promise<Result>,
): Promise<Result> {
  const { database, node } = keeping;
  return withTenant({ database, tenant, node, mode: 'read' }, async (transaction: DatabaseTransaction) => {
    await refuseUnknownCut(transaction, asOf);
    return work(readsIn({ keeping, register, transaction, asOf }));
  });
}

/** What a handler has to work with. */
export function contextOf(
  keeping: Keeping,
  register: string,
  { caller, reads }: { readonly caller: Caller; readonly reads: Reads },
): RouteContext {
  const { actor, tenant, now, memory } = caller;
  const earlier = [...(memory?.outcomes ?? [])];
  const once = async (work: (performance: Performance) => Promise<Outcome>): Promise<Outcome> => {
    if (actor === undefined) throw new TypeError('a route that acts is not for everyone');
    const recorded = earlier.shift();
    if (recorded !== undefined) return recorded;
    const remember: CommitRequest['remember'] =
      memory === undefined
        ? undefined
        : (transaction, outcome) => rememberOutcome(transaction, { actor, memory }, outcome);
    return work({ register, actor, now, ...(remember === undefined ? {} : { remember }) });
  };
  return {
    actor,
    tenant,
    now,
    reads,
    newId: memory === undefined ? () => newId(keeping) : idsOfRequest(keeping, tenantOwner(actor), memory),
    act: (action, input) => once((performance) => act(keeping, performance, action, input)),
    propose: (action, input) => once((performance) => propose(keeping, performance, action, input)),
    decide: (decision) => once((performance) => decide(keeping, performance, decision)),
    grant: (stream, grantee, right) =>
      once((performance) => grantAccess(keeping, performance, { stream, grantee, right })),
  };
}

/** A new UUIDv7 of this moment. */
export function newId({ clock, randomBytes }: Keeping): string {
  return makeUuidV7(instantMilliseconds(parseInstant(clock())), randomBytes(10));
}

function tenantOwner(actor: Actor | undefined): string {
  return actor === undefined ? '' : (tenantOf(actor).party ?? '');
}
