// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../../messages/use-words.ts';
import type { ComputedBudget } from './compute-budget.ts';
import { short } from './figures.ts';

/** The result as it would be reported, and where its k comes from. */
export function ResultLine({ computed }: { readonly computed: ComputedBudget }) {
  const { say } = useWords();
  const { output, expansion, noExpansion, reported, unused } = computed;
  const unit = output.unit?.text ?? '';
  const degrees = output.effectiveDegreesOfFreedom;
  const shownDegrees = degrees.known ? short(degrees.value) : say('budget.degrees.unknown');
  return (
    <div>
      <p className="text-2xl font-bold wrap-anywhere" data-testid="budget-result">
        {output.name} = {reported.estimate}
        {unit === '' ? '' : ` ${unit}`}
      </p>
      <p className="text-lg wrap-anywhere" data-testid="budget-uncertainty">
        {expansion === undefined ? 'u' : 'U'} = {reported.uncertainty}
        {unit === '' ? '' : ` ${unit}`}
        {expansion === undefined ? '' : ` (k = ${short(expansion.coverageFactor)})`}
      </p>
      <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 text-sm">
        <dt className="text-stone-600">{say('budget.combined')}</dt>
        <dd>
          {short(output.standardUncertainty)} {unit}
        </dd>
        <dt className="text-stone-600">{say('budget.effective-degrees')}</dt>
        <dd>{shownDegrees}</dd>
        {output.secondOrder === undefined ? null : (
          <>
            <dt className="text-stone-600">{say('budget.second-order')}</dt>
            <dd>
              {short(Math.sqrt(Math.abs(output.secondOrder.variance)))} {unit}
            </dd>
          </>
        )}
      </dl>
      {noExpansion === undefined ? null : (
        <p className="mt-2 rounded border border-amber-700 bg-amber-50 p-2 text-sm">
          {say('budget.no-factor')} <span lang="en">{noExpansion}</span>
        </p>
      )}
      {unused.length === 0 ? null : (
        <p className="mt-2 rounded border border-amber-700 bg-amber-50 p-2 text-sm">
          {say('budget.unused', { names: unused.join(', ') })}
        </p>
      )}
    </div>
  );
}
