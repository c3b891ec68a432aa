// SPDX-License-Identifier: Apache-2.0
// A round of proficiency testing of which every number is made up: twelve demonstration laboratories, lead in tea.

const UNIT = 'mg/kg';

/** The round as it is opened, but for its deadline. */
export const ROUND = {
  provider: { name: 'Demonstration Proficiency Provider', demonstration: true },
  ...{ scheme: 'DEMO TEA', round: '2026-1' },
  item: { description: 'Tea powder with lead (demonstration; nothing was sent to anybody)', food: 'tea' },
  measurands: [
    {
      ...{ measurand: 'Pb', substance: 'pb', unit: UNIT, decimals: 3, score: 'z' },
      assigned: { by: 'formulation', value: '0.250', uncertainty: { characterisation: '0.004' } },
      sigma: { from: 'relative', percent: '12' },
      places: { assignedValue: 3, score: 2 },
    },
  ],
  underAccreditation: false,
};

/** That items are alike, and stay so. */
export const CHECKS = [
  {
    ...{ check: 'homogeneity', measurand: 'Pb' },
    items: [
      ['0.251', '0.249'],
      ['0.248', '0.252'],
      ['0.250', '0.251'],
      ['0.249', '0.250'],
      ['0.252', '0.249'],
      ['0.250', '0.248'],
      ['0.249', '0.251'],
      ['0.251', '0.250'],
      ['0.248', '0.250'],
      ['0.250', '0.252'],
    ],
  },
  { check: 'stability', measurand: 'Pb', before: ['0.250', '0.249', '0.251'], after: ['0.249', '0.250', '0.250'] },
];

/** A laboratory that takes part. */
export interface Participant {
  readonly label: string;
  readonly name: string;
  readonly jurisdiction: string;
  readonly value: string;
}

const VALUES = ['0.243', '0.255', '0.262', '0.239', '0.248', '0.271', '0.233', '0.257', '0.246', '0.251', '0.352'];
const PLACES = ['CN', 'HK', 'MO'];

/** One is unsatisfactory, and the laboratory that has accounts here is questionable. */
export const PARTICIPANTS: readonly Participant[] = [
  { label: 'laboratory', name: 'Demonstration Food Laboratory', jurisdiction: 'CN', value: '0.178' },
  ...VALUES.map((value, at) => ({
    ...{ label: `participant-${at + 1}`, name: `Demonstration Participant ${at + 1}`, value },
    jurisdiction: PLACES[at % PLACES.length] ?? 'CN',
  })),
];

/** Its result as it is sent. */
export function resultOf({ value }: Participant): object {
  return {
    ...{ outcome: 'quantified', measurand: 'Pb', value, unit: UNIT, method: 'GB 5009.12-2023' },
    ...{ expandedUncertainty: '0.030', coverageFactor: '2' },
  };
}
