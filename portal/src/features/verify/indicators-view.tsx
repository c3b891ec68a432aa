// SPDX-License-Identifier: Apache-2.0
import { ReasonList } from '../../components/reason-line.tsx';
import { useWords } from '../../messages/use-words.ts';
import { MarkOf } from '../issue-gate/gate-lines.tsx';
import type { RuleOnReport } from './rule-on-report.ts';

/** The rules of a laboratory's gate over a report from elsewhere: what is noticed, and what was not looked at. */
export function IndicatorsView({ rules }: { readonly rules: readonly RuleOnReport[] }) {
  const { say } = useWords();
  return (
    <section data-indicators>
      <h3 className="font-semibold">{say('verify.indicators')}</h3>
      <p className="mb-2 text-sm text-stone-600">{say('verify.indicators-lead')}</p>
      <ul className="space-y-2">
        {rules.map(({ rule, indicators, wanting }) => (
          <li key={rule} data-rule={rule} className="rounded-md border border-stone-300 bg-white px-3 py-2">
            <h4 className="font-medium first-letter:uppercase">{say(`rule.${rule}`)}</h4>
            {indicators.length + wanting.length === 0 ? (
              <p className="text-sm">{say('verify.nothing-noticed')}</p>
            ) : null}
            {indicators.length === 0 ? null : (
              <ul className="mt-1 space-y-3 text-sm">
                {indicators.map((each) => (
                  <MarkOf key={`${each.code} ${each.detail}`} mark={each} />
                ))}
              </ul>
            )}
            {wanting.length === 0 ? null : (
              <div className="mt-1 text-sm text-stone-600" data-wanting>
                <p>{say('verify.wanting')}</p>
                <ReasonList reasons={wanting} />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
