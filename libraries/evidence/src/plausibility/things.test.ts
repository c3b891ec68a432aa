// SPDX-License-Identifier: Apache-2.0
import { parseInstant } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import {
  type CalibratedThing,
  type ExaminedReport,
  examineReport,
  type KeptThing,
  type OtherWork,
  type Surroundings,
  type WorkStep,
} from './index.ts';

const at = parseInstant;
const MORNING = { from: at('2026-11-20T01:00:00Z'), to: at('2026-11-20T03:00:00Z') };
const PLATE = { manufacturer: 'M', model: 'B-200', serialNumber: '007' };
const OTHER_PLATE = { ...PLATE, serialNumber: '008' };
const PAPER = { issuer: 'did:web:l.example', id: 'urn:uuid:1' };
const list = (name: string, more: Partial<KeptThing> = {}) => new Map([[name, { item: {}, papers: [], ...more }]]);

const step = (more: Partial<WorkStep> = {}): WorkStep => ({
  ...{ site: 'room 2', ...MORNING, conditions: [], rawFiles: [], ...more },
});
const elsewhere = (more: Partial<OtherWork> = {}): OtherWork => ({
  ...{ report: 'C-9', person: 'wei', site: 'hall 3', ...MORNING, instruments: [], ...more },
});

/** What clashes for a paper that is about a thing, or that used some. */
function clashes(
  { thing, used = [], steps = [step()] }: { thing?: CalibratedThing; used?: string[]; steps?: readonly WorkStep[] },
  around: Surroundings,
): readonly string[] {
  const instruments = used.map((instrument) => ({ instrument }));
  const report = {
    ...{
      reportNumber: 'C-1',
      results: [{ result: 'R1', instruments, testedOn: '2026-11-20', method: { standard: '' } }],
    },
    thing,
  } as unknown as ExaminedReport;
  const work = [{ result: 'R1', person: 'ting', steps }];
  return examineReport(report, { offsetMinutes: 480, work, ...around })
    .filter(({ code }) => code.endsWith('TWO_PLACES') || code.endsWith('PLACED'))
    .map(({ code, values }) => `${code} ${values.instrument}`);
}
const RED = ['INSTRUMENT_IN_TWO_PLACES balance B1'];
const AMBER = ['NAMESAKE_IN_TWO_PLACES balance B1'];
const calibrated = (more: Partial<CalibratedThing> = {}): CalibratedThing => ({ name: 'balance B1', ...more });

describe('a thing that is calibrated', () => {
  it('is calibrated at one place at a time, for sure where plates agree and by name otherwise', () => {
    const both = (one: Partial<CalibratedThing>, other: Partial<CalibratedThing>) =>
      clashes({ thing: calibrated(one) }, { otherWork: [elsewhere({ calibrated: calibrated(other) })] });
    expect(both({ item: PLATE }, { item: PLATE })).toEqual(RED);
    expect(both({ item: PLATE }, { item: PLATE, name: 'the customer’s 007' })).toEqual(RED);
    expect(both({ item: PLATE }, { item: OTHER_PLATE })).toEqual([]);
    expect(both({}, {})).toEqual(AMBER);
    expect(both({}, { name: 'Balance  b1' })).toEqual(AMBER);
    expect(both({ item: PLATE }, {})).toEqual(AMBER);
    expect(both({}, { name: 'balance B2' })).toEqual([]);
  });

  it('is in one place with what is used, whichever of the two papers is to be signed', () => {
    const used = ['balance B1'];
    const use = { otherWork: [elsewhere({ instruments: used })] };
    const certified = (thing: Partial<CalibratedThing>, kept: Partial<KeptThing>) => {
      const keptThings = list('balance B1', kept);
      return [
        clashes({ thing: calibrated(thing) }, { ...use, keptThings }),
        clashes({ used }, { otherWork: [elsewhere({ calibrated: calibrated(thing) })], keptThings }),
      ];
    };
    expect(certified({ item: PLATE }, { item: PLATE })).toEqual([RED, RED]);
    expect(certified({ item: PLATE }, { item: OTHER_PLATE })).toEqual([[], []]);
    expect(certified({ item: PLATE }, { item: { serialNumber: '8' } })).toEqual([[], []]);
    // A customer may have one of that name: the plate that the list does not know, and the certificate that states none.
    expect(certified({ item: PLATE }, {})).toEqual([AMBER, AMBER]);
    expect(certified({}, { item: PLATE })).toEqual([AMBER, AMBER]);
    // The own list names that very certificate.
    expect(certified({ paper: PAPER }, { papers: [PAPER] })).toEqual([RED, RED]);
    expect(certified({ paper: PAPER }, { papers: [{ ...PAPER, id: 'urn:uuid:2' }] })).toEqual([AMBER, AMBER]);
  });

  it('is that of the own list where a certificate that can still say which one it is does not', () => {
    const silent = { thing: calibrated({ couldSayWhich: true }) };
    const use = [elsewhere({ instruments: ['balance B1'] })];
    expect(clashes(silent, { otherWork: use, keptThings: list('Balance b1') })).toEqual(RED);
    const twice = [elsewhere({ calibrated: calibrated() })];
    expect(clashes(silent, { otherWork: twice, keptThings: list('balance B1') })).toEqual(RED);
    expect(clashes(silent, { otherWork: twice, keptThings: new Map() })).toEqual(AMBER);
    // What is not in the own list is named for what it stands for.
    expect(clashes(silent, { otherWork: use, keptThings: new Map() })).toEqual([]);
    expect(clashes(silent, { otherWork: use })).toEqual(AMBER);
  });

  it('is in nobody’s way at its own place, before and after, and beside what it was compared with', () => {
    const sure = { thing: calibrated({ item: PLATE }), used: ['balance B1', 'check weight'] };
    const here = (more: Partial<OtherWork>) =>
      clashes(sure, { otherWork: [elsewhere({ calibrated: calibrated({ item: PLATE }), ...more })] });
    expect(here({})).toEqual(RED);
    expect(here({ site: 'Room  2' })).toEqual([]);
    expect(here({ from: MORNING.to, to: at('2026-11-20T04:00:00Z') })).toEqual([]);
    const rooms = [
      step({ instruments: ['balance B1'] }),
      step({ site: 'weight room', unattended: true, instruments: [] }),
    ];
    expect(clashes({ ...sure, steps: rooms }, {})).toEqual([]);
  });

  it('is in the steps that name it, where any does', () => {
    const rooms = [step({ instruments: ['Balance B1'] }), step({ site: 'hall 3', unattended: true, instruments: [] })];
    const at3 = [elsewhere({ site: 'hall 3', calibrated: calibrated({ item: PLATE }) })];
    const at2 = [elsewhere({ site: 'room 2', calibrated: calibrated({ item: PLATE }) })];
    const thing = calibrated({ item: PLATE });
    expect(clashes({ thing, steps: rooms }, { otherWork: at3 })).toEqual(RED);
    expect(clashes({ thing, steps: rooms }, { otherWork: at2 })).toEqual([]);
    const silent = rooms.map((one) => ({ ...one, instruments: [] }));
    expect(clashes({ thing, steps: silent }, { otherWork: at2 })).toEqual(RED);
  });

  it('is only presumed to be in a step that says what was used and does not name it', () => {
    const thing = calibrated({ item: PLATE });
    const weights = step({ site: 'weights room', unattended: true, instruments: ['W-1'] });
    const weighing = step({ site: 'balance room', from: MORNING.to, to: at('2026-11-20T04:00:00Z') });
    const kept = { keptThings: list('balance B1', { item: PLATE }) };
    const used = { ...kept, otherWork: [elsewhere({ site: 'balance room', instruments: ['balance B1'] })] };
    const asked = (...steps: readonly WorkStep[]) => clashes({ thing, steps }, used);
    const UNSURE = ['CALIBRATED_THING_NOT_PLACED balance B1'];
    expect(asked(weights, { ...weighing, instruments: ['W-1'] })).toEqual(UNSURE);
    expect(asked({ ...weights, instruments: [] }, { ...weighing, instruments: ['W-1'] })).toEqual(UNSURE);
    // A step that says that it was there says that it was nowhere else.
    expect(asked(weights, { ...weighing, instruments: ['W-1', 'balance B1'] })).toEqual([]);
    expect(asked({ ...weights, instruments: ['W-1', 'balance B1'] }, weighing)).toEqual(RED);
    // What is the only step of a point was not done without it, whatever else it names.
    expect(asked(weights)).toEqual(RED);
    // One step of all does not say what was used in it.
    expect(asked(step({ site: 'weights room' }), { ...weighing, instruments: ['W-1'] })).toEqual(RED);
    // The same is told to whoever signs the other paper, and of two names alone that is said first.
    const other = elsewhere({ site: 'weights room', calibrated: { ...thing, isPresumed: true } });
    expect(clashes({ used: ['balance B1'] }, { ...kept, otherWork: [other] })).toEqual(UNSURE);
    const namesake = { ...other, calibrated: { name: 'balance B1', isPresumed: true } };
    expect(clashes({ used: ['balance B1'] }, { ...kept, otherWork: [namesake] })).toEqual(AMBER);
  });
});
