// SPDX-License-Identifier: Apache-2.0
// A program that runs the embedded PostgreSQL until it is told to stop, for the tests that kill it.
// Usage: node supervise-postgres.ts DATA_DIRECTORY; says one line of JSON when the server answers or cannot.

import { startEmbeddedPostgres } from '../src/storage/embedded-postgres.ts';
import { EmbeddedPostgresError } from '../src/storage/embedded-postgres-error.ts';

try {
  const { connection, stop } = await startEmbeddedPostgres({ dataDirectory: process.argv[2] ?? '' });
  console.log(JSON.stringify({ connection }));
  process.once('SIGTERM', async () => {
    await stop();
    process.exit(0);
  });
  // Holds the program open; the server's own streams would too, and this says so.
  setInterval(() => {}, 60_000);
} catch (error) {
  if (!(error instanceof EmbeddedPostgresError)) throw error;
  console.log(JSON.stringify({ code: error.code }));
  process.exitCode = 1;
}
