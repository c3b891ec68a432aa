// SPDX-License-Identifier: Apache-2.0
import type { ReferenceInDoubt } from '@touchstone/evidence/plausibility';
import { parseCalendarDay } from '@touchstone/identifiers';
import type { Reads } from '../../record-keeping/reads.ts';
import { cases, notices } from './fold.ts';
import type { Falling } from './record.ts';

type Hit = Extract<Falling, { readonly due: 'notice' }>['notice']['hits'][number];

/** Hits by which something is used further. */
const THINGS: readonly Hit['kind'][] = ['calibration', 'reference-material', 'verification'];

/**
 * What an organisation knows to be in doubt: references about which it raised a case, and own hits of which it has not said,
 * with its reasons, that they are not affected. What was only reviewed is still open, and what was recalled was affected.
 */
export async function readDoubts(reads: Pick<Reads, 'rows'>, owner: string): Promise<readonly ReferenceInDoubt[]> {
  const raised = await reads
    .rows(cases, {})
    .selectAll()
    .where('owner', '=', owner)
    .where('state', '!=', 'closed')
    .execute();
  const told = await reads
    .rows(notices, {})
    .selectAll()
    .where('owner', '=', owner)
    .where('state', '!=', 'closed')
    .execute();
  const own = raised.map(({ standard, from, until }): ReferenceInDoubt => {
    const foundOn = parseCalendarDay(until);
    return { thing: standard, standard, foundOn, from: parseCalendarDay(from), to: foundOn };
  });
  const hit = told.flatMap(({ notice, standard }) => {
    const { until, hits } = notice as unknown as { readonly until: string; readonly hits: readonly Hit[] };
    return hits
      .filter(({ kind, answer }) => answer?.answer !== 'not-affected' && THINGS.includes(kind))
      .map(({ name: thing, since, paper }): ReferenceInDoubt => {
        const foundOn = parseCalendarDay(until);
        return { thing, standard, foundOn, from: parseCalendarDay(since), certificate: paper };
      });
  });
  return [...own, ...hit];
}
