// SPDX-License-Identifier: Apache-2.0
import { concatBytes, utf8Bytes } from '@touchstone/identifiers';
import { LogError } from '../log-error.ts';
import { readUint64, uint64Bytes } from '../notes/signed-message.ts';

/** The head of the body of `POST <submission prefix>/add-entries`. */
export interface AddEntriesHeader {
  readonly origin: string;
  readonly uploadStart: number;
  readonly uploadEnd: number;
  /** What the mirror gave the client earlier, or nothing. */
  readonly ticket: Uint8Array;
}

/** The bytes of the longest head: an origin and a ticket of 65,535 bytes each. */
export const ADD_ENTRIES_HEADER_BYTES_MAX = 20 + 2 * 65_535;

/**
 * header = u16 size ‖ origin ‖ u64 upload_start ‖ u64 upload_end ‖ u16 size ‖ ticket, big-endian
 * C2SP tlog-mirror, add-entries, Request Body.
 */
export function encodeAddEntriesHeader(header: AddEntriesHeader): Uint8Array<ArrayBuffer> {
  return concatBytes(
    withLength(utf8Bytes(header.origin)),
    uint64Bytes(header.uploadStart),
    uint64Bytes(header.uploadEnd),
    withLength(header.ticket),
  );
}

/**
 * The head at the beginning of the bytes and how many it takes, or undefined as long as there are too few of them.
 * C2SP tlog-mirror, add-entries. BAD_REQUEST.
 */
export function decodeAddEntriesHeader(
  bytes: Uint8Array,
): { readonly header: AddEntriesHeader; readonly length: number } | undefined {
  const origin = readWithLength(bytes, 0);
  if (origin === undefined || bytes.length < origin.end + 16) {
    return undefined;
  }
  const uploadStart = readUint64(bytes.subarray(origin.end));
  const uploadEnd = readUint64(bytes.subarray(origin.end + 8));
  if (Number.isNaN(uploadStart + uploadEnd) || uploadStart > uploadEnd) {
    throw new LogError('BAD_REQUEST', 'upload_start is not above upload_end, and neither is above 2^53 - 1');
  }
  const ticket = readWithLength(bytes, origin.end + 16);
  return ticket === undefined
    ? undefined
    : {
        header: { origin: decodeOrigin(origin.bytes), uploadStart, uploadEnd, ticket: new Uint8Array(ticket.bytes) },
        length: ticket.end,
      };
}

function withLength(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  if (bytes.length > 65_535) {
    throw new LogError('TOO_LARGE', `an origin or ticket has 65535 bytes at most, not ${bytes.length}`);
  }
  return concatBytes(Uint8Array.of(bytes.length >>> 8, bytes.length), bytes);
}

function readWithLength(
  bytes: Uint8Array,
  from: number,
): { readonly bytes: Uint8Array; readonly end: number } | undefined {
  const end = from + 2 + (((bytes[from] ?? 0) << 8) | (bytes[from + 1] ?? 0));
  return bytes.length < from + 2 || bytes.length < end ? undefined : { bytes: bytes.subarray(from + 2, end), end };
}

function decodeOrigin(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new LogError('BAD_REQUEST', 'the origin is UTF-8 text', { cause });
  }
}
