// SPDX-License-Identifier: Apache-2.0
import { parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { worksheet } from '../../record-keeping/issue-gate.ts';
import { workAfter, type WorkOfCase } from './work.ts';

const ABOUT = { about: { sample: 'S-1', substance: 'Pb', method: 'GB 5009.12-2023', instruments: [] } };
const step = (what: string) => ({
  ...{ what, site: 'room 2', from: '2026-11-20T01:00:00Z', to: '2026-11-20T01:20:00Z' },
});
const READ = { unit: 'mg/kg', values: ['0.10'], by: 'mean' };

function handIn(state: WorkOfCase, said: object, { at, person = 'ting' }: { at: string; person?: string }): WorkOfCase {
  const sheet = worksheet.parse({ result: 'R1', ...said });
  return workAfter(state, { sheet, person, at: parseInstant(at) }, ABOUT);
}

const datesOf = ({ work = [] }: WorkOfCase) =>
  work.map(({ steps, readings }) => [...steps.map(({ recordedAt }) => recordedAt), readings?.recordedAt]);

describe('a record of work that is handed in again', () => {
  const [first, later, last] = ['2026-11-20T02:00:00Z', '2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z'];
  const said = { steps: [step('weighing')], readings: READ };
  const begun = handIn({}, said, { at: first });

  it.each<[string, (state: WorkOfCase) => WorkOfCase]>([
    ['as it stands', (state) => state],
    ['after it was taken back', (state) => handIn(state, { steps: [] }, { at: later })],
    [
      'after another person said that theirs was all of it',
      (state) => handIn(state, { steps: [step('titration')], whole: true }, { at: later, person: 'quan' }),
    ],
    ['after other steps', (state) => handIn(state, { steps: [step('drying')] }, { at: later })],
  ])('is no later for it: %s', (_, meanwhile) => {
    const again = handIn(meanwhile(begun), said, { at: last });
    expect(datesOf(again).at(-1)).toEqual([first, first]);
  });

  it('is as late as it was written in what it says otherwise', () => {
    const changed = { steps: [step('weighing'), step('drying')], readings: { ...READ, values: ['0.20'] } };
    expect(datesOf(handIn(begun, changed, { at: last }))).toEqual([[first, last, last]]);
    expect(datesOf(handIn(begun, said, { at: last, person: 'quan' })).at(-1)).toEqual([last, last]);
  });
});
