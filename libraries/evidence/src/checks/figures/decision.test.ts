// SPDX-License-Identifier: Apache-2.0
import type { LimitRequirement } from '@touchstone/requirements';
import { describe, expect, it } from 'vitest';
import { LAW, leadResult } from '../../testing/drafts.ts';
import { LEAD_LIMIT, rules } from '../../testing/rules.ts';
import { cellOf, found, verdictOn, type WorldChanges, withPart, withSubject } from '../../testing/world.ts';

const result = (more: Record<string, unknown>): WorldChanges['change'] => ({
  report: withSubject({ results: [leadResult(more)] }),
});
const value = (text: string, unit = 'mg/kg', u: string | null = '0.02'): WorldChanges['change'] =>
  result({
    quantity: { value: text, unit },
    expandedUncertainty: u === null ? undefined : { value: u, unit, coverageFactor: '2' },
  });
const limit = (more: Partial<LimitRequirement>): WorldChanges => ({
  requirements: rules([{ ...LEAD_LIMIT, ...more }]),
});
const rule = (kind: Record<string, unknown>, legalBasis: Record<string, unknown> = LAW): WorldChanges['change'] => ({
  policy: withSubject({ decisionRule: { rule: kind, origin: 'law', legalBasis } }),
});
const GUARD = { kind: 'guard-band', multiplier: '1', guards: 'acceptance', form: 'non-binary' };
const lod = (text: string) => ({ value: text, unit: 'mg/kg' });
const below = (loq: string, more: Record<string, unknown> = {}): WorldChanges['change'] => ({
  report: withSubject({
    results: [
      {
        outcome: 'below-loq',
        result: 'r-1',
        substance: 'pb',
        method: { standard: 'GB 5009.12-2023' },
        basis: 'edible part',
        testedOn: '2026-11-11',
        limitOfQuantification: lod(loq),
        ...more,
      },
    ],
  }),
});
const notDetected = (detected: string, loq?: string): WorldChanges['change'] =>
  below('1', {
    outcome: 'not-detected',
    limitOfDetection: lod(detected),
    limitOfQuantification: loq === undefined ? undefined : lod(loq),
  });
const own = (more: Record<string, unknown>): WorldChanges => ({
  change: { report: withPart('results', more) },
});
const verdictOf = async (changes: WorldChanges): Promise<string> =>
  (await found('decision', changes)).split(';')[0] ?? '';

describe('decideLimit()', () => {
  it.each<[string, string, WorldChanges]>([
    [
      'a value at its own limits',
      'proved; passed: COMPARED',
      own({ limitOfDetection: lod('0.1'), limitOfQuantification: lod('0.1') }),
    ],
    ['a value below its own LOD', 'unknown; undetermined: BELOW_OWN_LIMIT', own({ limitOfDetection: lod('0.2') })],
    ['a value below its own LOQ', 'unknown; undetermined: BELOW_OWN_LIMIT', own({ limitOfQuantification: lod('2') })],
    [
      'a value with an LOQ of something else',
      'unknown; undetermined: OWN_LIMIT_INCOMPARABLE',
      own({ limitOfDetection: { value: '0.001', unit: 'Bq/kg' } }),
    ],
    [
      'an uncertainty of something else',
      'unknown; undetermined: UNCERTAINTY_INCOMPARABLE',
      own({ expandedUncertainty: { value: '0.02', unit: 'Bq/kg', coverageFactor: '2' } }),
    ],
  ])('compares the result with what its report says of it: %s', async (_, expected, changes) => {
    expect((await found('decision', changes)).slice(0, expected.length)).toBe(expected);
  });

  it.each<[string, string, WorldChanges]>([
    ['a value at the limit', 'proved', { change: value('0.300') }],
    ['a value above the limit by one digit', 'refuted', { change: value('0.301') }],
    ['the same in another unit', 'proved', { change: value('300', 'ug/kg', '20') }],
    ['a value that rounds to the limit, compared in full', 'refuted', { change: value('0.34') }],
    [
      'a value that rounds to the limit, where the place rounds',
      'proved',
      { change: { ...value('0.34'), policy: withSubject({ rounding: 'rounded-value' }) } },
    ],
    ['a missing uncertainty under simple acceptance', 'proved', { change: value('0.1', 'mg/kg', null) }],
    [
      'a missing uncertainty where the rule needs it',
      'unknown',
      { change: { ...value('0.1', 'mg/kg', null), ...rule(GUARD) } },
    ],
    ['a value below the guard band', 'proved', { change: { ...value('0.28'), ...rule(GUARD) } }],
    ['a value in the guard band', 'unknown', { change: { ...value('0.29'), ...rule(GUARD) } }],
    [
      'a probability of conformity above the threshold',
      'proved',
      { change: { ...value('0.28'), ...rule({ kind: 'conformance-probability', threshold: '0.95' }) } },
    ],
    ['a decision rule that is none', 'unknown', { change: rule({ ...GUARD, multiplier: '-1' }) }],
    [
      'a decision rule known from memory',
      'unknown',
      { change: rule({ kind: 'simple-acceptance' }, { ...LAW, certainty: 'recalled' }) },
    ],
    ['a unit of another kind', 'unknown', { change: { ...value('0.1', 'mg/L'), ...wide() } }],
    ['a unit that nobody knows', 'unknown', { change: { ...value('0.1', 'spoons'), ...wide() } }],
    ['a negative content', 'unknown', { change: { ...value('-0.1'), ...wide() } }],
    [
      'an uncertainty with k = 0',
      'unknown',
      { change: result({ expandedUncertainty: { value: '0.1', unit: 'mg/kg', coverageFactor: '0' } }) },
    ],
    [
      'an uncertainty with its probability',
      'proved',
      {
        change: result({
          expandedUncertainty: { value: '0.02', unit: 'mg/kg', coverageFactor: '2', coverageProbability: '0.95' },
        }),
      },
    ],
    ['a non-detect whose LOQ is below the limit', 'proved', { change: below('0.1') }],
    ['a non-detect whose LOQ is above the limit', 'unknown', { change: below('0.31') }],
    ['a non-detect with both limits', 'proved', { change: below('0.1', { limitOfDetection: lod('0.03') }) }],
    ['a non-detect bounded by its LOD', 'proved', { change: notDetected('0.1', '0.2') }],
    ['a non-detect whose LOD is above the limit', 'unknown', { change: notDetected('0.31') }],
    ['a non-detect with an LOD of nothing', 'unknown', { change: notDetected('0') }],
  ])('judges %s', async (_, expected, changes) => {
    expect(await verdictOf(changes)).toBe(expected);
  });

  it.each<[string, string, WorldChanges]>([
    ['a result above nothing', 'refuted', { change: value('0.1') }],
    ['a non-detect, which says not found at this LOQ', 'unknown', { change: below('0.1') }],
    ['a non-detect at the LOQ that the law asks for', 'proved', { change: below('0.05'), requirements: withLoq() }],
    ['a non-detect by a method that sees too little', 'unknown', { change: below('0.1'), requirements: withLoq() }],
  ])('judges against a prohibition %s', async (_, expected, changes) => {
    expect(await verdictOf({ requirements: rules([prohibition()]), ...changes })).toBe(expected);
  });
});

function prohibition(): LimitRequirement {
  return { ...LEAD_LIMIT, limit: { kind: 'not-permitted' } };
}

function withLoq(): ReturnType<typeof rules> {
  const requiredLoq = { value: '0.05' as never, unit: 'mg/kg' };
  return rules([{ ...prohibition(), method: { standard: 'x', force: 'free', certainty: 'read', requiredLoq } }]);
}

/** A laboratory whose scope line has no working range. */
function wide(): WorldChanges['change'] {
  return {
    laboratory: ({ subject }) => ({
      subject: {
        ...subject,
        scope: (subject.scope as object[]).map((line) => ({
          ...line,
          range: undefined,
          limitOfQuantification: undefined,
        })),
      },
    }),
  };
}

describe('basisOf()', () => {
  const asSold = result({ basis: 'As sold ' });
  const same = (certainty: string): WorldChanges['change'] => ({
    ...asSold,
    policy: withSubject({ sameBasis: [{ law: 'edible part', report: 'as sold', because: 'a test', certainty }] }),
  });
  const unstated = (when: string, takes: string[]): WorldChanges => ({
    ...limit({ basis: 'not stated' }),
    change: { ...asSold, policy: withSubject({ unstatedBasis: { when, takes, because: 'a test' } }) },
  });
  it.each<[string, string, WorldChanges]>([
    ['another basis', 'unknown; undetermined: BASIS_DIFFERS', { change: asSold }],
    ['any basis', 'proved; passed: COMPARED WITHIN_LIMITS', { ...limit({ basis: 'any' }), change: asSold }],
    [
      'the same basis in other letters',
      'proved; passed: COMPARED WITHIN_LIMITS',
      { ...limit({ basis: 'as sold' }), change: asSold },
    ],
    ['a basis that the place takes as the same', 'proved; passed: COMPARED WITHIN_LIMITS', { change: same('read') }],
    ['a likeness known from memory', 'unknown; undetermined: BASIS_DIFFERS', { change: same('recalled') }],
    ['an unstated basis where that blocks', 'unknown; undetermined: BASIS_NOT_STATED', unstated('blocks', ['as sold'])],
    [
      'an unstated basis that the place does not take',
      'unknown; undetermined: BASIS_NOT_STATED',
      unstated('decides-visibly', ['dry weight']),
    ],
    [
      'an unstated basis that the place takes',
      'proved; passed: COMPARED WITHIN_LIMITS',
      unstated('decides-visibly', ['as sold']),
    ],
  ])('judges %s', async (_, expected, changes) => {
    expect(await found('decision', changes)).toBe(expected);
  });

  it('shows under the verdict what was taken as the same', async () => {
    expect(cellOf(await verdictOn({ change: same('read') })).caveats.map(({ code }) => code)).toEqual([
      'BASIS_TAKEN_AS_SAME',
    ]);
    expect(cellOf(await verdictOn(unstated('decides-visibly', ['as sold']))).caveats.map(({ code }) => code)).toEqual([
      'BASIS_NOT_STATED',
    ]);
  });

  it('never refutes on another basis', async () => {
    const high = result({ basis: 'as sold', quantity: { value: '0.9', unit: 'mg/kg' } });
    expect(await found('decision', { change: high })).toBe('unknown; undetermined: BASIS_DIFFERS');
  });
});

describe('appliedRule()', () => {
  const OTHER = { kind: 'conformance-probability', threshold: '0.95' } as const;
  const noRule = { policy: withSubject({ decisionRule: undefined }) };
  const contract = (agreed: object = GUARD): WorldChanges => ({ claim: { decisionRule: agreed } });
  const user = (own: object): WorldChanges => ({ question: { decisionRule: own as typeof OTHER } });
  /** Within the guard band of the limit: simple acceptance meets, the others leave it open. */
  const near = value('0.29');
  const cellWith = async (changes: WorldChanges) => {
    const verdict = await verdictOn(changes);
    const cell = cellOf(verdict);
    const decision = cell.trials[0]?.checks.find(({ group }) => group === 'decision');
    return { verdict, cell, reasons: decision?.reasons ?? [] };
  };

  it('lets the law decide over the contract and the user, and says what each of them would say', async () => {
    const { cell, reasons, verdict } = await cellWith({ change: near, ...contract(), ...user(OTHER) });
    expect(cell.verdict).toBe('proved');
    const outranked = reasons.filter(({ code }) => code === 'RULE_OUTRANKED').map(({ values }) => values);
    expect(outranked).toMatchObject([
      { origin: 'contract', outcome: 'inconclusive', appliedOrigin: 'law', applied: 'simple acceptance' },
      { origin: 'user', outcome: 'inconclusive', appliedOrigin: 'law', applied: 'simple acceptance' },
    ]);
    const seen = cell.caveats.filter(({ code }) => code === 'RULE_OUTRANKED').map(({ values }) => values?.origin);
    expect(seen).toEqual(['contract', 'user']);
    expect(verdict.decisionRule).toEqual(OTHER);
    expect(await verdictOn({ change: near })).not.toHaveProperty('decisionRule');
  });

  it('lets a scheme decide over the contract', async () => {
    const scheme = withPart('decisionRule', { origin: 'scheme' });
    const { reasons } = await cellWith({ change: { ...near, policy: scheme }, ...contract() });
    expect(reasons.find(({ code }) => code === 'RULE_OUTRANKED')?.values?.appliedOrigin).toBe('scheme');
  });

  it('decides by the contract where law and scheme are silent, visibly, and over the user', async () => {
    const simple = { kind: 'simple-acceptance' };
    const met = await cellWith({ change: { ...near, ...noRule }, ...contract(simple), ...user(OTHER) });
    expect([met.cell.verdict, met.cell.caveats.map(({ code }) => code)]).toEqual([
      'proved',
      ['RULE_BY_CONTRACT', 'RULE_OUTRANKED', 'LOW_CONFORMANCE_PROBABILITY'],
    ]);
    expect(met.reasons.find(({ code }) => code === 'RULE_OUTRANKED')?.values).toMatchObject({
      ...{ origin: 'user', appliedOrigin: 'contract' },
    });
    const open = await cellWith({ change: { ...near, ...noRule }, ...contract() });
    expect(open.cell.verdict).toBe('unknown');
  });

  it('makes no verdict of the rule of a user, and says how a rule can be stated', async () => {
    for (const text of ['0.1', '0.5']) {
      const { cell, reasons } = await cellWith({ change: { ...value(text), ...noRule }, ...user(GUARD) });
      expect([cell.verdict, cell.outcome, reasons[0]?.code]).toEqual(['unknown', 'inconclusive', 'RULE_OF_USER_ONLY']);
      expect(reasons[0]?.values?.outcome).toBe(text === '0.1' ? 'meets' : 'does-not-meet');
    }
    const { cell, reasons } = await cellWith({ change: noRule });
    expect([cell.verdict, ...reasons.map(({ code }) => code)]).toEqual(['unknown', 'DECISION_RULE_MISSING']);
    expect(cell.toSettle.map(({ code }) => code)).toEqual(['SETTLE_DECISION_RULE']);
  });

  it('lets no contract take the place of a rule of law that is not known surely', async () => {
    const recalled = rule(GUARD, { ...LAW, certainty: 'recalled' });
    const { reasons } = await cellWith({ change: recalled, ...contract({ kind: 'simple-acceptance' }) });
    expect(reasons.map(({ code }) => code)).toEqual(['DECISION_RULE_UNSURE']);
  });

  it('applies none where the law permits none, and says so to whoever stated one', async () => {
    const banned = { requirements: rules([prohibition()]), change: value('0.1') };
    const { cell, reasons } = await cellWith({ ...banned, ...user(GUARD) });
    expect([cell.verdict, ...reasons.map(({ code }) => code)]).toEqual(['refuted', 'DETECTED', 'RULE_NOT_USED']);
    expect(cell.caveats.map(({ code }) => code)).toEqual(['RULE_NOT_USED']);
    expect((await cellWith({ ...banned, ...contract() })).reasons.at(-1)?.code).toBe('RULE_NOT_USED');
    expect((await cellWith(banned)).reasons.map(({ code }) => code)).toEqual(['DETECTED']);
  });

  it('never changes a verdict for a rule that a user states', async () => {
    for (const text of ['0.1', '0.28', '0.3', '0.31', '0.5']) {
      const plain = await cellWith({ change: value(text) });
      for (const own of [GUARD, OTHER, { ...GUARD, guards: 'rejection' }]) {
        const asked = await cellWith({ change: value(text), ...user(own) });
        expect([asked.cell.verdict, asked.cell.outcome]).toEqual([plain.cell.verdict, plain.cell.outcome]);
      }
    }
  });
});

describe('uncertaintyCaveats()', () => {
  const codes = async (changes: WorldChanges) => cellOf(await verdictOn(changes)).caveats.map(({ code }) => code);
  it('shows that a verdict stands without an uncertainty, or with one that makes it unsure', async () => {
    expect(await codes({ change: value('0.1', 'mg/kg', null) })).toEqual(['UNCERTAINTY_MISSING']);
    expect(await codes({ change: value('0.1', 'mg/kg', '0') })).toEqual(['UNCERTAINTY_ZERO']);
    expect(await codes({ change: value('0.295') })).toEqual(['LOW_CONFORMANCE_PROBABILITY']);
    expect(await codes({ change: value('0.305') })).toEqual(['LOW_CONFORMANCE_PROBABILITY']);
    expect(await codes({ change: value('0.1') })).toEqual([]);
    expect(await codes({ change: value('0.9') })).toEqual([]);
  });
});
