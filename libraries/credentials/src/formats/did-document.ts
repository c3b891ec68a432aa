// SPDX-License-Identifier: Apache-2.0
import { type Did, type Instant, parseDidUrl, parseInstant } from '@touchstone/identifiers';
import { CredentialError, shown } from '../credential-error.ts';
import { publicKeyFromJwk } from './json-web-key.ts';
import { isJsonObject, type JsonObject, type JsonValue, listOf } from './json-value.ts';
import { parseMultikey, type PublicKey } from './multikey.ts';

/** What a key may be used for; the other relationships of a DID document sign nothing here. */
export type KeyPurpose = 'assertionMethod' | 'authentication';

/** One key of a DID document: the key, or why it cannot be read. */
export type VerificationMethod = {
  readonly id: string;
  readonly controller: string;
  readonly expires?: Instant;
  readonly revoked?: Instant;
} & ReadKey;

type ReadKey = { readonly publicKey: PublicKey } | { readonly publicKey?: never; readonly fault: string };

/** What a DID document says about keys, at the moment it was fetched; it has no memory. */
export interface DidDocument {
  readonly did: Did;
  readonly methods: ReadonlyMap<string, VerificationMethod>;
  readonly purposes: Readonly<Record<KeyPurpose, ReadonlySet<string>>>;
}

const METHODS_MAX = 200;

/**
 * document = { id, verificationMethod: [{ id, type, controller, publicKeyMultibase / publicKeyJwk }], assertionMethod … }.
 * W3C Controlled Identifiers 1.0, sections 2.1 to 2.3. Throws when it is not the document of this DID.
 */
export function readDidDocument(value: JsonValue, did: Did): DidDocument {
  if (!isJsonObject(value) || value.id !== did) {
    throw bad(
      did,
      `a DID document is an object whose id is the DID, not ${shown(isJsonObject(value) ? value.id : value)}`,
    );
  }
  const methods = new Map<string, VerificationMethod>();
  const purposes = { assertionMethod: new Set<string>(), authentication: new Set<string>() };
  const add = (entry: JsonValue): string => {
    const method = readMethod(entry, did);
    if (methods.has(method.id)) {
      throw bad(did, `the key ${shown(method.id)} is described twice`);
    }
    if (methods.size >= METHODS_MAX) {
      throw bad(did, `at most ${METHODS_MAX} keys are read`);
    }
    methods.set(method.id, method);
    return method.id;
  };
  listOf(value.verificationMethod).forEach(add);
  for (const purpose of ['assertionMethod', 'authentication'] as const) {
    for (const entry of listOf(value[purpose])) {
      // A key may be described where it is used, and is then good for that purpose only.
      purposes[purpose].add(typeof entry === 'string' ? absoluteId(entry, did) : add(entry));
    }
  }
  return { did, methods, purposes };
}

function readMethod(entry: JsonValue, did: Did): VerificationMethod {
  if (!isJsonObject(entry) || typeof entry.id !== 'string' || typeof entry.controller !== 'string') {
    throw bad(did, 'a verification method is an object with id and controller');
  }
  const id = absoluteId(entry.id, did);
  return {
    id,
    controller: entry.controller,
    ...readKey(entry),
    ...readInstant(entry, 'expires', did),
    ...readInstant(entry, 'revoked', did),
  };
}

/** A key that cannot be read does not spoil the document: the other keys are as good as before. */
function readKey(entry: JsonObject): ReadKey {
  const { type, publicKeyMultibase, publicKeyJwk } = entry;
  try {
    if (typeof publicKeyMultibase === 'string' && (type === 'Multikey' || type === 'Ed25519VerificationKey2020')) {
      return { publicKey: parseMultikey(publicKeyMultibase) };
    }
    if (isJsonObject(publicKeyJwk) && (type === 'JsonWebKey' || type === 'JsonWebKey2020')) {
      return { publicKey: publicKeyFromJwk(publicKeyJwk) };
    }
  } catch (cause) {
    return { fault: (cause as CredentialError).message };
  }
  return { fault: `no Multikey or JsonWebKey is given, but the type ${shown(type)}` };
}

// A broken date of revocation must not read as "never revoked".
function readInstant(entry: JsonObject, member: 'expires' | 'revoked', did: Did): { readonly [name: string]: Instant } {
  if (entry[member] === undefined) {
    return {};
  }
  try {
    return { [member]: parseInstant(entry[member]) };
  } catch (cause) {
    throw bad(did, `${member}: ${(cause as Error).message}`);
  }
}

function absoluteId(id: string, did: Did): string {
  const absolute = id.startsWith('#') ? `${did}${id}` : id;
  try {
    parseDidUrl(absolute);
  } catch (cause) {
    throw bad(did, (cause as Error).message);
  }
  return absolute;
}

function bad(did: Did, message: string): CredentialError {
  return new CredentialError('BAD_DID_DOCUMENT', message, { at: did });
}
