// SPDX-License-Identifier: Apache-2.0
import type { KeptInstrument } from '@touchstone/evidence/impact';
import type { ReferenceInDoubt } from '@touchstone/evidence/plausibility';
import { type CalendarDay, nameKey, parseCalendarDay } from '@touchstone/identifiers';
import { statementKey } from '@touchstone/statements';
import type { ReadInUseBy } from '../../record-keeping/in-use-by.ts';
import type { ReadDoubts } from '../../record-keeping/issue-gate.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { daysInDoubt, type IsOnRecord } from './days-in-doubt.ts';
import { cases, notices } from './fold.ts';
import type { Falling } from './record.ts';

type Notice = Extract<Falling, { readonly due: 'notice' }>['notice'];
type Hit = Notice['hits'][number];
type Told = Notice & { readonly ended?: string };

/** Hits by which something is used further. */
const THINGS: readonly Hit['kind'][] = ['calibration', 'reference-material', 'verification', 'instrument'];

/**
 * What an organisation knows to be in doubt: references about which it raised a case; own hits of which it has not said,
 * with its reasons, that they are not affected; and what others own and it used, on the way to such a hit. What was only
 * reviewed is still open, and what was recalled was affected.
 */
export function doubtsReader(readInUseBy: ReadInUseBy): ReadDoubts {
  return async (reads, owner) => {
    const raised = await reads.rows(cases, {}).selectAll().where('owner', '=', owner).execute();
    const told = await reads.rows(notices, {}).selectAll().where('owner', '=', owner).execute();
    const open = raised.filter(({ state }) => state !== 'closed');
    const own = open.map(({ standard, from, until }): ReferenceInDoubt => {
      const foundOn = parseCalendarDay(until);
      return { thing: standard, standard, foundOn, from: parseCalendarDay(from), to: foundOn };
    });
    const known = told.flatMap(({ notice, state }) => thingsIn(notice as unknown as Told, state === 'closed'));
    const names = [...new Set(known.map(({ thing }) => thing))];
    const kept = await readInUseBy(reads, { names, owner });
    const isOnRecord = await readOnRecord(reads, kept);
    return [...own, ...known.flatMap((doubt) => daysInDoubt(doubt, kept, isOnRecord))];
  };
}

/**
 * The things that a notice names: hits that are not cleared, and what was used on the way to them. Its originator closes a
 * case for what was answered: what nobody answered is as open as it was.
 */
function thingsIn({ standard, from, until, hits, ended }: Told, isClosed: boolean): readonly ReferenceInDoubt[] {
  // Where the finding was taken back nothing is left in doubt.
  if (ended === 'ground-lost') return [];
  const isOwn = new Set(hits.filter(({ kind }) => THINGS.includes(kind)).map(({ name }) => nameKey(name)));
  const foundOn = parseCalendarDay(until);
  const all = hits
    .filter(({ answer }) => answer === undefined || (!isClosed && answer.answer !== 'not-affected'))
    .flatMap(({ kind, name, paper, since, path }): readonly ReferenceInDoubt[] => {
      const known = { standard, foundOn };
      const hit = { ...known, thing: name, from: parseCalendarDay(since), ...byWhat(kind, { paper, path, foundOn }) };
      const used = path.flatMap((step, at): readonly ReferenceInDoubt[] => {
        // What is an own hit is in doubt until its own answer clears it.
        if (step.name === undefined || isOwn.has(nameKey(step.name))) return [];
        const days = { thing: step.name, from: parseCalendarDay(step.since ?? from) };
        // The reference itself counts for whoever used it, and only until it was found off and adjusted.
        if (step.kind === 'reference') return at === path.length - 1 ? [{ ...known, ...days, to: foundOn }] : [];
        return THINGS.includes(step.kind) ? [{ ...known, ...days, certificate: step.paper }] : [];
      });
      return THINGS.includes(kind) ? [hit, ...used] : used;
    });
  return [...new Map(all.map((one) => [keyOf(one), one])).values()];
}

/** An instrument in a list has no paper of its own: it is in doubt by the certificate next to it, or is the reference. */
function byWhat(
  kind: Hit['kind'],
  { paper, path, foundOn }: Pick<Hit, 'paper' | 'path'> & { readonly foundOn: CalendarDay },
): Pick<ReferenceInDoubt, 'to' | 'certificate'> {
  if (kind !== 'instrument') return { certificate: paper };
  const next = path.at(-1);
  return next?.kind === 'reference' ? { to: foundOn } : { certificate: next?.paper };
}

function keyOf({ thing, certificate, from }: ReferenceInDoubt): string {
  return `${nameKey(thing)} ${certificate === undefined ? '' : statementKey(certificate)} ${from}`;
}

/** Certificates in the windows of instruments, as far as they are on record with those bytes. */
async function readOnRecord(
  reads: Pick<Reads, 'findStatements'>,
  kept: readonly KeptInstrument[],
): Promise<IsOnRecord> {
  const named = kept.flatMap(({ windows }) => windows.flatMap(({ certificate }) => certificate ?? []));
  const found = await reads.findStatements(named.map(({ issuer, id }) => ({ by: 'identity' as const, issuer, id })));
  const digests = new Set(found.flatMap(([one]) => (one === undefined ? [] : [one.digest])));
  return ({ digest }) => digests.has(digest);
}
