// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import {
  change,
  changed,
  day,
  did,
  type Entries,
  type Entry,
  grams,
  ROOTS,
  recordOf,
  soundEntries,
} from '../testing/traced.ts';
import { askRecord } from './gather-trace.ts';
import { walkTrace } from './walk.ts';

const ITEM = { manufacturer: 'Maker', model: 'W-1', serialNumber: '007' };
const PERIOD = { from: '2025-01-01', to: '2028-12-31' };
/** F1 was calibrated by the province on 2026-06-01, or a month before where it is to be known; the balance with it on that day. */
const sound: Entries = changed(changed(soundEntries(), 'f1Calibration', { item: ITEM }), 'f1Calibration', {
  calibratedOn: '2026-05-01',
});
const calibrator = sound.calibrator as Entry;
const grant = (more: object = {}, issuer = 'body'): Entry => ({
  ...calibrator,
  issuer,
  subject: { ...calibrator.subject, id: did('second'), name: 'second', certificateNumber: 'A second', ...more },
});
const line = (more: object) => ({ scope: [{ ...(calibrator.subject.scope as object[])[0], ...more }] });

/** The same weight came to a second laboratory, under another name. */
const back = (on: string, shift: string, { issuer = 'second', ...more }: Record<string, unknown> = {}): Entry => ({
  ...(sound.f1Calibration as Entry),
  issuer: issuer as string,
  subject: {
    ...(sound.f1Calibration as Entry).subject,
    ...{
      id: `urn:test:${on}${shift}`,
      certificateNumber: `S ${on}`,
      laboratory: { id: did(issuer as string), name: 'S' },
    },
    ...{ instrument: 'customer weight 3', calibratedOn: on, dueOn: '2027-12-31', references: undefined },
    asFound: [
      {
        ...{ quantity: 'mass', at: grams('100'), shift: { value: shift, unit: 'mg' }, coverageFactor: '2' },
        expandedUncertainty: { value: '2', unit: 'mg' },
      },
    ],
    ...more,
  },
});

const LAW = { instrument: 'Test rule', certainty: 'read' };
const policy = (
  anchors: readonly object[],
  { issuer = 'authority', ...more }: Record<string, unknown> = {},
): Entry => ({
  kind: 'PlacePolicy',
  issuer: issuer as string,
  subject: {
    ...{ id: 'urn:test:policy', place: 'CN', title: 'p', demonstration: false, secondary: 'blocks' },
    checks: Object.fromEntries(
      [
        ...['claim', 'classification', 'requirements', 'admissibility', 'document', 'object-link', 'competence'],
        ...['acceptance', 'method', 'measurement', 'plausibility', 'decision', 'conflict', 'restrictions'],
      ].map((group) => [group, 'required']),
    ),
    admissible: [{ purpose: 'limit', kind: 'TestReport', languages: ['en'] }],
    trustAnchors: anchors.map((one) => ({ name: 'a', ...one })),
    ...{ unstatedBasis: { when: 'blocks', takes: [], because: 'b' }, sampling: { plans: [], increments: 1 } },
    decisionRule: { rule: { kind: 'simple-acceptance' }, origin: 'law', legalBasis: LAW },
    ...{ rounding: 'full-value', traceability: 'shown', logs: { required: false, because: 'b' }, ...PERIOD, ...more },
  },
});
const BODY = { id: did('body'), role: 'accreditation-body' };
const OWNER = { id: did('owner'), role: 'arrangement-owner' };
const arrangement = (more: object = {}, signatory: object = {}): Entry => ({
  kind: 'RecognitionArrangement',
  issuer: 'owner',
  subject: {
    ...{ id: 'urn:test:arrangement', name: 'arrangement', level: 'multilateral', places: ['CN'], ...PERIOD },
    signatories: [{ id: did('body'), name: 'body', activities: ['calibration'], from: '2025-01-01', ...signatory }],
    ...more,
  },
});
/** A laboratory that the place trusts through the body that accredited it. */
const trusted: Entries = { ...sound, second: grant(), policy: policy([BODY]) };

/** How the link from the balance to F1 stands, and what is said of it. */
async function above(entries: Entries): Promise<string> {
  const record = recordOf(entries);
  const graph = await askRecord({ find: record.find, roots: ROOTS }, (around) =>
    walkTrace({ by: 'statement', ...record.reference('balance') }, { on: day('2026-11-22') }, around),
  );
  const [link] = graph?.links ?? [];
  return [link?.state, ...(link?.reasons ?? []).map(({ code }) => code)].join(' ');
}

describe('a reference that another laboratory found off', () => {
  it('is in doubt, or no reference, as if who calibrated it before had found it', async () => {
    expect(await above({ ...trusted, back: back('2026-07-01', '20') })).toBe('shown FOUND_OFF_LATER');
    expect(await above({ ...trusted, back: back('2026-07-01', '-20') })).toBe('shown FOUND_OFF_LATER');
    expect(await above({ ...trusted, back: back('2026-05-20', '20') })).toBe('broken FOUND_OFF_BEFORE');
    expect(await above({ ...trusted, back: back('2026-07-01', '2') })).toBe('shown');
    expect(await above({ ...trusted, back: back('2026-04-01', '20') })).toBe('shown');
  });

  it('is told by number and name, and what to do', async () => {
    const record = recordOf({ ...sound, back: back('2026-07-01', '20') });
    const graph = await askRecord({ find: record.find, roots: ROOTS }, (around) =>
      walkTrace({ by: 'statement', ...record.reference('balance') }, { on: day('2026-11-22') }, around),
    );
    expect(graph?.links[0]?.reasons[0]).toEqual({
      code: 'FOUND_OFF_BY_ANOTHER',
      detail: `S 2026-07-01 of 2026-07-01 by ${did('second')} says that F1 was off; that ${did('second')} was competent to find it is not shown.`,
      values: { name: 'F1', on: '2026-07-01', number: 'S 2026-07-01', issuer: did('second') },
      cure: `Ask ${did('second')} about S 2026-07-01, or have F1 looked at again.`,
    });
  });

  it.each<[string, object | undefined, object | undefined, string]>([
    ['its name alone', undefined, undefined, 'shown'],
    ['what only the earlier paper states', ITEM, undefined, 'shown'],
    ['what only the later paper states', undefined, ITEM, 'shown'],
    ['another serial number', ITEM, { ...ITEM, serialNumber: '008' }, 'shown'],
    ['another model of the same number', ITEM, { ...ITEM, model: 'W-2' }, 'shown'],
    [
      'a number beside an identifier that differs',
      { ...ITEM, identifier: 'urn:a:1' },
      { ...ITEM, identifier: 'urn:a:2' },
      'shown',
    ],
    ['the number in another spelling', ITEM, { ...ITEM, manufacturer: 'MAKER ' }, 'shown FOUND_OFF_LATER'],
    [
      'what its owner registered',
      { identifier: 'urn:a:1' },
      { ...ITEM, identifier: 'urn:a:1' },
      'shown FOUND_OFF_LATER',
    ],
  ])('is known by %s: %s, %s', async (_, earlier, later, expected) => {
    const named = back('2026-07-01', '20', { item: later, instrument: 'F1' });
    expect(await above({ ...changed(trusted, 'f1Calibration', { item: earlier }), back: named })).toBe(expected);
  });

  it('is another’s where its own calibrator states another serial number under that name', async () => {
    const own = (item: object | undefined) => back('2026-07-01', '20', { issuer: 'province', instrument: 'F1', item });
    expect(await above({ ...sound, back: own({ ...ITEM, serialNumber: '008' }) })).toBe('shown');
    expect(await above({ ...sound, back: own(undefined) })).toBe('shown FOUND_OFF_LATER');
    expect(await above({ ...sound, back: own({ identifier: 'urn:a:1' }) })).toBe('shown FOUND_OFF_LATER');
    const renamed = back('2026-07-01', '20', { issuer: 'province' });
    expect(await above({ ...sound, back: renamed })).toBe('shown FOUND_OFF_LATER');
  });
});

describe('who is heard', () => {
  const heard = 'shown FOUND_OFF_LATER';
  const hinted = 'shown FOUND_OFF_BY_ANOTHER';
  const off = back('2026-07-01', '20');

  it.each<[string, string, Entries]>([
    ['nobody accredited', hinted, { ...sound, policy: policy([BODY]) }],
    ['a body accredited that no place trusts', hinted, { ...sound, second: grant() }],
    [
      'a body accredited that is trusted for something else',
      hinted,
      { ...trusted, policy: policy([{ ...BODY, role: 'registrar' }]) },
    ],
    [
      'was accredited by itself',
      hinted,
      { ...trusted, second: grant({}, 'second'), policy: policy([{ ...BODY, id: did('second') }]) },
    ],
    ['was no longer accredited', hinted, { ...trusted, second: grant({ to: '2026-06-30' }) }],
    ['was suspended', hinted, { ...trusted, change: change('second', 'body', { from: '2026-06-30T00:00:00Z' }) }],
    [
      'is accredited for another quantity',
      hinted,
      { ...trusted, second: grant(line({ property: { quantity: 'length' } })) },
    ],
    [
      'is accredited for another range',
      hinted,
      { ...trusted, second: grant(line({ range: { from: grams('1'), to: grams('50') } })) },
    ],
    ['is accredited for tests', hinted, { ...trusted, second: grant({ standard: 'ISO 17034:2016' }) }],
    ['is accredited by the authority itself', heard, { ...sound, second: grant({}, 'authority') }],
    ['is trusted by a policy of nobody', hinted, { ...trusted, policy: policy([BODY], { issuer: 'stranger' }) }],
    ['is trusted by a policy of another place', hinted, { ...trusted, policy: policy([BODY], { place: 'MO' }) }],
    ['is trusted by a policy that had ended', hinted, { ...trusted, policy: policy([BODY], { to: '2026-06-30' }) }],
    [
      'is trusted by a policy that was taken back',
      hinted,
      { ...trusted, change: change('policy', 'authority', { status: 'revoked', from: '2026-06-30T00:00:00Z' }) },
    ],
    ['is accredited under an arrangement', heard, { ...trusted, policy: policy([OWNER]), arrangement: arrangement() }],
    [
      'is under an arrangement that nobody trusts',
      hinted,
      { ...trusted, policy: policy([{ ...OWNER, role: 'registrar' }]), arrangement: arrangement() },
    ],
    [
      'is under an arrangement of somebody else',
      hinted,
      { ...trusted, policy: policy([OWNER]), arrangement: { ...arrangement(), issuer: 'body' } },
    ],
    [
      'is under an arrangement for tests',
      hinted,
      { ...trusted, policy: policy([OWNER]), arrangement: arrangement({}, { activities: ['testing'] }) },
    ],
    [
      'is under an arrangement that its body left',
      hinted,
      { ...trusted, policy: policy([OWNER]), arrangement: arrangement({}, { to: '2026-06-30' }) },
    ],
    [
      'is under an arrangement that another signed',
      hinted,
      {
        ...trusted,
        policy: policy([OWNER]),
        arrangement: arrangement({
          signatories: [
            { id: did('x'), name: 'x', activities: ['calibration'], from: '2025-01-01' },
            { id: did('body'), name: 'b', activities: ['testing'], from: '2025-01-01' },
          ],
        }),
      },
    ],
    [
      'is under an arrangement that ended',
      hinted,
      { ...trusted, policy: policy([OWNER]), arrangement: arrangement({ to: '2026-06-30' }) },
    ],
    [
      'is under an arrangement for other places',
      hinted,
      { ...trusted, policy: policy([OWNER]), arrangement: arrangement({ places: ['MO'] }) },
    ],
    [
      'is under an arrangement that was taken back',
      hinted,
      {
        ...trusted,
        policy: policy([OWNER]),
        arrangement: arrangement(),
        change: change('arrangement', 'owner', { status: 'revoked', from: '2026-06-30T00:00:00Z' }),
      },
    ],
  ])('%s: %s', async (_, expected, entries) => {
    expect(await above({ ...entries, back: off })).toBe(expected);
  });

  it('is who uses it, and not who signs in the name of another', async () => {
    expect(await above({ ...sound, back: back('2026-07-01', '20', { issuer: 'calibrator' }) })).toBe(heard);
    const borrowed = back('2026-07-01', '20', { laboratory: { id: did('province'), name: 'province' } });
    expect(await above({ ...trusted, back: borrowed })).toBe(hinted);
  });

  it('is a keeper of standards that the authority attests to it, within them', async () => {
    const standard = (more: object = {}): Entry => {
      const { subject, ...rest } = sound.e2 as Entry;
      return {
        ...rest,
        subject: { ...subject, standard: 'own E2', keeper: { id: did('second'), name: 'second' }, ...more },
      };
    };
    const by = (attestation: string | undefined = 'ref:own') =>
      back('2026-07-01', '20', { references: [{ standard: 'own E2', attestation }] });
    expect(await above({ ...sound, own: standard(), back: by() })).toBe(heard);
    expect(await above({ ...sound, own: standard({ to: '2026-06-30' }), back: by() })).toBe(hinted);
    expect(await above({ ...sound, own: standard({ keeper: { id: did('x'), name: 'x' } }), back: by() })).toBe(hinted);
    expect(await above({ ...sound, own: standard({ standard: 'other' }), back: by() })).toBe(hinted);
    const range = { range: { from: grams('1'), to: grams('50') }, quantity: 'mass' };
    const narrow = [{ ...range, smallestExpandedUncertainty: { value: '0.05', unit: 'mg' }, coverageFactor: '2' }];
    expect(await above({ ...sound, own: standard({ measures: narrow }), back: by() })).toBe(hinted);
    expect(await above({ ...sound, own: standard(), back: by('ref:nobody') })).toBe(hinted);
    expect(await above({ ...sound, own: standard(), back: by('ref:balance') })).toBe(hinted);
    expect(
      await above({
        ...sound,
        own: standard(),
        back: back('2026-07-01', '20', { references: [{ standard: 'own E2' }] }),
      }),
    ).toBe(hinted);
  });

  it('acquits as it accuses: whoever is not heard does neither', async () => {
    const stranger = (on: string, shift: string) => back(on, shift, { issuer: 'stranger' });
    const off = { off: back('2026-08-01', '20') };
    expect(await above({ ...trusted, ...off, good: stranger('2026-07-01', '1') })).toBe(heard);
    expect(await above({ ...trusted, ...off, good: back('2026-07-01', '1') })).toBe('shown');
    // Somebody competent looked at it after the stranger, or before the use and found nothing.
    expect(await above({ ...trusted, good: back('2026-07-02', '1'), off: stranger('2026-07-01', '20') })).toBe('shown');
    expect(await above({ ...trusted, good: back('2026-05-20', '1'), off: stranger('2026-05-10', '20') })).toBe('shown');
    expect(await above({ ...trusted, good: back('2026-05-20', '1'), off: stranger('2026-05-25', '20') })).toBe(hinted);
    expect(await above({ ...trusted, off: stranger('2026-07-01', '2') })).toBe('shown');
  });

  it('is nobody at a value beyond its scope, however sound it found the thing within', async () => {
    const point = (at: string, shift: string) => ({
      ...{ quantity: 'mass', at: grams(at), shift: { value: shift, unit: 'mg' }, coverageFactor: '2' },
      expandedUncertainty: { value: '2', unit: 'mg' },
    });
    const of = (...asFound: object[]) => ({ ...trusted, back: back('2026-07-01', '0', { asFound }) });
    expect(await above(of(point('100', '1'), point('500', '20')))).toBe(hinted);
    expect(await above(of(point('100', '20'), point('500', '20')))).toBe(heard);
    expect(await above(of(point('100', '20'), point('500', '1')))).toBe(heard);
    expect(await above(of(point('100', '1'), point('500', '1')))).toBe('shown');
  });
});
