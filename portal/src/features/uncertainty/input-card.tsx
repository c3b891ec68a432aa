// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import { FIELD } from '../../components/field.ts';
import { useWords } from '../../messages/use-words.ts';
import { type InputDraft, type InputField, KINDS, type Kind } from './draft.ts';
import type { FaultsAt } from './fault-line.tsx';
import { splitReadings } from './split-readings.ts';
import { TextField } from './text-field.tsx';

/** One input quantity: its name, its unit, how it is known, and the numbers that this takes. */
export function InputCard({
  input,
  at,
  faultsAt,
  onChange,
  onRemove,
}: {
  readonly input: InputDraft;
  readonly at: string;
  readonly faultsAt: FaultsAt;
  readonly onChange: (input: InputDraft) => void;
  readonly onRemove: (() => void) | undefined;
}) {
  const { say } = useWords();
  const id = useId();
  const asked: { readonly value: string; readonly spread?: string; readonly extra?: string } = KINDS[input.kind];
  const set = (field: InputField) => (value: string) => onChange({ ...input, [field]: value });
  const field = (name: InputField, label: string, className = '') => (
    <TextField
      label={label}
      value={input[name]}
      faults={faultsAt(`${at}.${name}`)}
      onChange={set(name)}
      className={className}
    />
  );
  return (
    <fieldset className="min-w-0 rounded-md border border-stone-300 bg-white p-3" data-input={input.name}>
      <legend className="sr-only">{say('budget.input', { name: input.name })}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)_5.5rem_minmax(0,1.6fr)_auto] items-start gap-2">
        {field('name', say('budget.name'))}
        {field('unit', say('budget.unit'))}
        <div className="min-w-0">
          <label htmlFor={id} className="block truncate text-xs text-stone-600">
            {say('budget.kind')}
          </label>
          <select
            id={id}
            value={input.kind}
            onChange={(event) => onChange({ ...input, kind: event.target.value as Kind })}
            className={`${FIELD} w-full px-1 text-sm`}
          >
            {Object.keys(KINDS).map((kind) => (
              <option key={kind} value={kind}>
                {say(`budget.kind.${kind as Kind}`)}
              </option>
            ))}
          </select>
        </div>
        <Button
          className="mt-4 px-3"
          aria-label={say('budget.input.remove', { name: input.name })}
          disabled={onRemove === undefined}
          onClick={onRemove}
        >
          ×
        </Button>
      </div>
      <div className="mt-2 grid grid-cols-2 items-start gap-2 sm:grid-cols-4">
        {field('value', say(`budget.field.${asked.value as FieldName}`), input.kind === 'readings' ? 'col-span-2' : '')}
        {asked.spread === undefined ? null : field('spread', say(`budget.field.${asked.spread as FieldName}`))}
        {asked.extra === undefined ? null : field('extra', say(`budget.field.${asked.extra as FieldName}`))}
        {input.kind === 'constant' ? null : field('degrees', say('budget.degrees'))}
      </div>
      {input.kind === 'readings' ? <CommasRead text={input.value} /> : null}
    </fieldset>
  );
}

/** Commas that were read as decimal signs, so that whoever meant thousands sees it. */
function CommasRead({ text }: { readonly text: string }) {
  const { say } = useWords();
  const { numbers, hasCommas } = splitReadings(text);
  if (!hasCommas) return null;
  return (
    <p className="mt-1 text-xs wrap-anywhere text-stone-600" data-commas-read>
      {say('commas.read', { numbers: numbers.slice(0, 5).join('; ') + (numbers.length > 5 ? ' …' : '') })}
    </p>
  );
}

type FieldName =
  | 'mean'
  | 'standardUncertainty'
  | 'observations'
  | 'centre'
  | 'halfWidth'
  | 'ratio'
  | 'inexactness'
  | 'shape'
  | 'scale'
  | 'value';
