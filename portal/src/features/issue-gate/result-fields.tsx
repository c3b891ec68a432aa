// SPDX-License-Identifier: Apache-2.0
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { OUTCOMES } from '../provided/stated-value.ts';
import type { TypedResult } from './typed-report.ts';

/** The fields of one result that the own laboratory obtained. */
export function ResultFields({
  number,
  result,
  onChange,
  onRemove,
}: {
  readonly number: number;
  readonly result: TypedResult;
  readonly onChange: (more: Partial<TypedResult>) => void;
  /** Undefined where it is the only one. */
  readonly onRemove: (() => void) | undefined;
}) {
  const { say } = useWords();
  const { outcome } = result;
  const line = (field: keyof Omit<TypedResult, 'kept' | 'outcome' | 'underScope' | 'testedOn'>, isAsked: boolean) => (
    <TextInput
      key={field}
      name={`result-${field}`}
      label={say(`report.result.${field}`)}
      value={result[field]}
      required={isAsked}
      maxLength={400}
      onValue={(value) => onChange({ [field]: value })}
    />
  );
  return (
    <fieldset
      data-result={number}
      className="grid items-end gap-3 border-t border-stone-300 pt-3 sm:col-span-full sm:grid-cols-2 lg:grid-cols-4"
    >
      <legend className="font-semibold">{say('report.result', { number })}</legend>
      {line('result', true)}
      {line('substance', true)}
      <Pick
        label={say('provided.outcome')}
        value={outcome}
        options={OUTCOMES}
        nameOf={(word) => say(`provided.outcome.${word}`)}
        onPick={(picked) => onChange({ outcome: picked })}
      />
      {outcome === 'quantified' ? line('value', true) : null}
      {line('unit', true)}
      {outcome === 'quantified' ? [line('uncertainty', false), line('factor', result.uncertainty.trim() !== '')] : null}
      {line('loq', outcome === 'below-loq')}
      {line('lod', outcome === 'not-detected')}
      {line('method', true)}
      {line('basis', true)}
      <TextInput
        name="result-testedOn"
        type="date"
        label={say('provided.testedOn')}
        value={result.testedOn}
        required
        onValue={(testedOn) => onChange({ testedOn })}
      />
      {line('instruments', false)}
      <Pick
        label={say('report.result.underScope')}
        value={result.underScope}
        options={['yes', 'no'] as const}
        nameOf={(word) => say(`report.result.underScope.${word}`)}
        onPick={(underScope) => onChange({ underScope })}
      />
      {onRemove === undefined ? null : <Button onClick={onRemove}>{say('report.result.remove')}</Button>}
    </fieldset>
  );
}
