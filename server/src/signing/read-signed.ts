// SPDX-License-Identifier: Apache-2.0
import { type JsonObject as CredentialObject, parseStrictJson, type ResolveDid } from '@touchstone/credentials/formats';
import { nodeSuite } from '@touchstone/credentials/node';
import { verifyCredential } from '@touchstone/credentials/verify';
import { parseInstant } from '@touchstone/identifiers';
import { statementEdges } from '@touchstone/statements';
import type { JsonObject, StatementInput } from '../record-keeping/fact.ts';
import { statementOf } from '../record-keeping/parsed-bodies.ts';
import { SigningError } from './signing-error.ts';

/** Checks without which nobody's word is put on record, however the others stand. */
const DEMANDED: readonly string[] = ['integrity', 'key', 'issuer', 'shape'];

/** The issuer that a text names, whose document is needed to verify it; undefined where it names none. */
export function issuerIn(text: string): string | undefined {
  const { issuer } = parseStrictJson(new TextEncoder().encode(text)) as { readonly issuer?: unknown };
  return typeof issuer === 'string' ? issuer : undefined;
}

/** A statement as it was signed elsewhere: with its embedded proof, and as a token where its issuer made one. */
export interface SignedText {
  readonly text: string;
  readonly jwt?: string | undefined;
}

/** header.payload.signature, each base64url. RFC 7515, 7.1. */
const COMPACT_JWS = /^[\w-]+\.[\w-]+\.[\w-]+$/;

interface Verifying {
  readonly resolveDid: ResolveDid;
  readonly now: string;
  /**
   * True of what another node's log has: only whose word it is matters. Whether it is still valid is left to whoever
   * judges it on his day; what has run out abroad stays evidence of its time.
   */
  readonly onlyWhose?: boolean;
  /** That of this process where it is left out. */
  readonly suite?: typeof nodeSuite;
}

/**
 * Reads a statement that its issuer signed elsewhere, as record-keeping takes it.
 * Throws `NOT_VERIFIED` where a proof does not hold, or the token is of another body; what it says is not judged here.
 */
export function readSigned({ text, jwt }: SignedText, how: Verifying): StatementInput {
  const { document, digest } = verified(text, how);
  if (jwt !== undefined) {
    const token = verified(jwt, how);
    if (!COMPACT_JWS.test(jwt) || token.digest !== digest) {
      throw new SigningError('NOT_VERIFIED', 'the vc+jwt is no token, or a token of another body', {});
    }
  }
  const { proof: _, ...body } = document;
  const statement = statementOf(body as JsonObject);
  return {
    kind: statement.kind,
    issuer: statement.issuer,
    id: statement.id,
    issuedAt: statement.validFrom,
    digest,
    bytes: new TextEncoder().encode(text),
    ...(jwt === undefined ? {} : { jwt }),
    body: body as JsonObject,
    edges: statementEdges(statement),
  };
}

function verified(text: string, { resolveDid, now, onlyWhose = false, suite = nodeSuite }: Verifying) {
  const verdict = verifyCredential(text, { suite, resolveDid, on: parseInstant(now), statusChanges: [] });
  const broken = verdict.checks.filter(({ name, outcome }) =>
    DEMANDED.includes(name) ? outcome !== 'passed' : outcome === 'failed' && !onlyWhose,
  );
  const { document, digest } = verdict;
  if (broken.length > 0 || document === undefined || digest === undefined) {
    const why = broken.map((check) => check.name).join(', ');
    throw new SigningError('NOT_VERIFIED', `the proof of this statement does not hold: ${why}`, { checks: broken });
  }
  return { document: document as CredentialObject, digest };
}
