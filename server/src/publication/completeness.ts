// SPDX-License-Identifier: Apache-2.0
import type { EndedFollowing } from '@touchstone/evidence';
import {
  CompletenessError,
  type CompletenessParts,
  formatCompletenessFile,
  type LeafDisclosure,
  type LogAtHand,
  makeCompletenessFile,
  type SubjectName,
} from '@touchstone/evidence/completeness';
import type { LogReader } from '@touchstone/transparency-log';
import { isNumberOfPerson } from '@touchstone/identifiers';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { HttpError } from '../http/http-error.ts';
import { findStatements } from '../record-keeping/find-statements.ts';
import type { Keeping } from '../record-keeping/keeping.ts';
import type { Tenant } from '../record-keeping/tenant.ts';
import { withKeeper, withTenant } from '../storage/with-tenant.ts';
import { findLeavesAt, indexesUnder } from './leaf-table.ts';
import type { OpenedMap } from './log-place.ts';
import { secretsIfPersons } from './party-secrets.ts';

/** Who asks about whom: DIDs and identifiers, of one party as a rule, and of them one thing only where one is named. */
export interface CompletenessRequest {
  readonly tenant: Tenant;
  readonly names: readonly string[];
  readonly thing?: string | undefined;
}

/** A shard that is shown in one published tree. */
export interface ShownShard {
  readonly origin: string;
  /** The number of its leaf 0 among those of all shards. */
  readonly base: number;
  readonly tree: { readonly size: number; readonly note: string };
  readonly read: LogReader;
  readonly map: OpenedMap;
}

/** The log that is shown: its shards, oldest first. */
export interface ShownLog {
  readonly keeping: Keeping;
  readonly shards: readonly ShownShard[];
  /** Logs of others that were followed until then, and are not since. */
  readonly ended: readonly EndedFollowing[];
}

/** Names of one request: a person's take two of the sixteen that a file has. */
export const NAMES_MAX = 8;

/**
 * The completeness file of parties over this node's log, shard by shard, as text: every leaf under their keys, those
 * opened that the asker may read; the others are listed without an opening, and whoever verifies the file is told that they are.
 * A person's keys are for the person alone: NOT_PERMITTED to others, since a list without them would read as "nothing".
 */
export async function completenessOf(shown: ShownLog, request: CompletenessRequest): Promise<string> {
  const { keeping, shards, ended } = shown;
  const { tenant, thing } = request;
  const { database } = keeping;
  const names = await namesFor(keeping, request);
  const subject = { names, ...(thing === undefined ? {} : { thing }) };
  const bases = new Map(shards.map(({ origin, base }) => [origin, base]));
  const parts = (logs: readonly LogAtHand[]): CompletenessParts => ({
    ...{ subject, logs, ended },
    openingOf: ({ origin, index }) => openingAt(keeping, tenant, (bases.get(origin) as number) + index),
  });
  const logs = shards.map(
    ({ tree, read, map }): LogAtHand => ({ read, checkpoint: tree.note, map: map.stateCovering(tree.size - 1) }),
  );
  const indexed = shards.map(({ base, tree }, at): LogAtHand => {
    const span = { from: base, below: base + tree.size };
    const leavesOf = async (key: Uint8Array) => {
      const numbers = await withKeeper(database, (transaction) => indexesUnder(transaction, { key, ...span }));
      return numbers.map((number) => number - base);
    };
    return { ...(logs[at] as LogAtHand), leavesOf };
  });
  try {
    return formatCompletenessFile(await makeCompletenessFile(nodeLogSuite, parts(indexed)));
  } catch (error) {
    if (!(error instanceof CompletenessError)) throw error;
    if (error.code === 'TOO_LARGE') throw new HttpError('TOO_LARGE', `${error.message}; ask thing by thing.`);
    if (error.code !== 'LIST_DIFFERS') throw error;
    // The database's note of where leaves are is a convenience: the log itself is what counts.
    return formatCompletenessFile(await makeCompletenessFile(nodeLogSuite, parts(logs)));
  }
}

/** Each name in plain, as it stood before it was known as a person's, and a person's under their secret too. */
async function namesFor(
  { database }: Keeping,
  { tenant, names }: CompletenessRequest,
): Promise<readonly SubjectName[]> {
  const found: SubjectName[] = [];
  // Before anything is looked up: whether a person's number is known here is nobody else's to learn, by answer or time.
  if (names.some((name) => isNumberOfPerson(name) && tenant.party !== name)) throw forThemAlone();
  const secrets = await withKeeper(database, (transaction) => secretsIfPersons(transaction, names));
  for (const name of new Set(names)) {
    const secret = secrets.get(name);
    if (secret !== undefined && tenant.party !== name) {
      throw forThemAlone();
    }
    if (secret === null) throw new HttpError('ERASED', 'The secret under which this person stood was erased.');
    found.push({ name }, ...(secret === undefined ? [] : [{ name, secret }]));
  }
  return found;
}

function forThemAlone(): HttpError {
  return new HttpError('NOT_PERMITTED', 'This is a natural person or a sole trader: such a list is for them alone.');
}

async function openingAt(
  { database, node }: Keeping,
  tenant: Tenant,
  index: number,
): Promise<LeafDisclosure | undefined> {
  return withTenant({ database, tenant, node, mode: 'read' }, async (transaction) => {
    const [leaf] = await findLeavesAt(transaction, { from: index, to: index + 1 });
    if (leaf === undefined || leaf.salt === null) return undefined;
    const [statement] = (await findStatements(transaction, [{ by: 'digest', digest: leaf.digest }], undefined)).flat();
    if (statement === undefined) return undefined;
    return { statement: new TextDecoder().decode(statement.bytes), salt: new Uint8Array(leaf.salt) };
  });
}
