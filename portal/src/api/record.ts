// SPDX-License-Identifier: Apache-2.0
import { askText } from './client.ts';

const KEY_BYTES = 16;

/** Puts something on record; each call is an act of its own, which a repeated delivery does not double. */
export async function record(path: string, body: object, signal: AbortSignal): Promise<true> {
  // Not randomUUID: a page that came over plain HTTP from elsewhere has none.
  const random = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const key = [...random].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const headers = { 'content-type': 'application/json', 'idempotency-key': `"${key}"` };
  await askText(path, { method: 'POST', headers, body: JSON.stringify(body), signal });
  return true;
}
