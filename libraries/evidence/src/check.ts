// SPDX-License-Identifier: Apache-2.0
import type { CheckGroup } from '@touchstone/statements';

/** What one check found. `undetermined` = made, but the answer is not known; `not-evaluated` = its premise failed. */
export type CheckOutcome = 'passed' | 'failed' | 'undetermined' | 'not-evaluated';

/** One reason: a code for machines and translators, the values it speaks of, and the sentence in English. */
export interface Reason {
  readonly code: string;
  readonly detail: string;
  readonly values?: Readonly<Record<string, string>>;
  /** Article of a rule to compare, where the reason is an indicator and no decision. */
  readonly article?: string;
}

/** A document that a check rests on: a link that a person can open. */
export interface Link {
  readonly issuer: string;
  readonly id: string;
  readonly kind: string;
  readonly title: string;
}

/** A named check of one of the fourteen groups, with every reason. */
export interface Check {
  readonly group: CheckGroup;
  readonly outcome: CheckOutcome;
  readonly reasons: readonly Reason[];
  readonly rests: readonly Link[];
  /** The group whose failure left this one without a premise. */
  readonly because?: CheckGroup;
  /** A check on a document carries the force that the place's policy gives its group. */
  readonly force: 'required' | 'informative';
}

/** A check before the place's policy gives it its force. */
export type Finding = Omit<Check, 'force'>;

/** Makes a finding; `reasons` are all that was noticed, also those under a passed check. */
export function finding(
  group: CheckGroup,
  outcome: CheckOutcome,
  parts: { readonly reasons?: readonly Reason[]; readonly rests?: readonly Link[] } = {},
): Finding {
  return { group, outcome, reasons: parts.reasons ?? [], rests: once(parts.rests ?? []) };
}

/** A check that could not be made because an earlier group did not pass. */
export function notEvaluated(group: CheckGroup, because: CheckGroup): Finding {
  const reason = {
    code: 'PREMISE_FAILED',
    detail: `not evaluated: ${because} did not pass`,
    values: { premise: because },
  };
  return { group, outcome: 'not-evaluated', because, reasons: [reason], rests: [] };
}

/** A reason with its values, so that other languages can tell the same. */
export function reason(code: string, detail: string, values?: Readonly<Record<string, string>>): Reason {
  return values === undefined ? { code, detail } : { code, detail, values };
}

/** The worst of several outcomes: one failed link fails a chain, one unknown link leaves it unknown. */
export function worstOutcome(outcomes: readonly CheckOutcome[]): CheckOutcome {
  for (const outcome of ['failed', 'undetermined', 'not-evaluated'] as const) {
    if (outcomes.includes(outcome)) return outcome;
  }
  return 'passed';
}

/** Several paths may lead over one document; a reader needs it once. */
function once(rests: readonly Link[]): readonly Link[] {
  if (rests.length < 2) return rests;
  const seen = new Set<string>();
  return rests.filter(({ issuer, id }) => {
    const name = `${issuer} ${id}`;
    return !seen.has(name) && seen.add(name) !== undefined;
  });
}
