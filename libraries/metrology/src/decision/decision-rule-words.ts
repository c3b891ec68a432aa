// SPDX-License-Identifier: Apache-2.0
import { toHalfWidth } from '@touchstone/identifiers';
import { MetrologyError } from '../metrology-error.ts';
import { type DecisionRuleText, parseDecisionRule } from './decision-rule.ts';

/** How a decision rule is written, one form of each kind; what a refusal offers. */
export const DECISION_RULE_FORMS = [
  'simple acceptance',
  'guard band 1 U against false acceptance',
  'conformance probability 0.95',
] as const;

const CHARACTERS_MAX = 200;
const NUMBER = String.raw`(\d{1,10}(?:\.\d{1,10})?)`;
const SIMPLE = /^(?:simple acceptance|简单接受|简单验收|簡單接受|簡單驗收|aceitação simples)$/u;
const GUARD = new RegExp(
  `^(?:guard band|保护带|保護帶|banda de guarda) ?${NUMBER} ?u?(?: ?against false| ?contra falsa| ?防)? ?(\\p{L}[\\p{L} ]*?)(?: (binary|二元|binária))?$`,
  'u',
);
const PROBABILITY = new RegExp(
  `^(?:conformance probability|合格概率|符合概率|合格機率|符合機率|probabilidade de conformidade)(?: of)?(?: at least)? ?(?:>=|≥)? ?${NUMBER}$`,
  'u',
);

type Guards = (DecisionRuleText & { readonly kind: 'guard-band' })['guards'];

/** Which error a guard band makes rarer: accepting what does not conform, rejecting what does, or both. */
const GUARDS: ReadonlyMap<string, Guards> = new Map([
  ...['acceptance', '误收', '誤收', 'aceitação'].map((word) => [word, 'acceptance'] as const),
  ...['rejection', '误拒', '誤拒', 'rejeição'].map((word) => [word, 'rejection'] as const),
  ...['both', 'acceptance and false rejection', '误收和误拒', '誤收和誤拒', 'aceitação e falsa rejeição'].map(
    (word) => [word, 'both'] as const,
  ),
]);

/**
 * "simple acceptance" | "guard band" r ["U"] ["against false"] side | "conformance probability" p.
 * JCGM 106:2012, clause 8; ILAC-G8:09/2019, clause 4. In English, Chinese or Portuguese, in any case and width; what
 * `describeDecisionRule` writes is read again. A guard band without its side has two readings and is refused.
 */
export function readDecisionRule(text: string): DecisionRuleText {
  const rule = text.length > CHARACTERS_MAX ? undefined : withNumbers(plain(text));
  if (rule === undefined) {
    const given = text.slice(0, CHARACTERS_MAX);
    throw new MetrologyError('BAD_RULE', `A decision rule is written as one of: ${DECISION_RULE_FORMS.join('; ')}`, {
      given,
    });
  }
  parseDecisionRule(rule);
  return rule;
}

function withNumbers(text: string): DecisionRuleText | undefined {
  if (SIMPLE.test(text)) return { kind: 'simple-acceptance' };
  const threshold = PROBABILITY.exec(text)?.[1];
  if (threshold !== undefined) return { kind: 'conformance-probability', threshold };
  const [, multiplier, side, binary] = GUARD.exec(text) ?? [];
  const guards = side === undefined ? undefined : GUARDS.get(side);
  if (multiplier === undefined || guards === undefined) return undefined;
  return { kind: 'guard-band', multiplier, guards, ...(binary === undefined ? {} : { form: 'binary' }) };
}

/** One case and width, one space between words; a hyphen or an underscore between letters is a space. */
function plain(text: string): string {
  return toHalfWidth(text)
    .normalize('NFC')
    .toLowerCase()
    .replace(/(?<=\p{L})[-_](?=\p{L})/gu, ' ')
    .replace(/[:;](?=\s*[\p{L}\p{N}])|,(?=\s*\p{L})/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
}
