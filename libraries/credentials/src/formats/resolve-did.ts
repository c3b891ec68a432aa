// SPDX-License-Identifier: Apache-2.0
import { type Did, didKeyMultibase, didMethod, parseDid } from '@touchstone/identifiers';
import { CredentialError } from '../credential-error.ts';
import { type DidDocument, readDidDocument } from './did-document.ts';
import type { JsonValue } from './json-value.ts';
import { parseMultikey } from './multikey.ts';

/**
 * Finds the document of a DID among what was gathered before: it does not wait and it does not fetch.
 * `undefined` says that the document is not at hand, which is no word about whether it exists.
 */
export type ResolveDid = (did: Did) => DidDocument | undefined;

/** DID documents as they were fetched, by DID. */
export type DidBundle = Readonly<Record<string, JsonValue>>;

/**
 * Resolves did:key by itself and every other DID out of the bundle.
 * Throws CredentialError at once when a document of the bundle is not that of its DID.
 */
export function offlineResolver(bundle: DidBundle = {}): ResolveDid {
  const documents = new Map<Did, DidDocument>();
  for (const [name, value] of Object.entries(bundle)) {
    const did = readDid(name);
    documents.set(did, readDidDocument(value, did));
  }
  return (did) => documents.get(did) ?? (didMethod(did) === 'key' ? didKeyDocument(did) : undefined);
}

/**
 * document(did:key:K) = { id, verificationMethod: [did:key:K#K], assertionMethod and authentication: that key }.
 * W3C CCG did:key method, "Document Creation Algorithm". Without a document when K is no key that is known.
 */
export function didKeyDocument(did: Did): DidDocument | undefined {
  try {
    const publicKey = parseMultikey(didKeyMultibase(did));
    const id = `${did}#${publicKey.multikey}`;
    const only: ReadonlySet<string> = new Set([id]);
    return {
      did,
      methods: new Map([[id, { id, controller: did, publicKey }]]),
      purposes: { assertionMethod: only, authentication: only },
    };
  } catch {
    return undefined;
  }
}

function readDid(name: string): Did {
  try {
    return parseDid(name);
  } catch (cause) {
    throw new CredentialError('BAD_DID', (cause as Error).message, { at: name, cause });
  }
}
