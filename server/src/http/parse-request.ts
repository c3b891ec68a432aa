// SPDX-License-Identifier: Apache-2.0
import { reauthentication } from '@touchstone/contract';
import { type ZodObject, type ZodType, z } from 'zod';
import { clocksQuery } from './clocks.ts';
import { HttpError } from './http-error.ts';
import { faultsOf } from './problem-of.ts';
import type { ServedRoute } from './served-route.ts';

/** The parts of a request, each by its own schema; what they accept is also what OpenAPI says. */
export interface RequestSchemas {
  readonly params: ZodType;
  readonly query: ZodType;
  readonly body: ZodType;
  /** All of them together: one parse names the faults of all. */
  readonly whole: ZodType<ParsedRequest>;
}

/** A request as parsed. */
export interface ParsedRequest {
  readonly params: unknown;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/**
 * Schemas of a route: its own, the two clocks on a read, and the proof of who signs beside the fields of an act.
 * Throws TypeError for a route whose query or signed body is no object, to which nothing can be added.
 */
export function requestSchemas(route: ServedRoute): RequestSchemas {
  const params = route.params ?? z.strictObject({});
  const query = route.asOf ? extended(route, route.query, clocksQuery) : (route.query ?? z.strictObject({}));
  const body = bodySchema(route);
  return { params, query, body, whole: z.object({ params, query, body }) as unknown as ZodType<ParsedRequest> };
}

/** The request by its schemas; throws BAD_INPUT with every fault, and the nearest field for each that is none. */
export function parseRequest({ params, query, body, whole }: RequestSchemas, given: unknown): ParsedRequest {
  const parsed = whole.safeParse(given);
  if (parsed.success) return parsed.data;
  const fields = { params: fieldsOf(params), query: fieldsOf(query), body: fieldsOf(body) };
  throw new HttpError('BAD_INPUT', 'Some fields need mending.', { errors: faultsOf(parsed.error, fields) });
}

function fieldsOf(schema: ZodType): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function bodySchema(route: ServedRoute): ZodType {
  if (route.access.reauthentication === 'required') return extended(route, route.body, { reauthentication });
  return route.body ?? z.undefined();
}

function extended(route: ServedRoute, schema: ZodType | undefined, fields: Readonly<Record<string, ZodType>>): ZodType {
  if (schema === undefined) return z.strictObject(fields);
  if (!(schema instanceof z.ZodObject)) {
    throw new TypeError(`${route.operation}: a query, and a body that is signed, must be objects`);
  }
  return (schema as ZodObject).safeExtend(fields);
}
