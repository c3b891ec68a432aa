// SPDX-License-Identifier: Apache-2.0
// What the tests and the benchmark use of the peer, which brings no types of its own.

declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { readonly signer?: unknown; readonly date?: string; readonly cryptosuite: unknown });
  }
}

declare module '@digitalbazaar/ed25519-multikey' {
  export function from(key: object): Promise<{ signer(): unknown }>;
}

declare module '@digitalbazaar/eddsa-jcs-2022-cryptosuite' {
  export function createSignCryptosuite(): unknown;
  export function createVerifyCryptosuite(): unknown;
}

declare module '@digitalbazaar/vc' {
  type DocumentLoader = (url: string) => Promise<unknown>;
  export const defaultDocumentLoader: DocumentLoader;
  export function issue(options: {
    readonly credential: object;
    readonly suite: object;
    readonly documentLoader: DocumentLoader;
  }): Promise<never>;
  export function verifyCredential(options: {
    readonly credential: unknown;
    readonly suite: object;
    readonly documentLoader: DocumentLoader;
    readonly now?: Date;
    readonly checkStatus?: () => Promise<{ readonly verified: boolean }>;
  }): Promise<{ readonly verified: boolean; readonly error?: unknown }>;
}
