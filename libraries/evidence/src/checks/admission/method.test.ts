// SPDX-License-Identifier: Apache-2.0
import type { LimitRequirement } from '@touchstone/requirements';
import { describe, expect, it } from 'vitest';
import { accreditation, draft, leadResult, METHOD, WHO } from '../../testing/drafts.ts';
import type { Draft } from '../../testing/parties.ts';
import { LEAD_LIMIT, rules } from '../../testing/rules.ts';
import { found, type WorldChanges, withSubject } from '../../testing/world.ts';

const limit = (more: Partial<LimitRequirement>): WorldChanges => ({
  requirements: rules([{ ...LEAD_LIMIT, ...more }]),
});
const method = (more: Partial<NonNullable<LimitRequirement['method']>>): WorldChanges =>
  limit({ method: { standard: 'GB 5009.12', force: 'prescribed', certainty: 'read', ...more } });
const used = (standard: string, deviation?: string): WorldChanges['change'] => ({
  report: withSubject({ results: [leadResult({ method: { standard, deviation } })] }),
  laboratory: (grant: Draft) => ({
    subject: {
      ...grant.subject,
      scope: (grant.subject.scope as object[]).map((line) => ({ ...line, method: { standard } })),
    },
  }),
});
const notice = (status: string, more: Record<string, unknown> = {}, who: keyof typeof WHO = 'authority'): Draft =>
  draft(who, 'StandardNotice', `notice ${status}`, {
    id: 'urn:test:n',
    standard: METHOD,
    title: 'Lead',
    status,
    from: '2026-11-11',
    ...more,
  });
const OTHER = 'TEST-M 1-2026';

describe('checkMethod() by the force of the law', () => {
  it.each<[string, string, WorldChanges]>([
    ['a prescribed method', 'proved; passed:', method({})],
    [
      'a method that is prescribed and was not used',
      'unknown; failed: METHOD_NOT_PRESCRIBED EDITION_NOT_CONFIRMED',
      { ...method({}), change: used(OTHER) },
    ],
    [
      'a prescription known from memory',
      'unknown; undetermined: METHOD_RULE_RECALLED EDITION_NOT_CONFIRMED',
      { ...method({ certainty: 'recalled' }), change: used(OTHER) },
    ],
    [
      'a reference method that was not used',
      'proved; passed: NOT_THE_REFERENCE_METHOD EDITION_NOT_CONFIRMED',
      { ...method({ force: 'reference' }), change: used(OTHER) },
    ],
    ['criteria', 'proved; passed: EDITION_NOT_CONFIRMED', { ...method({ force: 'criteria' }), change: used(OTHER) }],
    ['a free choice', 'proved; passed: EDITION_NOT_CONFIRMED', { ...method({ force: 'free' }), change: used(OTHER) }],
    ['no rule', 'proved; passed: EDITION_NOT_CONFIRMED', { change: used(OTHER) }],
    [
      'a deviation from the prescribed method',
      'unknown; undetermined: METHOD_DEVIATION',
      { ...method({}), change: used(METHOD, 'shorter') },
    ],
    [
      'a deviation where the choice is free',
      'unknown; undetermined: METHOD_DEVIATION',
      { ...method({ force: 'free' }), change: used(METHOD, 'shorter') },
    ],
    [
      'a deviation where there are criteria',
      'unknown; undetermined: METHOD_DEVIATION',
      { ...method({ force: 'criteria' }), change: used(METHOD, 'shorter') },
    ],
    ['a deviation where no rule is', 'unknown; undetermined: METHOD_DEVIATION', { change: used(METHOD, 'shorter') }],
    [
      'a deviation from another method than that of reference',
      'unknown; undetermined: METHOD_DEVIATION NOT_THE_REFERENCE_METHOD EDITION_NOT_CONFIRMED',
      { ...method({ force: 'reference' }), change: used(OTHER, 'shorter') },
    ],
    [
      'an in-house method of the name that the law gives',
      'proved; passed: EDITION_NOT_CONFIRMED',
      { ...method({ standard: 'own method' }), change: used('own method') },
    ],
    [
      'another in-house method',
      'unknown; failed: METHOD_NOT_PRESCRIBED EDITION_NOT_CONFIRMED',
      { ...method({ standard: 'own method' }), change: used('other method') },
    ],
    ['a method of the prescribed standard', 'proved; passed:', { ...method({}), change: used(`${METHOD} 第一法`) }],
    [
      'another method of the standard than that which is prescribed',
      'unknown; failed: METHOD_NOT_PRESCRIBED',
      { ...method({ standard: `${METHOD} 第一法` }), change: used(`${METHOD} 第二法`) },
    ],
  ])('judges %s', async (_, expected, changes) => {
    expect(await found('method', changes)).toBe(expected);
  });
});

describe('checkMethod() by the edition', () => {
  it.each<[string, string, WorldChanges]>([
    ['no notice', 'proved; passed: EDITION_NOT_CONFIRMED', { change: { notice: 'without' } }],
    [
      'a notice by no authority',
      'proved; passed: EDITION_NOT_CONFIRMED',
      { change: { notice: () => ({ issuer: WHO.stranger }) } },
    ],
    [
      'a replaced edition',
      'unknown; failed: EDITION_NOT_IN_FORCE',
      { more: () => [notice('replaced', { replacedBy: 'GB 5009.12-2026' })] },
    ],
    ['a withdrawn edition', 'unknown; failed: EDITION_NOT_IN_FORCE', { more: () => [notice('withdrawn')] }],
    [
      'an edition replaced from the next day',
      'proved; passed:',
      { more: () => [notice('replaced', { from: '2026-11-12' })] },
    ],
    [
      'a replacement that nobody but a stranger states',
      'proved; passed:',
      { papers: () => [notice('replaced', {}, 'stranger')] },
    ],
    [
      'an edition whose force had ended',
      'unknown; failed: EDITION_NOT_IN_FORCE',
      { change: { notice: withSubject({ to: '2026-11-10' }) } },
    ],
    ['an edition on its last day', 'proved; passed:', { change: { notice: withSubject({ to: '2026-11-11' }) } }],
    [
      'an edition not yet in force',
      'unknown; failed: EDITION_NOT_YET_IN_FORCE',
      { change: { notice: withSubject({ from: '2026-11-12' }) } },
    ],
    [
      'an edition that is published only',
      'proved; passed: EDITION_NOT_CONFIRMED',
      { change: { notice: withSubject({ status: 'published' }) } },
    ],
    ...[' 第一法', '（第二法）', ' (XG1)', ' (with Amendment 1)', ' Method 1'].map(
      (cited): [string, string, WorldChanges] => [
        `a withdrawn edition that is cited as ${METHOD}${cited}`,
        'unknown; failed: EDITION_NOT_IN_FORCE',
        { change: used(METHOD + cited), more: () => [notice('withdrawn')] },
      ],
    ),
    [
      'a notice about an amendment of it alone',
      'proved; passed:',
      { more: () => [notice('withdrawn', { standard: `${METHOD}/XG1` })] },
    ],
    [
      'a notice in another spelling',
      'unknown; failed: EDITION_NOT_IN_FORCE',
      { more: () => [notice('replaced', { standard: 'GB5009.12－2023' })] },
    ],
  ])('judges %s', async (_, expected, changes) => {
    expect(await found('method', changes)).toBe(expected);
  });
});

describe('checkMethod() by the limit of quantification', () => {
  const wanted = (value: string, unit = 'mg/kg'): WorldChanges =>
    method({ requiredLoq: { value: value as never, unit } });
  it.each<[string, string, WorldChanges]>([
    ['what the law asks for', 'proved; passed:', wanted('0.02')],
    ['more than it asks for', 'unknown; failed: LOQ_TOO_HIGH', wanted('0.019')],
    ['another unit', 'unknown; undetermined: LOQ_NOT_COMPARABLE', wanted('0.02', 'Bq/kg')],
    [
      'nothing stated',
      'unknown; undetermined: LOQ_NOT_STATED',
      {
        ...wanted('0.02'),
        change: { report: withSubject({ results: [leadResult({ limitOfQuantification: undefined })] }) },
      },
    ],
  ])('judges %s', async (_, expected, changes) => {
    expect(await found('method', changes)).toBe(expected);
  });
});

describe('checkMethod() by the substance', () => {
  const screening = (value: string, certainty = 'read', more: WorldChanges['change'] = {}): WorldChanges => ({
    ...limit({
      substanceId: 'mehg',
      topic: 'mehg',
      screenedBy: { substanceId: 'hg', provision: 'note', certainty: certainty as 'read' },
    }),
    claim: { scope: { substances: ['mehg'] } },
    change: {
      report: withSubject({ results: [leadResult({ substance: 'hg', quantity: { value, unit: 'mg/kg' } })] }),
      laboratory: () => ({
        subject: accreditation('laboratory', {
          activity: 'testing',
          line: 'T1',
          object: { description: 'food' },
          property: { substance: 'hg' },
          method: { standard: METHOD },
          from: '2025-01-01',
        }).subject,
      }),
      ...more,
    },
  });
  it('lets a wider substance at or below the limit suffice', async () => {
    expect(await found('method', screening('0.1'))).toBe('proved; passed: SCREENED_BY_WIDER_SUBSTANCE');
  });

  it('does not take a wider substance for a version of the rule that does not let it stand', async () => {
    const mehg = { ...LEAD_LIMIT, substanceId: 'mehg', topic: 'mehg' };
    const transition = (with_: string, side: 'earlier' | 'later') => ({
      ...{ id: 'T', kind: 'either-version', side, with: [with_], otherInstrument: with_, otherLoaded: 'complete' },
      ...{ wholly: false, certainty: 'read', source: { note: 'a test' } },
    });
    const edition = (id: string, with_: string, more: object): LimitRequirement =>
      ({
        ...mehg,
        id,
        instrument: { ...mehg.instrument, id },
        transition: transition(with_, id === 'old' ? 'earlier' : 'later'),
        ...more,
      }) as LimitRequirement;
    const requirements = rules([
      edition('old', 'new', { screenedBy: { substanceId: 'hg', provision: 'note', certainty: 'read' } }),
      edition('new', 'old', { limit: { kind: 'maximum', value: '9', unit: 'mg/kg' } }),
    ]);
    expect(await found('decision', { ...screening('0.4'), requirements })).toMatch(
      /^unknown; undetermined: .*OTHER_SUBSTANCE/,
    );
  });

  it('never refutes by a wider substance above the limit', async () => {
    expect(await found('decision', screening('0.4'))).toBe(
      'unknown; undetermined: COMPARED ABOVE_UPPER_LIMIT SCREENING_ABOVE_LIMIT',
    );
  });

  it('does not screen by a rule that is not known surely enough', async () => {
    expect(await found('method', screening('0.1', 'recalled'))).toBe('unknown; undetermined: SCREENING_RULE_UNSURE');
    expect(await found('method', screening('0.1', 'secondary'))).toBe('proved; passed: SCREENED_BY_WIDER_SUBSTANCE');
    const blocks = { policy: withSubject({ secondary: 'blocks' }) };
    expect(await found('method', screening('0.1', 'secondary', blocks))).toBe(
      'unknown; undetermined: SCREENING_RULE_UNSURE',
    );
  });
});
