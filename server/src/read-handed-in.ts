// SPDX-License-Identifier: Apache-2.0
import { type JsonValue, offlineResolver, type ResolveDid } from '@touchstone/credentials/formats';
import { HttpError } from './http/http-error.ts';
import type { StatementInput } from './record-keeping/fact.ts';
import { deferredSuite } from './signing/deferred-suite.ts';
import { didDocumentsOf } from './signing/did-documents.ts';
import type { FileKeyStore } from './signing/file-key-store.ts';
import { issuerIn, readSigned, type SignedText } from './signing/read-signed.ts';
import type { SignatureThreads } from './signing/signature-threads.ts';
import { SigningError } from './signing/signing-error.ts';

/** Where keys of those who sign are found. */
export interface KnownKeys {
  readonly keys: Pick<FileKeyStore, 'publishedKeys'>;
  readonly resolveForeignDid?: (did: string) => Promise<unknown>;
}

/** A statement whose proof does not hold is a fault of whoever sent it. */
export function readVerified(signed: SignedText, how: Parameters<typeof readSigned>[1]): StatementInput {
  try {
    return readSigned(signed, how);
  } catch (error) {
    if (!(error instanceof SigningError) || error.code !== 'NOT_VERIFIED') throw error;
    throw new HttpError('NOT_VERIFIED', error.message);
  }
}

/** Documents of the parties whose keys are kept here, then those that the operator configured. */
export async function resolverFor(text: string, known: KnownKeys): Promise<ResolveDid> {
  return resolverOf(issuerIn(text), known);
}

async function resolverOf(issuer: string | undefined, { keys, resolveForeignDid }: KnownKeys): Promise<ResolveDid> {
  const own = didDocumentsOf(keys.publishedKeys()).find(({ id }) => id === issuer);
  const document = own ?? (issuer === undefined ? undefined : await resolveForeignDid?.(issuer));
  return offlineResolver(issuer === undefined || document === undefined ? {} : { [issuer]: document as JsonValue });
}

interface Reading extends KnownKeys {
  readonly threads: Pick<SignatureThreads, 'verify'>;
}

/** Reads what one issuer signed elsewhere, statement after statement, with its document as it is now. */
export async function readerOf(issuer: string, now: string, { threads, ...known }: Reading) {
  const resolveDid = await resolverOf(issuer, known);
  return async (signed: SignedText): Promise<StatementInput | { readonly fault: string }> => {
    try {
      const { suite, settle } = deferredSuite(threads);
      const statement = readSigned(signed, { now, resolveDid, suite });
      return (await settle()) ? statement : { fault: 'the proof of this statement does not hold: integrity' };
    } catch (error) {
      // Whatever was handed in is the fault of who did, and of nothing else in its batch.
      if (!(error instanceof Error) || !('code' in error)) throw error;
      return { fault: error.message };
    }
  };
}
