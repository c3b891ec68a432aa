// SPDX-License-Identifier: Apache-2.0
import { hashLeaf, type NoteKey, openErasure } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { NoAnswerError } from './follow-state.ts';
import type { ForeignLeaf } from './foreign-leaves.ts';
import type { FollowSetting } from './log-settings.ts';
import { givenStatements, type OpenedStatements } from './opened-statements.ts';

const ANSWER_BYTES_MAX = 64 << 20;
const TIMEOUT = 20_000;

/** Asks the node of a followed log for the statements behind a span of its leaves. */
export async function askOpened(
  { key, url: at }: FollowSetting,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<OpenedStatements> {
  const url = new URL(`/api/log/statements?from=${from}&count=${to - from}`, at);
  url.searchParams.set('log', key.name);
  const response = await fetch(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT),
    headers: { accept: 'application/json' },
  });
  const bytes = await readBody(response);
  if (response.status !== 200) throw new NoAnswerError(`${url.href} answers ${response.status}`);
  return givenStatements.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
}

/** Whether the log has signed that nobody opens this very leaf any more. */
export function isErasedBy(key: NoteKey, { leafIndex, leaf }: ForeignLeaf, tombstone: string | undefined): boolean {
  const of = { origin: key.name, index: leafIndex, leafHash: hashLeaf(nodeLogSuite, leaf), keys: [key] };
  return tombstone !== undefined && openErasure(nodeLogSuite, tombstone, of).outcome === 'accepted';
}

async function readBody(response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > ANSWER_BYTES_MAX) throw new RangeError(`the answer is longer than ${ANSWER_BYTES_MAX} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}
