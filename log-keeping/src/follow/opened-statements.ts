// SPDX-License-Identifier: Apache-2.0
import { LogKeepingError } from '../log-keeping-error.ts';
import { prefixUrl } from '../reader/http-reader.ts';

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
const ANSWER_BYTES_MAX = 64 << 20;
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
    let answer = await getJson(url, namesLog ? [400] : []);
    if (answer === undefined) {
      namesLog = false;
      url.searchParams.delete('log');
      answer = await getJson(url);
    }
    return readSpan(answer, { from, to, at: url.href });
  };
}

/** JSON from another's server: no redirects, no more than an answer may have; undefined for a status in `refused`. */
export async function getJson(url: URL, refused: readonly number[] = []): Promise<unknown> {
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
    bytes = await readBody(response, at);
  } catch (error) {
    if (error instanceof LogKeepingError) throw error;
    throw new LogKeepingError('UNREACHABLE', `the server does not answer: ${(error as Error).message}`, {
      at,
      cause: error,
    });
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new LogKeepingError('CORRUPT', 'the answer is no JSON', { at, cause });
  }
}

async function readBody(response: Response, at: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > ANSWER_BYTES_MAX) {
      throw new LogKeepingError('CORRUPT', `the answer has more than ${ANSWER_BYTES_MAX} bytes`, { at });
    }
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}

function readSpan(
  answer: unknown,
  { from, to, at }: { readonly from: number; readonly to: number; readonly at: string },
): OpenedSpan {
  const { to: end, items } = (answer ?? {}) as { readonly to?: unknown; readonly items?: unknown };
  if (!Number.isSafeInteger(end) || !Array.isArray(items) || items.length > to - from) {
    throw new LogKeepingError('CORRUPT', 'the answer has no "to" and "items" of the leaves asked for', { at });
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
