// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import type { Gzip } from '../formats/gzip.ts';
import type { JsonObject } from '../formats/json-value.ts';
import { CREDENTIALS_CONTEXT_V2 } from '../formats/pinned-contexts.ts';
import { type DerivedPurpose, encodeStatusList } from '../formats/status-list.ts';

/** A list to be published: where, by whom, from when, and its bits. */
export interface PublishedList {
  readonly url: string;
  readonly issuer: string;
  readonly validFrom: Instant;
  readonly validUntil?: Instant;
  readonly purpose: DerivedPurpose;
  readonly bits: Uint8Array;
}

/** The body of a status list credential, to be signed like any other. W3C Bitstring Status List 1.0, section 2.2. */
export function statusListBody(list: PublishedList, gzip: Gzip): JsonObject {
  return {
    '@context': [CREDENTIALS_CONTEXT_V2],
    id: list.url,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: list.issuer,
    validFrom: list.validFrom,
    ...(list.validUntil === undefined ? {} : { validUntil: list.validUntil }),
    credentialSubject: {
      id: `${list.url}#list`,
      type: 'BitstringStatusList',
      statusPurpose: list.purpose,
      encodedList: encodeStatusList(list.bits, gzip),
    },
  };
}
