// SPDX-License-Identifier: Apache-2.0
import { type CalibratedThing, numberKey, type OtherReport, type OtherWork } from '@touchstone/evidence/plausibility';
import { parseInstant } from '@touchstone/identifiers';
import type { RowOf } from '../../record-keeping/fold.ts';
import {
  type PaperAsked,
  type ReadOtherPapers,
  readSameFiles,
  readWhileDone,
} from '../../record-keeping/other-papers.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { measured, numbers, rawFiles } from './fold.ts';

/** Signed certificates of a laboratory that may stand in the way of a paper of its own; its own rows only. */
export const readOtherCertificates: ReadOtherPapers = async (reads, asked) => {
  const work = await readWhileDone(reads, measured, asked);
  const files = await readSameFiles(reads, rawFiles, asked);
  return {
    otherWork: work.map(toOtherWork),
    // With which of its standards a file was made, a certificate does not say.
    otherFiles: files.map(({ digest, number: report, from, to }) => ({
      ...{ digest, report, instruments: [], from: parseInstant(from), to: parseInstant(to) },
    })),
    otherReports: await readNumbers(reads, asked),
  };
};

type Measured = Pick<
  RowOf<(typeof measured)['columns']>,
  ('number' | 'person' | 'site' | 'from' | 'to' | 'unattended' | 'instruments') | ('thing' | 'issuer' | 'statementId')
>;

/** A step of a calibration as work that may stand in another's way. */
export function toOtherWork({ number: report, thing, issuer, statementId, ...step }: Measured): OtherWork {
  const { person, site, from, to, unattended, instruments } = step;
  const paper = issuer === null || statementId === null ? {} : { paper: { issuer, id: statementId } };
  const calibrated = thing === null ? {} : { calibrated: { ...(thing as unknown as CalibratedThing), ...paper } };
  return {
    report,
    person,
    site,
    from: parseInstant(from),
    to: parseInstant(to),
    unattended,
    instruments,
    ...calibrated,
  };
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
