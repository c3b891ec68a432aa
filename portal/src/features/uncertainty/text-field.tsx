// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { FIELD } from '../../components/field.ts';
import { FaultLines } from './fault-line.tsx';
import type { Fault } from './find-faults.ts';

/** A field with its name above and its faults below. */
export function TextField({
  label,
  value,
  faults,
  onChange,
  className = '',
  list,
}: {
  readonly label: string;
  readonly value: string;
  readonly faults: readonly Fault[];
  readonly onChange: (value: string) => void;
  readonly className?: string;
  readonly list?: string;
}) {
  const id = useId();
  return (
    <div className={`min-w-0 ${className}`}>
      <label htmlFor={id} className="block truncate text-xs text-stone-600">
        {label}
      </label>
      <input
        id={id}
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        list={list}
        value={value}
        aria-invalid={faults.length > 0}
        aria-describedby={faults.length > 0 ? `${id}-fault` : undefined}
        onChange={(event) => onChange(event.target.value)}
        className={`${FIELD} w-full px-2 font-mono`}
      />
      <FaultLines id={`${id}-fault`} faults={faults} />
    </div>
  );
}
