// SPDX-License-Identifier: Apache-2.0
import {
  type Authorisation,
  aroundOnRecord,
  changedSinceSigned,
  type Gate,
  type Indicator,
  type KeptHistories,
  type KeptStretch,
  type KeptThings,
  type AskFood,
  noticesThatCount,
  openGate,
  instrumentUses,
  type Surroundings,
} from '@touchstone/evidence/plausibility';
import { askRecord } from '@touchstone/evidence/traceability';
import { type CalendarDay, type Place, parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import { type SubjectOf, standardKeys } from '@touchstone/statements';
import type { CompetentRoot } from '../../record-keeping/competent-root.ts';
import type { Fact } from '../../record-keeping/fact.ts';
import type { RowOf } from '../../record-keeping/fold.ts';
import { HOURS, type ReadDoubts, type ReadPersons } from '../../record-keeping/issue-gate.ts';
import { dayAt, UTC_OFFSET_MINUTES } from '../../record-keeping/local-day.ts';
import type { ReadOtherPapers } from '../../record-keeping/other-papers.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import type { LaboratoryCase } from './case.ts';
import { authorisations } from './fold.ts';
import type { ReportDraft } from './record.ts';

/** Gives the windows of instruments by their names, of whoever keeps them. */
export type ReadWindows = (
  reads: Pick<Reads, 'rows' | 'findStatements'>,
  asked: {
    readonly owner: string;
    readonly names: readonly string[];
    readonly roots: readonly CompetentRoot[];
  },
) => Promise<{
  readonly windows: ReadonlyMap<string, readonly KeptStretch[]>;
  readonly capacity: ReadonlyMap<string, number>;
  readonly things: KeptThings;
  readonly histories: KeptHistories;
}>;

/** What the gate reads of other registers. */
export interface GateReads {
  readonly readWindows: ReadWindows;
  readonly readPersons: ReadPersons;
  readonly readDoubts: ReadDoubts;
  readonly readOtherPapers: ReadOtherPapers;
  /** Foods and their groups, where requirements are loaded. */
  readonly isUnder?: AskFood | undefined;
  /** Whom this node takes as the authority of which places, and as the publisher of which standards. */
  readonly roots: readonly CompetentRoot[];
}

/** Everything that is known around a draft, by the day on which it is asked. */
export type Around = (today: CalendarDay) => Surroundings;

/** Everything that this node knows around a draft; the owner's own rows only, whatever else may be read. */
export async function readSurroundings(
  { stream, state }: { readonly stream: string; readonly state: LaboratoryCase },
  { reads, ...means }: GateReads & { readonly reads: Reads },
): Promise<Around> {
  const document = state.draft?.document;
  if (document?.kind !== 'TestReport') return () => ({ offsetMinutes: UTC_OFFSET_MINUTES });
  const { subject } = document;
  const { readWindows, readPersons, readDoubts, readOtherPapers, roots, isUnder } = means;
  const owner = subject.laboratory.id;
  const work = state.work ?? [];
  const names = instrumentUses(subject, { work, offsetMinutes: UTC_OFFSET_MINUTES }).map(
    ({ instrument }) => instrument,
  );
  const { windows, capacity, things, histories } = await readWindows(reads, {
    owner,
    names: [...new Set(names)],
    roots,
  });
  const find = (requests: Parameters<Reads['findStatements']>[0]) => reads.findStatements(requests);
  const onRecord = await askRecord({ find, roots }, (around) =>
    aroundOnRecord(subject, around, { work, offsetMinutes: UTC_OFFSET_MINUTES }),
  );
  const isNamed = subject.sample.samplingRecord !== undefined;
  const known: Surroundings = {
    ...{
      offsetMinutes: UTC_OFFSET_MINUTES,
      hours: HOURS,
      instruments: windows,
      capacity,
      keptThings: things,
      histories,
      isUnder,
    },
    ...(isNamed ? { sampling: 'not-here' as const } : {}),
    notices: await readNotices(reads, subject, { roots, premises: premisesOn(subject, onRecord) }),
    work,
    ...(await readPersons(reads, owner)),
    inDoubt: await readDoubts(reads, owner),
    ...(await readOtherPapers(reads, {
      ...{ owner, stream, kind: document.kind, number: subject.reportNumber },
      ...{ results: subject.results, work: state.work ?? [] },
    })),
  };
  return (today) => ({ ...known, ...onRecord(today) });
}

/** What the own list now says otherwise of what the last signed report of a case rests on. */
export async function readChangedSince(
  { facts, state }: { readonly facts: readonly Fact[]; readonly state: LaboratoryCase },
  { reads, readWindows, roots }: Pick<GateReads, 'readWindows' | 'roots'> & { readonly reads: Reads },
): Promise<readonly Indicator[]> {
  const signed = facts.findLast((fact) => fact.source === 'statement' && fact.kind === 'TestReport');
  if (signed?.source !== 'statement') return [];
  const report = signed.statement.body.credentialSubject as unknown as SubjectOf<'TestReport'>;
  const known = {
    ...{ offsetMinutes: UTC_OFFSET_MINUTES, work: state.work ?? [], signedAt: parseInstant(signed.recordedAt) },
  };
  const names = [...new Set(instrumentUses(report, known).map(({ instrument }) => instrument))];
  const { histories } = await readWindows(reads, { owner: report.laboratory.id, names, roots });
  return changedSinceSigned(report, { ...known, histories });
}

/** Where the laboratory is attested to work on the days of its tests, whatever the day of signing. */
function premisesOn({ results }: ReportDraft, onRecord: ReturnType<typeof aroundOnRecord>): readonly Place[] {
  return results.flatMap(({ testedOn }) => onRecord(testedOn).workplaces?.(testedOn).places ?? []);
}

/** Notices about the methods: one round trip. */
async function readNotices(
  reads: Reads,
  { results, laboratory: { place } }: ReportDraft,
  { roots, premises }: Pick<GateReads, 'roots'> & { readonly premises: readonly Place[] },
) {
  const methods = [...new Set(results.flatMap(({ method }) => standardKeys(method.standard)))];
  const about = await reads.findStatements(
    methods.map((key) => ({ by: 'edge' as const, relation: 'about-standard', key, kinds: ['StandardNotice'] })),
  );
  // Of editions this node's own register speaks; what others follow it may have said is theirs.
  const notices = about.flat().filter(({ register }) => register === 'standards');
  return noticesThatCount(
    notices.map(({ issuer, body }) => ({
      issuer,
      subject: body.credentialSubject as unknown as SubjectOf<'StandardNotice'>,
    })),
    // Who speaks for the premises is heard, whatever place is stated.
    { roots, places: [place, ...premises] },
  );
}

/** The competence records of a laboratory. */
export async function readAuthorisations(reads: Reads, owner: string): Promise<readonly Authorisation[]> {
  return authorisationsOf(await reads.rows(authorisations, {}).selectAll().where('owner', '=', owner).execute());
}

type Given = Pick<
  RowOf<(typeof authorisations)['columns']>,
  'person' | 'may' | 'lines' | 'from' | 'until' | 'recordedOn'
>;

/** Competence records as the rules ask for them. */
export function authorisationsOf(rows: readonly Given[]): readonly Authorisation[] {
  return rows.map(({ person, may, lines, from, until, recordedOn }) => ({
    ...{ person, may, from, recordedOn, ...(lines as object) },
    ...(until === null ? {} : { to: until }),
  })) as unknown as readonly Authorisation[];
}

/** The gate of a draft as it stands now; who signs is known once they proved who they are. */
export function gateOf(subject: ReportDraft, around: Around, { actor, now }: Acting): Gate {
  const signatory = actor.reauthentication === undefined ? undefined : actor.person;
  const today = parseCalendarDay(dayAt(now));
  return openGate(subject, { ...around(today), today, signatory, jurisdiction: actor.jurisdiction });
}
