// SPDX-License-Identifier: Apache-2.0
import { parseCalendarDay } from '@touchstone/identifiers';
import { z } from 'zod';
import { type AsOf, parseCut } from '../record-keeping/as-of.ts';

/** The two clocks that every GET of a register takes. */
export const clocksQuery = {
  on: z.string().max(10).optional().describe('The day asked about, YYYY-MM-DD.'),
  knownAt: z.string().max(10_000).optional().describe('What was known: a cut, as GET /api/cuts gives it.'),
};

/** The two clocks of a query; throws for a day that does not exist and for a cut that is none. */
export function readClocks(query: { readonly on?: string | undefined; readonly knownAt?: string | undefined }): AsOf {
  return {
    ...(query.on === undefined ? {} : { on: parseCalendarDay(query.on) }),
    ...(query.knownAt === undefined ? {} : { knownAt: parseCut(query.knownAt) }),
  };
}
