// SPDX-License-Identifier: Apache-2.0
import {
  isJsonObject,
  type JsonValue,
  listOf,
  readStatusEntries,
  type StatusEntry,
} from '@touchstone/credentials/formats';

/** What a body says about where its status is kept; both spellings of an entry are read. */
export interface NamedStatus {
  readonly entries: readonly StatusEntry[];
  /** A sentence for each entry that was not understood. */
  readonly faults: readonly string[];
}

const NOTHING: NamedStatus = { entries: [], faults: [] };

/** The status entries of any body; empty when it names none. */
export function namedStatus(body: unknown): NamedStatus {
  const json = body as JsonValue;
  return isJsonObject(json) && json.credentialStatus !== undefined ? readStatusEntries(json.credentialStatus) : NOTHING;
}

/** The address at which a body says that it is to be found, when it is a status list. W3C Bitstring Status List 1.0, 2.2. */
export function addressOfStatusList(body: unknown): string | undefined {
  const json = body as JsonValue;
  if (!isJsonObject(json) || !listOf(json.type).includes('BitstringStatusListCredential')) return undefined;
  return typeof json.id === 'string' ? json.id : undefined;
}
