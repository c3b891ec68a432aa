// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError } from '../log-keeping-error.ts';
import { prefixUrl } from '../reader/http-reader.ts';
import { hasAtMostMarks } from '../reader/json-marks.ts';
import { readBody } from '../reader/read-body.ts';

/** What a node gives for one leaf: a signed statement with what opens the leaf, or that nobody can open it any more. */
export interface GivenStatement {
  readonly index: number;
  readonly statement?: string;
  readonly jwt?: string;
  /** Base64 of what opens the commitment. */
  readonly opening?: string;
  readonly erased?: true;
  /** The note by which the log has signed that: without it nobody has. */
  readonly tombstone?: string;
}

/** Statements behind the leaves up to and without `to`. */
export interface OpenedSpan {
  readonly to: number;
  readonly items: readonly GivenStatement[];
}

/** Asks a node for the statements behind leaves. */
export type AskOpened = (from: number, to: number) => Promise<OpenedSpan>;

/** Leaves that a node is asked about at once. */
export const SPAN_MAX = 256;
/** Of whatever a node is asked for. */
const ANSWER_BYTES_MAX = 64 << 20;
/** Of statements: 4 MB of them, one more, their tokens, and what escaping them in JSON takes. */
const SPAN_BYTES_MAX = 16 << 20;
/** An item has eight members at most, each with a colon and a comma. */
const SPAN_MARKS_MAX = 20 * SPAN_MAX;
const TIMEOUT_MILLISECONDS = 30_000;

/**
 * Asks the node whose log it is, below its web address: GET /api/log/statements. A node of one log only knows no
 * parameter for the log's name. UNREACHABLE and CORRUPT as from httpReader().
 */
export function httpOpened(node: string, origin: string): AskOpened {
  const base = prefixUrl(node);
  let namesLog = true;
  return async (from, to) => {
    const url = new URL('/api/log/statements', base);
    url.searchParams.set('from', String(from));
    url.searchParams.set('count', String(to - from));
    if (namesLog) url.searchParams.set('log', origin);
    const limits = { bytesMax: SPAN_BYTES_MAX, marksMax: SPAN_MARKS_MAX };
    let answer = await getJson(url, namesLog ? [400] : [], limits);
    if (answer === undefined) {
      namesLog = false;
      url.searchParams.delete('log');
      answer = await getJson(url, [], limits);
    }
    return readSpan(answer, { from, to, at: url.href });
  };
}

/** What an answer may have: its bytes, and its braces, brackets, commas and colons. */
export interface AnswerLimits {
  readonly bytesMax: number;
  readonly marksMax?: number;
}

/** JSON from another's server: no redirects, no more than an answer may have; undefined for a status in `refused`. */
export async function getJson(
  url: URL,
  refused: readonly number[] = [],
  { bytesMax, marksMax }: AnswerLimits = { bytesMax: ANSWER_BYTES_MAX },
): Promise<unknown> {
  const at = url.href;
  let bytes: Uint8Array;
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
    const response = await fetch(url, { redirect: 'error', signal, headers: { accept: 'application/json' } });
    if (refused.includes(response.status)) {
      await response.body?.cancel();
      return undefined;
    }
    if (response.status !== 200) {
      await response.body?.cancel();
      throw new LogKeepingError('UNREACHABLE', `the server answers ${response.status}`, { at });
    }
    bytes = await readBody(response, { at, bytesMax });
  } catch (error) {
    if (error instanceof LogKeepingError) throw error;
    throw new LogKeepingError('UNREACHABLE', `the server does not answer: ${(error as Error).message}`, {
      at,
      cause: error,
    });
  }
  if (marksMax !== undefined && !hasAtMostMarks(bytes, marksMax)) {
    throw new LogKeepingError('CORRUPT', 'the answer has more members and items than it can have', { at });
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new LogKeepingError('CORRUPT', 'the answer is no JSON', { at, cause });
  }
}

function readSpan(
  answer: unknown,
  { from, to, at }: { readonly from: number; readonly to: number; readonly at: string },
): OpenedSpan {
  const { to: end, items } = (answer ?? {}) as { readonly to?: unknown; readonly items?: unknown };
  if (!Number.isSafeInteger(end) || !Array.isArray(items) || items.length > to - from) {
    throw new LogKeepingError(
      'CORRUPT',
      'the node answers something else than statements: "to" and "items" of the leaves asked for are missing',
      {
        at,
      },
    );
  }
  return { to: Math.min(end as number, to), items: items.map((item) => readItem(item, at)) };
}

const TEXTS = ['statement', 'jwt', 'opening', 'tombstone'] as const;

function readItem(item: unknown, at: string): GivenStatement {
  const given = (item ?? {}) as Readonly<Record<string, unknown>>;
  const { index, erased, erasedAt } = given;
  const isRight =
    Number.isSafeInteger(index) &&
    (erased === undefined || erased === true) &&
    [...TEXTS, 'erasedAt'].every((name) => given[name] === undefined || typeof given[name] === 'string');
  if (!isRight) throw new LogKeepingError('CORRUPT', 'an item has an "index", and texts', { at });
  const texts = TEXTS.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]]));
  // Nodes of before said since when.
  const isErased = erased === true || erasedAt !== undefined;
  return { index: index as number, ...Object.fromEntries(texts), ...(isErased ? { erased: true } : {}) };
}
