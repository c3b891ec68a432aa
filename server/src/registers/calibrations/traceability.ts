// SPDX-License-Identifier: Apache-2.0
import { pageQuery, traceabilityGraph } from '@touchstone/contract';
import { askRecord, ownLinks, type TraceGraph, walkTrace } from '@touchstone/evidence/traceability';
import { parseCalendarDay, parsePlace } from '@touchstone/identifiers';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { after } from '../../http/page-answer.ts';
import { route } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
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
    summary: 'Broken links of everything public in a place and all places within it, on the day asked about',
    access: WHO_MAY['list-broken-links'],
    query: z.strictObject({ ...pageQuery, place: z.string().max(10) }),
    responses: { 200: { description: 'One page', schema: answers.broken } },
    async handle({ reads, now }, { query: { cursor, limit, place } }) {
      const on = parseCalendarDay(reads.asOf.on ?? dayAt(now));
      const within = parsePlace(place);
      const rows = reads
        .rows(traced, { ...reads.asOf, on })
        .where((where) => where.or([where('place', '=', within), where('place', 'like', `${within}-%`)]));
      const page = await reads.page<(typeof traced)['columns']>(rows, {
        by: ['place', 'thing', 'statementId'],
        limit,
        ...after(cursor),
      });
      const graphs = await askRecord({ find: (asked) => reads.findStatements(asked), roots }, (around) =>
        page.items.map(({ issuer, statementId: id }) => walkTrace({ by: 'statement', issuer, id }, { on }, around)),
      );
      const items = page.items.flatMap((row, index) => brokenOf(row, graphs[index]));
      const next = page.next === undefined ? {} : { next: page.next };
      return { status: 200, body: { on, examined: page.items.length, items, ...next } };
    },
  });
  return [listBroken, readTraceability];
}

/** What is taken back itself is no broken link: whatever rests on it is. */
function brokenOf({ thing, place }: { readonly thing: string; readonly place: string }, graph: TraceGraph | undefined) {
  const root = graph?.nodes.find(({ id }) => id === graph.root);
  if (graph === undefined || root?.paper === undefined || graph.reasons.length > 0) return [];
  const { paper: certificate } = root;
  const nameOf = (node: string) => graph.nodes.find(({ id }) => id === node)?.name ?? node;
  return ownLinks(graph)
    .filter(({ state }) => state === 'broken')
    .map((link) => ({ ...link, thing, place, certificate, above: nameOf(link.to) }));
}
