// SPDX-License-Identifier: Apache-2.0
import type { Begun } from './begin.ts';
import { StartError } from './start-error.ts';
import { type Database, openDatabase } from './storage/database.ts';

/** An open database, and how to end it with everything that was started for it. */
export interface OpenedDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

/** Opens the database of DATABASE_URL, or that of the packaged PostgreSQL once it answers. */
export async function openConfiguredDatabase(
  begun: Begun['database'],
  onLost: (error: Error) => void,
): Promise<OpenedDatabase> {
  if ('url' in begun) {
    const database = await openDatabase({ connection: begun.url, onConnectionLost: onLost }).catch(
      explainUrl(begun.url),
    );
    return { database, close: () => database.destroy() };
  }
  // The server may be gone before the last connection has heard that it was closed.
  let closing = false;
  const onConnectionLost = (error: Error) => {
    if (!closing) onLost(error);
  };
  const server = await begun.server;
  try {
    const database = await openDatabase({ connection: server.connection, onConnectionLost });
    return {
      database,
      async close() {
        closing = true;
        await database.destroy();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** What an operator can do about a database that does not let this program in. */
function explainUrl(databaseUrl: string): (error: unknown) => never {
  const { hostname, port, pathname, username } = new URL(databaseUrl);
  const where = `${hostname || 'the local socket'}${port === '' ? '' : `:${port}`}`;
  return (error) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const meanings: Readonly<Record<string, string>> = {
      ECONNREFUSED: `nothing answers at ${where}; is the server started, and is the port right?`,
      ENOTFOUND: `there is no host ${where}`,
      ENOENT: `there is no socket at ${where}`,
      ETIMEDOUT: `${where} does not answer`,
      EAI_AGAIN: `the name ${where} cannot be looked up now`,
      '28P01': `the password of user ${username} is wrong`,
      '28000': `user ${username} may not connect`,
      '3D000': `there is no database ${pathname.slice(1)}; create it with ENCODING 'UTF8' LC_CTYPE 'C.UTF-8'`,
    };
    const meaning = meanings[code];
    if (meaning === undefined) throw error;
    throw new StartError(`DATABASE_URL: ${meaning}`, error);
  };
}
