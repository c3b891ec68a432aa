// SPDX-License-Identifier: Apache-2.0
import type { Authorisation, OtherWork, Work, WorkStep } from '@touchstone/evidence/plausibility';
import { parseInstant } from '@touchstone/identifiers';
import type { TestResult } from '@touchstone/statements';
import type { Reads } from '../../record-keeping/reads.ts';
import { authorisations, documents, signings } from './fold.ts';
import { authorisationsOf } from './gate.ts';
import { toOtherWork } from './other-reports.ts';
import { tests } from './work-rows.ts';

/** A report that a laboratory signed in one of its cases. */
interface Signed {
  readonly owner: string;
  readonly stream: string;
  readonly results: readonly TestResult[];
}

/** What a laboratory recorded around a report that it signed. */
export interface SignedWork {
  readonly work?: readonly Work[];
  readonly otherWork: readonly OtherWork[];
  readonly authorisations: readonly Authorisation[];
  readonly signatory?: string;
}

type Rows = Pick<Reads, 'rows'>;
type Test = Awaited<ReturnType<typeof readTests>>[number];

/** Work for signed reports, other signed work of the same persons meanwhile, and who was authorised: six queries, whatever their number. */
export async function readSignedWork(reads: Rows, signed: readonly Signed[]): Promise<ReadonlyMap<string, SignedWork>> {
  const streams = signed.map(({ stream }) => stream);
  if (streams.length === 0) return new Map();
  const own = await readTests(reads, streams);
  const others = await readOthers(reads, own);
  const least = await readLeast(reads, own);
  const owners = [...new Set(signed.map(({ owner }) => owner))];
  const given = await reads.rows(authorisations, {}).selectAll().where('owner', 'in', owners).execute();
  const signers = await reads.rows(signings, {}).selectAll().where('stream', 'in', streams).execute();
  return new Map(
    signed.map(({ owner, stream }): [string, SignedWork] => {
      const done = own.filter((row) => row.stream === stream);
      const work = toWork(done, least);
      const elsewhere = others.filter((row) => row.owner === owner && row.stream !== stream).flatMap(toOtherWork);
      const signatory = signers.find((row) => row.stream === stream)?.person;
      const around = {
        otherWork: elsewhere,
        authorisations: authorisationsOf(given.filter((row) => row.owner === owner)),
      };
      return [
        stream,
        { ...around, ...(work.length === 0 ? {} : { work }), ...(signatory === undefined ? {} : { signatory }) },
      ];
    }),
  );
}

function readTests(reads: Rows, streams: readonly string[]) {
  return reads
    .rows(tests, {})
    .selectAll()
    .where('stream', 'in', [...streams])
    .execute();
}

const OTHERS_MAX = 5_000;

/** What the same persons did meanwhile for other reports that were signed; what is still a draft is nobody else's business. */
async function readOthers(reads: Rows, own: readonly Test[]): Promise<readonly Test[]> {
  const spans = own.flatMap(({ from, to }) => (from === null || to === null ? [] : [{ from, to }]));
  const first = spans.map(({ from }) => from).sort()[0];
  const last = spans
    .map(({ to }) => to)
    .sort()
    .at(-1);
  if (first === undefined || last === undefined) return [];
  const of = (name: 'owner' | 'person') => [...new Set(own.map((row) => row[name]).filter((one) => one !== null))];
  const found = await reads
    .rows(tests, {})
    .selectAll()
    .where('owner', 'in', of('owner'))
    .where('person', 'in', of('person'))
    .where('from', '<', last)
    .where('to', '>', first)
    .limit(OTHERS_MAX)
    .execute();
  const streams = [...new Set(found.map(({ stream }) => stream))];
  if (streams.length === 0) return [];
  const signed = await reads.rows(documents, {}).select('stream').where('stream', 'in', streams).execute();
  const isSigned = new Set(signed.map(({ stream }) => stream));
  return found.filter(({ stream }) => isSigned.has(stream));
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
