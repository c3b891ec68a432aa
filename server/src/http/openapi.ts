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
  const shared: Shared = {};
  const paths: Record<string, Record<string, unknown>> = {};
  const sorted = [...routes].sort((a, b) => compare(a.path, b.path) || compare(a.method, b.method));
  for (const route of sorted) {
    const path = route.path.replaceAll(/:([A-Za-z]+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeOperation(route, shared) };
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
      responses: {
        Problem: {
          description: 'Problem details, RFC 9457',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      schemas: named({ ...shared, Problem: schemaOf(problem, shared) }),
    },
  };
}

function describeOperation(route: ServedRoute, shared: Shared): Described {
  const { operation, summary, tag, access } = route;
  return {
    operationId: operation,
    summary,
    tags: [tag],
    'x-roles': access.roles,
    security: access.roles === 'everyone' ? [{}, { token: [] }, { cookie: [] }] : [{ token: [] }, { cookie: [] }],
    parameters: describeParameters(route, shared),
    ...describeBody(route, shared),
    responses: describeResponses(route, shared),
  };
}

function describeParameters(route: ServedRoute, shared: Shared): readonly Described[] {
  const { params, query } = requestSchemas(route);
  const inPath = fieldsOf(params, shared).map(([name, schema]) => ({ name, in: 'path', required: true, schema }));
  const inQuery = fieldsOf(query, shared).map(([name, schema, required]) => ({ name, in: 'query', required, schema }));
  const header = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'New for each new act, the same for its repetition, which then gets the first answer.',
    schema: { type: 'string', minLength: 1, maxLength: 130 },
  };
  return [...inPath, ...inQuery, ...(needsIdempotencyKey(route) ? [header] : [])];
}

function fieldsOf(schema: ZodType, shared: Shared): readonly (readonly [string, Described, boolean])[] {
  const { properties = {}, required = [] } = schemaOf(schema, shared) as {
    readonly properties?: Readonly<Record<string, Described>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, field]) => [name, field, required.includes(name)]);
}

function describeBody(route: ServedRoute, shared: Shared): Described {
  const { body } = requestSchemas(route);
  if (route.upload !== undefined) {
    const fields = route.body === undefined ? { type: 'object', properties: {} } : schemaOf(body, shared);
    const files = { type: 'array', maxItems: route.upload.filesMax, items: { type: 'string', format: 'binary' } };
    const schema = { ...fields, properties: { ...(fields.properties as Described), files } };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (route.body === undefined && route.access.reauthentication !== 'required') return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, shared) } } } };
}

function describeResponses(route: ServedRoute, shared: Shared): Described {
  const own = Object.entries(route.responses).map(([status, { description, schema }]): [string, Described] => [
    status,
    status === '204' ? { description } : { description, content: contentOf(route, { status, schema, shared }) },
  ]);
  const unchanged: [string, Described][] =
    route.method === 'GET' ? [['304', { description: 'As the entity tag in If-None-Match has it' }]] : [];
  const problems = [...problemStatusesOf(route)].map(([status, codes]): [string, Described] => [
    String(status),
    {
      // Beside a reference only the description counts. OpenAPI 3.1.1, 4.8.23.
      $ref: '#/components/responses/Problem',
      description: codes.map((code: ProblemCode) => (codes.length === 1 ? PROBLEMS[code].title : code)).join(', '),
    },
  ]);
  return Object.fromEntries([...own, ...unchanged, ...problems]);
}

function contentOf(
  route: ServedRoute,
  { status, schema, shared }: { readonly status: string; readonly schema: ZodType; readonly shared: Shared },
): Described {
  const types = status === '200' ? (route.mediaTypes ?? ['application/json']) : ['application/json'];
  return Object.fromEntries(
    types.map((type) => [type, { schema: /[/+]json$/.test(type) ? schemaOf(schema, shared) : { type: 'string' } }]),
  );
}

/** Schemas that have a name, by it: described once, referred to from everywhere. */
type Shared = Record<string, unknown>;

/** What goes over the wire: fields as they are sent, before any transformation. */
function schemaOf(schema: ZodType, shared: Shared): Described {
  const made = z.toJSONSchema(schema, { io: 'input', target: 'draft-2020-12', unrepresentable: 'any' });
  const {
    $schema: _,
    $defs = {},
    ...rest
  } = JSON.parse(JSON.stringify(made).replaceAll('"#/$defs/', '"#/components/schemas/')) as Described & {
    readonly $defs?: Described;
  };
  Object.assign(shared, $defs);
  return rest;
}

/** In the order of their names. */
function named(schemas: Shared): Described {
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => compare(a, b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
