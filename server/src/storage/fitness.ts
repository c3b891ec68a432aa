// SPDX-License-Identifier: Apache-2.0
import { type Kysely, sql } from 'kysely';
import { StorageError } from './storage-error.ts';

/** Whether a server that may lose acknowledged commits is refused. */
export type DurabilityDemand = 'required' | 'as-configured';

const VERSION_MIN = 150_000;

/** What the server says about itself. */
export interface ServerFacts {
  readonly version: number;
  readonly encoding: string;
  readonly characterType: string;
  readonly localeProvider: string;
  readonly locale: string | null;
  readonly dateStyle: string;
  readonly fsync: string;
  readonly fullPageWrites: string;
  readonly synchronousCommit: string;
}

/** Throws `DATABASE_UNFIT` with everything that is wrong at once. */
export async function checkFitness<T>(database: Kysely<T>, durability: DurabilityDemand): Promise<void> {
  const faults = findUnfit(await readServerFacts(database), durability);
  if (faults.length > 0) {
    throw new StorageError('DATABASE_UNFIT', `This database cannot hold records: ${faults.join('; ')}.`, { faults });
  }
}

/** Every reason against a server; empty where it will do. */
export function findUnfit(server: ServerFacts, durability: DurabilityDemand): readonly string[] {
  const faults: string[] = [];
  if (server.version < VERSION_MIN) {
    faults.push(`it is PostgreSQL ${server.version / 10_000} and 15 or later is needed`);
  }
  if (server.encoding !== 'UTF8') {
    faults.push(`its encoding is ${server.encoding}; create it with ENCODING 'UTF8'`);
  }
  // With ctype C, trigrams and lower() see no Chinese character; the builtin provider (17 and later) brings its own.
  const ctype = server.localeProvider === 'b' ? (server.locale ?? 'C') : server.characterType;
  if (ctype === 'C' || ctype === 'POSIX') {
    faults.push(`its LC_CTYPE is ${ctype}, which knows no Chinese; create it with LC_CTYPE 'C.UTF-8'`);
  }
  if (!server.dateStyle.startsWith('ISO')) {
    faults.push(`its DateStyle is ${server.dateStyle}; set it to ISO`);
  }
  if (durability === 'required') {
    if (server.fsync !== 'on') faults.push('fsync is off, so that a power cut loses acknowledged records');
    if (server.fullPageWrites !== 'on') faults.push('full_page_writes is off, so that a power cut can tear pages');
    if (server.synchronousCommit === 'off') {
      faults.push('synchronous_commit is off, so that a crash loses acknowledged records');
    }
  }
  return faults;
}

async function readServerFacts<T>(database: Kysely<T>): Promise<ServerFacts> {
  // datlocale is new in 17 (daticulocale in 15 and 16), hence the way through JSON.
  const { rows } = await sql<ServerFacts>`
    select current_setting('server_version_num')::int as version, pg_encoding_to_char(encoding) as encoding,
      datctype as character_type, datlocprovider::text as locale_provider,
      coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale') as locale,
      current_setting('datestyle') as date_style, current_setting('fsync') as fsync,
      current_setting('full_page_writes') as full_page_writes,
      current_setting('synchronous_commit') as synchronous_commit
    from pg_database d where datname = current_database()`.execute(database);
  const [server] = rows;
  if (server === undefined)
    throw new StorageError('DATABASE_UNFIT', 'The database does not find itself in pg_database.');
  return server;
}
