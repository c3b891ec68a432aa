// SPDX-License-Identifier: Apache-2.0
import { statusAt } from '@touchstone/credentials/formats';
import type { CalendarDay } from '@touchstone/identifiers';
import type { StatementReference } from '@touchstone/statements';
import type { Json, StatementRecord } from '../../record-keeping/fact.ts';
import { endOfDay } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { changesThatCount, type KnownChanges, readChanges } from '../../record-keeping/statement-status.ts';
import { keyOf, readDecided } from './papers.ts';
import type { InstrumentPaper } from './record.ts';
import type { Roots } from './states.ts';

/** What a row keeps of the event by which the instrument is in use. */
interface Said {
  readonly certificate?: StatementReference;
  readonly number?: string;
  readonly laboratory?: string;
}

interface Asked {
  readonly rows: readonly { readonly by: Json | null }[];
  readonly on: CalendarDay;
  /** Whom this node takes as the authority of which places. */
  readonly roots: Roots;
}

/** For each row the paper by which it is in use, as it stands on the day; the queries do not grow with the rows. */
export async function readPapersOf(
  reads: Pick<Reads, 'findStatements'>,
  { rows, on, roots }: Asked,
): Promise<readonly (InstrumentPaper | null)[]> {
  const said = rows.map(({ by }) => by as unknown as Said | null);
  const named = said.flatMap((one) => one?.certificate ?? []);
  const found = (await findNamed(reads, named)).flat();
  const known = await readChanges(reads, found);
  const decided = await readDecided(reads, { named: found, roots });
  return said.map((one) => (one === null ? null : paperOf(one, { found, known, decided, on })));
}

async function findNamed(reads: Pick<Reads, 'findStatements'>, named: readonly StatementReference[]) {
  if (named.length === 0) return [];
  const asked = new Map(named.map(({ issuer, id }) => [`${issuer} ${id}`, { by: 'identity' as const, issuer, id }]));
  return reads.findStatements([...asked.values()]);
}

interface Known {
  readonly found: readonly StatementRecord[];
  readonly known: KnownChanges;
  readonly decided: Awaited<ReturnType<typeof readDecided>>;
  readonly on: CalendarDay;
}

function paperOf({ certificate, ...said }: Said, { found, known, decided, on }: Known): InstrumentPaper {
  const written = { number: said.number ?? null, laboratory: said.laboratory ?? null };
  if (certificate === undefined) return { ...written, certificate: null, status: null };
  const { issuer, id, digest } = certificate;
  const paper = found.find((one) => one.issuer === issuer && one.id === id && one.digest === digest);
  if (paper === undefined) return { ...written, certificate, status: 'not-on-record' };
  const { status } = statusAt(changesThatCount(paper, known), endOfDay(on));
  const is = decided.get(keyOf(paper));
  if (is !== undefined) return { ...partsOf(paper), certificate, status: `decided-${is}` };
  return { ...partsOf(paper), certificate, status };
}

/** Number and issuer of a certificate of calibration or verification, as it says them itself. */
function partsOf({ body }: StatementRecord): Pick<InstrumentPaper, 'number' | 'laboratory'> {
  const { certificateNumber, laboratory, institute } = body.credentialSubject as unknown as {
    readonly certificateNumber: string;
    readonly laboratory?: { readonly name: string };
    readonly institute?: { readonly name: string };
  };
  return { number: certificateNumber, laboratory: (laboratory ?? institute)?.name ?? null };
}
