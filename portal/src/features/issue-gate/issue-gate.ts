// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { type Reason, readReason } from '../../api/verdict.ts';

/** What is looked at, one line each of a gate; the same for indicators. */
export const RULES = [
  ...(['custody', 'method', 'scope', 'instruments', 'environment'] as const),
  ...(['persons', 'times', 'raw-data', 'conformity', 'repeats'] as const),
] as const;
export type Rule = (typeof RULES)[number];

const LEVELS = ['green', 'amber', 'red'] as const;
export type Level = (typeof LEVELS)[number];

/** Something that a rule found, with what to do about it. */
export interface GateMark extends Reason {
  readonly level: Level;
  readonly cure: Reason;
}

/** What stands between a draft and its signature. */
export interface IssueGate {
  readonly level: Level;
  readonly lines: readonly { readonly rule: Rule; readonly level: Level; readonly marks: readonly GateMark[] }[];
}

/** A report of the own laboratory. */
interface DraftCase {
  readonly stream: string;
  readonly number: string;
  readonly updatedAt: string;
}

/** Reports as far as they were asked for, and whether there are more. */
export interface DraftList {
  readonly items: readonly DraftCase[];
  readonly isMore: boolean;
}

const PAGE_MAX = 100;

/** Where a report stands: drafted, waiting for a second person, sent back by them, signed. */
export const REPORT_STATES = ['draft', 'proposed', 'rejected', 'signed'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** At least so many reports of the own laboratory in a state, if there are, the last changed first. */
export async function requestDrafts(
  { state, wanted }: { readonly state: ReportState; readonly wanted: number },
  signal: AbortSignal,
): Promise<DraftList> {
  const items: DraftCase[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ kind: 'TestReport', state, limit: String(PAGE_MAX) });
    if (cursor !== undefined) query.set('cursor', cursor);
    const page = await ask(`/api/laboratory-cases?${query}`, { signal }, (body) => {
      const given = members(body, '');
      return { drafts: list(readDraft)(given.items, '/items'), next: maybe(text)(given.next, '/next') };
    });
    items.push(...page.drafts);
    cursor = page.next;
  } while (cursor !== undefined && items.length < wanted);
  return { items, isMore: cursor !== undefined };
}

/** The gate of one draft as it stands now. */
export function requestGate(stream: string, signal: AbortSignal): Promise<IssueGate> {
  return ask(`/api/report-cases/${encodeURIComponent(stream)}/gate`, { signal }, (body) => readGate(body, ''));
}

/** How many marks there are of a level. */
export function marksOf({ lines }: IssueGate, level: Level): number {
  return lines.flatMap(({ marks }) => marks).filter((mark) => mark.level === level).length;
}

const readDraft: Read<DraftCase> = (value, path) => {
  const given = members(value, path);
  const read = (name: keyof DraftCase) => text(given[name], `${path}/${name}`);
  return { stream: read('stream'), number: read('number'), updatedAt: read('updatedAt') };
};

const readMark: Read<GateMark> = (value, path) => {
  const given = members(value, path);
  return {
    ...readReason(value, path),
    level: oneOf(LEVELS)(given.level, `${path}/level`),
    cure: readReason(given.cure, `${path}/cure`),
  };
};

/** One gate whole. */
export const readGate: Read<IssueGate> = (value, path) => {
  const given = members(value, path);
  return {
    level: oneOf(LEVELS)(given.level, `${path}/level`),
    lines: list<IssueGate['lines'][number]>((each, at) => {
      const line = members(each, at);
      return {
        rule: oneOf(RULES)(line.rule, `${at}/rule`),
        level: oneOf(LEVELS)(line.level, `${at}/level`),
        marks: list(readMark)(line.marks, `${at}/marks`),
      };
    })(given.lines, `${path}/lines`),
  };
};
