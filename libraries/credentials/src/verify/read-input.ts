// SPDX-License-Identifier: Apache-2.0
import { CredentialError } from '../credential-error.ts';
import { type CompactJws, parseCompactJws } from '../formats/compact-jws.ts';
import { isJsonObject, type JsonObject, listOf } from '../formats/json-value.ts';
import { JSON_LIMITS, type JsonLimits, parseStrictJson, readText } from '../formats/strict-json.ts';
import { type Check, failed, passed, undecided } from './check.ts';

/** What the bytes are: a credential with its proofs inside, a signed token around one, or neither. */
export type Reading =
  | { readonly form: 'embedded'; readonly document: JsonObject; readonly syntax: Check }
  | { readonly form: 'enveloped'; readonly document: JsonObject; readonly token: CompactJws; readonly syntax: Check }
  | { readonly form: 'unreadable'; readonly syntax: Check };

const ENVELOPE_TYPE = 'EnvelopedVerifiableCredential';
const ENVELOPE_PREFIX = 'data:application/vc+jwt,';

/** Tells the forms apart by their first character and reads them within the limits; every fault is a verdict. */
export function readInput(input: string | Uint8Array, limits: JsonLimits = JSON_LIMITS): Reading {
  try {
    // A token is a third longer than what it carries: `parseCompactJws` bounds it, and the payload is bounded again.
    const text = readText(input, { bytes: limits.bytes * 2 });
    if (/^[ \t\r\n]*[[{]/.test(text)) {
      return readJson(text, limits);
    }
    const token = text.trim();
    if (!token.includes('.')) {
      const detail = 'a credential is a JSON object, or a signed token of three parts with two points between them';
      return { form: 'unreadable', syntax: failed('syntax', 'NOT_JSON', detail) };
    }
    return readToken(token, limits, typeof input !== 'string' && input.length === token.length ? input : undefined);
  } catch (cause) {
    if (cause instanceof CredentialError) {
      return { form: 'unreadable', syntax: failed('syntax', cause.code, cause.message) };
    }
    throw cause;
  }
}

function readJson(text: string, limits: JsonLimits): Reading {
  const document = parseStrictJson(text, limits);
  if (!isJsonObject(document)) {
    return { form: 'unreadable', syntax: failed('syntax', 'NOT_AN_OBJECT', 'a credential is a JSON object') };
  }
  if (!listOf(document.type).includes(ENVELOPE_TYPE)) {
    return { form: 'embedded', document, syntax: passed('syntax') };
  }
  // VCDM 2.0, 4.13: the identifier of an enveloped credential is a data URL that holds the signed token.
  if (typeof document.id === 'string' && document.id.startsWith(ENVELOPE_PREFIX)) {
    return readToken(document.id.slice(ENVELOPE_PREFIX.length), limits);
  }
  const detail = `only an envelope whose id begins with ${ENVELOPE_PREFIX} is opened`;
  return { form: 'unreadable', syntax: undecided('syntax', 'ENVELOPE_NOT_READ', detail) };
}

function readToken(text: string, limits: JsonLimits, utf8?: Uint8Array): Reading {
  const token = parseCompactJws(text, limits, utf8);
  const document = parseStrictJson(token.payload, limits);
  if (!isJsonObject(document)) {
    return {
      form: 'unreadable',
      syntax: failed('syntax', 'NOT_AN_OBJECT', 'the payload of a token must be a JSON object'),
    };
  }
  return { form: 'enveloped', document, token, syntax: passed('syntax') };
}
