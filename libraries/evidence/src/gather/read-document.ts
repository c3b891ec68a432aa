// SPDX-License-Identifier: Apache-2.0
import {
  type CryptoSuite,
  isJsonObject,
  issuerOf,
  type JsonObject,
  statementDigest,
} from '@touchstone/credentials/formats';
import { readInput } from '@touchstone/credentials/verify';
import { sha256OfDigest } from '@touchstone/identifiers';
import { parseStatement, readUntp, type StatementError, type UntpDocument, untpKindOf } from '@touchstone/statements';
import { type Reason, reason } from '../check.ts';
import type { Held } from '../evidence-set.ts';

/** Reads one document's text into what it says; never throws, whatever the text: what cannot be read is kept with its fault. */
export type ReadDocument = (text: string) => Held;

/** A reader with its cryptography, which it needs for digests only. Reads embedded JSON and compact `vc+jwt` alike. */
export function createReader(suite: Pick<CryptoSuite, 'sha256'>): ReadDocument {
  return (text) => {
    const reading = readInput(text);
    if (reading.form !== 'unreadable') return { ...readBody(text, reading.document, suite), reading };
    const { code = 'NOT_JSON', detail = '' } = reading.syntax;
    return { text, body: undefined, reading, fault: reason(code, detail), link: linkOf(undefined, undefined) };
  };
}

/** A reader that reads each text once, for the length of one question: it keeps all that it has read. */
export function readingOnce(read: ReadDocument): ReadDocument {
  const known = new Map<string, Held>();
  return (text) => {
    const held = known.get(text) ?? read(text);
    known.set(text, held);
    return held;
  };
}

/** The hash of each body that a reader here has read, and by which function, for as long as the body is held. */
const HASHES = new WeakMap<JsonObject, { readonly by: CryptoSuite['sha256']; readonly hash: Uint8Array }>();

/**
 * SHA-256 of a body without its proofs, where it was worked out here from that very body by the same function. Nobody
 * else's word is taken: what a signature is over would be what somebody says.
 */
export function bodySha256(body: unknown, suite: Pick<CryptoSuite, 'sha256'>): Uint8Array | undefined {
  const known = isJsonObject(body) ? HASHES.get(body) : undefined;
  return known?.by === suite.sha256 ? known.hash : undefined;
}

function readBody(text: string, body: JsonObject, suite: Pick<CryptoSuite, 'sha256'>): Omit<Held, 'reading'> {
  const digest = statementDigest(body, suite);
  HASHES.set(body, { by: suite.sha256, hash: sha256OfDigest(digest) });
  try {
    const statement = parseStatement(body);
    return { text, body, statement, digest, link: linkOf(body, statement.kind) };
  } catch (error) {
    const untp = readForeign(body);
    return {
      ...{ text, body, digest, fault: isCredential(body) ? faultOf(error) : NOT_A_CREDENTIAL },
      link: linkOf(body, undefined),
      ...(untp === undefined ? {} : { untp }),
    };
  }
}

/** W3C Verifiable Credentials Data Model 2.0, 4.5: whatever else it is, a credential says that it is one. */
function isCredential({ type }: JsonObject): boolean {
  return (Array.isArray(type) ? type : [type]).includes('VerifiableCredential');
}

const NOT_A_CREDENTIAL: Reason = reason(
  'NOT_A_CREDENTIAL',
  'this JSON is no statement at all: a Verifiable Credential has VerifiableCredential among its types, an issuer and a credentialSubject',
);

/** A credential of UNTP 0.7.0 is no statement of ours, and can be read all the same. */
function readForeign(body: JsonObject): UntpDocument | undefined {
  if (untpKindOf(body) === undefined) return undefined;
  try {
    return readUntp(body);
  } catch {
    // One without a subject says nothing; the fault above says that it is no statement.
    return undefined;
  }
}

/** What is wrong with the document; this is all that the parser throws. */
function faultOf(error: unknown): Reason {
  const { code, message } = error as StatementError;
  return reason(code, message);
}

/** Longest title that is shown: what cannot be read may call itself anything. */
const TITLE_MAX = 200;

function clipped(text: string): string {
  return text.length <= TITLE_MAX ? text : `${text.slice(0, TITLE_MAX)}…`;
}

/** Title of a document for people: its own number where it has one, else its kind. */
function linkOf(body: JsonObject | undefined, kind: string | undefined): Held['link'] {
  const types = Array.isArray(body?.type) ? body.type.filter((type) => typeof type === 'string') : [];
  const shownKind = kind ?? types.find((type) => type !== 'VerifiableCredential') ?? 'unread';
  return {
    issuer: (body === undefined ? undefined : issuerOf(body)) ?? '',
    id: typeof body?.id === 'string' ? body.id : '',
    kind: clipped(shownKind),
    title: clipped(titleOf(body, shownKind)),
  };
}

function titleOf(body: JsonObject | undefined, kind: string): string {
  const subject = isJsonObject(body?.credentialSubject) ? body.credentialSubject : {};
  if (typeof body?.name === 'string') return body.name;
  for (const member of ['reportNumber', 'certificateNumber', 'title', 'name', 'standard', 'key']) {
    const value = subject[member];
    if (typeof value === 'string') return `${kind} ${value}`;
  }
  return kind;
}
