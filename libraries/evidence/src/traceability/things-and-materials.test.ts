// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type Asked, lines, sound } from '../testing/traced-lines.ts';
import { changed, did, type Entries, recordOf } from '../testing/traced.ts';

describe('things that somebody has', () => {
  const thing =
    (name: string, label?: string): Asked =>
    (of) => ({
      ...{ by: 'thing', name },
      ...(label === undefined ? {} : { certificate: of(label) }),
    });
  it('are followed from the certificate that is named for them', async () => {
    expect((await lines(sound, thing('balance B1', 'balance'))).slice(0, 2)).toEqual([
      'balance B1 > F1: shown',
      'F1 > E2: shown',
    ]);
    expect(await lines(sound, thing('balance B2', 'balance'))).toEqual([
      'balance B2 > calibration of balance B2: broken OTHER_THING',
    ]);
    expect(await lines(sound, thing('balance B1'))).toEqual([
      'balance B1 > calibration of balance B1: broken NO_CALIBRATION',
    ]);
    expect(
      await lines(sound, () => ({
        by: 'thing',
        name: 'b',
        certificate: { ...recordOf(sound).reference('balance'), issuer: did('x') as never },
      })),
    ).toEqual(['b > calibration of b: undisclosed NOT_ON_RECORD']);
    const other = { ...recordOf(sound).reference('balance'), digest: recordOf(sound).reference('lead').digest };
    expect(await lines(sound, () => ({ by: 'thing', name: 'b', certificate: other }))).toEqual([
      'b > calibration of b: broken OTHER_DOCUMENT',
    ]);
  });
});

describe('materials and verifications', () => {
  const verification = (more: object = {}): Entries => ({
    ...sound,
    balance: {
      ...{ kind: 'VerificationCertificate', issuer: 'province' },
      subject: {
        ...{
          id: 'urn:test:v',
          certificateNumber: 'V 1',
          institute: { id: did('province'), name: 'province' },
          place: 'CN-GD',
        },
        ...{
          legalBasis: { instrument: 'i', certainty: 'read' },
          instrument: 'balance B1',
          specification: 'JJG 1036-2022',
        },
        ...{ verifiedOn: '2026-06-01', validUntil: '2027-05-31', conforms: true, ...more },
      },
    },
    designation: {
      ...{ kind: 'Designation', issuer: 'authority' },
      subject: {
        ...{ id: did('province'), name: 'province', place: 'CN', tasks: ['legal-verification'], from: '2025-01-01' },
        legalBasis: { instrument: 'i', certainty: 'read' },
      },
    },
  });
  it('name the standards that they rest on, or are vouched for', async () => {
    const traced = changed(sound, 'lead', { references: [{ standard: 'kilogram', calibration: 'ref:f1Calibration' }] });
    expect((await lines(traced, 'lead'))[0]).toBe('lead solution 7 > kilogram: broken OTHER_THING NOT_IN_ITS_WINDOW');
    const second = {
      ...sound,
      second: {
        ...sound.lead,
        subject: {
          ...sound.lead.subject,
          id: 'urn:test:2',
          batch: '8',
          references: [{ standard: 'lead solution 7', calibration: 'ref:lead' }],
        },
      },
    } as Entries;
    expect(await lines(second, 'second')).toEqual([
      'lead solution 8 > lead solution 7: shown',
      'lead solution 7 > references of lead solution 7: assured NO_REFERENCE_NAMED',
    ]);
  });

  it('let an instrument be used that passed, by an institute that the authority designated', async () => {
    expect((await lines(verification())).slice(0, 3)).toEqual([
      'R-1 > balance B1: shown',
      'R-1 > lead solution 7: shown',
      'balance B1 > references of balance B1: assured NO_REFERENCE_NAMED',
    ]);
    expect((await lines(verification({ conforms: false })))[0]).toBe('R-1 > balance B1: broken NOT_CONFORMING');
    const withReference = verification({
      references: [{ standard: 'E2', attestation: 'ref:e2', calibration: 'ref:e2Calibration' }],
    });
    expect(await lines(withReference, 'balance')).toEqual([
      'balance B1 > E2: shown',
      'E2 > kilogram: shown',
      'kilogram > SI: shown',
    ]);
  });

  it.each([
    ['by nobody', { issuer: 'province' }],
    ['for other tasks', { tasks: ['x'] }],
    ['until before', { to: '2026-05-31' }],
  ])(
    'do not end well where the institute was designated %s',
    async (_, { issuer = 'authority', ...more }: Record<string, unknown>) => {
      const entries = changed(verification(), 'designation', more);
      const changedIssuer = { ...entries, designation: { ...entries.designation, issuer } } as Entries;
      expect(await lines(changedIssuer, 'balance')).toEqual([
        'balance B1 > references of balance B1: broken NO_REFERENCE_NAMED',
      ]);
    },
  );
});
