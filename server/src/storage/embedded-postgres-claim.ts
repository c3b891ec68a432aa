// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.ts';
import { birthOf } from './process-life.ts';

/** The right to run the one server of a data directory. */
export interface Claim {
  /** Lets the next program in. */
  release(): void;
}

type Holder = { readonly pid: number; readonly birth: string } | { readonly released: true };

/**
 * Claims a data directory for this process, or throws `ALREADY_RUNNING` while another process lives that holds it.
 *
 * Claims are numbered files beside the directory, and the highest number holds. A file comes into being whole, by a hard
 * link that fails where the name is taken; a released claim stays as the highest until the next one is made. So of two
 * programs that find the same dead holder one only can make the next number, and a slow one that fills a gap below sees
 * the higher number and steps back.
 */
export function claimDataDirectory(dataDirectory: string): Claim {
  mkdirSync(dirname(dataDirectory), { recursive: true });
  for (;;) {
    const last = highestClaim(dataDirectory);
    const holder = last === 0 ? undefined : readHolder(fileOf(dataDirectory, last));
    if (holder !== undefined && 'pid' in holder && birthOf(holder.pid) === holder.birth) {
      throw new EmbeddedPostgresError(
        'ALREADY_RUNNING',
        `Touchstone already runs on ${dataDirectory} (process ${holder.pid}). Stop it first, or start this one with another data directory.`,
        { pid: holder.pid },
      );
    }
    const own = last + 1;
    if (!writeOnce(fileOf(dataDirectory, own), { pid: process.pid, birth: birthOf(process.pid) ?? '' })) continue;
    if (highestClaim(dataDirectory) === own) {
      removeBelow(dataDirectory, own);
      return { release: () => writeFileSync(fileOf(dataDirectory, own), JSON.stringify({ released: true })) };
    }
    rmSync(fileOf(dataDirectory, own), { force: true });
  }
}

function fileOf(dataDirectory: string, number: number): string {
  return `${dataDirectory}.claim-${number}`;
}

function claimsOf(dataDirectory: string): readonly number[] {
  const prefix = `${basename(dataDirectory)}.claim-`;
  return readdirSync(dirname(dataDirectory))
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)));
}

function highestClaim(dataDirectory: string): number {
  return Math.max(0, ...claimsOf(dataDirectory));
}

function removeBelow(dataDirectory: string, own: number): void {
  for (const number of claimsOf(dataDirectory)) {
    if (number < own) rmSync(fileOf(dataDirectory, number), { force: true });
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    // Gone because a higher one was made, or cut short by a full disk while being released.
    return undefined;
  }
}

function writeOnce(file: string, holder: Holder): boolean {
  const draft = join(dirname(file), `.claim-${randomBytes(6).toString('hex')}`);
  writeFileSync(draft, JSON.stringify(holder));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}
