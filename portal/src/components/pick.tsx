// SPDX-License-Identifier: Apache-2.0
import { FIELD } from './field.ts';
import { Labelled } from './labelled.tsx';

/** One of some words, under its name. */
export function Pick<Word extends string>({
  label,
  value,
  options,
  nameOf,
  onPick,
}: {
  readonly label: string;
  readonly value: Word;
  readonly options: readonly Word[];
  readonly nameOf: (word: Word) => string;
  readonly onPick: (word: Word) => void;
}) {
  return (
    <Labelled label={label}>
      <select
        className={`${FIELD} w-full`}
        value={value}
        onChange={({ target }) => onPick(options.find((each) => each === target.value) ?? value)}
      >
        {options.map((each) => (
          <option key={each} value={each}>
            {nameOf(each)}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
