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
// Cuts at the first "/", "?" and "#"; matches every text.
const DID_URL_TEXT = /^([^/?#]*)((?:\/[^?#]*)?)(?:\?([^#]*))?(?:#([\s\S]*))?$/;
// pchar / "/" / "?" of RFC 3986, appendix A.
const URL_CHARACTERS = /^(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*$/;

/**
 * did = "did:" 1*(%x61-7A / DIGIT) ":" *( *idchar ":" ) 1*idchar, idchar = ALPHA / DIGIT / "." / "-" / "_" / pct-encoded.
 * W3C Decentralized Identifiers 1.0, 3.1.
 */
export function parseDid(given: unknown): Did {
  const text = requireText(given, 'A DID', DID_CHARACTERS_MAX);
  if (!DID_TEXT.test(text) || text.endsWith(':')) {
    throw new IdentifierError('BAD_FORMAT', 'A DID is written did:method:identifier, like did:web:lab.example', text);
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
