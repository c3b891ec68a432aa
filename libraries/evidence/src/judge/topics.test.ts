// SPDX-License-Identifier: Apache-2.0
import type { LimitRequirement } from '@touchstone/requirements';
import { describe, expect, it } from 'vitest';
import { LEAD_LIMIT, manifest, rules } from '../testing/rules.ts';
import { cellOf, found, shortly, verdictOn, type WorldChanges, withSubject } from '../testing/world.ts';

describe('topicsOf()', () => {
  const limit = (...more: Partial<LimitRequirement>[]): WorldChanges => ({
    requirements: rules(more.map((one) => ({ ...LEAD_LIMIT, ...one }))),
  });
  const edition = (id: string, with_: string, more: Partial<LimitRequirement> = {}): Partial<LimitRequirement> => ({
    id,
    instrument: { ...LEAD_LIMIT.instrument, id },
    transition: {
      id: 'T',
      kind: 'either-version',
      side: id === 'old' ? 'earlier' : 'later',
      with: [with_],
      otherInstrument: with_,
      otherLoaded: 'complete',
      wholly: true,
      certainty: 'read',
      source: { note: 'a test' },
    },
    ...more,
  });
  const either = (more: Partial<LimitRequirement>, old: Partial<LimitRequirement> = {}): WorldChanges =>
    limit(edition('old', 'new', old), edition('new', 'old', more));
  const strict = { limit: { kind: 'maximum', value: '0.05' as never, unit: 'mg/kg' } } as const;
  const lax = { limit: { kind: 'maximum', value: '1' as never, unit: 'mg/kg' } } as const;
  const secondaryBlocks = { policy: withSubject({ secondary: 'blocks' }) };

  it.each<[string, string, WorldChanges]>([
    ['a rule that was read', 'proved; passed:', {}],
    ['a recalled rule', 'unknown; undetermined: RECALLED_DECIDES_NOTHING', limit({ certainty: 'recalled' })],
    ['a second-hand rule, visibly', 'proved; passed: SECONDARY_SOURCE', limit({ certainty: 'secondary' })],
    [
      'a second-hand rule where that blocks',
      'unknown; undetermined: SECONDARY_SOURCE',
      { ...limit({ certainty: 'secondary' }), change: secondaryBlocks },
    ],
    ['guidance', 'unknown; undetermined: GUIDELINE_IS_NO_LIMIT', limit({ legalForce: 'guideline' })],
    [
      'an inherited rule',
      'proved; passed: INHERITED',
      { ...limit({ applicability: { includes: ['food'], excludes: [], inherits: true } }) },
    ],
    [
      'a rule inherited in an instrument loaded in part',
      'proved; passed: INHERITED',
      {
        ...limit({
          applicability: { includes: ['food'], excludes: [], inherits: true },
          instrument: { ...LEAD_LIMIT.instrument, loaded: 'partial' },
        }),
      },
    ],
    [
      'a missing key date that matters',
      'unknown; undetermined: KEY_DATE_MISSING',
      { ...limit({ validity: { from: '2026-11-01' as never } }), claim: { lot: { lotNumber: 'L-1' } } },
    ],
    [
      'a missing use',
      'unknown; undetermined: USE_MISSING',
      limit({ applicability: { includes: ['leaf'], excludes: [], inherits: true, uses: ['ready-to-eat'] } }),
    ],
    [
      'a use that is stated',
      'proved; passed:',
      {
        ...limit({ applicability: { includes: ['leaf'], excludes: [], inherits: true, uses: ['ready-to-eat'] } }),
        claim: { product: { name: 'leaf', food: 'leaf', use: 'ready-to-eat' } },
      },
    ],
    ['a substance without a row', 'unknown; undetermined: NO_ROW', { claim: { scope: { substances: ['hg'] } } }],
    ['a substance by its name', 'proved; passed:', { claim: { scope: { substances: ['Lead', 'pb'] } } }],
    ['a substance by its CAS number', 'proved; passed:', { claim: { scope: { substances: ['7439-92-1'] } } }],
    [
      'a number that two substances share',
      'unknown; undetermined: UNKNOWN_SUBSTANCE',
      { claim: { scope: { substances: ['1-1'] } } },
    ],
    [
      'a substance that nobody knows',
      'unknown; undetermined: UNKNOWN_SUBSTANCE',
      { claim: { scope: { substances: ['constructor'] } } },
    ],
    ['every substance with a row, when none is named', 'proved; passed:', { claim: { scope: undefined } }],
    [
      'a kind without a rule',
      'unknown; undetermined: NO_REQUIREMENT_LOADED',
      { claim: { scope: { kinds: ['licence'] } } },
    ],
    [
      'the edition that a recalled rule about key dates chooses',
      'unknown; undetermined: RELIES_ON_RECALLED_RULE',
      limit({ validity: { to: '2026-11-10' as never }, keyDateCertainty: 'recalled' }),
    ],
    [
      'the edition that a rule about key dates chooses',
      'proved; passed: RELIES_ON_RULE',
      limit({ validity: { to: '2026-11-10' as never } }),
    ],
    ['either version, both met', 'proved; passed:', either(lax)],
    ['either version, one met', 'proved; passed:', either(strict)],
    [
      'either version, one recalled and the other met',
      'proved; passed: RECALLED_DECIDES_NOTHING',
      either({ certainty: 'recalled' }),
    ],
    [
      'either version, one recalled and the other missed',
      'unknown; passed: RECALLED_DECIDES_NOTHING',
      either({ ...lax, certainty: 'recalled' }, strict),
    ],
    ['either version, both missed', 'refuted; passed:', either(strict, strict)],
    ['either version, one of another substance', 'proved; passed:', either({ substanceId: 'hg', limit: strict.limit })],
  ])('judges %s', async (_, expected, changes) => {
    const answer = await found('requirements', changes);
    expect(answer.replace('INHERITED INHERITED', 'INHERITED')).toBe(expected);
  });

  it('does not refute while another version is loaded in part only', async () => {
    const partly = limit({
      ...edition('old', 'new'),
      ...strict,
      transition: { ...edition('old', 'new').transition, with: [], otherLoaded: 'partial' } as never,
    });
    const cell = cellOf(await verdictOn(partly));
    expect([cell.verdict, shortly(cell, 'requirements')]).toEqual(['unknown', 'passed: OTHER_VERSION_PARTLY_LOADED']);
    expect(shortly(cell.trials[0], 'decision')).toContain('OTHER_VERSION_PARTLY_LOADED');
  });

  it('does not join the limit of one version with the method of the other', async () => {
    const prescribed = { standard: 'GB 5009.17', force: 'prescribed', certainty: 'read' } as const;
    expect(await found('method', either({ ...lax, method: prescribed }, strict))).toBe(
      'unknown; failed: METHOD_NOT_PRESCRIBED',
    );
    expect(await found('method', either({ ...strict, method: prescribed }, strict))).toBe(
      'unknown; failed: METHOD_NOT_PRESCRIBED',
    );
    expect(await found('method', either({ ...lax, method: prescribed }))).toBe('proved; passed:');
  });

  it('says that a version chosen in a transition must be met wholly', async () => {
    expect(cellOf(await verdictOn(either(lax))).caveats.map(({ code }) => code)).toEqual(['EDITION_AS_A_WHOLE']);
    const free = either({ ...lax, transition: undefined } as never);
    expect(cellOf(await verdictOn(limit({}))).caveats).toEqual([]);
    expect(free).toBeDefined();
  });

  it('says how much of the law of the place is loaded', async () => {
    const summary = async (...manifests: ReturnType<typeof manifest>[]) =>
      (await verdictOn({ requirements: rules([LEAD_LIMIT], manifests) })).columns[0]?.coverage.summary.code;
    expect(await summary()).toBe('COVERAGE_NOT_REVIEWED');
    expect(await summary(manifest(false))).toBe('COVERAGE_PARTIAL');
    expect(await summary(manifest(true))).toBe('COVERAGE_COMPLETE');
  });
});
