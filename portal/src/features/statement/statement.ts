// SPDX-License-Identifier: Apache-2.0
import { askText } from '../../api/client.ts';
import { list, type Members, maybe, members, type Read, ShapeError, text } from '../../api/narrow.ts';

/** By what a statement is known: the DID of its issuer and its own id. */
export interface StatementName {
  readonly issuer: string;
  readonly id: string;
}

/** Somebody or something that a statement names: where it stands in the body, and as what. */
export interface Party {
  readonly role: string;
  readonly id: string;
  readonly name: string | undefined;
}

/** One proof as it stands in the statement. */
export interface ProofLine {
  readonly suite: string;
  readonly key: string;
  readonly created: string | undefined;
}

/** A statement on record: the text as its issuer signed it, and what this page shows of it. */
export interface Statement extends StatementName {
  readonly text: string;
  readonly digest: string | undefined;
  readonly kind: string;
  readonly validFrom: string;
  readonly validUntil: string | undefined;
  readonly parties: readonly Party[];
  readonly proofs: readonly ProofLine[];
}

/** Where the API keeps a statement; a browser gets it as JSON. */
export function statementUrl({ issuer, id }: StatementName): string {
  return `/api/statements/${encodeURIComponent(issuer)}/${encodeURIComponent(id)}`;
}

/** The page of a statement. */
export function statementPage({ issuer, id }: StatementName): string {
  return `/statements/${encodeURIComponent(issuer)}/${encodeURIComponent(id)}`;
}

/** Fetches one statement in its exact bytes. Throws ProblemError, NOT_FOUND where there is none that the reader may see. */
export async function requestStatement(name: StatementName, signal: AbortSignal): Promise<Statement> {
  const { body, text: whole, headers } = await askText(statementUrl(name), { signal }, readStatement);
  return { ...name, ...body, text: whole, digest: headers.get('touchstone-digest') ?? undefined };
}

/** Reads what this page relies on; throws ShapeError naming the place where the body differs. */
export function readStatement(value: unknown) {
  const body = members(value, '');
  const types = list(text)(body.type, '/type');
  const issuer = readIssuer(body.issuer, '/issuer');
  return {
    kind: types.find((type) => type !== 'VerifiableCredential') ?? 'VerifiableCredential',
    validFrom: text(body.validFrom, '/validFrom'),
    validUntil: maybe(text)(body.validUntil, '/validUntil'),
    parties: [{ role: 'issuer', ...issuer }, ...partiesIn(body.credentialSubject, 'subject', DEPTH_MAX)],
    proofs: proofsOf(body.proof),
  };
}

const readIssuer: Read<Omit<Party, 'role'>> = (value, path) => {
  if (typeof value === 'string') return { id: value, name: undefined };
  const given = members(value, path);
  return { id: text(given.id, `${path}/id`), name: maybe(text)(given.name, `${path}/name`) };
};

const DEPTH_MAX = 6;

/** Everybody who is named by a DID, under the name of the member in which they stand. */
function partiesIn(value: unknown, role: string, depth: number): readonly Party[] {
  if (typeof value !== 'object' || value === null || depth === 0) return [];
  if (Array.isArray(value)) return once(value.flatMap((each) => partiesIn(each, role, depth - 1)));
  const { id, name } = value as Members;
  const isParty = typeof id === 'string' && id.startsWith('did:');
  const own = isParty ? [{ role, id, name: typeof name === 'string' ? name : undefined }] : [];
  const inside = Object.entries(value).flatMap(([member, each]) => partiesIn(each, member, depth - 1));
  return once([...own, ...inside]);
}

function once(parties: readonly Party[]): readonly Party[] {
  return [...new Map(parties.map((party) => [`${party.role} ${party.id}`, party])).values()];
}

function proofsOf(value: unknown): readonly ProofLine[] {
  const proofs = value === undefined ? [] : Array.isArray(value) ? value : [value];
  return proofs.map((each, index) => {
    const path = `/proof/${index}`;
    const { cryptosuite, type, verificationMethod, created } = members(each, path);
    const suite = maybe(text)(cryptosuite, `${path}/cryptosuite`) ?? maybe(text)(type, `${path}/type`);
    if (suite === undefined) throw new ShapeError(`${path}/type`, 'a string');
    return {
      suite,
      key: text(verificationMethod, `${path}/verificationMethod`),
      created: maybe(text)(created, `${path}/created`),
    };
  });
}
