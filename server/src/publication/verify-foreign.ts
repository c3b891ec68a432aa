// SPDX-License-Identifier: Apache-2.0
import { parseDigest } from '@touchstone/identifiers';
import { openLeaf, parseOpening, type Subjects } from '@touchstone/statements';
import { decodeBase64 } from '@touchstone/transparency-log';
import { commit } from '../record-keeping/commit.ts';
import type { StatementInput } from '../record-keeping/fact.ts';
import type { Keeping } from '../record-keeping/keeping.ts';
import { RecordError } from '../record-keeping/record-error.ts';
import type { Actor } from '../record-keeping/tenant.ts';
import { withKeeper } from '../storage/with-tenant.ts';
import type { ForeignLeaf, ForeignResult } from './foreign-leaves.ts';
import { foreignRegister } from './foreign-register.ts';
import { sha256, subjectsOfAll } from './make-leaves.ts';

/** Where a foreign statement goes, and how its signature is verified. */
export interface ForeignTaking {
  readonly keeping: Keeping;
  readonly jurisdiction: string;
  readonly origin: string;
  /** Verifies the proof of a statement with keys that this node's operator knows; throws where it does not hold. */
  readonly readSigned: (
    signed: { readonly text: string; readonly jwt?: string },
    now: string,
  ) => Promise<StatementInput>;
}

/** What another node gives as the statement behind a leaf. */
export interface GivenStatement {
  readonly statement: string;
  readonly jwt?: string | undefined;
  readonly opening: string;
}

/**
 * Holds a statement against the leaf that it is said to be behind, and puts it on record byte for byte as one of that
 * origin. What does not hold is a result, never an exception, and changes nothing else.
 */
export async function takeForeign(
  { keeping, jurisdiction, origin, readSigned }: ForeignTaking,
  { leafIndex, leaf }: ForeignLeaf,
  given: GivenStatement,
): Promise<ForeignResult> {
  const now = keeping.clock();
  let statement: StatementInput;
  try {
    const { statement: text, jwt } = given;
    statement = await readSigned({ text, ...(jwt === undefined ? {} : { jwt }) }, now);
  } catch (error) {
    // A key that is unknown today may be known tomorrow: this is asked again.
    return { leafIndex, state: 'unverified', reason: reasonOf(error) };
  }
  const opened = open(leaf, given, { statement, subjects: await subjectsAt(keeping, origin, statement) });
  if (opened !== undefined) return { leafIndex, state: 'refused', reason: opened };
  const actor: Actor = { party: origin, person: 'follower', jurisdiction, roles: ['follower'] };
  try {
    // Every row says where it came from; row security lets this transaction write no row of another origin.
    const outcome = await commit(
      { ...keeping, node: origin },
      {
        ...{
          register: foreignRegister.name,
          stream: streamOf(statement),
          actor,
          now,
          submits: statement,
          follows: true,
        },
        rule: async () => ({
          allowed: true,
          produces: [{ source: 'signed-statement', statement, visibility: 'public' }],
        }),
      },
    );
    const entry = outcome.outcome === 'recorded' ? outcome.entries[0]?.entry : undefined;
    return { leafIndex, state: 'stored', ...(entry === undefined ? {} : { entry }) };
  } catch (error) {
    if (!(error instanceof RecordError) || !LASTING.includes(error.code)) throw error;
    // Two statements of one issuer under one identity, both signed: that is for people to look at.
    return { leafIndex, state: 'refused', reason: error.code, evidence: statement.bytes };
  }
}

const LASTING: readonly string[] = ['IDENTITY_CONFLICT', 'NOT_OWNER', 'BAD_INPUT', 'UNKNOWN_KIND'];

function streamOf({ issuer, id }: StatementInput): string {
  const key = `${issuer} ${id}`;
  return key.length <= 200 ? key : Buffer.from(sha256(new TextEncoder().encode(key))).toString('hex');
}

/** Why the leaf is not this statement's; undefined when it is. */
function open(
  leaf: Uint8Array,
  given: GivenStatement,
  { statement, subjects }: { readonly statement: StatementInput; readonly subjects: Subjects },
): string | undefined {
  try {
    const salt = parseOpening(decodeBase64(given.opening));
    const verdict = openLeaf(sha256, leaf, { digest: parseDigest(statement.digest), salt, subjects });
    return verdict.outcome === 'opened' ? undefined : verdict.reasons.join(' ');
  } catch {
    return 'BAD_OPENING';
  }
}

/** Whom it is about as the log of its origin must have it: what it changes counts as far as it came from there too. */
async function subjectsAt(keeping: Keeping, origin: string, statement: StatementInput): Promise<Subjects> {
  const found = await withKeeper(keeping.database, (transaction) =>
    subjectsOfAll(transaction, [{ ...statement, entry: 0 }], origin),
  );
  return found.get(0) as Subjects;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 500) : 'UNKNOWN';
}
