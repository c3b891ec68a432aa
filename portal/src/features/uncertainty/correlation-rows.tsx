// SPDX-License-Identifier: Apache-2.0
import { Button } from '../../components/button.tsx';
import { FIELD } from '../../components/field.ts';
import { useWords } from '../../messages/use-words.ts';
import type { BudgetDraft, CorrelationDraft } from './draft.ts';
import { type FaultsAt, FaultLines } from './fault-line.tsx';
import { TextField } from './text-field.tsx';

/** Pairs of inputs that vary together, each with its coefficient. */
export function CorrelationRows({
  draft,
  faultsAt,
  onDraft,
}: {
  readonly draft: BudgetDraft;
  readonly faultsAt: FaultsAt;
  readonly onDraft: (draft: BudgetDraft) => void;
}) {
  const { say } = useWords();
  const { inputs, correlations } = draft;
  const names = inputs.map(({ name }) => name.trim()).filter((name) => name !== '');
  const set = (index: number, correlation: CorrelationDraft) =>
    onDraft({ ...draft, correlations: correlations.with(index, correlation) });
  const [a = '', b = ''] = names;
  return (
    <>
      {correlations.map((correlation, index) => (
        <fieldset
          // biome-ignore lint/suspicious/noArrayIndexKey: the fields hold no state of their own
          key={index}
          className="min-w-0 rounded-md border border-stone-300 bg-white p-3"
        >
          <legend className="sr-only">{say('budget.correlation', { a: correlation.a, b: correlation.b })}</legend>
          <div className="grid grid-cols-[1fr_1fr_6rem_auto] items-end gap-2">
            {(['a', 'b'] as const).map((side) => (
              <select
                key={side}
                aria-label={say(`budget.correlation.${side}`)}
                className={`${FIELD} w-full min-w-0 px-1`}
                value={correlation[side]}
                aria-invalid={faultsAt(`correlations.${index}.pair`).length > 0}
                onChange={(event) => set(index, { ...correlation, [side]: event.target.value })}
              >
                {[...new Set([correlation[side], ...names])].map((name) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
              </select>
            ))}
            <TextField
              label={say('budget.coefficient')}
              value={correlation.coefficient}
              faults={faultsAt(`correlations.${index}.coefficient`)}
              onChange={(coefficient) => set(index, { ...correlation, coefficient })}
            />
            <Button
              className="px-3"
              aria-label={say('budget.correlation.remove', { a: correlation.a, b: correlation.b })}
              onClick={() => onDraft({ ...draft, correlations: correlations.toSpliced(index, 1) })}
            >
              ×
            </Button>
          </div>
          <FaultLines id={`correlation-${index}`} faults={faultsAt(`correlations.${index}.pair`)} />
        </fieldset>
      ))}
      <FaultLines id="correlations-fault" faults={faultsAt('correlations')} />
      <Button
        disabled={names.length < 2}
        onClick={() => onDraft({ ...draft, correlations: [...correlations, { a, b, coefficient: '0' }] })}
      >
        {say('budget.correlation.add')}
      </Button>
    </>
  );
}
