// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { makeUuidV7 } from '@touchstone/identifiers';
import { composeBody } from '@touchstone/statements';
import { z } from 'zod';
import type { NodeServices } from '../compose-node.ts';
import { action, type Produced } from '../record-keeping/define-register.ts';
import type { JsonObject } from '../record-keeping/fact.ts';
import { rulingOf } from '../record-keeping/ruling.ts';
import { type Actor, tenantOf } from '../record-keeping/tenant.ts';
import type { Seed } from '../seeds.ts';
import { BALANCE_HISTORY, METROLOGY_CHAIN, type PlannedStatement } from './metrology-chain.ts';
import { demonstrationDid, demonstrationKey } from './parties.ts';

type References = Map<string, { readonly issuer: string; readonly id: string; readonly digest: string }>;

/** A chain from the SI to a report, and the balance that the laboratory keeps; nobody measured anything. */
export function metrologySeed(): Seed {
  return {
    name: 'demonstration-metrology',
    async plant(services) {
      for (const label of ['calibrator', 'metrology-institute', 'cn-authority', 'laboratory']) {
        const did = demonstrationDid(label);
        await services.keys.addKey({ controller: did, ...demonstrationKey(did), from: '2025-01-01T00:00:00Z' });
      }
      const references: References = new Map();
      for (const planned of METROLOGY_CHAIN) await plantStatement(services, planned, references);
      await plantBalance(services, references);
    },
  };
}

/** The operator plants what demonstrations state; no route leads here, and no person is said to have decided. */
const plant = action({
  name: 'plant',
  input: z.strictObject({ stream: z.string(), produces: z.custom<readonly Produced[]>() }),
  stream: ({ stream }) => stream,
  facts: async (reads, { stream }) => (await reads.facts(stream)).length,
  // Planted by an earlier planting that was cut off.
  rules: ({ produces }, facts) => rulingOf(facts > 0 ? [{ code: 'PLANTED', detail: 'It is there.' }] : [], produces),
});

async function plantStatement(
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
  const { reads, perform } = actIn(services, register, issuer);
  await perform(uuid, [{ source: 'statement', kind, body, visibility: 'public' }]);
  const [[found] = []] = await reads((each) =>
    each.findStatements([{ by: 'identity', issuer: demonstrationDid(issuer), id: `urn:uuid:${uuid}` }]),
  );
  if (found === undefined) throw new TypeError(`the demonstration does not fit: ${label}`);
  references.set(label, { issuer: found.issuer, id: found.id, digest: found.digest });
}

async function plantBalance(services: NodeServices, references: References): Promise<void> {
  const produces = BALANCE_HISTORY.map((content): Produced => {
    const filledContent = filled(content, references) as JsonObject;
    return { source: 'case-event', kind: content.event.event, content: filledContent };
  });
  await actIn(services, 'instruments', 'laboratory').perform(uuidOf('balance', '2026-01-12T00:00:00Z'), produces);
}

function actIn({ recordKeeping, clock }: NodeServices, register: string, label: string) {
  const actor: Actor = { party: demonstrationDid(label), person: 'seed', jurisdiction: 'CN', roles: ['seed'] };
  const tenant = tenantOf(actor);
  const reads = <T>(read: (reads: Parameters<Parameters<typeof recordKeeping.read>[1]>[0]) => Promise<T>) =>
    recordKeeping.read({ register, tenant, asOf: {} }, read);
  return {
    reads,
    perform: (stream: string, produces: readonly Produced[]) =>
      reads((each) =>
        recordKeeping
          .actIn(register, { actor, tenant, now: clock(), asOf: {}, reads: each })
          .act(plant, { stream, produces }),
      ),
  };
}

function uuidOf(label: string, at: string): string {
  const chance = createHash('sha256').update(`touchstone demonstration of metrology: ${label}`).digest();
  return makeUuidV7(Date.parse(at), chance.subarray(0, 10));
}

/** The same with references in place of their labels. */
function filled(value: unknown, references: References): unknown {
  return JSON.parse(JSON.stringify(value), (_, each) =>
    typeof each === 'string' && each.startsWith('ref:') ? references.get(each.slice('ref:'.length)) : each,
  );
}
