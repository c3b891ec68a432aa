// SPDX-License-Identifier: Apache-2.0
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { OUTCOMES } from './stated-value.ts';
import type { TypedResult } from './typed-result.ts';

const BEFORE = ['provider', 'providerId', 'reportNumber', 'statement', 'digest', 'theirs'] as const;
const AFTER = ['value', 'unit', 'uncertainty', 'factor', 'method', 'basis'] as const;
const OF_NUMBERS: readonly string[] = ['uncertainty', 'factor'];

/** The fields of a result whose report is not on record here. */
export function HandFields({
  typed,
  onChange,
}: {
  readonly typed: TypedResult;
  readonly onChange: (more: Partial<TypedResult>) => void;
}) {
  const { say } = useWords();
  const line = (field: (typeof BEFORE)[number] | (typeof AFTER)[number] | 'substance') => (
    <TextInput
      key={field}
      name={field}
      label={say(`provided.${field}`)}
      value={typed[field]}
      required={field !== 'uncertainty'}
      maxLength={400}
      onValue={(value) => onChange({ [field]: value })}
    />
  );
  return (
    <>
      <p className="text-sm text-stone-600 sm:col-span-full">{say('provided.elsewhere')}</p>
      {BEFORE.map(line)}
      <Pick
        label={say('provided.underScope')}
        value={typed.underScope}
        options={['yes', 'no'] as const}
        nameOf={(word) => say(`provided.underScope.${word}`)}
        onPick={(underScope) => onChange({ underScope })}
      />
      {line('substance')}
      <Pick
        label={say('provided.outcome')}
        value={typed.outcome}
        options={OUTCOMES}
        nameOf={(word) => say(`provided.outcome.${word}`)}
        onPick={(outcome) => onChange({ outcome })}
      />
      {AFTER.filter((field) => typed.outcome === 'quantified' || !OF_NUMBERS.includes(field)).map(line)}
      <TextInput
        name="testedOn"
        type="date"
        label={say('provided.testedOn')}
        value={typed.testedOn}
        required
        onValue={(testedOn) => onChange({ testedOn })}
      />
    </>
  );
}
