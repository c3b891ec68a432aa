// SPDX-License-Identifier: Apache-2.0
import { encodeHex, type Instant, parseInstant } from '@touchstone/identifiers';
import { MetrologyError } from '../../metrology-error.ts';

/** One value of DER: its identifier octet, what it holds, and its bytes as they stand. */
export interface Der {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
}

export const TAG = {
  BOOLEAN: 0x01,
  INTEGER: 0x02,
  BIT_STRING: 0x03,
  OCTET_STRING: 0x04,
  OID: 0x06,
  UTC_TIME: 0x17,
  GENERALIZED_TIME: 0x18,
  SEQUENCE: 0x30,
  SET: 0x31,
} as const;

const VALUES_MAX = 10_000;
const UTC_TIME = /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;
const GENERALIZED_TIME = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,3})?\d*Z$/;

/** value = identifier length content, definite and minimal lengths only. ITU-T X.690, 8.1 and 10.1. Nothing may follow. */
export function parseDer(bytes: Uint8Array): Der {
  const { value, end } = valueAt(bytes, 0);
  if (end !== bytes.length) throw bad(`${bytes.length - end} bytes follow the value`);
  return value;
}

/** The values within a constructed value. */
export function partsOf(value: Der): readonly Der[] {
  if ((value.tag & 0x20) === 0) throw bad(`a value with tag ${value.tag} has no parts`);
  const parts: Der[] = [];
  for (let at = 0; at < value.content.length; ) {
    const part = valueAt(value.content, at);
    parts.push(part.value);
    at = part.end;
    if (parts.length > VALUES_MAX) throw bad(`more than ${VALUES_MAX} values`);
  }
  return parts;
}

/** The parts of a value that must have this tag. */
export function partsWith(value: Der | undefined, tag: number): readonly Der[] {
  return partsOf(required(value, tag));
}

/** The value when it has this tag; throws otherwise. */
export function required(value: Der | undefined, tag: number): Der {
  if (value?.tag !== tag) throw bad(`tag ${tag} is expected, not ${value?.tag ?? 'nothing'}`);
  return value;
}

/** OBJECT IDENTIFIER as dotted numbers. ITU-T X.690, 8.19. */
export function oidOf(value: Der | undefined): string {
  const { content } = required(value, TAG.OID);
  const numbers: bigint[] = [];
  let number = 0n;
  for (const byte of content) {
    number = (number << 7n) | BigInt(byte & 0x7f);
    if ((byte & 0x80) !== 0) continue;
    numbers.push(number);
    number = 0n;
  }
  const [first = 0n, ...rest] = numbers;
  const arc = first < 80n ? first / 40n : 2n;
  return [arc, first - arc * 40n, ...rest].join('.');
}

/** A whole number as hexadecimal text, for comparison. */
export function integerOf(value: Der | undefined): string {
  return encodeHex(required(value, TAG.INTEGER).content);
}

/** The bits of a BIT STRING of whole bytes. */
export function bitsOf(value: Der | undefined): Uint8Array {
  const { content } = required(value, TAG.BIT_STRING);
  if (content[0] !== 0) throw bad('a bit string of whole bytes is expected');
  return content.subarray(1);
}

/** UTCTime or GeneralizedTime, in UTC. RFC 5280, 4.1.2.5; RFC 3161, 2.4.2 allows fractions of a second. */
export function timeOf(value: Der | undefined): Instant {
  const isShort = value?.tag === TAG.UTC_TIME;
  if (!isShort && value?.tag !== TAG.GENERALIZED_TIME) throw bad('a time is expected');
  const text = String.fromCharCode(...value.content.subarray(0, 32));
  const found = (isShort ? UTC_TIME : GENERALIZED_TIME).exec(text);
  if (found === null) throw bad(`${text} is no time in UTC`);
  const [, year = '', month, day, hour, minute, second, fraction = ''] = found;
  const century = isShort ? (Number(year) < 50 ? '20' : '19') : '';
  return parseInstant(`${century}${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`);
}

/** Whether two runs of bytes are the same. Nothing secret is compared here. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function valueAt(bytes: Uint8Array, at: number): { readonly value: Der; readonly end: number } {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined) throw bad('it breaks off');
  if ((tag & 0x1f) === 0x1f) throw bad('a tag of several bytes is not read');
  const { length, start } = lengthAt(bytes, at + 1, first);
  const end = start + length;
  if (end > bytes.length) throw bad('it breaks off');
  return { value: { tag, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) }, end };
}

function lengthAt(bytes: Uint8Array, at: number, first: number): { readonly length: number; readonly start: number } {
  if (first < 0x80) return { length: first, start: at + 1 };
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw bad('a length must be definite and of at most four bytes');
  let length = 0;
  for (let index = 1; index <= count; index += 1) length = length * 256 + (bytes[at + index] ?? 0);
  if (length < 0x80 || length < 256 ** (count - 1)) throw bad('a length must be written as short as it can be');
  return { length, start: at + 1 + count };
}

function bad(why: string): MetrologyError {
  return new MetrologyError('BAD_DER', `DER: ${why}`);
}
