// SPDX-License-Identifier: Apache-2.0
import { rm } from 'node:fs/promises';
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
import type { KeptStatement } from './statement-store.ts';

/** What says whose statements a folder of evidence holds: `followed.json` in it. */
export interface FollowedOrigin {
  readonly origin: string;
  readonly size: number;
  /** When the log was looked at last. */
  readonly at: string;
  readonly checkpoint: string;
  /** Leaves that the node does not open, and those that it says nobody can: each may change what is here. */
  readonly withheld: number;
  readonly erased: number;
}

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

  /** Forgets a statement, as it was erased where it comes from. */
  async remove(index: number): Promise<void> {
    const path = this.#pathOf(index);
    await Promise.all([path, `${path}.tlog-proof`].map((each) => rm(each, { force: true })));
  }

  async describe(followed: FollowedOrigin): Promise<void> {
    const path = join(this.folderOf(this.#log.origin), 'followed.json');
    await keepFile(path, `${JSON.stringify({ format: 'touchstone/followed/v1', ...followed }, null, 2)}\n`);
  }

  #pathOf(index: number): string {
    return join(this.folderOf(this.#log.origin), 'statements', `${String(index).padStart(10, '0')}.json`);
  }
}
