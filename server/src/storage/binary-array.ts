// SPDX-License-Identifier: Apache-2.0

// Type numbers of PostgreSQL's catalogue (pg_type.dat), which are fixed.
const OIDS = { text: 25, bytea: 17, uuid: 2950, jsonb: 3802, bigint: 20 } as const;

const HEAD_BYTES = 20;
const LENGTH_BYTES = 4;
const NULL_LENGTH = -1;
/** Before the text of a jsonb: the version of its form. */
const JSONB_VERSION = 1;

/**
 * array = dimensions(1) ‖ has nulls ‖ type of elements ‖ length ‖ lower bound(1), then each as length ‖ bytes; int32 BE.
 * PostgreSQL, array_send and array_recv (src/backend/utils/adt/arrayfuncs.c), protocol 3.0, binary format.
 *
 * The driver writes arrays as text, every element quoted and escaped, bytes in twice their length; the server takes all
 * of it apart again. What comes by the hundred travels like this: as a Buffer, which the driver sends as it is.
 */
function binaryArray(oid: number, elements: readonly (Uint8Array | null)[]): Buffer {
  const length = elements.reduce((sum, element) => sum + LENGTH_BYTES + (element?.length ?? 0), HEAD_BYTES);
  const whole = Buffer.allocUnsafe(length);
  let at = writeHead(whole, oid, elements);
  for (const element of elements) {
    at = whole.writeInt32BE(element?.length ?? NULL_LENGTH, at);
    if (element === null) continue;
    whole.set(element, at);
    at += element.length;
  }
  return whole;
}

function writeHead(whole: Buffer, oid: number, elements: readonly unknown[]): number {
  whole.writeInt32BE(1, 0);
  whole.writeInt32BE(elements.includes(null) ? 1 : 0, 4);
  whole.writeUInt32BE(oid, 8);
  whole.writeInt32BE(elements.length, 12);
  return whole.writeInt32BE(1, 16);
}

/** A parameter to be cast to `text[]`. */
export function textArray(texts: readonly (string | null)[]): Buffer {
  return writtenTexts(OIDS.text, texts, 0);
}

/** A parameter to be cast to `jsonb[]`, of texts that are JSON. */
export function jsonbArray(texts: readonly (string | null)[]): Buffer {
  return writtenTexts(OIDS.jsonb, texts, 1);
}

/** A parameter to be cast to `bytea[]`. */
export function bytesArray(values: readonly (Uint8Array | null)[]): Buffer {
  return binaryArray(OIDS.bytea, values);
}

/** A parameter to be cast to `uuid[]`, of the 16 bytes of each. */
export function uuidArray(uuids: readonly string[]): Buffer {
  return binaryArray(
    OIDS.uuid,
    uuids.map((uuid) => Buffer.from(uuid.replaceAll('-', ''), 'hex')),
  );
}

/** A parameter to be cast to `bigint[]`. */
export function bigintArray(numbers: readonly (number | null)[]): Buffer {
  const size = numbers.reduce<number>((sum, number) => sum + LENGTH_BYTES + (number === null ? 0 : 8), HEAD_BYTES);
  const whole = Buffer.allocUnsafe(size);
  let at = writeHead(whole, OIDS.bigint, numbers);
  for (const number of numbers) {
    at = whole.writeInt32BE(number === null ? NULL_LENGTH : 8, at);
    if (number !== null) at = whole.writeBigInt64BE(BigInt(number), at);
  }
  return whole;
}

/**
 * Each text is measured and written in its place, without bytes of its own in between; one that is the same as the one
 * before it, as whose something is mostly is, is copied.
 */
function writtenTexts(oid: number, texts: readonly (string | null)[], versionBytes: 0 | 1): Buffer {
  const lengths: number[] = [];
  let size = HEAD_BYTES;
  for (const [index, text] of texts.entries()) {
    const isRepeated = index > 0 && text === texts[index - 1];
    const length = isRepeated ? (lengths[index - 1] as number) : lengthOf(text, versionBytes);
    lengths.push(length);
    size += LENGTH_BYTES + Math.max(length, 0);
  }
  const whole = Buffer.allocUnsafe(size);
  let at = writeHead(whole, oid, texts);
  for (const [index, text] of texts.entries()) {
    const length = lengths[index] as number;
    const end = at + LENGTH_BYTES + Math.max(length, 0);
    if (index > 0 && text === texts[index - 1]) {
      whole.copyWithin(at, at - (end - at), at);
    } else {
      at = whole.writeInt32BE(length, at);
      if (text !== null && versionBytes === 1) at = whole.writeUInt8(JSONB_VERSION, at);
      if (text !== null) whole.write(text, at);
    }
    at = end;
  }
  return whole;
}

/** {"…","…"} of PostgreSQL, for an array within an array: elements of one are scalars. Its documentation, 8.15.2. */
export function arrayLiteral(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

function lengthOf(text: string | null, versionBytes: 0 | 1): number {
  return text === null ? NULL_LENGTH : versionBytes + Buffer.byteLength(text);
}
