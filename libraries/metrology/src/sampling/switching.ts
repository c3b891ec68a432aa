// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '../metrology-error.ts';

/** Where a series of lots stands. Each state holds what its own rules count. */
export type SwitchingState =
  /** `recent`: of the last lots on original inspection, at most 5, whether each was accepted. */
  | { readonly inspection: 'normal'; readonly recent: readonly boolean[]; readonly score: number }
  /** `inSuccession`: accepted lots in a row; `notAccepted`: since tightened inspection began. */
  | { readonly inspection: 'tightened'; readonly inSuccession: number; readonly notAccepted: number }
  | { readonly inspection: 'reduced' }
  | { readonly inspection: 'discontinued' };

/** What happens to a series of lots. */
export type SwitchingEvent =
  /** A lot on original inspection, by the plan in force; resubmitted lots are not counted (9.3.1). */
  | {
      readonly kind: 'lot';
      readonly accepted: boolean;
      readonly acceptanceNumber: number;
      /** For Ac of 2 or more: would it have been accepted had the AQL been one step tighter? */
      readonly acceptedOneStepTighter?: boolean;
      /** MIL-STD-105E, reduced: more than Ac, fewer than Re; the lot is accepted, and normal inspection follows. */
      readonly betweenNumbers?: boolean;
    }
  /** Production steady and reduced inspection wanted by the responsible authority. 9.3.3.1 b) and c). */
  | { readonly kind: 'reduce' }
  /** Production irregular or delayed, or other conditions warrant it. 9.3.4 b) and c). */
  | { readonly kind: 'return-to-normal' }
  /** The supplier has acted, and the authority believes that it will be effective. 9.4. */
  | { readonly kind: 'resume' };

/** What followed, and by which rule; `none` when nothing changed. */
export interface Switched {
  readonly state: SwitchingState;
  readonly rule: SwitchingRule;
}

/** The rules by name; their clauses in ISO 2859-1:1999 are recalled. */
export type SwitchingRule =
  | 'none'
  /** 2 of 5 or fewer lots in succession not accepted. 9.3.1. */
  | 'normal-to-tightened'
  /** 5 lots in succession accepted. 9.3.2. */
  | 'tightened-to-normal'
  /** Switching score of 30 or more, production steady, wanted. 9.3.3. */
  | 'normal-to-reduced'
  /** A lot not accepted, or conditions. 9.3.4. */
  | 'reduced-to-normal'
  /** 5 lots not accepted on tightened inspection. 9.4. */
  | 'discontinue'
  /** 9.4. */
  | 'resume-tightened';

/** Inspection begins as normal. ISO 2859-1:1999, 9.1 (recalled). */
export const SWITCHING_START: SwitchingState = { inspection: 'normal', recent: [], score: 0 };

/** The score from which on reduced inspection may be chosen. */
export const SWITCHING_SCORE_NEEDED = 30;

const LOTS = 5;
const NOT_ACCEPTED = 2;

/** Whether `reduce` is open: the score is there. The two other conditions are for people. */
export function mayReduce(state: SwitchingState): boolean {
  return state.inspection === 'normal' && state.score >= SWITCHING_SCORE_NEEDED;
}

/**
 * The next state of a series of lots.
 * ISO 2859-1:1999, 9.3 and 9.4 (clauses recalled). An event that the state does not know is refused.
 */
export function nextInspection(state: SwitchingState, event: SwitchingEvent): Switched {
  switch (event.kind) {
    case 'lot':
      return afterLot(state, event);
    case 'reduce':
      if (!mayReduce(state)) {
        throw refuse(
          state,
          `reduced inspection needs normal inspection and a switching score of ${SWITCHING_SCORE_NEEDED}`,
        );
      }
      return { state: { inspection: 'reduced' }, rule: 'normal-to-reduced' };
    case 'return-to-normal':
      if (state.inspection !== 'reduced') {
        throw refuse(state, 'only reduced inspection goes back to normal by conditions');
      }
      return { state: SWITCHING_START, rule: 'reduced-to-normal' };
    case 'resume':
      if (state.inspection !== 'discontinued') {
        throw refuse(state, 'nothing was discontinued');
      }
      return { state: { inspection: 'tightened', inSuccession: 0, notAccepted: 0 }, rule: 'resume-tightened' };
    default:
      // Types end where an event comes from a file or a form.
      throw refuse(state, `'${String((event as { kind?: unknown }).kind).slice(0, 60)}' is no event`);
  }
}

type Lot = Extract<SwitchingEvent, { kind: 'lot' }>;

function afterLot(state: SwitchingState, lot: Lot): Switched {
  if (!(Number.isSafeInteger(lot.acceptanceNumber) && lot.acceptanceNumber >= 0)) {
    throw refuse(state, `the acceptance number of a lot is a whole number from 0, not ${lot.acceptanceNumber}`);
  }
  switch (state.inspection) {
    case 'normal':
      return afterNormalLot(state, lot);
    case 'tightened': {
      const inSuccession = lot.accepted ? state.inSuccession + 1 : 0;
      const notAccepted = state.notAccepted + (lot.accepted ? 0 : 1);
      if (notAccepted >= LOTS) {
        return { state: { inspection: 'discontinued' }, rule: 'discontinue' };
      }
      return inSuccession >= LOTS
        ? { state: SWITCHING_START, rule: 'tightened-to-normal' }
        : { state: { inspection: 'tightened', inSuccession, notAccepted }, rule: 'none' };
    }
    case 'reduced':
      return lot.accepted && lot.betweenNumbers !== true
        ? { state, rule: 'none' }
        : { state: SWITCHING_START, rule: 'reduced-to-normal' };
    case 'discontinued':
      throw refuse(state, 'inspection is discontinued until the supplier has acted');
  }
}

function afterNormalLot(state: Extract<SwitchingState, { inspection: 'normal' }>, lot: Lot): Switched {
  const recent = [...state.recent, lot.accepted].slice(-LOTS);
  if (recent.filter((accepted) => !accepted).length >= NOT_ACCEPTED) {
    return { state: { inspection: 'tightened', inSuccession: 0, notAccepted: 0 }, rule: 'normal-to-tightened' };
  }
  return { state: { inspection: 'normal', recent, score: scoreAfter(state.score, lot) }, rule: 'none' };
}

// 9.3.3.2, single plans: Ac of 0 or 1 gives 2 for a lot accepted; Ac from 2 on 3, if also one step tighter; else back to 0.
function scoreAfter(score: number, { accepted, acceptanceNumber, acceptedOneStepTighter }: Lot): number {
  if (!accepted) {
    return 0;
  }
  if (acceptanceNumber <= 1) {
    return score + 2;
  }
  return acceptedOneStepTighter === true ? score + 3 : 0;
}

function refuse(state: SwitchingState, why: string): MetrologyError {
  return new MetrologyError('BAD_SAMPLING_PLAN', `On ${state.inspection} inspection: ${why}`, {
    given: state.inspection,
  });
}
