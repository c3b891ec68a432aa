// SPDX-License-Identifier: Apache-2.0
import type { CryptoSuite } from '@touchstone/credentials/formats';
import type { CalendarDay, Instant, Place } from '@touchstone/identifiers';
import type { RequirementSet } from '@touchstone/requirements';
import type { Finding } from '../check.ts';
import type { EvidenceSet, Held, HeldOf } from '../evidence-set.ts';

/** Its issuer's word; what was its word until it was taken back; or no word that weighs. */
export type Authenticity = 'authentic' | 'taken-back' | 'none';

type AnchorRole = HeldOf<'PlacePolicy'>['statement']['subject']['trustAnchors'][number]['role'];

/** What the checks of one place share: the evidence, the place's policy, and the soundness of each document. */
export interface Bench {
  readonly set: EvidenceSet;
  readonly requirements: RequirementSet;
  readonly suite: CryptoSuite;
  readonly place: Place;
  readonly policy: HeldOf<'PlacePolicy'>['statement']['subject'];
  /** The product's taxonomy node; undefined when classification failed. */
  readonly food: string | undefined;
  readonly on: CalendarDay;
  /** The last day of which anything is known: later than `on` when somebody looks back. */
  readonly knownOn: CalendarDay;
  /** The first moment after that day. */
  readonly knownBefore: Instant;
  /** Whether the asker's configuration takes this DID at its word in this place. */
  isRoot(did: string): boolean;
  isAnchor(did: string, ...roles: readonly AnchorRole[]): boolean;
  /** Group `document` for one held document on a day; computed once. */
  soundness(held: Held, at: CalendarDay): Finding;
  /** Whether a held statement is by whom it says, and whether it was taken back; it may be out of force. */
  authenticityOf(held: Held): Authenticity;
  /** What `make` gives for `owner` under `name`, made once: many results ask the same about one grant or report. */
  remember<T>(owner: object, name: string, make: () => T): T;
}
