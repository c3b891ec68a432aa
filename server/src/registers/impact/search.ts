// SPDX-License-Identifier: Apache-2.0
// What the clock finds: it alone sees every organisation's papers, and hands each its own hits and nothing of the others'.
import {
  type GatheredImpact,
  gatherImpact,
  newestUses,
  type ShiftedImpact,
  shiftsFound,
} from '@touchstone/evidence/impact';
import { addDaysWithinCalendar, compareInstants, parseDid, parseInstant } from '@touchstone/identifiers';
import type { Due, DueItem } from '../../record-keeping/define-register.ts';
import type { StatementRecord } from '../../record-keeping/fact.ts';
import type { RowOf } from '../../record-keeping/fold.ts';
import type { ReadInUseBy } from '../../record-keeping/in-use-by.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { ReadRecordedUses } from '../../record-keeping/recorded-uses.ts';
import type { Reads, RowOrigin } from '../../record-keeping/reads.ts';
import { cases, notices } from './fold.ts';
import { groundsDue } from './grounds-due.ts';
import { held, hitWriter, relied } from './notice-hits.ts';
import type { Falling } from './record.ts';
import type { Raised } from './standing.ts';

/** Organisations below which the originator is told no numbers: of one or two, a number says who they are. */
const ORGANISATIONS_SHOWN_MIN = 3;
/** Hits that one notice lists. */
const HITS_MAX = 2_000;
/** Searches of one round, so that the clock has time for other things. */
const SEARCHES_MAX = 3;

/** The stream of an organisation's notice of a case: whoever asks can only name their own. */
export const noticeStream = (of: string, party: string) => `${of} ${party}`;

/** Days in which to reply about what was found later, where the day of the case leaves fewer. */
const REPLY_DAYS = 14;

type CaseRow = RowOf<(typeof cases)['columns']> & RowOrigin;
type NoticeRow = RowOf<(typeof notices)['columns']> & RowOrigin;

/** Where a search looks: the record, lists of instruments, and what steps of work used. */
export interface SearchMeans {
  readonly reads: Reads;
  readonly readInUseBy: ReadInUseBy;
  readonly readRecordedUses: ReadRecordedUses;
  /** Places in which an organisation has accounts here; none where it has none. */
  readonly placesOf: PlacesOf;
}

/** Where an organisation has accounts. */
export type PlacesOf = (party: string) => Promise<readonly string[]>;

/** Everything that is due: searches, days for replies that are over, numbers that changed, notices of closed cases. */
export async function whatIsDue(means: SearchMeans, now: string): Promise<readonly Due[]> {
  const { reads } = means;
  const all = await reads.rows(cases).selectAll().execute();
  const told = await reads.rows(notices).selectAll().execute();
  // A doubt goes on until its case is closed: what is signed meanwhile is looked for as well, after what nobody was told of.
  const open = ['searching', 'notified'].flatMap((state) => all.filter((row) => row.state === state));
  const items: Due[] = [];
  let searched = 0;
  for (const row of open) {
    if (searched === SEARCHES_MAX) break;
    try {
      const own = told.filter((notice) => notice.case === row.stream);
      if (row.state === 'notified' && !(await mayHaveMore(means, row, { own, now }))) continue;
      items.push(...(await searchOf(means, { ...row, raised: row.raised as unknown as Raised }, { own, now })));
      searched += 1;
    } catch (failure) {
      // A case that cannot be searched must not keep the others from being searched.
      items.push({ failure });
    }
  }
  const closed = new Map(
    all.filter(({ state }) => state === 'closed').map(({ stream, ended }) => [stream, (ended ?? 'dealt-with') as End]),
  );
  const item = ({ owner, jurisdiction }: { owner: string; jurisdiction: string }, input: Falling): DueItem => ({
    owner,
    jurisdiction,
    input,
  });
  for (const notice of told) {
    const { case: of, stream, state, replyBy } = notice;
    const end = closed.get(of);
    if (end !== undefined && state !== 'closed') items.push(item(notice, { due: 'close-notice', stream, end }));
    else if (state === 'open' && replyBy < dayAt(now)) items.push(item(notice, { due: 'overdue', stream }));
  }
  items.push(...(await groundsDue(reads, { open, told }, now)));
  for (const row of all.filter(({ state }) => state === 'notified')) {
    const tally = tallyOf(told.filter((notice) => notice.case === row.stream).map(({ state }) => state));
    if (JSON.stringify(tally) !== JSON.stringify(sorted(row.tally)))
      items.push(item(row, { due: 'tally', stream: row.stream, tally }));
  }
  return items;
}

type End = Extract<Falling, { readonly due: 'close-notice' }>['end'];
type Tally = Extract<Falling, { readonly due: 'tally' }>['tally'];

function tallyOf(states: readonly string[]): Tally {
  if (states.length < ORGANISATIONS_SHOWN_MIN) return { shown: false };
  const count = (state: string) => states.filter((one) => one === state).length;
  return { shown: true, open: count('open'), replied: count('replied'), overdue: count('overdue') };
}

// The database keeps members in an order of its own.
function sorted(tally: unknown): unknown {
  const { shown, ...counts } = tally as { readonly shown: boolean; readonly [state: string]: unknown };
  return shown ? { shown, open: counts.open, replied: counts.replied, overdue: counts.overdue } : { shown };
}

interface SearchedCase {
  readonly stream: string;
  readonly owner: string;
  readonly jurisdiction: string;
  readonly state: string;
  readonly raised: Raised;
}

/** When it is, and the notices of the case so far. */
interface SoFar {
  readonly own: readonly NoticeRow[];
  readonly now: string;
}

/** Whether something was made with the reference or with a hit since the last search; once a day it is searched anyway. */
async function mayHaveMore(
  { reads }: SearchMeans,
  { raised, searchedAt }: CaseRow,
  { own, now }: SoFar,
): Promise<boolean> {
  if (searchedAt === null || dayAt(searchedAt) < dayAt(now)) return true;
  const hits = own
    .flatMap(({ notice }) => (notice as unknown as Notice).hits)
    .flatMap(({ paper }) => (paper === undefined ? [] : [{ issuer: parseDid(paper.issuer), id: paper.id }]));
  const found = await reads.findStatements(newestUses(raised as unknown as Raised, hits));
  const since = parseInstant(searchedAt);
  return found.flat().some(({ recordedAt }) => compareInstants(parseInstant(recordedAt), since) > 0);
}

type Notice = Extract<Falling, { readonly due: 'notice' }>['notice'];

/** One case searched: a notice for each organisation, and last that it was searched, so that a search cut short is done again. */
async function searchOf(
  { reads, readInUseBy, readRecordedUses, placesOf }: SearchMeans,
  { stream, owner, jurisdiction, state, raised }: SearchedCase,
  { own, now }: SoFar,
): Promise<readonly DueItem[]> {
  let levels = 0;
  const placeOfKeeper = new Map<string, string>();
  const gathered = await gatherImpact<StatementRecord>(raised, {
    find: (requests) => reads.findStatements(requests),
    async findKept(names) {
      const kept = await readInUseBy(reads, { names });
      for (const { keeper, jurisdiction: place } of kept) placeOfKeeper.set(keeper, place);
      return kept;
    },
    findRecorded: (names) => readRecordedUses(reads, names),
    onLevel: ({ level }) => {
      levels = level;
    },
  });
  const around: ShiftedImpact = {
    ...gathered,
    found: shiftsFound(raised.asFound ?? [], `as-found ${raised.certificate.id}`),
  };
  const { impact } = gathered;
  const hitFor = hitWriter({ gathered, around });
  const { standard, from, until, reason } = raised;
  const isAgain = state === 'notified';
  const replyBy = isAgain ? later(raised.replyBy, addDaysWithinCalendar(dayAt(now), REPLY_DAYS)) : raised.replyBy;
  const { renewed = 0 } = raised;
  const said = {
    case: stream,
    raisedBy: owner,
    standard,
    from,
    until,
    replyBy,
    reason,
    cutOff: gathered.cutOff,
    ...(renewed === 0 ? {} : { renewed }),
  };
  const placeOf = async (party: string) =>
    placeByPapers(party, gathered) ?? placeOfKeeper.get(party) ?? (await placesOf(party))[0];
  // Whoever holds a certificate may be nobody whom this node knows: such a notice nobody could answer.
  const holders = held(gathered);
  const isKnown = await Promise.all(holders.map(async ({ node }) => (await placeOf(node.party ?? '')) !== undefined));
  const all = [...relied({ owner, raised }, gathered), ...impact.hits, ...holders.filter((_, at) => isKnown[at])];
  const ofParty = Map.groupBy(all, ({ node }) => node.party ?? '');
  const found = [...ofParty].filter(([party]) => party.startsWith('did:'));
  const placed = new Map(
    await Promise.all(found.map(async ([party]) => [party, (await placeOf(party)) ?? jurisdiction] as const)),
  );
  const isStale = ({ notice }: NoticeRow) => ((notice as unknown as Notice).renewed ?? 0) < renewed;
  // Whoever was told by the finding that was taken back, and is not hit by the one that took its place, is told that too.
  const cleared = own.filter((notice) => isStale(notice) && !found.some(([party]) => party === notice.owner));
  const freed = cleared.map(({ owner: party, jurisdiction: place, stream: name }): DueItem => {
    const notice = { stream: name, ...said, hits: [], more: 0 };
    return { owner: party, jurisdiction: place, input: { due: 'notice-anew', stream: name, notice } };
  });
  const items = found.flatMap(([party, hits]): readonly DueItem[] => {
    const name = noticeStream(stream, party);
    const before = own.find((notice) => notice.stream === name);
    const told = before === undefined ? undefined : (before.notice as unknown as Notice);
    const isAnew = before !== undefined && isStale(before);
    const known = new Set(isAnew ? [] : told?.hits.map(({ id }) => id));
    const fresh = hits.filter(({ node }) => !known.has(node.id));
    const shown = fresh.slice(0, HITS_MAX - known.size).map((hit) => hitFor(party, hit));
    const more = fresh.length - shown.length;
    if (told === undefined || before === undefined) {
      const notice = { stream: name, ...said, hits: shown, more };
      const place = placed.get(party) ?? jurisdiction;
      return [{ owner: party, jurisdiction: place, input: { due: 'notice', stream: name, notice } }];
    }
    if (isAnew) {
      const notice = { stream: name, ...said, hits: shown, more };
      return [{ owner: party, jurisdiction: before.jurisdiction, input: { due: 'notice-anew', stream: name, notice } }];
    }
    if (shown.length === 0 && more <= told.more) return [];
    const input = { due: 'notice-again', stream: name, replyBy, hits: shown, more } as const;
    return [{ owner: party, jurisdiction: before.jurisdiction, input }];
  });
  const { cutOff } = gathered;
  return [...items, ...freed, { owner, jurisdiction, input: { due: 'searched', stream, levels, cutOff, at: now } }];
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

/** Where the organisation is, as its own papers here say: its notice must lie where it can answer. */
function placeByPapers(party: string, { recorded }: GatheredImpact<StatementRecord>): string | undefined {
  return [...recorded.values()].find(({ owner }) => owner === party)?.jurisdiction;
}
