// SPDX-License-Identifier: Apache-2.0
import { type Did, didMethod, parseDidUrl } from '@touchstone/identifiers';
import { issuerOf } from '../formats/credential-shape.ts';
import { isJsonObject, type JsonValue, listOf } from '../formats/json-value.ts';
import { readStatusEntries } from '../formats/status-entry.ts';
import type { JsonLimits } from '../formats/strict-json.ts';
import { readInput } from './read-input.ts';

/** What is worth gathering before a credential is judged: documents of DIDs, and addresses of status lists. */
export interface NamedResources {
  readonly dids: readonly Did[];
  readonly statusLists: readonly string[];
}

/** The resources that a credential names, each once; a did:key needs no gathering. Nothing in them was verified. */
export function namedResources(input: string | Uint8Array, limits?: JsonLimits): NamedResources {
  const reading = readInput(input, limits);
  if (reading.form === 'unreadable') {
    return { dids: [], statusLists: [] };
  }
  const { document } = reading;
  const keys: (JsonValue | undefined)[] = listOf(document.proof).map((proof) =>
    isJsonObject(proof) ? proof.verificationMethod : undefined,
  );
  if (reading.form === 'enveloped') {
    keys.push(reading.token.header.kid);
  }
  const dids = [issuerOf(document), ...keys].flatMap(didOf).filter((did) => didMethod(did) !== 'key');
  const statusLists = readStatusEntries(document.credentialStatus).entries.map(({ list }) => list);
  return { dids: [...new Set(dids)], statusLists: [...new Set(statusLists)] };
}

function didOf(name: JsonValue | undefined): readonly Did[] {
  try {
    return [parseDidUrl(name).did];
  } catch {
    return [];
  }
}
