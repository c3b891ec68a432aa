// SPDX-License-Identifier: Apache-2.0
import type { ZodType } from 'zod';
import type { Principal } from '../access/authenticator.ts';
import type { RequestMemory } from '../record-keeping/answered-once.ts';
import type { AsOf } from '../record-keeping/as-of.ts';
import type { Access, RouteResponse } from '../record-keeping/define-register.ts';
import type { Actor, Tenant } from '../record-keeping/tenant.ts';
import type { ProblemCode } from './problem-codes.ts';

/** A file of a multipart upload, wholly read and within the limits. */
export interface UploadedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** A request after every gate: who asks, for what, as of when. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly files: readonly UploadedFile[];
  readonly principal: Principal | undefined;
  /** The principal's actor, with the evidence of re-authentication where the route asks for it. */
  readonly actor: Actor | undefined;
  readonly tenant: Tenant;
  readonly asOf: AsOf;
  readonly now: string;
  /** Present where the request came with an idempotency key. */
  readonly memory: RequestMemory | undefined;
  /** The first of the route's media types that the Accept header takes. */
  readonly mediaType: string;
  readonly token: string | undefined;
  readonly address: string;
}

/** What a route answers: JSON as `body`, or exact bytes. */
export interface Served {
  readonly status: number;
  readonly body?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a route reads as its body: JSON, or files beside text fields (which `body` then describes). */
export interface UploadLimits {
  readonly filesMax: number;
  readonly fileBytesMax: number;
}

/** One route as it is served and described: a register's, or one of the node itself. */
export interface ServedRoute<Params = unknown, Query = unknown, Body = unknown> {
  /** The register, or the part of the node, that it belongs to. */
  readonly tag: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly operation: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: ZodType<Params>;
  readonly query?: ZodType<Query>;
  readonly body?: ZodType<Body>;
  readonly upload?: UploadLimits;
  readonly responses: Readonly<Record<number, RouteResponse>>;
  /** True where it puts facts on record: a POST then needs an Idempotency-Key, and may be refused by rules. */
  readonly records: boolean;
  /** True where the answer depends on the two clocks: it takes `on` and `knownAt`. */
  readonly asOf: boolean;
  /** Media types of the 200 answer, first the default; left out, application/json. */
  readonly mediaTypes?: readonly string[];
  /** Largest JSON body in bytes; left out, the server's limit. */
  readonly bodyBytesMax?: number;
  /** Problems that it may answer with beside those that follow from what it takes. */
  readonly problems?: readonly ProblemCode[];
  /** Fewer requests per minute and address than elsewhere. */
  readonly perMinuteMax?: number;
  serve(call: Call<Params, Query, Body>): Promise<Served>;
}

/** Declares a route of the node itself; the handler sees the types of its schemas. */
export function servedRoute<Params, Query, Body>(spec: ServedRoute<Params, Query, Body>): ServedRoute {
  return spec as ServedRoute;
}
