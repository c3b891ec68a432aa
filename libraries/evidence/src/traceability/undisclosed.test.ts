// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { lines, linesOf, point, sound, trace, without, withReadings } from '../testing/traced-lines.ts';
import { change, changed, did, type Entries, LEAD, reading } from '../testing/traced.ts';

describe('what is not disclosed', () => {
  const strange = { instrument: 'pipette', calibration: 'ref:nobody' };
  it('is assured where an accreditation covers the work, and named where it is', async () => {
    const graph = await trace(withReadings(reading('r-1', [strange, { instrument: 'flask' }, LEAD])));
    expect(linesOf(graph).slice(0, 2)).toEqual([
      'R-1 > pipette: assured NOT_ON_RECORD',
      'R-1 > flask: assured NO_CALIBRATION',
    ]);
    expect(graph?.links[0]?.assuredBy).toMatchObject({ number: 'A laboratory', issuer: did('body') });
  });

  it('is undisclosed, not broken, where it is named by its digest and nobody vouches', async () => {
    const entries = { ...withReadings(reading('r-1', [strange, { instrument: 'flask' }, LEAD])) };
    const unaccredited = Object.fromEntries(Object.entries(entries).filter(([label]) => label !== 'laboratory'));
    expect((await lines(unaccredited)).slice(0, 2)).toEqual([
      'R-1 > pipette: undisclosed NOT_ON_RECORD',
      'R-1 > flask: broken NO_CALIBRATION',
    ]);
  });

  it.each<[string, Entries]>([
    ['is of itself', { ...sound, laboratory: { ...sound.laboratory, issuer: 'laboratory' } as never }],
    ['is to another standard', changed(sound, 'laboratory', { standard: 'ISO 9001:2015' })],
    ['is to no number at all', changed(sound, 'laboratory', { standard: 'own rules' })],
    ['had ended', changed(sound, 'laboratory', { to: '2026-10-31' })],
    ['was suspended', { ...sound, change: change('laboratory', 'body') }],
    [
      'has its line suspended',
      changed(sound, 'laboratory', {
        scope: [{ ...(sound.laboratory.subject.scope as object[])[0], suspended: [{ from: '2026-11-01' }] }],
      }),
    ],
    [
      'is for another substance',
      changed(sound, 'laboratory', {
        scope: [{ ...(sound.laboratory.subject.scope as object[])[0], property: { substance: 'cd' } }],
      }),
    ],
    [
      'is for another edition',
      changed(sound, 'laboratory', {
        scope: [{ ...(sound.laboratory.subject.scope as object[])[0], method: { standard: 'GB 5009.12-2017' } }],
      }),
    ],
    ['is for calibration', changed(sound, 'laboratory', { scope: sound.calibrator.subject.scope })],
  ])('is not assured by an accreditation that %s', async (_, entries) => {
    const bare = changed(entries, 'report', { results: [reading('r-1', undefined)] });
    expect(await lines(bare)).toEqual(['R-1 > pb: broken MEASURAND_NOT_TRACED']);
  });

  it('is assured by a statutory qualification for testing', async () => {
    const { standard: _, ...subject } = sound.laboratory.subject as Record<string, unknown>;
    const qualification = {
      kind: 'StatutoryQualification',
      issuer: 'authority',
      subject: { ...subject, place: 'CN', legalBasis: { instrument: 'i', certainty: 'read' } },
    } as const;
    const bare = changed({ ...sound, laboratory: qualification as never }, 'report', {
      results: [reading('r-1', undefined)],
    });
    expect(await lines(bare)).toEqual(['R-1 > pb: assured MEASURAND_NOT_TRACED']);
  });

  it('is assured above a calibration by the accreditation of who made it', async () => {
    const silent = changed(sound, 'balance', { references: undefined });
    expect(await lines(silent, 'balance')).toEqual([
      'balance B1 > references of balance B1: assured NO_REFERENCE_NAMED',
    ]);
    const unnamed = changed(sound, 'balance', { references: [{ standard: 'F9' }] });
    expect(await lines(unnamed, 'balance')).toEqual([
      'balance B1 > F9: shown',
      'F9 > calibration of F9: assured NO_CALIBRATION',
    ]);
    const elsewhere = changed(sound, 'balance', { references: [{ standard: 'F9', calibration: 'ref:nobody' }] });
    expect(await lines(elsewhere, 'balance')).toEqual([
      'balance B1 > F9: assured NOT_ON_RECORD',
      'F9 > calibration of F9: assured',
    ]);
    const attested = changed(sound, 'balance', { references: [{ standard: 'F9', attestation: 'ref:nobody' }] });
    expect((await lines(attested, 'balance'))[0]).toBe('balance B1 > F9: assured NOT_ON_RECORD');
  });

  it('breaks at once where a calibration without references was made wrongly', async () => {
    const wrong = changed(sound, 'balance', { references: undefined, results: [point('0.01')] });
    expect(await lines(wrong, 'balance')).toEqual([
      'balance B1 > references of balance B1: broken UNCERTAINTY_BELOW_CMC',
    ]);
  });

  it('says of a standard above one without a voucher that it was not calibrated', async () => {
    const entries = changed(without('e2Calibration'), 'f1Calibration', {
      references: [{ standard: 'E2', attestation: 'ref:e2' }],
    });
    expect(await lines(entries, 'f1Calibration')).toEqual([
      'F1 > E2: shown',
      'E2 > calibration of E2: broken NO_CALIBRATION',
    ]);
    const named = changed(without('e2Calibration'), 'f1Calibration', {
      references: [{ standard: 'E2', attestation: 'ref:e2', calibration: 'ref:nobody' }],
    });
    expect(await lines(named, 'f1Calibration')).toEqual([
      'F1 > E2: undisclosed NOT_ON_RECORD',
      'E2 > calibration of E2: undisclosed',
    ]);
  });
});
