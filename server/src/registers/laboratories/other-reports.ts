// SPDX-License-Identifier: Apache-2.0
import { numberKey, type OtherReport, type OtherWork, tellingResults } from '@touchstone/evidence/plausibility';
import { parseInstant } from '@touchstone/identifiers';
import type { RowOf } from '../../record-keeping/fold.ts';
import {
  type PaperAsked,
  type ReadOtherPapers,
  readSameFiles,
  readWhileDone,
} from '../../record-keeping/other-papers.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { contents } from './fold.ts';
import { rawFiles, tests } from './work-rows.ts';

/** Reports and drafts of a laboratory that may stand in the way of a paper of its own; its own rows only. */
export const readOtherReports: ReadOtherPapers = async (reads, asked) => {
  const work = await readWhileDone(reads, tests, asked);
  const files = await readSameFiles(reads, rawFiles, asked);
  return {
    otherWork: work.flatMap(toOtherWork),
    otherFiles: files.map(({ digest, report, instruments, from, to }) => ({
      ...{ digest, report, instruments, from: parseInstant(from), to: parseInstant(to) },
    })),
    otherReports: await readContents(reads, asked),
  };
};

type Done = Pick<
  RowOf<(typeof tests)['columns']>,
  'person' | 'site' | 'from' | 'to' | 'unattended' | 'report' | 'instruments'
>;

/** A step of a test as work that may stand in another's way; one that nobody recorded stands in nobody's. */
export function toOtherWork({ person, site, from, to, unattended, report, instruments }: Done): readonly OtherWork[] {
  if (person === null || site === null || from === null || to === null) return [];
  return [{ person, site, from: parseInstant(from), to: parseInstant(to), unattended, report, instruments }];
}

const REPORTS_MAX = 100;

async function readContents(
  reads: Reads,
  { owner, stream, kind, number, results }: PaperAsked,
): Promise<readonly OtherReport[]> {
  const isOtherKind = kind !== 'TestReport';
  const key = isOtherKind ? undefined : tellingResults(results);
  const rows = await reads
    .rows(contents, {})
    .selectAll()
    .where('owner', '=', owner)
    .where((where) =>
      where.or([
        where('numberKey', '=', numberKey(number)),
        ...(key === undefined ? [] : [where('results', '=', key)]),
      ]),
    )
    .limit(REPORTS_MAX)
    .execute();
  return rows.map(({ number: reportNumber, sample, results: found, stream: of }) => ({
    ...{ reportNumber, sample, results: isOtherKind ? '' : found, isOtherKind },
    // What this draft takes the place of: its number is its own, the results of another sample are not.
    ...(of === stream ? { corrected: true } : {}),
  }));
}
