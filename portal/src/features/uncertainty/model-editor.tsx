// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../messages/use-words.ts';
import { CorrelationRows } from './correlation-rows.tsx';
import { type BudgetDraft, EMPTY_INPUT, type EquationDraft, type InputDraft } from './draft.ts';
import type { FaultsAt } from './fault-line.tsx';
import { InputCard } from './input-card.tsx';
import { TextField } from './text-field.tsx';

/** The model as it is written: equations, inputs and how they are correlated. */
export function ModelEditor({
  draft,
  faultsAt,
  onDraft,
}: {
  readonly draft: BudgetDraft;
  readonly faultsAt: FaultsAt;
  readonly onDraft: (draft: BudgetDraft) => void;
}) {
  const { say } = useWords();
  const { equations, inputs } = draft;
  const setEquation = (index: number, equation: EquationDraft) =>
    onDraft({ ...draft, equations: equations.with(index, equation) });
  const setInput = (index: number, input: InputDraft) => onDraft({ ...draft, inputs: inputs.with(index, input) });
  return (
    <div className="min-w-0 space-y-6">
      <Group title={say('budget.equations')} hint={say('budget.equations.hint')}>
        {equations.map((equation, index) => (
          <EquationRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the fields hold no state of their own
            key={index}
            equation={equation}
            at={`equations.${index}`}
            faultsAt={faultsAt}
            onChange={(changed) => setEquation(index, changed)}
            onRemove={
              equations.length === 1 ? undefined : () => onDraft({ ...draft, equations: equations.toSpliced(index, 1) })
            }
          />
        ))}
        <Button
          onClick={() =>
            onDraft({ ...draft, equations: equations.toSpliced(-1, 0, { name: '', expression: '', unit: '' }) })
          }
        >
          {say('budget.equation.add')}
        </Button>
      </Group>
      <Group title={say('budget.inputs')} hint={say('budget.inputs.hint')}>
        {inputs.map((input, index) => (
          <InputCard
            // biome-ignore lint/suspicious/noArrayIndexKey: the fields hold no state of their own
            key={index}
            input={input}
            at={`inputs.${index}`}
            faultsAt={faultsAt}
            onChange={(changed) => setInput(index, changed)}
            onRemove={inputs.length === 1 ? undefined : () => onDraft({ ...draft, inputs: inputs.toSpliced(index, 1) })}
          />
        ))}
        <Button onClick={() => onDraft({ ...draft, inputs: [...inputs, EMPTY_INPUT] })}>
          {say('budget.input.add')}
        </Button>
      </Group>
      <Group title={say('budget.correlations')} hint={say('budget.correlations.hint')}>
        <CorrelationRows draft={draft} faultsAt={faultsAt} onDraft={onDraft} />
      </Group>
    </div>
  );
}

function Group({
  title,
  hint,
  children,
}: {
  readonly title: string;
  readonly hint: string;
  readonly children: ReactNode;
}) {
  return (
    <section className="space-y-3">
      <div>
        <h2 className="text-lg font-semibold">{title}</h2>
        <p className="text-sm text-stone-600">{hint}</p>
      </div>
      {children}
    </section>
  );
}

function EquationRow({
  equation,
  at,
  faultsAt,
  onChange,
  onRemove,
}: {
  readonly equation: EquationDraft;
  readonly at: string;
  readonly faultsAt: FaultsAt;
  readonly onChange: (equation: EquationDraft) => void;
  readonly onRemove: (() => void) | undefined;
}) {
  const { say } = useWords();
  const { name, expression, unit } = equation;
  return (
    <fieldset className="min-w-0 rounded-md border border-stone-300 bg-white p-3">
      <legend className="sr-only">{say('budget.equation', { name })}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)_5.5rem_auto] items-start gap-2 sm:grid-cols-[5rem_minmax(0,1fr)_5.5rem_auto]">
        <TextField
          label={say('budget.result-name')}
          value={name}
          faults={faultsAt(`${at}.name`)}
          onChange={(value) => onChange({ ...equation, name: value })}
        />
        <TextField
          label={say('budget.expression')}
          value={expression}
          faults={faultsAt(`${at}.expression`)}
          onChange={(value) => onChange({ ...equation, expression: value })}
          className="order-last col-span-3 sm:order-none sm:col-span-1"
        />
        <TextField
          label={say('budget.unit')}
          value={unit}
          faults={faultsAt(`${at}.unit`)}
          onChange={(value) => onChange({ ...equation, unit: value })}
        />
        <Button
          className="mt-4 px-3"
          aria-label={say('budget.equation.remove', { name })}
          disabled={onRemove === undefined}
          onClick={onRemove}
        >
          ×
        </Button>
      </div>
    </fieldset>
  );
}
