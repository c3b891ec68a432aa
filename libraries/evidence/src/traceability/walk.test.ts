// SPDX-License-Identifier: Apache-2.0
import type { StatementReference } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { lines, linesOf, ON, sound, trace, withReadings } from '../testing/traced-lines.ts';
import { change, day, did, type Entries, grams, LEAD, ROOTS, reading, recordOf } from '../testing/traced.ts';
import { askRecord, TRACE_ROUND_TRIPS_MAX } from './gather-trace.ts';
import { type TraceRoot, walkTrace } from './walk.ts';

describe('walkTrace()', () => {
  it('shows each link from a reading to the SI, and what an accreditation vouches for', async () => {
    const graph = await trace(sound);
    expect(linesOf(graph)).toEqual([
      'R-1 > balance B1: shown',
      'R-1 > lead solution 7: shown',
      'balance B1 > F1: shown',
      'lead solution 7 > references of lead solution 7: assured NO_REFERENCE_NAMED',
      'F1 > E2: shown',
      'E2 > kilogram: shown',
      'kilogram > SI: shown',
    ]);
    expect(graph).toMatchObject({ state: 'assured', reasons: [], cutOff: false });
    expect(graph?.nodes.find(({ name }) => name === 'kilogram')).toMatchObject({
      ...{ kind: 'measurement-standard', level: 'primary', realisation: 'intrinsic', constants: ['h', 'c', 'ΔνCs'] },
      ...{ keeper: { id: did('institute') }, place: 'CN', paper: { number: 'MS kilogram' } },
    });
    expect(graph?.links[3]?.assuredBy).toMatchObject({ kind: 'Accreditation', number: 'A producer' });
    expect(graph?.links[4]?.shownBy.map(({ number }) => number)).toEqual(['C F1', 'MS E2', 'C E2']);
    // The day on which each thing was relied upon, not the day of the question.
    expect(graph?.links.map(({ on }) => on)).toEqual([
      '2026-11-11',
      '2026-11-11',
      '2026-06-01',
      '2026-01-01',
      '2026-06-01',
      '2026-06-01',
      '2026-06-01',
    ]);
  });

  it('asks the record a number of times that grows with the chain, not with the report', async () => {
    const trips = async (results: readonly object[]) => {
      const record = recordOf(withReadings(...results));
      const root: TraceRoot = { by: 'statement', ...record.reference('report') };
      await askRecord({ find: record.find, roots: ROOTS }, (around) => walkTrace(root, { on: ON }, around));
      return record.trips();
    };
    const one = reading('r-1', [{ instrument: 'balance B1', calibration: 'ref:balance' }, LEAD]);
    expect(await trips(Array.from({ length: 300 }, () => one))).toBe(await trips([one]));
    expect(await trips([one])).toBeLessThan(TRACE_ROUND_TRIPS_MAX / 2);
  });

  it('follows one reading where one is asked for', async () => {
    const entries = withReadings(reading('r-1', [LEAD]), reading('r-2', [{ instrument: 'balance B9' }, LEAD]));
    const asked =
      (result: string) =>
      (of: (label: string) => StatementReference): TraceRoot => ({ by: 'statement', ...of('report'), result });
    expect((await lines(entries, asked('r-1'))).length).toBe(2);
    expect(await lines(entries, asked('r-2'))).toContain('R-1 > balance B9: assured NO_CALIBRATION');
  });

  it('knows nothing of what is not there, and of what has no chain', async () => {
    expect(await trace(sound, () => ({ by: 'statement', issuer: did('x'), id: 'urn:uuid:x' }))).toBeUndefined();
    expect(await trace(sound, 'laboratory')).toBeUndefined();
    expect(await trace(sound, (of) => ({ by: 'statement', ...of('report'), result: 'r-9' }))).toBeUndefined();
  });

  it('begins at a certificate, at a material and at a standard', async () => {
    expect((await lines(sound, 'balance'))[0]).toBe('balance B1 > F1: shown');
    expect((await trace(sound, 'lead'))?.nodes[0]).toMatchObject({ kind: 'reference-material' });
    expect(await lines(sound, 'e2')).toEqual(['E2 > kilogram: shown', 'kilogram > SI: shown']);
    expect(await lines(sound, 'kilogram')).toEqual(['kilogram > SI: shown']);
    expect((await trace(sound, 'kilogram'))?.state).toBe('shown');
  });

  it('says of a root what stands against it on the day', async () => {
    const late = { on: day('2029-01-01') };
    expect(await trace(sound, 'balance', late)).toMatchObject({
      state: 'broken',
      reasons: [{ code: 'NOT_IN_ITS_WINDOW' }],
    });
    expect(await trace(sound, 'kilogram', late)).toMatchObject({
      state: 'broken',
      reasons: [{ code: 'NOT_IN_ITS_WINDOW' }],
    });
    const revoked = { ...sound, change: change('report', 'laboratory', { status: 'revoked' }) };
    expect(await trace(revoked)).toMatchObject({ state: 'broken', reasons: [{ code: 'NOT_IN_FORCE' }] });
  });

  it('follows no further than it is told, and says so', async () => {
    const graph = await trace(sound, 'report', { on: ON, linksMax: 2 });
    expect(graph?.cutOff).toBe(true);
    expect(graph?.links.length).toBe(4);
    expect(await trace(sound, 'report', { on: ON, linksMax: 0 })).toMatchObject({ links: [], state: 'broken' });
    const many = Array.from({ length: 600 }, (_, index) => ({
      instrument: `burette ${index}`,
      calibration: 'ref:balance',
    }));
    expect((await trace(withReadings(reading('r-1', many), reading('r-2', [LEAD]))))?.cutOff).toBe(false);
    const wide = Array.from({ length: 600 }, (_, index) => ({ instrument: `burette ${index}` }));
    expect((await trace(withReadings(reading('r-1', [...wide, LEAD]))))?.cutOff).toBe(true);
  });

  it('takes a standard that is found by its name, the newest in its window', async () => {
    const older = {
      ...sound.e2Calibration,
      subject: { ...sound.e2Calibration.subject, calibratedOn: '2026-05-01', results: [] },
    };
    const results = [{ quantity: 'mass', at: grams('100'), expandedUncertainty: grams('0.0002'), coverageFactor: '2' }];
    const entries = {
      ...sound,
      older: { ...older, subject: { ...older.subject, certificateNumber: 'older', results } },
    } as Entries;
    const graph = await trace(entries, 'e2');
    expect(graph?.links[0]?.shownBy[0]?.number).toBe('C E2');
    const { older: first, ...rest } = entries;
    expect((await trace({ older: first, ...rest } as Entries, 'e2'))?.links[0]?.shownBy[0]?.number).toBe('C E2');
  });
});
