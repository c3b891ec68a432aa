// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { endingWithParent, type Identity } from './embedded-postgres-identity.ts';
import type { Place } from './embedded-postgres-place.ts';

/** The port only names the socket file; nothing listens on a network. */
export const PORT = 5432;
/** The superuser, for the supervisor itself; the program gets an ordinary role. */
const SUPERUSER = 'postgres';

const RECOVERY_MS = 120_000;
const OTHER_SERVER_MS = 10_000;
const OUTPUT_KEPT = 8_000;

/** A running server, and what it has said. */
export interface RunningServer {
  readonly child: ChildProcess;
  /** The last of its log. */
  output(): string;
}

/** Creates the data directory, unless it is there; cut short, it leaves nothing that looks like one. */
export async function initialise({ home, dataDirectory, identity }: Place, settings: readonly string[]): Promise<void> {
  if (existsSync(join(dataDirectory, 'PG_VERSION'))) {
    // A copy or a backup comes back with other modes, and the server refuses anything that others may read.
    chmodSync(dataDirectory, 0o700);
    return checkVersion(home, dataDirectory);
  }
  const part = `${dataDirectory}.part`;
  // C.UTF-8 sorts by code point everywhere and knows Chinese; where the system has none, PostgreSQL brings its own.
  const locales = [['--locale=C.UTF-8'], ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']];
  let output = '';
  for (const locale of locales) {
    rmSync(part, { recursive: true, force: true });
    mkdirSync(part, { recursive: true, mode: 0o700 });
    chownSync(part, identity.owner.uid, identity.owner.gid);
    const sync = settings.includes('fsync=off') ? ['--no-sync'] : [];
    const args = ['-D', part, '-U', SUPERUSER, '-E', 'UTF8', '--auth=trust', ...locale, ...sync];
    const initdb = runAs(identity, [join(home, 'bin', 'initdb'), ...args]);
    const code = await new Promise<number | null>((resolve) => {
      initdb.child.on('error', () => resolve(null));
      initdb.child.on('close', resolve);
    });
    if (code === 0) {
      renameSync(part, dataDirectory);
      return;
    }
    output = initdb.output();
    if (!output.includes('invalid locale name')) break;
  }
  throw new EmbeddedPostgresError('CANNOT_START', `initdb failed for ${dataDirectory}:\n${output}`, { output });
}

function checkVersion(home: string, dataDirectory: string): void {
  const found = readFileSync(join(dataDirectory, 'PG_VERSION'), 'utf8').trim();
  // Its first line: # PostgreSQL 18
  const catalog = readFileSync(join(home, 'share', 'postgresql', 'postgres.bki'), 'utf8');
  const packaged = /^# PostgreSQL (\d+)/.exec(catalog)?.[1];
  if (found === packaged) return;
  throw new EmbeddedPostgresError(
    'DATA_OF_OTHER_VERSION',
    `${dataDirectory} was made by PostgreSQL ${found}, and the packaged one is ${packaged}. ` +
      'Dump it with its own version and load it here, or choose another data directory.',
    { found, packaged },
  );
}

/**
 * Starts the server and waits until it answers.
 * A server that was killed may take seconds to vanish with its memory; the new one is tried again meanwhile.
 */
export async function launch(
  place: Place,
  socketDirectory: string,
  settings: readonly string[],
): Promise<RunningServer> {
  for (const end = Date.now() + OTHER_SERVER_MS; ; ) {
    const server = spawnServer(place, socketDirectory, settings);
    if (await answers(server, socketDirectory)) return server;
    const output = server.output();
    const isOldOneStillThere = /lock file "postmaster.pid" already exists|shared memory block .* is still in use/.test(
      output,
    );
    if (!isOldOneStillThere || Date.now() > end) {
      throw new EmbeddedPostgresError('CANNOT_START', `PostgreSQL did not start:\n${output}`, { output });
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

function spawnServer(
  { home, dataDirectory, identity }: Place,
  socketDirectory: string,
  settings: readonly string[],
): RunningServer {
  const fixed = [
    'listen_addresses=',
    // A list, in which a name is quoted like an identifier.
    `unix_socket_directories="${socketDirectory.replaceAll('"', '""')}"`,
    'unix_socket_permissions=0700',
    'timezone=UTC',
    'log_timezone=UTC',
  ];
  const options = [...fixed, ...settings].flatMap((setting) => ['-c', setting]);
  // unshare must come first: what it becomes is then bound to this thread by setpriv.
  const words = [
    ...identity.prefix,
    ...endingWithParent(),
    join(home, 'bin', 'postgres'),
    '-D',
    dataDirectory,
    ...options,
  ];
  return runAs({ ...identity, prefix: [] }, words);
}

// In its own session, so that Ctrl-C at the terminal reaches the program alone, which then ends its work with the
// database before it ends the database.
function runAs({ prefix, spawnAs }: Identity, words: readonly string[]): RunningServer {
  const [command = '', ...args] = [...prefix, ...words];
  const env = { PATH: process.env.PATH, TZ: 'UTC' };
  const child = spawn(command, args, { ...spawnAs, env, cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-OUTPUT_KEPT);
    });
  }
  child.on('error', (error) => {
    output += error.message;
  });
  return { child, output: () => output };
}

async function answers({ child }: RunningServer, socketDirectory: string): Promise<boolean> {
  let hasEnded = child.pid === undefined;
  child.once('close', () => {
    hasEnded = true;
  });
  for (const end = Date.now() + RECOVERY_MS; !hasEnded && Date.now() < end; ) {
    const client = await connectTo(socketDirectory, 'postgres').catch(() => undefined);
    if (client !== undefined) {
      await client.end();
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  if (!hasEnded) child.kill('SIGQUIT');
  return false;
}

/** A connection of the superuser. */
export async function connectTo(socketDirectory: string, database: string): Promise<pg.Client> {
  const client = new pg.Client({ host: socketDirectory, port: PORT, user: SUPERUSER, database, ssl: false });
  // A server that stops ends its connections; without a listener that would end the process.
  client.on('error', () => {});
  await client.connect();
  return client;
}
