// SPDX-License-Identifier: Apache-2.0
// A CMC is a line of a calibration scope: it lives and ends with its accreditation, and is no thing of its own.
import { pageOf, pageQuery } from '@touchstone/contract';
import { parsePlace } from '@touchstone/identifiers';
import { compareNearness, meetsNeed, nearnessOf, type Site } from '@touchstone/metrology/capability';
import { describeQuantity } from '@touchstone/metrology/quantity';
import type { OfferedCapability } from '@touchstone/metrology/upkeep';
import type { CalibrationLine, SubjectOf } from '@touchstone/statements';
import { z } from 'zod';
import { WHO_MAY } from '../../access/who-may.ts';
import { after, pageAnswer } from '../../http/page-answer.ts';
import { route } from '../../record-keeping/define-register.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { scopeLines } from './fold.ts';

/** Most lines of one quantity that a search looks at; of more, it says that it did not see all. */
const LINES_MAX = 20_000;

const line = {
  ...{
    stream: z.string(),
    body: z.string(),
    certificateNumber: z.string(),
    issuer: z.string(),
    statementId: z.string(),
  },
  ...{ line: z.string(), property: z.string(), standard: z.string(), content: z.record(z.string(), z.unknown()) },
};
const LINE_FIELDS = Object.keys(line) as (keyof typeof line)[];

/** Lines of an activity in force on the day asked about. */
function linesInForce(reads: Reads, now: string, activity: string) {
  return reads
    .rows(scopeLines, { ...reads.asOf, on: reads.asOf.on ?? dayAt(now) })
    .where('activity', '=', activity)
    .where('status', '=', 'in-force');
}

const calibrationLines = (reads: Reads, now: string) => linesInForce(reads, now, 'calibration');

const listCmcs = route({
  method: 'GET',
  path: '/cmcs',
  operation: 'list-cmcs',
  summary: 'Calibration and measurement capabilities in force on the day asked about, line by line',
  access: WHO_MAY['list-cmcs'],
  query: z.strictObject({
    ...pageQuery,
    property: z.string().max(200).optional().describe('Quantity'),
    body: z.string().max(500).optional(),
  }),
  responses: { 200: { description: 'One page', schema: pageOf(z.strictObject(line)) } },
  async handle({ reads, now }, { query: { cursor, limit, property, body } }) {
    let rows = calibrationLines(reads, now);
    if (property !== undefined) rows = rows.where('property', '=', property);
    if (body !== undefined) rows = rows.where('body', '=', body);
    const page = await reads.page(rows, { by: ['property', 'certificateNumber', 'line'], limit, ...after(cursor) });
    return pageAnswer(page, LINE_FIELDS);
  },
});

const countCmcs = route({
  method: 'GET',
  path: '/cmcs/count',
  operation: 'count-cmcs',
  summary: 'How many capabilities are in force on the day, by quantity, counted from the lines',
  access: WHO_MAY['count-cmcs'],
  responses: {
    200: {
      description: 'The counts',
      schema: z.strictObject({
        ...{ on: z.string(), total: z.int() },
        counts: z.array(z.strictObject({ quantity: z.string(), count: z.int() })),
      }),
    },
  },
  async handle({ reads, now }) {
    const found = await calibrationLines(reads, now)
      .select('property')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .groupBy('property')
      .orderBy('property')
      .execute();
    const counts = found.map(({ property, count }) => ({ quantity: property, count: Number(count) }));
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    return { status: 200, body: { on: reads.asOf.on ?? dayAt(now), total, counts } };
  },
});

/** A quantity in an address: number and unit, as in `100 g`. */
const quantityText = z
  .string()
  .max(120)
  .regex(/^\S+ \S.*$/, 'a number and its unit, such as "100 g"')
  .transform((text) => ({ value: text.slice(0, text.indexOf(' ')), unit: text.slice(text.indexOf(' ') + 1) }));
const near = z
  .string()
  .regex(/^-?\d{1,2}(\.\d{1,8})?,-?\d{1,3}(\.\d{1,8})?$/, 'latitude,longitude in degrees, such as 23.13,113.26')
  .transform((text) => {
    const [latitude, longitude] = text.split(',').map(Number) as [number, number];
    return { latitude, longitude };
  })
  .refine(
    ({ latitude, longitude }) => Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180,
    'degrees of latitude to 90, of longitude to 180',
  );

const findCapabilities = route({
  method: 'GET',
  path: '/capabilities',
  operation: 'find-capabilities',
  summary: 'Laboratories whose CMC is good enough for a quantity at a value, the same place first, then the nearest',
  access: WHO_MAY['find-capabilities'],
  query: z.strictObject({
    quantity: z.string().min(1).max(200),
    value: quantityText.describe('Value and unit, such as 100 g'),
    uncertainty: quantityText.optional().describe('Expanded uncertainty that is needed, such as 0.2 mg'),
    place: z.string().max(10).optional(),
    near: near.optional(),
    limit: pageQuery.limit,
  }),
  responses: {
    200: {
      description: 'The laboratories',
      schema: z.strictObject({
        on: z.string(),
        /** False where there were more lines of the quantity than are looked at. */
        complete: z.boolean(),
        considered: z.int(),
        items: z.array(
          z.strictObject({
            ...line,
            ...{ name: z.string(), places: z.array(z.string()), samePlace: z.boolean() },
            ...{ kilometres: z.number().optional(), smallestUncertainty: z.string() },
          }),
        ),
      }),
    },
  },
  async handle({ reads, now }, { query }) {
    const { quantity, value: at, uncertainty: expandedUncertainty, limit } = query;
    const rows = await calibrationLines(reads, now)
      .select(LINE_FIELDS)
      .where('property', '=', quantity)
      .orderBy('certificateNumber')
      .orderBy('line')
      .limit(LINES_MAX + 1)
      .execute();
    const able = rows.slice(0, LINES_MAX).flatMap((row) => {
      const { meets, smallest } = meetsNeed(row.content as unknown as CalibrationLine, { at, expandedUncertainty });
      return meets && smallest !== undefined ? [{ row, smallestUncertainty: describeQuantity(smallest) }] : [];
    });
    const from: Site = {
      ...(query.place === undefined ? {} : { place: parsePlace(query.place) }),
      ...(query.near === undefined ? {} : { coordinates: query.near }),
    };
    const bodies = await readBodies(
      reads,
      able.map(({ row }) => row),
    );
    const items = able
      .flatMap(({ row, ...rest }) => {
        const body = bodies.get(row.statementId);
        return body === undefined ? [] : [{ ...row, ...rest, ...body, ...nearnessOf(body.sites, from) }];
      })
      .sort((a, b) => compareNearness(a, b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
      .slice(0, limit)
      .map(({ sites: _, ...item }) => item);
    const complete = rows.length <= LINES_MAX;
    return { status: 200, body: { on: reads.asOf.on ?? dayAt(now), complete, considered: rows.length, items } };
  },
});

interface Named {
  readonly issuer: string;
  readonly statementId: string;
}

/** The name and the premises of each body, as its accreditation states them: one round trip. */
async function readBodies(reads: Reads, rows: readonly Named[]) {
  const distinct = [...new Map(rows.map((row) => [row.statementId, row])).values()];
  const found = await reads.findStatements(
    distinct.map(({ issuer, statementId: id }) => ({ by: 'identity', issuer, id })),
  );
  return new Map(
    found.flat().map(({ id, body }) => {
      const { name, premises = [] } = body.credentialSubject as unknown as SubjectOf<'Accreditation'>;
      const sites = premises.map(
        ({ place, coordinates }): Site => ({
          place,
          ...(coordinates === undefined
            ? {}
            : { coordinates: { latitude: Number(coordinates.latitude), longitude: Number(coordinates.longitude) } }),
        }),
      );
      return [id, { name, sites, places: premises.map(({ place }) => place as string) }];
    }),
  );
}

/** What is looked for among the scopes: lines of an activity about some quantities or substances. */
export interface OffersAsked {
  readonly activity: 'testing' | 'calibration';
  readonly properties: readonly string[];
  readonly now: string;
}

/** Lines of scopes in force on the day of the reads, with whose they are and where; false where there were too many. */
export async function readScopeOffers(reads: Reads, { activity, properties, now }: OffersAsked) {
  if (properties.length === 0) return { complete: true, offers: [] };
  const rows = await linesInForce(reads, now, activity)
    .select(LINE_FIELDS)
    .where('property', 'in', [...properties])
    .orderBy('certificateNumber')
    .orderBy('line')
    .limit(LINES_MAX + 1)
    .execute();
  const bodies = await readBodies(reads, rows);
  const offers = rows.slice(0, LINES_MAX).flatMap((row) => {
    const found = bodies.get(row.statementId);
    if (found === undefined) return [];
    const { body, certificateNumber, line: name, property, standard, content } = row;
    const { name: laboratory, sites } = found;
    const granted = content as object;
    return [{ body, laboratory, certificateNumber, line: name, property, standard, content: granted, sites }];
  });
  return { complete: rows.length <= LINES_MAX, offers };
}

/** Capabilities of some quantities in force on the day of the reads, as a plan for instruments looks them through. */
export async function readOffers(
  reads: Reads,
  { quantities, now }: { readonly quantities: readonly string[]; readonly now: string },
): Promise<readonly OfferedCapability[]> {
  const { offers } = await readScopeOffers(reads, { activity: 'calibration', properties: quantities, now });
  return offers.map(({ body, laboratory, certificateNumber, line: name, property: quantity, content, sites }) => {
    const capability = content as unknown as CalibrationLine;
    return { body, laboratory, certificateNumber, line: name, quantity, capability, sites };
  });
}

/** Lines in force on the day that name one edition of a method, testing and calibration alike, with whose they are. */
export async function readLinesNaming(
  reads: Reads,
  { specification, on }: { readonly specification: string; readonly on: string },
) {
  const rows = await reads
    .rows(scopeLines, { ...reads.asOf, on })
    .select(['body', 'certificateNumber', 'line', 'activity', 'property', 'until', 'issuer', 'statementId'])
    .where('standard', '=', specification)
    .where('status', '=', 'in-force')
    .orderBy('certificateNumber')
    .orderBy('line')
    .limit(LINES_MAX)
    .execute();
  const bodies = await readBodies(reads, rows);
  return rows.map((row) => ({ ...row, name: bodies.get(row.statementId)?.name ?? row.body }));
}

/** What laboratories can calibrate, and how well: open to everybody. */
export const capabilityRoutes = [listCmcs, countCmcs, findCapabilities];
