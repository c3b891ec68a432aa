// SPDX-License-Identifier: Apache-2.0
import {
  certificateAsReport,
  changedSinceSigned,
  editionsOf,
  type ExaminedReport,
  type Gate,
  type Indicator,
  type KeptHistories,
  type KeptStretch,
  type KeptThings,
  namesUsedFor,
  openGate,
  reasonsAgainstSteps,
  spanOf,
  type Surroundings,
  type Work,
  workplacesForMaking,
} from '@touchstone/evidence/plausibility';
import { askRecord, reasonsAgainst } from '@touchstone/evidence/traceability';
import { nameKey, parseInstant } from '@touchstone/identifiers';
import type { z } from 'zod';
import type { Fact } from '../../record-keeping/fact.ts';
import { HOURS, type ReadDoubts, type ReadPersons } from '../../record-keeping/issue-gate.ts';
import { dayAt, UTC_OFFSET_MINUTES } from '../../record-keeping/local-day.ts';
import { MECHANISM_KINDS } from '../../record-keeping/mechanism-kinds.ts';
import type { OtherPapers, ReadOtherPapers } from '../../record-keeping/other-papers.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { type Certificate, certificateIn, type inputs, ISSUE, partsOf } from './record.ts';
import { type ProposedWork, type Proposer, worksOf } from './recorded-work/proposed-work.ts';
import { type KnownWork, readKnownWork } from './recorded-work/reading.ts';

/** Whom this node takes as the authority of which places. */
export type Roots = Parameters<typeof askRecord>[0]['roots'];

/** What a laboratory keeps itself: its persons, and which of its instruments may be used when. */
export interface OwnReads {
  readonly readPersons: ReadPersons;
  readonly readDoubts: ReadDoubts;
  readonly readOtherPapers: ReadOtherPapers;
  readonly readWindows: (
    reads: Pick<Reads, 'rows' | 'findStatements'>,
    asked: { readonly owner: string; readonly names: readonly string[]; readonly roots: Roots },
  ) => Promise<{
    readonly windows: ReadonlyMap<string, readonly KeptStretch[]>;
    readonly capacity: ReadonlyMap<string, number>;
    readonly things: KeptThings;
    readonly histories: KeptHistories;
  }>;
}

/** What is known around a certificate before it is signed. */
export type Around = Pick<
  Surroundings,
  | 'making'
  | 'notices'
  | 'inDoubt'
  | 'authorisations'
  | 'competence'
  | 'workplaces'
  | 'capacity'
  | 'keptThings'
  | 'histories'
  | 'otherWork'
  | 'otherFiles'
  | 'otherReports'
> & { readonly records: KnownWork };

/** What the record has against a certificate, which editions hold, who of the laboratory may do what, and its other papers. */
export async function readGate(
  input: z.infer<typeof inputs.issue>,
  means: { readonly reads: Reads; readonly roots: Roots } & OwnReads,
): Promise<Around> {
  const { reads, roots, readPersons, readWindows, readDoubts, readOtherPapers } = means;
  const { stream, certificate } = input;
  const { maker, place, thing } = partsOf(certificate);
  const report = certificateAsReport(certificate);
  const work = worksOf(input, { person: '' });
  const recorded = { work, offsetMinutes: UTC_OFFSET_MINUTES };
  const others = await readOtherPapers(reads, {
    ...{ owner: maker, stream, kind: certificate.kind, number: report.reportNumber, results: report.results },
    work,
  });
  const { windows, capacity, things, histories } = await readWindows(reads, {
    ...{ owner: maker, names: namesAsked(certificate, { report, others, recorded }), roots },
  });
  const known = await askRecord({ find: (requests) => reads.findStatements(requests), roots }, (around) => ({
    making: [
      ...reasonsAgainst(certificate, around, windows),
      ...reasonsAgainstSteps(certificate, around, { ...recorded, kept: windows }),
    ],
    notices: editionsOf(report, around, place === undefined ? [] : [place]),
    workplaces: workplacesForMaking(report, around),
  }));
  const inDoubt = await readDoubts(reads, maker);
  // A standard that others keep is named for what it stands for: only what is kept here was carried to a place.
  const kept = new Set([...windows.keys()].map(nameKey));
  const otherWork = others.otherWork.map((one) => ({
    ...one,
    instruments: one.instruments.filter((name) => kept.has(nameKey(name))),
  }));
  const persons = await readPersons(reads, maker);
  const span = spanOf(work.flatMap(({ steps }) => steps));
  const records = await readKnownWork(reads, { owner: maker, stream, ids: input.workRecords, thing, span });
  return { ...known, ...others, otherWork, capacity, keptThings: things, histories, inDoubt, ...persons, records };
}

/** Every thing that may be in the own list: what was used for it, what it is about, and what others used meanwhile. */
function namesAsked(
  certificate: Certificate,
  {
    report,
    others,
    recorded,
  }: { readonly report: ExaminedReport; readonly others: OtherPapers; readonly recorded: Recorded },
): readonly string[] {
  const meanwhile = others.otherWork.flatMap(({ instruments }) => instruments);
  const thing = report.thing === undefined ? [] : [report.thing.name];
  return [...new Set([...namesUsedFor(certificate, recorded), ...thing, ...meanwhile])];
}

/** How a certificate was worked on. */
interface Recorded {
  readonly work: readonly Work[];
  readonly offsetMinutes: number;
}

/** What the own list now says otherwise of what a signed certificate rests on. */
export async function readChangedSince(
  facts: readonly Fact[],
  { reads, roots, readWindows }: Pick<OwnReads, 'readWindows'> & { readonly reads: Reads; readonly roots: Roots },
): Promise<readonly Indicator[]> {
  const signed = facts.findLast((fact) => fact.source === 'statement' && fact.kind !== 'StatusChange');
  if (signed?.source !== 'statement') return [];
  const certificate = certificateIn(signed.kind, signed.statement.body.credentialSubject);
  const recorded = { work: workSigned(facts), offsetMinutes: UTC_OFFSET_MINUTES };
  const names = namesUsedFor(certificate, recorded);
  const { histories } = await readWindows(reads, { owner: partsOf(certificate).maker, names, roots });
  return changedSinceSigned(certificateAsReport(certificate), {
    ...{ ...recorded, signedAt: parseInstant(signed.recordedAt), histories },
  });
}

/** The work of a signed certificate: what was proposed with it. */
function workSigned(facts: readonly Fact[]): readonly Work[] {
  const proposed = facts.findLast(
    (fact) => fact.source === 'case-event' && fact.kind === MECHANISM_KINDS.proposed && fact.content.action === ISSUE,
  );
  if (proposed?.source !== 'case-event') return [];
  return worksOf(proposed.content.input as unknown as ProposedWork, { person: proposed.actor.person });
}

/** Who proposed a certificate last, and when; undefined before anybody did. */
export function proposerOf(facts: readonly Fact[]): Proposer | undefined {
  const last = facts.findLast((fact) => fact.source === 'case-event' && fact.kind === MECHANISM_KINDS.proposed);
  if (last?.source !== 'case-event') return undefined;
  return { person: last.actor.person, at: parseInstant(last.recordedAt) };
}

/** Whoever acts proposes, where nobody did before. */
export function proposing(proposer: Proposer | undefined, { actor, now }: Acting): Proposer {
  return proposer ?? { person: actor.person, at: parseInstant(now) };
}

/** The gate of a certificate, by the rules of reports: each step by whoever did it, who signs is known once they proved who they are. */
export function gateOf(
  input: z.infer<typeof inputs.issue>,
  { around, proposer }: { readonly around: Around; readonly proposer: Proposer | undefined },
  acting: Acting,
): Gate {
  const { actor, now } = acting;
  return openGate(certificateAsReport(input.certificate), {
    ...{
      ...around,
      offsetMinutes: UTC_OFFSET_MINUTES,
      hours: HOURS,
      today: dayAt(now),
      jurisdiction: actor.jurisdiction,
    },
    work: worksOf(input, proposing(proposer, acting)),
    signatory: actor.reauthentication === undefined ? undefined : actor.person,
  });
}
