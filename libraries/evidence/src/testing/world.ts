// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { digestFromSha256, parseCalendarDay, parseInstant, parsePlace } from '@touchstone/identifiers';
import type { RequirementSet } from '@touchstone/requirements';
import { type Claim, claim as claimSchema } from '@touchstone/statements';
import type { Check } from '../check.ts';
import type { Cut } from '../cut.ts';
import type { EvidenceSource, Question, StatusKept, StoredStatement } from '../evidence-source.ts';
import type { PresentedDocument } from '../gather/gather.ts';
import { createReader } from '../gather/read-document.ts';
import type { CompletenessText, LogOptions } from '../logs/log-evidence.ts';
import type { LogPromise } from '../logs/verify-promise.ts';
import { createMemorySource } from '../memory-source.ts';
import { runCheck } from '../run-check.ts';
import type { Transcription } from '../transcription.ts';
import type { Cell, Trial, Verdict } from '../verdict.ts';
import { keyDraft, ON, type RegisterName, registerDrafts, reportDraft, samplingDraft, WHO } from './drafts.ts';
import { type Draft, didDocument, type Made, sign } from './parties.ts';
import { rules } from './rules.ts';
import { type ListDraft, signList } from './status-lists.ts';

/** A change of one draft: what it gives replaces those members of the draft; `undefined` leaves the draft out. */
type Change = ((draft: Draft) => Partial<Draft>) | 'without';
type DraftName = RegisterName | 'sampling' | 'report' | `key of ${keyof typeof WHO}`;

/** What a test changes in the sound world. */
export interface WorldChanges {
  readonly change?: Partial<Record<DraftName, Change>>;
  /** More statements of the register. */
  readonly more?: (sound: SoundStatements) => readonly Draft[];
  /** More papers of the presenter. */
  readonly papers?: (sound: SoundStatements) => readonly Draft[];
  /** The presented texts as changed: tampered with, doubled, reordered. */
  readonly texts?: (texts: readonly string[]) => readonly string[];
  /** Status lists of the register, and texts that it holds as they are. */
  readonly lists?: readonly ListDraft[];
  readonly stored?: readonly string[];
  readonly transcribed?: readonly Transcription[];
  readonly claim?: Record<string, unknown>;
  readonly question?: Partial<Question>;
  readonly requirements?: RequirementSet;
  readonly dids?: Record<string, unknown>;
  readonly recordedAt?: (text: string) => string | undefined;
  /** The register holds the papers too, and keeps these lists of all that it holds. */
  readonly statusKept?: StatusKept;
  /** What logs say of the statements as they were signed. */
  readonly logs?: (sound: SoundStatements) => Promise<WorldLogs>;
}

/** Receipts by the text of their statement, and the rest that a log gives. */
export interface WorldLogs {
  readonly receipts?: ReadonlyMap<string, string>;
  readonly promises?: ReadonlyMap<string, LogPromise>;
  readonly completeness?: readonly CompletenessText[];
  readonly options?: LogOptions;
}

/** What others refer to. */
export interface SoundStatements {
  readonly sampling: Made;
  readonly report: Made;
  readonly calibration: Made;
  readonly all: ReadonlyMap<string, Made>;
}

/** Reads documents with real digests. */
export const READ = createReader(nodeSuite);
export const CUT: Cut = {
  logs: [],
  position: null,
  referenceData: digestFromSha256(nodeSuite.sha256('test')),
  knownAt: parseInstant('2026-11-22T12:00:00Z'),
};
export const QUESTION: Question = {
  places: [parsePlace('MO')],
  roots: [{ did: WHO.authority.did, places: ['CN', 'HK', 'MO'].map(parsePlace) }],
  on: parseCalendarDay(ON),
  knownAt: CUT.knownAt,
};

/** The claim of the tests, with members replaced. */
export function claimOf(more: Record<string, unknown> = {}): Claim {
  return claimSchema.parse({
    product: { name: 'leaf', food: 'leaf' },
    lot: { lotNumber: 'L-1', producedOn: '2026-11-08' },
    actors: [{ role: 'producer', name: WHO.producer.name, did: WHO.producer.did }],
    route: [{ place: 'MO', importedOn: '2026-11-20', firstSuppliedOn: '2026-11-21', soldOn: '2026-11-21' }],
    scope: { kinds: ['limit'], substances: ['pb'] },
    ...more,
  });
}

/** Signs the world, with the changes of a test. */
export async function makeWorld(changes: WorldChanges = {}): Promise<{
  readonly source: EvidenceSource;
  readonly stored: readonly StoredStatement[];
  readonly documents: readonly PresentedDocument[];
  readonly sound: SoundStatements;
}> {
  const apply = (name: DraftName, draft: Draft): readonly Draft[] => {
    const change = changes.change?.[name];
    if (change === 'without') return [];
    return [change === undefined ? draft : { ...draft, ...change(draft) }];
  };
  const register = Object.entries(registerDrafts()).flatMap(([name, draft]) =>
    apply(name as DraftName, draft).map((one) => ({ name, draft: one })),
  );
  const made = new Map<string, Made>();
  for (const { name, draft } of register) made.set(name, await sign(draft));
  const calibration = made.get('calibration') ?? (await sign(registerDrafts().calibration));
  const [samplingMade] = await Promise.all(apply('sampling', samplingDraft()).map(sign));
  const sampling = samplingMade ?? (await sign(samplingDraft()));
  const [report] = await Promise.all(apply('report', reportDraft(sampling, calibration)).map(sign));
  const sound = { sampling, calibration, report: report ?? sampling, all: made };
  const keys = (Object.keys(WHO) as (keyof typeof WHO)[])
    .filter((who) => who !== 'registrar')
    .flatMap((who) => apply(`key of ${who}`, keyDraft(who)));
  const more = await Promise.all([...keys, ...(changes.more?.(sound) ?? [])].map(sign));
  const papers = await Promise.all((changes.papers?.(sound) ?? []).map(sign));
  const lists = await Promise.all((changes.lists ?? []).map(signList));
  const held = [...[...made.values(), ...more].map(({ text }) => text), ...lists, ...(changes.stored ?? [])];
  const presented = [samplingMade, report, ...papers].flatMap((one) => one?.text ?? []);
  const { statusKept } = changes;
  const stored = [...held, ...(statusKept === undefined ? [] : presented)].map((text) => {
    const at = changes.recordedAt?.(text);
    return {
      ...{ text, ...(statusKept === undefined ? {} : { statusKept }) },
      ...(at === undefined ? {} : { recordedAt: parseInstant(at) }),
    };
  });
  const texts = changes.texts?.(presented) ?? presented;
  const dids = { ...Object.fromEntries(Object.values(WHO).map((who) => [who.did, didDocument(who)])), ...changes.dids };
  return {
    source: createMemorySource(stored, dids, READ),
    stored,
    documents: texts.map((text, index) => ({ file: `paper-${index}.json`, text })),
    sound,
  };
}

/** The verdict on the world of a test. */
export async function verdictOn(changes: WorldChanges = {}): Promise<Verdict> {
  const { source, documents, sound } = await makeWorld(changes);
  const { receipts, promises, completeness = [], options } = (await changes.logs?.(sound)) ?? {};
  const receiptOf = ({ text }: { readonly text: string }) => {
    const receipt = receipts?.get(text);
    return receipt === undefined ? {} : { receipt };
  };
  const promiseOf = ({ text }: { readonly text: string }) => {
    const promise = promises?.get(text);
    return promise === undefined ? {} : { promise };
  };
  const logged: EvidenceSource = {
    ...source,
    find: async (requests, knownAt) =>
      (await source.find(requests, knownAt)).map((each) =>
        each.map((one) => ({ ...one, ...receiptOf(one), ...promiseOf(one) })),
      ),
  };
  return runCheck(
    claimOf(changes.claim),
    {
      documents: documents.map((one) => ({ ...one, ...receiptOf(one) })),
      transcribed: changes.transcribed ?? [],
      completeness,
    },
    { ...QUESTION, ...changes.question },
    {
      ...{ source: logged, requirements: changes.requirements ?? rules(), suite: nodeSuite, read: READ, cut: CUT },
      ...(options === undefined ? {} : { logs: options }),
    },
  );
}

/** The one cell of the one place. */
export function cellOf(verdict: Verdict, place = 0): Cell {
  return verdict.columns[place]?.cells[0] as Cell;
}

/** A check of a cell by its group, with the codes of its reasons: `failed: TOO_OLD`. */
export function shortly(owner: Pick<Cell | Trial, 'checks'> | undefined, group: Check['group']): string {
  const check = owner?.checks.find((one) => one.group === group);
  return `${check?.outcome}: ${check?.reasons.map(({ code }) => code).join(' ')}`.trimEnd();
}

/** A draft with members of its subject replaced. */
export function withSubject(more: Record<string, unknown>): (draft: Draft) => Partial<Draft> {
  return ({ subject }) => ({ subject: { ...subject, ...more } });
}

/** A draft with members of one part of its subject replaced; a part that is a list stands for its first entry. */
export function withPart(part: string, more: Record<string, unknown>): (draft: Draft) => Partial<Draft> {
  return ({ subject }) => {
    const old = subject[part];
    const changed = Array.isArray(old) ? [{ ...old[0], ...more }, ...old.slice(1)] : { ...(old as object), ...more };
    return { subject: { ...subject, [part]: changed } };
  };
}

/** Verdict of the cell, then what a group found: on the first document for the groups made on documents. */
export async function found(group: Check['group'], changes: WorldChanges = {}): Promise<string> {
  const cell = cellOf(await verdictOn(changes));
  const own = cell.checks.some((check) => check.group === group) && group !== 'restrictions';
  return `${cell.verdict}; ${shortly(own ? cell : cell.trials[0], group)}`;
}
