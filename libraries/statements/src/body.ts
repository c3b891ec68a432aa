// SPDX-License-Identifier: Apache-2.0
import { parseUuidV7, type UuidV7 } from '@touchstone/identifiers';
import { z } from 'zod';
import { did, instant, LIST_LIMIT, text } from './fields.ts';
import { requireFigures } from './figures.ts';
import { isStatementKind, KINDS, type StatementKind, type SubjectOf } from './kind.ts';
import { requireNames } from './names.ts';
import { clipped, StatementError } from './statement-error.ts';

/** W3C Verifiable Credentials Data Model 2.0, 4.3: the first context of every body. */
export const CREDENTIALS_CONTEXT = 'https://www.w3.org/ns/credentials/v2';
/** Terms that the base context lacks: uncertainty, scope lines, sampling, status changes. */
export const QUALITY_CONTEXT = 'https://touchstone.example/contexts/qi/v1';

const URN = 'urn:uuid:';
/** Faults of one body that are named; whoever has more begins with these. */
const FAULTS_MAX = 50;

const envelope = z.strictObject({
  '@context': z.tuple([z.literal(CREDENTIALS_CONTEXT), z.literal(QUALITY_CONTEXT)]),
  id: z.string(),
  type: z.tuple([z.literal('VerifiableCredential'), z.string()]),
  name: text.optional(),
  issuer: did,
  validFrom: instant,
  validUntil: instant.optional(),
  // Read by the schema of the kind from the raw member: a record would drop a member named __proto__ unseen.
  credentialSubject: z.unknown(),
  evidence: z.array(z.record(z.string(), z.unknown())).max(LIST_LIMIT).optional(),
  credentialStatus: z.unknown().optional(),
  proof: z.unknown().optional(),
});
type Envelope = z.infer<typeof envelope>;

/** A statement as parsed: its kind decides the type of its subject. `validUntil` is the end of the attestation. */
export type StatementOf<K extends StatementKind> = {
  readonly kind: K;
  readonly id: string;
  readonly uuid: UuidV7;
  readonly issuer: Envelope['issuer'];
  readonly validFrom: Envelope['validFrom'];
  readonly validUntil?: Envelope['validFrom'];
  readonly subject: SubjectOf<K>;
};
export type Statement = { readonly [K in StatementKind]: StatementOf<K> }[StatementKind];

/**
 * Parses a decoded JSON body into a statement of ours; identity is issuer DID + UUIDv7.
 * Throws StatementError with every fault. Checks shape only: a parsed statement proves nothing yet, and its figures may be
 * none (`requireFigures`), and its names other than they look (`requireNames`).
 */
export function parseStatement(body: unknown): Statement {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new StatementError('NOT_AN_OBJECT', 'a statement is a JSON object, a W3C Verifiable Credential 2.0 body');
  }
  const outer = check(envelope, body, '');
  const kind = outer.type[1];
  if (!isStatementKind(kind)) {
    throw new StatementError(
      'UNKNOWN_KIND',
      `type[1]: "${clipped(kind)}" is no kind of statement known here; one of ${Object.keys(KINDS).join(', ')}`,
    );
  }
  return {
    kind,
    id: outer.id,
    uuid: parseIdentity(outer.id),
    issuer: outer.issuer,
    validFrom: outer.validFrom,
    ...(outer.validUntil === undefined ? {} : { validUntil: outer.validUntil }),
    subject: check(KINDS[kind], outer.credentialSubject, 'credentialSubject.'),
  } as Statement;
}

/** True when the statement is of `kind`, narrowing its subject. */
export function isKind<K extends StatementKind>(
  statement: Statement,
  kind: K,
): statement is Extract<Statement, { kind: K }> {
  return statement.kind === kind;
}

/**
 * The body to be signed: contexts, type and subject of one kind. Throws StatementError when the subject does not fit, or
 * has figures that cannot be, or names that are not what they look like.
 */
export function composeBody<K extends StatementKind>(kind: K, parts: BodyParts<K>): Record<string, unknown> {
  const body: Record<string, unknown> = {
    '@context': [CREDENTIALS_CONTEXT, QUALITY_CONTEXT],
    id: `${URN}${parts.uuid}`,
    type: ['VerifiableCredential', kind],
    issuer: parts.issuer,
    validFrom: parts.validFrom,
    ...(parts.validUntil === undefined ? {} : { validUntil: parts.validUntil }),
    credentialSubject: parts.subject,
    ...(parts.evidence === undefined ? {} : { evidence: parts.evidence }),
  };
  const statement = parseStatement(body);
  requireFigures(statement);
  requireNames(statement);
  return body;
}

/** What `composeBody` needs; the subject as plain JSON (its brands are earned by parsing). */
export type BodyParts<K extends StatementKind> = {
  readonly uuid: string;
  readonly issuer: string;
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly subject: z.input<(typeof KINDS)[K]>;
  readonly evidence?: readonly Record<string, unknown>[];
};

function parseIdentity(id: string): UuidV7 {
  try {
    if (!id.startsWith(URN)) throw new Error(`"${id}" does not begin with ${URN}`);
    return parseUuidV7(id.slice(URN.length));
  } catch (cause) {
    const why = (cause as Error).message;
    throw new StatementError(
      'BAD_IDENTITY',
      `id: ${clipped(why)}; a statement's id is urn:uuid: and a UUID of version 7`,
    );
  }
}

function check<T extends z.ZodType>(schema: T, value: unknown, prefix: string): z.infer<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues
    .slice(0, FAULTS_MAX)
    .map((issue) => clipped(`${prefix}${issue.path.join('.')}: ${issue.message}`));
  throw new StatementError('BAD_SHAPE', faults.join('; '), faults);
}
