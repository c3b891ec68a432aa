// SPDX-License-Identifier: Apache-2.0
import type { Json, JsonObject } from '../../record-keeping/fact.ts';
import { column, type Fold, table } from '../../record-keeping/fold.ts';
import { MECHANISM_KINDS } from '../../record-keeping/mechanism-kinds.ts';

/** Cases that were raised, each with what its originator may know. */
export const cases = table({
  columns: {
    ...{ standard: column.text, from: column.day, until: column.day, replyBy: column.day, state: column.text },
    ...{ levels: column.integer, cutOff: column.boolean, tally: column.json, raised: column.json },
    ground: column.optional(column.json),
    ended: column.optional(column.text),
    /** When the last search began; what was recorded since it has not seen. */
    searchedAt: column.optional(column.instant),
  },
  indexes: [['state']],
  visibility: 'private',
});

/** Notices, each one row of the organisation that it is for. */
export const notices = table({
  columns: {
    ...{ case: column.text, raisedBy: column.text, standard: column.text, replyBy: column.day, state: column.text },
    ...{ count: column.integer, notice: column.json },
  },
  indexes: [['case'], ['state', 'replyBy']],
  visibility: 'private',
});

/** Doubts that one person submitted and nobody decided yet: a second person must find them. */
export const waiting = table({
  columns: { standard: column.text, replyBy: column.day },
  visibility: 'private',
});

const tables = { cases, notices, waiting };
interface Hit {
  readonly id: string;
  readonly answer?: unknown;
}

/** Both live from case events alone; each stream is a case or a notice. */
export const impactFold: Fold<typeof tables> = {
  version: 5,
  tables,
  reduce(rows, fact) {
    if (fact.source !== 'case-event') return rows;
    const { kind, content } = fact;
    const [one] = rows.cases;
    const [notice] = rows.notices;
    const changed = (more: object) => ({ ...rows, cases: rows.cases.map((row) => ({ ...row, ...more })) });
    const noticed = (more: object) => ({ ...rows, notices: rows.notices.map((row) => ({ ...row, ...more })) });
    switch (kind) {
      case MECHANISM_KINDS.proposed:
        return content.action === 'raise' ? { ...rows, waiting: [waitingOf(content.input)] } : rows;
      case MECHANISM_KINDS.decided:
        return { ...rows, waiting: [] };
      case 'doubt-raised': {
        const { standard, from, until, replyBy } = content as Readonly<Record<string, string>>;
        const doubt = { standard, from, until, replyBy } as Record<'standard' | 'from' | 'until' | 'replyBy', string>;
        return {
          ...rows,
          cases: [{ ...doubt, ...NOT_SEARCHED, raised: content }],
        };
      }
      case 'searched':
        return changed({
          ...{ state: 'notified', levels: content.levels, cutOff: content.cutOff },
          searchedAt: content.at ?? fact.recordedAt,
        });
      case 'tallied':
        return changed({ tally: content.tally });
      case 'ground-changed':
        return one === undefined
          ? noticed({ notice: withGround(notice?.notice, content.lost) })
          : changed({ ground: content.lost ?? null });
      case 'ground-renewed': {
        const { from, until, replyBy } = content as Readonly<Record<'from' | 'until' | 'replyBy', string>>;
        return changed({ from, until, replyBy, state: 'searching', ground: null, raised: content });
      }
      case 'case-closed':
        return one === undefined ? rows : changed({ state: 'closed', ended: content.end ?? 'dealt-with' });
      case 'noticed':
        return { ...rows, notices: [noticeOf(content, new Map())] };
      case 'noticed-anew':
        return { ...rows, notices: [noticeOf(content, recalledIn(notice?.notice))] };
      case 'noticed-again':
        return notice === undefined ? rows : noticed(withMore(notice, content as unknown as Again));
      case 'replied':
        return notice === undefined ? rows : noticed(answered(notice, content));
      case 'overdue':
        return noticed({ state: 'overdue' });
      case 'notice-closed':
        return noticed({
          state: 'closed',
          notice: { ...(notice?.notice as JsonObject), ended: content.end ?? 'dealt-with' },
        });
      default:
        return rows;
    }
  },
};

interface Noticed {
  readonly case: string;
  readonly raisedBy: string;
  readonly standard: string;
  readonly replyBy: string;
  readonly hits: readonly Json[];
  readonly more: number;
}

function waitingOf(input: Json | undefined) {
  const { standard, replyBy } = input as unknown as Pick<Noticed, 'standard' | 'replyBy'>;
  return { standard, replyBy };
}

const NOT_SEARCHED = {
  ...{ state: 'searching', levels: 0, cutOff: false, tally: { shown: false }, searchedAt: null },
  ...{ ground: null, ended: null },
};

function withGround(notice: Json | undefined, lost: Json | undefined): Json {
  const { groundLost: _, ...rest } = notice as JsonObject;
  return lost === null || lost === undefined ? rest : { ...rest, groundLost: lost };
}

/** By another finding every hit is to be answered anew; what was recalled is gone, whatever was found. */
function recalledIn(notice: Json | undefined): ReadonlyMap<string, Json> {
  const { hits } = notice as unknown as { readonly hits: readonly Hit[] };
  return new Map(
    hits.flatMap(({ id, answer }) =>
      (answer as { readonly answer?: string } | undefined)?.answer === 'recalled' ? [[id, answer as Json]] : [],
    ),
  );
}

function noticeOf(content: JsonObject, recalled: ReadonlyMap<string, Json>) {
  const { case: of, raisedBy, standard, replyBy, hits: found, more } = content as unknown as Noticed;
  const hits = (found as unknown as readonly Hit[]).map((hit) =>
    recalled.has(hit.id) ? { ...hit, answer: recalled.get(hit.id) } : hit,
  );
  const isDone = more === 0 && hits.every(({ answer }) => answer !== undefined);
  return {
    ...{ case: of, raisedBy, standard, replyBy, count: hits.length + more },
    ...{ state: isDone ? 'replied' : 'open', notice: { ...content, hits } as unknown as Json },
  };
}

type Again = Pick<Noticed, 'replyBy' | 'hits' | 'more'>;

/** What was found later is open again, with a day of its own to reply by. */
function withMore({ notice }: { readonly notice: Json }, { replyBy, hits, more }: Again) {
  const { hits: before, ...rest } = notice as unknown as Noticed;
  const all = [...before, ...hits];
  return {
    notice: { ...rest, replyBy, hits: all, more } as unknown as Json,
    count: all.length + more,
    replyBy,
    state: 'open',
  };
}

function answered({ notice, state }: { readonly notice: Json; readonly state: string }, { replies }: JsonObject) {
  const { hits, ...rest } = notice as unknown as { readonly hits: readonly Hit[] };
  const given = new Map(
    (replies as unknown as readonly { readonly hit: string }[]).map(({ hit, ...answer }) => [hit, answer]),
  );
  const next = hits.map((hit) => (given.has(hit.id) ? { ...hit, answer: given.get(hit.id) } : hit));
  const isDone = next.every(({ answer }) => answer !== undefined);
  return {
    notice: { ...rest, hits: next } as unknown as Json,
    state: isDone && state !== 'closed' ? 'replied' : state,
  };
}
