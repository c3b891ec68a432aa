// SPDX-License-Identifier: Apache-2.0
import { CredentialError } from '../credential-error.ts';
import { keepsItsValue } from './exact-number.ts';
import { throwJsonFault } from './json-fault.ts';
import { isJsonArray, type JsonArray, type JsonObject, type JsonValue } from './json-value.ts';

/** How much JSON is read: bytes (of text: characters), levels of nesting (at most 200), and values in all. */
export interface JsonLimits {
  readonly bytes: number;
  readonly depth: number;
  readonly values: number;
}

/** Far above any credential with an embedded picture, far below what hurts a server. */
export const JSON_LIMITS: JsonLimits = { bytes: 1 << 20, depth: 64, values: 50_000 };

// Reading and canonicalising call themselves once for every level.
const DEPTH_LIMIT_MAX = 200;

// A byte order mark is kept, so that it is refused: RFC 8259, 8.1 forbids to send one.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * JSON-text = ws value ws, UTF-8, no member name twice, every string a sequence of Unicode characters, every number one
 * that a double keeps. RFC 8259, section 2; I-JSON, RFC 7493, sections 2.1 to 2.3. Throws CredentialError naming the place.
 */
export function parseStrictJson(input: string | Uint8Array, limits: JsonLimits = JSON_LIMITS): JsonValue {
  if (limits.depth > DEPTH_LIMIT_MAX) {
    throw new RangeError(`JSON is read to at most ${DEPTH_LIMIT_MAX} levels, not ${limits.depth}`);
  }
  const text = readText(input, limits);
  const value = parse(text, limits);
  const seen = inspect(value, text, limits);
  // As many names were written as are there: none was written twice. Counting is far cheaper than a parser of our own.
  if (seen.members !== writtenMembers(text) || (seen.numbers && !areNumbersExact(text))) {
    throwJsonFault(text, limits);
  }
  return value;
}

/** The text of UTF-8 bytes; throws CredentialError when too large or not UTF-8. RFC 3629. */
export function readText(input: string | Uint8Array, limits: Pick<JsonLimits, 'bytes'> = JSON_LIMITS): string {
  if (input.length > limits.bytes) {
    throw new CredentialError('TOO_LARGE', `at most ${limits.bytes} bytes are read, not ${input.length}`);
  }
  if (typeof input === 'string') {
    return input;
  }
  try {
    return decoder.decode(input);
  } catch (cause) {
    throw new CredentialError('NOT_UTF8', 'the bytes are not UTF-8 text', { cause });
  }
}

function parse(text: string, limits: JsonLimits): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    throwJsonFault(text, limits);
  }
}

interface Seen {
  values: number;
  members: number;
  numbers: boolean;
  readonly escapes: boolean;
}

function inspect(value: JsonValue, text: string, limits: JsonLimits): Seen {
  // Only an escape can write half a surrogate pair into bytes; a text from memory may hold one as it is.
  const seen: Seen = { values: 0, members: 0, numbers: false, escapes: text.includes('\\u') || !text.isWellFormed() };
  if (!isWithin(value, limits, { seen, depth: 0 })) {
    throwJsonFault(text, limits);
  }
  return seen;
}

function isWithin(value: JsonValue, limits: JsonLimits, at: Inside): boolean {
  const { seen } = at;
  seen.values += 1;
  if (typeof value !== 'object' || value === null) {
    if (typeof value === 'number') {
      seen.numbers = true;
      return Number.isFinite(value);
    }
    return typeof value !== 'string' || !seen.escapes || value.isWellFormed();
  }
  const inside = { seen, depth: at.depth + 1 };
  if (inside.depth > limits.depth) {
    return false;
  }
  return isJsonArray(value) ? areItemsWithin(value, limits, inside) : areMembersWithin(value, limits, inside);
}

interface Inside {
  readonly seen: Seen;
  readonly depth: number;
}

function areItemsWithin(items: JsonArray, limits: JsonLimits, inside: Inside): boolean {
  // Counted before going in: a list of a million zeros is refused without looking at them.
  if (inside.seen.values + items.length > limits.values) {
    return false;
  }
  for (const item of items) {
    if (!isWithin(item, limits, inside)) {
      return false;
    }
  }
  return true;
}

function areMembersWithin(object: JsonObject, limits: JsonLimits, inside: Inside): boolean {
  const { seen } = inside;
  const members = Object.keys(object);
  seen.members += members.length;
  if (seen.values + members.length > limits.values) {
    return false;
  }
  for (const member of members) {
    if ((seen.escapes && !member.isWellFormed()) || !isWithin(object[member] as JsonValue, limits, inside)) {
      return false;
    }
  }
  return true;
}

/** Member names written in a text that JSON.parse accepted: the colons outside strings. */
function writtenMembers(text: string): number {
  let members = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x3a) {
      members += 1;
    } else if (code === 0x22) {
      index = closingQuote(text, index);
    }
  }
  return members;
}

function closingQuote(text: string, openingQuote: number): number {
  for (let index = openingQuote + 1; ; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x22) {
      return index;
    }
    if (code === 0x5c) {
      index += 1;
    }
  }
}

// A string, which is passed over, or a number.
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?[0-9][0-9.eE+-]*/g;

/** Whether every number of a text that JSON.parse accepted is read as what is written. */
function areNumbersExact(text: string): boolean {
  for (const [token] of text.matchAll(STRING_OR_NUMBER)) {
    if (!token.startsWith('"') && !keepsItsValue(token)) {
      return false;
    }
  }
  return true;
}
