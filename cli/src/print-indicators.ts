// SPDX-License-Identifier: Apache-2.0
import type { RuleOnReport } from '@touchstone/evidence';
import { fill, paint, plain } from './paint.ts';

/** Prints what a laboratory's gate would notice about a report from elsewhere, and what it could not look at. */
export function printIndicators(rules: readonly RuleOnReport[]): void {
  if (rules.length === 0) return;
  line('');
  line(paint('bold', 'Indicators') + paint('dim', ' (no findings: only an authority decides what a report is)'));
  for (const { rule, indicators, wanting } of rules) {
    const isClear = indicators.length + wanting.length === 0;
    if (isClear) line(paint('green', `  ${fill(rule, 15)}looked at; nothing was noticed`));
    for (const { code, detail, article, cure } of indicators) {
      const compare = article === undefined ? '' : ` (compare ${article})`;
      line(paint('yellow', `  ${fill(rule, 15)}noticed`) + plain(`: ${detail}${compare} [${code}]`));
      line(paint('dim', plain(`${fill('', 17)}what to do: ${cure.detail}`)));
    }
    for (const { code, detail } of wanting) {
      line(paint('dim', plain(`  ${fill(rule, 15)}not looked at: ${detail} [${code}]`)));
    }
  }
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
