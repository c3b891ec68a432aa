// SPDX-License-Identifier: Apache-2.0
// How what demonstrations state gets on record: no route leads here, and no person is said to have done it.
import { createHash } from 'node:crypto';
import { makeUuidV7 } from '@touchstone/identifiers';
import { composeBody } from '@touchstone/statements';
import { z } from 'zod';
import type { NodeServices } from '../compose-node.ts';
import {
  type Action,
  action,
  type Outcome,
  type Produced,
  type RouteContext,
} from '../record-keeping/define-register.ts';
import type { JsonObject } from '../record-keeping/fact.ts';
import { rulingOf } from '../record-keeping/ruling.ts';
import { type Actor, tenantOf } from '../record-keeping/tenant.ts';
import type { PlannedStatement } from './metrology-chain.ts';
import { demonstrationDid } from './parties.ts';

/** What was planted, by its label. */
export type References = Map<string, { readonly issuer: string; readonly id: string; readonly digest: string }>;

/** For whom a seed acts, and as of when. */
export interface Planter {
  readonly register: string;
  /** Label of the organisation. */
  readonly label: string;
  readonly jurisdiction?: string;
  readonly person?: string;
  readonly roles?: readonly string[];
  readonly now?: string;
  /** A signature of the demonstration: what it means, word for word. */
  readonly meaning?: string;
}

/** Reads and acts in a register for a demonstration organisation. */
export function inNameOf<Result>(
  { recordKeeping, clock }: NodeServices,
  { register, label, jurisdiction = 'CN', person = 'seed', roles = ['seed'], now = clock(), meaning }: Planter,
  work: (context: RouteContext) => Promise<Result>,
): Promise<Result> {
  const signature = meaning === undefined ? {} : { reauthentication: { method: 'demonstration', at: now, meaning } };
  const actor: Actor = { party: demonstrationDid(label), person, jurisdiction, roles, ...signature };
  const tenant = tenantOf(actor);
  return recordKeeping.read({ register, tenant, asOf: {} }, (reads) =>
    work(recordKeeping.actIn(register, { actor, tenant, now, asOf: {}, reads })),
  );
}

/** The operator plants what demonstrations state, once. */
const plant = action({
  name: 'plant',
  input: z.strictObject({ stream: z.string(), produces: z.custom<readonly Produced[]>() }),
  stream: ({ stream }) => stream,
  facts: async (reads, { stream }) => (await reads.facts(stream)).length,
  // Planted by an earlier planting that was cut off.
  rules: ({ produces }, facts) => rulingOf(facts > 0 ? [{ code: 'PLANTED', detail: 'It is there.' }] : [], produces),
});

/** Puts facts into a stream that has none yet. */
export function plantFacts(services: NodeServices, planter: Planter, stream: string, produces: readonly Produced[]) {
  return inNameOf(services, planter, (context) => context.act(plant, { stream, produces }));
}

/** Signs a statement in its issuer's name and notes how it is referred to. */
export async function plantStatement(
  services: NodeServices,
  planned: PlannedStatement,
  references: References,
): Promise<void> {
  const { label, register, kind, issuer, at, subject } = planned;
  const uuid = uuidOf(label, at);
  const parts = {
    uuid,
    issuer: demonstrationDid(issuer),
    validFrom: at,
    subject: filled(subject, references) as never,
  };
  const body = composeBody(kind, parts) as JsonObject;
  const statement: Produced = { source: 'statement', kind, body, visibility: 'public' };
  await plantFacts(services, { register, label: issuer }, uuid, [statement]);
  await refer(services, planned, references);
}

/** Notes how a planted statement is referred to. */
export async function refer(
  services: NodeServices,
  { label, register, issuer, at }: PlannedStatement,
  references: References,
): Promise<void> {
  const identity = { by: 'identity', issuer: demonstrationDid(issuer), id: `urn:uuid:${uuidOf(label, at)}` } as const;
  const [[found] = []] = await inNameOf(services, { register, label: issuer }, ({ reads }) =>
    reads.findStatements([identity]),
  );
  if (found === undefined) throw new TypeError(`the demonstration does not fit: ${label}`);
  references.set(label, { issuer: found.issuer, id: found.id, digest: found.digest });
}

/** The same UUIDv7 at every planting. */
export function uuidOf(label: string, at: string): string {
  const chance = createHash('sha256').update(`touchstone demonstration of metrology: ${label}`).digest();
  return makeUuidV7(Date.parse(at), chance.subarray(0, 10));
}

/** The same with references in place of their labels. */
export function filled(value: unknown, references: References): unknown {
  return JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === 'string' && each.startsWith('ref:') ? references.get(each.slice('ref:'.length)) : each,
  );
}

/** Does one act of a register in its organisation's name; `done` are the codes that say an earlier planting did it. */
export async function act(
  services: NodeServices,
  planter: Planter,
  action: string,
  input: object,
  done: readonly string[] = [],
): Promise<void> {
  const named = actionOf(services, planter.register, action);
  isDone(await inNameOf(services, planter, (context) => context.act(named, input)), done);
}

/** An act of a register by its name. */
export function actionOf({ recordKeeping }: NodeServices, register: string, name: string): Action {
  const found = recordKeeping.registers
    .find((each) => each.name === register)
    ?.actions.find((each) => each.name === name);
  if (found === undefined) throw new TypeError(`the register ${register} has no act called ${name}`);
  return found;
}

/** Whether an earlier planting, which was cut off, had done it; every other refusal is a fault of the demonstration. */
export function isDone(outcome: Outcome, done: readonly string[]): boolean {
  if (outcome.outcome === 'recorded') return false;
  if (outcome.reasons.some(({ code }) => done.includes(code))) return true;
  throw new TypeError(`the demonstration does not fit: ${JSON.stringify(outcome.reasons)}`);
}
