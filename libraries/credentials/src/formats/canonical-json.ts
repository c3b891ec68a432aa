// SPDX-License-Identifier: Apache-2.0
import { CredentialError, type CredentialErrorCode } from '../credential-error.ts';
import type { JsonObject, JsonValue } from './json-value.ts';

/** The deepest value that is canonicalised; parsed documents are bounded far below, in-memory circles end here. */
const DEPTH_MAX = 256;
// Above this many members the sort of the engine is used: the square of a hostile member count must not matter.
const INSERTION_SORT_MAX = 16;
// A quotation mark, a backslash, a control character or half a surrogate pair.
const NEEDS_ESCAPE = /["\\]|[^ -\ud7ff\ue000-\uffff]/;

/**
 * object = "{" members sorted by UTF-16 code units "}", no white space, ES6 numbers, shortest escapes.
 * JSON Canonicalization Scheme, RFC 8785, section 3.2. Throws CredentialError for what JSON cannot say exactly.
 */
export function canonicalize(value: JsonValue): string {
  try {
    return canonical(value, 0);
  } catch (cause) {
    throw located(cause, value);
  }
}

/** `canonicalize` of the object as if it had no such member, without copying it. */
export function canonicalizeWithout(value: JsonObject, member: string): string {
  try {
    return canonicalObject(value, 0, member);
  } catch (cause) {
    throw located(cause, value);
  }
}

/** Thrown on the way down, where the place is not known; `located` finds the place again. */
class Fault extends Error {
  readonly code: CredentialErrorCode;
  constructor(code: CredentialErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

function canonical(value: JsonValue, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      // RFC 8785, 3.2.2.3: the ES6 text of a number; it has none for NaN and the infinities.
      if (!Number.isFinite(value)) {
        throw new Fault('NUMBER_OUT_OF_RANGE', `JSON has no number ${value}`);
      }
      return String(value);
    case 'object':
      if (value === null) {
        return 'null';
      }
      return Array.isArray(value) ? canonicalArray(value, depth) : canonicalObject(value as JsonObject, depth);
    default:
      throw new Fault('NOT_A_JSON_VALUE', `JSON cannot say ${typeof value}`);
  }
}

function canonicalArray(items: readonly JsonValue[], depth: number): string {
  requireDepth(depth);
  let text = '[';
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) {
      text += ',';
    }
    text += canonical(items[index] as JsonValue, depth + 1);
  }
  return `${text}]`;
}

function canonicalObject(object: JsonObject, depth: number, without?: string): string {
  requireDepth(depth);
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) {
    // A Date or a Map has no members of its own: it would silently be signed as {}.
    throw new Fault('NOT_A_JSON_VALUE', 'JSON cannot say an instance of a class');
  }
  let text = '{';
  for (const member of sorted(Object.keys(object))) {
    if (member !== without) {
      text += `${text.length > 1 ? ',' : ''}${quoted(member)}:${canonical(object[member] as JsonValue, depth + 1)}`;
    }
  }
  return `${text}}`;
}

function quoted(text: string): string {
  if (!NEEDS_ESCAPE.test(text)) {
    return `"${text}"`;
  }
  if (!text.isWellFormed()) {
    throw new Fault('LONE_SURROGATE', 'half a surrogate pair is no Unicode character');
  }
  return JSON.stringify(text);
}

// The default order of the engine is by UTF-16 code units, as RFC 8785, 3.2.3 asks.
function sorted(members: string[]): string[] {
  if (members.length > INSERTION_SORT_MAX) {
    return members.sort();
  }
  for (let index = 1; index < members.length; index += 1) {
    const member = members[index] as string;
    let place = index;
    for (; place > 0 && (members[place - 1] as string) > member; place -= 1) {
      members[place] = members[place - 1] as string;
    }
    members[place] = member;
  }
  return members;
}

function requireDepth(depth: number): void {
  if (depth >= DEPTH_MAX) {
    throw new Fault('TOO_DEEP', `nested deeper than ${DEPTH_MAX} levels, or in a circle`);
  }
}

function located(cause: unknown, value: JsonValue): unknown {
  return cause instanceof Fault
    ? new CredentialError(cause.code, cause.message, { at: pointerToFault(value, 0) })
    : cause;
}

/** JSON pointer (RFC 6901) of the first value that cannot be canonicalised. Slow; it runs only when there is one. */
function pointerToFault(value: JsonValue, depth: number): string {
  if (typeof value === 'object' && value !== null && depth < DEPTH_MAX) {
    for (const [member, child] of Object.entries(value)) {
      const step = `/${member.toWellFormed().replaceAll('~', '~0').replaceAll('/', '~1')}`;
      if (fails(() => quoted(member))) {
        return step;
      }
      if (fails(() => canonical(child as JsonValue, depth + 1))) {
        return step + pointerToFault(child as JsonValue, depth + 1);
      }
    }
  }
  return '';
}

function fails(run: () => unknown): boolean {
  try {
    run();
    return false;
  } catch {
    return true;
  }
}
