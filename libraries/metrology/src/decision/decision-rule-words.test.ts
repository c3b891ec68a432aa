// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MetrologyError } from '../metrology-error.ts';
import {
  DECISION_RULE_FORMS,
  type DecisionRuleText,
  describeDecisionRule,
  parseDecisionRule,
  readDecisionRule,
} from './index.ts';

const guard = (multiplier: string, guards: 'acceptance' | 'rejection' | 'both') => ({
  ...{ kind: 'guard-band', multiplier, guards },
});
const SIMPLE = { kind: 'simple-acceptance' };
const probability = (threshold: string) => ({ kind: 'conformance-probability', threshold });

describe('readDecisionRule()', () => {
  it.each<[string, object]>([
    ['simple acceptance', SIMPLE],
    ['  Simple-Acceptance ', SIMPLE],
    ['简单接受', SIMPLE],
    ['簡單驗收', SIMPLE],
    ['Aceitação simples', SIMPLE],
    ['guard band 1 U against false acceptance', guard('1', 'acceptance')],
    ['guard-band:0.83:rejection', guard('0.83', 'rejection')],
    ['Guard band １ U, both', guard('1', 'both')],
    ['保护带 1 U 防误收', guard('1', 'acceptance')],
    ['保護帶1U防誤拒', guard('1', 'rejection')],
    ['保护带 0.5 U 防误收和误拒', guard('0.5', 'both')],
    ['banda de guarda 1 U contra falsa aceitação', guard('1', 'acceptance')],
    ['guard band 1 U against false acceptance, binary', { ...guard('1', 'acceptance'), form: 'binary' }],
    ['conformance probability 0.95', probability('0.95')],
    ['conformance probability of at least 0.95', probability('0.95')],
    ['合格概率 ≥ 0.95', probability('0.95')],
    ['Probabilidade de conformidade: 0.9', probability('0.9')],
  ])('reads %s', (text, rule) => {
    expect(readDecisionRule(text)).toEqual(rule);
  });

  it.each([
    ['nothing', ''],
    ['another rule', 'majority of three'],
    ['a guard band that does not say against what', 'guard band 1 U'],
    ['a guard band against something else', 'guard band 1 U against false hope'],
    ['a guard band without its width', 'guard band against false acceptance'],
    ['a negative width', 'guard band -1 U against false acceptance'],
    ['a decimal comma', 'conformance probability 0,95'],
    ['a percentage', 'conformance probability 95 %'],
    ['a threshold that no rule has', 'conformance probability 0.4'],
    ['a band that is binary on both sides', 'guard band 1 U both binary'],
    ['a text as long as a contract', `simple acceptance${' '.repeat(300)}`],
  ])('refuses %s', (_, text) => {
    expect(() => readDecisionRule(text)).toThrow(expect.objectContaining({ code: 'BAD_RULE' }) as MetrologyError);
  });

  it('offers forms that it reads', () => {
    expect(DECISION_RULE_FORMS.map((form) => describeDecisionRule(parseDecisionRule(readDecisionRule(form))))).toEqual([
      'simple acceptance',
      'guard band 1 U against false acceptance',
      'conformance probability of at least 0.95',
    ]);
  });

  it('reads what describeDecisionRule() writes', () => {
    const number = fc.integer({ min: 0, max: 99_999 }).map((n) => `${Math.floor(n / 1_000)}.${String(n % 1_000)}`);
    const rules: fc.Arbitrary<DecisionRuleText> = fc.oneof(
      fc.constant({ kind: 'simple-acceptance' as const }),
      fc.record({
        kind: fc.constant('guard-band' as const),
        multiplier: number,
        guards: fc.constantFrom('acceptance' as const, 'rejection' as const, 'both' as const),
      }),
      fc
        .integer({ min: 500, max: 999 })
        .map((n) => ({ kind: 'conformance-probability' as const, threshold: `0.${n}` })),
    );
    fc.assert(
      fc.property(rules, (rule) => {
        expect(readDecisionRule(describeDecisionRule(parseDecisionRule(rule)))).toEqual(rule);
      }),
    );
  });
});
