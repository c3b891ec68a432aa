// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { change, changed, day, type Entries, type Entry, ROOTS, recordOf, soundEntries } from '../testing/traced.ts';
import { askRecord } from './gather-trace.ts';
import { runOutOn } from './run-out.ts';

const ON = '2026-11-22';
const sound = soundEntries();
const expired: Entries = changed(sound, 'f1Calibration', { dueOn: '2026-09-30' });
const again = (more: object, entries: Entries = expired): Entry => {
  const { kind, issuer, subject } = entries.f1Calibration as Entry;
  return { kind, issuer, subject: { ...subject, calibratedOn: '2026-09-20', dueOn: '2027-09-19', ...more } };
};

async function ask(entries: Entries, label = 'f1Calibration', on = ON) {
  const { find, reference } = recordOf(entries);
  return askRecord({ find, roots: ROOTS }, (around) => {
    const { issuer, id } = reference(label);
    const paper = around.papers.identified(issuer, id);
    return paper === undefined ? undefined : runOutOn(paper, day(on), around);
  });
}

describe('runOutOn()', () => {
  it('is the last day on which a certificate held, and how long ago that was', async () => {
    expect(await ask(expired)).toEqual({ until: '2026-09-30', days: 53 });
    expect(await ask(expired, 'f1Calibration', '2026-09-30')).toBeUndefined();
    expect(await ask(expired, 'f1Calibration', '2026-10-01')).toMatchObject({ days: 1 });
    expect(await ask(sound)).toBeUndefined();
    expect(await ask(changed(sound, 'f1Calibration', { dueOn: undefined }))).toBeUndefined();
  });

  it('is nothing where the thing was calibrated again, by whomever, and not only in time to come', async () => {
    expect(await ask({ ...expired, again: again({}) })).toBeUndefined();
    expect(await ask({ ...expired, again: { ...again({}), issuer: 'other' } })).toBeUndefined();
    expect(await ask({ ...expired, again: again({ dueOn: undefined }) })).toBeUndefined();
    expect(await ask({ ...expired, again: again({ calibratedOn: '2026-11-23' }) })).toMatchObject({ days: 53 });
    // The newer one has run out itself, and is told instead.
    const newer = { ...expired, again: again({ dueOn: '2026-10-31' }) };
    expect(await ask(newer)).toBeUndefined();
    expect(await ask(newer, 'again')).toMatchObject({ until: '2026-10-31', days: 22 });
  });

  it('takes a thing for one however its name, its maker and its numbers are written', async () => {
    const name = String((expired.f1Calibration as Entry).subject.instrument);
    const spelled = { instrument: `  ${name.toUpperCase()} ` };
    expect(await ask({ ...expired, again: again(spelled) })).toBeUndefined();
    const made = (manufacturer: string, model: string, serialNumber: string) => ({
      item: { manufacturer, model, serialNumber },
    });
    const marked = changed(expired, 'f1Calibration', made('Maker', 'F1', 'a-1'));
    const other = { ...spelled, ...made('MAKER', 'f1 ', 'A-1') };
    expect(await ask({ ...marked, again: again(other, marked) })).toBeUndefined();
    const old = changed(sound, 'e2', { to: '2026-09-30' });
    const { kind, issuer, subject } = old.e2 as Entry;
    const standard = String(subject.standard).toUpperCase();
    const newer: Entry = { kind, issuer, subject: { ...subject, standard, to: '2028-12-31' } };
    expect(await ask({ ...old, newer }, 'e2')).toBeUndefined();
  });

  it('goes by no paper that was taken back, or is of another thing of the same name', async () => {
    const renewed = { ...expired, again: again({}) };
    expect(await ask({ ...renewed, change: change('again', 'province') })).toMatchObject({ days: 53 });
    const made = (serialNumber: string) => ({ item: { manufacturer: 'M', model: 'F1', serialNumber } });
    const marked = changed(expired, 'f1Calibration', made('1'));
    expect(await ask({ ...marked, again: again(made('2'), marked) })).toMatchObject({ days: 53 });
    expect(await ask({ ...marked, again: again(made('1'), marked) })).toBeUndefined();
  });

  it('is told of what was taken back too, with the day, until the thing has another', async () => {
    const gone = { ...sound, change: change('f1Calibration', 'province', { status: 'revoked' }) };
    const ended = { status: 'revoked', on: '2026-07-01' };
    expect(await ask(gone)).toEqual({ until: '2026-06-30', days: 145, ended });
    expect(await ask(gone, 'f1Calibration', '2026-07-01')).toEqual({ until: '2026-06-30', days: 1, ended });
    expect(await ask(gone, 'f1Calibration', '2026-06-30')).toBeUndefined();
    expect(await ask({ ...gone, again: again({}, sound) })).toBeUndefined();
    // Of two that ended the one that held last is told, once.
    const later = { id: 'urn:test:later', status: 'revoked', from: '2026-11-01T00:00:00Z' };
    const both = { ...gone, again: again({}, sound), later: change('again', 'province', later) };
    expect(await ask(both)).toBeUndefined();
    expect(await ask(both, 'again')).toMatchObject({ until: '2026-10-31', ended: { on: '2026-11-01' } });
  });

  it('is not cleared by revoking what had run out', async () => {
    const from = '2026-11-20T00:00:00Z';
    const after = { ...expired, change: change('f1Calibration', 'province', { status: 'revoked', from }) };
    expect(await ask(after)).toEqual({ until: '2026-09-30', days: 53 });
  });

  it('is told of standards by their place, and never of reports and materials', async () => {
    const old = changed(sound, 'e2', { to: '2026-09-30' });
    expect(await ask(old, 'e2')).toEqual({ until: '2026-09-30', days: 53 });
    const { kind, issuer, subject } = old.e2 as Entry;
    const of = (more: object): Entry => ({ kind, issuer, subject: { ...subject, to: '2028-12-31', ...more } });
    expect(await ask({ ...old, newer: of({}) }, 'e2')).toBeUndefined();
    expect(await ask({ ...old, newer: of({ place: 'HK' }) }, 'e2')).toMatchObject({ days: 53 });
    for (const one of ['report', 'lead']) expect(await ask(sound, one, '2030-01-01')).toBeUndefined();
  });
});
