// SPDX-License-Identifier: Apache-2.0
import { issueStatement, statusListBody } from '@touchstone/credentials/issue';
import { gzipNode, nodeSuite } from '@touchstone/credentials/node';
import { parseInstant } from '@touchstone/identifiers';
import type { TestParty } from './parties.ts';

/** A status list to be signed: who keeps it, when it was taken, and which entries are set. */
export interface ListDraft {
  readonly keeper: TestParty;
  readonly takenAt: string;
  readonly until?: string;
  readonly purpose?: string;
  readonly url?: string;
  readonly set?: readonly number[];
  /** Members of the body, or of its subject, as a test wants them. */
  readonly body?: Record<string, unknown>;
  readonly subject?: Record<string, unknown>;
}

export const LIST = 'https://laboratory.test.touchstone.example/status/1';

/** The signed text of a list. */
export async function signList(list: ListDraft): Promise<string> {
  const bits = new Uint8Array(16_384);
  for (const index of list.set ?? []) bits[index >>> 3] = (bits[index >>> 3] ?? 0) | (0x80 >>> (index & 7));
  const made = statusListBody(
    {
      url: list.url ?? LIST,
      issuer: list.keeper.did,
      validFrom: parseInstant(list.takenAt),
      ...(list.until === undefined ? {} : { validUntil: parseInstant(list.until) }),
      purpose: (list.purpose ?? 'revocation') as 'revocation',
      bits,
    },
    gzipNode,
  );
  const subject = { ...(made.credentialSubject as Record<string, unknown>), ...list.subject };
  const body = JSON.parse(JSON.stringify({ ...made, credentialSubject: subject, ...list.body }));
  const { embedded } = await issueStatement(body, list.keeper.signer, {
    created: parseInstant(list.takenAt),
    suite: nodeSuite,
  });
  return embedded;
}

/** The entry of a credential in a list, in the spelling of W3C unless a test says otherwise. */
export function entry(index: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(index),
    statusListCredential: LIST,
    ...more,
  };
}
