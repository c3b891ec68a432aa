// SPDX-License-Identifier: Apache-2.0
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeOpening } from '@touchstone/statements';
import {
  formatTlogProof,
  type LogReader,
  type LogSuite,
  originFolder,
  proveInclusion,
} from '@touchstone/transparency-log';
import { keepFile } from './keep-file.ts';
import { appendLeaves, type KeptLeaves, NO_LEAVES } from './kept-leaves.ts';
import type { KeptStatement } from './statement-store.ts';

/** What says whose statements a folder of evidence holds: `followed.json` in it. */
export interface FollowedOrigin {
  readonly origin: string;
  readonly size: number;
  /** When the log was looked at last. */
  readonly at: string;
  readonly checkpoint: string;
  /** Leaves that the node does not open, those that it says nobody can, and what is not verified: each may change what is here. */
  readonly withheld: number;
  readonly erased: number;
  readonly unverified: number;
  readonly refused: number;
  /** Leaves of which the log has signed that nobody opens them any more. */
  readonly closed: number;
}

/** The description as it is kept: with how much of the file `leaves` counts, and what the log was caught at. */
export interface FollowedDescription extends FollowedOrigin {
  readonly format: typeof FOLLOWED_FORMAT;
  readonly leaves: KeptLeaves;
  readonly caught?: readonly string[];
}

const FOLLOWED_FORMAT = 'touchstone/followed/v1';

/**
 * Statements of one origin as files that a check reads: `statements/` with each text byte for byte, and beside it the
 * proof that the log has it, C2SP tlog-proof; `followed.json` names the log and how far it was seen.
 */
export class EvidenceFolder {
  readonly #suite: LogSuite;
  readonly #folder: string;
  readonly #log: { readonly origin: string; readonly read: LogReader };

  constructor(
    suite: LogSuite,
    { folder, log }: { readonly folder: string; readonly log: { readonly origin: string; readonly read: LogReader } },
  ) {
    this.#suite = suite;
    this.#folder = folder;
    this.#log = log;
  }

  folderOf(origin: string): string {
    return join(this.#folder, originFolder(this.#suite, origin));
  }

  /** Puts a statement there, with its receipt first: a statement without one would be of no known origin. */
  async put(
    { index, text, salt }: KeptStatement,
    { note, size }: { readonly note: string; readonly size: number },
  ): Promise<void> {
    const { read } = this.#log;
    const hashes = await proveInclusion(this.#suite, { index, size }, read);
    const proof = formatTlogProof({ index, hashes, checkpoint: note, extra: encodeOpening(salt) });
    const path = this.#pathOf(index);
    await keepFile(`${path}.tlog-proof`, proof);
    await keepFile(path, text);
  }

  /** Forgets a statement, as the log has signed that it was erased, and keeps the note that says so. */
  async close(index: number, tombstone: string): Promise<void> {
    const folder = join(this.folderOf(this.#log.origin), 'tombstones');
    await keepFile(join(folder, `${String(index).padStart(10, '0')}.note`), tombstone);
    const path = this.#pathOf(index);
    await Promise.all([path, `${path}.tlog-proof`].map((each) => rm(each, { force: true })));
  }

  /** Says how far the log was followed, after its leaves are there too: who reads it can tell that none is missing. */
  async describe(followed: FollowedOrigin): Promise<void> {
    const { origin, read } = this.#log;
    const kept = (await this.#described())?.leaves ?? NO_LEAVES;
    const path = join(this.folderOf(origin), 'leaves');
    const leaves = await appendLeaves(this.#suite, path, { kept, size: followed.size, read });
    await this.#write({ format: FOLLOWED_FORMAT, ...followed, leaves });
  }

  /** Says that the log was caught: what is here stays, and nothing follows any more from what is not here. */
  async noteCaught(caught: readonly string[]): Promise<void> {
    const described = await this.#described();
    if (described !== undefined) await this.#write({ ...described, caught });
  }

  async #described(): Promise<FollowedDescription | undefined> {
    const text = await readFile(join(this.folderOf(this.#log.origin), DESCRIPTION), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : readFollowed(text);
  }

  async #write(description: FollowedDescription): Promise<void> {
    const path = join(this.folderOf(this.#log.origin), DESCRIPTION);
    await keepFile(path, `${JSON.stringify(description, null, 2)}\n`);
  }

  #pathOf(index: number): string {
    return join(this.folderOf(this.#log.origin), 'statements', `${String(index).padStart(10, '0')}.json`);
  }
}

const DESCRIPTION = 'followed.json';

/** Reads a description; undefined for a text that is none. One of before has no leaves, and proves nothing of what it lacks. */
export function readFollowed(text: string): FollowedDescription | undefined {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { format, origin, size, at, checkpoint, leaves, caught, ...counts } = (found ?? {}) as Record<string, unknown>;
  if (format !== FOLLOWED_FORMAT || ![origin, at, checkpoint].every((text) => typeof text === 'string')) {
    return undefined;
  }
  const { entries = 0, bytes = 0 } = (leaves ?? {}) as Record<string, unknown>;
  const numberOf = (name: string) => counts[name] ?? 0;
  const numbers = [size, entries, bytes, ...COUNTED.map(numberOf)];
  if (!numbers.every((number) => Number.isSafeInteger(number) && (number as number) >= 0)) return undefined;
  const codes = Array.isArray(caught) ? caught.map(String) : [];
  return {
    format,
    ...({ origin, size, at, checkpoint } as Pick<FollowedOrigin, 'origin' | 'size' | 'at' | 'checkpoint'>),
    ...(Object.fromEntries(COUNTED.map((name) => [name, numberOf(name)])) as Pick<FollowedOrigin, Counted>),
    leaves: { entries: entries as number, bytes: bytes as number },
    ...(codes.length === 0 ? {} : { caught: codes }),
  };
}

const COUNTED = ['withheld', 'erased', 'unverified', 'refused', 'closed'] as const;
type Counted = (typeof COUNTED)[number];
