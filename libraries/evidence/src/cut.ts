// SPDX-License-Identifier: Apache-2.0
import type { Digest, Instant } from '@touchstone/identifiers';

/** A log that was followed until then, and is not since: whatever it had after that is not known here. */
export interface EndedFollowing {
  readonly log: string;
  readonly until: Instant;
}

/**
 * What was known when a verdict was made: the size of each log, the local position, the digest of the reference data.
 * A verdict stores its cut, so that yesterday's answer can be reprinted.
 */
export interface Cut {
  readonly logs: readonly { readonly log: string; readonly size: number }[];
  /** Logs that are followed no more; left out where there is none. */
  readonly ended?: readonly EndedFollowing[];
  /** Position of the last local statement taken into account; null for files that no node has numbered. */
  readonly position: number | null;
  readonly referenceData: Digest;
  /** Statements recorded after this instant are left out. */
  readonly knownAt: Instant;
}
