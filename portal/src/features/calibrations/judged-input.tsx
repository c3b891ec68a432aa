// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { FIELD } from '../../components/field.ts';
import { useWords } from '../../messages/use-words.ts';
import type { LiveFault } from './live-faults.ts';

/** A field with its name above, and below what cannot be, while it is typed. */
export function JudgedInput({
  name,
  label,
  value,
  fault,
  required = true,
  onValue,
}: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly fault: LiveFault | undefined;
  readonly required?: boolean;
  readonly onValue: (value: string) => void;
}) {
  const { say, sayQuantity } = useWords();
  const id = useId();
  const { quantity = '', ...values } = fault?.values ?? {};
  return (
    <div className="min-w-0 self-start">
      <label htmlFor={id} className="block text-sm">
        {label}
      </label>
      <input
        {...{ id, name, value, required }}
        maxLength={200}
        autoComplete="off"
        aria-invalid={fault !== undefined}
        aria-describedby={fault === undefined ? undefined : `${id}-fault`}
        className={`${FIELD} w-full`}
        onChange={({ target }) => onValue(target.value)}
      />
      {fault === undefined ? null : (
        <p
          id={`${id}-fault`}
          role="status"
          data-fault={fault.code}
          className="mt-1 text-sm font-medium wrap-anywhere text-rose-900"
        >
          {say(`calibrations.fault.${fault.code}`, { ...values, quantity: sayQuantity(quantity) })}
        </p>
      )}
    </div>
  );
}
