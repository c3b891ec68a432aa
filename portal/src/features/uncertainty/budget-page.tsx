// SPDX-License-Identifier: Apache-2.0
import { budgetTable } from '@touchstone/metrology/uncertainty';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { PageTitle } from '../../components/page-title.tsx';
import { Section } from '../../components/section.tsx';
import { useWords } from '../../messages/use-words.ts';
import { BudgetTable } from './budget-table.tsx';
import { type Computed, type ComputedBudget, computeBudget } from './compute-budget.ts';
import { Contributions } from './contributions.tsx';
import { CoverageFields } from './coverage-fields.tsx';
import type { BudgetDraft } from './draft.ts';
import { EXAMPLES } from './examples.ts';
import { formatHash, parseHash } from './exchange.ts';
import { ExchangeBar } from './exchange-bar.tsx';
import type { FaultsAt } from './fault-line.tsx';
import { ModelEditor } from './model-editor.tsx';
import { ResultLine } from './result-line.tsx';
import { budgetRows } from './table-exchange.ts';
import { TrialsView } from './trials-view.tsx';
import { useTrials } from './use-trials.ts';

/** The address follows what is typed after so long a pause: browsers refuse to change it at every key. */
const ADDRESS_PAUSE_MS = 600;
const SEED = 1;

/** An uncertainty budget that is computed while it is written; nothing leaves the browser. */
export function BudgetPage() {
  const { say } = useWords();
  const [draft, setDraft] = useDraftInAddress();
  const [trials, setTrials] = useState(200_000);
  // Fields must not wait for what is computed of them.
  const settled = useDeferredValue(draft);
  const computed = useMemo(() => computeBudget(settled), [settled]);
  const faultsAt = useFaults(computed);
  const asked = useMemo(() => askedOf(computed, settled, trials), [computed, settled, trials]);
  const heard = useTrials(asked);
  return (
    <>
      <PageTitle title={say('budget.title')}>{say('budget.lead')}</PageTitle>
      <ExchangeBar
        draft={draft}
        onDraft={setDraft}
        table={computed.state === 'computed' ? budgetRows(budgetTable(computed.budget), computed) : undefined}
      />
      <div className="mt-6 grid items-start gap-8 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <ModelEditor draft={draft} faultsAt={faultsAt} onDraft={setDraft} />
        <div className="min-w-0 space-y-6 lg:sticky lg:top-4" aria-live="off">
          <section className="rounded-md border-2 border-stone-900 bg-white p-4">
            <h2 className="mb-2 text-lg font-semibold">{say('budget.result')}</h2>
            {computed.state === 'computed' ? (
              <ResultLine computed={computed} />
            ) : (
              <p className="font-medium text-rose-900" data-testid="budget-faulty">
                {say('budget.faulty', { count: computed.faults.length })}
              </p>
            )}
            <CoverageFields draft={draft} faultsAt={faultsAt} onDraft={setDraft} trials={trials} onTrials={setTrials} />
          </section>
          {computed.state === 'computed' ? (
            <>
              <section>
                <h2 className="mb-2 text-lg font-semibold">{say('budget.contributions')}</h2>
                <Contributions computed={computed} />
              </section>
              <section>
                <h2 className="mb-2 text-lg font-semibold">{say('budget.trials')}</h2>
                <TrialsView message={heard} trials={trials} computed={computed} />
              </section>
            </>
          ) : null}
        </div>
      </div>
      <NarrowResult computed={computed} />
      {computed.state === 'computed' ? (
        <Section id="budget" title={say('budget.table')}>
          <BudgetTable computed={computed} />
        </Section>
      ) : null}
    </>
  );
}

/** The result at the lower edge of a narrow screen, where it would be out of sight while fields are written in. */
function NarrowResult({ computed }: { readonly computed: Computed }) {
  const { say } = useWords();
  return (
    <p
      aria-hidden="true"
      className="sticky bottom-0 -mx-4 mt-4 truncate border-t-2 border-stone-900 bg-white px-4 py-2 font-semibold lg:hidden print:hidden"
    >
      {computed.state === 'computed' ? said(computed) : say('budget.faulty', { count: computed.faults.length })}
    </p>
  );
}

function said({ output, reported, expansion }: ComputedBudget): string {
  const unit = output.unit === undefined ? '' : ` ${output.unit.text}`;
  return `${output.name} = ${reported.estimate}${unit}, ${expansion === undefined ? 'u' : 'U'} = ${reported.uncertainty}${unit}`;
}

/** The budget that the address carries, or an example; what is written goes back into the address. */
function useDraftInAddress() {
  const [draft, setDraft] = useState<BudgetDraft>(
    () => parseHash(window.location.hash) ?? EXAMPLES['standard-solution'],
  );
  useEffect(() => {
    const timer = setTimeout(() => window.history.replaceState(null, '', formatHash(draft)), ADDRESS_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => {
    const follow = () => {
      const sent = parseHash(window.location.hash);
      if (sent !== undefined) setDraft(sent);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return [draft, setDraft] as const;
}

function useFaults(computed: Computed): FaultsAt {
  return useCallback(
    (at) => (computed.state === 'faulty' ? computed.faults.filter((fault) => fault.at === at) : []),
    [computed],
  );
}

function askedOf(computed: Computed, { coverage }: BudgetDraft, trials: number) {
  if (computed.state !== 'computed') return undefined;
  const coverageProbability = coverage.by === 'probability' ? Number(coverage.value) : 0.95;
  return { text: computed.text, trials, seed: SEED, coverageProbability };
}
