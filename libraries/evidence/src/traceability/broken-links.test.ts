// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type Asked, lines, linesOf, point, sound, trace, without, withReadings } from '../testing/traced-lines.ts';
import { change, changed, did, type Entries, grams, LEAD, reading } from '../testing/traced.ts';

const ohms = (value: string) => ({ expandedUncertainty: { value, unit: 'mΩ' } });

// A resistance thermometer is in its range by degrees, and known in ohms; so is this standard of mass.
const measuringOhms = () => {
  const [one] = sound.e2.subject.measures as [Record<string, unknown>];
  const least = { value: '0.5', unit: 'mΩ' };
  return changed(sound, 'e2', { measures: [{ ...one, measuredIn: 'Ω', smallestExpandedUncertainty: least }] });
};

const mgPerL = (value: string) => ({ value, unit: 'mg/L' });
const UNTRACED_LEAD = 'lead solution 7 > references of lead solution 7: broken NO_REFERENCE_NAMED';
const withProducerLine = (more: Record<string, unknown>) => {
  const [line] = sound.producer.subject.scope as [Record<string, unknown>];
  return changed(sound, 'producer', { scope: [{ ...line, ...more }] });
};

describe('what breaks a link', () => {
  const broken = async (entries: Entries, asked?: Asked) => {
    const graph = await trace(entries, asked);
    const found = graph?.links.filter(({ state }) => state === 'broken') ?? [];
    expect(found.flatMap(({ reasons }) => reasons).every(({ cure = '' }) => cure.length > 10)).toBe(true);
    expect(graph?.state).toBe('broken');
    return linesOf(graph).filter((line) => line.includes(': broken'));
  };
  const suspended = (of: string, issuer: string, more = {}) => ({ ...sound, change: change(of, issuer, more) });

  it.each<[string, Entries, string]>([
    [
      'an overdue balance',
      changed(sound, 'balance', { dueOn: '2026-11-10' }),
      'R-1 > balance B1: broken NOT_IN_ITS_WINDOW',
    ],
    [
      'a balance calibrated only later',
      changed(sound, 'balance', { calibratedOn: '2026-11-12' }),
      'R-1 > balance B1: broken NOT_IN_ITS_WINDOW',
    ],
    [
      'a certificate of another balance',
      changed(sound, 'balance', { instrument: 'balance B2' }),
      'R-1 > balance B2: broken OTHER_THING',
    ],
    [
      'a balance without a due day, calibrated only later',
      changed(sound, 'balance', { calibratedOn: '2026-11-12', dueOn: undefined }),
      'R-1 > balance B1: broken NOT_IN_ITS_WINDOW',
    ],
    ['a suspended certificate', suspended('balance', 'calibrator'), 'R-1 > balance B1: broken NOT_IN_FORCE'],
    [
      'a withdrawn one',
      suspended('balance', 'calibrator', { status: 'withdrawn' }),
      'R-1 > balance B1: broken NOT_IN_FORCE',
    ],
    [
      'a material past its date',
      changed(sound, 'lead', { validUntil: '2026-11-10' }),
      'R-1 > lead solution 7: broken NOT_IN_ITS_WINDOW',
    ],
    [
      'a certificate that is no certificate',
      withReadings(reading('r-1', [LEAD, { instrument: 'b', calibration: 'ref:laboratory' }])),
      'R-1 > b: broken OTHER_DOCUMENT',
    ],
    [
      'an uncertainty below the CMC',
      changed(sound, 'balance', { results: [point('0.15')] }),
      'balance B1 > F1: broken UNCERTAINTY_BELOW_CMC',
    ],
    [
      'a claim in a unit that its CMC is not in',
      changed(sound, 'balance', { results: [{ ...point('0.3'), expandedUncertainty: { value: '0.3', unit: 'mΩ' } }] }),
      'balance B1 > F1: broken CMC_NOT_COMPARABLE',
    ],
    [
      'a claim that compares with one of two lines, and is below that',
      changed(
        changed(sound, 'calibrator', {
          scope: [
            ...['Ω', undefined].map((measuredIn) => ({
              ...(sound.calibrator.subject.scope as [object])[0],
              ...{ measuredIn, smallestExpandedUncertainty: { value: '0.2', unit: measuredIn ?? 'mg' } },
              uncertaintyOver: undefined,
            })),
          ],
        }),
        'balance',
        { results: [point('0.15')] },
      ),
      'balance B1 > F1: broken UNCERTAINTY_BELOW_CMC',
    ],
    ['a calibrator that nobody vouches for', without('calibrator'), 'balance B1 > F1: broken CALIBRATOR_NOT_VOUCHED'],
    [
      'a method outside the scope',
      changed(sound, 'balance', { method: { standard: 'CAL 1-2020' } }),
      'balance B1 > F1: broken CALIBRATOR_NOT_VOUCHED',
    ],
    [
      'a value outside the scope',
      changed(sound, 'balance', { results: [point('1', '500')] }),
      'balance B1 > F1: broken CALIBRATOR_NOT_VOUCHED',
    ],
    [
      'a producer that nobody vouches for',
      without('producer'),
      'lead solution 7 > references of lead solution 7: broken NO_REFERENCE_NAMED',
    ],
    ['a producer accredited for another property', withProducerLine({ property: { substance: 'cd' } }), UNTRACED_LEAD],
    [
      'a producer accredited for lower values',
      withProducerLine({ range: { from: mgPerL('1'), to: mgPerL('999') } }),
      UNTRACED_LEAD,
    ],
    [
      'a producer accredited for values of another kind',
      withProducerLine({ range: { from: grams('1'), to: grams('9999') } }),
      UNTRACED_LEAD,
    ],
    ['a producer whose line began later', withProducerLine({ from: '2026-01-02' }), UNTRACED_LEAD],
    [
      'a producer accredited for other work',
      withProducerLine({ activity: 'sampling', property: undefined, range: undefined }),
      UNTRACED_LEAD,
    ],
    [
      'a laboratory that does not say what it measured with',
      { ...withReadings(reading('r-1', undefined)), laboratory: sound.calibrator as never },
      'R-1 > pb: broken MEASURAND_NOT_TRACED',
    ],
    ['a standard that ended', changed(sound, 'e2', { to: '2026-05-31' }), 'F1 > E2: broken NOT_IN_ITS_WINDOW'],
    [
      'a standard suspended',
      suspended('e2', 'authority', { from: '2026-05-01T00:00:00Z' }),
      'F1 > E2: broken NOT_IN_FORCE',
    ],
    [
      'a standard attested by its keeper alone',
      { ...sound, e2: { ...sound.e2, issuer: 'province' } as never },
      'F1 > E2: broken ATTESTED_BY_NO_AUTHORITY',
    ],
    [
      "another's standard",
      changed(sound, 'e2', { keeper: { id: did('rival'), name: 'rival' } }),
      'F1 > E2: broken KEPT_BY_ANOTHER',
    ],
    ['an attestation of another thing', changed(sound, 'e2', { standard: 'E1' }), 'F1 > E1: broken OTHER_THING'],
    [
      'a value beyond the standard',
      changed(sound, 'f1Calibration', { results: [point('1', '2000')] }),
      'F1 > E2: broken OUTSIDE_THE_STANDARDS',
    ],
    [
      'a claim surer than the standard',
      changed(sound, 'f1Calibration', { results: [point('0.04')] }),
      'F1 > E2: broken SURER_THAN_ITS_STANDARDS',
    ],
    [
      'a claim in another quantity than that in which the standard measures, which is no surer one',
      changed(sound, 'f1Calibration', { results: [{ ...point('1'), ...ohms('1') }] }),
      'F1 > E2: broken OUTSIDE_THE_STANDARDS',
    ],
    [
      'a claim in ohms that is surer than the standard in ohms',
      changed(measuringOhms(), 'f1Calibration', { results: [{ ...point('1'), ...ohms('0.4') }] }),
      'F1 > E2: broken SURER_THAN_ITS_STANDARDS',
    ],
    [
      'another quantity than the standard',
      changed(sound, 'f1Calibration', { results: [{ ...point('1'), quantity: 'length' }] }),
      'F1 > E2: broken OUTSIDE_THE_STANDARDS',
    ],
    [
      'an incomparable value',
      changed(sound, 'f1Calibration', { results: [{ ...point('1'), at: { value: '1', unit: 'm' } }] }),
      'F1 > E2: broken OUTSIDE_THE_STANDARDS',
    ],
  ])('is %s', async (_, entries, expected) => {
    expect(await broken(entries)).toContain(expected);
  });

  it('is none where standard and claim are both in ohms over another quantity', async () => {
    const claim = changed(measuringOhms(), 'f1Calibration', { results: [{ ...point('1'), ...ohms('0.5') }] });
    expect((await trace(claim))?.state).toBe('assured');
  });

  it('is an attestation that is another document, and a standard that nobody calibrated', async () => {
    const other = changed(sound, 'f1Calibration', { references: [{ standard: 'E2', attestation: 'ref:laboratory' }] });
    expect(await broken(other)).toContain('F1 > E2: broken OTHER_DOCUMENT');
    expect(await broken(without('e2Calibration', 'f1Calibration', 'balance', 'report'), 'e2')).toEqual([
      'E2 > calibration of E2: broken NO_CALIBRATION',
    ]);
  });

  it('is a primary standard out of force on the day on which it was used', async () => {
    const entries = changed(sound, 'kilogram', { to: '2026-05-31' });
    expect(await broken(entries)).toContain('E2 > kilogram: broken NOT_IN_ITS_WINDOW');
    expect(await broken(entries, 'kilogram')).toEqual(['kilogram > SI: broken NOT_IN_ITS_WINDOW']);
  });

  it('takes no change of status from anybody but the issuer, and none that was taken back or lies ahead', async () => {
    const held = async (entries: Entries) => expect((await trace(entries))?.state).toBe('assured');
    await held(suspended('balance', 'rival'));
    await held(suspended('balance', 'calibrator', { from: '2026-11-12T00:00:00Z' }));
    await held({ ...suspended('balance', 'calibrator'), back: change('change', 'calibrator', { status: 'revoked' }) });
    expect(
      await broken({ ...suspended('balance', 'calibrator'), back: change('change', 'rival', { status: 'revoked' }) }),
    ).toHaveLength(1);
  });
});

describe('a body that is accredited by two attestations', () => {
  const [line] = sound.calibrator.subject.scope as [Record<string, unknown>];
  const covering = (from: string, to: string) => ({
    ...sound.calibrator,
    subject: { ...sound.calibrator.subject, scope: [{ ...line, range: { from: grams(from), to: grams(to) } }] },
  });
  const shared = (other: ReturnType<typeof covering>) => ({
    ...changed(sound, 'balance', { results: [point('1'), point('1', '180')] }),
    calibrator: covering('1', '150'),
    other,
  });

  it('is vouched for where each result is covered by one of them', async () => {
    const [both] = await lines(shared(covering('150', '200')), 'balance');
    expect(both).not.toContain('CALIBRATOR_NOT_VOUCHED');
    const [one] = await lines(shared(covering('190', '200')), 'balance');
    expect(one).toContain('CALIBRATOR_NOT_VOUCHED');
  });
});
