// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { offlineResolver } from '@touchstone/credentials/formats';
import { z } from 'zod';
import { AccessError } from '../access/access-error.ts';
import { createAccount } from '../access/accounts.ts';
import type { NodeServices } from '../compose-node.ts';
import { action } from '../record-keeping/define-register.ts';
import type { StatementInput } from '../record-keeping/fact.ts';
import { rulingOf } from '../record-keeping/ruling.ts';
import { type Actor, tenantOf } from '../record-keeping/tenant.ts';
import type { Seed } from '../seeds.ts';
import { readSigned } from '../signing/read-signed.ts';
import { DEMONSTRATION_PARTIES, demonstrationKey } from './parties.ts';

/** Where the demonstration comes from, and where its passwords are written. */
export interface DemonstrationPlaces {
  /** Folder with `trust.json` and `statements/`. */
  readonly folder: string;
  readonly dataDirectory: string;
}

/** Name of the file with the logins and passwords of the demonstration, in the data directory. */
export const ACCOUNTS_FILE = 'demonstration-accounts.json';

const trust = z.object({ didDocuments: z.record(z.string(), z.unknown()) });

/** Keys, accounts and signed statements of the demonstration authorities of three jurisdictions. */
export function demonstrationSeed({ folder, dataDirectory }: DemonstrationPlaces): Seed {
  return {
    name: 'demonstration',
    async plant(services) {
      const { didDocuments } = trust.parse(JSON.parse(await readFile(join(folder, 'trust.json'), 'utf8')));
      const resolveDid = offlineResolver(didDocuments as Parameters<typeof offlineResolver>[0]);
      for (const { did } of DEMONSTRATION_PARTIES) {
        await services.keys.addKey({ controller: did, ...demonstrationKey(did), from: '2025-01-01T00:00:00Z' });
      }
      for (const name of (await readdir(join(folder, 'statements'))).sort()) {
        const text = await readFile(join(folder, 'statements', name), 'utf8');
        await recordStatement(services, readSigned({ text }, { resolveDid, now: services.clock() }));
      }
      await createAccounts(services, dataDirectory);
    },
  };
}

/** Puts a statement into the register that keeps its kind, in its issuer's name; other kinds stay in their files. */
async function recordStatement(services: NodeServices, statement: StatementInput): Promise<void> {
  const party = DEMONSTRATION_PARTIES.find(({ did }) => did === statement.issuer);
  if (party === undefined) return;
  const { kind, issuer, id, body } = statement;
  switch (kind) {
    case 'Accreditation':
    case 'StatutoryQualification':
      return record(services, 'accreditation', { party, stream: id.slice('urn:uuid:'.length), statement });
    case 'StandardNotice': {
      const { standard } = body.credentialSubject as { readonly standard: string };
      return record(services, 'standards', { party, stream: `${issuer} ${standard}`, statement });
    }
    // So that who is competent can replace or withdraw, by two persons, what lies in the trust folder as well.
    case 'PlacePolicy':
    case 'AcceptanceInstrument':
      return record(services, 'recognition', { party, stream: id.slice('urn:uuid:'.length), statement });
    default:
      return;
  }
}

interface Recording {
  readonly party: (typeof DEMONSTRATION_PARTIES)[number];
  readonly stream: string;
  readonly statement: StatementInput;
}

/** The operator plants what demonstrations signed; no route leads here, and no person is said to have decided. */
const plant = action({
  name: 'plant',
  input: z.strictObject({ stream: z.string(), statement: z.custom<StatementInput>() }),
  stream: ({ stream }) => stream,
  submits: ({ statement }) => statement,
  facts: async () => undefined,
  rules: ({ statement }) => rulingOf([], [{ source: 'signed-statement', statement, visibility: 'public' }]),
});

async function record(
  { recordKeeping, clock }: NodeServices,
  register: 'accreditation' | 'standards' | 'recognition',
  { party, stream, statement }: Recording,
): Promise<void> {
  const actor: Actor = { party: party.did, person: 'seed', jurisdiction: party.jurisdiction, roles: ['seed'] };
  const tenant = tenantOf(actor);
  const caller = { actor, tenant, now: clock(), asOf: {} };
  const outcome = await recordKeeping.read({ register, tenant, asOf: {} }, (reads) =>
    recordKeeping.actIn(register, { ...caller, reads }).act(plant, { stream, statement }),
  );
  if (outcome.outcome === 'refused')
    throw new TypeError(`the demonstration does not fit: ${JSON.stringify(outcome.reasons)}`);
}

/** A password of 96 random bits needs no slow hash, and some thirty slow ones would delay the first start. */
const CHANCE_COST = { log2N: 10, r: 8, p: 1 };

const accountsFile = z.array(
  z.object({
    login: z.string(),
    password: z.string(),
    party: z.string(),
    jurisdiction: z.string(),
    roles: z.array(z.string()),
  }),
);
type AccountsFile = z.infer<typeof accountsFile>;

/**
 * Every person gets a password of their own by chance, written where only this program's user can read it: first the
 * file, then the accounts, so that no account is made whose password is known to nobody.
 */
async function createAccounts({ accounts }: NodeServices, dataDirectory: string): Promise<void> {
  const path = join(dataDirectory, ACCOUNTS_FILE);
  const wanted = (await readAccounts(path)) ?? makeAccounts();
  await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  await writeFile(path, `${JSON.stringify(wanted, null, 2)}\n`, { mode: 0o600, flush: true });
  for (const account of wanted) {
    const { login } = account;
    try {
      await createAccount(
        { ...accounts, passwordCost: CHANCE_COST },
        { ...account, person: login, displayName: `Demonstration: ${login}` },
      );
    } catch (error) {
      // Made by an earlier planting that was cut off, with the password of the same file.
      if (!(error instanceof AccessError) || error.code !== 'LOGIN_TAKEN') throw error;
    }
  }
}

async function readAccounts(path: string): Promise<AccountsFile | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : accountsFile.parse(JSON.parse(text));
}

function makeAccounts(): AccountsFile {
  return DEMONSTRATION_PARTIES.flatMap(({ did: party, jurisdiction, people }) =>
    Object.entries(people).map(([login, roles]) => ({
      ...{ login, password: randomBytes(12).toString('base64url'), party, jurisdiction, roles: [...roles] },
    })),
  );
}
