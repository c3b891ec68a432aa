// SPDX-License-Identifier: Apache-2.0
import { problem } from '@touchstone/contract';
import { type ZodType, z } from 'zod';
import { requestSchemas } from './parse-request.ts';
import { needsIdempotencyKey, problemStatusesOf } from './problem-answers.ts';
import { PROBLEMS, type ProblemCode } from './problem-codes.ts';
import type { ServedRoute } from './served-route.ts';

/** A JSON object of the description. */
export type Described = { readonly [member: string]: unknown };

/**
 * The OpenAPI description of the routes, in a fixed order.
 * OpenAPI 3.1.1; its schemas are JSON Schema 2020-12, made from the very zod schemas that parse the requests.
 */
export function describeRoutes(routes: readonly ServedRoute[]): Described {
  const paths: Record<string, Record<string, unknown>> = {};
  const sorted = [...routes].sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
  for (const route of sorted) {
    const path = route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeOperation(route) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Touchstone',
      version: '0.1.0',
      description: 'Is this claim of quality true, in this place, on this date, and how do we know?',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(sorted.map((route) => route.tag))].sort(compare).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'A session token or an API key.' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'touchstone_session' },
      },
      schemas: { Problem: schemaOf(problem) },
    },
  };
}

function describeOperation(route: ServedRoute): Described {
  const { operation, summary, tag, access } = route;
  return {
    operationId: operation,
    summary,
    tags: [tag],
    'x-roles': access.roles,
    security: access.roles === 'everyone' ? [{}, { token: [] }, { cookie: [] }] : [{ token: [] }, { cookie: [] }],
    parameters: describeParameters(route),
    ...describeBody(route),
    responses: describeResponses(route),
  };
}

function describeParameters(route: ServedRoute): readonly Described[] {
  const { params, query } = requestSchemas(route);
  const inPath = fieldsOf(params).map(([name, schema]) => ({ name, in: 'path', required: true, schema }));
  const inQuery = fieldsOf(query).map(([name, schema, required]) => ({ name, in: 'query', required, schema }));
  const header = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'New for each new act, the same for its repetition, which then gets the first answer.',
    schema: { type: 'string', minLength: 1, maxLength: 130 },
  };
  return [...inPath, ...inQuery, ...(needsIdempotencyKey(route) ? [header] : [])];
}

function fieldsOf(schema: ZodType): readonly (readonly [string, Described, boolean])[] {
  const { properties = {}, required = [] } = schemaOf(schema) as {
    readonly properties?: Readonly<Record<string, Described>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, field]) => [name, field, required.includes(name)]);
}

function describeBody(route: ServedRoute): Described {
  const { body } = requestSchemas(route);
  if (route.upload !== undefined) {
    const fields = route.body === undefined ? { type: 'object', properties: {} } : schemaOf(body);
    const files = { type: 'array', maxItems: route.upload.filesMax, items: { type: 'string', format: 'binary' } };
    const schema = { ...fields, properties: { ...(fields.properties as Described), files } };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (route.body === undefined && route.access.reauthentication !== 'required') return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body) } } } };
}

function describeResponses(route: ServedRoute): Described {
  const own = Object.entries(route.responses).map(([status, { description, schema }]): [string, Described] => [
    status,
    status === '204' ? { description } : { description, content: contentOf(route, status, schema) },
  ]);
  const unchanged: [string, Described][] =
    route.method === 'GET' ? [['304', { description: 'As the entity tag in If-None-Match has it' }]] : [];
  const problems = [...problemStatusesOf(route)].map(([status, codes]): [string, Described] => [
    String(status),
    {
      description: codes.map((code: ProblemCode) => `${code}: ${PROBLEMS[code].title}`).join('. '),
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    },
  ]);
  return Object.fromEntries([...own, ...unchanged, ...problems]);
}

function contentOf(route: ServedRoute, status: string, schema: ZodType): Described {
  const types = status === '200' ? (route.mediaTypes ?? ['application/json']) : ['application/json'];
  return Object.fromEntries(
    types.map((type) => [type, { schema: type === 'application/json' ? schemaOf(schema) : { type: 'string' } }]),
  );
}

/** What goes over the wire: fields as they are sent, before any transformation. */
function schemaOf(schema: ZodType): Described {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-2020-12',
    unrepresentable: 'any',
  });
  return rest;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
