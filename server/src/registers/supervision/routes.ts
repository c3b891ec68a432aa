// SPDX-License-Identifier: Apache-2.0
import { jurisdictionOf, parseCalendarDay, type Place, parsePlace, placeCovers } from '@touchstone/identifiers';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { after } from '../../http/page-answer.ts';
import { type RouteContext, route } from '../../record-keeping/define-register.ts';
import type { Keeping } from '../../record-keeping/keeping.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { readSupervised, type SupervisedReads } from '../../record-keeping/supervised-reads.ts';
import { type ExaminedPaper, examinePapers, type Means } from './examine.ts';
import { papers, workplaces } from './papers.ts';
import { answers, type SupervisedPaper, type Wanted, wanted } from './record.ts';

/** The reads of an inspector: over everything in the places of the own authority, whoever's it is. */
export function supervisionReads(means: Means, keeping: () => Keeping) {
  /** Reads as who supervises the places for which this node's operator takes the party as the authority. */
  const supervise = <Result>(
    { actor, reads: { asOf } }: RouteContext,
    work: (reads: SupervisedReads, places: readonly Place[]) => Promise<Result>,
  ): Promise<Result> => {
    const places = means.roots.filter(({ did }) => did === actor?.party).flatMap((root) => root.places);
    const jurisdiction = places.map(jurisdictionOf).find((one) => one === actor?.jurisdiction) ?? '';
    return readSupervised(keeping(), { register: 'supervision', jurisdiction, asOf }, (reads) => work(reads, places));
  };
  const onOf = ({ reads, now }: RouteContext) => parseCalendarDay(reads.asOf.on ?? dayAt(now));

  const list = route({
    method: 'GET',
    path: '/supervision/indicators',
    operation: 'list-indicators',
    summary:
      'Reports and certificates of the own jurisdiction of which something was noticed, the newest first, each with the article to compare; an indicator is no finding',
    access: WHO_MAY['list-indicators'],
    query: wanted,
    responses: { 200: { description: 'One page, worked out as the record stands', schema: answers.list } },
    async handle(context, { query: { cursor, limit, ...query } }) {
      const on = onOf(context);
      const body = await supervise(context, async (reads, places) => {
        const rows = rowsWanted(reads, { query, places, on });
        if (rows === undefined) return { examined: 0, items: [] };
        const order = { by: ['issuedOn', 'statementId'] as const, direction: 'descending' as const, limit };
        const page = await reads.page<(typeof papers)['columns']>(rows, { ...order, ...after(cursor) });
        const found = await examinePapers(page.items, { reads, on }, means);
        const items = shownWithin(placesAsked(query, places), found).filter((paper) => isWanted(paper, query));
        const next = page.next === undefined ? {} : { next: page.next };
        return { examined: page.items.length, items, ...next };
      });
      return { status: 200, body };
    },
  });

  const readOne = route({
    method: 'GET',
    path: '/supervision/indicators/:issuer/:id',
    operation: 'read-indicators',
    summary: 'What is noticed about one report or certificate of the own jurisdiction, and what authorities decided',
    access: WHO_MAY['read-indicators'],
    params: z.strictObject({ issuer: z.string().max(500), id: z.string().max(100).describe('urn:uuid:…') }),
    responses: { 200: { description: 'The paper', schema: answers.one } },
    async handle(context, { params: { issuer, id } }) {
      const on = onOf(context);
      const [paper] = await supervise(context, async (reads, places) => {
        const rows = rowsWanted(reads, { query: { issuer }, places, on })?.where('statementId', '=', id);
        const found = (await rows?.selectAll().limit(1).execute()) ?? [];
        return shownWithin(places, await examinePapers(found, { reads, on }, means));
      });
      if (paper === undefined) throw new RecordError('UNKNOWN_STREAM', 'no such report or certificate', {});
      return { status: 200, body: paper };
    },
  });
  return [list, readOne];
}

interface Asked {
  readonly query: Wanted;
  readonly places: readonly Place[];
  readonly on: string;
}

/** The own places, or that of them which is asked for. */
function placesAsked({ place }: Wanted, places: readonly Place[]): readonly Place[] {
  const asked = place === undefined ? undefined : parsePlace(place);
  return asked === undefined ? places : places.some((one) => placeCovers(one, asked)) ? [asked] : [];
}

/** Of what was examined that for which an authority of the places answers: it may be named by attestations of other days. */
function shownWithin(places: readonly Place[], papers: readonly ExaminedPaper[]): readonly SupervisedPaper[] {
  return papers
    .filter(({ answering }) => answering.some((at) => places.some((place) => placeCovers(place, at))))
    .map(({ answering: _, ...paper }) => paper);
}

/**
 * Papers signed by the day asked about that state one of the places, whose makers are at home there, or are attested to
 * work there by anybody on any day; undefined where the place asked for is none of the own.
 */
function rowsWanted(reads: SupervisedReads, { query, places, on }: Asked) {
  const within = placesAsked(query, places);
  if (within.length === 0) return undefined;
  const bodies = reads
    .rows(workplaces)
    .where((where) =>
      where.or(within.flatMap((place) => [where('place', '=', place), where('place', 'like', `${place}-%`)])),
    )
    .select('body');
  let rows = reads
    .rows(papers)
    .where('issuedOn', '<=', on)
    .where((where) =>
      where.or([
        ...within.flatMap((place) => [where('place', '=', place), where('place', 'like', `${place}-%`)]),
        where.and([where('jurisdiction', 'in', [...within]), where('owner', '=', where.ref('issuer'))]),
        where('issuer', 'in', bodies),
      ]),
    );
  for (const name of ['kind', 'issuer'] as const) {
    const value = query[name];
    if (value !== undefined) rows = rows.where(name, '=', value);
  }
  if (query.from !== undefined) rows = rows.where('issuedOn', '>=', query.from);
  return query.to === undefined ? rows : rows.where('issuedOn', '<=', query.to);
}

/** A paper stays on the list for what was noticed, as narrowed, or for what an authority decided. */
function isWanted({ indicators, decisions }: SupervisedPaper, { rule, code }: Wanted): boolean {
  if (rule === undefined && code === undefined) return indicators.length > 0 || decisions.length > 0;
  return indicators.some((each) => (rule ?? each.rule) === each.rule && (code ?? each.code) === each.code);
}
