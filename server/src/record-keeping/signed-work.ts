// SPDX-License-Identifier: Apache-2.0
// What laboratories recorded around what they signed, for whoever supervises them. Reports and certificates lie in registers of
// their own, and their work is done by the same persons with the same things: each register gives what it has.
import { type Authorisation, type OtherWork, spanOf, type Work } from '@touchstone/evidence/plausibility';
import type { Instant } from '@touchstone/identifiers';
import type { KeptMark } from './issue-gate.ts';
import type { Reads } from './reads.ts';

/** A signed paper at the laboratory that signed it. */
export interface SignedAt {
  readonly owner: string;
  readonly stream: string;
}

/** The work for one signed paper. */
export interface OwnWork {
  readonly work: readonly Work[];
  readonly signatory?: string | undefined;
  /** What its gate told of work that was written down late. */
  readonly late: readonly KeptMark[];
}

/** What a laboratory recorded around a paper that it signed; left out where nobody recorded any work here. */
export interface SignedWork {
  readonly work?: readonly Work[];
  readonly otherWork: readonly OtherWork[];
  readonly authorisations: readonly Authorisation[];
  readonly signatory?: string;
  readonly late: readonly KeptMark[];
}

/** Work for a signed paper, with whose it is. */
export interface WorkOfPaper extends SignedAt {
  readonly work: OtherWork;
}

interface Meanwhile {
  readonly owners: readonly string[];
  readonly persons: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
}

type Rows = Pick<Reads, 'rows'>;

/** What each register has, in a number of queries that does not grow with the papers. */
export interface WorkSource {
  /** By case. */
  readonly readOwn: (reads: Rows, streams: readonly string[]) => Promise<ReadonlyMap<string, OwnWork>>;
  /** Work of these persons for papers that were signed. */
  readonly readMeanwhile: (reads: Rows, asked: Meanwhile) => Promise<readonly WorkOfPaper[]>;
}

/** By owner, who may do what. */
export type ReadAllAuthorisations = (
  reads: Rows,
  owners: readonly string[],
) => Promise<ReadonlyMap<string, readonly Authorisation[]>>;

/** By case, what is recorded around signed papers of several registers. */
export function signedWorkReader(sources: readonly WorkSource[], readAuthorisations: ReadAllAuthorisations) {
  return async (reads: Rows, signed: readonly SignedAt[]): Promise<ReadonlyMap<string, SignedWork>> => {
    const streams = signed.map(({ stream }) => stream);
    if (streams.length === 0) return new Map();
    const own = new Map<string, OwnWork>();
    for (const { readOwn } of sources) for (const [stream, one] of await readOwn(reads, streams)) own.set(stream, one);
    const owners = [...new Set(signed.map(({ owner }) => owner))];
    const others = await readOthers(reads, { sources, owners, own: [...own.values()] });
    const authorisations = await readAuthorisations(reads, owners);
    return new Map(
      signed.map(({ owner, stream }) => {
        const { work = [], signatory, late = [] } = own.get(stream) ?? {};
        const elsewhere = others.filter((one) => one.owner === owner && one.stream !== stream);
        return [
          stream,
          {
            ...{ otherWork: elsewhere.map((one) => one.work), authorisations: authorisations.get(owner) ?? [], late },
            ...(work.length === 0 ? {} : { work }),
            ...(signatory === undefined ? {} : { signatory }),
          },
        ];
      }),
    );
  };
}

/** What the same persons did meanwhile for other signed papers; what is still a draft is nobody else's business. */
async function readOthers(
  reads: Rows,
  {
    sources,
    owners,
    own,
  }: Pick<Meanwhile, 'owners'> & { readonly sources: readonly WorkSource[]; readonly own: readonly OwnWork[] },
): Promise<readonly WorkOfPaper[]> {
  const work = own.flatMap((one) => one.work);
  const span = spanOf(work.flatMap(({ steps }) => steps));
  if (span === undefined) return [];
  const persons = [...new Set(work.map(({ person }) => person))];
  const found: WorkOfPaper[] = [];
  for (const { readMeanwhile } of sources) found.push(...(await readMeanwhile(reads, { owners, persons, ...span })));
  return found;
}
