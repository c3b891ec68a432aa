// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { type Configuration, readConfiguration } from './configuration.ts';
import { ensureDataDirectory } from './data-directory.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './storage/embedded-postgres.ts';

/** What a start has under way before the rest of the program is loaded. */
export interface Begun {
  readonly configuration: Configuration;
  /** The address of DATABASE_URL, or the packaged PostgreSQL once it answers. */
  readonly database: { readonly url: string } | { readonly server: Promise<EmbeddedPostgres> };
}

/**
 * Reads the environment and lets the packaged PostgreSQL boot, in a process of its own, while this one goes on loading.
 * When it returns, the server was launched, or has failed: `server` then rejects, and is to be awaited.
 */
export async function begin(environment: Readonly<Record<string, string | undefined>>): Promise<Begun> {
  const configuration = readConfiguration(environment);
  const { dataDirectory, databaseUrl } = configuration;
  await ensureDataDirectory(dataDirectory);
  if (databaseUrl !== undefined) return { configuration, database: { url: databaseUrl } };
  const { promise: launched, resolve: onLaunched } = Promise.withResolvers<void>();
  const server = startEmbeddedPostgres({
    dataDirectory: join(dataDirectory, 'postgres'),
    onLaunched,
    onUnexpectedEnd: (output) => {
      process.stderr.write(`The packaged PostgreSQL ended:\n${output}\n`);
      process.exit(1);
    },
  });
  // Whoever awaits `server` later hears of its failure.
  await Promise.race([launched, server.catch(() => undefined)]);
  return { configuration, database: { server } };
}
