// SPDX-License-Identifier: Apache-2.0
import { MetrologyError } from '@touchstone/metrology/quantity';
import {
  type Expansion,
  expandUncertainty,
  type MeasurementModelText,
  type PropagatedOutput,
  parseMeasurementModel,
  propagateUncertainty,
  type ReportedResult,
  reportResult,
  type UncertaintyBudget,
  uncertaintyBudget,
  unusedInputs,
} from '@touchstone/metrology/uncertainty';
import { type BudgetDraft, modelTextOf } from './draft.ts';
import { type Fault, findFaults } from './find-faults.ts';

/** A budget that was computed. */
export interface ComputedBudget {
  readonly state: 'computed';
  readonly text: MeasurementModelText;
  readonly output: PropagatedOutput;
  readonly budget: UncertaintyBudget;
  /** Absent where k cannot be found: the library's sentence says why. */
  readonly expansion: Expansion | undefined;
  readonly noExpansion: string | undefined;
  /** y and U rounded for print; y and u where there is no U. */
  readonly reported: ReportedResult;
  readonly unused: readonly string[];
}

/** A budget, or what must be mended first. */
export type Computed = ComputedBudget | { readonly state: 'faulty'; readonly faults: readonly Fault[] };

/** The whole budget of a draft. JCGM 100:2008, clauses 5 to 7. Faults are values, at their field. */
export function computeBudget(draft: BudgetDraft): Computed {
  const faults = findFaults(draft);
  if (faults.length > 0) return { state: 'faulty', faults };
  const text = modelTextOf(draft);
  try {
    const [output] = propagateUncertainty(parseMeasurementModel(text), { order: draft.order }).outputs;
    if (output === undefined) throw new MetrologyError('BAD_MODEL', 'The model has no result');
    const expanded = expand(output, draft.coverage);
    const { expansion } = expanded;
    return {
      ...{ state: 'computed', text, output, budget: uncertaintyBudget(output), ...expanded },
      reported: reportResult(output.estimate, expansion?.expandedUncertainty ?? output.standardUncertainty),
      unused: unusedInputs(text),
    };
  } catch (error) {
    if (!(error instanceof MetrologyError)) throw error;
    const isOrder = error.code === 'CORRELATED_INPUTS';
    const at = isOrder ? 'order' : `equations.${draft.equations.length - 1}.expression`;
    const code = isOrder ? 'CORRELATED_INPUTS' : 'BAD_MODEL';
    return { state: 'faulty', faults: [{ at, code, detail: error.message, data: error.data }] };
  }
}

function expand(output: PropagatedOutput, { by, value }: BudgetDraft['coverage']) {
  const rule = by === 'factor' ? { coverageFactor: Number(value) } : { coverageProbability: Number(value) };
  try {
    return { expansion: expandUncertainty(output, rule), noExpansion: undefined };
  } catch (error) {
    if (!(error instanceof MetrologyError)) throw error;
    return { expansion: undefined, noExpansion: error.message };
  }
}
