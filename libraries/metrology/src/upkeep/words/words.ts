// SPDX-License-Identifier: Apache-2.0
import type { IntervalMethod } from '../how-often.ts';
import type { InstrumentUse } from '../instrument.ts';
import type { DueState } from '../plan-upkeep.ts';
import type { UpkeepReasonCode } from '../reason.ts';
import type { UpkeepAction } from '../what-to-do.ts';

/** Every word of a plan in one language; what stands in braces is filled in. */
export interface UpkeepWords {
  readonly actions: Readonly<Record<UpkeepAction, string>>;
  readonly uses: Readonly<Record<InstrumentUse, string>>;
  readonly methods: Readonly<Record<IntervalMethod, string>>;
  readonly states: Readonly<Record<DueState, string>>;
  /** Quantities as the rules name them; one that has no word here is said as it is. */
  readonly quantities: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<UpkeepLabel, string>>;
  readonly reasons: Readonly<Record<UpkeepReasonCode, string>>;
}

/** Headings and parts of sentences. */
type UpkeepLabel =
  | 'sheet'
  | 'instrument'
  | 'type'
  | 'use'
  | 'action'
  | 'interval'
  | 'method'
  | 'target'
  | 'due'
  | 'state'
  | 'where'
  | 'why'
  | 'months'
  | 'days'
  | 'kilometres'
  | 'samePlace'
  | 'calendar'
  | 'dueSummary';
