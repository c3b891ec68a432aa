// SPDX-License-Identifier: Apache-2.0
import { resolve } from 'node:path';
import { findBinaries } from './embedded-postgres-binaries.ts';
import { claimDataDirectory } from './embedded-postgres-claim.ts';
import { stopOrphan, stopServer } from './embedded-postgres-orphan.ts';
import { findPlace, makeSocketDirectory, removeSocketDirectory } from './embedded-postgres-place.ts';
import { connectTo, initialise, launch, PORT, type RunningServer } from './embedded-postgres-server.ts';

/** What to start. */
export interface EmbeddedPostgresOptions {
  /** Where the data lies; made when it is not there. Root may find it moved: `<dataDirectory>.is-in` says where to. */
  readonly dataDirectory: string;
  /** More settings of the server, as `name=value`. */
  readonly settings?: readonly string[];
  /** Hears that the server was launched and boots in a process of its own; it may still fail. */
  readonly onLaunched?: () => void;
  /** Hears the end of the server's log when it ends by itself; whoever runs the program will want to end it too. */
  readonly onUnexpectedEnd?: (output: string) => void;
}

/** A server on a local socket, for this process alone. */
export interface EmbeddedPostgres {
  /** What `openDatabase` and the driver take. The user owns the database, may make databases and roles, is no superuser. */
  readonly connection: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly database: string;
  };
  /** Shuts down in order; no process and no socket are left. To be called after connections were closed. */
  stop(): Promise<void>;
}

const NAME = 'touchstone';

/**
 * Starts the packaged PostgreSQL on a data directory, on a socket and no port. When it returns, the database answers.
 *
 * One program at a time: throws `ALREADY_RUNNING` while another one lives. A server left behind by a program that was
 * killed is stopped first. Call it from the main thread: on Linux the server ends with the thread that started it.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { settings = [], onLaunched, onUnexpectedEnd } = options;
  const dataDirectory = resolve(options.dataDirectory);
  const home = findBinaries();
  const claim = claimDataDirectory(dataDirectory);
  const undo: (() => Promise<void> | void)[] = [() => claim.release()];
  const undoAll = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const place = findPlace({ home, dataDirectory });
    await stopOrphan(place.dataDirectory);
    await initialise(place, settings);
    const socketDirectory = makeSocketDirectory(place.identity, `${dataDirectory}.socket`);
    undo.push(() => removeSocketDirectory(socketDirectory));
    const launching = launch(place, socketDirectory, settings);
    onLaunched?.();
    const server = await launching;
    const ended = new Promise((resolve) => server.child.once('exit', resolve));
    undo.push(() =>
      stopServer(server.child.pid ?? 0, place.dataDirectory)
        .then(() => ended)
        .then(() => {}),
    );
    undo.push(watch(server, onUnexpectedEnd));
    await ensureDatabase(socketDirectory);
    return { connection: { host: socketDirectory, port: PORT, user: NAME, database: NAME }, stop: undoAll };
  } catch (error) {
    await undoAll();
    throw error;
  }
}

// Returns what ends the watch. Where Linux does not end the server with this process, an ordinary exit still does.
function watch({ child, output }: RunningServer, onUnexpectedEnd?: (output: string) => void): () => void {
  const endServer = () => child.kill('SIGINT');
  const tell = () => {
    process.removeListener('exit', endServer);
    onUnexpectedEnd?.(output());
  };
  process.once('exit', endServer);
  child.once('close', tell);
  return () => {
    process.removeListener('exit', endServer);
    child.removeListener('close', tell);
  };
}

// Every time, as an earlier start may have been cut off between the data directory and this.
async function ensureDatabase(socketDirectory: string): Promise<void> {
  const client = await connectTo(socketDirectory, 'postgres');
  try {
    const roles = await client.query('select from pg_roles where rolname = $1', [NAME]);
    if (roles.rowCount === 0) await client.query(`create role ${NAME} login createdb createrole`);
    const databases = await client.query('select from pg_database where datname = $1', [NAME]);
    if (databases.rowCount === 0) await client.query(`create database ${NAME} owner ${NAME}`);
  } finally {
    await client.end();
  }
}
