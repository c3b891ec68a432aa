// SPDX-License-Identifier: Apache-2.0
import { PROBLEM_TYPE_ROOT, type Problem, type ProblemFault } from '@touchstone/contract';
import { CredentialError, type CredentialErrorCode } from '@touchstone/credentials/formats';
import { nearEnough } from '@touchstone/dossier';
import { IdentifierError } from '@touchstone/identifiers';
import { MetrologyError } from '@touchstone/metrology/decision';
import { RequirementError } from '@touchstone/requirements';
import { StatementError } from '@touchstone/statements';
import { ZodError } from 'zod';
import { RecordError, type RecordErrorCode } from '../record-keeping/record-error.ts';
import { StorageError } from '../storage/storage-error.ts';
import { HttpError } from './http-error.ts';
import { PROBLEMS, type ProblemCode } from './problem-codes.ts';

/** What became of an error: the problem to answer with, extra headers, and whether an operator must hear of it. */
export interface ProblemAnswer {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
  readonly unexpected: boolean;
}

interface Meaning {
  readonly code: ProblemCode;
  readonly errors?: readonly ProblemFault[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Said instead of the error's own message, which may hold what the asker must not learn. */
  readonly detail?: string;
}

/** The problem details of any error; what is not in the table is INTERNAL and says nothing about itself. */
export function problemOf(error: unknown, requestId: string): ProblemAnswer {
  const meaning = meaningOf(error);
  const { code, errors = [], headers = {}, detail } = meaning;
  return {
    problem: {
      type: PROBLEM_TYPE_ROOT + code.toLowerCase().replaceAll('_', '-'),
      title: PROBLEMS[code].title,
      status: PROBLEMS[code].status,
      detail: detail ?? (error instanceof Error ? error.message : PROBLEMS[code].title),
      code,
      ...(errors.length === 0 ? {} : { errors: errors.slice(0, ERRORS_MAX) }),
      requestId,
    },
    headers,
    unexpected: code === 'INTERNAL' || code === 'UNAVAILABLE',
  };
}

const ERRORS_MAX = 50;

/** The one table in which errors of packages meet HTTP. */
function meaningOf(error: unknown): Meaning {
  if (error instanceof HttpError) return { code: error.code, errors: error.errors, headers: error.headers };
  if (error instanceof ZodError)
    return { code: 'BAD_INPUT', detail: 'Some fields need mending.', errors: faultsOf(error) };
  if (error instanceof IdentifierError) return fault('BAD_IDENTIFIER', error);
  if (error instanceof CredentialError) return fault(CREDENTIAL_CODES[error.code] ?? 'BAD_CREDENTIAL', error);
  if (error instanceof MetrologyError) return fault('BAD_QUANTITY', error);
  if (error instanceof RequirementError) return fault('BAD_REQUIREMENT', error);
  if (error instanceof StatementError) {
    return { code: 'BAD_STATEMENT', errors: error.faults.map((detail) => ({ code: error.code, detail })) };
  }
  if (error instanceof RecordError) return RECORD_MEANINGS[error.code];
  if (error instanceof StorageError || isConnectionLoss(error)) return UNAVAILABLE;
  return (
    fastifyMeaning(error) ?? {
      code: 'INTERNAL',
      detail: 'The fault is on this side and was noted. Trying again may help.',
    }
  );
}

const UNAVAILABLE: Meaning = {
  code: 'UNAVAILABLE',
  detail: 'The database does not answer. Nothing was lost; try again shortly.',
  headers: { 'retry-after': '5' },
};

const CREDENTIAL_CODES: Readonly<Partial<Record<CredentialErrorCode, ProblemCode>>> = {
  TOO_LARGE: 'TOO_LARGE',
  NOT_UTF8: 'BAD_JSON',
  NOT_JSON: 'BAD_JSON',
  TRAILING_DATA: 'BAD_JSON',
  DUPLICATE_KEY: 'BAD_JSON',
  TOO_DEEP: 'BAD_JSON',
  TOO_MANY_VALUES: 'BAD_JSON',
  LONE_SURROGATE: 'BAD_JSON',
  NUMBER_OUT_OF_RANGE: 'BAD_JSON',
  BAD_SIGNER: 'INTERNAL',
};

const NOT_FOUND: Meaning = { code: 'NOT_FOUND', detail: PROBLEMS.NOT_FOUND.title };
const OURS: Meaning = { code: 'INTERNAL', detail: 'The fault is on this side and was noted.' };

const RECORD_MEANINGS: Readonly<Record<RecordErrorCode, Meaning>> = {
  BAD_CUT: { code: 'BAD_CUT' },
  BAD_CURSOR: { code: 'BAD_CURSOR' },
  BAD_INPUT: { code: 'BAD_INPUT' },
  IDENTITY_CONFLICT: { code: 'IDENTITY_CONFLICT' },
  IDEMPOTENCY_CONFLICT: { code: 'IDEMPOTENCY_CONFLICT' },
  IDEMPOTENCY_IN_PROGRESS: { code: 'IDEMPOTENCY_IN_PROGRESS', headers: { 'retry-after': '1' } },
  // Whose it is, and that it is at all, stays private: both read the same.
  NOT_OWNER: NOT_FOUND,
  UNKNOWN_STREAM: NOT_FOUND,
  UNKNOWN_DISCLOSURE: NOT_FOUND,
  UNKNOWN_CUT: { code: 'UNKNOWN_CUT' },
  FOLD_NOT_READY: {
    code: 'UNAVAILABLE',
    detail: 'The register is being rebuilt; try again shortly.',
    headers: { 'retry-after': '2' },
  },
  BUSY: {
    code: 'UNAVAILABLE',
    detail: 'Another request holds this; try again shortly.',
    headers: { 'retry-after': '2' },
  },
  UNKNOWN_KIND: OURS,
  UNKNOWN_REGISTER: OURS,
  FOLD_FAILED: OURS,
  BAD_REGISTER: OURS,
};

function fault(code: ProblemCode, error: Error & { readonly code: string }): Meaning {
  return { code, errors: [{ code: error.code, detail: error.message }] };
}

/** Every fault of a request, each where it lies; `fields` are the names that a part of it may have, for the nearest one. */
export function faultsOf(error: ZodError, fields: Fields = {}): readonly ProblemFault[] {
  return error.issues.flatMap((issue): ProblemFault[] => {
    const names = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return names.map((path) => ({
      code: ownCode(issue) ?? issue.code,
      detail: issue.code === 'unrecognized_keys' ? notAField(path, fields) : issue.message,
      ...placeOf(path),
    }));
  });
}

/** The code of a rule of our own, where it has one; the parser calls them all `custom`. */
function ownCode(issue: ZodError['issues'][number]): string | undefined {
  const code = issue.code === 'custom' ? issue.params?.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Names of fields by the part of a request that has them. */
export type Fields = Readonly<Record<string, readonly string[]>>;

function notAField([part, name, ...deeper]: readonly PropertyKey[], fields: Fields): string {
  const meant = deeper.length > 0 ? undefined : nearEnough(String(name), fields[String(part)] ?? []);
  return `is not a field here${meant === undefined ? '' : `; the nearest is ${meant}`}`;
}

/** The http layer parses `{ params, query, headers, body }` as one, so that the first step says where a fault lies. */
function placeOf([part, ...path]: readonly PropertyKey[]): Partial<ProblemFault> {
  const steps = path.map(String);
  if (part === 'body')
    return { pointer: steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('') };
  if (part === 'params' || part === 'query' || part === 'headers') return { parameter: steps.join('.') };
  return { pointer: [String(part ?? ''), ...steps].map((step) => `/${step}`).join('') };
}

const FASTIFY_CODES: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['TOO_LARGE', 'The body is larger than this route reads.'],
  FST_REQ_FILE_TOO_LARGE: ['TOO_LARGE', 'A file is larger than this route reads.'],
  FST_FILES_LIMIT: ['TOO_LARGE', 'There are more files than this route reads.'],
  FST_PARTS_LIMIT: ['TOO_LARGE', 'There are more parts than this route reads.'],
  FST_FIELDS_LIMIT: ['TOO_LARGE', 'There are more fields than this route reads.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['BAD_MEDIA_TYPE', 'Send application/json.'],
  FST_INVALID_MULTIPART_CONTENT_TYPE: ['BAD_MEDIA_TYPE', 'Send multipart/form-data.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['BAD_JSON', 'The body is empty.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['BAD_REQUEST', 'Content-Length is not the length of the body.'],
  FST_ERR_BAD_URL: ['BAD_REQUEST', 'The path is not well formed.'],
  FST_ERR_MAX_LIMIT: ['BAD_REQUEST', 'The request is too long.'],
};

function fastifyMeaning(error: unknown): Meaning | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const known = FASTIFY_CODES[error.code];
  if (known !== undefined) return { code: known[0], detail: known[1] };
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (!error.code.startsWith('FST_') || typeof status !== 'number' || status >= 500) return undefined;
  return { code: 'BAD_REQUEST', detail: PROBLEMS.BAD_REQUEST.title };
}

const SOCKET_CALLS: ReadonlySet<unknown> = new Set(['connect', 'read', 'write']);

/** PostgreSQL, Appendix A: connection exceptions, no right or no database, no resources, shut down. */
const LOST_STATES = /^(08|28|3D|53|57P)[0-9A-Z]{2,3}$/;

function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && LOST_STATES.test(error.code)) return true;
  // A file that is missing is another matter than a socket that is.
  if ('syscall' in error && SOCKET_CALLS.has(error.syscall)) return true;
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    error.message,
  );
}
