// SPDX-License-Identifier: Apache-2.0
// A round of mercury in feed, ISO 13528:2022, E.4, with items that are alike and stay so, and what is asked of it.
import vectors from '../../../vectors/iso13528.json' with { type: 'json' };
import annexE from '../../../vectors/iso13528_annex_e.json' with { type: 'json' };
import type { ItemChecks, MeasurandPlan, RoundResult, Treatments } from '../plan.ts';
import { scoreMeasurand } from '../score-round.ts';

interface Participant {
  readonly lab: string;
  readonly x: number;
  readonly U: number;
  readonly k: number;
  readonly published: { readonly z: number; readonly zprime: number; readonly zeta: number; readonly En: number };
}

export const mercury = vectors.cases.find(({ id }) => id === '13528-E.4') as unknown as {
  readonly participants: readonly Participant[];
};
export const { E2, E3 } = annexE;
export const RESULTS: readonly RoundResult[] = mercury.participants.map(({ lab, x, U, k }) => ({
  ...{ code: lab, value: x, standardUncertainty: U / k, expandedUncertainty: U, use: 'all' as const },
}));

/** Items of mercury that are alike within 0.3 σ_pt, and stay so. */
export const GOOD: ItemChecks = {
  homogeneity: [
    [0.0441, 0.0438],
    [0.0437, 0.0442],
    [0.044, 0.0439],
    [0.0439, 0.0441],
    [0.0442, 0.0438],
    [0.0439, 0.044],
    [0.0441, 0.0437],
    [0.0438, 0.0442],
    [0.044, 0.0441],
    [0.044, 0.0438],
  ],
  stability: { before: [0.044, 0.0439], after: [0.0438, 0.0441] },
};

/** Rows one after the other until there are as many items as a check needs. */
export const tenOf = (...rows: readonly [number, number][]) =>
  Array.from({ length: 10 }, (_, at) => rows[at % rows.length] as [number, number]);

export const KNOWN = {
  by: 'certified-reference-material',
  value: 0.044,
  uncertainty: { characterisation: 0.0041 },
} as const;

export const plan = (more: Partial<MeasurandPlan> = {}): MeasurandPlan => ({
  ...{ assigned: KNOWN, sigma: { from: 'relative', percent: 15 }, score: 'z-prime' },
  places: { assignedValue: 3, score: 2 },
  ...more,
});

export const ask = (
  more: Partial<MeasurandPlan> = {},
  {
    results = RESULTS,
    checks = GOOD,
    treatments = {},
  }: { results?: readonly RoundResult[]; checks?: ItemChecks; treatments?: Treatments } = {},
) => scoreMeasurand({ plan: plan(more), results, checks, treatments });

export const scored = (...asked: Parameters<typeof ask>) => {
  const outcome = ask(...asked);
  if (outcome.outcome !== 'scored') throw new Error(JSON.stringify(outcome));
  return outcome;
};

export const codes = (...asked: Parameters<typeof ask>) => {
  const outcome = ask(...asked);
  return outcome.outcome === 'blocked' ? outcome.reasons.map(({ code }) => code) : [];
};
export const plain = (values: readonly number[], use: RoundResult['use'] = 'all'): readonly RoundResult[] =>
  values.map((value, index) => ({ code: `L${index}`, value, use }));
