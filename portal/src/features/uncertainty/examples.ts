// SPDX-License-Identifier: Apache-2.0
import { type BudgetDraft, EMPTY_BUDGET, EMPTY_INPUT, type InputDraft } from './draft.ts';

const input = (name: string, unit: string, more: Partial<InputDraft>): InputDraft => ({
  ...{ ...EMPTY_INPUT, name, unit },
  ...more,
});

/** A calibration standard made by weighing. EURACHEM/CITAC QUAM:2012.P1, example A1 (figures recalled): 1002.7 mg/L, u = 0.9 mg/L. */
const STANDARD_SOLUTION: BudgetDraft = {
  ...EMPTY_BUDGET,
  title: 'EURACHEM/CITAC QUAM:2012.P1, A1',
  equations: [{ name: 'c', expression: 'm * P / V', unit: 'mg/L' }],
  inputs: [
    input('m', 'mg', { value: '100.28', spread: '0.05' }),
    input('P', '', { kind: 'rectangular', value: '0.9999', spread: '0.0001' }),
    input('V', 'mL', { value: '100.0', spread: '0.07' }),
  ],
};

/** The end gauge. JCGM 100:2008, H.1: l = 50 000 838 nm, u = 32 nm, U99 = 93 nm. */
const END_GAUGE: BudgetDraft = {
  ...EMPTY_BUDGET,
  title: 'JCGM 100:2008, H.1',
  coverage: { by: 'probability', value: '0.99' },
  equations: [
    { name: 'd', expression: 'd1 + d2 + d3', unit: '' },
    { name: 'l', expression: 'ls + d - ls * (dalpha * (theta + Delta) + alpha_s * dtheta)', unit: 'nm' },
  ],
  inputs: [
    input('ls', 'nm', { value: '50000623', spread: '25', degrees: '18' }),
    input('d1', 'nm', { value: '215', spread: '5.8', degrees: '24' }),
    input('d2', 'nm', { value: '0', spread: '3.9', degrees: '5' }),
    input('d3', 'nm', { value: '0', spread: '6.7', degrees: '8' }),
    input('alpha_s', '1/K', { kind: 'rectangular', value: '11.5e-6', spread: '2e-6' }),
    input('theta', 'K', { value: '-0.1', spread: '0.2' }),
    input('Delta', 'K', { kind: 'arcsine', value: '0', spread: '0.5' }),
    input('dalpha', '1/K', { kind: 'rectangular', value: '0', spread: '1e-6', degrees: '50' }),
    input('dtheta', 'K', { kind: 'rectangular', value: '0', spread: '0.05', degrees: '2' }),
  ],
};

/** Comparison loss of a power meter, where the law of propagation fails. JCGM 101:2008, 9.4.3. */
const COMPARISON_LOSS: BudgetDraft = {
  ...EMPTY_BUDGET,
  title: 'JCGM 101:2008, 9.4',
  equations: [{ name: 'Y', expression: 'X1^2 + X2^2', unit: '' }],
  inputs: [input('X1', '', { value: '0.010', spread: '0.005' }), input('X2', '', { value: '0', spread: '0.005' })],
  correlations: [{ a: 'X1', b: 'X2', coefficient: '0.9' }],
};

/** Resistance from readings of a voltage and a current with a certificate; made up. */
const RESISTANCE: BudgetDraft = {
  ...EMPTY_BUDGET,
  title: 'R = V / I',
  equations: [{ name: 'R', expression: 'V / I', unit: 'Ω' }],
  inputs: [
    input('V', 'V', { kind: 'readings', value: '4.999 5.001 5.000 5.002 4.998' }),
    input('I', 'mA', { kind: 'rectangular', value: '19.66', spread: '0.02' }),
  ],
};

/** Budgets to begin with. */
export const EXAMPLES = {
  'standard-solution': STANDARD_SOLUTION,
  'end-gauge': END_GAUGE,
  'comparison-loss': COMPARISON_LOSS,
  resistance: RESISTANCE,
} as const;
export type ExampleName = keyof typeof EXAMPLES;
