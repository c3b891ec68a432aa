// SPDX-License-Identifier: Apache-2.0
import type { PublishedKey } from './key-store.ts';

/** A DID document. W3C Controlled Identifiers 1.0, 2. */
export interface DidDocument {
  readonly '@context': readonly string[];
  readonly id: string;
  readonly verificationMethod: readonly {
    readonly id: string;
    readonly type: 'Multikey';
    readonly controller: string;
    readonly publicKeyMultibase: string;
  }[];
  readonly assertionMethod: readonly string[];
}

/**
 * One document for each party whose keys are given, in the order of their DIDs.
 * Keys that no longer sign stay in it: what they signed in their time is still verified with them.
 */
export function didDocumentsOf(keys: readonly PublishedKey[]): readonly DidDocument[] {
  const controllers = [...new Set(keys.map((key) => key.controller))].sort();
  return controllers.map((controller) => {
    const own = keys.filter((key) => key.controller === controller);
    return {
      '@context': ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'],
      id: controller,
      verificationMethod: own.map(({ keyId, publicKeyMultibase }) => ({
        id: keyId,
        type: 'Multikey',
        controller,
        publicKeyMultibase,
      })),
      assertionMethod: own.map(({ keyId }) => keyId),
    };
  });
}
