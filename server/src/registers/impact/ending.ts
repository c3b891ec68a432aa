// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import type { Ruling } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject } from '../../record-keeping/fact.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { type Ground, groundLost } from './ground.ts';
import type { inputs } from './record.ts';
import { contentsOf, doubtBy, eventsOf } from './rules.ts';
import type { NamedPapers, Raised } from './standing.ts';

/** Two persons of the originator end a case once everybody who is hit was told; what nobody answered stays in doubt. */
export function mayClose({ reason }: z.infer<typeof inputs.close>, events: readonly string[]): Ruling {
  if (!events.includes('searched'))
    return refused('NOT_SEARCHED', 'Nobody was told yet; a case ends after its search.');
  if (events.includes('case-closed')) return refused('CLOSED', 'It is closed already.');
  return rulingOf([], [{ source: 'case-event', kind: 'case-closed', content: { reason, end: 'dealt-with' } }]);
}

/** The doubt as it was raised, or as it went on by another finding; undefined where nobody decided it yet. */
export function raisedIn(facts: readonly Fact[]): Raised | undefined {
  return contentsOf(facts, ['doubt-raised', 'ground-renewed']).at(-1) as unknown as Raised | undefined;
}

/** A case with the certificates that it rests on, as they are now. */
export interface GroundedCase {
  readonly facts: readonly Fact[];
  readonly ground: Ground | undefined;
}

function faultsOfOpen({ facts, ground }: GroundedCase, now: string) {
  if (raisedIn(facts) === undefined || ground === undefined)
    return [{ code: 'NOT_RAISED', detail: 'This doubt was not decided yet; reject it, or let it be withdrawn.' }];
  if (eventsOf(facts).includes('case-closed')) return [{ code: 'CLOSED', detail: 'It is closed already.' }];
  if (groundLost(ground, now) !== undefined) return [];
  const detail =
    'The certificates of this doubt are in force: nobody took the finding back. Close it as dealt with, or revoke the certificate first.';
  return [{ code: 'GROUND_STANDS', detail }];
}

/** Where the finding itself was taken back nothing is in doubt because of it, answered or not. */
export function mayTakeBack({ reason }: z.infer<typeof inputs.takeBack>, state: GroundedCase, { now }: Acting): Ruling {
  const content = { reason, end: 'ground-lost' };
  return rulingOf(faultsOfOpen(state, now), [{ source: 'case-event', kind: 'case-closed', content }]);
}

/** Or the case goes on by another finding about the same reference; everybody is searched for and told anew. */
export function mayRenew(
  { stream: _, ...given }: z.infer<typeof inputs.renew>,
  { papers, ...state }: GroundedCase & { readonly papers: NamedPapers },
  acting: Acting,
): Ruling {
  const before = raisedIn(state.facts);
  const faults = faultsOfOpen(state, acting.now);
  if (faults.length > 0 || before === undefined) return rulingOf(faults, []);
  const { reasons, content } = doubtBy({ ...given, stream: '', standard: before.standard }, papers, acting);
  if (content === undefined) return { allowed: false, reasons };
  const renewed: JsonObject = { ...content, renewed: (before.renewed ?? 0) + 1 };
  return rulingOf(reasons, [{ source: 'case-event', kind: 'ground-renewed', content: renewed }]);
}
