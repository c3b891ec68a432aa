// SPDX-License-Identifier: Apache-2.0
import type { Action, Outcome } from '../src/record-keeping/define-register.ts';
import type { Actor } from '../src/record-keeping/tenant.ts';
import { as, meaningOf, reauthenticated, type TestWorld } from './record-fixture.ts';
import { issue, suspend, withdraw } from './sample-register.ts';

/** Assessor of body A. */
export const ann: Actor = { party: 'did:web:a.example', person: 'ann', jurisdiction: 'CN', roles: ['assessor'] };
/** Decider of body A. */
export const dan: Actor = { party: 'did:web:a.example', person: 'dan', jurisdiction: 'CN', roles: ['decider'] };
/** Somebody of body B, in another jurisdiction, with every role. */
export const bob: Actor = {
  party: 'did:web:b.example',
  person: 'bob',
  jurisdiction: 'HK',
  roles: ['assessor', 'decider'],
};

/** The entry of the first fact an outcome recorded. */
export function entryOf(outcome: Outcome): number {
  if (outcome.outcome !== 'recorded') throw new Error(`refused: ${JSON.stringify(outcome.reasons)}`);
  return outcome.entries[0]?.entry ?? 0;
}

/** Issues a permit the whole way, by two persons of body A; gives its id. */
export async function issuePermit(
  world: TestWorld,
  { from = '2026-01-01', until = '2026-12-31' }: { from?: string; until?: string } = {},
): Promise<string> {
  const id = world.record.newId();
  const proposed = await as(world, ann).propose(issue, { id, holder: 'Chan Tai Man', from, until });
  await decideAs(world, { stream: id, proposal: entryOf(proposed), action: issue });
  return id;
}

/** Suspends or withdraws a permit from a day on, by two persons. */
export async function changePermit(
  world: TestWorld,
  { id, on, to }: { id: string; on: string; to: 'suspend' | 'withdraw' },
): Promise<void> {
  const action = to === 'suspend' ? suspend : withdraw;
  const proposed = await as(world, ann).propose(action, { id, changeId: world.record.newId(), on });
  await decideAs(world, { stream: id, proposal: entryOf(proposed), action });
}

async function decideAs(
  world: TestWorld,
  { stream, proposal, action }: { stream: string; proposal: number; action: Action },
): Promise<void> {
  const meaning = await meaningOf(world, { actor: dan, action, stream, proposal });
  const signer = reauthenticated(dan, meaning, world.clock.now());
  entryOf(await as(world, signer).decide({ stream, proposal, verdict: 'approve' }));
}
