// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { FIELD } from '../../components/field.ts';
import { useWords } from '../../messages/use-words.ts';
import type { BudgetDraft } from './draft.ts';
import { type FaultsAt, FaultLines } from './fault-line.tsx';
import { counted } from './figures.ts';
import { TextField } from './text-field.tsx';

const TRIALS = [10_000, 200_000, 1_000_000, 5_000_000] as const;

/** How U is to be found, how far the series is followed, and how many trials are made. */
export function CoverageFields({
  draft,
  faultsAt,
  onDraft,
  trials,
  onTrials,
}: {
  readonly draft: BudgetDraft;
  readonly faultsAt: FaultsAt;
  readonly onDraft: (draft: BudgetDraft) => void;
  readonly trials: number;
  readonly onTrials: (trials: number) => void;
}) {
  const { say } = useWords();
  const id = useId();
  const { coverage, order } = draft;
  return (
    <div className="mt-4 grid grid-cols-2 items-start gap-2 border-t border-stone-300 pt-3">
      <div className="min-w-0">
        <label htmlFor={`${id}-by`} className="block text-xs text-stone-600">
          {say('budget.coverage')}
        </label>
        <select
          id={`${id}-by`}
          className={`${FIELD} w-full px-1 text-sm`}
          value={coverage.by}
          onChange={({ target: { value } }) =>
            onDraft({
              ...draft,
              coverage: value === 'factor' ? { by: 'factor', value: '2' } : { by: 'probability', value: '0.95' },
            })
          }
        >
          <option value="probability">{say('budget.coverage.probability')}</option>
          <option value="factor">{say('budget.coverage.factor')}</option>
        </select>
      </div>
      <TextField
        label={say(`budget.coverage.${coverage.by}`)}
        value={coverage.value}
        faults={faultsAt('coverage')}
        onChange={(value) => onDraft({ ...draft, coverage: { ...coverage, value } })}
      />
      <div className="min-w-0">
        <label htmlFor={`${id}-order`} className="block text-xs text-stone-600">
          {say('budget.order')}
        </label>
        <select
          id={`${id}-order`}
          className={`${FIELD} w-full px-1 text-sm`}
          value={order}
          aria-invalid={faultsAt('order').length > 0}
          onChange={({ target: { value } }) => onDraft({ ...draft, order: value === '2' ? 2 : 1 })}
        >
          <option value={1}>{say('budget.order.1')}</option>
          <option value={2}>{say('budget.order.2')}</option>
        </select>
        <FaultLines id={`${id}-order-fault`} faults={faultsAt('order')} />
      </div>
      <div className="min-w-0">
        <label htmlFor={`${id}-trials`} className="block text-xs text-stone-600">
          {say('budget.trials.count')}
        </label>
        <select
          id={`${id}-trials`}
          className={`${FIELD} w-full px-1 text-sm`}
          value={trials}
          onChange={({ target: { value } }) => onTrials(Number(value))}
        >
          {TRIALS.map((count) => (
            <option key={count} value={count}>
              {counted(count)}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
