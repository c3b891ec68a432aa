// SPDX-License-Identifier: Apache-2.0
import {
  type Authorisation,
  aroundOnRecord,
  type Gate,
  type KeptStretch,
  type AskFood,
  noticesThatCount,
  type OtherFile,
  type OtherWork,
  openGate,
  numberKey,
  resultsKey,
  type Surroundings,
} from '@touchstone/evidence/plausibility';
import { askRecord } from '@touchstone/evidence/traceability';
import { type CalendarDay, type Place, parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import { type SubjectOf, standardKeys } from '@touchstone/statements';
import type { CompetentRoot } from '../../record-keeping/competent-root.ts';
import type { RowOf } from '../../record-keeping/fold.ts';
import { HOURS, type ReadDoubts, type ReadPersons } from '../../record-keeping/issue-gate.ts';
import { dayAt, UTC_OFFSET_MINUTES } from '../../record-keeping/local-day.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import type { LaboratoryCase } from './case.ts';
import { authorisations, contents, rawFiles, tests } from './fold.ts';
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
}>;

/** What the gate reads of other registers. */
export interface GateReads {
  readonly readWindows: ReadWindows;
  readonly readPersons: ReadPersons;
  readonly readDoubts: ReadDoubts;
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
  const { readWindows, readPersons, readDoubts, roots, isUnder } = means;
  const owner = subject.laboratory.id;
  const names = subject.results.flatMap(({ instruments = [] }) => instruments.map(({ instrument }) => instrument));
  const { windows, capacity } = await readWindows(reads, { owner, names: [...new Set(names)], roots });
  const find = (requests: Parameters<Reads['findStatements']>[0]) => reads.findStatements(requests);
  const onRecord = await askRecord({ find, roots }, (around) => aroundOnRecord(subject, around));
  const isNamed = subject.sample.samplingRecord !== undefined;
  const known: Surroundings = {
    ...{ offsetMinutes: UTC_OFFSET_MINUTES, hours: HOURS, instruments: windows, capacity, isUnder },
    ...(isNamed ? { sampling: 'not-here' as const } : {}),
    notices: await readNotices(reads, subject, { roots, premises: premisesOn(subject, onRecord) }),
    work: state.work ?? [],
    ...(await readPersons(reads, owner)),
    inDoubt: await readDoubts(reads, owner),
    otherWork: await readOtherWork(reads, { owner, stream, state }),
    otherFiles: await readOtherFiles(reads, { owner, stream, state }),
    otherReports: await readOtherReports(reads, { owner, stream, subject }),
  };
  return (today) => ({ ...known, ...onRecord(today) });
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

interface Others {
  readonly owner: string;
  readonly stream: string;
}

/** Work for other reports of the laboratory while any of this was done. */
async function readOtherWork(
  reads: Reads,
  { owner, stream, state: { work = [] } }: Others & { readonly state: LaboratoryCase },
): Promise<readonly OtherWork[]> {
  const first = work.map(({ from }) => from).sort()[0];
  const last = work
    .map(({ to }) => to)
    .sort()
    .at(-1);
  if (first === undefined || last === undefined) return [];
  const rows = await reads
    .rows(tests, {})
    .selectAll()
    .where('owner', '=', owner)
    .where('stream', '!=', stream)
    .where('from', '<', last)
    .where('to', '>', first)
    .execute();
  return rows.flatMap(toOtherWork);
}

const FILES_MAX = 500;

/** The same raw files, kept for other reports of the laboratory. */
async function readOtherFiles(
  reads: Reads,
  { owner, stream, state: { work = [] } }: Others & { readonly state: LaboratoryCase },
): Promise<readonly OtherFile[]> {
  const digests = [...new Set(work.flatMap((one) => one.rawFiles.map(({ digest }) => digest)))];
  if (digests.length === 0) return [];
  const rows = await reads
    .rows(rawFiles, {})
    .selectAll()
    .where('owner', '=', owner)
    .where('stream', '!=', stream)
    .where('digest', 'in', digests)
    .limit(FILES_MAX)
    .execute();
  return rows.map(({ digest, report, from, to }) => ({
    ...{ digest, report, from: parseInstant(from), to: parseInstant(to) },
  }));
}

type Done = Pick<RowOf<(typeof tests)['columns']>, 'person' | 'site' | 'from' | 'to' | 'report' | 'instruments'>;

/** A test as work that may stand in another's way; one that nobody recorded stands in nobody's. */
export function toOtherWork({ person, site, from, to, report, instruments }: Done): readonly OtherWork[] {
  if (person === null || site === null || from === null || to === null) return [];
  return [{ person, site, from: parseInstant(from), to: parseInstant(to), report, instruments }];
}

async function readOtherReports(reads: Reads, { owner, stream, subject }: Others & { readonly subject: ReportDraft }) {
  const key = resultsKey(subject.results);
  const rows = await reads
    .rows(contents, {})
    .selectAll()
    .where('owner', '=', owner)
    .where((where) => where.or([where('numberKey', '=', numberKey(subject.reportNumber)), where('results', '=', key)]))
    .limit(100)
    .execute();
  return rows.map(({ number: reportNumber, sample, results, stream: of }) => ({
    ...{ reportNumber, sample, results },
    // What this draft takes the place of: its number is its own, the results of another sample are not.
    ...(of === stream ? { corrected: true } : {}),
  }));
}

/** The gate of a draft as it stands now; who signs is known once they proved who they are. */
export function gateOf(subject: ReportDraft, around: Around, { actor, now }: Acting): Gate {
  const signatory = actor.reauthentication === undefined ? undefined : actor.person;
  const today = parseCalendarDay(dayAt(now));
  return openGate(subject, { ...around(today), today, signatory, jurisdiction: actor.jurisdiction });
}
