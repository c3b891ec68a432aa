// SPDX-License-Identifier: Apache-2.0
import type { Digest, Instant } from '@touchstone/identifiers';

/**
 * What was known when a verdict was made: the size of each log, the local position, the digest of the reference data.
 * A verdict stores its cut, so that yesterday's answer can be reprinted.
 */
export interface Cut {
  readonly logs: readonly { readonly log: string; readonly size: number }[];
  /** Position of the last local statement taken into account; null for files that no node has numbered. */
  readonly position: number | null;
  readonly referenceData: Digest;
  /** Statements recorded after this instant are left out. */
  readonly knownAt: Instant;
}
