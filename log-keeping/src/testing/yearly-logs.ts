// SPDX-License-Identifier: Apache-2.0
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type NoteKey, signNote } from '@touchstone/transparency-log';
import { nodeLogSuite as suite } from '@touchstone/transparency-log/node';
import type { Log, Predecessor } from '../appender/log.ts';
import { openLog } from '../appender/open-log.ts';
import { openMemoryMap, openSubjectMap } from '../appender/subject-map.ts';
import { successionText } from '../follow/succession.ts';
import { SUCCESSOR_PATH } from '../reader/public-path.ts';
import { openFileStore } from '../storage/file-store.ts';
import { leafAbout } from './mapped-log.ts';
import { testSigner } from './scripted-log.ts';

/** The name to which each year is added. */
export const YEARLY = 'log.test.touchstone.example';

/** A log a year, each in a real directory `<folder>/<year>` of its own, as a node keeps them. */
export class YearlyLogs {
  readonly #folder: string;
  #log: Log | undefined;
  #year = 2026;
  #leaves = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  signerOf(year: number) {
    return testSigner(`${YEARLY}/${year}`, year % 100);
  }

  keyOf(year: number): NoteKey {
    return this.signerOf(year).key;
  }

  /** What a web server would show of a year. */
  shown(year: number): string {
    return join(this.#folder, String(year), 'public');
  }

  /** Publishes so many leaves more in the log of the year; its checkpoint. */
  async publish(count: number): Promise<string> {
    this.#log ??= await this.#open(undefined);
    for (let number = 0; number < count; number += 1) {
      this.#leaves += 1;
      this.#log.append(leafAbout(`did:web:p${this.#leaves % 5}.example`, this.#leaves));
    }
    return (await this.#log.flush())?.note ?? '';
  }

  /** Ends the year; the next log begins with its end, or with what a test makes of that. */
  async turn(change: (end: Predecessor) => Predecessor = (end) => end): Promise<void> {
    const end = await (this.#log as Log).seal();
    await this.close();
    this.#year += 1;
    this.#log = await this.#open(change(end));
  }

  /** Names a successor among the files of a year: the right one, or one of a test's. */
  async name(
    year: number,
    by: { readonly key?: NoteKey; readonly at?: string; readonly signer?: number } = {},
  ): Promise<string> {
    const { key = this.keyOf(year + 1), at = `../${year + 1}`, signer = year } = by;
    const note = await signNote(successionText({ origin: `${YEARLY}/${year}`, key, at }), [this.signerOf(signer)]);
    await writeFile(join(this.shown(year), SUCCESSOR_PATH), note);
    return note;
  }

  async close(): Promise<void> {
    await this.#log?.close();
    this.#log = undefined;
  }

  async #open(predecessor: Predecessor | undefined): Promise<Log> {
    return openLog({
      ...{ origin: `${YEARLY}/${this.#year}`, suite, signers: [this.signerOf(this.#year)] },
      store: await openFileStore(join(this.#folder, String(this.#year))),
      map: openSubjectMap(suite, openMemoryMap(suite)),
      ...{ batchAge: 0, checkpointInterval: 0 },
      ...(predecessor === undefined ? {} : { predecessor }),
    });
  }
}
