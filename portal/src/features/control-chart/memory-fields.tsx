// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { FIELD } from '../../components/field.ts';
import { useWords } from '../../messages/use-words.ts';
import { BOUNDS, PARAMETERS_OF, readParameter, type TypedParameters } from './chart-settings.ts';
import type { ChartKind } from './compute-chart.ts';

/** The parameters of a chart with memory; nothing for charts that have none. */
export function MemoryFields({
  kind,
  typed,
  onChange,
}: {
  readonly kind: ChartKind;
  readonly typed: TypedParameters;
  readonly onChange: (typed: TypedParameters) => void;
}) {
  const { say } = useWords();
  const id = useId();
  return (PARAMETERS_OF[kind] ?? []).map((name) => {
    const isWrong = readParameter(name, typed[name]) === undefined;
    const [least, most] = BOUNDS[name];
    return (
      <label key={name} className="block">
        <span className="block text-xs text-stone-600">{say(`chart.parameter.${name}`)}</span>
        <input
          type="text"
          inputMode="decimal"
          className={`${FIELD} w-full`}
          value={typed[name]}
          maxLength={20}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-${name}` : undefined}
          onChange={({ target }) => onChange({ ...typed, [name]: target.value })}
        />
        {isWrong ? (
          <span id={`${id}-${name}`} role="alert" className="mt-1 block text-sm font-medium text-rose-900">
            {say(name === 'k' ? 'chart.parameter.from' : 'chart.parameter.above', { least, most })}
          </span>
        ) : null}
      </label>
    );
  });
}
