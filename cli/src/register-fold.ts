// SPDX-License-Identifier: Apache-2.0
import { addDaysWithinCalendar, dayAfter, dayOfInstant, parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import type { Statement, SubjectOf } from '@touchstone/statements';
import type { OpenedStatement } from './opened-log.ts';

/** The registers that a node shows to everybody. */
export type RegisterName = 'accreditations' | 'standard-notices' | 'recognition-instruments' | 'laboratory-documents';

/** What a register must say of a statement on a day; `place` where it has a row for each place. */
export interface ExpectedRow {
  readonly register: RegisterName;
  readonly issuer: string;
  readonly statementId: string;
  readonly digest: string;
  readonly index: number;
  readonly place?: string;
  /** Left out where the register's list does not say. */
  readonly status?: string;
  readonly from?: string;
  readonly until?: string | null;
}

const REGISTER_OF: Readonly<Partial<Record<Statement['kind'], RegisterName>>> = {
  Accreditation: 'accreditations',
  StatutoryQualification: 'accreditations',
  StandardNotice: 'standard-notices',
  RecognitionArrangement: 'recognition-instruments',
  AcceptanceInstrument: 'recognition-instruments',
  PlacePolicy: 'recognition-instruments',
  KeyAuthorisation: 'recognition-instruments',
  SamplingRecord: 'laboratory-documents',
  TestReport: 'laboratory-documents',
};

/** A change of status, as its statement says it. */
interface Change {
  readonly key: string;
  readonly target: string;
  readonly status: string;
  readonly from: string;
  readonly day: string;
  readonly stated: string;
  readonly replacedBy: string | undefined;
}

/** UTC+08:00: the day of the authorities of a node. */
const OFFSET_MINUTES = 480;
const dayAt = (moment: string): string =>
  moment.includes('T') ? dayOfInstant(parseInstant(moment), OFFSET_MINUTES) : moment;
// As the registers do: nothing is over before the first day of the calendar, and after its last one nothing begins.
const dayBefore = (day: string): string => addDaysWithinCalendar(parseCalendarDay(day), -1);
const keyOf = ({ issuer, id }: { readonly issuer: string; readonly id: string }) => `${issuer} ${id}`;

/**
 * What the registers must show on a day, worked out from the statements of a log alone: written anew from what the
 * statements say, since an audit that asked the node's own code would agree with its faults.
 */
export function foldRegisters(opened: readonly OpenedStatement[], on: string): readonly ExpectedRow[] {
  const all = changesIn(opened);
  // A change of a change takes that one back.
  const voided = new Set(all.map(({ target }) => target));
  const changes = Map.groupBy(
    all.filter(({ key }) => !voided.has(key)),
    ({ target }) => target,
  );
  const successions = new Map(
    all.flatMap(({ key, replacedBy, day }) => (replacedBy === undefined || voided.has(key) ? [] : [[replacedBy, day]])),
  );
  const notices = Map.groupBy(
    opened.filter(({ statement }) => statement.kind === 'StandardNotice'),
    ({ statement }) => `${statement.issuer} ${(statement.subject as SubjectOf<'StandardNotice'>).standard}`,
  );
  return opened.flatMap((each): readonly ExpectedRow[] => {
    const { statement, digest, index } = each;
    const register = REGISTER_OF[statement.kind];
    if (register === undefined) return [];
    const row = { register, issuer: statement.issuer, statementId: statement.id, digest, index };
    const own = changes.get(keyOf(statement)) ?? [];
    switch (statement.kind) {
      case 'Accreditation':
      case 'StatutoryQualification':
        return stretches(statement.subject, own, successions.get(statement.id))
          .filter((stretch) => isOn(stretch, on))
          .map((stretch) => ({ ...row, ...stretch }));
      case 'StandardNotice': {
        const { standard, status, from, to } = statement.subject;
        const later = (notices.get(`${statement.issuer} ${standard}`) ?? [])
          .filter((other) => other.index > index)
          .map((other) => dayBefore((other.statement.subject as SubjectOf<'StandardNotice'>).from));
        const stretch = { status, from, until: earliest([...later, ...(to === undefined ? [] : [to])]) };
        return isOn(stretch, on) ? [{ ...row, ...stretch }] : [];
      }
      case 'SamplingRecord':
      case 'TestReport':
        return [{ ...row, ...standing(statement, own) }];
      default:
        return instrumentRows(statement, own)
          .filter((stretch) => isOn(stretch, on))
          .map((stretch) => ({ ...row, ...stretch }));
    }
  });
}

function changesIn(opened: readonly OpenedStatement[]): readonly Change[] {
  return opened.flatMap(({ statement }) => {
    if (statement.kind !== 'StatusChange') return [];
    const { changes, status, from, replacedBy } = statement.subject;
    return [
      {
        ...{ key: keyOf(statement), target: keyOf(changes), status, from, day: dayAt(from) },
        ...{ stated: statement.validFrom, replacedBy: replacedBy?.id },
      },
    ];
  });
}

interface Stretch {
  readonly status: string;
  readonly from: string;
  readonly until: string | null;
}

const WORDS: Readonly<Record<string, string>> = { active: 'in-force', suspended: 'suspended', withdrawn: 'withdrawn' };

/** Days in one status each: from its own period, or the day on which it took another's place, to what ended it. */
function stretches(
  { from, to }: { readonly from: string; readonly to?: string | undefined },
  own: readonly Change[],
  succeeds: string | undefined,
): readonly Stretch[] {
  const begins = latest(succeeds, from);
  const steps: { status: string | undefined; day: string }[] = [{ status: 'in-force', day: begins }];
  for (const { status, day } of own.toSorted((a, b) => compare(a.day, b.day) || compare(a.stated, b.stated))) {
    if (to === undefined || day <= to) steps.push({ status: WORDS[status], day: latest(day, begins) });
  }
  const isOver = steps.some(({ status }) => status === undefined || status === 'withdrawn');
  const ended = to === undefined || isOver ? undefined : dayAfter(parseCalendarDay(to));
  if (ended !== undefined) steps.push({ status: 'expired', day: ended });
  return steps.flatMap(({ status, day }, at) => {
    const next = steps[at + 1]?.day;
    if (status === undefined || (next !== undefined && next <= day)) return [];
    return [{ status, from: day, until: next === undefined ? null : dayBefore(next) }];
  });
}

/** What became of a document last, since when: instants, without an end. */
function standing({ validFrom }: Statement, own: readonly Change[]): Stretch {
  const last = own.at(-1);
  return { status: last?.status ?? 'in-force', from: parseInstant(last?.from ?? validFrom), until: null };
}

/** A row for each place; what ends an instrument closes them all. */
function instrumentRows(statement: Statement, own: readonly Change[]): readonly (Stretch & { place: string })[] {
  const subject = statement.subject as {
    readonly places?: readonly string[];
    readonly place?: string;
    readonly from: string;
    readonly to?: string;
  };
  const places = subject.places ?? [subject.place ?? ''];
  let stretch: Stretch = {
    ...{ status: 'in-force', from: dayAt(subject.from) },
    until: subject.to === undefined ? null : dayAt(subject.to),
  };
  for (const { status, day } of own) {
    const ends = dayBefore(day);
    if (stretch.until === null || stretch.until > ends) stretch = { ...stretch, status, until: ends };
  }
  return places.map((place) => ({ ...stretch, place }));
}

function isOn({ from, until }: Stretch, day: string): boolean {
  return from <= day && (until === null || day <= until);
}

function latest(a: string | undefined, b: string): string {
  return a !== undefined && a > b ? a : b;
}

function earliest(days: readonly string[]): string | null {
  return days.toSorted()[0] ?? null;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
