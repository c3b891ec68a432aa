// SPDX-License-Identifier: Apache-2.0
// What the gate compares a paper with of the other papers of its laboratory. Reports and certificates lie in registers of their
// own, and their work is done by the same persons with the same things: each register gives what it has, and all is asked.
import {
  type ExaminedReport,
  type OtherFile,
  type OtherReport,
  type OtherWork,
  spanOf,
  type Work,
} from '@touchstone/evidence/plausibility';
import type { Reads } from './reads.ts';

/** A paper before it is signed, with the work for it. */
export interface PaperAsked {
  readonly owner: string;
  /** Its case, whose own rows are no other paper's. */
  readonly stream: string;
  readonly kind: string;
  readonly number: string;
  readonly results: ExaminedReport['results'];
  readonly work: readonly Work[];
}

/** Other papers of the same laboratory, as far as they can stand in the way of one. */
export interface OtherPapers {
  readonly otherWork: readonly OtherWork[];
  readonly otherFiles: readonly OtherFile[];
  readonly otherReports: readonly OtherReport[];
}

/** Gives other papers of whoever keeps them. */
export type ReadOtherPapers = (reads: Reads, asked: PaperAsked) => Promise<OtherPapers>;

/** The other papers of several registers, one after the other: they read in one transaction. */
export function joinOtherPapers(readers: readonly ReadOtherPapers[]): ReadOtherPapers {
  return async (reads, asked) => {
    const found: OtherPapers[] = [];
    for (const read of readers) found.push(await read(reads, asked));
    return {
      otherWork: found.flatMap(({ otherWork }) => otherWork),
      otherFiles: found.flatMap(({ otherFiles }) => otherFiles),
      otherReports: found.flatMap(({ otherReports }) => otherReports),
    };
  };
}

/** From when to when there was work for it; undefined where there was none. */
export function spanOfWork(work: readonly Work[]): ReturnType<typeof spanOf> {
  return spanOf(work.flatMap(({ steps }) => steps));
}

/** Digests of all its raw files. */
export function filesOf(work: readonly Work[]): readonly string[] {
  const files = work.flatMap(({ steps }) => steps.flatMap(({ rawFiles }) => rawFiles));
  return [...new Set(files.map(({ digest }) => digest))];
}
