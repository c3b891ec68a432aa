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
import type { Column, Columns, RowOf, Table } from './fold.ts';
import type { Reads, RowQuery } from './reads.ts';

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

type Spanned = Columns & { readonly from: Column<string | null>; readonly to: Column<string | null> };

/** Rows of work for other papers while any of this was done; of a table that knows which were signed, only those. */
export async function readWhileDone<C extends Spanned>(
  reads: Reads,
  table: Table<C>,
  asked: PaperAsked,
): Promise<readonly RowOf<C>[]> {
  const span = spanOf(asked.work.flatMap(({ steps }) => steps));
  if (span === undefined) return [];
  const rows = ofOtherPapers(reads, table, asked).where('from', '<', span.to).where('to', '>', span.from);
  return (await rows.execute()) as unknown as readonly RowOf<C>[];
}

const FILES_MAX = 500;

/** Rows of the same raw files, kept for other papers; of a table that knows which were signed, only those. */
export async function readSameFiles<C extends Columns & { readonly digest: Column<string> }>(
  reads: Reads,
  table: Table<C>,
  asked: PaperAsked,
): Promise<readonly RowOf<C>[]> {
  const digests = digestsOf(asked.work);
  if (digests.length === 0) return [];
  const rows = ofOtherPapers(reads, table, asked).where('digest', 'in', digests).limit(FILES_MAX);
  return (await rows.execute()) as unknown as readonly RowOf<C>[];
}

/** Digests of all its raw files. */
function digestsOf(work: readonly Work[]): string[] {
  const files = work.flatMap(({ steps }) => steps.flatMap(({ rawFiles }) => rawFiles));
  return [...new Set(files.map(({ digest }) => digest))];
}

/** What a table of work is asked for here, whatever else it keeps. */
type Asked = {
  readonly digest: Column<string>;
  readonly from: Column<string>;
  readonly to: Column<string>;
  readonly isSigned: Column<boolean>;
};

function ofOtherPapers<C extends Columns>(reads: Reads, table: Table<C>, { owner, stream }: PaperAsked) {
  const rows = reads.rows(table, {}) as unknown as RowQuery<Asked>;
  const others = rows.selectAll().where('owner', '=', owner).where('stream', '!=', stream);
  return 'isSigned' in table.columns ? others.where('isSigned', '=', true) : others;
}
