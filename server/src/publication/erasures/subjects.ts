// SPDX-License-Identifier: Apache-2.0
import { inspectUscc, isNumberOfPerson } from '@touchstone/identifiers';
import { sql } from 'kysely';
import type { JsonObject, StatementRecord } from '../../record-keeping/fact.ts';
import { findErasure, findStatements } from '../../record-keeping/find-statements.ts';
import type { DatabaseTransaction } from '../../storage/with-tenant.ts';
import { findLeaves } from '../leaf-table.ts';
import { subjectsOfAll } from '../make-leaves.ts';
import { secretsIfPersons } from '../party-secrets.ts';
import type { PersonAtHand, StatementAtHand } from './rules.ts';

/** Statements about one name that are looked at for what it is. */
const STATEMENTS_MAX = 1_000;
const DEPTH_MAX = 16;

/** A statement of this node as its erasure has to know it; as the keeper. */
export async function statementAtHand(
  transaction: DatabaseTransaction,
  name: { readonly issuer: string; readonly id: string },
  node: string,
): Promise<(StatementAtHand & { readonly statement: StatementRecord }) | undefined> {
  const found = (await findStatements(transaction, [{ by: 'identity', ...name }], undefined)).flat();
  const statement = found.find(({ originNode }) => originNode === node);
  if (statement === undefined) return undefined;
  const subjects = (await subjectsOfAll(transaction, [statement], node)).get(statement.entry);
  const parties = subjects?.parties ?? [];
  const notPersons = await withoutPersons(transaction, parties);
  const isLogged = (await findLeaves(transaction, [statement.entry])).has(statement.entry);
  const erasedAt = await findErasure(transaction, { node, ...name });
  return { ...{ statement, owner: statement.owner, parties, notPersons, isLogged }, erasedAt };
}

/** Of the statements behind these digests, the entries of those that are about natural persons alone. */
export async function aboutPersonsAlone(
  transaction: DatabaseTransaction,
  digests: readonly string[],
  node: string,
): Promise<readonly number[]> {
  const requests = digests.map((digest) => ({ by: 'digest' as const, digest }));
  const statements = (await findStatements(transaction, requests, undefined)).flat();
  const subjects = await subjectsOfAll(transaction, statements, node);
  const entries: number[] = [];
  for (const [entry, { parties }] of subjects) {
    if ((await withoutPersons(transaction, parties)).length === 0) entries.push(entry);
  }
  return entries;
}

async function withoutPersons(transaction: DatabaseTransaction, parties: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const party of parties) if (!(await isPerson(transaction, party))) found.push(party);
  return found;
}

/** A name as an erasure about it has to know it; as the keeper. */
export async function personAtHand(transaction: DatabaseTransaction, party: string): Promise<PersonAtHand> {
  const secret = (await secretsIfPersons(transaction, [party])).get(party);
  const { rows } = await sql<{ owner: string }>`select distinct owner from touchstone.edge e
    where relation = 'about-party' and key = ${party} and not exists (
      select from touchstone.disclosure d where d.entry = e.entry and d.path = '')`.execute(transaction);
  return {
    isOrganisation: await isOrganisation(transaction, party),
    secret: secret === undefined ? 'none' : secret === null ? 'erased' : 'kept',
    owners: rows.map(({ owner }) => owner),
  };
}

/** The name behind a handle, and the organisation that gave it; undefined for none, and once it is erased. */
export async function nameOfHandle(
  transaction: DatabaseTransaction,
  handle: string,
): Promise<{ readonly owner: string; readonly party: string } | undefined> {
  const { rows } = await sql<{
    owner: string;
    party: string;
  }>`select given_by as owner, party from touchstone.named_person
    where handle = ${handle}::uuid and party is not null`.execute(transaction);
  return rows[0];
}

/** Keeps whom a handle stands for; the same again changes nothing. */
export async function keepHandle(
  transaction: DatabaseTransaction,
  kept: { readonly handle: string; readonly owner: string; readonly party: string; readonly now: string },
): Promise<void> {
  const { handle, owner, party, now } = kept;
  await sql`insert into touchstone.named_person (handle, given_by, party, named_at)
    values (${handle}::uuid, ${owner}, ${party}, ${now}::timestamptz) on conflict do nothing`.execute(transaction);
}

/** Whether a party is known here as a natural person or sole trader, and is no organisation. */
async function isPerson(transaction: DatabaseTransaction, party: string): Promise<boolean> {
  if (await isOrganisation(transaction, party)) return false;
  return isNumberOfPerson(party) || (await secretsIfPersons(transaction, [party])).has(party);
}

/**
 * True for the code of an organisation and for a name that a statement gives to a party with such a code; for whoever
 * issues statements or keeps cases here, unless a statement names it beside the number of a person or sole trader. Being
 * noted as a person does not help: whoever notes might be a friend.
 */
async function isOrganisation(transaction: DatabaseTransaction, party: string): Promise<boolean> {
  if (isNumberOfPerson(party)) return false;
  if (isOrganisationCode(party)) return true;
  const asked = { by: 'edge' as const, relation: 'about-party', key: party, limit: STATEMENTS_MAX };
  const statements = (await findStatements(transaction, [asked], undefined)).flat();
  const beside = new Set(statements.flatMap(({ body }) => identifiersBeside(body, party, 0)));
  if ([...beside].some(isOrganisationCode)) return true;
  if ([...beside].some(isNumberOfPerson)) return false;
  const { rows } = await sql<{ acts: boolean }>`select
      exists (select from touchstone.statement_identity where issuer = ${party})
      or exists (select from touchstone.stream where owner = ${party}) as acts`.execute(transaction);
  return rows[0]?.acts === true;
}

/** A well-formed code of GB 32100-2015 that is no individually-owned business's. */
function isOrganisationCode(text: string): boolean {
  return inspectUscc(text).uscc !== undefined && !isNumberOfPerson(text);
}

function identifiersBeside(value: unknown, party: string, depth: number): readonly string[] {
  if (typeof value !== 'object' || value === null || depth > DEPTH_MAX) return [];
  const { did, id, identifier } = value as JsonObject;
  const own = (did === party || id === party) && typeof identifier === 'string' ? [identifier] : [];
  return [...own, ...Object.values(value).flatMap((part) => identifiersBeside(part, party, depth + 1))];
}
