// SPDX-License-Identifier: Apache-2.0
import type { CalendarDay } from '@touchstone/identifiers';
import { because, type TraceReason } from './graph.ts';

/** Says of a window of use that nobody but whoever keeps the thing says that it is calibrated. */
export const KEEPER_ALONE = 'keeper-alone';

/** The reason that this gives. */
export function byKeeperAlone(name: string, on: CalendarDay): TraceReason {
  const detail = `That ${name} was calibrated for ${on} is assured by nobody but its keeper.`;
  const cure = `Have ${name} calibrated by a laboratory whose competence is attested, and name the certificate that it signed.`;
  return because('KEEPER_ALONE', { name, on }, { detail, cure });
}
