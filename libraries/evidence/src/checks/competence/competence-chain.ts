// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, dayOfInstant, type Instant, isDayWithin, placeCovers } from '@touchstone/identifiers';
import type { ScopeLine } from '@touchstone/statements';
import { type CheckOutcome, type Link, type Reason, reason } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import { attestsActivity } from './accreditation-standards.ts';
import { daysOfWork } from '../time/days-of-work.ts';
import { LOCAL_OFFSET_MINUTES } from '../time/local-time.ts';
import { barsOn } from '../restriction/restrictions.ts';
import { isUnread } from './scope-line-faults.ts';
import { unsound } from '../document/unsound.ts';

type Grant = HeldOf<'Accreditation' | 'StatutoryQualification' | 'Designation'>;
type Activity = ScopeLine['activity'];

/** Whether somebody trusted stands behind a grant, and over which links. */
export interface Standing {
  readonly outcome: CheckOutcome;
  readonly reasons: readonly Reason[];
  readonly rests: readonly Link[];
}

/** Longest chain of successors that is followed. */
const SUCCESSORS_MAX = 4;

/** From a grant of competence up to a trust anchor of the place: directly, or by an arrangement in scope and date. */
export function vouchesFor(grant: Grant, question: StandingQuestion): Standing {
  const { activity, on, bench } = question;
  return bench.remember(grant, `standing ${activity} ${on}`, () => standingOf(grant, question));
}

/**
 * The day of a signature on which no grant stood any more. Any grant will do then, as one may have taken the place of
 * another since the work was done. Undefined where one stood.
 */
export function lapsedOn(
  grants: readonly Grant[],
  work: { readonly activity: Activity; readonly signed: Instant },
  bench: Bench,
): CalendarDay | undefined {
  const { activity } = work;
  const on = dayOfInstant(work.signed, LOCAL_OFFSET_MINUTES);
  const stands = grants.some((grant) => vouchesFor(grant, { activity, on, bench }).outcome === 'passed');
  return stands ? undefined : on;
}

/** For which activity, on which day, in which place somebody is to be vouched for. */
interface StandingQuestion {
  readonly activity: Activity;
  readonly on: CalendarDay;
  readonly bench: Bench;
}

function standingOf(grant: Grant, question: StandingQuestion): Standing {
  const { on, bench } = question;
  const { subject, kind } = grant.statement;
  const sound = bench.soundness(grant, on);
  if (sound.outcome !== 'passed')
    return { outcome: sound.outcome, reasons: [unsound(kind, sound)], rests: [grant.link] };
  if (grant.link.issuer === subject.id)
    return failed('ACCREDITOR_IS_HOLDER', `${subject.id} vouches for itself, which is nobody’s word`, {
      body: subject.id,
    });
  const barred = barsOn(grant.link.issuer, daysOfWork(grant.statement), bench);
  if (barred.length > 0) {
    const values = { body: grant.link.issuer, grant: grant.link.title };
    const detail = `${grant.link.issuer} was barred from issuing when it signed ${grant.link.title}: ${barred[0]?.reason.detail}`;
    return { ...failed('GRANTOR_BARRED', detail, values), rests: barred.flatMap(({ rests }) => rests) };
  }
  if (!isDayWithin(on, subject)) {
    const values = { from: subject.from, to: subject.to ?? '…', on };
    return failed(
      'GRANT_NOT_IN_FORCE',
      `${grant.link.title} ran from ${subject.from} to ${subject.to ?? 'open'}; the day is ${on}`,
      values,
    );
  }
  if (kind !== 'Accreditation') {
    if (!placeCovers(subject.place, bench.place))
      return failed('OTHER_PLACE', `${kind} by law of ${subject.place} does not reach ${bench.place}`);
    if (bench.isAnchor(grant.link.issuer, 'authority')) return passed([grant.link]);
    return failed('NO_TRUST_ANCHOR', `${grant.link.issuer} is no authority that ${bench.place} trusts`, {
      body: grant.link.issuer,
    });
  }
  const { standard } = grant.statement.subject as HeldOf<'Accreditation'>['statement']['subject'];
  if (!attestsActivity(standard, question.activity, bench)) {
    const values = { standard, activity: question.activity };
    return failed('ACCREDITED_FOR_OTHER_ACTIVITY', `${standard} attests no competence for ${values.activity}`, values);
  }
  if (bench.isAnchor(grant.link.issuer, 'accreditation-body')) return passed([grant.link]);
  return throughArrangement(grant.link.issuer, question);
}

function throughArrangement(body: string, { activity, on, bench }: StandingQuestion): Standing {
  const tried = bench.set
    .near('about-party', body, ['RecognitionArrangement'])
    .map((arrangement) => inArrangement(arrangement, body, { activity, on, bench }));
  if (tried.length > 0) return bestOf(tried);
  return failed('NO_ARRANGEMENT', `no arrangement joins ${body} to ${bench.place}, and it is no trust anchor there`, {
    body,
    place: bench.place,
  });
}

/** Whether a body was a signatory, for the activity and on the day, of an arrangement that the place trusts. */
export function inArrangement(
  arrangement: HeldOf<'RecognitionArrangement'>,
  body: string,
  question: StandingQuestion,
  depth = 0,
): Standing {
  const { activity, on, bench } = question;
  const { subject } = arrangement.statement;
  const owner = arrangement.link.issuer;
  if (!bench.isAnchor(owner, 'arrangement-owner')) {
    const detail = `${bench.place} does not trust ${owner} to state an arrangement`;
    return failed('ARRANGEMENT_NOT_TRUSTED', detail, { body: owner });
  }
  const sound = bench.soundness(arrangement, on);
  if (sound.outcome !== 'passed')
    return { outcome: sound.outcome, reasons: [unsound('RecognitionArrangement', sound)], rests: [arrangement.link] };
  if (!isDayWithin(on, subject)) {
    const standing = inSuccessor(arrangement, body, question, depth);
    return { ...standing, rests: [arrangement.link, ...standing.rests] };
  }
  if (!subject.places.some((place) => placeCovers(place, bench.place))) {
    return failed('ARRANGEMENT_NOT_FOR_PLACE', `${subject.name} does not reach ${bench.place}`, {
      arrangement: subject.name,
      place: bench.place,
    });
  }
  const signatory = subject.signatories.find(
    (one) => one.id === body && isDayWithin(on, one) && one.activities.includes(activity),
  );
  if (signatory !== undefined) return passed([arrangement.link]);
  return failed('NOT_A_SIGNATORY', `${body} was no signatory of ${subject.name} for ${activity} on ${on}`, {
    body,
    arrangement: subject.name,
    activity,
    on,
  });
}

/** An arrangement that has ended passes the question on to the one that took its place. */
function inSuccessor(
  { statement: { subject } }: HeldOf<'RecognitionArrangement'>,
  body: string,
  question: StandingQuestion,
  depth: number,
): Standing {
  const { on, bench } = question;
  const values = { arrangement: subject.name, on };
  const notInForce = `${subject.name} was not in force on ${on}`;
  if (subject.successor === undefined) return failed('ARRANGEMENT_NOT_IN_FORCE', notInForce, values);
  const next = bench.set.resolve(subject.successor);
  if (next === 'missing' || depth >= SUCCESSORS_MAX) {
    const detail = `${notInForce}, and the arrangement that took its place was not reached`;
    return { outcome: 'undetermined', reasons: [reason('SUCCESSOR_NOT_REACHED', detail, values)], rests: [] };
  }
  if (next === 'other-content' || next.statement?.kind !== 'RecognitionArrangement')
    return failed('SUCCESSOR_DIFFERS', `${notInForce}, and what is named as its successor is another document`, values);
  return inArrangement(next as HeldOf<'RecognitionArrangement'>, body, question, depth + 1);
}

/** The best of several ways to stand: one that holds; else one that may hold; else the first. */
export function bestOf(tried: readonly Standing[]): Standing {
  const best =
    tried.find(({ outcome }) => outcome === 'passed') ?? tried.find(({ outcome }) => outcome === 'undetermined');
  return best ?? (tried[0] as Standing);
}

/** How a scope stands to some work: whether one line fits, or may fit once its words are read, or none does. */
export function scopeStanding(
  scope: readonly ScopeLine[],
  activity: Activity,
  faultsOf: (line: ScopeLine) => readonly Reason[],
): Pick<Standing, 'outcome' | 'reasons'> {
  const lines = scope.filter((line) => line.activity === activity).map(faultsOf);
  if (lines.length === 0) {
    const why = reason('NO_SCOPE_LINE', `the scope has no line for ${activity}`, { activity });
    return { outcome: 'failed', reasons: [why] };
  }
  const unread = lines.filter((faults) => faults.every(isUnread));
  const [nearest] = [...(unread.length > 0 ? unread : lines)].sort((a, b) => a.length - b.length) as [
    readonly Reason[],
  ];
  return {
    outcome: nearest.length === 0 ? 'passed' : unread.length > 0 ? 'undetermined' : 'failed',
    reasons: nearest,
  };
}

function passed(rests: readonly Link[]): Standing {
  return { outcome: 'passed', reasons: [], rests };
}

function failed(code: string, detail: string, values?: Readonly<Record<string, string>>): Standing {
  return { outcome: 'failed', reasons: [reason(code, detail, values)], rests: [] };
}
