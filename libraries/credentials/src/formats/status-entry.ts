// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import { CredentialError, shown } from '../credential-error.ts';
import { isJsonObject, type JsonObject, type JsonValue, listOf } from './json-value.ts';
import { decodeStatusList, STATUS_LIST_BYTES_MAX } from './status-list.ts';

/** Where a credential says that its status stands: entry `index` of the list at `list`. */
export interface StatusEntry {
  readonly purpose: string;
  readonly list: string;
  readonly index: number;
  readonly size: number;
}

/** The entries that were understood, and a sentence for each that was not. */
export interface StatusEntries {
  readonly entries: readonly StatusEntry[];
  readonly faults: readonly string[];
}

const ENTRIES_MAX = 32;
const INDEX_TEXT = /^(?:0|[1-9][0-9]{0,11})$/;

/**
 * entry = { type: "BitstringStatusListEntry", statusPurpose, statusListIndex, statusListCredential, statusSize? }.
 * W3C Bitstring Status List 1.0, section 2.1 (index as decimal text, one entry or a list);
 * UNTP 0.7.0 ConformityCredential schema (index as integer, one entry). Both are read.
 */
export function readStatusEntries(credentialStatus: JsonValue | undefined): StatusEntries {
  const entries: StatusEntry[] = [];
  const faults: string[] = [];
  const given = listOf(credentialStatus);
  if (given.length > ENTRIES_MAX) {
    return { entries, faults: [`at most ${ENTRIES_MAX} status entries are read, not ${given.length}`] };
  }
  given.forEach((entry, position) => {
    const read = readEntry(entry);
    if (typeof read === 'string') {
      faults.push(`/credentialStatus/${position}: ${read}`);
    } else {
      entries.push(read);
    }
  });
  return { entries, faults };
}

function readEntry(entry: JsonValue): StatusEntry | string {
  if (!isJsonObject(entry) || entry.type !== 'BitstringStatusListEntry') {
    return `only the type BitstringStatusListEntry is read, not ${shown(isJsonObject(entry) ? entry.type : entry)}`;
  }
  const { statusPurpose, statusListCredential, statusSize = 1 } = entry;
  const index = readIndex(entry.statusListIndex);
  if (index === undefined) {
    return 'statusListIndex must be a whole number from 0, as text or as a number';
  }
  if (typeof statusPurpose !== 'string' || typeof statusListCredential !== 'string') {
    return 'statusPurpose and statusListCredential must be text';
  }
  if (typeof statusSize !== 'number' || !Number.isInteger(statusSize) || statusSize < 1 || statusSize > 32) {
    return 'statusSize must be a whole number from 1 to 32';
  }
  return { purpose: statusPurpose, list: statusListCredential, index, size: statusSize };
}

function readIndex(value: JsonValue | undefined): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && INDEX_TEXT.test(text) ? Number(text) : undefined;
}

/** A status list as it stood at `takenAt`. A list from elsewhere proves that moment and no other. */
export interface StatusListSnapshot {
  readonly url: string;
  readonly issuer: string;
  readonly purposes: readonly string[];
  readonly bits: Uint8Array;
  readonly takenAt: Instant;
}

/**
 * list = { type: ["VerifiableCredential", "BitstringStatusListCredential"], id, issuer,
 * credentialSubject: { type: "BitstringStatusList", statusPurpose, encodedList } }.
 * W3C Bitstring Status List 1.0, section 2.2. The caller has verified the credential and says when it was taken.
 */
export function readStatusList(
  credential: JsonObject,
  taken: { readonly at: Instant; readonly url?: string; readonly bytesMax?: number },
): StatusListSnapshot {
  const subject = credential.credentialSubject;
  if (!listOf(credential.type).includes('BitstringStatusListCredential') || !isJsonObject(subject)) {
    throw bad('a status list is a credential of type BitstringStatusListCredential with one subject');
  }
  const issuer = isJsonObject(credential.issuer) ? credential.issuer.id : credential.issuer;
  const url = taken.url ?? credential.id;
  if (typeof issuer !== 'string' || typeof url !== 'string') {
    throw bad('a status list has an issuer, and the address from which it was taken');
  }
  const purposes = listOf(subject.statusPurpose).filter((purpose) => typeof purpose === 'string');
  if (purposes.length === 0 || typeof subject.encodedList !== 'string') {
    throw bad('the subject of a status list has statusPurpose and encodedList');
  }
  const bits = decodeStatusList(subject.encodedList, taken.bytesMax ?? STATUS_LIST_BYTES_MAX);
  return { url, issuer, purposes, bits, takenAt: taken.at };
}

function bad(message: string): CredentialError {
  return new CredentialError('BAD_STATUS_LIST', message);
}
