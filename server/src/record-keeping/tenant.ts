// SPDX-License-Identifier: Apache-2.0
import type { Tenant } from '../storage/tenant.ts';

export type { Tenant };

/** Evidence that a person proved again, for this one act, that they are who they are. */
export interface Reauthentication {
  /** How, in the words of the access layer: `password`, `passkey`, `smart-card`. */
  readonly method: string;
  /** When, as an instant. */
  readonly at: string;
  /** What the person was told that their signature means, word for word. */
  readonly meaning: string;
  /** Digest of the act for which it was given, as the access layer was asked for it. */
  readonly actDigest?: string;
}

/** The person who acts, the party for which they act, and what they may do there. */
export interface Actor {
  readonly party: string;
  readonly person: string;
  readonly jurisdiction: string;
  readonly roles: readonly string[];
  readonly reauthentication?: Reauthentication;
}

/** Who acts, and when: what rules are asked with. */
export interface Acting {
  readonly actor: Actor;
  readonly now: string;
}

/** The actor on whose behalf the clock acts for a party: expiry is nobody's decision. */
export function clockActor(party: string, jurisdiction: string): Actor {
  return { party, person: 'clock', jurisdiction, roles: ['clock'] };
}

/** The tenant that an actor's transactions speak for. */
export function tenantOf(actor: Actor): Tenant {
  return { party: actor.party, jurisdiction: actor.jurisdiction, role: actor.roles[0] ?? 'party' };
}

/** The tenant of a reader who did not say who they are. */
export function publicTenant(jurisdiction: string): Tenant {
  return { party: undefined, jurisdiction, role: 'public' };
}
