// SPDX-License-Identifier: Apache-2.0
import type { Brand } from './brand.ts';
import { IdentifierError, requireText } from './identifier-error.ts';

/** A decentralised identifier, 'did:method:id', without path, query or fragment; compared character by character. */
export type Did = Brand<string, 'Did'>;

/** A DID URL taken apart; `text` is the whole, e.g. the name of one key: 'did:web:lab.example#key-1'. */
export interface DidUrl {
  readonly text: string;
  readonly did: Did;
  readonly path?: string;
  readonly query?: string;
  readonly fragment?: string;
}

const DID_CHARACTERS_MAX = 2_048;
const DID_TEXT = /^did:[a-z0-9]+:(?:[A-Za-z0-9._:-]|%[0-9A-Fa-f]{2})+$/;
// z and base58btc: 34 bytes, a type of two and the shortest key, Ed25519, of 32, fill 46 characters or more.
const DID_KEY_TEXT = /^did:key:z[1-9A-HJ-NP-Za-km-z]{46,}$/;
// Cuts at the first "/", "?" and "#"; matches every text.
const DID_URL_TEXT = /^([^/?#]*)((?:\/[^?#]*)?)(?:\?([^#]*))?(?:#([\s\S]*))?$/;
// pchar / "/" / "?" of RFC 3986, appendix A.
const URL_CHARACTERS = /^(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*$/;

/**
 * did = "did:" 1*(%x61-7A / DIGIT) ":" *( *idchar ":" ) 1*idchar, idchar = ALPHA / DIGIT / "." / "-" / "_" / pct-encoded.
 * W3C Decentralized Identifiers 1.0, 3.1. A did:key must have room for a key (W3C CCG did:key method, "Format"): a
 * shortened one names nobody, and is easily copied from where a whole one is shown in part.
 */
export function parseDid(given: unknown): Did {
  const text = requireText(given, 'A DID', DID_CHARACTERS_MAX);
  if (!DID_TEXT.test(text) || text.endsWith(':')) {
    throw new IdentifierError('BAD_FORMAT', 'A DID is written did:method:identifier, like did:web:lab.example', text);
  }
  if (text.startsWith('did:key:') && !DID_KEY_TEXT.test(text)) {
    const message = 'A did:key is z and 46 or more characters of base58, a whole key, like did:key:z6Mk… in full';
    throw new IdentifierError('BAD_FORMAT', message, text);
  }
  return text as Did;
}

/**
 * did-url = did path-abempty [ "?" query ] [ "#" fragment ].
 * W3C Decentralized Identifiers 1.0, 3.2; the parts by RFC 3986, appendix A.
 */
export function parseDidUrl(given: unknown): DidUrl {
  const text = requireText(given, 'A DID URL', DID_CHARACTERS_MAX);
  const [, did, path = '', query, fragment] = DID_URL_TEXT.exec(text) as RegExpExecArray;
  if (!URL_CHARACTERS.test(path + (query ?? '') + (fragment ?? ''))) {
    throw new IdentifierError('BAD_CHARACTER', 'A path, query or fragment has a character that RFC 3986 forbids', text);
  }
  return {
    text,
    did: parseDid(did),
    ...(path === '' ? {} : { path }),
    ...(query === undefined ? {} : { query }),
    ...(fragment === undefined ? {} : { fragment }),
  };
}

/** The method of the DID: 'web', 'key' … */
export function didMethod(did: Did): string {
  return did.slice(4, did.indexOf(':', 4));
}
