// SPDX-License-Identifier: Apache-2.0
import { pageQuery, traceabilityGraph } from '@touchstone/contract';
import {
  askRecord,
  ownLinks,
  type PaperName,
  type RunOut,
  runOutOn,
  type Surroundings,
  type TraceGraph,
  type TraceLink,
  walkTrace,
} from '@touchstone/evidence/traceability';
import { type CalendarDay, parseCalendarDay, parsePlace } from '@touchstone/identifiers';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { after } from '../../http/page-answer.ts';
import { route } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { RowOf } from '../../record-keeping/fold.ts';
import { RecordError } from '../../record-keeping/record-error.ts';
import { traced } from './fold.ts';
import type { Roots } from './gate.ts';
import { answers } from './record.ts';

/** What a thing rests on, up to the SI, and the links of a country that are broken. */
export function traceabilityRoutes(roots: Roots) {
  const readTraceability = route({
    method: 'GET',
    path: '/traceability/:issuer/:id',
    operation: 'read-traceability',
    summary: 'What a report, a certificate or a measurement standard rests on, up to the SI, each link with its state',
    access: WHO_MAY['read-traceability'],
    params: z.strictObject({ issuer: z.string().max(500), id: z.string().max(100).describe('urn:uuid:…') }),
    query: z.strictObject({ result: z.string().max(200).optional().describe('One result of a report') }),
    responses: { 200: { description: 'The graph', schema: traceabilityGraph } },
    async handle({ reads, now }, { params: { issuer, id }, query: { result } }) {
      const on = parseCalendarDay(reads.asOf.on ?? dayAt(now));
      const root = { by: 'statement' as const, issuer, id, ...(result === undefined ? {} : { result }) };
      const graph = await askRecord({ find: (asked) => reads.findStatements(asked), roots }, (around) =>
        walkTrace(root, { on }, around),
      );
      if (graph === undefined) throw new RecordError('UNKNOWN_STREAM', 'no such report, certificate or standard', {});
      return { status: 200, body: { ...graph, on } };
    },
  });

  const listBroken = route({
    method: 'GET',
    path: '/traceability/broken',
    operation: 'list-broken-links',
    summary:
      'Broken links of everything public in a place and all places within it, and what has run out and was not renewed, on the day asked about',
    access: WHO_MAY['list-broken-links'],
    query: z.strictObject({ ...pageQuery, place: z.string().max(10) }),
    responses: { 200: { description: 'One page', schema: answers.broken } },
    async handle({ reads, now }, { query: { cursor, limit, place } }) {
      const on = parseCalendarDay(reads.asOf.on ?? dayAt(now));
      const within = parsePlace(place);
      // By every day: what has run out by the day asked about is looked at as well.
      const { on: _, ...known } = reads.asOf;
      const rows = reads
        .rows(traced, known)
        .where((where) => where.or([where('place', '=', within), where('place', 'like', `${within}-%`)]))
        .where('from', '<=', on)
        .where((where) =>
          where.or([where('until', 'is', null), where('until', '>=', on), where('kind', 'in', [...RENEWED_KINDS])]),
        );
      const page = await reads.page<(typeof traced)['columns']>(rows, {
        by: ['place', 'thing', 'statementId'],
        limit,
        ...after(cursor),
      });
      const examined = await askRecord({ find: (asked) => reads.findStatements(asked), roots }, (around) =>
        page.items.flatMap((row) => examineRow(row, on, around)),
      );
      const items = examined.flatMap((one) => brokenOf(one, on));
      const next = page.next === undefined ? {} : { next: page.next };
      return { status: 200, body: { on, examined: examined.length, items, ...next } };
    },
  });
  return [listBroken, readTraceability];
}

/** Kinds of paper after which another is due; see `runOutOn`. */
const RENEWED_KINDS = ['CalibrationCertificate', 'VerificationCertificate', 'MeasurementStandard'] as const;

type Row = Pick<RowOf<(typeof traced)['columns']>, 'thing' | 'place' | 'until' | 'issuer' | 'statementId'>;

/** A link that is broken, with the thing whose it is. */
interface Broken extends TraceLink {
  readonly thing: string;
  readonly place: string;
  readonly certificate: PaperName;
  readonly above: string;
  readonly runOut?: RunOut;
}

interface Examined {
  readonly row: Row;
  readonly graph: TraceGraph | undefined;
  readonly runOut: RunOut | undefined;
}

/** A thing with its chain; nothing of a paper that has run out and was renewed, which is the past of its thing. */
function examineRow(row: Row, on: CalendarDay, around: Surroundings): readonly Examined[] {
  const { issuer, statementId: id, until } = row;
  const isOver = until !== null && until < on;
  const graph = walkTrace({ by: 'statement', issuer, id }, { on }, around);
  const paper = around.papers.identified(issuer, id);
  const runOut = paper === undefined ? undefined : runOutOn(paper, on, around);
  if (isOver && runOut === undefined) return [];
  return [{ row, runOut, graph }];
}

/** What was taken back while its thing has another is no broken link itself: whatever rests on it is. */
function brokenOf({ row: { thing, place }, graph, runOut }: Examined, on: CalendarDay): readonly Broken[] {
  const root = graph?.nodes.find(({ id }) => id === graph.root);
  if (graph === undefined || root?.paper === undefined) return [];
  const { paper: certificate } = root;
  const named = { thing, place, certificate };
  if (runOut !== undefined) {
    const above = `calibration of ${thing}`;
    const link = { from: root.id, to: `unnamed ${above} ${root.id}`, state: 'broken' as const, on };
    return [{ ...link, shownBy: [certificate], reasons: graph.reasons, ...named, above, runOut }];
  }
  if (graph.reasons.length > 0) return [];
  const nameOf = (node: string) => graph.nodes.find(({ id }) => id === node)?.name ?? node;
  return ownLinks(graph)
    .filter(({ state }) => state === 'broken')
    .map((link) => ({ ...link, ...named, above: nameOf(link.to) }));
}
