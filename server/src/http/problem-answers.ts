// SPDX-License-Identifier: Apache-2.0
import { type ProblemCode, statusOf } from './problem-codes.ts';
import type { ServedRoute } from './served-route.ts';

const ALWAYS: readonly ProblemCode[] = ['BAD_REQUEST', 'MISDIRECTED', 'TOO_MANY_REQUESTS', 'INTERNAL', 'UNAVAILABLE'];
const PARSING: readonly ProblemCode[] = [
  'BAD_INPUT',
  'BAD_IDENTIFIER',
  'BAD_STATEMENT',
  'BAD_CREDENTIAL',
  'BAD_QUANTITY',
  'BAD_REQUIREMENT',
];

/** The problems that a route may answer with, from what it takes and demands; each once. */
function problemCodesOf(route: ServedRoute): readonly ProblemCode[] {
  const { access, method } = route;
  const codes: ProblemCode[] = [...ALWAYS, ...PARSING];
  // A token that is no longer good is refused everywhere: a caller who believes to be signed in must learn otherwise.
  codes.push('NOT_SIGNED_IN');
  if (access.roles !== 'everyone') codes.push('NOT_PERMITTED');
  if (method !== 'GET') codes.push('CROSS_SITE');
  if (access.reauthentication === 'required') codes.push('REAUTHENTICATION_FAILED');
  if (route.params !== undefined || route.records) codes.push('NOT_FOUND');
  if (route.mediaTypes !== undefined) codes.push('NOT_ACCEPTABLE');
  if (route.body !== undefined || route.upload !== undefined) codes.push('BAD_JSON', 'TOO_LARGE', 'BAD_MEDIA_TYPE');
  if (route.upload !== undefined) codes.push('BAD_DOSSIER', 'NOT_FOUND');
  if (route.asOf) codes.push('BAD_CUT', 'UNKNOWN_CUT', 'BAD_CURSOR');
  if (route.records) codes.push('REFUSED', 'IDENTITY_CONFLICT');
  if (needsIdempotencyKey(route)) {
    codes.push('IDEMPOTENCY_KEY_MISSING', 'IDEMPOTENCY_IN_PROGRESS', 'IDEMPOTENCY_CONFLICT');
  }
  return [...new Set([...codes, ...(route.problems ?? [])])];
}

/** True where a repetition would record a second time. draft-ietf-httpapi-idempotency-key-header, 2.1. */
export function needsIdempotencyKey({ records, method }: ServedRoute): boolean {
  return records && method === 'POST';
}

/** The problems of a route by status, in ascending order. */
export function problemStatusesOf(route: ServedRoute): ReadonlyMap<number, readonly ProblemCode[]> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemCodesOf(route))
    byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code]);
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}
