// SPDX-License-Identifier: Apache-2.0

interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** Every problem that this server answers with: its code, its status, and its title, which never changes with the case. */
export const PROBLEMS = {
  BAD_REQUEST: { status: 400, title: 'The request is not one that this server can read' },
  BAD_INPUT: { status: 400, title: 'A part of the request is not what it should be' },
  BAD_JSON: { status: 400, title: 'The body is not JSON as it may be sent here' },
  BAD_IDENTIFIER: { status: 400, title: 'A number, name or date is not well formed' },
  BAD_STATEMENT: { status: 400, title: 'The statement does not have the shape of its kind' },
  BAD_CREDENTIAL: { status: 400, title: 'The credential cannot be read' },
  NOT_VERIFIED: { status: 400, title: 'The proof of the statement does not hold' },
  BAD_QUANTITY: { status: 400, title: 'A quantity, unit or decision rule cannot be used' },
  BAD_REQUIREMENT: { status: 400, title: 'A food, a substance or a requirement is not known' },
  BAD_DOSSIER: { status: 400, title: 'The dossier cannot be read' },
  BAD_CURSOR: { status: 400, title: 'The cursor belongs to another list' },
  BAD_CUT: { status: 400, title: 'What was known is not written as it should be' },
  UNKNOWN_CUT: { status: 400, title: 'This node has not reached that cut' },
  IDEMPOTENCY_KEY_MISSING: { status: 400, title: 'A request that records needs an Idempotency-Key' },
  NOT_SIGNED_IN: { status: 401, title: 'Sign in first' },
  BAD_LOGIN: { status: 401, title: 'That login and password do not belong together' },
  NOT_PERMITTED: { status: 403, title: 'Your roles do not permit this' },
  CROSS_SITE: { status: 403, title: 'A page of another site may not act here in your name' },
  REAUTHENTICATION_FAILED: { status: 403, title: 'The signature was not confirmed by the person' },
  NOT_FOUND: { status: 404, title: 'There is no such thing, or none that you may see' },
  NOT_PROMISED: { status: 404, title: 'It is on record, and the public log has not promised it yet' },
  NOT_PUBLISHED: { status: 404, title: 'It is promised and not in the published log yet' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'That method is not served at this address' },
  NOT_ACCEPTABLE: { status: 406, title: 'It cannot be had in the media type asked for' },
  REFUSED: { status: 409, title: 'The rules do not allow this now' },
  IDENTITY_CONFLICT: { status: 409, title: 'Another statement is on record under this issuer and id' },
  IDEMPOTENCY_IN_PROGRESS: { status: 409, title: 'The first request with this Idempotency-Key is still at work' },
  ERASED: { status: 410, title: 'It was erased' },
  TOO_LARGE: { status: 413, title: 'The body is too large' },
  BAD_MEDIA_TYPE: { status: 415, title: 'The body has a media type that is not read here' },
  MISDIRECTED: { status: 421, title: 'This server does not answer to that host name' },
  IDEMPOTENCY_CONFLICT: { status: 422, title: 'This Idempotency-Key was used for another request' },
  TOO_MANY_REQUESTS: { status: 429, title: 'Too many requests; wait before the next' },
  INTERNAL: { status: 500, title: 'The server failed' },
  UNAVAILABLE: { status: 503, title: 'The server cannot answer at the moment' },
} as const satisfies Readonly<Record<string, ProblemKind>>;

/** The closed set of problem codes. */
export type ProblemCode = keyof typeof PROBLEMS;

/** The status that a problem is answered with. */
export function statusOf(code: ProblemCode): number {
  return PROBLEMS[code].status;
}
