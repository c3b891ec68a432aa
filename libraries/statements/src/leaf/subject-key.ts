// SPDX-License-Identifier: Apache-2.0
import { concatBytes, utf8Bytes } from '@touchstone/identifiers';
import type { Statement } from '../body.ts';
import { statementEdges, statementKey } from '../edges.ts';
import { ascendingDistinct, HASH_BYTES, hmacSha256, labelledHash, requireLength, type Sha256 } from './bytes.ts';
import { SUBJECT_KEYS_MAX, type StatementLeaf } from './leaf.ts';

const PARTY = 'touchstone/party/v1';
const THING = 'touchstone/thing/v1';

/** Whom a statement is about, and under which thing it is kept: the statement that began it, by its key. */
export interface Subjects {
  readonly parties: readonly string[];
  readonly thing: string;
}

/** An edge as it is kept: its relation is one of `RELATIONS`, and a name to whoever reads it again. */
interface AnyEdge {
  readonly relation: string;
  readonly key: string;
}

/** The secret of a natural person or sole trader, 32 random bytes; undefined for everybody else, and once erased. */
export type SecretOf = (party: string) => Uint8Array | undefined;

/**
 * The subjects of a statement. One that changes another (its edge `about-statement`) is kept with that one's
 * subjects, `target`; without them, under the issuer of what it changes. MAP_FN_DESCRIPTION says it in full.
 */
export function subjectsOf(statement: Statement, target?: Subjects): Subjects {
  return subjectsOfEdges({ ...statement, edges: statementEdges(statement) }, target);
}

/** The same for whoever has the edges of the statement at hand, in the order of `statementEdges`. */
export function subjectsOfEdges(
  { issuer, id, edges }: { readonly issuer: string; readonly id: string; readonly edges: readonly AnyEdge[] },
  target?: Subjects,
): Subjects {
  const changed = edges.find(({ relation }) => relation === 'about-statement')?.key;
  if (changed !== undefined) {
    return target ?? { thing: changed, parties: [changed.slice(0, changed.indexOf(' '))] };
  }
  const parties = edges.filter(({ relation }) => relation === 'about-party').map(({ key }) => key);
  return { thing: statementKey({ issuer, id }), parties: parties.length > 0 ? parties : [issuer] };
}

/** SHA-256("touchstone/party/v1" ‖ LF ‖ party), or with a secret HMAC-SHA-256(secret, the same). Decision record 0032. */
export function partyKey(sha256: Sha256, party: string, secret?: Uint8Array): Uint8Array {
  return keyOf(sha256, PARTY, { name: party, secret });
}

/** SHA-256("touchstone/thing/v1" ‖ LF ‖ statementKey), or with a secret HMAC-SHA-256(secret, the same). */
export function thingKey(sha256: Sha256, thing: string, secret?: Uint8Array): Uint8Array {
  return keyOf(sha256, THING, { name: thing, secret });
}

/**
 * party key ‖ thing key, 64 bytes, so that one prefix proof covers everything about a party. A person's secret blinds
 * both halves: a plain thing key would lead whoever holds the statement to the person's key.
 */
export function subjectKey(
  sha256: Sha256,
  of: { readonly party: string; readonly thing: string },
  secret?: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return concatBytes(partyKey(sha256, of.party, secret), thingKey(sha256, of.thing, secret));
}

/** The keys under which a leaf is found, ascending and distinct: one for each party. */
export function subjectKeysOf(
  sha256: Sha256,
  subjects: Subjects,
  secretOf: SecretOf = noSecrets,
): readonly Uint8Array[] {
  return ascendingDistinct(
    subjects.parties.map((party) => subjectKey(sha256, { party, thing: subjects.thing }, secretOf(party))),
  );
}

/** The leaves of one statement: one, or several of at most 255 keys each when it is about more parties than that. */
export function statementLeaves(subjectKeys: readonly Uint8Array[], commitment: Uint8Array): readonly StatementLeaf[] {
  const leaves: StatementLeaf[] = [];
  for (let from = 0; from < subjectKeys.length; from += SUBJECT_KEYS_MAX) {
    leaves.push({ type: 'statement', subjectKeys: subjectKeys.slice(from, from + SUBJECT_KEYS_MAX), commitment });
  }
  return leaves;
}

function noSecrets(): undefined {
  return undefined;
}

function keyOf(
  sha256: Sha256,
  label: string,
  of: { readonly name: string; readonly secret: Uint8Array | undefined },
): Uint8Array {
  if (of.secret === undefined) return labelledHash(sha256, label, utf8Bytes(of.name));
  return hmacSha256(sha256, requireLength(of.secret, HASH_BYTES, 'secret'), utf8Bytes(`${label}\n${of.name}`));
}
