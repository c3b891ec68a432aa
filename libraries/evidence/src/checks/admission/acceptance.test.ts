// SPDX-License-Identifier: Apache-2.0
import { parsePlace } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import { draft, LAW, WHO } from '../../testing/drafts.ts';
import { LEAD_LIMIT, rules } from '../../testing/rules.ts';
import { found, QUESTION, type WorldChanges, withPart, withSubject } from '../../testing/world.ts';

const instrument = (more: Record<string, unknown>): WorldChanges => ({ change: { acceptance: withSubject(more) } });
const admissible = (...entries: Record<string, unknown>[]): WorldChanges => ({
  change: {
    policy: withSubject({
      admissible: entries.map((one) => ({ purpose: 'limit', kind: 'TestReport', languages: ['en'], ...one })),
    }),
  },
});
const issued = (issuedOn: string, language = 'en'): WorldChanges['change'] => ({
  report: withSubject({ issuedOn, language }),
});

describe('checkAcceptance()', () => {
  it.each<[string, WorldChanges]>([
    ['failed: NO_ACCEPTANCE_INSTRUMENT', { change: { acceptance: 'without' } }],
    ['failed: NO_ACCEPTANCE_INSTRUMENT', { change: { acceptance: () => ({ issuer: WHO.stranger }) } }],
    ['failed: NO_ACCEPTANCE_INSTRUMENT', { change: { acceptance: () => ({ validUntil: '2026-11-21T00:00:00Z' }) } }],
    ['failed: NO_ACCEPTANCE_INSTRUMENT', instrument({ place: 'HK' })],
    ['failed: NO_ACCEPTANCE_INSTRUMENT', instrument({ to: '2026-11-21' })],
    ['failed: NO_ACCEPTANCE_INSTRUMENT', instrument({ from: '2026-11-23' })],
    ['failed: NO_ACCEPTANCE_INSTRUMENT', instrument({ accepts: ['InspectionReport'] })],
    ['failed: NO_ACCEPTANCE_INSTRUMENT', instrument({ purposes: ['label'] })],
    ['failed: NO_ACCEPTANCE_INSTRUMENT', instrument({ legalBasis: { ...LAW, demonstration: true } })],
    ['failed: COMPETENCE_NOT_ACCEPTED', instrument({ competence: ['statutory-qualification'] })],
    ['undetermined: ACCEPTANCE_RECALLED', instrument({ legalBasis: { ...LAW, certainty: 'recalled' } })],
    [
      'undetermined: ACCEPTANCE_RECALLED',
      {
        change: {
          acceptance: withSubject({ legalBasis: { ...LAW, certainty: 'secondary' } }),
          policy: withSubject({ secondary: 'blocks' }),
        },
      },
    ],
    ['not-evaluated: PREMISE_FAILED', { change: { laboratory: 'without' } }],
  ])('%s', async (expected, changes) => {
    expect(await found('acceptance', changes)).toBe(`unknown; ${expected}`);
  });

  it.each<[string, WorldChanges]>([
    ['on its first day', instrument({ from: '2026-11-22' })],
    ['on its last day', instrument({ to: '2026-11-22' })],
    [
      'beside one that is not trusted',
      {
        papers: () => [
          draft('stranger', 'AcceptanceInstrument', 'own', {
            id: 'urn:test:own',
            place: 'MO',
            legalBasis: LAW,
            accepts: ['TestReport'],
            purposes: ['limit'],
            competence: ['accreditation'],
            from: '2025-01-01',
          }),
        ],
      },
    ],
  ])('passes an instrument %s', async (_, changes) => {
    expect(await found('acceptance', changes)).toBe('proved; passed:');
  });

  it('shows that an instrument is known second-hand only', async () => {
    expect(await found('acceptance', instrument({ legalBasis: { ...LAW, certainty: 'secondary' } }))).toBe(
      'proved; passed: ACCEPTANCE_SECONDARY',
    );
  });
});

describe('checkAdmissibility()', () => {
  it.each<[string, WorldChanges]>([
    ['failed: KIND_NOT_ADMISSIBLE', admissible({ kind: 'InspectionReport' })],
    ['failed: KIND_NOT_ADMISSIBLE', admissible({ purpose: 'label' })],
    ['failed: TOO_OLD', admissible({ maximumAgeDays: 8 })],
    ['failed: LANGUAGE_NOT_ADMISSIBLE', { change: issued('2026-11-13', 'pt') }],
    ['failed: LANGUAGE_NOT_ADMISSIBLE', { change: issued('2026-11-13', 'eng') }],
    ['failed: TOO_OLD LANGUAGE_NOT_ADMISSIBLE', admissible({ maximumAgeDays: 8, languages: ['pt'] })],
  ])('%s', async (expected, changes) => {
    expect(await found('admissibility', changes)).toBe(`unknown; ${expected}`);
  });

  it.each<[string, WorldChanges]>([
    ['on the last day of its age', admissible({ maximumAgeDays: 9 })],
    ['of any age where none is set', { ...admissible({}), question: { on: '2029-01-01' as never } }],
    ['in a variety of an admitted language', { change: issued('2026-11-13', 'en-HK') }],
    ['admitted by the second of two entries', admissible({ languages: ['pt'] }, { languages: ['EN'] })],
  ])('passes a report %s', async (_, changes) => {
    expect(await found('admissibility', changes)).toBe('proved; passed:');
  });

  it('counts the age from the signature when the report bears a later date', async () => {
    const policy = admissible({ maximumAgeDays: 8 }).change;
    expect(await found('admissibility', { change: { ...policy, ...issued('2026-11-20') } })).toBe(
      'unknown; failed: TOO_OLD',
    );
  });
});

describe('a policy of the place', () => {
  it.each<[string, WorldChanges]>([
    ['that the presenter made himself', { change: { policy: () => ({ issuer: WHO.stranger }) } }],
    ['of another place', { change: { policy: withSubject({ place: 'HK' }) } }],
    ['that has ended', { change: { policy: withSubject({ to: '2026-11-21' }) } }],
    ['that was withdrawn', withdrawn('authority')],
    ['with a broken signature', { change: { policy: 'without' }, question: { roots: [] } }],
  ])('is not one %s', async (_, changes) => {
    expect(await found('admissibility', changes)).toBe('unknown; undetermined: NO_PLACE_POLICY');
  });

  it('is not one that a root of another place states: each rules its own', async () => {
    const by = (...places: readonly string[]) => ({
      roots: [{ did: WHO.authority.did, places: places.map(parsePlace) }],
    });
    const asked = (place: string, ruler: string, ...places: readonly string[]) =>
      found('admissibility', {
        change: { policy: withSubject({ place: ruler }) },
        question: { ...by(...places), places: [parsePlace(place)] },
        requirements: rules([{ ...LEAD_LIMIT, place: place as typeof LEAD_LIMIT.place }]),
      });
    expect(await asked('MO', 'MO', 'HK', 'CN')).toBe('unknown; undetermined: NO_PLACE_POLICY');
    expect(await asked('MO', 'MO', 'HK', 'MO')).toBe('proved; passed:');
    // A province’s authority does not rule the country, also where the country’s rules would reach the province only.
    expect(await asked('CN-GD', 'CN', 'CN-GD')).toBe('unknown; undetermined: NO_PLACE_POLICY');
    expect(await asked('CN-GD', 'CN', 'CN')).not.toContain('NO_PLACE_POLICY');
    expect(await asked('CN-GD', 'CN-GD', 'CN')).not.toContain('NO_PLACE_POLICY');
  });

  it('does not let the root of another place speak without a key that somebody vouches for', async () => {
    const hk = { did: WHO.stranger.did, places: [parsePlace('HK')] };
    const question = { roots: [...QUESTION.roots, hk] };
    const signedBy = (places: readonly string[]): WorldChanges => ({
      question: { roots: [...QUESTION.roots, { ...hk, places: places.map(parsePlace) }] },
      change: { 'key of stranger': 'without', report: () => ({ issuer: WHO.stranger }) },
    });
    expect(await found('document', signedBy(['HK']))).toMatch(/^unknown; failed: NO_KEY_AUTHORISATION/);
    expect(await found('document', signedBy(['MO']))).toMatch(/^unknown; passed/);
    expect(await found('document', { question })).toMatch(/^proved; passed/);
  });

  it('stays in force when somebody else withdraws it', async () => {
    expect(await found('admissibility', withdrawn('stranger'))).toBe('proved; passed:');
  });

  it('is the later of two editions, whichever came first', async () => {
    const edition = (from: string, validFrom: string): WorldChanges => ({
      more: ({ all }) => {
        const body = JSON.parse(all.get('policy')?.text ?? '');
        const subject = {
          ...body.credentialSubject,
          from,
          admissible: [{ purpose: 'label', kind: 'TestReport', languages: ['en'] }],
        };
        return [{ ...draft('authority', 'PlacePolicy', `edition ${from}`, subject), validFrom }];
      },
    });
    const later = 'unknown; failed: KIND_NOT_ADMISSIBLE';
    expect(await found('admissibility', edition('2026-01-01', '2025-12-01T00:00:00Z'))).toBe(later);
    expect(await found('admissibility', edition('2025-01-01', '2025-12-01T00:00:00Z'))).toBe(later);
    expect(await found('admissibility', edition('2024-01-01', '2025-12-01T00:00:00Z'))).toBe('proved; passed:');
    expect(await found('admissibility', edition('2026-12-01', '2025-12-01T00:00:00Z'))).toBe('proved; passed:');
  });

  it('gives each group its force: what is informative is shown and does not block', async () => {
    const checks = withPart('checks', { 'object-link': 'informative' });
    const change = { policy: checks, report: withPart('sample', { samplingRecord: undefined }) };
    expect(await found('object-link', { change })).toBe('proved; failed: SAMPLE_AS_RECEIVED');
  });
});

function withdrawn(who: keyof typeof WHO): WorldChanges {
  return {
    more: ({ all }) => [
      draft(who, 'StatusChange', 'withdrawal', {
        id: 'urn:test:withdrawal',
        changes: all.get('policy')?.reference,
        status: 'withdrawn',
        from: '2026-01-01T00:00:00Z',
        reason: 'a test',
      }),
    ],
  };
}
