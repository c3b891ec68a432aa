// SPDX-License-Identifier: Apache-2.0
// What the clock finds: it alone sees every organisation's papers, and hands each its own hits and nothing of the others'.
import {
  type GatheredImpact,
  gatherImpact,
  type ImpactHit,
  redecideReport,
  type ShiftedImpact,
  shiftsFound,
} from '@touchstone/evidence/impact';
import type { Due, DueItem } from '../../record-keeping/define-register.ts';
import type { StatementRecord } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { cases, notices } from './fold.ts';
import type { Falling } from './record.ts';
import type { Raised } from './rules.ts';

/** Organisations below which the originator is told no numbers: of one or two, a number says who they are. */
export const ORGANISATIONS_SHOWN_MIN = 3;
/** Hits that one notice lists. */
const HITS_MAX = 2_000;
/** Searches of one round, so that the clock has time for other things. */
const SEARCHES_MAX = 3;

/** The stream of an organisation's notice of a case: whoever asks can only name their own. */
export const noticeStream = (of: string, party: string) => `${of} ${party}`;

/** Everything that is due: searches, days for replies that are over, numbers that changed, notices of closed cases. */
export async function whatIsDue(reads: Reads, now: string): Promise<readonly Due[]> {
  const all = await reads.rows(cases).selectAll().execute();
  const raised = all.filter(({ state }) => state === 'searching');
  const items: Due[] = [];
  let searched = 0;
  for (const row of raised) {
    if (searched === SEARCHES_MAX) break;
    try {
      items.push(...(await searchOf(reads, { ...row, raised: row.raised as unknown as Raised })));
      searched += 1;
    } catch (failure) {
      // A case that cannot be searched must not keep the others from being searched.
      items.push({ failure });
    }
  }
  const told = await reads.rows(notices).selectAll().execute();
  const closed = new Set(all.filter(({ state }) => state === 'closed').map(({ stream }) => stream));
  const item = ({ owner, jurisdiction }: { owner: string; jurisdiction: string }, input: Falling): DueItem => ({
    owner,
    jurisdiction,
    input,
  });
  for (const notice of told) {
    const { case: of, stream, state, replyBy } = notice;
    if (closed.has(of) && state !== 'closed') items.push(item(notice, { due: 'close-notice', stream }));
    else if (state === 'open' && replyBy < dayAt(now)) items.push(item(notice, { due: 'overdue', stream }));
  }
  for (const row of all.filter(({ state }) => state === 'notified')) {
    const tally = tallyOf(told.filter((notice) => notice.case === row.stream).map(({ state }) => state));
    if (JSON.stringify(tally) !== JSON.stringify(sorted(row.tally)))
      items.push(item(row, { due: 'tally', stream: row.stream, tally }));
  }
  return items;
}

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
  readonly raised: Raised;
}

/** One case searched: a notice for each organisation, and last that it was searched, so that a search cut short is done again. */
async function searchOf(
  reads: Reads,
  { stream, owner, jurisdiction, raised }: SearchedCase,
): Promise<readonly DueItem[]> {
  let levels = 0;
  const gathered = await gatherImpact<StatementRecord>(raised, {
    find: (requests) => reads.findStatements(requests),
    onLevel: ({ level }) => {
      levels = level;
    },
  });
  const around: ShiftedImpact = {
    ...gathered,
    found: shiftsFound(raised.asFound ?? [], `as-found ${raised.certificate.id}`),
  };
  const { standard, from, until, replyBy, reason } = raised;
  const said = { case: stream, raisedBy: owner, standard, from, until, replyBy, reason, cutOff: gathered.cutOff };
  const ofParty = Map.groupBy(gathered.impact.hits, ({ node }) => node.party ?? '');
  const found = [...ofParty].filter(([party]) => party.startsWith('did:'));
  const items = found.map(([party, hits]): DueItem => {
    const shown = hits.slice(0, HITS_MAX).map((hit) => hitFor(party, hit, { gathered, around }));
    const name = noticeStream(stream, party);
    const notice = { stream: name, ...said, hits: shown, more: hits.length - shown.length };
    return {
      owner: party,
      jurisdiction: placeOf(party, gathered) ?? jurisdiction,
      input: { due: 'notice', stream: name, notice },
    };
  });
  return [...items, { owner, jurisdiction, input: { due: 'searched', stream, levels, cutOff: gathered.cutOff } }];
}

/** Where the organisation is, as its own papers here say: its notice must lie where it can answer. */
function placeOf(party: string, { recorded }: GatheredImpact<StatementRecord>): string | undefined {
  return [...recorded.values()].find(({ owner }) => owner === party)?.jurisdiction;
}

interface Searched {
  readonly gathered: GatheredImpact<StatementRecord>;
  readonly around: ShiftedImpact;
}

/** A hit as its owner sees it; of the way there what is public, their own, or named by their own papers. */
function hitFor(party: string, { node, since, path }: ImpactHit, { gathered, around }: Searched) {
  const { recorded, impact } = gathered;
  const nodes = new Map([impact.root, ...impact.hits.map((hit) => hit.node)].map((one) => [one.id, one]));
  const steps = path.map(({ from, to, on }) => {
    const of = nodes.get(from) ?? impact.root;
    const isOwn = of.party === party || nodes.get(to)?.party === party;
    const isShown = of.kind === 'reference' || isOwn || recorded.get(from)?.visibility === 'public';
    const { kind, name, paper } = of;
    return {
      kind,
      ...(isShown ? { name } : {}),
      ...(isShown && paper !== undefined ? { paper } : {}),
      ...(isShown && on !== undefined ? { on } : {}),
    };
  });
  const { id, kind, name, paper } = node;
  const decisions = kind === 'report' ? redecideReport(id, around) : [];
  return { id, kind, name, ...(paper === undefined ? {} : { paper }), since, path: steps, decisions };
}
