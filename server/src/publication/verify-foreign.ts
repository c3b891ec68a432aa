// SPDX-License-Identifier: Apache-2.0
import { parseDigest } from '@touchstone/identifiers';
import { openLeaf, parseOpening, type Subjects } from '@touchstone/statements';
import { decodeBase64 } from '@touchstone/transparency-log';
import { sql } from 'kysely';
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
  // A log that is called as this node is would have its statements taken for those that were stated here.
  if (origin === keeping.node) return { leafIndex, state: 'refused', reason: 'OWN_NAME' };
  const from = { keeping, jurisdiction, origin };
  try {
    let entry = await recordForeign(from, { statement, now, stream: streamOf(statement.issuer, statement.id) });
    if (entry !== undefined && (await isClosedElsewhere(keeping, entry, origin))) {
      // Another log has taken it away for itself alone: this one shows it, and has an entry of its own.
      const stream = streamOf(statement.issuer, statement.id, origin);
      entry = await recordForeign(from, { statement, now, stream, isAgain: true });
    }
    return { leafIndex, state: 'stored', ...(entry === undefined ? {} : { entry }) };
  } catch (error) {
    if (!(error instanceof RecordError) || !LASTING.includes(error.code)) throw error;
    // Two statements of one issuer under one identity, both signed: that is for people to look at.
    return { leafIndex, state: 'refused', reason: error.code, evidence: statement.bytes };
  }
}

const LASTING: readonly string[] = ['IDENTITY_CONFLICT', 'NOT_OWNER', 'BAD_INPUT', 'UNKNOWN_KIND'];

interface Recorded {
  readonly statement: StatementInput;
  readonly now: string;
  readonly stream: string;
  /** Under this origin too, although it is here from another one. */
  readonly isAgain?: boolean;
}

/** The entry under which it is on record; every row says where it came from. */
async function recordForeign(
  { keeping, jurisdiction, origin }: Omit<ForeignTaking, 'readSigned'>,
  { statement, now, stream, isAgain = false }: Recorded,
): Promise<number | undefined> {
  const actor: Actor = { party: origin, person: 'follower', jurisdiction, roles: ['follower'] };
  // Row security lets this transaction write no row of another origin.
  const outcome = await commit(
    { ...keeping, node: origin },
    {
      ...{ register: foreignRegister.name, stream, actor, now, submits: statement, follows: !isAgain },
      rule: async () => ({
        allowed: true,
        produces: [{ source: 'signed-statement', statement, visibility: 'public' }],
      }),
    },
  );
  return outcome.outcome === 'recorded' ? outcome.entries[0]?.entry : undefined;
}

/** Whether an entry from another followed log is erased: what was erased by this node's own decision stays so. */
async function isClosedElsewhere({ database, node }: Keeping, entry: number, origin: string): Promise<boolean> {
  const { rows } = await withKeeper(database, (transaction) =>
    sql`select from touchstone.disclosure d where d.entry = ${entry} and d.path = '' and d.erased_at is not null
      and d.origin_node not in (${node}, ${origin})`.execute(transaction),
  );
  return rows.length > 0;
}

function streamOf(...names: readonly string[]): string {
  const key = names.join(' ');
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
