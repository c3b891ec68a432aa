// SPDX-License-Identifier: Apache-2.0
import { addDays, type CalendarDay } from '@touchstone/identifiers';
import type { SubjectOf } from '@touchstone/statements';
import { type Finding, finding, type Reason, reason } from '../check.ts';
import type { Bench } from '../judge/bench.ts';

type Admission = SubjectOf<'PlacePolicy'>['admissible'][number];

/** What admissibility looks at in a document. */
export interface Candidate {
  readonly kind: string;
  readonly purpose: Admission['purpose'];
  readonly issuedOn: CalendarDay;
  readonly language: string;
}

/** Group 4: may a document of this kind, age and language serve this purpose in this place? */
export function checkAdmissibility(candidate: Candidate, { policy, on }: Pick<Bench, 'policy' | 'on'>): Finding {
  const admission = policy.admissible.find(
    ({ kind, purpose }) => kind === candidate.kind && purpose === candidate.purpose,
  );
  if (admission === undefined) {
    const detail = `${policy.place} takes no ${candidate.kind} as evidence for a ${candidate.purpose} requirement`;
    return finding('admissibility', 'failed', {
      reasons: [reason('KIND_NOT_ADMISSIBLE', detail, { kind: candidate.kind, purpose: candidate.purpose })],
    });
  }
  const reasons = [...ageReasons(candidate, admission, on), ...languageReasons(candidate, admission)];
  return finding('admissibility', reasons.length === 0 ? 'passed' : 'failed', { reasons });
}

function ageReasons({ issuedOn }: Candidate, { maximumAgeDays }: Admission, on: CalendarDay): readonly Reason[] {
  if (maximumAgeDays === undefined || addDays(issuedOn, maximumAgeDays) >= on) return [];
  const values = { issuedOn, on, maximumAgeDays: String(maximumAgeDays) };
  return [reason('TOO_OLD', `issued on ${issuedOn}, more than ${maximumAgeDays} days before ${on}`, values)];
}

function languageReasons({ language }: Candidate, { languages }: Admission): readonly Reason[] {
  const primary = language.toLowerCase();
  if (languages.some((allowed) => primary === allowed.toLowerCase() || primary.startsWith(`${allowed.toLowerCase()}-`)))
    return [];
  const values = { language, languages: languages.join(', ') };
  return [reason('LANGUAGE_NOT_ADMISSIBLE', `written in ${language}; the place takes ${languages.join(', ')}`, values)];
}
