// SPDX-License-Identifier: Apache-2.0
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { FIELD } from '../../components/field.ts';
import { useWords } from '../../messages/use-words.ts';
import { RULES } from '../issue-gate/issue-gate.ts';
import { type Filters, NO_FILTERS, PAPER_KINDS } from './indicators.ts';

const PLACES = ['CN', 'CN-GD', 'HK', 'MO'] as const;

/** What the list is narrowed by. */
export function FilterForm({ onAsk }: { readonly onAsk: (filters: Filters) => void }) {
  const { say, sayOr } = useWords();
  const [filters, setFilters] = useState(NO_FILTERS);
  const change = (name: keyof Filters) => (value: string) => setFilters((before) => ({ ...before, [name]: value }));
  const pick = (name: 'place' | 'kind' | 'rule', options: readonly (readonly [string, string])[]) => (
    <Labelled label={say(`indicators.${name}`)}>
      <select className={`${FIELD} w-full`} value={filters[name]} onChange={({ target }) => change(name)(target.value)}>
        <option value="">{say('indicators.all')}</option>
        {options.map(([value, shown]) => (
          <option key={value} value={value}>
            {shown}
          </option>
        ))}
      </select>
    </Labelled>
  );
  const type = (name: 'issuer' | 'from' | 'to', kind: 'text' | 'date') => (
    <Labelled label={say(`indicators.${name}`)}>
      <input
        className={`${FIELD} w-full`}
        type={kind}
        maxLength={500}
        value={filters[name]}
        onChange={({ target }) => change(name)(target.value)}
      />
    </Labelled>
  );
  return (
    <form
      className="mt-4 grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk(filters);
      }}
    >
      {pick(
        'place',
        PLACES.map((each) => [each, sayOr(`place.${each}`, each)]),
      )}
      {pick(
        'kind',
        PAPER_KINDS.map((each) => [each, say(`document-kind.${each}`)]),
      )}
      {pick(
        'rule',
        RULES.map((each) => [each, say(`rule.${each}`)]),
      )}
      {type('issuer', 'text')}
      {type('from', 'date')}
      {type('to', 'date')}
      <Button primary type="submit">
        {say('indicators.list')}
      </Button>
    </form>
  );
}

function Labelled({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label className="block min-w-0">
      <span className="block text-sm">{label}</span>
      {children}
    </label>
  );
}
