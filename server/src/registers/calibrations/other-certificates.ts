// SPDX-License-Identifier: Apache-2.0
import { numberKey, type OtherFile, type OtherReport, type OtherWork } from '@touchstone/evidence/plausibility';
import { parseInstant } from '@touchstone/identifiers';
import { filesOf, type PaperAsked, type ReadOtherPapers, spanOfWork } from '../../record-keeping/other-papers.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { measured, numbers, rawFiles } from './fold.ts';

/** Signed certificates of a laboratory that may stand in the way of a paper of its own; its own rows only. */
export const readOtherCertificates: ReadOtherPapers = async (reads, asked) => ({
  otherWork: await readWork(reads, asked),
  otherFiles: await readFiles(reads, asked),
  otherReports: await readNumbers(reads, asked),
});

/** Work for other certificates while any of this was done. */
async function readWork(reads: Reads, { owner, stream, work }: PaperAsked): Promise<readonly OtherWork[]> {
  const span = spanOfWork(work);
  if (span === undefined) return [];
  const rows = await reads
    .rows(measured, {})
    .selectAll()
    .where('owner', '=', owner)
    .where('stream', '!=', stream)
    .where('isSigned', '=', true)
    .where('from', '<', span.to)
    .where('to', '>', span.from)
    .execute();
  return rows.map(({ number: report, person, site, from, to, unattended, instruments }) => ({
    ...{ report, person, site, from: parseInstant(from), to: parseInstant(to), unattended, instruments },
  }));
}

const FILES_MAX = 500;

/** The same raw files, kept for other certificates. */
async function readFiles(reads: Reads, { owner, stream, work }: PaperAsked): Promise<readonly OtherFile[]> {
  const digests = filesOf(work);
  if (digests.length === 0) return [];
  const rows = await reads
    .rows(rawFiles, {})
    .selectAll()
    .where('owner', '=', owner)
    .where('stream', '!=', stream)
    .where('isSigned', '=', true)
    .where('digest', 'in', [...digests])
    .limit(FILES_MAX)
    .execute();
  // With which of its standards a file was made, a certificate does not say.
  return rows.map(({ digest, number: report, from, to }) => ({
    ...{ digest, report, instruments: [], from: parseInstant(from), to: parseInstant(to) },
  }));
}

const NUMBERS_MAX = 100;

async function readNumbers(reads: Reads, { owner, stream, kind, number }: PaperAsked): Promise<readonly OtherReport[]> {
  const rows = await reads
    .rows(numbers, {})
    .selectAll()
    .where('owner', '=', owner)
    .where('stream', '!=', stream)
    .where('numberKey', '=', numberKey(number))
    .limit(NUMBERS_MAX)
    .execute();
  return rows.map((row) => ({ reportNumber: row.number, sample: '', results: '', isOtherKind: row.kind !== kind }));
}
