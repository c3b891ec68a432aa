// SPDX-License-Identifier: Apache-2.0
import { issueStatement, statusListBody } from '@touchstone/credentials/issue';
import { gzipNode, nodeSuite } from '@touchstone/credentials/node';
import { parseInstant } from '@touchstone/identifiers';
import { PARTIES } from './authorities.ts';
import type { StatusEntry } from './parties.ts';

const SITE = 'https://listing-laboratory.demonstration.touchstone.example/status';
const ENTRIES = 131_072;
const REVOKED = 94_567;

/** Entries of the demonstration: one that the list at hand shows as revoked, one in a list that nobody has. */
export const STATUS_ENTRIES = {
  revoked: entry(`${SITE}/1`, REVOKED),
  missing: entry(`${SITE}/2`, 7),
} as const;

/** The list of revocations of the laboratory that keeps one, as taken two days before the question. */
export async function makeStatusList(): Promise<string> {
  const bits = new Uint8Array(ENTRIES / 8);
  bits[REVOKED >>> 3] = 0x80 >>> (REVOKED & 7);
  const takenAt = parseInstant('2026-11-20T00:00:00Z');
  const { did, signer } = PARTIES.listing;
  const body = statusListBody(
    { url: `${SITE}/1`, issuer: did, validFrom: takenAt, purpose: 'revocation', bits },
    gzipNode,
  );
  return (await issueStatement(body, signer, { created: takenAt, suite: nodeSuite })).embedded;
}

function entry(list: string, index: number): StatusEntry {
  return {
    id: `${list}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: 'revocation',
    statusListIndex: String(index),
    statusListCredential: list,
  };
}
