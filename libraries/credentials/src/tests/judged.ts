// SPDX-License-Identifier: Apache-2.0
import type { Instant } from '@touchstone/identifiers';
import type { JsonObject } from '../formats/json-value.ts';
import { CREDENTIALS_CONTEXT_V2 } from '../formats/pinned-contexts.ts';
import { BODY, contextOf, findings, signedProof } from './laboratory.ts';
import { type VerificationContext, verifyCredential } from '../verify/index.ts';

/** The proof of the body of the tests. */
export const proof = await signedProof(BODY);

/** The body with its proof. */
export const signed: JsonObject = { ...BODY, proof };

/** What the verifier finds of a document. */
export const judge = (changes: Partial<VerificationContext> = {}, document: JsonObject = signed): string[] =>
  findings(verifyCredential(JSON.stringify(document), contextOf(changes)));

/** A body with a proof of its own. */
export const sign = async (body: JsonObject): Promise<JsonObject> => ({ ...body, proof: await signedProof(body) });

/** A text taken as an instant. */
export const instant = (text: string): Instant => text as Instant;

/** The base context. */
export const rest = CREDENTIALS_CONTEXT_V2;

/** Where UNTP keeps its context. */
export const UNTP = 'https://vocabulary.uncefact.org/untp/0.7.0/context/';
