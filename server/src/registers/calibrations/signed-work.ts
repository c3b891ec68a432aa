// SPDX-License-Identifier: Apache-2.0
import type { Work } from '@touchstone/evidence/plausibility';
import { parseInstant } from '@touchstone/identifiers';
import type { KeptMark } from '../../record-keeping/issue-gate.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import type { WorkSource } from '../../record-keeping/signed-work.ts';
import { measured, signings } from './fold.ts';
import { toOtherWork } from './other-certificates.ts';

const OTHERS_MAX = 5_000;

/** How the points of signed certificates were measured: where, when, by whom. */
export const signedCertificates: WorkSource = {
  async readOwn(reads, streams) {
    const rows = await readMeasured(reads, streams);
    const signers = await reads
      .rows(signings, {})
      .selectAll()
      .where('stream', 'in', [...streams])
      .execute();
    return new Map(
      signers.map(({ stream, person: signatory, late }) => [
        stream,
        {
          work: toWork(rows.filter((row) => row.stream === stream)),
          ...{ signatory, late: late as unknown as readonly KeptMark[] },
        },
      ]),
    );
  },
  async readMeanwhile(reads, { owners, persons, from, to }) {
    const rows = await reads
      .rows(measured, {})
      .selectAll()
      .where('owner', 'in', [...owners])
      .where('person', 'in', [...persons])
      .where('isSigned', '=', true)
      .where('from', '<', to)
      .where('to', '>', from)
      .limit(OTHERS_MAX)
      .execute();
    return rows.map((row) => ({ owner: row.owner, stream: row.stream, work: toOtherWork(row) }));
  },
};

type Measured = Awaited<ReturnType<typeof readMeasured>>[number];

function readMeasured(reads: Pick<Reads, 'rows'>, streams: readonly string[]) {
  return reads
    .rows(measured, {})
    .selectAll()
    .where('stream', 'in', [...streams])
    .where('isSigned', '=', true)
    .execute();
}

/** The steps of each point, as one record. */
function toWork(rows: readonly Measured[]): readonly Work[] {
  const records = Map.groupBy(rows, ({ result, person }) => JSON.stringify([result, person]));
  return [...records.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const { result, person, leastMinutes } = first;
    const steps = same.map(({ step: what, site, from, to, unattended, instruments }) => ({
      ...{ site, from: parseInstant(from), to: parseInstant(to), unattended, instruments },
      ...{ conditions: [], rawFiles: [], ...(what === null ? {} : { what }) },
    }));
    return [{ result, person, steps, ...(leastMinutes === null ? {} : { leastMinutes }) }];
  });
}
