// SPDX-License-Identifier: Apache-2.0
import { type StatementStatus, type StatusChange, statusAt } from '@touchstone/credentials/formats';
import {
  type CalendarDay,
  dayOfInstant,
  instantFromMilliseconds,
  instantMilliseconds,
  nameKey,
  parseCalendarDay,
  parseInstant,
  startOfNextDay,
} from '@touchstone/identifiers';
import {
  isKind,
  parseStatement,
  type Statement,
  type StatementKind,
  type StatementOf,
  type StatementReference,
  statementKey,
} from '@touchstone/statements';
import { LOCAL_OFFSET_MINUTES } from '../checks/time/local-time.ts';

/** A statement as a record keeps it: its proof was verified when it came in, and is not looked at again here. */
export interface RecordedPaper {
  readonly body: unknown;
  readonly digest: string;
  readonly recordedAt: string;
  /** Who put it on record, and where that party is at home; left out where nobody knows. */
  readonly owner?: string | undefined;
  readonly jurisdiction?: string | undefined;
}

/** What a walk wants to know of the record. */
export type PaperRequest =
  | { readonly by: 'identity'; readonly issuer: string; readonly id: string }
  | {
      readonly by: 'edge';
      readonly relation:
        | 'about-party'
        | 'about-instrument'
        | 'about-statement'
        | 'about-standard'
        | 'about-place'
        | 'rests-on';
      readonly key: string;
      readonly kinds: readonly StatementKind[];
      readonly limit: number;
    };

/** Answers any number of requests in one round trip, each with a list; what the asker may not see is not in it. */
export type FindPapers = (requests: readonly PaperRequest[]) => Promise<readonly (readonly RecordedPaper[])[]>;

/** A statement of the record, parsed. */
export interface Paper<K extends StatementKind = StatementKind> {
  readonly statement: StatementOf<K>;
  readonly digest: string;
  readonly recordedAt: string;
  /** Where its issuer was at home on putting it on record; of what others put there, that says nothing. */
  readonly recordedIn?: string | undefined;
}

/** After every day. */
export const FOR_EVER = parseCalendarDay('9999-12-30');

/** Most statements that are looked at near one party, name or statement: of more, the newest. */
const NEAR_MAX = 200;

/** What is known of the record so far. Asking for what is not known gives nothing, and is remembered as missing. */
export interface Papers {
  identified(issuer: string, id: string): Paper | undefined;
  resolve(reference: StatementReference): Paper | 'missing' | 'other-content';
  near<K extends StatementKind>(
    relation: Extract<PaperRequest, { by: 'edge' }>['relation'],
    key: string,
    kinds: readonly K[],
  ): readonly Paper<K>[];
  /** The status that the changes of its issuer give a statement on a day. */
  statusOn(paper: Paper, day: CalendarDay): StatementStatus;
  /** That status with the day since which it has it; no day of what was never changed. */
  stateOn(paper: Paper, day: CalendarDay): { readonly status: StatementStatus; readonly since?: CalendarDay };
  missing(): readonly PaperRequest[];
  learn(requests: readonly PaperRequest[], found: readonly (readonly RecordedPaper[])[]): void;
}

/** An empty store of papers. */
export function createPapers(): Papers {
  const known = new Map<string, readonly Paper[]>();
  const wanted = new Map<string, PaperRequest>();
  const ask = (request: PaperRequest): readonly Paper[] => {
    const key = JSON.stringify(request);
    const papers = known.get(key);
    if (papers === undefined) wanted.set(key, request);
    return papers ?? [];
  };
  const near: Papers['near'] = (relation, key, kinds) => {
    const sought = relation === 'about-instrument' ? nameKey(key) : key;
    const found = ask({ by: 'edge', relation, key: sought, kinds, limit: NEAR_MAX });
    return found.filter(({ statement }) => kinds.some((kind) => isKind(statement as Statement, kind))) as never;
  };
  const changesOf = ({ statement, digest }: Pick<Paper, 'statement' | 'digest'>): readonly Paper<'StatusChange'>[] =>
    near('about-statement', statementKey(statement), ['StatusChange']).filter(
      ({ statement: { issuer, subject } }) =>
        issuer === statement.issuer && subject.changes.id === statement.id && subject.changes.digest === digest,
    );
  const stateOn: Papers['stateOn'] = (paper, day) => {
    const changes = changesOf(paper).filter(
      (change) => !changesOf(change).some(({ statement }) => statement.subject.status === 'revoked'),
    );
    const { status, change } = statusAt(changes.map(toChange), lastInstantOf(day));
    return { status, ...(change === undefined ? {} : { since: dayOfInstant(change.from, LOCAL_OFFSET_MINUTES) }) };
  };
  return {
    identified: (issuer, id) => ask({ by: 'identity', issuer, id })[0],
    resolve({ issuer, id, digest }) {
      const [paper] = ask({ by: 'identity', issuer, id });
      if (paper === undefined) return 'missing';
      return paper.digest === digest ? paper : 'other-content';
    },
    near,
    statusOn: (paper, day) => stateOn(paper, day).status,
    stateOn,
    missing: () => [...wanted.values()],
    learn(requests, found) {
      requests.forEach((request, index) => {
        known.set(JSON.stringify(request), (found[index] ?? []).map(toPaper));
      });
      wanted.clear();
    },
  };
}

function toPaper({ body, digest, recordedAt, owner, jurisdiction }: RecordedPaper): Paper {
  const statement = parseStatement(body) as Paper['statement'];
  return { statement, digest, recordedAt, ...(owner === statement.issuer ? { recordedIn: jurisdiction } : {}) };
}

function toChange({ statement, recordedAt }: Paper<'StatusChange'>): StatusChange {
  const { changes, status, from, reason } = statement.subject;
  return { statement: changes, status, from, reason, recordedAt: parseInstant(recordedAt) };
}

/** Whatever takes effect within the day counts for it. */
function lastInstantOf(day: CalendarDay) {
  return instantFromMilliseconds(instantMilliseconds(startOfNextDay(day, LOCAL_OFFSET_MINUTES)) - 1);
}
