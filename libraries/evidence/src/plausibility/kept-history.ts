// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import type { InstrumentEvent } from '@touchstone/metrology/instrument';

/** One line of an instrument's list: what happened, when that was written down, and by whom. */
export interface HistoryEntry {
  readonly event: InstrumentEvent;
  readonly at: Instant;
  readonly by: string;
}

/** Everything that was written down of one instrument, in the order in which it was. */
export type KeptHistory = readonly HistoryEntry[];

/** Instruments of the own list, by name; one that was withdrawn may have had the name before. */
export type KeptHistories = ReadonlyMap<string, readonly KeptHistory[]>;
