// SPDX-License-Identifier: Apache-2.0
import type { DecisionRuleText } from './decision-rule.ts';

/** A decision rule of ILAC-G8 by its name there, with the specific risk that its table prints. */
export interface IlacG8Rule {
  readonly name: string;
  /** w as a multiple of U; below 0, the limit is widened and only what lies beyond it is rejected. */
  readonly guardBand: string;
  /** As printed, with a single limit, U = 2u and a normal distribution; of false acceptance unless `of` says rejection. */
  readonly printedRisk: string;
  readonly of: 'false-acceptance' | 'false-rejection';
  readonly rule: DecisionRuleText;
}

const guarded = (multiplier: string): DecisionRuleText => ({
  kind: 'guard-band',
  multiplier,
  guards: 'acceptance',
  form: 'binary',
});

/**
 * A_U = T_U − w for each named rule; the seventh row of the table, w = r · U by agreement with the customer, is any other
 * `guard-band` rule. ILAC-G8:09/2019, table 1 (recalled).
 */
export const ILAC_G8_RULES: readonly IlacG8Rule[] = [
  {
    name: '6 sigma',
    guardBand: '3',
    printedRisk: '< 1 ppm',
    of: 'false-acceptance',
    rule: guarded('3'),
  },
  { name: '3 sigma', guardBand: '1.5', printedRisk: '< 0.16 %', of: 'false-acceptance', rule: guarded('1.5') },
  { name: 'ILAC G8:2009 rule', guardBand: '1', printedRisk: '< 2.5 %', of: 'false-acceptance', rule: guarded('1') },
  { name: 'ISO 14253-1:2017', guardBand: '0.83', printedRisk: '< 5 %', of: 'false-acceptance', rule: guarded('0.83') },
  {
    name: 'simple acceptance',
    guardBand: '0',
    printedRisk: '< 50 %',
    of: 'false-acceptance',
    rule: { kind: 'simple-acceptance' },
  },
  {
    name: 'uncritical',
    guardBand: '-1',
    printedRisk: '< 2.5 %',
    of: 'false-rejection',
    rule: { kind: 'guard-band', multiplier: '1', guards: 'rejection', form: 'binary' },
  },
];
