// SPDX-License-Identifier: Apache-2.0
import type { Work, WorkStep } from '@touchstone/evidence/plausibility';
import { parseInstant } from '@touchstone/identifiers';
import type { KeptMark } from '../../record-keeping/issue-gate.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import type { ReadAllAuthorisations, WorkSource } from '../../record-keeping/signed-work.ts';
import { authorisations, documents, signings } from './fold.ts';
import { authorisationsOf } from './gate.ts';
import { toOtherWork } from './other-reports.ts';
import { tests } from './work-rows.ts';

type Rows = Pick<Reads, 'rows'>;
type Test = Awaited<ReturnType<typeof readTests>>[number];

const OTHERS_MAX = 5_000;

/** How the results of signed reports were obtained: where, when, by whom. */
export const signedReports: WorkSource = {
  async readOwn(reads, streams) {
    const own = await readTests(reads, streams);
    const least = await readLeast(reads, own);
    const signers = await reads
      .rows(signings, {})
      .selectAll()
      .where('stream', 'in', [...streams])
      .execute();
    const cases = new Set([...own, ...signers].map(({ stream }) => stream));
    return new Map(
      [...cases].map((stream) => {
        const work = toWork(
          own.filter((row) => row.stream === stream),
          least,
        );
        const signing = signers.find((row) => row.stream === stream);
        const late = (signing?.late ?? []) as unknown as readonly KeptMark[];
        return [stream, { work, signatory: signing?.person, late }];
      }),
    );
  },
  async readMeanwhile(reads, { owners, persons, from, to }) {
    const found = await reads
      .rows(tests, {})
      .selectAll()
      .where('owner', 'in', [...owners])
      .where('person', 'in', [...persons])
      .where('from', '<', to)
      .where('to', '>', from)
      .limit(OTHERS_MAX)
      .execute();
    const streams = [...new Set(found.map(({ stream }) => stream))];
    if (streams.length === 0) return [];
    const signed = await reads.rows(documents, {}).select('stream').where('stream', 'in', streams).execute();
    const isSigned = new Set(signed.map(({ stream }) => stream));
    return found
      .filter(({ stream }) => isSigned.has(stream))
      .flatMap((row) => toOtherWork(row).map((work) => ({ owner: row.owner, stream: row.stream, work })));
  },
};

/** Who of each laboratory may do what. */
export const readAllAuthorisations: ReadAllAuthorisations = async (reads, owners) => {
  const given = await reads
    .rows(authorisations, {})
    .selectAll()
    .where('owner', 'in', [...owners])
    .execute();
  return new Map(owners.map((owner) => [owner, authorisationsOf(given.filter((row) => row.owner === owner))]));
};

function readTests(reads: Rows, streams: readonly string[]) {
  return reads
    .rows(tests, {})
    .selectAll()
    .where('stream', 'in', [...streams])
    .execute();
}

/** By substance and method, the least that any laboratory here says the method takes: the mildest word there is. */
async function readLeast(reads: Rows, own: readonly Test[]): Promise<ReadonlyMap<string, number>> {
  const methods = [...new Set(own.map(({ method }) => method))];
  if (methods.length === 0) return new Map();
  const found = await reads
    .rows(tests, {})
    .select(['substance', 'method'])
    .select(({ fn }) => fn.min<number>('leastMinutes').as('least'))
    .where('method', 'in', methods)
    .where('leastMinutes', 'is not', null)
    .groupBy(['substance', 'method'])
    .execute();
  return new Map(found.map(({ substance, method, least }) => [`${substance} ${method}`, Number(least)]));
}

/** The steps that each person recorded of each result, as one record. */
function toWork(rows: readonly Test[], least: ReadonlyMap<string, number>): readonly Work[] {
  const records = Map.groupBy(rows, ({ result, person }) => JSON.stringify([result, person]));
  return [...records.values()].flatMap((same) => {
    const [{ result, person, substance, method, leastMinutes } = NO_TEST] = same;
    const takes = leastMinutes ?? least.get(`${substance} ${method}`);
    const steps = same.flatMap(toStep);
    if (result === undefined || person === undefined || person === null || steps.length === 0) return [];
    return [{ result, person, steps, ...(takes === undefined ? {} : { leastMinutes: takes }) }];
  });
}
const NO_TEST: Partial<Test> = {};

function toStep({ step: what, site, from, to, unattended, instruments }: Test): readonly WorkStep[] {
  if (site === null || from === null || to === null) return [];
  const span = { site, from: parseInstant(from), to: parseInstant(to), conditions: [], rawFiles: [] };
  return [{ ...span, ...(what === null ? {} : { what, unattended, instruments }) }];
}
