// SPDX-License-Identifier: Apache-2.0
import { decodeBase64url, digestFromSha256, encodeBase64url } from '@touchstone/identifiers';
import { shown } from '../credential-error.ts';
import { isJsonObject, type JsonObject, type JsonValue, listOf } from '../formats/json-value.ts';
import { decodeMultibase } from '../formats/multibase.ts';
import { type ContextPins, CREDENTIALS_CONTEXT_V2, PINNED_CONTEXTS } from '../formats/pinned-contexts.ts';
import { type Check, failed, gravest, passed, undecided } from './check.ts';

/**
 * Every context is an address that is pinned, the first that of the data model; nothing is fetched or expanded.
 * W3C Verifiable Credentials Data Model 2.0, sections 4.3 and 5.3 (a credential may give the digests of its contexts).
 */
export function checkContext(document: JsonObject, pins: ContextPins = PINNED_CONTEXTS): Check {
  const [first, ...rest] = listOf(document['@context']);
  const base =
    first === CREDENTIALS_CONTEXT_V2
      ? passed('context')
      : failed(
          'context',
          'BASE_CONTEXT_MISSING',
          `the first context must be ${CREDENTIALS_CONTEXT_V2}, not ${shown(first)}`,
        );
  return gravest(base, [
    ...rest.map((context) => checkPinned(context, pins)),
    ...listOf(document.relatedResource).map((resource) => checkDigest(resource, pins)),
  ]);
}

function checkPinned(context: JsonValue, pins: ContextPins): Check {
  if (typeof context !== 'string') {
    return undecided('context', 'INLINE_CONTEXT', 'a context within the credential can give its words any meaning');
  }
  return pins.has(context)
    ? passed('context')
    : undecided('context', 'UNKNOWN_CONTEXT', `the meaning of the words of ${shown(context)} is not known here`);
}

/** A digest that the issuer signed for a context must be that of a known edition of it. */
function checkDigest(resource: JsonValue, pins: ContextPins): Check {
  const digests = isJsonObject(resource) && typeof resource.id === 'string' ? pins.get(resource.id) : undefined;
  const signed = isJsonObject(resource) ? sha256Text(resource) : undefined;
  if (digests === undefined || signed === undefined || digests.some((digest) => digest === signed)) {
    return passed('context');
  }
  return failed(
    'context',
    'CONTEXT_DIGEST_DIFFERS',
    `the signed digest ${signed} is of no edition of that context known here`,
  );
}

/** The digest of a related resource, when it is one of SHA-256 in either spelling. VCDM 2.0, 5.3. */
function sha256Text({ digestMultibase, digestSRI }: JsonObject): string | undefined {
  try {
    if (typeof digestMultibase === 'string') {
      return `u${encodeBase64url(decodeMultibase(digestMultibase))}`;
    }
    if (typeof digestSRI === 'string' && digestSRI.startsWith('sha256-')) {
      const base64url = digestSRI.slice(7).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
      return digestFromSha256(decodeBase64url(base64url));
    }
  } catch {
    // Malformed: it cannot be the digest of any edition.
    return shown(digestMultibase ?? digestSRI);
  }
  return undefined;
}
