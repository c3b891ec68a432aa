// SPDX-License-Identifier: Apache-2.0
import type { LimitRequirement } from '@touchstone/requirements';
import { CHECK_GROUPS } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { draft, LAW, leadResult, reportDraft, WHO } from '../testing/drafts.ts';
import type { Draft } from '../testing/parties.ts';
import { LEAD_LIMIT, manifest, rules } from '../testing/rules.ts';
import {
  cellOf,
  found,
  type SoundStatements,
  shortly,
  verdictOn,
  type WorldChanges,
  withSubject,
} from '../testing/world.ts';

/** A second report, by the second laboratory, on the counter sample. */
function secondReport(sound: SoundStatements, value: string, more: Record<string, unknown> = {}): Draft {
  const first = reportDraft(sound.sampling, sound.calibration);
  const sample = first.subject.sample as Record<string, unknown>;
  return {
    ...first,
    issuer: WHO.second,
    label: `second ${value}`,
    subject: {
      ...first.subject,
      reportNumber: 'R-2',
      laboratory: { id: WHO.second.did, name: WHO.second.name, place: 'MO' },
      sample: { ...sample, sample: 'S-2', seal: 'seal-2' },
      results: [leadResult({ result: 'r-2', quantity: { value, unit: 'mg/kg' } })],
      ...more,
    },
  };
}
const listed = (who: keyof typeof WHO, by: keyof typeof WHO, more: Record<string, unknown> = {}): Draft =>
  draft(by, 'ListEntry', `entry of ${who}`, {
    id: 'urn:test:entry',
    party: { name: who, did: WHO[who].did },
    list: 'test list',
    effects: ['may-not-supply', 'may-not-issue'],
    places: ['MO'],
    legalBasis: LAW,
    from: '2026-01-01',
    ...more,
  });

describe('checkConflict()', () => {
  const high = '0.4';
  it.each<[string, string, WorldChanges]>([
    [
      'a second accepted result above the limit',
      'unknown; failed: CONTRADICTING_RESULTS',
      { papers: (sound) => [secondReport(sound, high)] },
    ],
    [
      'one that only the register holds',
      'unknown; failed: CONTRADICTING_RESULTS',
      { more: (sound) => [secondReport(sound, high)] },
    ],
    [
      'one that the register holds under another sample of the lot, and that does not name the lot',
      'unknown; failed: CONTRADICTING_RESULTS',
      { more: (sound) => [withoutLot(secondReport(sound, high))] },
    ],
    [
      'one where the place states no procedure',
      'unknown; failed: CONTRADICTING_RESULTS',
      { papers: (sound) => [secondReport(sound, high)], change: { policy: withSubject({ retest: undefined }) } },
    ],
    [
      'two results of one report',
      'unknown; failed: CONTRADICTING_RESULTS',
      {
        change: {
          report: withSubject({
            results: [leadResult(), leadResult({ result: 'r-2', quantity: { value: high, unit: 'mg/kg' } })],
          }),
        },
      },
    ],
    ['a second result that agrees', 'proved; passed:', { papers: (sound) => [secondReport(sound, '0.12')] }],
    [
      'a failing result that is too old',
      'unknown; undetermined: FAILING_RESULT_UNRESOLVED',
      { papers: (sound) => [secondReport(sound, high, { issuedOn: '2020-01-01' })] },
    ],
    [
      'a failing result on another basis',
      'unknown; undetermined: FAILING_RESULT_UNRESOLVED',
      {
        papers: (sound) => [
          secondReport(sound, high, {
            results: [leadResult({ basis: 'as sold', quantity: { value: high, unit: 'mg/kg' } })],
          }),
        ],
      },
    ],
    [
      'a failing result of a laboratory outside its scope',
      'unknown; undetermined: FAILING_RESULT_UNRESOLVED',
      { papers: (sound) => [secondReport(sound, high)], change: { second: 'without' } },
    ],
  ])('judges %s', async (_, expected, changes) => {
    expect(await found('conflict', changes)).toBe(expected);
  });

  it('shows a failing result that does not count beside the verdict', async () => {
    const old = { papers: (sound: SoundStatements) => [secondReport(sound, high, { issuedOn: '2020-01-01' })] };
    expect(cellOf(await verdictOn(old)).caveats.map(({ code }) => code)).toEqual(['FAILING_RESULT_NOT_ACCEPTED']);
  });

  it('cannot be dodged by claiming a wider food', async () => {
    const verdict = await verdictOn({
      more: (sound) => [secondReport(sound, high)],
      claim: { product: { name: 'food', food: 'food' } },
      requirements: rules([{ ...LEAD_LIMIT, applicability: { includes: ['food'], excludes: [], inherits: true } }]),
    });
    expect(cellOf(verdict).trials.map(({ document }) => document.title)).toEqual(['TestReport R-1', 'TestReport R-2']);
    expect(cellOf(verdict).verdict).toBe('unknown');
  });

  it('refutes by an honest failing result alone, and not by one that is inadmissible', async () => {
    const fails = (more: Record<string, unknown> = {}): WorldChanges => ({
      change: { report: withSubject({ results: [leadResult({ quantity: { value: high, unit: 'mg/kg' } })], ...more }) },
    });
    expect(cellOf(await verdictOn(fails())).verdict).toBe('refuted');
    expect(cellOf(await verdictOn(fails({ issuedOn: '2020-01-01' }))).verdict).toBe('unknown');
    expect(cellOf(await verdictOn(fails({ language: 'pt' }))).verdict).toBe('unknown');
  });
});

function withoutLot(report: Draft): Draft {
  const { statedLot: _, ...sample } = report.subject.sample as Record<string, unknown>;
  return { ...report, subject: { ...report.subject, sample } };
}

describe('checkRestrictions()', () => {
  it.each<[string, string, WorldChanges]>([
    ['a restricted producer', 'unknown', { more: () => [listed('producer', 'authority')] }],
    [
      'a restricted presenter',
      'unknown',
      { more: () => [listed('stranger', 'authority')], claim: { presenter: { name: 'S', did: WHO.stranger.did } } },
    ],
    [
      'a producer known by its registration number',
      'unknown',
      {
        more: () => [listed('producer', 'authority', { party: { name: 'P', identifier: 'A-1' } })],
        claim: { actors: [{ role: 'producer', name: 'P', identifier: 'A-1' }] },
      },
    ],
    ['a restricted laboratory', 'unknown', { more: () => [listed('laboratory', 'authority')] }],
    ['a restricted sampler', 'unknown', { more: () => [listed('sampler', 'authority')] }],
    ['an entry that a competitor made', 'proved', { papers: () => [listed('producer', 'stranger')] }],
    ['an entry that has ended', 'proved', { more: () => [listed('producer', 'authority', { to: '2026-11-21' })] }],
    ['an entry on its last day', 'unknown', { more: () => [listed('producer', 'authority', { to: '2026-11-22' })] }],
    ['an entry for another place', 'proved', { more: () => [listed('producer', 'authority', { places: ['HK'] })] }],
    ['a notice', 'proved', { more: () => [listed('producer', 'authority', { effects: ['notice-only'] })] }],
    [
      'an entry with a broken chain',
      'proved',
      { more: () => [{ ...listed('producer', 'authority'), validUntil: '2026-02-01T00:00:00Z' }] },
    ],
  ])('judges %s', async (_, expected, changes) => {
    expect(cellOf(await verdictOn(changes)).verdict).toBe(expected);
  });

  it('does not save a failing lot from being refuted', async () => {
    const verdict = await verdictOn({
      more: () => [listed('producer', 'authority')],
      change: { report: withSubject({ results: [leadResult({ quantity: { value: '0.4', unit: 'mg/kg' } })] }) },
    });
    expect(cellOf(verdict).verdict).toBe('refuted');
  });
});

describe('checkClaim() and classify()', () => {
  it.each<[string, string, WorldChanges]>([
    [
      'a lot of tomorrow',
      'unknown; failed: PRODUCED_AFTER_QUESTION KEY_DATE_BEFORE_PRODUCTION KEY_DATE_BEFORE_PRODUCTION KEY_DATE_BEFORE_PRODUCTION',
      { claim: { lot: { lotNumber: 'L-1', producedOn: '2026-11-23' } } },
    ],
    [
      'a sale before production',
      'unknown; failed: KEY_DATE_BEFORE_PRODUCTION',
      { claim: { route: [{ place: 'MO', soldOn: '2026-11-07' }] } },
    ],
    [
      'a first supply and a sale before import',
      'unknown; failed: KEY_DATE_BEFORE_IMPORT KEY_DATE_BEFORE_IMPORT',
      {
        claim: {
          route: [{ place: 'MO', importedOn: '2026-11-21', firstSuppliedOn: '2026-11-20', soldOn: '2026-11-20' }],
        },
      },
    ],
    [
      'everything on the day of import',
      'proved; passed:',
      {
        claim: {
          route: [{ place: 'MO', importedOn: '2026-11-20', firstSuppliedOn: '2026-11-20', soldOn: '2026-11-20' }],
        },
      },
    ],
    [
      'a route with two days of sale',
      'unknown; failed: ROUTE_DATES_DIFFER',
      {
        claim: {
          route: [
            { place: 'MO', soldOn: '2026-11-20' },
            { place: 'MO', soldOn: '2026-11-21' },
          ],
        },
      },
    ],
    [
      'a route that says the same twice',
      'proved; passed:',
      {
        claim: {
          route: [
            { place: 'MO', soldOn: '2026-11-20' },
            { place: 'MO', soldOn: '2026-11-20' },
          ],
        },
      },
    ],
    [
      'no producer and no route',
      'unknown; passed: PRODUCER_NOT_STATED PLACE_NOT_ON_ROUTE',
      { claim: { actors: [], route: [] } },
    ],
  ])('judges %s', async (_, expected, changes) => {
    expect(await found('claim', changes)).toBe(expected);
  });

  it.each<[string, string, WorldChanges]>([
    ['a name of one food', 'proved; passed: CLASSIFIED_BY_NAME', { claim: { product: { name: 'Leaf' } } }],
    ['a name of nothing', 'unknown; undetermined: NAME_NOT_FOUND', { claim: { product: { name: 'stone' } } }],
    [
      'a name of two foods',
      'unknown; undetermined: NAME_AMBIGUOUS',
      { claim: { product: { name: 'greens or fish' } } },
    ],
    [
      'an entry under the name of another food',
      'unknown; undetermined: NAME_OF_OTHER_FOOD',
      { claim: { product: { name: ' FISH ', food: 'leaf' } } },
    ],
    ['an entry under a name of itself', 'proved; passed:', { claim: { product: { name: 'leaf pt', food: 'leaf' } } }],
    ['an entry under the name of its group', 'proved; passed:', { claim: { product: { name: 'food', food: 'leaf' } } }],
    [
      'an entry under the name of one of its own',
      'proved; passed:',
      { claim: { product: { name: 'cress', food: 'leaf' } } },
    ],
    [
      'an entry under a name that it shares',
      'proved; passed:',
      { claim: { product: { name: 'greens or fish', food: 'leaf' } } },
    ],
    ['an entry under a name of its own', 'proved; passed:', { claim: { product: { name: 'Best', food: 'leaf' } } }],
    [
      'an entry that the taxonomy lacks',
      'unknown; undetermined: UNKNOWN_FOOD',
      { claim: { product: { name: 'leaf', food: '__proto__' } } },
    ],
  ])('classifies %s', async (_, expected, changes) => {
    expect(await found('classification', changes)).toBe(expected);
  });
});

describe('what the checks on the claim only note', () => {
  it.each<[readonly string[], WorldChanges]>([
    [['CLASSIFIED_BY_NAME'], { claim: { product: { name: 'Leaf' } } }],
    [['PLACE_NOT_ON_ROUTE'], { claim: { route: [{ place: 'HK' }] } }],
    [[], {}],
  ])('is seen beside what is proved: %j', async (codes, changes) => {
    const { verdict, caveats } = cellOf(await verdictOn(changes));
    expect([verdict, caveats.map(({ code }) => code)]).toEqual(['proved', codes]);
  });

  it('is seen where the place lets the check inform only', async () => {
    const checks = Object.fromEntries(CHECK_GROUPS.map((group) => [group, 'informative']));
    const { caveats } = cellOf(
      await verdictOn({
        claim: { product: { name: 'fish', food: 'leaf' } },
        change: { policy: withSubject({ checks }) },
      }),
    );
    expect(caveats.map(({ code }) => code)).toContain('NAME_OF_OTHER_FOOD');
  });
});

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

describe('tryTranscription()', () => {
  const typed = {
    at: { file: 'results.csv', row: 2 },
    reportNumber: 'R-9',
    laboratory: 'Some laboratory',
    substance: 'Lead',
    method: 'GB 5009.12-2023',
    testedOn: '2026-11-11' as never,
    basis: 'edible part',
    outcome: 'quantified' as const,
    quantity: { value: '0.1', unit: 'mg/kg' },
  };
  const only = { change: { report: 'without', sampling: 'without' } } as const;

  it('says what a typed number would show, and never proves by it', async () => {
    const trial = cellOf(await verdictOn({ ...only, transcribed: [typed] })).trials[0];
    expect(trial).toMatchObject({ outcome: 'meets', standing: 'not-accepted', result: 'results.csv row 2' });
    expect(shortly(trial, 'document')).toBe('undetermined: UNSIGNED_TRANSCRIPTION');
    expect(cellOf(await verdictOn({ ...only, transcribed: [typed] })).verdict).toBe('unknown');
  });

  it('leaves out an uncertainty that is relative or has no k, and takes one that is whole', async () => {
    const rule = withSubject({
      decisionRule: {
        rule: { kind: 'guard-band', multiplier: '1', guards: 'acceptance' },
        origin: 'law',
        legalBasis: LAW,
      },
    });
    const outcome = async (expandedUncertainty: NonNullable<(typeof typedWith)[number]>) =>
      cellOf(
        await verdictOn({ change: { ...only.change, policy: rule }, transcribed: [{ ...typed, expandedUncertainty }] }),
      ).trials[0]?.outcome;
    const typedWith = [{ value: '0.01', unit: 'mg/kg', relative: false, coverageFactor: '2' }];
    expect(await outcome({ value: '0.01', unit: 'mg/kg', relative: false, coverageFactor: '2' })).toBe('meets');
    expect(await outcome({ value: '0.01', unit: 'mg/kg', relative: true, coverageFactor: '2' })).toBe('inconclusive');
    expect(await outcome({ value: '0.01', unit: 'mg/kg', relative: false } as never)).toBe('inconclusive');
  });

  it('is not concerned with other substances, and takes non-detects and papers without rows', async () => {
    const trials = async (more: Record<string, unknown>) =>
      cellOf(await verdictOn({ ...only, transcribed: [{ ...typed, ...more } as never] })).trials;
    expect(await trials({ substance: 'gold' })).toEqual([]);
    expect(await trials({ substance: 'hg' })).toEqual([]);
    const [one] = await trials({
      at: { file: 'scan.pdf' },
      basis: undefined,
      outcome: 'below-loq',
      quantity: undefined,
      limitOfQuantification: { value: '0.02', unit: 'mg/kg' },
      limitOfDetection: { value: '0.01', unit: 'mg/kg' },
    });
    expect(one).toMatchObject({ result: 'scan.pdf', outcome: 'inconclusive' });
    expect(shortly(one, 'decision')).toBe('undetermined: BASIS_DIFFERS');
  });
});

describe('checkPlausibility()', () => {
  const codes = async (changes: WorldChanges): Promise<readonly (readonly [string, string | undefined])[]> => {
    const check = cellOf(await verdictOn(changes)).trials[0]?.checks.find(({ group }) => group === 'plausibility');
    return (check?.reasons ?? []).map(({ code, article }) => [code, article]);
  };
  const falseReport = 'SAMR Order 39, art. 14';
  it.each<[string, string, WorldChanges]>([
    [
      'TESTED_BEFORE_RECEIVED',
      falseReport,
      { change: { report: withSubject({ results: [leadResult({ testedOn: '2026-11-08' })] }) } },
    ],
    ['ISSUED_BEFORE_TESTED', falseReport, { change: { report: withSubject({ issuedOn: '2026-11-10' }) } }],
    ['SIGNED_BEFORE_ISSUED', falseReport, { change: { report: withSubject({ issuedOn: '2026-11-14' }) } }],
    ['NO_SIGNATORY', 'SAMR Order 39, art. 13', { change: { report: withSubject({ signatory: undefined }) } }],
    [
      'LABORATORY_IS_ACTOR',
      'ISO/IEC 17025:2017, 4.1',
      { claim: { actors: [{ role: 'producer', name: 'L', did: WHO.laboratory.did }] } },
    ],
  ])('points to %s with the article to compare', async (code, article, changes) => {
    expect(await codes(changes)).toEqual([[code, article]]);
  });

  it('sees a report dated after it was signed', async () => {
    const said = await codes({ change: { report: withSubject({ issuedOn: '2026-11-20' }) } });
    expect(said.map(([code]) => code)).toEqual(['SIGNED_BEFORE_ISSUED']);
  });

  it('only points where nothing else rests on it, and is shown beside the verdict', async () => {
    const later: WorldChanges = { change: { report: withSubject({ issuedOn: '2026-11-14' }) } };
    expect(await found('plausibility', later)).toBe('proved; failed: SIGNED_BEFORE_ISSUED');
    expect(cellOf(await verdictOn(later)).caveats.map(({ code }) => code)).toEqual(['SIGNED_BEFORE_ISSUED']);
  });

  it.each<[string, WorldChanges]>([
    [
      'TEST_DATE_IMPOSSIBLE',
      { change: { report: withSubject({ results: [leadResult({ testedOn: '2026-11-08' })] }) } },
    ],
    [
      'TEST_DATE_IMPOSSIBLE',
      { change: { report: withSubject({ results: [leadResult({ testedOn: '2026-11-14' })] }) } },
    ],
    ['NO_SIGNATORY', { change: { report: withSubject({ signatory: undefined }) } }],
    ['LABORATORY_IS_ACTOR', { claim: { actors: [{ role: 'seller', name: 'L', did: WHO.laboratory.did }] } }],
  ])('leaves no competence where everything rests on it: %s', async (code, changes) => {
    expect(await found('competence', changes)).toBe(`unknown; failed: ${code}`);
  });
});
