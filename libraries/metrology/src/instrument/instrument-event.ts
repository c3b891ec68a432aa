// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';

/** What happened to an instrument, on a day. */
export type InstrumentEvent =
  | { readonly event: 'taken-in'; readonly on: CalendarDay }
  /** It may be used from `on` to `dueOn`, both included; without a due day, until something else happens. */
  | {
      readonly event: 'calibrated';
      readonly on: CalendarDay;
      readonly dueOn?: CalendarDay | undefined;
      /** Names the paper by which, whatever it is called; handed on to the stretches of its window. */
      readonly paper?: string | undefined;
    }
  | { readonly event: 'sent-away'; readonly on: CalendarDay; readonly for: 'repair' | 'calibration' | 'loan' }
  /** `asBefore`: whoever keeps it states that its calibration still holds; after a repair it never does. */
  | { readonly event: 'returned'; readonly on: CalendarDay; readonly asBefore: boolean }
  | { readonly event: 'withdrawn'; readonly on: CalendarDay };
