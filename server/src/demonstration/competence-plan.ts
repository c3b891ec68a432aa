// SPDX-License-Identifier: Apache-2.0
// What the laboratory of the demonstration asks of its persons, and what they showed. None of these persons exists.

/** What is asked, from before the first record on. */
export const COMPETENCE_DEMANDS = {
  from: '2025-01-01',
  functions: [
    {
      function: 'test',
      demands: [
        { demand: 'GB 5009.12 by supervised runs', kind: 'supervision' },
        { demand: 'ICP-MS training', kind: 'training', renewMonths: 24 },
        { demand: 'blind sample', kind: 'monitoring', renewMonths: 12 },
      ],
    },
    {
      function: 'sign',
      demands: [
        { demand: 'degree in chemistry', kind: 'education' },
        { demand: 'review of reports', kind: 'monitoring', renewMonths: 12 },
      ],
    },
  ],
} as const;

/** A record as it is planted. */
interface PlannedRecord {
  readonly function: string;
  readonly demand: string;
  readonly on: string;
  readonly outcome: 'met' | 'not-met';
  readonly details?: string;
}

/** A person with a file. */
export interface PlannedFile {
  readonly person: string;
  readonly name: string;
  readonly functions: readonly string[];
  readonly records: readonly PlannedRecord[];
}

/** One who has shown all, and one whose review of reports has lapsed. */
export const COMPETENCE_FILES: readonly PlannedFile[] = [
  {
    ...{ person: 'laboratory-tester', name: 'Demonstration Tester', functions: ['test'] },
    records: [
      { function: 'test', demand: 'GB 5009.12 by supervised runs', on: '2025-03-03', outcome: 'met' },
      {
        function: 'test',
        demand: 'ICP-MS training',
        on: '2025-09-15',
        outcome: 'met',
        details: 'Demonstration course',
      },
      { function: 'test', demand: 'blind sample', on: '2026-06-10', outcome: 'met' },
    ],
  },
  {
    ...{ person: 'laboratory-signatory', name: 'Demonstration Signatory', functions: ['sign'] },
    records: [
      { function: 'sign', demand: 'degree in chemistry', on: '2025-01-20', outcome: 'met' },
      { function: 'sign', demand: 'review of reports', on: '2025-10-20', outcome: 'met' },
    ],
  },
];

/** A stay at an institute in Hong Kong, which can confirm it. */
export const EXCHANGE = {
  ...{ person: 'laboratory-tester', name: 'Demonstration Tester', host: 'proficiency-provider', place: 'HK' },
  ...{ from: '2026-11-02', to: '2026-11-13', purpose: 'Homogeneity of test items (demonstration)' },
} as const;
