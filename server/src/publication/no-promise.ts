// SPDX-License-Identifier: Apache-2.0
import { HttpError } from '../http/http-error.ts';
import type { NodeLog } from './node-log.ts';
import { isForGood } from './open-shard.ts';
import { notOpen } from './receipts.ts';

/** Why a log promises nothing at the moment: it is held, or stopped until an operator has looked, or not open here. */
export function noPromise({ open, trouble }: Pick<NodeLog, 'open' | 'trouble'>): HttpError {
  if (isForGood(trouble)) return new HttpError('UNAVAILABLE', STOPPED);
  // A log that is held asks again whether it may go on about as often.
  if (open?.log.status().confirmed === false) {
    return new HttpError('UNAVAILABLE', HELD, { headers: { 'retry-after': '10' } });
  }
  return notOpen();
}

const HELD =
  'The log is held and promises nothing until a witness has confirmed that no more was signed of it than is here; what is on record stays so, and is promised then. GET /api/log says who was heard.';
const STOPPED =
  'The log has stopped and promises nothing until an operator has looked; what is on record stays so. GET /api/log says why.';
