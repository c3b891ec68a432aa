// SPDX-License-Identifier: Apache-2.0
import { type Instant, parseInstant } from '@touchstone/identifiers';
import { BATCH_PROMISE_HEADER } from './batch-promise.ts';

/** First line of a promise. */
export const PROMISE_HEADER = 'touchstone/promise/v1';

/** Why a text is none of the two sorts. */
export const NO_PROMISE = 'it is no promise of five lines, nor one of six for a batch, with two times of RFC 3339';

/** What a promise says, whoever signed it. */
export interface PromiseLines {
  /** The commitment, or the root over those of a batch, base64. */
  readonly encoded: string;
  /** How many statements the batch has; of a promise for one there is none. */
  readonly count?: number;
  readonly log: string;
  readonly since: Instant;
  readonly until: Instant;
}

/** The text of a promise for one statement or for a batch; undefined for any other. Grammar: verify-promise.ts, batch-promise.ts. */
export function readPromiseLines(text: string): PromiseLines | undefined {
  const [header, encoded = '', ...rest] = text.split('\n');
  const isBatch = header === BATCH_PROMISE_HEADER;
  const [count = ''] = isBatch ? rest.splice(0, 1) : [];
  const [log = '', promised = '', mergeBy = '', end, ...more] = rest;
  const [since, until] = [instantOf(promised), instantOf(mergeBy)];
  if (end !== '' || more.length > 0 || since === undefined || until === undefined) return undefined;
  if (header === PROMISE_HEADER) return { encoded, log, since, until };
  return isBatch && COUNT.test(count) ? { encoded, count: Number(count), log, since, until } : undefined;
}

const COUNT = /^[1-9][0-9]{0,3}$/;

function instantOf(text: string): Instant | undefined {
  try {
    return parseInstant(text);
  } catch {
    return undefined;
  }
}
