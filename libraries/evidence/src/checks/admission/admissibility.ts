// SPDX-License-Identifier: Apache-2.0
import { type CalendarDay, daysBetween } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import { type Finding, finding, type Reason, reason } from '../../check.ts';
import type { Bench } from '../../judge/bench.ts';

type Admission = SubjectOf<'PlacePolicy'>['admissible'][number];

/** What admissibility looks at in a document. */
export interface Candidate {
  readonly kind: string;
  readonly purpose: Admission['purpose'];
  /** The day from which its age counts: the earlier of the day that it names and the day on which it was signed. */
  readonly issuedOn: CalendarDay;
  /** BCP 47 tag; absent where the document does not say. */
  readonly language: string | undefined;
}

/** Group 4: may a document of this kind, age and language serve this purpose in this place? Any one admission suffices. */
export function checkAdmissibility(candidate: Candidate, { policy, on }: Pick<Bench, 'policy' | 'on'>): Finding {
  const tried = policy.admissible
    .filter(({ kind, purpose }) => kind === candidate.kind && purpose === candidate.purpose)
    .map((admission) => admit(candidate, admission, on));
  const best =
    tried.find(({ outcome }) => outcome === 'passed') ??
    tried.find(({ outcome }) => outcome === 'undetermined') ??
    tried[0];
  if (best !== undefined) return best;
  const detail = `${policy.place} takes no ${candidate.kind} as evidence for a ${candidate.purpose} requirement`;
  return finding('admissibility', 'failed', {
    reasons: [reason('KIND_NOT_ADMISSIBLE', detail, { kind: candidate.kind, purpose: candidate.purpose })],
  });
}

function admit({ issuedOn, language }: Candidate, admission: Admission, on: CalendarDay): Finding {
  const faults = ageReasons(issuedOn, admission, on);
  if (language === undefined) {
    const unstated = reason('LANGUAGE_NOT_STATED', 'the document does not say in which language it is written');
    return finding('admissibility', faults.length === 0 ? 'undetermined' : 'failed', {
      reasons: [...faults, unstated],
    });
  }
  const reasons = [...faults, ...languageReasons(language, admission)];
  return finding('admissibility', reasons.length === 0 ? 'passed' : 'failed', { reasons });
}

function ageReasons(issuedOn: CalendarDay, { maximumAgeDays }: Admission, on: CalendarDay): readonly Reason[] {
  if (maximumAgeDays === undefined || daysBetween(issuedOn, on) <= maximumAgeDays) return [];
  const values = { issuedOn, on, maximumAgeDays: String(maximumAgeDays) };
  return [reason('TOO_OLD', `issued on ${issuedOn}, more than ${maximumAgeDays} days before ${on}`, values)];
}

/** Basic filtering of language ranges: `zh` admits `zh-Hant-HK`. RFC 4647, 3.3.1. */
function languageReasons(language: string, { languages }: Admission): readonly Reason[] {
  const given = language.toLowerCase();
  if (languages.some((range) => given === range.toLowerCase() || given.startsWith(`${range.toLowerCase()}-`)))
    return [];
  const values = { language, languages: languages.join(', ') };
  return [reason('LANGUAGE_NOT_ADMISSIBLE', `written in ${language}; the place takes ${languages.join(', ')}`, values)];
}

/** The earlier of two days: a later date on a paper does not make it younger than its signature. */
export function earlierDay(a: CalendarDay, b: CalendarDay): CalendarDay {
  return a < b ? a : b;
}
