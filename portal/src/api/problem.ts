// SPDX-License-Identifier: Apache-2.0
import { list, maybe, members, type Read } from './narrow.ts';

/** One fault of a dossier, at its place. */
export interface Fault {
  readonly code: string | undefined;
  readonly message: string;
  /** What the message speaks of, by name. */
  readonly values: Readonly<Record<string, string>>;
  /** File, sheet, row and column as far as they are known, in that order. */
  readonly file: string | undefined;
  readonly sheet: string | undefined;
  readonly row: string | undefined;
  readonly column: string | undefined;
}

/** Why there is no answer, as told by the server or found out here. */
export interface Problem {
  readonly code: string;
  readonly title: string | undefined;
  readonly detail: string | undefined;
  readonly status: number | undefined;
  readonly faults: readonly Fault[];
}

/** A request that ended without an answer to show. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title ?? problem.code);
    this.problem = problem;
  }
}

/** A problem found in the page itself: no network, an answer that cannot be read. */
export function localProblem(code: string, detail?: string, status?: number): Problem {
  return { code, title: undefined, detail, status, faults: [] };
}

/** Reads application/problem+json, RFC 9457; whatever is missing stays unsaid, so that an error is never lost in another. */
export function readProblem(body: unknown, status: number): Problem {
  try {
    const given = members(body, '');
    return {
      code: word(given.code) ?? `HTTP_${status}`,
      title: word(given.title),
      detail: word(given.detail),
      status,
      faults: maybe(list(readFault))(given.errors, '/errors') ?? [],
    };
  } catch {
    return localProblem(`HTTP_${status}`, undefined, status);
  }
}

const readFault: Read<Fault> = (value, path) => {
  const given = members(value, path);
  return {
    code: word(given.code),
    message: word(given.message) ?? word(given.detail) ?? word(given.code) ?? '',
    values: valuesOf(given.values),
    file: word(given.file) ?? word(given.pointer) ?? word(given.parameter),
    sheet: word(given.sheet),
    row: word(given.row),
    column: word(given.column),
  };
};

function valuesOf(value: unknown): Readonly<Record<string, string>> {
  const given = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(given.flatMap(([name, each]) => (typeof each === 'string' ? [[name, each]] : [])));
}

function word(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
