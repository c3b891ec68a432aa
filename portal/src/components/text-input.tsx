// SPDX-License-Identifier: Apache-2.0
import { FIELD } from './field.ts';
import { Labelled } from './labelled.tsx';

/** A line of text, a day or a number, under its name. */
export function TextInput({
  label,
  value,
  onValue,
  type = 'text',
  required = false,
  maxLength = 4_000,
  name,
  autoComplete,
}: {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly type?: 'text' | 'date' | 'datetime-local' | 'password';
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly name?: string;
  readonly autoComplete?: string;
}) {
  return (
    <Labelled label={label}>
      <input
        {...{ type, required, maxLength, value, name, autoComplete }}
        className={`${FIELD} w-full`}
        onChange={({ target }) => onValue(target.value)}
      />
    </Labelled>
  );
}
