// SPDX-License-Identifier: Apache-2.0
import { parseDecimal } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type DecisionRule,
  type DecisionRuleText,
  describeDecisionRule,
  parseDecisionRule,
  RULE_ORIGINS,
  requireDecisionRule,
  selectDecisionRule,
} from './index.ts';

const simple: DecisionRule = { kind: 'simple-acceptance' };
const guard = parseDecisionRule({ kind: 'guard-band', multiplier: '1', guards: 'acceptance' });

describe('selectDecisionRule()', () => {
  it('takes law before scheme before contract before user', () => {
    fc.assert(
      fc.property(fc.subarray([...RULE_ORIGINS], { minLength: 1 }), (origins) => {
        const stated = Object.fromEntries(origins.map((origin) => [origin, simple]));
        const selected = selectDecisionRule(stated);
        expect(selected?.origin).toBe(origins[0]);
        expect(selected?.outranked).toEqual(origins.slice(1));
      }),
    );
  });

  it("labels a user's rule, and never lets it change a legal verdict", () => {
    const own = selectDecisionRule({ user: guard });
    expect(own).toMatchObject({ rule: guard, origin: 'user', changesLegalVerdict: false });
    expect(own?.label).toContain('user');
    expect(selectDecisionRule({ law: simple, user: guard })).toMatchObject({
      rule: simple,
      origin: 'law',
      changesLegalVerdict: true,
      outranked: ['user'],
    });
    expect(selectDecisionRule({ scheme: simple })?.label).toBe('simple acceptance, by scheme');
  });

  it('chooses nothing where nobody stated a rule', () => {
    expect(selectDecisionRule({ law: undefined })).toBeUndefined();
  });

  it('refuses a rule that is none', () => {
    const rule: DecisionRule = { kind: 'conformance-probability', threshold: parseDecimal('1.5') };
    expect(() => selectDecisionRule({ law: rule })).toThrow(expect.objectContaining({ code: 'BAD_RULE' }));
  });
});

describe('parseDecisionRule()', () => {
  it.each<[DecisionRuleText, string]>([
    [{ kind: 'simple-acceptance' }, 'simple acceptance'],
    [{ kind: 'guard-band', multiplier: '0.83', guards: 'acceptance' }, 'guard band 0.83 U against false acceptance'],
    [
      { kind: 'guard-band', multiplier: '0', guards: 'rejection', form: 'binary' },
      'guard band 0 U against false rejection',
    ],
    [
      { kind: 'guard-band', multiplier: '1', guards: 'both', form: undefined },
      'guard band 1 U against false acceptance and false rejection',
    ],
    [{ kind: 'conformance-probability', threshold: '0.5' }, 'conformance probability of at least 0.5'],
  ])('reads %o', (text, words) => {
    expect(describeDecisionRule(parseDecisionRule(text))).toBe(words);
  });

  it('keeps the form only where one is given', () => {
    expect(guard).not.toHaveProperty('form');
    expect(
      parseDecisionRule({ kind: 'guard-band', multiplier: '1', guards: 'acceptance', form: 'binary' }),
    ).toHaveProperty('form', 'binary');
  });

  it.each<[string, DecisionRuleText]>([
    ['no number', { kind: 'guard-band', multiplier: 'U', guards: 'acceptance' }],
    ['a negative band', { kind: 'guard-band', multiplier: '-0.1', guards: 'acceptance' }],
    ['a binary rule of both', { kind: 'guard-band', multiplier: '1', guards: 'both', form: 'binary' }],
    ['a threshold below one half', { kind: 'conformance-probability', threshold: '0.49' }],
    ['certainty', { kind: 'conformance-probability', threshold: '1' }],
    ['per cent', { kind: 'conformance-probability', threshold: '95 %' }],
  ])('refuses %s', (_, text) => {
    expect(() => parseDecisionRule(text)).toThrow(expect.objectContaining({ code: 'BAD_RULE' }));
  });
});

describe('requireDecisionRule()', () => {
  it('passes every rule that is one', () => {
    for (const rule of [simple, guard, parseDecisionRule({ kind: 'conformance-probability', threshold: '0.95' })]) {
      expect(requireDecisionRule(rule)).toBeUndefined();
    }
  });
});
