// SPDX-License-Identifier: Apache-2.0
import {
  CompletenessError,
  type CompletenessParts,
  formatCompletenessFile,
  type LeafDisclosure,
  type LogAtHand,
  makeCompletenessFile,
} from '@touchstone/evidence/completeness';
import type { PublishedTree } from '@touchstone/log-keeping/appender';
import type { LogReader } from '@touchstone/transparency-log';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { HttpError } from '../http/http-error.ts';
import { findStatements } from '../record-keeping/find-statements.ts';
import type { Keeping } from '../record-keeping/keeping.ts';
import type { Tenant } from '../record-keeping/tenant.ts';
import { withKeeper, withTenant } from '../storage/with-tenant.ts';
import { findLeavesAt, indexesUnder } from './leaf-table.ts';
import type { OpenedMap } from './log-settings.ts';
import { secretIfPerson } from './party-secrets.ts';

/** Who asks about whom: a party's DID or identifier, and of it one thing only where one is named. */
export interface CompletenessRequest {
  readonly tenant: Tenant;
  readonly party: string;
  readonly thing?: string | undefined;
}

/** The log that is shown, in one published tree. */
export interface ShownLog {
  readonly keeping: Keeping;
  readonly tree: PublishedTree;
  readonly read: LogReader;
  readonly map: OpenedMap;
}

/**
 * The completeness file of a party over this node's log, as text: every leaf under the party's keys, those opened that
 * the asker may read; the others are listed without an opening, and whoever verifies the file is told that they are.
 * A person's keys are for the person alone: NOT_PERMITTED to others, since a list without them would read as "nothing".
 */
export async function completenessOf(shown: ShownLog, request: CompletenessRequest): Promise<string> {
  const { keeping, tree, read, map } = shown;
  const { tenant, party, thing } = request;
  const { database } = keeping;
  const person = await withKeeper(database, (transaction) => secretIfPerson(transaction, party));
  if (person !== undefined && tenant.party !== party) {
    throw new HttpError('NOT_PERMITTED', 'This is a natural person or a sole trader: such a list is for them alone.');
  }
  if (person?.secret === null) throw new HttpError('ERASED', 'The secret under which this person stood was erased.');
  const name = { name: party, ...(person?.secret == null ? {} : { secret: new Uint8Array(person.secret) }) };
  const subject = { names: [name], ...(thing === undefined ? {} : { thing }) };
  const parts = (log: LogAtHand): CompletenessParts => ({
    subject,
    logs: [log],
    openingOf: ({ index }) => openingAt(keeping, tenant, index),
  });
  const log: LogAtHand = { read, checkpoint: tree.note, map: map.stateCovering(tree.size - 1) };
  const leavesOf = (key: Uint8Array) =>
    withKeeper(database, (transaction) => indexesUnder(transaction, { key, below: tree.size }));
  try {
    return formatCompletenessFile(await makeCompletenessFile(nodeLogSuite, parts({ ...log, leavesOf })));
  } catch (error) {
    if (!(error instanceof CompletenessError)) throw error;
    if (error.code === 'TOO_LARGE') throw new HttpError('TOO_LARGE', `${error.message}; ask thing by thing.`);
    if (error.code !== 'LIST_DIFFERS') throw error;
    // The database's note of where leaves are is a convenience: the log itself is what counts.
    return formatCompletenessFile(await makeCompletenessFile(nodeLogSuite, parts(log)));
  }
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
